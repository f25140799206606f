/* SPDX-License-Identifier: GPL-3.0-or-later
 * The steps of a signed-in call: discover, get a token, send, and once more with a new token
 * where the town wants one. */
#include "config.h"

#include "pf-rest-call.h"

typedef struct {
  PfRestRequest *request; /* its uri is a path */
  PfRestCallFlags flags;
  const char *content_type; /* static */
  char *token;              /* (nullable) secret, the one last sent */
  gboolean was_renewed;
} Call;

static void get_token (GTask *task, const char *rejected);

static void
call_free (Call *call)
{
  pf_rest_request_free (call->request);
  if (call->token != NULL)
    explicit_bzero (call->token, strlen (call->token));
  g_free (call->token);
  g_free (call);
}

/* Tells whether the town refused the token, and takes the step that follows. */
static gboolean
handle_unauthorized (GTask *task, PfRestReply *reply)
{
  PfRestService *service = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  g_autoptr (PfProblem) problem = NULL;

  if (reply->status != 401)
    return FALSE;
  problem = pf_rest_reply_get_problem (reply);
  if (problem->type == PF_PROBLEM_TOKEN_REVOKED)
    pf_rest_tokens_revoked (pf_rest_service_get_tokens (service), call->token);
  else if (problem->type != PF_PROBLEM_TOKEN_EXPIRED)
    return FALSE;
  if (call->was_renewed)
    return FALSE;

  /* A revoked token may be an old one: then the present one serves; if not, getting one says
   * signed out. */
  call->was_renewed = TRUE;
  get_token (task, call->token);
  return TRUE;
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  PfRestTransport *transport = PF_REST_TRANSPORT (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfRestReply) reply = NULL;

  reply = call->flags & PF_REST_CALL_STREAM
              ? pf_rest_transport_open_finish (transport, result, &error)
              : pf_rest_transport_send_finish (transport, result, &error);
  if (reply == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (handle_unauthorized (task, reply))
    return;
  else if ((call->flags & PF_REST_CALL_ANY_STATUS) == 0 &&
           !pf_rest_reply_check (reply, call->content_type, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&reply), (GDestroyNotify) pf_rest_reply_free);
}

static void
got_token_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfRestService *service = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  PfRestTransport *transport = pf_rest_service_get_transport (service);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (PfRestRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&call->token, g_free);
  call->token = pf_rest_tokens_get_finish (PF_REST_TOKENS (source), result, &error);
  if (call->token == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  request = pf_rest_request_copy (call->request);
  g_free (request->uri);
  request->uri = g_strconcat (pf_rest_service_get_api_base (service), call->request->uri, NULL);
  request->token = g_strdup (call->token);
  if (call->flags & PF_REST_CALL_STREAM)
    pf_rest_transport_open_async (transport, request, cancellable, sent_cb,
                                  g_steal_pointer (&task));
  else
    pf_rest_transport_send_async (transport, request, cancellable, sent_cb,
                                  g_steal_pointer (&task));
}

static void
get_token (GTask *task, const char *rejected)
{
  PfRestService *service = g_task_get_source_object (task);

  pf_rest_tokens_get_async (pf_rest_service_get_tokens (service),
                            pf_rest_service_get_api_base (service), rejected,
                            g_task_get_cancellable (task), got_token_cb, g_object_ref (task));
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (pf_rest_service_discover_finish (PF_REST_SERVICE (source), result, &error))
    get_token (task, NULL);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pf_rest_call_async (PfRestService      *service,
                    PfRestRequest      *request,
                    PfRestCallFlags     flags,
                    const char         *content_type,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, pf_rest_call_async);
  call->request = request;
  call->flags = flags;
  call->content_type = content_type;
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  pf_rest_service_discover_async (service, cancellable, discovered_cb, g_steal_pointer (&task));
}

PfRestReply *
pf_rest_call_finish (PfRestService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, service), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

PfRestReply *
pf_rest_call_finish_for_task (GTask *task, GAsyncResult *result)
{
  GError *error = NULL;
  PfRestReply *reply = NULL;

  g_return_val_if_fail (G_IS_TASK (task), NULL);

  reply = pf_rest_call_finish (PF_REST_SERVICE (g_task_get_source_object (task)), result, &error);
  if (reply == NULL)
    g_task_return_error (task, error);
  return reply;
}
