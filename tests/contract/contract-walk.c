/* SPDX-License-Identifier: GPL-3.0-or-later
 * Walks the real client through every call of the contract, at a town's address.
 * Usage: contract-walk URL LOGIN PASSWORD, run by run-prism. */
#include "config.h"

#include "contract-walk.h"

#include <stdlib.h>
#include <string.h>

#define EVENTS_TIMEOUT 60000u

void
walk_finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

GAsyncResult *
walk_wait (Walk *walk)
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

  pf_town_services_discover_async (url, NULL, walk_finished_cb, &walk->result);
  service = pf_town_services_discover_finish (walk_wait (walk), &error);
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

  pf_town_service_sign_in_async (walk->service, walk->login, password, NULL, NULL, walk_finished_cb,
                                 &walk->result);
  success = pf_town_service_sign_in_finish (walk->service, walk_wait (walk), &challenge, error);
  g_assert_null (challenge);
  return success;
}

static void
sign_out (Walk *walk)
{
  g_autoptr (GError) error = NULL;

  pf_town_service_sign_out_async (walk->service, NULL, walk_finished_cb, &walk->result);
  pf_town_service_sign_out_finish (walk->service, walk_wait (walk), &error);
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

  pf_town_service_take_account_step_async (walk->service, form, NULL, walk_finished_cb,
                                           &walk->result);
  answer = pf_town_service_take_account_step_finish (walk->service, walk_wait (walk), &error);
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
  pf_town_service_pull_async (walk->service, walk->state, NULL, walk_finished_cb, &walk->result);
  changes = pf_town_service_pull_finish (walk->service, walk_wait (walk), &error);
  g_assert_no_error (error);
  g_assert_false (g_bytes_equal (former, walk->secret));
}

static void
take_changes (Walk *walk, PfChanges *changes)
{
  GPtrArray *towns = changes->changed[PF_COLLECTION_TOWN];

  g_free (walk->state);
  walk->state = g_strdup (changes->state);
  for (gsize i = 0; i < PF_N_COLLECTIONS; i++)
    for (guint j = 0; j < changes->changed[i]->len; j++)
      {
        PfRecord *record = g_ptr_array_index (changes->changed[i], j);

        g_hash_table_replace (walk->records[i], g_strdup (pf_record_get_id (record)),
                              g_object_ref (record));
      }
  if (towns->len > 0)
    g_set_object (&walk->town, g_ptr_array_index (towns, 0));
}

guint
walk_pull (Walk *walk)
{
  gboolean more = TRUE;
  guint n_pages = 0;

  for (; more; n_pages++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PfChanges) changes = NULL;

      pf_town_service_pull_async (walk->service, walk->state, NULL, walk_finished_cb,
                                  &walk->result);
      changes = pf_town_service_pull_finish (walk->service, walk_wait (walk), &error);
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

  pf_town_service_pull_async (walk->service, "no-such-state", NULL, walk_finished_cb,
                              &walk->result);
  changes = pf_town_service_pull_finish (walk->service, walk_wait (walk), &error);
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_STATE_UNKNOWN);
}

gpointer
walk_get_record (Walk *walk, PfCollection collection, const char *id)
{
  GHashTable *records = walk->records[collection];
  GHashTableIter iter;
  gpointer record = NULL;

  g_hash_table_iter_init (&iter, records);
  if (id != NULL)
    record = g_hash_table_lookup (records, id);
  else
    g_hash_table_iter_next (&iter, NULL, &record);
  g_assert_nonnull (record);
  return record;
}

PfLine *
walk_find_line (Walk *walk, const char *activity)
{
  PfMoment now = pf_town_service_get_now (walk->service);
  PfDay today = pf_moment_get_day (now, walk->town->zone);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, walk->records[PF_COLLECTION_SHEETS]);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      PfSheet *sheet = value;
      PfEnrolment *enrolment = walk_get_record (walk, PF_COLLECTION_ENROLMENTS, sheet->enrolment);

      if (g_strcmp0 (enrolment->activity, activity) != 0)
        continue;

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

  pf_town_service_quote_async (walk->service, lines, NULL, walk_finished_cb, &walk->result);
  answer = pf_town_service_quote_finish (walk->service, walk_wait (walk), &error);
  g_assert_no_error (error);
  return answer;
}

PfAnswer *
walk_book (Walk *walk, const char *key, GPtrArray *lines, GError **error)
{
  pf_town_service_book_async (walk->service, key, lines, NULL, walk_finished_cb, &walk->result);
  return pf_town_service_book_finish (walk->service, walk_wait (walk), error);
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
  PfLine *line = walk_find_line (walk, "cantine");

  g_ptr_array_add (lines, line);
  g_ptr_array_add (lines,
                   pf_line_new (line->enrolment, "no-such-unit", line->day, PF_ACTION_BOOK, 0, 0));
  quoted = quote (walk, lines);
  g_assert_null (quoted->receipt);
  assert_outcome (quoted, 0, PF_OUTCOME_BOOKED);
  assert_outcome (quoted, 1, PF_OUTCOME_REFUSED);

  booked = walk_book (walk, key, lines, &error);
  g_assert_no_error (error);
  g_assert_nonnull (booked->receipt);
  assert_outcome (booked, 0, PF_OUTCOME_BOOKED);
  assert_outcome (booked, 1, PF_OUTCOME_REFUSED);
  replayed = walk_book (walk, key, lines, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (replayed->receipt, ==, booked->receipt);
  g_ptr_array_set_size (lines, 1);
  refused = walk_book (walk, key, lines, &error);
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_CHANGED);
  g_clear_error (&error);

  walk_pull (walk);
  sheet_id = pf_sheet_make_id (line->enrolment, pf_day_get_month_start (line->day));
  sheet = walk_get_record (walk, PF_COLLECTION_SHEETS, sheet_id);
  g_assert_cmpint (pf_sheet_find_slot (sheet, line->day, line->unit)->booking, ==,
                   PF_BOOKING_BOOKED);
  line->action = PF_ACTION_CANCEL;
  line->version = sheet->version;
  line->price = 0;
  cancelled = walk_book (walk, other_key, lines, &error);
  g_assert_no_error (error);
  assert_outcome (cancelled, 0, PF_OUTCOME_CANCELLED);
}

char *
walk_submit (Walk               *walk,
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
  pf_town_service_submit_async (walk->service, submission, NULL, walk_finished_cb, &walk->result);
  answer = pf_town_service_submit_finish (walk->service, walk_wait (walk), &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->outcome, ==, outcome);
  return g_strdup (answer->id);
}

gsize
walk_download (Walk *walk, PfFileOf owner, const char *id, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfDownload) file = NULL;

  pf_town_service_download_async (walk->service, owner, id, part, NULL, NULL, NULL,
                                  walk_finished_cb, &walk->result);
  file = pf_town_service_download_finish (walk->service, walk_wait (walk), &error);
  g_assert_no_error (error);
  return g_bytes_get_size (file->bytes);
}

/* The proxy hands out a stream when it has ended: run-prism lets the access token expire, which
 * ends it. Then
 * that token is of no use, and is renewed by the way. */
static void
check_events (Walk *walk)
{
  g_autoptr (GBytes) former = NULL;

  walk_pull (walk);
  former = g_bytes_ref (walk->secret);
  pf_town_service_start_events (walk->service);
  while (walk->announced == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (walk->announced, ==, walk->state);
  pf_town_service_stop_events (walk->service);
  walk_pull (walk);
  g_assert_false (g_bytes_equal (former, walk->secret));
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
  for (gsize i = 0; i < PF_N_COLLECTIONS; i++)
    walk.records[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  discover (&walk, argv[1]);
  check_sign_in (&walk);
  g_assert_cmpuint (walk_pull (&walk), >=, 1);
  g_assert_cmpuint (g_hash_table_size (walk.records[PF_COLLECTION_SHEETS]), >, 0);
  g_assert_cmpuint (walk_pull (&walk), ==, 1);
  check_unknown_state (&walk);
  check_accounts (&walk);
  check_refresh (&walk, argv[1]);
  check_bookings (&walk);
  walk_family (&walk);
  walk_desk (&walk);
  walk_money (&walk);
  walk_news (&walk);
  check_events (&walk);

  g_signal_handlers_disconnect_by_data (walk.service, &walk);
  g_clear_object (&walk.service);
  g_clear_object (&walk.result);
  g_clear_object (&walk.town);
  g_clear_pointer (&walk.secret, g_bytes_unref);
  for (gsize i = 0; i < PF_N_COLLECTIONS; i++)
    g_hash_table_unref (walk.records[i]);
  g_free (walk.state);
  g_free (walk.announced);
  return EXIT_SUCCESS;
}
