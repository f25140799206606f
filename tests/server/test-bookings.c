/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bookings as families and agents make them: prices, places, the waiting list, approval, closed
 * days. */
#include "config.h"

#include "pf-test-cases.h"
#include "pfs-bookings.h"
#include "pfs-sheets.h"
#include "pfs-test-fixture.h"

#define OPEN PFS_TEST_OPEN_DAY
#define LATE PFS_TEST_LATE_DAY
#define WEDNESDAY "2026-11-18"

typedef PfsTestFixture Fixture;

static PfsBooking *
load (Fixture *fixture, const char *enrolment, const char *day)
{
  g_autoptr (GError) error = NULL;
  const char *unit = g_str_has_suffix (enrolment, "outing") ? "day" : "meal";
  PfsBooking *booking =
      pfs_storage_load_booking (fixture->storage, enrolment, unit, pf_day_parse (day), &error);

  g_assert_no_error (error);
  return booking;
}

static void
assert_booking (Fixture    *fixture,
                const char *enrolment,
                const char *day,
                PfBooking   status,
                PfCents     charged,
                int         rank)
{
  g_autoptr (PfsBooking) booking = load (fixture, enrolment, day);

  g_assert_cmpint (booking->status, ==, status);
  g_assert_cmpint (booking->charged, ==, charged);
  g_assert_cmpint (booking->rank, ==, rank);
}

static void
book (Fixture *fixture, int household, const char *day, PfOutcomeKind expected)
{
  g_autofree char *id = g_strdup_printf ("h%d", household);
  g_autofree char *enrolment = g_strdup_printf ("c%d-canteen", household);
  g_autoptr (PfOutcome) outcome =
      pfs_test_act (fixture, id, enrolment, day, PF_ACTION_BOOK, 0, PF_CENTS_UNKNOWN);

  g_assert_cmpint (outcome->kind, ==, expected);
}

static void
test_prices_follow_the_quotient_and_the_deadline (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *household;
    const char *enrolment;
    const char *day;
    PfOutcomeKind kind;
    PfCents price;
    PfCents surcharge;
  } rows[] = {
    { "h1", "c1-canteen", OPEN, PF_OUTCOME_BOOKED, 200, 0 },
    { "h2", "c2-canteen", OPEN, PF_OUTCOME_BOOKED, 340, 0 },
    { "h3", "c3-canteen", "2026-11-19", PF_OUTCOME_BOOKED, 340, 0 },
    { "h1", "c1-canteen", LATE, PF_OUTCOME_LATE, 400, 200 },
    { "h3", "c3-canteen", LATE, PF_OUTCOME_LATE, 510, 170 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfOutcome) outcome = pfs_test_act (fixture, rows[i].household, rows[i].enrolment,
                                                    rows[i].day, PF_ACTION_BOOK, 0, rows[i].price);

      g_assert_cmpint (outcome->kind, ==, rows[i].kind);
      g_assert_cmpint (outcome->price, ==, rows[i].price);
      g_assert_cmpint (outcome->surcharge, ==, rows[i].surcharge);
      g_assert_true (outcome->has_slot);
      g_assert_cmpint (outcome->slot.booking, ==, PF_BOOKING_BOOKED);
      g_assert_cmpint (outcome->slot.charged, ==, rows[i].price);
      g_assert_cmpint (outcome->version, ==,
                       pfs_test_get_version (fixture, rows[i].household, rows[i].enrolment,
                                             rows[i].day));
    }
}

static void
test_what_is_not_ours_is_refused (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *enrolment;
    const char *day;
    PfAction action;
    PfRefusal refusal;
  } rows[] = {
    { "c2-canteen", OPEN, PF_ACTION_BOOK, PF_REFUSAL_NOT_ENROLLED },
    { "nobody", OPEN, PF_ACTION_BOOK, PF_REFUSAL_NOT_ENROLLED },
    { "c1-canteen", "2026-11-22", PF_ACTION_BOOK, PF_REFUSAL_CLOSED },
    { "c1-canteen", "2027-02-01", PF_ACTION_BOOK, PF_REFUSAL_UNKNOWN_SLOT },
    { "c1-outing", OPEN, PF_ACTION_BOOK, PF_REFUSAL_UNKNOWN_SLOT },
    { "c1-canteen", "2026-11-04", PF_ACTION_BOOK, PF_REFUSAL_TOO_LATE },
    { "c1-canteen", "2026-11-05", PF_ACTION_BOOK, PF_REFUSAL_TOO_LATE },
    { "c1-canteen", OPEN, PF_ACTION_CANCEL, PF_REFUSAL_NOT_HELD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfOutcome) outcome = pfs_test_act (fixture, "h1", rows[i].enrolment, rows[i].day,
                                                    rows[i].action, 0, PF_CENTS_UNKNOWN);

      g_assert_cmpint (outcome->kind, ==, PF_OUTCOME_REFUSED);
      g_assert_cmpint (outcome->refusal, ==, rows[i].refusal);
      g_assert_cmpint (outcome->price, ==, 0);
    }
}

static void
test_cancelling_gives_back_what_was_charged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfOutcome) outcome = NULL;
  g_autoptr (PfOutcome) late = NULL;

  book (fixture, 1, OPEN, PF_OUTCOME_BOOKED);
  book (fixture, 1, LATE, PF_OUTCOME_LATE);
  outcome = pfs_test_act (fixture, "h1", "c1-canteen", OPEN, PF_ACTION_CANCEL, 0, -200);
  g_assert_cmpint (outcome->kind, ==, PF_OUTCOME_CANCELLED);
  g_assert_cmpint (outcome->price, ==, -200);
  assert_booking (fixture, "c1-canteen", OPEN, PF_BOOKING_CANCELLED, PF_CENTS_UNKNOWN, 0);
  late = pfs_test_act (fixture, "h1", "c1-canteen", LATE, PF_ACTION_CANCEL, 0, -400);
  g_assert_cmpint (late->price, ==, -400);
  book (fixture, 1, OPEN, PF_OUTCOME_BOOKED);
}

static void
test_batch_is_judged_line_by_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = pfs_test_line ("c1-canteen", OPEN, PF_ACTION_BOOK, 0, 200);
  g_autoptr (PfAnswer) quote = NULL;
  g_autoptr (PfAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  PfsTransaction *transaction;
  static const PfOutcomeKind expected[] = { PF_OUTCOME_BOOKED, PF_OUTCOME_REFUSED, PF_OUTCOME_LATE,
                                            PF_OUTCOME_CANCELLED };

  g_ptr_array_add (lines,
                   pf_line_new ("c1-canteen", "meal", pf_day_parse (OPEN), PF_ACTION_BOOK, 0, 200));
  g_ptr_array_add (lines,
                   pf_line_new ("c1-canteen", "meal", pf_day_parse (LATE), PF_ACTION_BOOK, 0, 400));
  g_ptr_array_add (lines, pf_line_new ("c1-canteen", "meal", pf_day_parse (OPEN), PF_ACTION_CANCEL,
                                       0, -200));

  quote = pfs_bookings_quote (fixture->storage, "h1", lines, fixture->now, &error);
  g_assert_no_error (error);
  assert_booking (fixture, "c1-canteen", LATE, PF_BOOKING_NONE, PF_CENTS_UNKNOWN, 0);
  transaction = pfs_test_begin (fixture);
  answer = pfs_bookings_book (fixture->storage, "h1", lines, fixture->now, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);

  g_assert_null (quote->receipt);
  g_assert_nonnull (answer->receipt);
  g_assert_cmpint (quote->total, ==, 400);
  g_assert_cmpint (answer->total, ==, 400);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const PfOutcome *quoted = g_ptr_array_index (quote->outcomes, i);
      const PfOutcome *done = g_ptr_array_index (answer->outcomes, i);

      g_assert_cmpint (quoted->kind, ==, expected[i]);
      g_assert_cmpint (done->kind, ==, expected[i]);
      g_assert_cmpint (quoted->version, <, done->version);
    }
}

static void
test_changed_rather_than_another_bargain (Fixture *fixture, gconstpointer data)
{
  gint64 seen = pfs_test_get_version (fixture, "h1", "c1-canteen", OPEN);
  g_autoptr (PfOutcome) dearer =
      pfs_test_act (fixture, "h1", "c1-canteen", LATE, PF_ACTION_BOOK, seen, 200);
  g_autoptr (PfOutcome) waiting = NULL;
  g_autoptr (PfOutcome) informed = NULL;
  g_autoptr (PfOutcome) twice = NULL;

  /* The deadline passed since the family saw the price. */
  g_assert_cmpint (dearer->kind, ==, PF_OUTCOME_CHANGED);
  g_assert_cmpint (dearer->slot.booking, ==, PF_BOOKING_NONE);
  assert_booking (fixture, "c1-canteen", LATE, PF_BOOKING_NONE, PF_CENTS_UNKNOWN, 0);
  /* It filled up: a place was promised, not a place in line. */
  book (fixture, 2, OPEN, PF_OUTCOME_BOOKED);
  book (fixture, 3, OPEN, PF_OUTCOME_BOOKED);
  waiting = pfs_test_act (fixture, "h1", "c1-canteen", OPEN, PF_ACTION_BOOK, seen, 200);
  g_assert_cmpint (waiting->kind, ==, PF_OUTCOME_CHANGED);
  informed = pfs_test_act (fixture, "h1", "c1-canteen", OPEN, PF_ACTION_BOOK, waiting->version, 0);
  g_assert_cmpint (informed->kind, ==, PF_OUTCOME_WAITING);
  g_assert_cmpint (informed->rank, ==, 1);
  /* The other guardian did the same from what he saw before. */
  twice = pfs_test_act (fixture, "h1", "c1-canteen", OPEN, PF_ACTION_BOOK, waiting->version, 0);
  g_assert_cmpint (twice->kind, ==, PF_OUTCOME_CHANGED);
  g_assert_cmpint (twice->slot.booking, ==, PF_BOOKING_WAITING);
}

static void
test_news_of_other_days_changes_nothing (Fixture *fixture, gconstpointer data)
{
  gint64 seen = pfs_test_get_version (fixture, "h1", "c1-canteen", OPEN);
  g_autoptr (PfOutcome) first =
      pfs_test_act (fixture, "h1", "c1-canteen", OPEN, PF_ACTION_BOOK, seen, 200);
  g_autoptr (PfOutcome) second =
      pfs_test_act (fixture, "h1", "c1-canteen", "2026-11-19", PF_ACTION_BOOK, seen, 200);

  g_assert_cmpint (first->version, >, seen);
  g_assert_cmpint (second->kind, ==, PF_OUTCOME_BOOKED);
}

static void
set_places (Fixture *fixture, const char *day, int capacity)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;

  pfs_bookings_set_places (fixture->storage, "canteen", "meal", pf_day_parse (day), capacity,
                           fixture->now, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
}

static void
test_waiting_list_moves_up_when_a_place_frees (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfOutcome) cancelled = NULL;
  gint64 version;

  set_places (fixture, OPEN, 1);
  book (fixture, 1, OPEN, PF_OUTCOME_BOOKED);
  book (fixture, 2, OPEN, PF_OUTCOME_WAITING);
  book (fixture, 3, OPEN, PF_OUTCOME_WAITING);
  assert_booking (fixture, "c2-canteen", OPEN, PF_BOOKING_WAITING, PF_CENTS_UNKNOWN, 1);
  assert_booking (fixture, "c3-canteen", OPEN, PF_BOOKING_WAITING, PF_CENTS_UNKNOWN, 2);
  version = pfs_test_get_version (fixture, "h3", "c3-canteen", OPEN);

  cancelled = pfs_test_act (fixture, "h1", "c1-canteen", OPEN, PF_ACTION_CANCEL, 0, -200);
  g_assert_cmpint (cancelled->kind, ==, PF_OUTCOME_CANCELLED);
  g_assert_cmpint (cancelled->slot.places, ==, 0);
  assert_booking (fixture, "c2-canteen", OPEN, PF_BOOKING_BOOKED, 340, 0);
  assert_booking (fixture, "c3-canteen", OPEN, PF_BOOKING_WAITING, PF_CENTS_UNKNOWN, 1);
  /* Who moved up in line is told. */
  g_assert_cmpint (pfs_test_get_version (fixture, "h3", "c3-canteen", OPEN), >, version);
}

static void
test_waiting_list_moves_up_when_places_are_added (Fixture *fixture, gconstpointer data)
{
  set_places (fixture, LATE, 0);
  book (fixture, 1, LATE, PF_OUTCOME_WAITING);
  book (fixture, 2, LATE, PF_OUTCOME_WAITING);
  book (fixture, 3, LATE, PF_OUTCOME_WAITING);
  set_places (fixture, LATE, 2);
  /* They asked late, but it is not their fault that they were served later: no surcharge. */
  assert_booking (fixture, "c1-canteen", LATE, PF_BOOKING_BOOKED, 200, 0);
  assert_booking (fixture, "c2-canteen", LATE, PF_BOOKING_BOOKED, 340, 0);
  assert_booking (fixture, "c3-canteen", LATE, PF_BOOKING_WAITING, PF_CENTS_UNKNOWN, 1);
  set_places (fixture, LATE, PF_PLACES_UNLIMITED);
  assert_booking (fixture, "c3-canteen", LATE, PF_BOOKING_BOOKED, 340, 0);
}

static void
test_leaving_the_line_and_joining_again_is_at_its_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfOutcome) left = NULL;

  set_places (fixture, OPEN, 0);
  book (fixture, 1, OPEN, PF_OUTCOME_WAITING);
  book (fixture, 2, OPEN, PF_OUTCOME_WAITING);
  left = pfs_test_act (fixture, "h1", "c1-canteen", OPEN, PF_ACTION_CANCEL, 0, 0);
  g_assert_cmpint (left->kind, ==, PF_OUTCOME_CANCELLED);
  g_assert_cmpint (left->price, ==, 0);
  assert_booking (fixture, "c1-canteen", OPEN, PF_BOOKING_NONE, PF_CENTS_UNKNOWN, 0);
  assert_booking (fixture, "c2-canteen", OPEN, PF_BOOKING_WAITING, PF_CENTS_UNKNOWN, 1);
  book (fixture, 1, OPEN, PF_OUTCOME_WAITING);
  assert_booking (fixture, "c1-canteen", OPEN, PF_BOOKING_WAITING, PF_CENTS_UNKNOWN, 2);
}

static void
test_approval_takes_the_place_then (Fixture *fixture, gconstpointer data)
{
  PfDay day = pf_day_parse (WEDNESDAY);
  PfsTransaction *transaction;
  g_autoptr (GError) error = NULL;

  for (int i = 1; i <= 2; i++)
    {
      g_autofree char *household = g_strdup_printf ("h%d", i);
      g_autofree char *enrolment = g_strdup_printf ("c%d-outing", i);
      g_autoptr (PfOutcome) outcome =
          pfs_test_act (fixture, household, enrolment, WEDNESDAY, PF_ACTION_BOOK, 0, 0);

      g_assert_cmpint (outcome->kind, ==, PF_OUTCOME_PENDING);
      g_assert_cmpint (outcome->price, ==, 0);
      g_assert_cmpint (outcome->slot.places, ==, 1);
    }
  transaction = pfs_test_begin (fixture);
  pfs_bookings_approve (fixture->storage, "c1-outing", "day", day, fixture->now, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  assert_booking (fixture, "c1-outing", WEDNESDAY, PF_BOOKING_BOOKED, 200, 0);

  transaction = pfs_test_begin (fixture);
  g_assert_false (
      pfs_bookings_approve (fixture->storage, "c2-outing", "day", day, fixture->now, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (
      pfs_bookings_approve (fixture->storage, "c3-outing", "day", day, fixture->now, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
  pfs_transaction_free (transaction);
}

static void
test_refusal_says_why (Fixture *fixture, gconstpointer data)
{
  PfDay day = pf_day_parse (WEDNESDAY);
  g_autoptr (PfOutcome) outcome =
      pfs_test_act (fixture, "h1", "c1-outing", WEDNESDAY, PF_ACTION_BOOK, 0, 0);
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (PfsSheets) sheets = NULL;
  g_autoptr (PfSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;

  pfs_bookings_refuse (fixture->storage, "c1-outing", "day", day, "Groupe complet", fixture->now,
                       &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  assert_booking (fixture, "c1-outing", WEDNESDAY, PF_BOOKING_CANCELLED, PF_CENTS_UNKNOWN, 0);
  sheets = pfs_sheets_new (fixture->storage, "h1", &error);
  sheet = pfs_sheets_make (sheets, "c1-outing/2026-11", 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pf_sheet_get_label (sheet, pf_sheet_find_slot (sheet, day, "day")), ==,
                   "Groupe complet");
}

static void
test_closed_day_gives_everything_back (Fixture *fixture, gconstpointer data)
{
  PfDay day = pf_day_parse (OPEN);
  g_autoptr (PfOutcome) refused = NULL;
  g_autoptr (GError) error = NULL;
  PfsTransaction *transaction;
  guint n_cancelled = 0;

  set_places (fixture, OPEN, 1);
  book (fixture, 1, OPEN, PF_OUTCOME_BOOKED);
  book (fixture, 2, OPEN, PF_OUTCOME_WAITING);
  transaction = pfs_test_begin (fixture);
  pfs_bookings_close_day (fixture->storage, NULL, day, PF_CLOSURE_STRIKE, "Grève", fixture->now,
                          &n_cancelled, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  g_assert_cmpuint (n_cancelled, ==, 2);
  assert_booking (fixture, "c1-canteen", OPEN, PF_BOOKING_CANCELLED, PF_CENTS_UNKNOWN, 0);
  assert_booking (fixture, "c2-canteen", OPEN, PF_BOOKING_CANCELLED, PF_CENTS_UNKNOWN, 0);
  refused = pfs_test_act (fixture, "h3", "c3-canteen", OPEN, PF_ACTION_BOOK, 0, PF_CENTS_UNKNOWN);
  g_assert_cmpint (refused->refusal, ==, PF_REFUSAL_CLOSED);
  g_assert_cmpint (refused->slot.closure, ==, PF_CLOSURE_STRIKE);

  transaction = pfs_test_begin (fixture);
  pfs_bookings_reopen_day (fixture->storage, NULL, day, fixture->now, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  book (fixture, 3, OPEN, PF_OUTCOME_BOOKED);
}

static void
test_agent_frees_a_place_after_the_deadline (Fixture *fixture, gconstpointer data)
{
  PfsTransaction *transaction;
  g_autoptr (PfOutcome) late = NULL;
  g_autoptr (GError) error = NULL;

  set_places (fixture, LATE, 1);
  book (fixture, 1, LATE, PF_OUTCOME_LATE);
  book (fixture, 2, LATE, PF_OUTCOME_WAITING);
  fixture->now = pf_moment_parse ("2026-11-09T12:00:00Z");
  late = pfs_test_act (fixture, "h1", "c1-canteen", LATE, PF_ACTION_CANCEL, 0, PF_CENTS_UNKNOWN);
  g_assert_cmpint (late->refusal, ==, PF_REFUSAL_TOO_LATE);
  transaction = pfs_test_begin (fixture);
  pfs_bookings_free_place (fixture->storage, "c1-canteen", "meal", pf_day_parse (LATE), NULL,
                           fixture->now, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  assert_booking (fixture, "c1-canteen", LATE, PF_BOOKING_CANCELLED, PF_CENTS_UNKNOWN, 0);
  assert_booking (fixture, "c2-canteen", LATE, PF_BOOKING_BOOKED, 340, 0);
}

static void
test_attendance_is_for_days_that_came (Fixture *fixture, gconstpointer data)
{
  PfsTransaction *transaction;
  g_autoptr (PfsBooking) booking = NULL;
  g_autoptr (GError) error = NULL;

  book (fixture, 1, LATE, PF_OUTCOME_LATE);
  transaction = pfs_test_begin (fixture);
  g_assert_false (pfs_bookings_mark (fixture->storage, "c1-canteen", "meal", pf_day_parse (LATE),
                                     PF_ATTENDANCE_PRESENT, fixture->now, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
  g_clear_error (&error);
  pfs_bookings_mark (fixture->storage, "c1-canteen", "meal", pf_day_parse (LATE),
                     PF_ATTENDANCE_PRESENT, pf_moment_parse ("2026-11-10T11:00:00Z"), &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  booking = load (fixture, "c1-canteen", LATE);
  g_assert_cmpint (booking->attendance, ==, PF_ATTENDANCE_PRESENT);
  g_assert_cmpint (booking->status, ==, PF_BOOKING_BOOKED);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, tests) = {
    { "prices-follow-the-quotient-and-the-deadline",
      test_prices_follow_the_quotient_and_the_deadline },
    { "what-is-not-ours-is-refused", test_what_is_not_ours_is_refused },
    { "cancelling-gives-back-what-was-charged", test_cancelling_gives_back_what_was_charged },
    { "batch-is-judged-line-by-line", test_batch_is_judged_line_by_line },
    { "changed-rather-than-another-bargain", test_changed_rather_than_another_bargain },
    { "news-of-other-days-changes-nothing", test_news_of_other_days_changes_nothing },
    { "waiting-list-moves-up-when-a-place-frees", test_waiting_list_moves_up_when_a_place_frees },
    { "waiting-list-moves-up-when-places-are-added",
      test_waiting_list_moves_up_when_places_are_added },
    { "leaving-the-line-and-joining-again-is-at-its-end",
      test_leaving_the_line_and_joining_again_is_at_its_end },
    { "approval-takes-the-place-then", test_approval_takes_the_place_then },
    { "refusal-says-why", test_refusal_says_why },
    { "closed-day-gives-everything-back", test_closed_day_gives_everything_back },
    { "agent-frees-a-place-after-the-deadline", test_agent_frees_a_place_after_the_deadline },
    { "attendance-is-for-days-that-came", test_attendance_is_for_days_that_came },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/bookings/", Fixture, pfs_test_fixture_set_up, tests,
                     pfs_test_fixture_tear_down);
  return g_test_run ();
}
