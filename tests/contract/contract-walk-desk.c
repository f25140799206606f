/* SPDX-License-Identifier: GPL-3.0-or-later
 * Walks what a family asks of its town hall, with files, and the papers that the town hands out. */
#include "config.h"

#include "contract-walk.h"

#include <string.h>

#include "pf-codec.h"
#include "pf-mail-bodies.h"
#include "pf-record-papers.h"

#define PROOF "%PDF-1.4\n1 0 obj << >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"

/* Asks for @activity. Returns: (transfer full) (nullable): the enrolment's id. */
static char *
ask (Walk *walk, const char *activity, const char *child, int weekday, PfSubmissionOutcome outcome)
{
  g_autoptr (PfEnrolmentWish) wish = pf_enrolment_wish_new ();
  PfActivity *asked = walk_get_record (walk, PF_COLLECTION_ACTIVITIES, activity);
  PfMoment now = pf_town_service_get_now (walk->service);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *text = NULL;

  wish->activity = g_strdup (activity);
  g_ptr_array_add (wish->children, g_strdup (child));
  wish->first = MAX (asked->first, pf_moment_get_day (now, walk->town->zone) + 1);
  wish->last = asked->last;
  wish->weekdays = PF_WEEKDAY_BIT (weekday);
  wish->is_occasional = asked->is_occasional;
  body = pf_codec_encode_enrolment_wish (wish);
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return walk_submit (walk, PF_SUBMISSION_ENROLMENT, NULL, text, outcome);
}

/* At once, by an agent, and for a child who is too old. */
static void
check_enrolments (Walk *walk)
{
  g_autofree char *open = ask (walk, "eveil", "hugo", PF_SATURDAY, PF_SUBMISSION_OUTCOME_DONE);
  g_autofree char *asked = ask (walk, "judo", "hugo", PF_MONDAY, PF_SUBMISSION_OUTCOME_REQUESTED);
  g_autofree char *refused =
      ask (walk, "eveil", "ines", PF_SATURDAY, PF_SUBMISSION_OUTCOME_REFUSED);

  g_assert_nonnull (open);
  g_assert_nonnull (asked);
  g_assert_null (refused);
}

/* Sends the bytes of the only file there is. Returns: (transfer full) */
static PfFile *
upload_proof (Walk *walk, const char *paper)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, PROOF, -1);
  g_autoptr (GBytes) bytes = g_bytes_new_static (PROOF, strlen (PROOF));
  g_autoptr (GError) error = NULL;

  pf_town_service_upload_async (walk->service, digest, "application/pdf", bytes, NULL, NULL, NULL,
                                walk_finished_cb, &walk->result);
  pf_town_service_upload_finish (walk->service, walk_wait (walk), &error);
  g_assert_no_error (error);
  return pf_file_new (paper, "proof.pdf", "application/pdf", strlen (PROOF), digest);
}

/* An absence with its reason and its proof, which comes back as it was sent. */
static void
check_request_file (Walk *walk)
{
  g_autoptr (PfRequestBody) body = pf_request_body_new ();
  PfMoment now = pf_town_service_get_now (walk->service);
  g_autofree char *day = pf_day_format (pf_moment_get_day (now, walk->town->zone) + 2);
  g_autoptr (GBytes) json = NULL;
  g_autofree char *text = NULL;
  g_autofree char *request = NULL;

  body->form = g_strdup ("absence");
  pf_request_body_set_value (body, "child", "lena");
  pf_request_body_set_value (body, "first", day);
  pf_request_body_set_value (body, "reason", "Maladie");
  g_ptr_array_add (body->files, upload_proof (walk, "proof"));
  json = pf_codec_encode_request_body (body);
  text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));
  request = walk_submit (walk, PF_SUBMISSION_REQUEST, NULL, text, PF_SUBMISSION_OUTCOME_REQUESTED);
  g_assert_cmpuint (walk_download (walk, PF_FILE_OF_REQUEST, request, "0"), ==, strlen (PROOF));
}

/* The file of a paper that is there, and of one that is not. */
static void
check_papers (Walk *walk)
{
  PfPaper *paper = walk_get_record (walk, PF_COLLECTION_PAPERS, NULL);
  g_autoptr (GError) error = NULL;

  /* The proxy writes what is no ASCII anew: the size is about the same. */
  g_assert_cmpuint (
      walk_download (walk, PF_FILE_OF_PAPER, pf_record_get_id (PF_RECORD (paper)), NULL), >, 500);
  pf_town_service_download_async (walk->service, PF_FILE_OF_PAPER, "no-such-paper", NULL, NULL,
                                  NULL, NULL, walk_finished_cb, &walk->result);
  g_assert_null (pf_town_service_download_finish (walk->service, walk_wait (walk), &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_REFUSED);
}

void
walk_desk (Walk *walk)
{
  check_enrolments (walk);
  check_request_file (walk);
  check_papers (walk);
}
