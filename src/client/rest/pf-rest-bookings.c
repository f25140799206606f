/* SPDX-License-Identifier: GPL-3.0-or-later
 * What syncs: pages of changes, and batches of lines, priced or booked. */
#include "config.h"

#include "pf-rest-service-private.h"

#include "pf-codec.h"
#include "pf-rest-call.h"
#include "pf-rest-error.h"

/* What becomes of a reply's body; the task's data until it is decoded. */
typedef struct {
  gpointer (*decode) (GBytes *body, GError **error);
  GDestroyNotify free;
  GBytes *body;
} Decoding;

static void
decoding_free (Decoding *decoding)
{
  g_clear_pointer (&decoding->body, g_bytes_unref);
  g_free (decoding);
}

static gpointer
decode_changes (GBytes *body, GError **error)
{
  return pf_codec_decode_changes (body, error);
}

static gpointer
decode_answer (GBytes *body, GError **error)
{
  return pf_codec_decode_answer (body, error);
}

/* Runs on a worker thread: years of days take longer than a frame. */
static void
decode_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Decoding *decoding = task_data;
  g_autoptr (GError) error = NULL;
  gpointer decoded = decoding->decode (decoding->body, &error);

  if (decoded != NULL)
    g_task_return_pointer (task, decoded, decoding->free);
  else
    g_task_return_error (task, pf_rest_error_from_codec (error));
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Decoding *decoding = g_task_get_task_data (task);
  g_autoptr (PfRestReply) reply = pf_rest_call_finish_for_task (task, result);

  if (reply == NULL)
    return;
  decoding->body = g_steal_pointer (&reply->body);
  g_task_run_in_thread (task, decode_worker);
}

/* Calls @request (transfer full), and decodes what the town answers. */
static void
call_and_decode (PfTownService *service, PfRestRequest *request,
                 gpointer (*decode) (GBytes *body, GError **error), GDestroyNotify free_func,
                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  Decoding *decoding = g_new0 (Decoding, 1);

  g_task_set_source_tag (task, decode);
  decoding->decode = decode;
  decoding->free = free_func;
  g_task_set_task_data (task, decoding, (GDestroyNotify) decoding_free);
  pf_rest_call_async (PF_REST_SERVICE (service), request, PF_REST_CALL_NONE, "application/json",
                      cancellable, called_cb, g_steal_pointer (&task));
}

static void
pull_async (PfTownService      *service,
            const char         *since,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  g_autofree char *escaped = since != NULL ? g_uri_escape_string (since, NULL, FALSE) : NULL;
  g_autofree char *path = since != NULL ? g_strconcat ("/changes?since=", escaped, NULL)
                                        : g_strdup ("/changes");

  call_and_decode (service, pf_rest_request_new ("GET", path), decode_changes,
                   (GDestroyNotify) pf_changes_unref, cancellable, callback, user_data);
}

static PfChanges *
pull_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, decode_changes), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
post_lines (PfTownService      *service,
            const char         *path,
            const char         *key,
            GPtrArray          *lines,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  PfRestRequest *request = pf_rest_request_new ("POST", path);

  request->body = pf_codec_encode_lines (lines);
  request->idempotency_key = g_strdup (key);
  call_and_decode (service, request, decode_answer, (GDestroyNotify) pf_answer_free, cancellable,
                   callback, user_data);
}

static void
quote_async (PfTownService      *service,
             GPtrArray          *lines,
             GCancellable       *cancellable,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  post_lines (service, "/quotes", NULL, lines, cancellable, callback, user_data);
}

static void
book_async (PfTownService      *service,
            const char         *key,
            GPtrArray          *lines,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  post_lines (service, "/bookings", key, lines, cancellable, callback, user_data);
}

static PfAnswer *
answer_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, decode_answer), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pf_rest_bookings_iface_init (PfTownServiceInterface *iface)
{
  iface->pull_async = pull_async;
  iface->pull_finish = pull_finish;
  iface->quote_async = quote_async;
  iface->quote_finish = answer_finish;
  iface->book_async = book_async;
  iface->book_finish = answer_finish;
}
