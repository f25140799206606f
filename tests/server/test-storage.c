/* SPDX-License-Identifier: GPL-3.0-or-later
 * The database as a file: made, opened, refused; transactions; what it does not take. */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "pf-test-cases.h"
#include "pfs-storage-access.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-bookings.h"
#include "pfs-storage-changes.h"
#include "pfs-storage-families.h"
#include "pfs-storage-money.h"
#include "pfs-storage-papers.h"
#include "pfs-storage-private.h"
#include "pfs-storage-replies.h"
#include "pfs-storage-town.h"
#include "pfs-test-fixture.h"

typedef PfsTestFixture Fixture;

static void
execute (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
assert_not_opened (const char *path, PfsStorageError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pfs_storage_open (path, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, (int) code);
}

static void
test_file_is_its_owner_s_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_null (pfs_storage_create (fixture->path, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_EXISTS);
}

static void
test_files_that_are_no_town (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.db", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "text.db", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other.db", NULL);
  g_autofree char *contents = g_strnfill (5000, 'x');
  g_autofree char *after = NULL;

  assert_not_opened (missing, PFS_STORAGE_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_set_contents (text, contents, -1, NULL));
  assert_not_opened (text, PFS_STORAGE_ERROR_NOT_A_TOWN);
  g_assert_true (g_file_get_contents (text, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, contents);
  execute (other, "CREATE TABLE t (x)");
  assert_not_opened (other, PFS_STORAGE_ERROR_NOT_A_TOWN);
}

static void
test_newer_database_is_left_alone (Fixture *fixture, gconstpointer data)
{
  execute (fixture->path, "PRAGMA user_version = 99");
  assert_not_opened (fixture->path, PFS_STORAGE_ERROR_NEWER);
}

static void
test_what_was_not_committed_is_undone (Fixture *fixture, gconstpointer data)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (PfHousehold) household = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before;
  gint64 after;

  pfs_storage_get_sequences (fixture->storage, NULL, &before, &error);
  pfs_storage_set_quotient (fixture->storage, "h1", 1, &error);
  g_assert_no_error (error);
  pfs_transaction_free (transaction);
  household = pfs_storage_load_household (fixture->storage, "h1", &error);
  g_assert_cmpint (household->quotient, ==, 40000);
  pfs_storage_get_sequences (fixture->storage, NULL, &after, &error);
  g_assert_cmpint (before, ==, after);
}

static void
test_writing_needs_a_transaction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfsTransaction) reading = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (pfs_storage_set_quotient (fixture->storage, "h1", 1, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
  g_clear_error (&error);
  reading = pfs_storage_begin_reading (fixture->storage, &error);
  g_assert_no_error (error);
  g_assert_false (pfs_storage_set_quotient (fixture->storage, "h1", 1, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
}

static void
test_reading_is_of_one_moment (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsStorage) other = pfs_storage_open (fixture->path, &error);
  g_autoptr (PfsTransaction) reading = pfs_storage_begin_reading (other, &error);
  g_autoptr (PfHousehold) before = pfs_storage_load_household (other, "h1", &error);
  g_autoptr (PfHousehold) during = NULL;
  g_autoptr (PfHousehold) after = NULL;
  PfsTransaction *transaction = pfs_test_begin (fixture);

  pfs_storage_set_quotient (fixture->storage, "h1", 1, &error);
  pfs_test_commit (transaction);
  during = pfs_storage_load_household (other, "h1", &error);
  g_clear_pointer (&reading, pfs_transaction_free);
  after = pfs_storage_load_household (other, "h1", &error);
  g_assert_no_error (error);
  g_assert_cmpint (before->quotient, ==, 40000);
  g_assert_cmpint (during->quotient, ==, 40000);
  g_assert_cmpint (after->quotient, ==, 1);
}

static void
test_data_version_tells_who_ever_writes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsStorage) other = pfs_storage_open (fixture->path, &error);
  gint64 ours = pfs_storage_get_data_version (fixture->storage);
  gint64 theirs = pfs_storage_get_data_version (other);
  PfsTransaction *transaction;

  g_assert_cmpint (pfs_storage_get_data_version (other), ==, theirs);
  transaction = pfs_test_begin (fixture);
  pfs_storage_set_setting (fixture->storage, "key", "value", &error);
  pfs_test_commit (transaction);
  g_assert_no_error (error);
  g_assert_cmpint (pfs_storage_get_data_version (fixture->storage), !=, ours);
  g_assert_cmpint (pfs_storage_get_data_version (other), !=, theirs);
}

static void
test_what_does_not_fit_is_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong_ids[] = { "", "a/b", "a b", "é" };
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (PfGuardian) guardian = pf_record_new (PF_TYPE_GUARDIAN, "g9");
  g_autoptr (PfEnrolment) enrolment = pf_record_new (PF_TYPE_ENROLMENT, "c1-canteen");
  g_autoptr (PfsBooking) booking =
      pfs_booking_new ("c1-canteen", "meal", pf_day_parse ("2027-06-01"));
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong_ids); i++)
    {
      g_autoptr (PfSite) site = pf_record_new (PF_TYPE_SITE, wrong_ids[i]);

      site->name = g_strdup ("Site");
      g_assert_false (pfs_storage_put_site (fixture->storage, site, &error));
      g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
      g_clear_error (&error);
    }
  /* Another guardian's login, in other letters. */
  guardian->first_name = g_strdup ("A");
  guardian->last_name = g_strdup ("B");
  guardian->email = g_strdup ("G2@example.ORG");
  g_assert_false (pfs_storage_put_guardian (fixture->storage, "h1", guardian, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (pfs_storage_put_guardian (fixture->storage, "h9", guardian, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* An enrolment stays its child's. */
  enrolment->child = g_strdup ("c2");
  enrolment->activity = g_strdup ("canteen");
  enrolment->first = 1;
  enrolment->last = 10;
  g_assert_false (pfs_storage_put_enrolment (fixture->storage, enrolment, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_EXISTS);
  g_clear_error (&error);
  /* A day that does not open holds nothing. */
  g_assert_false (pfs_storage_put_booking (fixture->storage, booking, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND);
  pfs_transaction_free (transaction);
}

static void
test_town_without_name_or_zone_is_refused (Fixture *fixture, gconstpointer data)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  PfsTown towns[] = {
    { .name = (char *) "", .time_zone = (char *) "Europe/Paris", .currency = (char *) "EUR" },
    { .name = (char *) "X", .time_zone = (char *) "Europe/Atlantis", .currency = (char *) "EUR" },
    { .name = (char *) "X", .time_zone = (char *) "Europe/Paris" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (towns); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pfs_storage_put_town (fixture->storage, &towns[i], &error));
      g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
    }
  pfs_transaction_free (transaction);
}

static void
test_deadlines_come_back_as_they_went (Fixture *fixture, gconstpointer data)
{
  PfsDeadlines autumn = {
    .first = pf_day_parse ("2026-10-17"),
    .last = pf_day_parse ("2026-11-01"),
    .book = { .kind = PF_DEADLINE_WINDOW,
              .minute_of_day = 1439,
              .window_first = PF_DAY_NONE,
              .window_last = pf_day_parse ("2026-10-01") },
    .late = { .kind = PF_DEADLINE_NEVER },
    .cancel = { .kind = PF_DEADLINE_DAYS_BEFORE,
                .minute_of_day = 600,
                .days = 2,
                .skip_public_holidays = TRUE,
                .skip_weekdays = PF_WEEKDAYS_WEEKEND },
  };
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GArray) list = NULL;
  g_autoptr (PfActivity) activity = NULL;
  g_autoptr (GError) error = NULL;
  PfSlotFlags flags;

  pfs_storage_put_deadlines (fixture->storage, "canteen", &autumn, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  list = pfs_storage_list_deadlines (fixture->storage, "canteen", &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpmem (list->data, sizeof autumn, &autumn, sizeof autumn);
  activity = pfs_storage_load_activity (fixture->storage, "canteen", &flags, &error);
  g_assert_cmpint (activity->book.kind, ==, PF_DEADLINE_WEEK_BEFORE);
  g_assert_cmpint (activity->book.weekday, ==, PF_TUESDAY);
  g_assert_cmpint (flags, ==, PF_SLOT_HAS_WAITING_LIST);
}

static void
test_opening_that_families_hold_stays (Fixture *fixture, gconstpointer data)
{
  PfDay day = pf_day_parse (PFS_TEST_OPEN_DAY);
  g_autoptr (PfOutcome) outcome =
      pfs_test_act (fixture, "h1", "c1-canteen", PFS_TEST_OPEN_DAY, PF_ACTION_BOOK, 0, 200);
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (pfs_storage_remove_opening (fixture->storage, "canteen", "meal", day, &error));
  g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID);
  g_clear_error (&error);
  pfs_storage_remove_opening (fixture->storage, "canteen", "meal", day + 1, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
}

static void
test_replies_are_kept_ninety_days_and_more (Fixture *fixture, gconstpointer data)
{
  static const struct {
    int days;
    gboolean is_kept;
  } rows[] = { { 90, TRUE }, { 119, TRUE }, { 121, FALSE } };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) asked = g_bytes_new_static ("y", 1);
  PfMoment began = fixture->now;
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;

  pfs_storage_add_reply (fixture->storage, "h1", "key", &(PfsReply){ bytes, 201, bytes }, "R-1",
                         asked, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfsReply) reply = NULL;
      g_autoptr (GBytes) receipt = NULL;
      g_autoptr (GBytes) request = NULL;

      fixture->now = began + (PfMoment) rows[i].days * 24 * 60 * 60;
      transaction = pfs_test_begin (fixture);
      pfs_storage_purge (fixture->storage, &error);
      g_assert_no_error (error);
      pfs_test_commit (transaction);
      reply = pfs_storage_load_reply (fixture->storage, "h1", "key", NULL);
      g_assert_true ((reply != NULL) == rows[i].is_kept);
      /* What proves a booking is never forgotten. */
      receipt = pfs_storage_load_receipt (fixture->storage, "h1", "R-1", &request, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (receipt, bytes));
      g_assert_true (g_bytes_equal (request, asked));
    }
}

/* Fails where a statement that was run walks through a table that grows with the town. */
static void
assert_seeks (PfsStorage *storage)
{
  static const char *const large[] = { "SCAN b", "SCAN r", "SCAN h", "SCAN k" };
  guint n_steps = 0;

  for (sqlite3_stmt *run = sqlite3_next_stmt (storage->db, NULL); run != NULL;
       run = sqlite3_next_stmt (storage->db, run))
    {
      g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", sqlite3_sql (run), NULL);
      sqlite3_stmt *plan = NULL;

      if (strstr (sql, " FROM ") == NULL)
        continue;
      g_assert_cmpint (sqlite3_prepare_v2 (storage->db, sql, -1, &plan, NULL), ==, SQLITE_OK);
      for (; sqlite3_step (plan) == SQLITE_ROW; n_steps++)
        for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
          {
            const char *detail = (const char *) sqlite3_column_text (plan, 3);

            if (g_str_has_prefix (detail, large[i]) && !g_ascii_isalpha (detail[strlen (large[i])]))
              g_error ("%s: %s", detail, sqlite3_sql (run));
          }
      sqlite3_finalize (plan);
    }
  g_assert_cmpuint (n_steps, >, 0);
}

static void
test_what_a_family_or_a_day_asks_is_sought (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfsStorage) storage = pfs_storage_open (fixture->path, NULL);
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (storage, fixture->now, NULL);
  PfDay day = pf_day_parse (PFS_TEST_OPEN_DAY);
  g_autoptr (GPtrArray) requirements = pfs_storage_list_requirements (storage, "h1", NULL, NULL);
  g_autoptr (GPtrArray) charges = pfs_storage_list_wallet_charges (storage, day, day, NULL);
  g_autoptr (GPtrArray) open = pfs_storage_list_open_charges (storage, "h1", day, day, NULL);

  g_assert_true (requirements != NULL && charges != NULL && open != NULL);
  g_assert_true (pfs_storage_ask_papers (storage, "h1", NULL, NULL));
  g_assert_true (pfs_storage_ask_papers (storage, "h1", "c1", NULL));
  assert_seeks (storage);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, tests) = {
    { "file-is-its-owner-s-alone", test_file_is_its_owner_s_alone },
    { "files-that-are-no-town", test_files_that_are_no_town },
    { "newer-database-is-left-alone", test_newer_database_is_left_alone },
    { "what-was-not-committed-is-undone", test_what_was_not_committed_is_undone },
    { "writing-needs-a-transaction", test_writing_needs_a_transaction },
    { "reading-is-of-one-moment", test_reading_is_of_one_moment },
    { "data-version-tells-who-ever-writes", test_data_version_tells_who_ever_writes },
    { "what-does-not-fit-is-refused", test_what_does_not_fit_is_refused },
    { "town-without-name-or-zone-is-refused", test_town_without_name_or_zone_is_refused },
    { "deadlines-come-back-as-they-went", test_deadlines_come_back_as_they_went },
    { "opening-that-families-hold-stays", test_opening_that_families_hold_stays },
    { "what-a-family-or-a-day-asks-is-sought", test_what_a_family_or_a_day_asks_is_sought },
    { "replies-are-kept-ninety-days-and-more", test_replies_are_kept_ninety_days_and_more },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/storage/", Fixture, pfs_test_fixture_set_up, tests,
                     pfs_test_fixture_tear_down);
  return g_test_run ();
}
