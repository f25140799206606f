/* SPDX-License-Identifier: GPL-3.0-or-later
 * Walks what a family tells of itself and sends. */
#include "config.h"

#include "contract-walk.h"

#include <string.h>

#include "pf-patch.h"

/* Fetches a file of a document, which must be @bytes. */
static void
check_document_file (Walk *walk, const char *document, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfDownload) download = NULL;

  pf_town_service_download_async (walk->service, PF_FILE_OF_DOCUMENT, document, "0", NULL, NULL,
                                  NULL, walk_finished_cb, &walk->result);
  download = pf_town_service_download_finish (walk->service, walk_wait (walk), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (download->bytes, bytes));
}

/* A paper: its file in pieces, what it is, and the file back again; and one that is not taken. */
void
walk_family (Walk *walk)
{
  g_autofree char *text = g_strnfill (400 * 1024, '%');
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  g_autoptr (PfSubmission) submission = NULL;
  g_autoptr (PfSubmissionAnswer) answer = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  PfPatch *patch = pf_patch_new ();

  memcpy (text, "%PDF-1.4\n", strlen ("%PDF-1.4\n"));
  bytes = g_bytes_new (text, strlen (text));
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_ptr_array_add (files,
                   pf_file_new (NULL, "a.pdf", "application/pdf", (gint64) strlen (text), digest));
  pf_patch_set_text (patch, "name", "Attestation");
  pf_patch_set_files (patch, "files", files);
  body = pf_patch_finish (patch);
  submission = pf_submission_new (PF_SUBMISSION_DOCUMENT, NULL, 0, body, files);
  submission->key = g_uuid_string_random ();

  pf_town_service_submit_async (walk->service, submission, NULL, walk_finished_cb, &walk->result);
  answer = pf_town_service_submit_finish (walk->service, walk_wait (walk), &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->outcome, ==, PF_SUBMISSION_OUTCOME_REFUSED);
  g_clear_pointer (&answer, pf_submission_answer_free);
  pf_town_service_upload_async (walk->service, digest, "application/pdf", bytes, NULL, NULL, NULL,
                                walk_finished_cb, &walk->result);
  pf_town_service_upload_finish (walk->service, walk_wait (walk), &error);
  g_assert_no_error (error);
  pf_town_service_submit_async (walk->service, submission, NULL, walk_finished_cb, &walk->result);
  answer = pf_town_service_submit_finish (walk->service, walk_wait (walk), &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->outcome, ==, PF_SUBMISSION_OUTCOME_DONE);
  check_document_file (walk, answer->id, bytes);
}
