/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the family was reminded of: all of it there in the next run, also after a kill and after the
 * file was damaged, and nothing of what was replaced. */
#include "config.h"

#include "store-fixture.h"

#include "pf-reminder.h"
#include "pf-test-cases.h"

#include <sqlite3.h>

#define LATER (NOW + 3 * 3600)

static void
add_mark (GPtrArray *marks, const char *subject, gint64 version, PfMoment until, PfMoment snoozed)
{
  PfReminderMark *mark = pf_reminder_mark_new (
      &(PfReminderFact){ .subject = (char *) subject, .version = version, .until = until }, NOW);

  mark->snoozed_until = snoozed;
  g_ptr_array_add (marks, mark);
}

static GPtrArray *
make_marks (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) pf_reminder_mark_free);
}

static void
keep (Fixture *fixture, GPtrArray *marks)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_store_keep_reminders, fixture->store, &error, marks, NULL));
  g_assert_no_error (error);
}

static GPtrArray *
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *marks = pf_test_await (pf_store_load_reminders, fixture->store, &error, NULL);

  g_assert_no_error (error);
  return marks;
}

static void
keep_two (Fixture *fixture)
{
  g_autoptr (GPtrArray) marks = make_marks ();

  add_mark (marks, "days/lena/canteen/2026-12-07", 7, LATER, PF_MOMENT_NONE);
  add_mark (marks, "threads/12", -1, PF_MOMENT_NONE, LATER);
  keep (fixture, marks);
}

static void
assert_two (Fixture *fixture)
{
  g_autoptr (GPtrArray) marks = load (fixture);
  PfReminderMark *days, *thread;

  g_assert_cmpuint (marks->len, ==, 2);
  days = marks->pdata[0];
  thread = marks->pdata[1];
  g_assert_cmpstr (days->subject, ==, "days/lena/canteen/2026-12-07");
  g_assert_cmpint (days->version, ==, 7);
  g_assert_cmpint (days->told_at, ==, NOW);
  g_assert_cmpint (days->until, ==, LATER);
  g_assert_cmpint (days->snoozed_until, ==, PF_MOMENT_NONE);
  g_assert_cmpstr (thread->subject, ==, "threads/12");
  g_assert_cmpint (thread->version, ==, -1);
  g_assert_cmpint (thread->until, ==, PF_MOMENT_NONE);
  g_assert_cmpint (thread->snoozed_until, ==, LATER);
}

static void
test_outlasts_the_run (Fixture *fixture, gconstpointer data)
{
  keep_two (fixture);
  assert_two (fixture);
  fixture_close (fixture);
  fixture_open (fixture);
  assert_two (fixture);
}

static void
test_replaces_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) none = make_marks ();
  g_autoptr (GPtrArray) left = NULL;

  keep_two (fixture);
  keep_two (fixture);
  assert_two (fixture);
  keep (fixture, none);
  left = load (fixture);
  g_assert_cmpuint (left->len, ==, 0);
}

/* The cache may go: what was told stays told. */
static void
test_is_none_of_the_cache (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "cache.db", NULL);

  fixture_apply_family (fixture);
  keep_two (fixture);
  fixture_close (fixture);
  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  fixture_open (fixture);
  g_assert_cmpuint (fixture->notices, ==, PF_STORE_NOTICE_CACHE_REBUILT);
  fixture->notices = 0;
  assert_two (fixture);
}

/* What the release before has left is brought up to date, with what was in it. */
static void
test_migrates (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "outbox.db", NULL);
  sqlite3 *db;

  fixture_apply_family (fixture);
  fixture_draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  fixture_close (fixture);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "DROP TABLE reminder; PRAGMA user_version = 4", NULL, NULL,
                                 NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  fixture_open (fixture);
  fixture_assert_drafts (fixture, "0+ 1+ ");
  keep_two (fixture);
  assert_two (fixture);
}

/* Drafts' index is noise: what can be read of the file goes into a new one. */
static void
test_is_saved_from_damage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "outbox.db", NULL);
  sqlite3 *db;

  keep_two (fixture);
  fixture_close (fixture);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  /* An entry of an index without its row. */
  g_assert_cmpint (sqlite3_exec (db,
                                 "INSERT INTO intent (enrolment, unit, day, action, version, price,"
                                 " decided_at) VALUES ('e', 'u', 1, 1, 1, 1, 1);"
                                 "PRAGMA writable_schema = ON;"
                                 "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM "
                                 "sqlite_schema WHERE name = 'journal') WHERE name = "
                                 "'intent_by_slot';",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  fixture_open (fixture);
  g_assert_cmpuint (fixture->notices, ==, PF_STORE_NOTICE_OUTBOX_SAVED_ASIDE);
  fixture->notices = 0;
  assert_two (fixture);
}

PF_TEST_CASES (Fixture, cases) = {
  { "outlasts-the-run", test_outlasts_the_run },         { "replaces-all", test_replaces_all },
  { "is-none-of-the-cache", test_is_none_of_the_cache }, { "migrates", test_migrates },
  { "is-saved-from-damage", test_is_saved_from_damage },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/store/reminders/", Fixture, fixture_set_up, cases, fixture_tear_down);
  return g_test_run ();
}
