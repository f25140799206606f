/* SPDX-License-Identifier: GPL-3.0-or-later
 * The store's promises where the disk behaves: what is kept, in which order, and what is told. */
#include "config.h"

#include "pf-store.h"
#include "pf-test-family.h"
#include "pf-test-wait.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>

#define SEPTEMBER pf_day_new (2026, 9, 1)
#define NOW ((PfMoment) 1788000000)

static const PfTestFamily small = { .n_children = 1, .first_month = 20697, .n_months = 3 };

typedef struct {
  char *folder;
  PfStore *store;
  PfStoreNews *loaded;
  guint n_changed;
  guint notices;
  guint n_outbox;      /* of the last news */
  gboolean can_undo;   /* of the last news */
  guint n_sheets;      /* changed, in all news */
  guint n_removed;     /* sheets, in all news */
  gboolean was_reset;
} Fixture;

static void
changed_cb (Fixture *fixture, const PfStoreNews *news)
{
  fixture->n_changed++;
  fixture->was_reset |= news->is_reset;
  if (news->sheets != NULL)
    fixture->n_sheets += news->sheets->len;
  if (news->removed_sheets != NULL)
    fixture->n_removed += news->removed_sheets->len;
  if (news->outbox != NULL)
    {
      fixture->n_outbox = news->outbox->len;
      fixture->can_undo = news->can_undo;
    }
}

static void
notice_cb (Fixture *fixture, guint notice)
{
  fixture->notices |= notice;
}

static void
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->loaded, pf_store_news_free);
  fixture->loaded = pf_test_await (pf_store_load, fixture->store, &error, SEPTEMBER, SEPTEMBER + 29, NULL);
  g_assert_no_error (error);
}

static void
open_store (Fixture *fixture)
{
  fixture->store = pf_store_new (fixture->folder);
  g_signal_connect_swapped (fixture->store, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->store, "notice", G_CALLBACK (notice_cb), fixture);
  load (fixture);
}

static void
close_store (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_store_close, fixture->store, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&fixture->store));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pf_test_make_folder ();
  open_store (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->store != NULL)
    close_store (fixture);
  g_clear_pointer (&fixture->loaded, pf_store_news_free);
  pf_test_remove_folder (fixture->folder);
}

static void
apply (Fixture *fixture, PfChanges *changes)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_store_apply_changes, fixture->store, &error, changes, NOW, 7, NULL));
  g_assert_no_error (error);
}

static void
apply_family (Fixture *fixture)
{
  g_autoptr (PfChanges) changes = pf_test_family_make_changes (&small, "s1");

  apply (fixture, changes);
}

/* Drafts @action on the canteen's days @first to @first + @n - 1. */
static int
draft (Fixture *fixture, PfDay first, guint n, PfAction action)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  g_autoptr (GError) error = NULL;
  int count;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (lines, pf_line_new ("child-0-canteen", "meal", first + i, action, 1, 340));
  count = pf_test_await (pf_store_add_drafts, fixture->store, &error, lines, NOW, NULL);
  g_assert_no_error (error);
  return count;
}

static int
queue (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  int count = pf_test_await (pf_store_queue_drafts, fixture->store, &error, NULL);

  g_assert_no_error (error);
  return count;
}

static PfIntent *
get_intent (Fixture *fixture, guint position)
{
  g_assert_cmpuint (position, <, fixture->loaded->outbox->len);
  return g_ptr_array_index (fixture->loaded->outbox, position);
}

static PfAnswer *
make_answer (guint n, gint64 version)
{
  PfAnswer *answer = pf_answer_new ();

  answer->receipt = g_strdup ("R-1");
  answer->at = NOW + 60;
  for (guint i = 0; i < n; i++)
    {
      PfOutcome *outcome = pf_outcome_new ();

      outcome->kind = i == 0 ? PF_OUTCOME_BOOKED : PF_OUTCOME_REFUSED;
      outcome->refusal = i == 0 ? PF_REFUSAL_NONE : PF_REFUSAL_TOO_LATE;
      outcome->price = i == 0 ? 340 : 0;
      outcome->version = version;
      outcome->has_slot = i == 0;
      pf_slot_init (&outcome->slot, SEPTEMBER, 3);
      outcome->slot.booking = PF_BOOKING_BOOKED;
      outcome->slot.charged = 340;
      g_ptr_array_add (answer->outcomes, outcome);
    }
  return answer;
}

static const PfSlot *
find_slot (Fixture *fixture, PfDay day)
{
  for (guint i = 0; i < fixture->loaded->sheets->len; i++)
    {
      PfSheet *sheet = g_ptr_array_index (fixture->loaded->sheets, i);

      if (g_str_equal (sheet->enrolment, "child-0-canteen"))
        return pf_sheet_find_slot (sheet, day, "meal");
    }
  return NULL;
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_assert_null (fixture->loaded->status->state);
  g_assert_false (fixture->loaded->status->is_complete);
  g_assert_true (fixture->loaded->status->synced_at == PF_MOMENT_NONE);
  for (int i = 0; i < PF_COLLECTION_SHEETS; i++)
    g_assert_cmpuint (fixture->loaded->records[i]->len, ==, 0);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 0);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 0);
  g_assert_false (fixture->loaded->can_undo);
  g_assert_cmpuint (fixture->notices, ==, 0);
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  struct stat status;
  const char *name;
  guint n = 0;

  apply_family (fixture);
  draft (fixture, SEPTEMBER, 3, PF_ACTION_BOOK);
  g_assert_cmpint (g_stat (fixture->folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  dir = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_test_message ("%s %o", name, status.st_mode);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      n++;
    }
  g_assert_cmpuint (n, >=, 5);
}

static void
test_whole_sync (Fixture *fixture, gconstpointer data)
{
  apply_family (fixture);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->n_sheets, ==, 6);
  close_store (fixture);
  open_store (fixture);
  g_assert_cmpstr (fixture->loaded->status->state, ==, "s1");
  g_assert_true (fixture->loaded->status->is_complete);
  g_assert_cmpint (fixture->loaded->status->synced_at, ==, NOW);
  g_assert_cmpint (fixture->loaded->status->clock_offset, ==, 7);
  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_TOWN]->len, ==, 1);
  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_ACTIVITIES]->len, ==, 2);
  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_ENROLMENTS]->len, ==, 2);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 2);
  g_assert_cmpint (find_slot (fixture, SEPTEMBER)->price, ==, 340);
}

static void
test_range (Fixture *fixture, gconstpointer data)
{
  static const struct {
    int first, last; /* days after 1 September */
    guint expected;
  } cases[] = { { 0, 0, 2 }, { 29, 30, 4 }, { -40, -1, 0 }, { -40, 400, 6 }, { 45, 45, 2 }, { 91, 200, 0 } };

  apply_family (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) sheets = pf_test_await (pf_store_load_sheets, fixture->store, &error,
                                                    SEPTEMBER + cases[i].first, SEPTEMBER + cases[i].last, NULL);

      g_assert_no_error (error);
      g_assert_cmpuint (sheets->len, ==, cases[i].expected);
    }
}

/* A delta changes what it names; its state is there with it. */
static void
test_delta (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfChanges) delta = pf_changes_new ();
  PfSheet *sheet = pf_test_family_make_sheet ("child-0-canteen", SEPTEMBER, 2);

  apply_family (fixture);
  g_array_index (sheet->slots, PfSlot, 0).booking = PF_BOOKING_PENDING;
  delta->state = g_strdup ("s2");
  g_ptr_array_add (delta->changed[PF_COLLECTION_SHEETS], sheet);
  g_ptr_array_add (delta->removed[PF_COLLECTION_SHEETS], g_strdup ("child-0-alae/2026-09"));
  g_ptr_array_add (delta->removed[PF_COLLECTION_CHILDREN], g_strdup ("child-0"));
  fixture->n_sheets = 0;
  apply (fixture, delta);
  g_assert_cmpuint (fixture->n_sheets, ==, 1);
  g_assert_cmpuint (fixture->n_removed, ==, 1);
  load (fixture);
  g_assert_cmpstr (fixture->loaded->status->state, ==, "s2");
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 1);
  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_CHILDREN]->len, ==, 0);
  g_assert_cmpint (find_slot (fixture, SEPTEMBER)->booking, ==, PF_BOOKING_PENDING);
}

/* Starting afresh: the old records stay until the last page, then what no page brought is gone. */
static void
test_afresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfChanges) first = pf_test_family_make_changes (&small, "w1");
  g_autoptr (PfChanges) second = pf_changes_new ();
  g_autoptr (GError) error = NULL;

  apply_family (fixture);
  draft (fixture, SEPTEMBER, 1, PF_ACTION_BOOK);
  g_assert_true (pf_test_await (pf_store_start_afresh, fixture->store, &error, NULL));
  load (fixture);
  g_assert_null (fixture->loaded->status->state);
  g_assert_true (fixture->loaded->status->is_complete);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 2);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 1);

  /* The first page: no sheets any more. */
  first->more = TRUE;
  g_ptr_array_set_size (first->changed[PF_COLLECTION_SHEETS], 0);
  apply (fixture, first);
  load (fixture);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 2);
  g_assert_cmpint (fixture->loaded->status->synced_at, ==, NOW);

  second->state = g_strdup ("w2");
  second->is_whole = TRUE;
  g_ptr_array_add (second->changed[PF_COLLECTION_SHEETS], pf_test_family_make_sheet ("child-0-canteen", SEPTEMBER, 4));
  apply (fixture, second);
  g_assert_cmpuint (fixture->n_removed, ==, 5);
  load (fixture);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 1);
  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_CHILDREN]->len, ==, 1);
  g_assert_cmpstr (fixture->loaded->status->state, ==, "w2");
}

static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (draft (fixture, SEPTEMBER, 3, PF_ACTION_BOOK), ==, 3);
  g_assert_cmpint (draft (fixture, SEPTEMBER + 1, 1, PF_ACTION_CANCEL), ==, 1);
  g_assert_cmpint (draft (fixture, SEPTEMBER + 2, 2, PF_ACTION_NONE), ==, 1);
  close_store (fixture);
  open_store (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 2);
  g_assert_cmpint (get_intent (fixture, 0)->line->day, ==, SEPTEMBER);
  g_assert_cmpint (get_intent (fixture, 0)->line->action, ==, PF_ACTION_BOOK);
  g_assert_cmpint (get_intent (fixture, 0)->line->price, ==, 340);
  g_assert_cmpint (get_intent (fixture, 0)->decided_at, ==, NOW);
  g_assert_cmpint (get_intent (fixture, 0)->state, ==, PF_INTENT_DRAFT);
  g_assert_cmpint (get_intent (fixture, 1)->line->day, ==, SEPTEMBER + 1);
  g_assert_cmpint (get_intent (fixture, 1)->line->action, ==, PF_ACTION_CANCEL);
}

static void
assert_drafts (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) drafts = g_string_new (NULL);

  load (fixture);
  for (guint i = 0; i < fixture->loaded->outbox->len; i++)
    {
      PfLine *line = get_intent (fixture, i)->line;

      g_string_append_printf (drafts, "%d%c ", line->day - SEPTEMBER, line->action == PF_ACTION_BOOK ? '+' : '-');
    }
  g_assert_cmpstr (drafts->str, ==, expected);
}

static int
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  int count = pf_test_await (pf_store_undo, fixture->store, &error, NULL);

  g_assert_no_error (error);
  return count;
}

/* Each undo brings back what was there before, replaced, removed and discarded drafts included, in their old places. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (undo (fixture), ==, 0);
  draft (fixture, SEPTEMBER, 3, PF_ACTION_BOOK);
  draft (fixture, SEPTEMBER, 1, PF_ACTION_CANCEL);
  draft (fixture, SEPTEMBER + 2, 1, PF_ACTION_NONE);
  assert_drafts (fixture, "1+ 0- ");
  g_assert_cmpint (pf_test_await (pf_store_discard_drafts, fixture->store, &error, NULL), ==, 2);
  assert_drafts (fixture, "");
  g_assert_true (fixture->can_undo);
  g_assert_cmpint (undo (fixture), ==, 2);
  assert_drafts (fixture, "1+ 0- ");
  close_store (fixture);
  open_store (fixture);
  g_assert_cmpint (undo (fixture), ==, 1);
  assert_drafts (fixture, "1+ 2+ 0- ");
  g_assert_cmpint (undo (fixture), ==, 1);
  assert_drafts (fixture, "0+ 1+ 2+ ");
  g_assert_cmpint (undo (fixture), ==, 3);
  assert_drafts (fixture, "");
  g_assert_false (fixture->loaded->can_undo);
  g_assert_cmpint (undo (fixture), ==, 0);
}

/* What is queued cannot be undone, and its slots take no draft until the town has answered. */
static void
test_queue (Fixture *fixture, gconstpointer data)
{
  draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  g_assert_cmpint (queue (fixture), ==, 2);
  g_assert_cmpint (queue (fixture), ==, 0);
  g_assert_cmpint (undo (fixture), ==, 0);
  g_assert_cmpint (draft (fixture, SEPTEMBER, 3, PF_ACTION_CANCEL), ==, 1);
  load (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 3);
  g_assert_cmpint (get_intent (fixture, 1)->state, ==, PF_INTENT_QUEUED);
  g_assert_true (g_uuid_string_is_valid (get_intent (fixture, 1)->key));
  g_assert_cmpstr (get_intent (fixture, 0)->key, ==, get_intent (fixture, 1)->key);
  g_assert_cmpint (get_intent (fixture, 2)->state, ==, PF_INTENT_DRAFT);
}

static void
test_large_batch (Fixture *fixture, gconstpointer data)
{
  guint n_keys = 0;

  draft (fixture, SEPTEMBER, 2 * PF_STORE_BATCH_MAX + 7, PF_ACTION_BOOK);
  g_assert_cmpint (queue (fixture), ==, 2 * PF_STORE_BATCH_MAX + 7);
  load (fixture);
  for (guint i = 0; i < fixture->loaded->outbox->len; i++)
    if (i == 0 || !g_str_equal (get_intent (fixture, i)->key, get_intent (fixture, i - 1)->key))
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
  g_autoptr (PfAnswer) answer = make_answer (2, version);
  g_autoptr (GError) error = NULL;

  draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  queue (fixture);
  load (fixture);
  g_assert_cmpint (pf_test_await (pf_store_settle, fixture->store, &error, get_intent (fixture, 0)->key, answer, NULL), ==, 2);
  g_assert_no_error (error);
}

static void
test_settle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = NULL;
  g_autoptr (PfAnswer) answer = make_answer (2, 2);
  g_autoptr (GError) error = NULL;

  apply_family (fixture);
  settle (fixture, 2);
  close_store (fixture);
  open_store (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 2);
  g_assert_cmpint (get_intent (fixture, 0)->state, ==, PF_INTENT_SETTLED);
  g_assert_cmpint (get_intent (fixture, 0)->outcome->kind, ==, PF_OUTCOME_BOOKED);
  g_assert_cmpstr (get_intent (fixture, 0)->receipt, ==, "R-1");
  g_assert_cmpint (get_intent (fixture, 0)->settled_at, ==, NOW + 60);
  g_assert_false (pf_intent_is_refused (get_intent (fixture, 0)));
  g_assert_cmpint (get_intent (fixture, 1)->outcome->refusal, ==, PF_REFUSAL_TOO_LATE);
  g_assert_true (pf_intent_is_refused (get_intent (fixture, 1)));
  g_assert_cmpint (find_slot (fixture, SEPTEMBER)->booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpint (find_slot (fixture, SEPTEMBER)->unit, ==, 0);
  g_assert_cmpint (find_slot (fixture, SEPTEMBER)->charged, ==, 340);
  g_assert_cmpint (find_slot (fixture, SEPTEMBER + 1)->booking, ==, PF_BOOKING_NONE);

  /* The same answer again changes nothing. */
  key = g_strdup (get_intent (fixture, 0)->key);
  fixture->n_changed = 0;
  g_assert_cmpint (pf_test_await (pf_store_settle, fixture->store, &error, key, answer, NULL), ==, 0);
  g_assert_cmpuint (fixture->n_changed, <=, 1);
  load (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 2);
}

/* A sheet pulled meanwhile already holds the answer and what came after it. */
static void
test_settle_after_pull (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfChanges) delta = pf_changes_new ();

  apply_family (fixture);
  delta->state = g_strdup ("s2");
  g_ptr_array_add (delta->changed[PF_COLLECTION_SHEETS], pf_test_family_make_sheet ("child-0-canteen", SEPTEMBER, 3));
  apply (fixture, delta);
  settle (fixture, 2);
  load (fixture);
  g_assert_cmpint (find_slot (fixture, SEPTEMBER)->booking, ==, PF_BOOKING_NONE);
}

static void
test_wrong_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfAnswer) answer = make_answer (3, 2);
  g_autoptr (GError) error = NULL;

  draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  queue (fixture);
  load (fixture);
  g_assert_cmpint (pf_test_await (pf_store_settle, fixture->store, &error, get_intent (fixture, 0)->key, answer, NULL), ==, -1);
  g_assert_nonnull (error);
  load (fixture);
  g_assert_cmpint (get_intent (fixture, 0)->state, ==, PF_INTENT_QUEUED);
}

static int
count_journal (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "outbox.db", NULL);
  sqlite3_stmt *statement;
  sqlite3 *db;
  int count;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT count (*) FROM journal", -1, &statement, NULL), ==, SQLITE_OK);
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
  draft (fixture, SEPTEMBER + 5, 1, PF_ACTION_BOOK);
  load (fixture);
  for (guint i = 1; i < 3; i++)
    g_array_append_val (ids, get_intent (fixture, i)->id);
  g_assert_cmpint (pf_test_await (pf_store_dismiss, fixture->store, &error, ids, NULL), ==, 1);
  load (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 2);
  g_assert_cmpint (get_intent (fixture, 1)->state, ==, PF_INTENT_DRAFT);
  close_store (fixture);
  g_assert_cmpint (count_journal (fixture->folder), ==, 1);
}

static void
test_in_use (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfStore) other = pf_store_new (fixture->folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (pf_test_await (pf_store_open, other, &error, NULL));
  g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_IN_USE);
  g_clear_error (&error);
  close_store (fixture);
  g_assert_true (pf_test_await (pf_store_open, other, &error, NULL));
  g_assert_no_error (error);
}

static void
execute (const char *folder, const char *name, const char *sql)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  const char *name = data;
  g_autoptr (GError) error = NULL;

  draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  close_store (fixture);
  execute (fixture->folder, name, "PRAGMA user_version = 1000");
  fixture->store = pf_store_new (fixture->folder);
  g_assert_false (pf_test_await (pf_store_open, fixture->store, &error, NULL));
  g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_NEWER);
  close_store (fixture);
  execute (fixture->folder, name, "PRAGMA user_version = 1");
  open_store (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 2);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) last = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  g_autoptr (GError) error = NULL;

  /* What was asked before is still done. */
  g_ptr_array_add (lines, pf_line_new ("child-0-canteen", "meal", SEPTEMBER, PF_ACTION_BOOK, 1, 340));
  pf_store_add_drafts_async (fixture->store, lines, NOW, NULL, pf_test_async_cb, &last);
  g_assert_true (pf_test_await (pf_store_close, fixture->store, &error));
  g_assert_nonnull (last);
  g_assert_cmpint (pf_store_add_drafts_finish (fixture->store, last, &error), ==, 1);
  g_assert_cmpint (pf_test_await (pf_store_undo, fixture->store, &error, NULL), ==, -1);
  g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_CLOSED);
  g_clear_object (&fixture->store);
}

/* A call that is cancelled before its turn changes nothing. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (pf_test_await (pf_store_queue_drafts, fixture->store, &error, cancellable), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_drafts (fixture, "0+ 1+ ");
}

/* The store goes without being closed: everything is there the next time. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  /* The check after the load may still be on its way back. */
  pf_test_wait_until (G_OBJECT (fixture->store)->ref_count == 1);
  g_clear_object (&fixture->store);
  open_store (fixture);
  assert_drafts (fixture, "0+ 1+ ");
}

#define ADD(path, test, data) g_test_add ("/store/" path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("is-empty-at-first", test_empty, NULL);
  ADD ("files-are-private", test_private, NULL);
  ADD ("whole-sync-is-kept", test_whole_sync, NULL);
  ADD ("sheets-by-range", test_range, NULL);
  ADD ("delta-changes-what-it-names", test_delta, NULL);
  ADD ("afresh-keeps-the-old-until-the-end", test_afresh, NULL);
  ADD ("drafts-replace-and-remove", test_drafts, NULL);
  ADD ("undo-brings-back", test_undo, NULL);
  ADD ("queued-is-final", test_queue, NULL);
  ADD ("large-batch-is-split", test_large_batch, NULL);
  ADD ("settle-keeps-answer-and-facts", test_settle, NULL);
  ADD ("settle-leaves-a-newer-sheet", test_settle_after_pull, NULL);
  ADD ("settle-refuses-a-wrong-answer", test_wrong_answer, NULL);
  ADD ("dismiss-moves-to-the-journal", test_dismiss, NULL);
  ADD ("one-process-at-a-time", test_in_use, NULL);
  ADD ("newer-outbox-is-left-alone", test_newer, "outbox.db");
  ADD ("newer-cache-is-left-alone", test_newer, "cache.db");
  ADD ("closed-says-so", test_closed, NULL);
  ADD ("cancelled-changes-nothing", test_cancel, NULL);
  ADD ("dropped-is-closed", test_dropped, NULL);
  return g_test_run ();
}
