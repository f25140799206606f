/* SPDX-License-Identifier: GPL-3.0-or-later
 * Payment links over HTTP: asked for, and judged before anybody sees them. */
#include "config.h"

#include "pf-rest-service-private.h"

#include <glib/gi18n-lib.h>

#include "pf-codec.h"
#include "pf-payment-uri.h"
#include "pf-rest-call.h"
#include "pf-rest-error.h"
#include "pf-rest-path.h"

static const char *const subject_paths[] = {
  [PF_PAY_INVOICE] = "/invoices/{id}/payment-link",
  [PF_PAY_TOP_UP] = "/wallet/top-ups",
  [PF_PAY_PREPAYMENT] = "/baskets/{id}/payment-link",
};

static PfPaymentLink *
read_link (PfRestService *self, PfRestReply *reply, GError **error)
{
  const PfDiscovery *discovery = pf_town_service_get_discovery (PF_TOWN_SERVICE (self));
  g_autoptr (GError) failure = NULL;
  g_autoptr (PfPaymentLink) link = pf_codec_decode_payment_link (reply->body, &failure);
  g_autofree char *host = NULL;

  if (link == NULL)
    {
      g_propagate_error (error, pf_rest_error_from_codec (failure));
      return NULL;
    }
  if (pf_payment_uri_is_allowed (link->uri, (const char *const *) discovery->payment_hosts,
                                 discovery->api_base))
    return g_steal_pointer (&link);
  host = pf_payment_uri_dup_host (link->uri);
  g_set_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PAYMENT_HOST,
               _("The payment page would be at “%s”, which the town has not named."), host);
  return NULL;
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfRestService *self = PF_REST_SERVICE (source);
  GError *error = NULL;
  g_autoptr (PfRestReply) reply = pf_rest_call_finish (self, result, &error);
  PfPaymentLink *link = reply != NULL ? read_link (self, reply, &error) : NULL;

  if (link != NULL)
    g_task_return_pointer (task, link, (GDestroyNotify) pf_payment_link_free);
  else
    g_task_return_error (task, error);
}

static void
ask_payment_link_async (PfTownService      *service,
                        PfPaymentSubject    subject,
                        const char         *id,
                        PfCents             amount,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);
  g_autofree char *path = pf_rest_path_build (subject_paths[subject], id, NULL);
  PfRestRequest *request = pf_rest_request_new ("POST", path);

  g_task_set_source_tag (task, ask_payment_link_async);
  request->body = pf_codec_encode_payment_amount (amount);
  request->max_size = PF_REST_MAX_SMALL_BODY;
  pf_rest_call_async (PF_REST_SERVICE (service), request, PF_REST_CALL_NONE, "application/json",
                      cancellable, called_cb, task);
}

static PfPaymentLink *
ask_payment_link_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ask_payment_link_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
activated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (PfRestReply) reply = pf_rest_call_finish_for_task (task, result);

  if (reply != NULL)
    g_task_return_boolean (task, TRUE);
}

static void
activate_wallet_async (PfTownService      *service,
                       const char         *id,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);
  g_autofree char *path = pf_rest_path_build ("/wallets/{id}/activate", id, NULL);

  g_task_set_source_tag (task, activate_wallet_async);
  pf_rest_call_async (PF_REST_SERVICE (service), pf_rest_request_new ("POST", path),
                      PF_REST_CALL_NONE, NULL, cancellable, activated_cb, task);
}

static gboolean
activate_wallet_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, activate_wallet_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pf_rest_payments_iface_init (PfTownServiceInterface *iface)
{
  iface->activate_wallet_async = activate_wallet_async;
  iface->activate_wallet_finish = activate_wallet_finish;
  iface->ask_payment_link_async = ask_payment_link_async;
  iface->ask_payment_link_finish = ask_payment_link_finish;
}
