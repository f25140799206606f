/* SPDX-License-Identifier: GPL-3.0-or-later
 * Accounts over HTTP: most of their steps are for who is not signed in. */
#include "config.h"

#include "pf-codec.h"
#include "pf-rest-call.h"
#include "pf-rest-error.h"
#include "pf-rest-service-private.h"

static const struct {
  const char *method;
  const char *path;
  gboolean is_signed_in;
} steps[PF_N_ACCOUNT_STEPS] = {
  [PF_ACCOUNT_SIGN_UP] = { "POST", "/accounts" },
  [PF_ACCOUNT_RESEND] = { "POST", "/accounts/resend" },
  [PF_ACCOUNT_ACTIVATE] = { "POST", "/accounts/activate" },
  [PF_ACCOUNT_LOSE_PASSWORD] = { "POST", "/password-resets" },
  [PF_ACCOUNT_CHOOSE_PASSWORD] = { "POST", "/password-resets/choose" },
  [PF_ACCOUNT_CHANGE_PASSWORD] = { "PUT", "/password", TRUE },
};

/* Reads what the town says to a step. @reply: (transfer full) */
static void
take_reply (GTask *task, PfRestReply *reply)
{
  g_autoptr (PfRestReply) owned = reply;
  g_autoptr (GError) error = NULL;
  PfAccountAnswer *answer = pf_codec_decode_account_answer (owned->body, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) pf_account_answer_free);
  else
    g_task_return_error (task, pf_rest_error_from_codec (error));
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfRestReply *reply = pf_rest_call_finish_for_task (task, result);

  if (reply != NULL)
    take_reply (task, reply);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (PfRestReply) reply =
      pf_rest_transport_send_finish (PF_REST_TRANSPORT (source), result, &error);

  if (reply != NULL && pf_rest_reply_check (reply, "application/json", &error))
    take_reply (task, g_steal_pointer (&reply));
  else
    g_task_return_error (task, error);
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfRestService *self = PF_REST_SERVICE (source);
  g_autoptr (PfRestRequest) request = pf_rest_request_copy (g_task_get_task_data (task));
  g_autofree char *path = g_steal_pointer (&request->uri);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (!pf_rest_service_discover_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  request->uri = g_strconcat (pf_rest_service_get_api_base (self), path, NULL);
  pf_rest_transport_send_async (pf_rest_service_get_transport (self), request, cancellable, sent_cb,
                                g_steal_pointer (&task));
}

static void
take_step_async (PfTownService       *service,
                 const PfAccountForm *form,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  PfRestRequest *request = pf_rest_request_new (steps[form->step].method, steps[form->step].path);

  g_task_set_source_tag (task, take_step_async);
  request->body = pf_codec_encode_account_form (form);
  request->max_size = PF_REST_MAX_SMALL_BODY;
  if (steps[form->step].is_signed_in)
    {
      pf_rest_call_async (PF_REST_SERVICE (service), request, PF_REST_CALL_NONE, "application/json",
                          cancellable, called_cb, g_steal_pointer (&task));
      return;
    }
  g_task_set_task_data (task, request, (GDestroyNotify) pf_rest_request_free);
  pf_rest_service_discover_async (PF_REST_SERVICE (service), cancellable, discovered_cb,
                                  g_steal_pointer (&task));
}

static PfAccountAnswer *
take_step_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, take_step_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static PfMoment
get_last_sign_in (PfTownService *service)
{
  return pf_rest_tokens_get_last_sign_in (pf_rest_service_get_tokens (PF_REST_SERVICE (service)));
}

void
pf_rest_accounts_iface_init (PfTownServiceInterface *iface)
{
  iface->take_account_step_async = take_step_async;
  iface->take_account_step_finish = take_step_finish;
  iface->get_last_sign_in = get_last_sign_in;
}
