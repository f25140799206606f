/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a text/event-stream as its bytes come, however they are cut. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PfSseParser PfSseParser;

/**
 * PfSseFunc:
 * @type: "message" where the stream names none
 * @data: the data lines, joined by newlines; valid UTF-8 like @type
 *
 * Returns: whether to read on; if not, what follows this event counts as not received.
 */
typedef gboolean (*PfSseFunc) (const char *type, const char *data, gpointer user_data);

PfSseParser *pf_sse_parser_new (PfSseFunc func, gpointer user_data);
void pf_sse_parser_free (PfSseParser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfSseParser, pf_sse_parser_free)
/**
 * Calls the function for each event that @bytes complete. Returns: FALSE once it said not to read
 * on, or a line or an event is larger than 64 KiB.
 */
gboolean pf_sse_parser_feed (PfSseParser *self, const char *bytes, gsize size);
/** A new stream begins: what was incomplete is dropped, the last id and the retry time stay. */
void pf_sse_parser_restart (PfSseParser *self);
/** Returns: (nullable): the id of the last event. */
const char *pf_sse_parser_get_last_id (PfSseParser *self);
/** Returns: milliseconds that the stream asked to wait before reconnecting, -1 if it did not. */
int pf_sse_parser_get_retry (PfSseParser *self);

G_END_DECLS
