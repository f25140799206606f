/* SPDX-License-Identifier: GPL-3.0-or-later
 * The life of requests and replies, and what a reply means. */
#include "config.h"

#include "pf-rest-request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pf-client-error.h"
#include "pf-codec.h"
#include "pf-rest-error.h"

static GBytes *
ref_bytes (GBytes *bytes)
{
  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

PfRestRequest *
pf_rest_request_new (const char *method, const char *uri)
{
  PfRestRequest *request = g_new0 (PfRestRequest, 1);

  request->method = method;
  request->uri = g_strdup (uri);
  request->max_size = PF_REST_MAX_BODY;
  return request;
}

PfRestRequest *
pf_rest_request_copy (const PfRestRequest *request)
{
  PfRestRequest *copy = pf_rest_request_new (request->method, request->uri);

  copy->body = ref_bytes (request->body);
  copy->token = g_strdup (request->token);
  copy->body_type = request->body_type;
  copy->idempotency_key = g_strdup (request->idempotency_key);
  copy->if_match = g_strdup (request->if_match);
  copy->content_range = g_strdup (request->content_range);
  copy->last_event_id = g_strdup (request->last_event_id);
  copy->accept = request->accept;
  copy->max_size = request->max_size;
  copy->progress = request->progress;
  copy->progress_data = request->progress_data;
  copy->part = request->part;
  return copy;
}

void
pf_rest_request_free (PfRestRequest *request)
{
  if (request->token != NULL)
    explicit_bzero (request->token, strlen (request->token));
  g_free (request->uri);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_free (request->token);
  g_free (request->idempotency_key);
  g_free (request->if_match);
  g_free (request->content_range);
  g_free (request->last_event_id);
  g_free (request);
}

void
pf_rest_stream_cut (GInputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_input_stream_close (stream, cancelled, NULL);
  g_object_unref (stream);
}

void
pf_rest_reply_free (PfRestReply *reply)
{
  g_free (reply->uri);
  g_free (reply->content_type);
  g_free (reply->file_name);
  g_free (reply->etag);
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_clear_pointer (&reply->stream, pf_rest_stream_cut);
  g_free (reply);
}

PfProblem *
pf_rest_reply_get_problem (PfRestReply *reply)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  gboolean is_problem = reply->body != NULL &&
                        g_strcmp0 (reply->content_type, "application/problem+json") == 0;

  return pf_codec_decode_problem (is_problem ? reply->body : nothing, reply->status);
}

gboolean
pf_rest_reply_check (PfRestReply *reply, const char *content_type, GError **error)
{
  g_autoptr (PfProblem) problem = NULL;

  if (reply->status >= 200 && reply->status < 300)
    {
      if (content_type == NULL || g_strcmp0 (reply->content_type, content_type) == 0)
        return TRUE;
      g_set_error_literal (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL,
                           _("The town's answer cannot be understood."));
      return FALSE;
    }
  problem = pf_rest_reply_get_problem (reply);
  g_propagate_error (error, pf_rest_error_from_problem (problem, reply->retry_after));
  return FALSE;
}
