/* SPDX-License-Identifier: GPL-3.0-or-later
 * The outbox: drafts and how they are undone, batches, answers, the journal. */
#include "config.h"

#include "store-fixture.h"

#include <sqlite3.h>

static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (fixture_draft (fixture, SEPTEMBER, 3, PF_ACTION_BOOK), ==, 3);
  g_assert_cmpint (fixture_draft (fixture, SEPTEMBER + 1, 1, PF_ACTION_CANCEL), ==, 1);
  g_assert_cmpint (fixture_draft (fixture, SEPTEMBER + 2, 2, PF_ACTION_NONE), ==, 1);
  fixture_close (fixture);
  fixture_open (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 2);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->line->day, ==, SEPTEMBER);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->line->action, ==, PF_ACTION_BOOK);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->line->price, ==, 340);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->decided_at, ==, NOW);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->state, ==, PF_INTENT_DRAFT);
  g_assert_cmpint (fixture_get_intent (fixture, 1)->line->day, ==, SEPTEMBER + 1);
  g_assert_cmpint (fixture_get_intent (fixture, 1)->line->action, ==, PF_ACTION_CANCEL);
}

static int
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  int count = pf_test_await (pf_store_undo, fixture->store, &error, NULL);

  g_assert_no_error (error);
  return count;
}

/* Each undo brings back what was there before, replaced, removed and discarded drafts included, in
 * their old places. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (undo (fixture), ==, 0);
  fixture_draft (fixture, SEPTEMBER, 3, PF_ACTION_BOOK);
  fixture_draft (fixture, SEPTEMBER, 1, PF_ACTION_CANCEL);
  fixture_draft (fixture, SEPTEMBER + 2, 1, PF_ACTION_NONE);
  fixture_assert_drafts (fixture, "1+ 0- ");
  g_assert_cmpint (pf_test_await (pf_store_discard_drafts, fixture->store, &error, NULL), ==, 2);
  fixture_assert_drafts (fixture, "");
  g_assert_true (fixture->can_undo);
  g_assert_cmpint (undo (fixture), ==, 2);
  fixture_assert_drafts (fixture, "1+ 0- ");
  fixture_close (fixture);
  fixture_open (fixture);
  g_assert_cmpint (undo (fixture), ==, 1);
  fixture_assert_drafts (fixture, "1+ 2+ 0- ");
  g_assert_cmpint (undo (fixture), ==, 1);
  fixture_assert_drafts (fixture, "0+ 1+ 2+ ");
  g_assert_cmpint (undo (fixture), ==, 3);
  fixture_assert_drafts (fixture, "");
  g_assert_false (fixture->loaded->can_undo);
  g_assert_cmpint (undo (fixture), ==, 0);
}

/* What is queued cannot be undone, and its slots take no draft until the town has answered. */
static void
test_queue (Fixture *fixture, gconstpointer data)
{
  fixture_draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  g_assert_cmpint (fixture_queue (fixture), ==, 2);
  g_assert_cmpint (fixture_queue (fixture), ==, 0);
  g_assert_cmpint (undo (fixture), ==, 0);
  g_assert_cmpint (fixture_draft (fixture, SEPTEMBER, 3, PF_ACTION_CANCEL), ==, 1);
  fixture_load (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 3);
  g_assert_cmpint (fixture_get_intent (fixture, 1)->state, ==, PF_INTENT_QUEUED);
  g_assert_true (g_uuid_string_is_valid (fixture_get_intent (fixture, 1)->key));
  g_assert_cmpstr (fixture_get_intent (fixture, 0)->key, ==, fixture_get_intent (fixture, 1)->key);
  g_assert_cmpint (fixture_get_intent (fixture, 2)->state, ==, PF_INTENT_DRAFT);
}

static void
test_large_batch (Fixture *fixture, gconstpointer data)
{
  guint n_keys = 0;

  fixture_draft (fixture, SEPTEMBER, 2 * PF_STORE_BATCH_MAX + 7, PF_ACTION_BOOK);
  g_assert_cmpint (fixture_queue (fixture), ==, 2 * PF_STORE_BATCH_MAX + 7);
  fixture_load (fixture);
  for (guint i = 0; i < fixture->loaded->outbox->len; i++)
    if (i == 0 || !g_str_equal (fixture_get_intent (fixture, i)->key,
                                fixture_get_intent (fixture, i - 1)->key))
      {
        g_assert_cmpuint (i % PF_STORE_BATCH_MAX, ==, 0);
        n_keys++;
      }
  g_assert_cmpuint (n_keys, ==, 3);
}

/* Queues two drafts and lets the town answer them: the first is booked, the second refused. */
static void
settle (Fixture *fixture, gint64 version)
{
  g_autoptr (PfAnswer) answer = fixture_make_answer (2, version);
  g_autoptr (GError) error = NULL;

  fixture_draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  fixture_queue (fixture);
  fixture_load (fixture);
  g_assert_cmpint (pf_test_await (pf_store_settle, fixture->store, &error,
                                  fixture_get_intent (fixture, 0)->key, answer, NULL),
                   ==, 2);
  g_assert_no_error (error);
}

static void
test_settle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autoptr (PfAnswer) answer = fixture_make_answer (2, 2);
  g_autoptr (GError) error = NULL;

  fixture_apply_family (fixture);
  settle (fixture, 2);
  fixture_close (fixture);
  fixture_open (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 2);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->state, ==, PF_INTENT_SETTLED);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->outcome->kind, ==, PF_OUTCOME_BOOKED);
  g_assert_cmpstr (fixture_get_intent (fixture, 0)->receipt, ==, "R-1");
  g_assert_cmpint (fixture_get_intent (fixture, 0)->settled_at, ==, NOW + 60);
  g_assert_false (pf_intent_is_refused (fixture_get_intent (fixture, 0)));
  g_assert_cmpint (fixture_get_intent (fixture, 1)->outcome->refusal, ==, PF_REFUSAL_TOO_LATE);
  g_assert_true (pf_intent_is_refused (fixture_get_intent (fixture, 1)));
  g_assert_cmpint (fixture_find_slot (fixture, SEPTEMBER)->booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpint (fixture_find_slot (fixture, SEPTEMBER)->unit, ==, 0);
  g_assert_cmpint (fixture_find_slot (fixture, SEPTEMBER)->charged, ==, 340);
  g_assert_cmpint (fixture_find_slot (fixture, SEPTEMBER + 1)->booking, ==, PF_BOOKING_NONE);

  /* The same answer again changes nothing. */
  key = g_strdup (fixture_get_intent (fixture, 0)->key);
  fixture->n_changed = 0;
  g_assert_cmpint (pf_test_await (pf_store_settle, fixture->store, &error, key, answer, NULL), ==,
                   0);
  g_assert_cmpuint (fixture->n_changed, <=, 1);
  fixture_load (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 2);
}

/* A sheet pulled meanwhile already holds the answer and what came after it. */
static void
test_settle_after_pull (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfChanges) delta = pf_changes_new ();

  fixture_apply_family (fixture);
  delta->state = g_strdup ("s2");
  g_ptr_array_add (delta->changed[PF_COLLECTION_SHEETS],
                   pf_test_family_make_sheet ("child-0-canteen", SEPTEMBER, 3));
  fixture_apply (fixture, delta);
  settle (fixture, 2);
  fixture_load (fixture);
  g_assert_cmpint (fixture_find_slot (fixture, SEPTEMBER)->booking, ==, PF_BOOKING_NONE);
}

static void
test_wrong_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfAnswer) answer = fixture_make_answer (3, 2);
  g_autoptr (GError) error = NULL;

  fixture_draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  fixture_queue (fixture);
  fixture_load (fixture);
  g_assert_cmpint (pf_test_await (pf_store_settle, fixture->store, &error,
                                  fixture_get_intent (fixture, 0)->key, answer, NULL),
                   ==, -1);
  g_assert_nonnull (error);
  fixture_load (fixture);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->state, ==, PF_INTENT_QUEUED);
}

static int
count_journal (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "outbox.db", NULL);
  sqlite3_stmt *statement;
  sqlite3 *db;
  int count;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count (*) FROM journal", -1, &statement, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  count = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return count;
}

/* Only what is settled can be dismissed. */
static void
test_dismiss (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  settle (fixture, 2);
  fixture_draft (fixture, SEPTEMBER + 5, 1, PF_ACTION_BOOK);
  fixture_load (fixture);
  for (guint i = 1; i < 3; i++)
    g_array_append_val (ids, fixture_get_intent (fixture, i)->id);
  g_assert_cmpint (pf_test_await (pf_store_dismiss, fixture->store, &error, ids, NULL), ==, 1);
  fixture_load (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 2);
  g_assert_cmpint (fixture_get_intent (fixture, 1)->state, ==, PF_INTENT_DRAFT);
  fixture_close (fixture);
  g_assert_cmpint (count_journal (fixture->folder), ==, 1);
}

/* What was seen can be read again, with the town's answer. */
static void
test_journal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) empty = NULL;
  g_autoptr (GPtrArray) journal = NULL;
  g_autofree char *receipt = NULL;
  PfIntent *intent;

  settle (fixture, 2);
  empty = pf_test_await (pf_store_load_journal, fixture->store, &error, NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (empty->len, ==, 0);
  fixture_load (fixture);
  receipt = g_strdup (fixture_get_intent (fixture, 0)->receipt);
  for (guint i = 0; i < 2; i++)
    g_array_append_val (ids, fixture_get_intent (fixture, i)->id);
  g_assert_cmpint (pf_test_await (pf_store_dismiss, fixture->store, &error, ids, NULL), ==, 2);
  journal = pf_test_await (pf_store_load_journal, fixture->store, &error, NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (journal->len, ==, 2);
  intent = g_ptr_array_index (journal, 0);
  g_assert_cmpint (intent->line->day, ==, SEPTEMBER);
  g_assert_cmpint (intent->outcome->kind, ==, PF_OUTCOME_BOOKED);
  g_assert_cmpstr (intent->receipt, ==, receipt);
  g_assert_cmpint (((PfIntent *) g_ptr_array_index (journal, 1))->outcome->refusal, ==,
                   PF_REFUSAL_TOO_LATE);
}

#define ADD(path, test, data)                                                                      \
  g_test_add ("/outbox/" path, Fixture, data, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("drafts-replace-and-remove", test_drafts, NULL);
  ADD ("undo-brings-back", test_undo, NULL);
  ADD ("queued-is-final", test_queue, NULL);
  ADD ("large-batch-is-split", test_large_batch, NULL);
  ADD ("settle-keeps-answer-and-facts", test_settle, NULL);
  ADD ("settle-leaves-a-newer-sheet", test_settle_after_pull, NULL);
  ADD ("settle-refuses-a-wrong-answer", test_wrong_answer, NULL);
  ADD ("dismiss-moves-to-the-journal", test_dismiss, NULL);
  ADD ("journal-is-read-again", test_journal, NULL);
  return g_test_run ();
}
