/* SPDX-License-Identifier: GPL-3.0-or-later
 * A server inside the test that answers what the test wrote down, well or badly, and remembers
 * what it was asked. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PfScriptedServer PfScriptedServer;
/** PfScript: one expected request and what becomes of it. Belongs to the server. */
typedef struct _PfScript PfScript;

/** @certificate: (nullable): speak TLS with it. Listens on a free port of 127.0.0.1. */
PfScriptedServer *pf_scripted_server_new (GTlsCertificate *certificate);
void pf_scripted_server_free (PfScriptedServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfScriptedServer, pf_scripted_server_free)
/** Returns: "http://127.0.0.1:PORT", or https. */
const char *pf_scripted_server_get_uri (PfScriptedServer *self);
/** Asserts that all that was expected came, and nothing else. */
void pf_scripted_server_assert_done (PfScriptedServer *self);

/**
 * pf_scripted_server_expect:
 * @target: path and query, exactly
 *
 * Expects one such request; several are met in the order in which they were expected. Until told
 * otherwise it is answered 204.
 */
PfScript *pf_scripted_server_expect (PfScriptedServer *self, const char *method,
                                     const char *target);
/** Expects any number of such requests from now on, even none. */
void pf_script_repeat (PfScript *script);

void pf_script_reply (PfScript *script, int status, const char *type, const char *body);
void pf_script_reply_bytes (PfScript *script, int status, const char *type, GBytes *body);
void pf_script_header (PfScript *script, const char *name, const char *value);
/** Compresses the body. */
void pf_script_gzip (PfScript *script);
/** Waits before answering. */
void pf_script_delay (PfScript *script, guint milliseconds);
/** Never answers. */
void pf_script_silence (PfScript *script);
/** Hangs up without a word. */
void pf_script_cut (PfScript *script);
/** Promises the whole body, and hangs up after @size bytes of it. */
void pf_script_truncate (PfScript *script, gsize size);
/** Sends @bytes instead of HTTP, and hangs up. */
void pf_script_raw (PfScript *script, GBytes *bytes);
/** Answers an event stream that stays open for pf_script_write() until pf_script_end(). */
void pf_script_stream (PfScript *script);
void pf_script_write (PfScript *script, const char *text);
void pf_script_end (PfScript *script);
/** Returns: whether the client has left the event stream. */
gboolean pf_script_is_hung_up (PfScript *script);

/** Returns: how often it was asked. */
guint pf_script_get_count (PfScript *script);
/** Returns: (nullable): a header of the last such request. */
const char *pf_script_get_request_header (PfScript *script, const char *name);
/** Returns: (nullable): its body. */
const char *pf_script_get_request_body (PfScript *script);
/** Returns: the port that it came from: the same for requests of one connection. */
guint pf_script_get_client_port (PfScript *script);

G_END_DECLS
