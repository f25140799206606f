/* SPDX-License-Identifier: GPL-3.0-or-later
 * A request to a town and its reply, as plain structures. */
#pragma once

#include <gio/gio.h>

#include "pf-messages.h"

G_BEGIN_DECLS

#define PF_REST_MAX_BODY (64 * 1024 * 1024)
#define PF_REST_MAX_SMALL_BODY (256 * 1024)

/** PfRestPart: what has come of a file: pf-rest-part.h. */
typedef struct _PfRestPart PfRestPart;

/**
 * PfRestRequest: what to send. With a @token, or with a method that is not GET, no redirect is
 * followed.
 */
typedef struct {
  const char *method;    /* static */
  char *uri;             /* absolute */
  GBytes *body;          /* (nullable) */
  const char *body_type; /* static; JSON by default */
  char *token;           /* (nullable) secret */
  char *idempotency_key; /* (nullable) */
  char *if_match;        /* (nullable) */
  char *content_range;   /* (nullable) */
  char *last_event_id;   /* (nullable) */
  const char *accept;    /* (nullable) static; JSON by default */
  gsize max_size;        /* of the answer's body, once decompressed */

  /* (nullable): told how much of the answer's body has come, of how much (0 = unknown) */
  GFileProgressCallback progress;
  gpointer progress_data;

  /* (nullable): what has come of the file that is asked for: the rest is asked for, and what comes
   * is added to it as it comes, so that it is there whatever ends the call; the caller's, until
   * then. A reply that is whole has taken it */
  PfRestPart *part;
} PfRestRequest;

PfRestRequest *pf_rest_request_new (const char *method, const char *uri);
PfRestRequest *pf_rest_request_copy (const PfRestRequest *request);
/** Wipes the token before freeing it. */
void pf_rest_request_free (PfRestRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfRestRequest, pf_rest_request_free)

/** PfRestReply: what came back, whatever the status. */
typedef struct {
  int status;
  char *uri;            /* where the answer came from, after redirects */
  char *content_type;   /* (nullable) without parameters, lower case */
  int retry_after;      /* seconds, -1 unknown */
  gint64 upload_offset; /* bytes of an upload that are there, -1 unknown */
  char *file_name;      /* (nullable) as the town said, not to be trusted */
  char *etag;           /* (nullable) strong: of the bytes that the body has */
  gint64 range_start;   /* where in the whole the body begins, -1 unsaid */
  gint64 whole_size;    /* of the whole, where nothing of it is left to be sent, -1 unsaid */
  GBytes *body;         /* not NULL after send(); empty for a failure that said too much */
  GInputStream *stream; /* (nullable) of open() with status 200; freeing the reply cuts it */
} PfRestReply;

void pf_rest_reply_free (PfRestReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfRestReply, pf_rest_reply_free)
/** Returns: (transfer full): what a failure says of itself. */
PfProblem *pf_rest_reply_get_problem (PfRestReply *reply);
/**
 * Returns: whether it is a success of type @content_type (nullable: any); otherwise sets @error to
 * the PF_CLIENT_ERROR that it means.
 */
gboolean pf_rest_reply_check (PfRestReply *reply, const char *content_type, GError **error);

/** Closes @stream (transfer full) without reading on: never blocks. */
void pf_rest_stream_cut (GInputStream *stream);

G_END_DECLS
