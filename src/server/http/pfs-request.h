/* SPDX-License-Identifier: GPL-3.0-or-later
 * One request as the resources see it: who asks, with what, and how it is answered. */
#pragma once

#include <libsoup/soup.h>

#include "pfs-clock.h"
#include "pfs-problems.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsContext: what all requests of a server share. */
typedef struct _PfsEvents PfsEvents;
typedef struct {
  PfsStorage *storage;
  PfsClock *clock;
  PfsEvents *events;
  gboolean is_behind_proxy; /* addresses come from X-Forwarded-For */
} PfsContext;

/** PfsRequest: refcounted; whoever holds it past its handler must have paused the message. */
typedef struct {
  const PfsContext *context;
  SoupServerMessage *message; /* (owned) */
  PfsLanguage language;
  GHashTable *query; /* (nullable) */
  char *target;      /* (nullable): what the path names: the {id} of its route */
  char *part;        /* (nullable): what it names inside that */
  PfMoment now;      /* the town's clock when it came */
  char *guardian;    /* (nullable): who is signed in */
  char *household;   /* (nullable) */
  PfMoment until;    /* signed in until then */
  gint64 token_family;
  gboolean is_finished; /* nobody hears the answer any more */
} PfsRequest;

PfsRequest *pfs_request_new (const PfsContext *context, SoupServerMessage *message,
                             GHashTable *query);
PfsRequest *pfs_request_ref (PfsRequest *self);
void pfs_request_unref (PfsRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsRequest, pfs_request_unref)

/** Returns: (transfer full): the body. */
GBytes *pfs_request_get_body (PfsRequest *self);
/** Returns: (nullable): a header of the request. */
const char *pfs_request_get_header (PfsRequest *self, const char *name);
/** Returns: (transfer full): the address that the request comes from. */
char *pfs_request_get_address (PfsRequest *self);

/** Sets the Date header to the town's clock, in place of the machine's. */
void pfs_request_set_date (SoupServerMessage *message, PfMoment now);
/** Answers with JSON that is the household's own: not to be stored by anyone between. */
void pfs_request_reply (PfsRequest *self, int status, GBytes *json);
/** Answers with JSON for everybody, or 304 where the client has it already. */
void pfs_request_reply_public (PfsRequest *self, GBytes *json);
/** Answers with a file that the client may keep and ask again in parts: ETag, Range, If-Range and
 * If-None-Match. @digest: of @bytes, its SHA-256 in hexadecimal; @name: for who saves it */
void pfs_request_reply_file (PfsRequest *self, GBytes *bytes, const char *media_type,
                             const char *digest, const char *name);
/** Answers without a body. */
void pfs_request_reply_empty (PfsRequest *self, int status);
/** Answers with a problem. @problem: (transfer full) */
void pfs_request_reply_problem (PfsRequest *self, PfProblem *problem);
void pfs_request_reply_problem_type (PfsRequest *self, PfProblemType type);
/** Answers that there were too many attempts: wait @seconds. */
void pfs_request_reply_wait (PfsRequest *self, int seconds);
/** Answers what @error of this program means: busy, nothing there, a body that breaks the contract,
 * or an internal error, of which only the log tells. */
void pfs_request_reply_error (PfsRequest *self, const GError *error);

G_END_DECLS
