/* SPDX-License-Identifier: GPL-3.0-or-later
 * The contract's own examples are read by the codec, each as the body it stands for. */
#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "pf-codec.h"
#include "pf-mail-bodies.h"
#include "pf-merge-patch.h"

static void
check_discovery (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfDiscovery) discovery =
      pf_codec_decode_discovery (body, "https://famille.saint-exemple.fr", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (discovery->api_base, ==, "https://famille.saint-exemple.fr/v1");
  g_assert_cmpint (discovery->features, ==,
                   PF_FEATURE_DELTA | PF_FEATURE_EVENTS | PF_FEATURE_QUOTES | PF_FEATURE_BOOKINGS |
                       PF_FEATURE_ACCOUNTS | PF_FEATURE_SIGN_UP);
}

static void
check_grant (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *login = NULL, *password = NULL, *refresh_token = NULL;

  pf_codec_decode_grant (body, &login, &password, &refresh_token, &error);
  g_assert_no_error (error);
  g_assert_true ((refresh_token == NULL) == (login != NULL && password != NULL));
}

static void
check_tokens (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfTokens) tokens = pf_codec_decode_tokens (body, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tokens->household, ==, "h-1");
}

static void
check_problem (GBytes *body)
{
  g_autoptr (PfProblem) problem = pf_codec_decode_problem (body, 418);

  g_assert_cmpint (problem->type, !=, PF_PROBLEM_OTHER);
  g_assert_cmpint (problem->status, ==, 418);
}

static void
check_changes (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfChanges) changes = pf_codec_decode_changes (body, &error);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (PfChanges) read = NULL;

  g_assert_no_error (error);
  again = pf_codec_encode_changes (changes);
  read = pf_codec_decode_changes (again, &error);
  g_assert_no_error (error);
}

static void
check_lines (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = pf_codec_decode_lines (body, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 2);
}

static void
check_answer (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAnswer) answer = pf_codec_decode_answer (body, &error);
  PfCents total = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < answer->outcomes->len; i++)
    total = pf_cents_add (total, ((PfOutcome *) g_ptr_array_index (answer->outcomes, i))->price);
  g_assert_cmpint (answer->total, ==, total);
}

/* The stream's example is its text; what its events carry is checked. */
static void
check_events (GBytes *body)
{
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *text = g_strndup (data, length);
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_auto (GStrv) rows = g_strsplit (json_node_get_string (node), "\n", -1);
  int n_events = 0;

  for (int i = 0; rows[i] != NULL; i++)
    {
      g_autoptr (GBytes) event = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *state = NULL;

      if (!g_str_has_prefix (rows[i], "data: "))
        continue;
      event = g_bytes_new (rows[i] + strlen ("data: "), strlen (rows[i]) - strlen ("data: "));
      state = pf_codec_decode_event (event, &error);
      g_assert_no_error (error);
      n_events++;
    }
  g_assert_cmpint (n_events, ==, 2);
}

static void
check_health_sheet (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfHealthSheet) sheet = pf_codec_decode_health_sheet (body, &error);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (PfHealthSheet) read = NULL;

  g_assert_no_error (error);
  again = pf_codec_encode_record (PF_RECORD (sheet));
  read = pf_codec_decode_health_sheet (again, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->vaccines->len, ==, sheet->vaccines->len);
  g_assert_cmpstr (read->doctor, ==, sheet->doctor);
}

static void
check_account_answer (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAccountAnswer) answer = pf_codec_decode_account_answer (body, &error);

  g_assert_no_error (error);
  g_assert_true ((answer->login != NULL) != (answer->until != PF_MOMENT_NONE));
}

/* An example is that of one step at least: read and written as that step, it is the same. */
static void
check_account_form (GBytes *body)
{
  gboolean is_some = FALSE;

  for (int step = 0; step < PF_N_ACCOUNT_STEPS; step++)
    {
      g_autoptr (PfAccountForm) form =
          pf_codec_decode_account_form ((PfAccountStep) step, body, NULL);
      g_autoptr (GBytes) again = form != NULL ? pf_codec_encode_account_form (form) : NULL;

      is_some = is_some || (again != NULL && g_bytes_equal (again, body));
    }
  g_assert_true (is_some);
}

static void
check_payment_amount (GBytes *body)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (pf_codec_decode_payment_amount (body, &error), ==, 4250);
  g_assert_no_error (error);
}

static void
check_payment_link (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfPaymentLink) link = pf_codec_decode_payment_link (body, &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (link->uri, "https://"));
  g_assert_cmpint (link->until, ==, pf_moment_parse ("2026-11-05T08:30:00Z"));
}

static void
check_enrolment_wish (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfEnrolmentWish) wish = pf_codec_decode_enrolment_wish (body, &error);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (PfEnrolmentWish) read = NULL;

  g_assert_no_error (error);
  again = pf_codec_encode_enrolment_wish (wish);
  read = pf_codec_decode_enrolment_wish (again, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->children->len, ==, 2);
  g_assert_cmpuint (read->weekdays, ==, PF_WEEKDAY_BIT (PF_WEDNESDAY));
}

static void
check_new_document (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfDocument) document = pf_codec_decode_new_document (body, &error);
  const PfFile *second;

  g_assert_no_error (error);
  g_assert_cmpstr (document->requirement, ==, "assurance:lena");
  g_assert_null (document->child);
  g_assert_cmpuint (document->files->len, ==, 2);
  second = g_ptr_array_index (document->files, 1);
  g_assert_true (pf_digest_is_valid (second->digest));
  g_assert_cmpint (second->size, ==, 812345);
}

static void
check_submission_answer (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfSubmissionAnswer) answer = pf_codec_decode_submission_answer (body, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer->id);
}

/* An example of a patch is one of a kind of record at least, and all of it counts. */
static void
check_patch (GBytes *body)
{
  const GType types[] = { PF_TYPE_HOUSEHOLD, PF_TYPE_GUARDIAN, PF_TYPE_CHILD, PF_TYPE_HEALTH_SHEET,
                          PF_TYPE_CONTACT };
  gboolean is_some = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (PfRecord) empty = pf_record_new (types[i], "x");
      g_autoptr (PfRecord) changed = pf_merge_patch_apply (empty, body, NULL, NULL);
      g_autoptr (GBytes) again = changed != NULL ? pf_merge_patch_diff (empty, changed, NULL)
                                                 : NULL;

      is_some = is_some || (again != NULL && g_bytes_get_size (again) == g_bytes_get_size (body));
    }
  g_assert_true (is_some);
}

static void
check_registration (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfRegistration) registration = pf_codec_decode_registration (body, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (registration->guardians->len, ==, 1);
  g_assert_cmpuint (registration->children->len, ==, 1);
  g_assert_true (registration->is_confirmed);
}

static void
check_yearly_update (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfYearlyUpdate) update = pf_codec_decode_yearly_update (body, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (update->confirmed->len, ==, g_strv_length ((char **) pf_yearly_parts));
}

static void
check_new_message (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfMessageBody) message = pf_codec_decode_message_body (body, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  g_assert_true ((message->thread != NULL) != (message->subject != NULL));
  again = pf_codec_encode_message_body (message);
  g_assert_true (g_bytes_equal (again, body));
}

static void
check_new_request (GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfRequestBody) request = pf_codec_decode_request_body (body, &error);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (PfRequestBody) read = NULL;

  g_assert_no_error (error);
  g_assert_true ((request->request != NULL) != (request->form != NULL));
  if (request->form != NULL)
    g_assert_cmpstr (pf_request_body_get_value (request, "reason"), ==, "Maladie");
  again = pf_codec_encode_request_body (request);
  read = pf_codec_decode_request_body (again, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->values->len, ==, request->values->len);
  g_assert_cmpuint (read->files->len, ==, request->files->len);
}

static void
check_nothing (GBytes *body)
{
  g_assert_cmpuint (g_bytes_get_size (body), ==, strlen ("{}"));
}

/* By how an example's name begins. */
static const struct {
  const char *prefix;
  void (*check) (GBytes *body);
} checks[] = {
  { "account-answer-", check_account_answer },
  { "account-", check_account_form },
  { "answer-", check_answer },
  { "changes-", check_changes },
  { "discovery", check_discovery },
  { "events", check_events },
  { "grant-", check_grant },
  { "lines", check_lines },
  { "problem-", check_problem },
  { "tokens", check_tokens },
  { "health-sheet", check_health_sheet },
  { "payment-amount", check_payment_amount },
  { "payment-link", check_payment_link },
  { "enrolment-wish", check_enrolment_wish },
  { "new-document", check_new_document },
  { "submission-", check_submission_answer },
  { "patch-", check_patch },
  { "registration", check_registration },
  { "yearly-update", check_yearly_update },
  { "new-message-done", check_submission_answer },
  { "new-message", check_new_message },
  { "new-request", check_new_request },
  { "nothing", check_nothing },
};

static void
test_example (gconstpointer path)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) body = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  text = json_to_string (
      json_object_get_member (json_node_get_object (json_parser_get_root (parser)), "value"),
      FALSE);
  body = g_bytes_new (text, strlen (text));
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    if (g_str_has_prefix (name, checks[i].prefix))
      {
        checks[i].check (body);
        return;
      }
  g_test_fail_printf ("%s: no check for it", name);
}

int
main (int argc, char *argv[])
{
  const char *folder = g_getenv ("EXAMPLES");
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);

  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/examples/%s", name);

      g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_example, g_free);
    }

  return g_test_run ();
}
