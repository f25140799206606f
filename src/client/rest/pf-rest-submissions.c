/* SPDX-License-Identifier: GPL-3.0-or-later
 * Submissions over HTTP: the address of each kind, and what each answer means. */
#include "config.h"

#include "pf-rest-service-private.h"

#include "pf-codec.h"
#include "pf-rest-call.h"
#include "pf-rest-error.h"
#include "pf-rest-path.h"

#define MERGE_PATCH "application/merge-patch+json"
#define PROBLEM_TYPE "application/problem+json"

typedef struct {
  const char *method;
  const char *path;
} Address;

static const struct {
  Address address;
  Address without_target; /* where it differs */
} kinds[PF_N_SUBMISSION_KINDS] = {
  [PF_SUBMISSION_MESSAGE] = { { "POST", "/messages" } },
  [PF_SUBMISSION_REQUEST] = { { "POST", "/requests" } },
  [PF_SUBMISSION_ENROLMENT] = { { "POST", "/enrolments" } },
  [PF_SUBMISSION_DOCUMENT] = { { "POST", "/documents" } },
  [PF_SUBMISSION_HOUSEHOLD] = { { "PATCH", "/household" } },
  [PF_SUBMISSION_GUARDIAN] = { { "PATCH", "/guardians/{id}" } },
  [PF_SUBMISSION_CHILD] = { { "PATCH", "/children/{id}" } },
  [PF_SUBMISSION_HEALTH_SHEET] = { { "PATCH", "/health-sheets/{id}" } },
  [PF_SUBMISSION_CONTACT] = { { "PATCH", "/contacts/{id}" }, { "POST", "/contacts" } },
  [PF_SUBMISSION_CONTACT_REMOVAL] = { { "DELETE", "/contacts/{id}" } },
  [PF_SUBMISSION_READ_MARK] = { { "POST", "/threads/{id}/read" } },
  [PF_SUBMISSION_REGISTRATION] = { { "POST", "/household/registration" } },
  [PF_SUBMISSION_YEARLY_UPDATE] = { { "POST", "/household/yearly-update" } },
};

static const Address *
get_address (const PfSubmission *submission)
{
  return submission->target == NULL && kinds[submission->kind].without_target.method != NULL
             ? &kinds[submission->kind].without_target
             : &kinds[submission->kind].address;
}

static PfRestRequest *
build_request (PfSubmission *submission)
{
  const Address *address = get_address (submission);
  g_autofree char *path = pf_rest_path_build (address->path, submission->target, NULL);
  PfRestRequest *request = pf_rest_request_new (address->method, path);

  request->idempotency_key = g_strdup (submission->key);
  if (submission->version > 0)
    request->if_match = pf_version_format (submission->version);
  if (g_str_equal (address->method, "PATCH"))
    request->body_type = MERGE_PATCH;
  if (!g_str_equal (address->method, "DELETE"))
    request->body = g_bytes_ref (submission->body);
  return request;
}

/* Returns: whether the town has decided: a problem of its own, that is about what was sent and not
 * about who sends, when or how often. */
static gboolean
is_decided (PfRestReply *reply, const GError *error)
{
  static const PfClientError codes[] = {
    PF_CLIENT_ERROR_REFUSED, PF_CLIENT_ERROR_CHANGED, PF_CLIENT_ERROR_STATE_UNKNOWN,
    PF_CLIENT_ERROR_PROTOCOL, /* a problem of a newer town */
  };

  if (reply->status < 400 || reply->status > 499 || reply->status == 401 || reply->status == 408 ||
      reply->status == 429 || g_strcmp0 (reply->content_type, PROBLEM_TYPE) != 0)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, PF_CLIENT_ERROR, (int) codes[i]))
      return TRUE;
  return FALSE;
}

/* Returns: (transfer full) (nullable): the answer that a failure is; NULL with @error. */
static PfSubmissionAnswer *
read_refusal (PfRestReply *reply, GError **error)
{
  g_autoptr (PfProblem) problem = pf_rest_reply_get_problem (reply);
  g_autoptr (GError) failure = pf_rest_error_from_problem (problem, reply->retry_after);
  PfSubmissionAnswer *answer;

  if (!is_decided (reply, failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  answer = pf_submission_answer_new (reply->status == 412 ? PF_SUBMISSION_OUTCOME_CHANGED
                                                          : PF_SUBMISSION_OUTCOME_REFUSED);
  answer->title = g_strdup (problem->title);
  answer->detail = g_strdup (problem->detail);
  answer->pointer = g_strdup (problem->pointer);
  return answer;
}

static PfSubmissionAnswer *
read_answer (PfRestReply *reply, GError **error)
{
  g_autoptr (GError) failure = NULL;
  PfSubmissionAnswer *answer;

  if (reply->status < 200 || reply->status > 299)
    return read_refusal (reply, error);
  if (!pf_rest_reply_check (reply, "application/json", error))
    return NULL;
  answer = pf_codec_decode_submission_answer (reply->body, &failure);
  if (answer == NULL)
    g_propagate_error (error, pf_rest_error_from_codec (failure));
  return answer;
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (PfRestReply) reply = pf_rest_call_finish (PF_REST_SERVICE (source), result, &error);
  PfSubmissionAnswer *answer = reply != NULL ? read_answer (reply, &error) : NULL;

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) pf_submission_answer_free);
  else
    g_task_return_error (task, error);
}

static void
submit_async (PfTownService      *service,
              PfSubmission       *submission,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);

  g_task_set_source_tag (task, submit_async);
  pf_rest_call_async (PF_REST_SERVICE (service), build_request (submission),
                      PF_REST_CALL_ANY_STATUS, NULL, cancellable, called_cb,
                      g_steal_pointer (&task));
}

static PfSubmissionAnswer *
submit_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, submit_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pf_rest_submissions_iface_init (PfTownServiceInterface *iface)
{
  iface->submit_async = submit_async;
  iface->submit_finish = submit_finish;
}
