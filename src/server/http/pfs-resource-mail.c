/* SPDX-License-Identifier: GPL-3.0-or-later
 * /v1/messages, /v1/threads and /v1/requests: what families write to the town hall. */
#include "config.h"

#include "pf-codec.h"
#include "pfs-once.h"
#include "pfs-requests.h"
#include "pfs-resources.h"
#include "pfs-threads.h"

/* Answers with what was made, @id (transfer full), or with why nothing was. */
static gboolean
answer_written (PfsRequest         *request,
                PfsWritten         *written,
                PfSubmissionOutcome outcome,
                char               *id,
                const PfsRefusal   *refusal)
{
  g_autoptr (PfSubmissionAnswer) answer = pf_submission_answer_new (outcome);

  answer->id = id;
  if (refusal->type != PF_PROBLEM_OTHER)
    return pfs_written_refuse (written, request, refusal->type, refusal->detail, refusal->pointer);
  if (id == NULL)
    return FALSE;
  written->status = outcome == PF_SUBMISSION_OUTCOME_REQUESTED ? SOUP_STATUS_ACCEPTED
                                                               : SOUP_STATUS_CREATED;
  written->body = pf_codec_encode_submission_answer (answer);
  return TRUE;
}

static gboolean
write_message (PfsRequest *request, GBytes *json, PfsWritten *written, GError **error)
{
  g_auto (PfsRefusal) refusal = { .type = PF_PROBLEM_OTHER, .language = request->language };
  g_autoptr (PfMessageBody) body = pf_codec_decode_message_body (json, error);
  char *id;

  if (body == NULL)
    return FALSE;
  id = pfs_threads_write (request->context->storage, request->household, request->guardian, body,
                          request->now, &refusal, error);
  return answer_written (request, written, PF_SUBMISSION_OUTCOME_DONE, id, &refusal);
}

static gboolean
mark_read (PfsRequest *request, GBytes *json, PfsWritten *written, GError **error)
{
  g_autoptr (PfSubmissionAnswer) answer = pf_submission_answer_new (PF_SUBMISSION_OUTCOME_DONE);

  if (!pfs_threads_mark_read (request->context->storage, request->household, request->target,
                              error))
    return FALSE;
  written->body = pf_codec_encode_submission_answer (answer);
  return TRUE;
}

static gboolean
write_request (PfsRequest *request, GBytes *json, PfsWritten *written, GError **error)
{
  g_auto (PfsRefusal) refusal = { .type = PF_PROBLEM_OTHER, .language = request->language };
  g_autoptr (PfRequestBody) body = pf_codec_decode_request_body (json, error);
  char *id;

  if (body == NULL)
    return FALSE;
  id = pfs_requests_send (request->context->storage, request->household, request->guardian, body,
                          request->now, &refusal, error);
  return answer_written (request, written, PF_SUBMISSION_OUTCOME_REQUESTED, id, &refusal);
}

void
pfs_resource_create_message (PfsRequest *request)
{
  pfs_request_answer_once (request, write_message);
}

void
pfs_resource_mark_thread_read (PfsRequest *request)
{
  pfs_request_answer_once (request, mark_read);
}

void
pfs_resource_create_request (PfsRequest *request)
{
  pfs_request_answer_once (request, write_request);
}
