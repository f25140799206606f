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
static void
send_paper (Walk *walk)
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

static PfHealthSheet *
fetch_health_sheet (Walk *walk, const char *child, GError **error)
{
  pf_town_service_fetch_health_sheet_async (walk->service, child, NULL, walk_finished_cb,
                                            &walk->result);
  return pf_town_service_fetch_health_sheet_finish (walk->service, walk_wait (walk), error);
}

/* What is changed of a family's file: at once, by an agent, not at all. */
static void
change_file (Walk *walk)
{
  static const struct {
    PfSubmissionKind kind;
    const char *target;
    const char *body;
    PfSubmissionOutcome outcome;
  } rows[] = {
    { PF_SUBMISSION_HOUSEHOLD, NULL, "{\"phone\":\"04 66 11 22 33\"}", PF_SUBMISSION_OUTCOME_DONE },
    { PF_SUBMISSION_HOUSEHOLD, NULL,
      "{\"street\":\"3 rue Haute\",\"postcode\":\"63119\",\"city\":\"Saint-Aubin\"}",
      PF_SUBMISSION_OUTCOME_REQUESTED },
    { PF_SUBMISSION_HOUSEHOLD, NULL, "{\"iban\":\"FR7630006000011234567890188\"}",
      PF_SUBMISSION_OUTCOME_REFUSED },
    { PF_SUBMISSION_CHILD, "lena", "{\"image_rights\":\"yes\"}", PF_SUBMISSION_OUTCOME_DONE },
    { PF_SUBMISSION_CHILD, "lena", "{\"class_name\":\"CE2 B\"}", PF_SUBMISSION_OUTCOME_REQUESTED },
    { PF_SUBMISSION_HEALTH_SHEET, "lena", "{\"remarks\":\"Lunettes pour lire\"}",
      PF_SUBMISSION_OUTCOME_DONE },
    { PF_SUBMISSION_HEALTH_SHEET, "lena", "{\"allergies\":\"Noix\"}",
      PF_SUBMISSION_OUTCOME_REQUESTED },
    { PF_SUBMISSION_CHILD, "nobody", "{\"swims\":\"yes\"}", PF_SUBMISSION_OUTCOME_REFUSED },
    { PF_SUBMISSION_REGISTRATION, NULL,
      "{\"household\":{\"street\":\"1 rue Haute\"},\"guardians\":[{\"first_name\":\"Nora\","
      "\"last_name\":\"Saïdi\"}],\"children\":[{\"first_name\":\"Ilyes\","
      "\"last_name\":\"Saïdi\",\"birth_date\":\"2020-05-04\"}],"
      "\"confirmed\":true}",
      PF_SUBMISSION_OUTCOME_REFUSED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_free (walk_submit (walk, rows[i].kind, rows[i].target, rows[i].body, rows[i].outcome));
}

/* Somebody who may fetch the children, from the first to the last. */
static void
change_contacts (Walk *walk)
{
  g_autofree char *id = walk_submit (walk, PF_SUBMISSION_CONTACT, NULL,
                                     "{\"first_name\":\"Paul\",\"last_name\":\"Martin\","
                                     "\"phone\":\"06 12 34 56 78\",\"may_fetch\":true}",
                                     PF_SUBMISSION_OUTCOME_DONE);

  g_free (walk_submit (walk, PF_SUBMISSION_CONTACT, id, "{\"relation\":\"Oncle\"}",
                       PF_SUBMISSION_OUTCOME_DONE));
  g_free (walk_submit (walk, PF_SUBMISSION_CONTACT_REMOVAL, id, "{}", PF_SUBMISSION_OUTCOME_DONE));
}

/* The version that was decided on is not the town's any more. */
static void
change_too_late (Walk *walk)
{
  const char *text = "{\"phone\":\"04 66 11 22 34\"}";
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (PfSubmission) submission =
      pf_submission_new (PF_SUBMISSION_HOUSEHOLD, NULL, 999999, body, NULL);
  g_autoptr (PfSubmissionAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  submission->key = g_uuid_string_random ();
  pf_town_service_submit_async (walk->service, submission, NULL, walk_finished_cb, &walk->result);
  answer = pf_town_service_submit_finish (walk->service, walk_wait (walk), &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->outcome, ==, PF_SUBMISSION_OUTCOME_CHANGED);
}

static void
confirm_year (Walk *walk)
{
  PfHousehold *household = walk_get_record (walk, PF_COLLECTION_HOUSEHOLD, NULL);
  g_autofree char *body =
      g_strdup_printf ("{\"year\":\"%s\",\"confirmed\":[\"address\",\"guardians\",\"children\","
                       "\"contacts\",\"finances\"]}",
                       household->update_year);

  g_free (
      walk_submit (walk, PF_SUBMISSION_YEARLY_UPDATE, NULL, body, PF_SUBMISSION_OUTCOME_REQUESTED));
}

void
walk_family (Walk *walk)
{
  PfGuardian *guardian = walk_get_record (walk, PF_COLLECTION_GUARDIANS, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfHealthSheet) sheet = NULL;
  g_autoptr (PfHealthSheet) nobodys = NULL;

  send_paper (walk);
  change_file (walk);
  g_free (walk_submit (walk, PF_SUBMISSION_GUARDIAN, pf_record_get_id (PF_RECORD (guardian)),
                       "{\"profession\":\"Architecte\"}", PF_SUBMISSION_OUTCOME_DONE));
  change_contacts (walk);
  change_too_late (walk);
  confirm_year (walk);
  sheet = fetch_health_sheet (walk, "lena", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sheet->remarks, ==, "Lunettes pour lire");
  nobodys = fetch_health_sheet (walk, "nobody", &error);
  g_assert_null (nobodys);
  g_assert_nonnull (error);
}
