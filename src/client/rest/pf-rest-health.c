/* SPDX-License-Identifier: GPL-3.0-or-later
 * Health sheets over HTTP: asked for when they are to be seen. */
#include "config.h"

#include "pf-codec.h"
#include "pf-rest-call.h"
#include "pf-rest-error.h"
#include "pf-rest-path.h"
#include "pf-rest-service-private.h"

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) failure = NULL;
  GError *error = NULL;
  g_autoptr (PfRestReply) reply = pf_rest_call_finish (PF_REST_SERVICE (source), result, &error);
  PfHealthSheet *sheet = reply != NULL ? pf_codec_decode_health_sheet (reply->body, &failure)
                                       : NULL;

  if (sheet != NULL)
    g_task_return_pointer (task, sheet, g_object_unref);
  else
    g_task_return_error (task, error != NULL ? error : pf_rest_error_from_codec (failure));
}

static void
fetch_health_sheet_async (PfTownService      *service,
                          const char         *child,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);
  g_autofree char *path = pf_rest_path_build ("/health-sheets/{id}", child, NULL);
  PfRestRequest *request = pf_rest_request_new ("GET", path);

  g_task_set_source_tag (task, fetch_health_sheet_async);
  request->max_size = PF_REST_MAX_SMALL_BODY;
  pf_rest_call_async (PF_REST_SERVICE (service), request, PF_REST_CALL_NONE, "application/json",
                      cancellable, called_cb, task);
}

static PfHealthSheet *
fetch_health_sheet_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, fetch_health_sheet_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pf_rest_health_iface_init (PfTownServiceInterface *iface)
{
  iface->fetch_health_sheet_async = fetch_health_sheet_async;
  iface->fetch_health_sheet_finish = fetch_health_sheet_finish;
}
