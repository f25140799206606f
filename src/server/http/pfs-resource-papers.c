/* SPDX-License-Identifier: GPL-3.0-or-later
 * /v1/documents: the papers that a family sends. */
#include "config.h"

#include "pf-codec.h"
#include "pfs-once.h"
#include "pfs-papers.h"
#include "pfs-resources.h"

typedef struct {
  const char *french;
  const char *english;
  const char *pointer;
} Refusal;

static const Refusal refusals[] = {
  [PFS_PAPERS_NOT_ASKED] = { "La mairie ne demande pas ou plus cette pièce.",
                             "The town does not ask for this paper, or no longer.",
                             "/requirement" },
  [PFS_PAPERS_NO_CHILD] = { "Cet enfant n’est pas de votre foyer.",
                            "This child is not of your household.", "/child" },
  [PFS_PAPERS_NO_FILE] = { "Un fichier n’est pas arrivé : renvoyez-le.",
                           "A file has not arrived: send it again.", NULL },
  [PFS_PAPERS_TOO_MANY] = { "Un document a de 1 à 20 pages.", "A document has 1 to 20 pages.",
                            "/files" },
};

static gboolean
refuse (PfsRequest *request, PfsWritten *written, PfsPapersVerdict verdict, guint page)
{
  const Refusal *refusal = &refusals[verdict];
  g_autofree char *pointer = g_strdup_printf ("/files/%u/digest", page);

  return pfs_written_refuse (written, request, PF_PROBLEM_UNPROCESSABLE,
                             pfs_language_say (request->language, refusal->french,
                                               refusal->english),
                             refusal->pointer != NULL ? refusal->pointer : pointer);
}

static gboolean
send_document (PfsRequest *request, GBytes *body, PfsWritten *written, GError **error)
{
  g_autoptr (PfDocument) document = pf_codec_decode_new_document (body, error);
  g_autoptr (PfSubmissionAnswer) answer = NULL;
  PfsPapersVerdict verdict;
  guint page;

  if (document == NULL || !pfs_papers_send (request->context->storage, request->household, document,
                                            request->now, &verdict, &page, error))
    return FALSE;
  if (verdict != PFS_PAPERS_TAKEN)
    return refuse (request, written, verdict, page);
  answer = pf_submission_answer_new (PF_SUBMISSION_OUTCOME_DONE);
  answer->id = g_strdup (pf_record_get_id (PF_RECORD (document)));
  written->body = pf_codec_encode_submission_answer (answer);
  return TRUE;
}

void
pfs_resource_create_document (PfsRequest *request)
{
  pfs_request_answer_once (request, send_document);
}
