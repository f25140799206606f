/* SPDX-License-Identifier: GPL-3.0-or-later
 * Walks the real client through every call of the contract, at a town's address.
 * Usage: contract-walk URL LOGIN PASSWORD, run by run-prism. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "pf-patch.h"
#include "pf-town-services.h"

#define EVENTS_TIMEOUT 60000u

typedef struct {
  const char *login;
  const char *password;
  PfTownService *service; /* (owned) */
  GBytes *secret;         /* (owned) (nullable) */
  GAsyncResult *result;   /* (owned) (nullable): of the call under way */
  char *state;            /* (owned) (nullable): the last one pulled */
  GHashTable *sheets;     /* (owned): by id */
  PfTown *town;           /* (owned) (nullable) */
  char *announced;        /* (owned) (nullable): by an event */
} Walk;

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

/* Waits for the call that was just started; its result is valid until the next one. */
static GAsyncResult *
wait_result (Walk *walk)
{
  g_clear_object (&walk->result);
  while (walk->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return walk->result;
}

static void
secret_changed_cb (PfTownService *service, GBytes *secret, Walk *walk)
{
  g_clear_pointer (&walk->secret, g_bytes_unref);
  walk->secret = secret != NULL ? g_bytes_ref (secret) : NULL;
}

static void
state_announced_cb (PfTownService *service, const char *state, Walk *walk)
{
  g_free (walk->announced);
  walk->announced = g_strdup (state);
}

static void
take_service (Walk *walk, PfTownService *service)
{
  g_set_object (&walk->service, service);
  g_signal_connect (service, "secret-changed", G_CALLBACK (secret_changed_cb), walk);
  g_signal_connect (service, "state-announced", G_CALLBACK (state_announced_cb), walk);
}

static void
discover (Walk *walk, const char *url)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfTownService) service = NULL;

  pf_town_services_discover_async (url, NULL, finished_cb, &walk->result);
  service = pf_town_services_discover_finish (wait_result (walk), &error);
  g_assert_no_error (error);
  g_assert_nonnull (pf_town_service_get_discovery (service)->name);
  g_assert_true (g_str_has_prefix (pf_town_service_get_discovery (service)->api_base, url));
  take_service (walk, service);
}

static gboolean
sign_in (Walk *walk, const char *password, GError **error)
{
  g_autoptr (PfChallenge) challenge = NULL;
  gboolean success;

  pf_town_service_sign_in_async (walk->service, walk->login, password, NULL, NULL, finished_cb,
                                 &walk->result);
  success = pf_town_service_sign_in_finish (walk->service, wait_result (walk), &challenge, error);
  g_assert_null (challenge);
  return success;
}

static void
sign_out (Walk *walk)
{
  g_autoptr (GError) error = NULL;

  pf_town_service_sign_out_async (walk->service, NULL, finished_cb, &walk->result);
  pf_town_service_sign_out_finish (walk->service, wait_result (walk), &error);
  g_assert_no_error (error);
  g_assert_null (walk->secret);
}

static void
check_sign_in (Walk *walk)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (sign_in (walk, "Not-the-password-1", &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_CREDENTIALS);
  g_clear_error (&error);
  sign_in (walk, walk->password, &error);
  g_assert_no_error (error);
  sign_out (walk);
  sign_in (walk, walk->password, &error);
  g_assert_no_error (error);
  g_assert_nonnull (walk->secret);
}

/* Takes a step of an account. @pointer: (nullable): what the town finds wrong with it; NULL: it is
 * done. */
static void
take_step (Walk *walk, const PfAccountForm *form, const char *pointer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAccountAnswer) answer = NULL;

  pf_town_service_take_account_step_async (walk->service, form, NULL, finished_cb, &walk->result);
  answer = pf_town_service_take_account_step_finish (walk->service, wait_result (walk), &error);
  if (pointer == NULL)
    g_assert_no_error (error);
  else
    {
      g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_REFUSED);
      g_assert_cmpstr (pf_client_error_get_pointer (error), ==, pointer);
    }
}

/* What can be done without reading mails; signed in. */
static void
check_accounts (Walk *walk)
{
  PfAccountForm form = { .step = PF_ACCOUNT_SIGN_UP,
                         .civility = (char *) "Mme",
                         .first_name = (char *) "Inès",
                         .last_name = (char *) "Moreau",
                         .email = (char *) "ines.moreau@example.org",
                         .password = (char *) "Etoile-2027",
                         .old_password = (char *) "Not-the-password-1",
                         .code = (char *) "A-K7QPM-3XATR",
                         .terms_accepted = TRUE };

  take_step (walk, &form, NULL);
  form.subscriber_code = (char *) "UNKN-OWNX";
  take_step (walk, &form, "/subscriber_code");
  form.step = PF_ACCOUNT_RESEND;
  take_step (walk, &form, NULL);
  form.step = PF_ACCOUNT_LOSE_PASSWORD;
  take_step (walk, &form, NULL);
  form.step = PF_ACCOUNT_ACTIVATE;
  take_step (walk, &form, "/code");
  form.step = PF_ACCOUNT_CHOOSE_PASSWORD;
  take_step (walk, &form, "/code");
  form.step = PF_ACCOUNT_CHANGE_PASSWORD;
  take_step (walk, &form, "/old_password");
  form.old_password = (char *) walk->password;
  take_step (walk, &form, NULL);
  form.old_password = form.password;
  form.password = (char *) walk->password;
  take_step (walk, &form, NULL);
  g_assert_nonnull (walk->secret);
}

/* An app started again has the secret only: its first call refreshes. */
static void
check_refresh (Walk *walk, const char *url)
{
  g_autoptr (PfTownService) service = pf_town_services_new ("rest", url);
  g_autoptr (GBytes) former = g_bytes_ref (walk->secret);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfChanges) changes = NULL;

  /* The proxy says nothing of the event stream until it ends. */
  g_object_set (service, "timeout", EVENTS_TIMEOUT, NULL);
  g_signal_handlers_disconnect_by_data (walk->service, walk);
  take_service (walk, service);
  pf_town_service_set_secret (walk->service, former);
  pf_town_service_pull_async (walk->service, walk->state, NULL, finished_cb, &walk->result);
  changes = pf_town_service_pull_finish (walk->service, wait_result (walk), &error);
  g_assert_no_error (error);
  g_assert_false (g_bytes_equal (former, walk->secret));
}

static void
take_changes (Walk *walk, PfChanges *changes)
{
  GPtrArray *sheets = changes->changed[PF_COLLECTION_SHEETS];
  GPtrArray *towns = changes->changed[PF_COLLECTION_TOWN];

  g_free (walk->state);
  walk->state = g_strdup (changes->state);
  for (guint i = 0; i < sheets->len; i++)
    {
      PfRecord *sheet = g_ptr_array_index (sheets, i);

      g_hash_table_replace (walk->sheets, g_strdup (pf_record_get_id (sheet)),
                            g_object_ref (sheet));
    }
  if (towns->len > 0)
    g_set_object (&walk->town, g_ptr_array_index (towns, 0));
}

/* Pulls page after page. Returns: how many pages it took. */
static guint
pull (Walk *walk)
{
  gboolean more = TRUE;
  guint n_pages = 0;

  for (; more; n_pages++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PfChanges) changes = NULL;

      pf_town_service_pull_async (walk->service, walk->state, NULL, finished_cb, &walk->result);
      changes = pf_town_service_pull_finish (walk->service, wait_result (walk), &error);
      g_assert_no_error (error);
      more = changes->more;
      take_changes (walk, changes);
    }
  return n_pages;
}

static void
check_unknown_state (Walk *walk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfChanges) changes = NULL;

  pf_town_service_pull_async (walk->service, "no-such-state", NULL, finished_cb, &walk->result);
  changes = pf_town_service_pull_finish (walk->service, wait_result (walk), &error);
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_STATE_UNKNOWN);
}

/* Returns: (transfer full): a line that books the first slot that is free to book; it can be
 * cancelled again. */
static PfLine *
find_line (Walk *walk)
{
  PfMoment now = pf_town_service_get_now (walk->service);
  PfDay today = pf_moment_get_day (now, walk->town->zone);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, walk->sheets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PfSheet *sheet = value;

      for (guint i = 0; i < sheet->slots->len; i++)
        {
          const PfSlot *slot = &g_array_index (sheet->slots, PfSlot, i);

          if (pf_slot_get_state (slot, now, today) == PF_STATE_OPEN &&
              slot->flags == PF_SLOT_DEFAULT && slot->booking == PF_BOOKING_NONE &&
              slot->cancel_until > now + 3600)
            return pf_line_new (sheet->enrolment, g_ptr_array_index (sheet->units, slot->unit),
                                slot->day, PF_ACTION_BOOK, sheet->version, slot->price);
        }
    }
  g_assert_not_reached ();
}

static PfAnswer *
quote (Walk *walk, GPtrArray *lines)
{
  g_autoptr (GError) error = NULL;
  PfAnswer *answer;

  pf_town_service_quote_async (walk->service, lines, NULL, finished_cb, &walk->result);
  answer = pf_town_service_quote_finish (walk->service, wait_result (walk), &error);
  g_assert_no_error (error);
  return answer;
}

static PfAnswer *
book (Walk *walk, const char *key, GPtrArray *lines, GError **error)
{
  pf_town_service_book_async (walk->service, key, lines, NULL, finished_cb, &walk->result);
  return pf_town_service_book_finish (walk->service, wait_result (walk), error);
}

static void
assert_outcome (PfAnswer *answer, guint index, PfOutcomeKind kind)
{
  const PfOutcome *outcome = g_ptr_array_index (answer->outcomes, index);

  g_assert_cmpstr (pf_outcome_kind_get_id (outcome->kind), ==, pf_outcome_kind_get_id (kind));
}

/* Books a slot, sends it twice, uses the key for something else, sees the change, and cancels. */
static void
check_bookings (Walk *walk)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  g_autofree char *key = g_uuid_string_random ();
  g_autofree char *other_key = g_uuid_string_random ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAnswer) quoted = NULL;
  g_autoptr (PfAnswer) booked = NULL;
  g_autoptr (PfAnswer) replayed = NULL;
  g_autoptr (PfAnswer) refused = NULL;
  g_autoptr (PfAnswer) cancelled = NULL;
  g_autofree char *sheet_id = NULL;
  PfSheet *sheet;
  PfLine *line = find_line (walk);

  g_ptr_array_add (lines, line);
  g_ptr_array_add (lines,
                   pf_line_new (line->enrolment, "no-such-unit", line->day, PF_ACTION_BOOK, 0, 0));
  quoted = quote (walk, lines);
  g_assert_null (quoted->receipt);
  assert_outcome (quoted, 0, PF_OUTCOME_BOOKED);
  assert_outcome (quoted, 1, PF_OUTCOME_REFUSED);

  booked = book (walk, key, lines, &error);
  g_assert_no_error (error);
  g_assert_nonnull (booked->receipt);
  assert_outcome (booked, 0, PF_OUTCOME_BOOKED);
  assert_outcome (booked, 1, PF_OUTCOME_REFUSED);
  replayed = book (walk, key, lines, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (replayed->receipt, ==, booked->receipt);
  g_ptr_array_set_size (lines, 1);
  refused = book (walk, key, lines, &error);
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_CHANGED);
  g_clear_error (&error);

  pull (walk);
  sheet_id = pf_sheet_make_id (line->enrolment, pf_day_get_month_start (line->day));
  sheet = g_hash_table_lookup (walk->sheets, sheet_id);
  g_assert_cmpint (pf_sheet_find_slot (sheet, line->day, line->unit)->booking, ==,
                   PF_BOOKING_BOOKED);
  line->action = PF_ACTION_CANCEL;
  line->version = sheet->version;
  line->price = 0;
  cancelled = book (walk, other_key, lines, &error);
  g_assert_no_error (error);
  assert_outcome (cancelled, 0, PF_OUTCOME_CANCELLED);
}

/* Sends what a family writes; asserts how the town answers. Returns: (transfer full) (nullable):
 * the identifier that it tells. */
static char *
submit (Walk               *walk,
        PfSubmissionKind    kind,
        const char         *target,
        const char         *body,
        PfSubmissionOutcome outcome)
{
  g_autoptr (GBytes) json = g_bytes_new (body, strlen (body));
  g_autoptr (PfSubmission) submission = pf_submission_new (kind, target, 0, json, NULL);
  g_autoptr (PfSubmissionAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  submission->key = g_uuid_string_random ();
  pf_town_service_submit_async (walk->service, submission, NULL, finished_cb, &walk->result);
  answer = pf_town_service_submit_finish (walk->service, wait_result (walk), &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->outcome, ==, outcome);
  return g_strdup (answer->id);
}

static gsize
download (Walk *walk, PfFileOf owner, const char *id, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfDownload) file = NULL;

  pf_town_service_download_async (walk->service, owner, id, part, NULL, NULL, NULL, finished_cb,
                                  &walk->result);
  file = pf_town_service_download_finish (walk->service, wait_result (walk), &error);
  g_assert_no_error (error);
  return g_bytes_get_size (file->bytes);
}

/* Writes, is refused, answers, reads, fetches a file, asks. */
static void
check_mail (Walk *walk)
{
  g_autofree char *thread = submit (
      walk, PF_SUBMISSION_MESSAGE, NULL,
      "{\"service\":\"enfance\",\"topic\":\"cantine\",\"subject\":\"Menu\",\"text\":\"Bonjour\"}",
      PF_SUBMISSION_OUTCOME_DONE);
  g_autofree char *answer = g_strdup_printf ("{\"thread\":\"%s\",\"text\":\"Merci\"}", thread);
  g_autofree char *again =
      submit (walk, PF_SUBMISSION_MESSAGE, NULL, answer, PF_SUBMISSION_OUTCOME_DONE);
  g_autofree char *request = submit (
      walk, PF_SUBMISSION_REQUEST, NULL,
      "{\"form\":\"rendez-vous\",\"values\":[{\"field\":\"subject\",\"value\":\"Bonjour\"}]}",
      PF_SUBMISSION_OUTCOME_REQUESTED);

  g_assert_cmpstr (again, ==, thread);
  g_assert_nonnull (request);
  g_free (submit (walk, PF_SUBMISSION_READ_MARK, thread, "{}", PF_SUBMISSION_OUTCOME_DONE));
  g_free (submit (walk, PF_SUBMISSION_READ_MARK, "thread-0", "{}", PF_SUBMISSION_OUTCOME_REFUSED));
  g_free (submit (walk, PF_SUBMISSION_MESSAGE, NULL, "{\"service\":\"enfance\",\"text\":\"x\"}",
                  PF_SUBMISSION_OUTCOME_REFUSED));
  g_free (submit (walk, PF_SUBMISSION_REQUEST, NULL, "{\"form\":\"absence\"}",
                  PF_SUBMISSION_OUTCOME_REFUSED));
  g_assert_cmpuint (download (walk, PF_FILE_OF_MESSAGE, "message-4", "0"), >, 500);
}

/* The proxy hands out a stream when it has ended: run-prism lets the access token expire, which
 * ends it. Then
 * that token is of no use, and is renewed by the way. */
static void
check_events (Walk *walk)
{
  g_autoptr (GBytes) former = NULL;

  pull (walk);
  former = g_bytes_ref (walk->secret);
  pf_town_service_start_events (walk->service);
  while (walk->announced == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (walk->announced, ==, walk->state);
  pf_town_service_stop_events (walk->service);
  pull (walk);
  g_assert_false (g_bytes_equal (former, walk->secret));
}

/* Fetches a file of a document, which must be @bytes. */
static void
check_document_file (Walk *walk, const char *document, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfDownload) download = NULL;

  pf_town_service_download_async (walk->service, PF_FILE_OF_DOCUMENT, document, "0", NULL, NULL,
                                  NULL, finished_cb, &walk->result);
  download = pf_town_service_download_finish (walk->service, wait_result (walk), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (download->bytes, bytes));
}

/* A paper: its file in pieces, what it is, and the file back again; and one that is not taken. */
static void
check_papers (Walk *walk)
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

  pf_town_service_submit_async (walk->service, submission, NULL, finished_cb, &walk->result);
  answer = pf_town_service_submit_finish (walk->service, wait_result (walk), &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->outcome, ==, PF_SUBMISSION_OUTCOME_REFUSED);
  g_clear_pointer (&answer, pf_submission_answer_free);
  pf_town_service_upload_async (walk->service, digest, "application/pdf", bytes, NULL, NULL, NULL,
                                finished_cb, &walk->result);
  pf_town_service_upload_finish (walk->service, wait_result (walk), &error);
  g_assert_no_error (error);
  pf_town_service_submit_async (walk->service, submission, NULL, finished_cb, &walk->result);
  answer = pf_town_service_submit_finish (walk->service, wait_result (walk), &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->outcome, ==, PF_SUBMISSION_OUTCOME_DONE);
  check_document_file (walk, answer->id, bytes);
}

int
main (int argc, char *argv[])
{
  Walk walk = { NULL };

  if (argc != 4)
    {
      g_printerr ("Usage: %s URL LOGIN PASSWORD\n", argv[0]);
      return EXIT_FAILURE;
    }
  walk.login = argv[2];
  walk.password = argv[3];
  walk.sheets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  discover (&walk, argv[1]);
  check_sign_in (&walk);
  g_assert_cmpuint (pull (&walk), >=, 1);
  g_assert_cmpuint (g_hash_table_size (walk.sheets), >, 0);
  g_assert_cmpuint (pull (&walk), ==, 1);
  check_unknown_state (&walk);
  check_accounts (&walk);
  check_refresh (&walk, argv[1]);
  check_bookings (&walk);
  check_papers (&walk);
  check_mail (&walk);
  check_events (&walk);

  g_signal_handlers_disconnect_by_data (walk.service, &walk);
  g_clear_object (&walk.service);
  g_clear_object (&walk.result);
  g_clear_object (&walk.town);
  g_clear_pointer (&walk.secret, g_bytes_unref);
  g_hash_table_unref (walk.sheets);
  g_free (walk.state);
  g_free (walk.announced);
  return EXIT_SUCCESS;
}
