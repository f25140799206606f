/* SPDX-License-Identifier: GPL-3.0-or-later
 * The store where the disk behaves: what is kept, for whom, and what is told. */
#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_assert_null (fixture->loaded->status->state);
  g_assert_false (fixture->loaded->status->is_complete);
  g_assert_true (fixture->loaded->status->synced_at == PF_MOMENT_NONE);
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if ((PF_STORE_START_COLLECTIONS & (1u << i)) != 0)
      g_assert_cmpuint (fixture->loaded->records[i]->len, ==, 0);
    else
      g_assert_null (fixture->loaded->records[i]);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 0);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 0);
  g_assert_cmpuint (fixture->loaded->submissions->len, ==, 0);
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

  fixture_apply_family (fixture);
  fixture_draft (fixture, SEPTEMBER, 3, PF_ACTION_BOOK);
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
  fixture_apply_family (fixture);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->n_sheets, ==, 6);
  fixture_close (fixture);
  fixture_open (fixture);
  g_assert_cmpstr (fixture->loaded->status->state, ==, "s1");
  g_assert_true (fixture->loaded->status->is_complete);
  g_assert_cmpint (fixture->loaded->status->synced_at, ==, NOW);
  g_assert_cmpint (fixture->loaded->status->clock_offset, ==, 7);
  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_TOWN]->len, ==, 1);
  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_ACTIVITIES]->len, ==, 2);
  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_ENROLMENTS]->len, ==, 2);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 2);
  g_assert_cmpint (fixture_find_slot (fixture, SEPTEMBER)->price, ==, 340);
}

static void
test_range (Fixture *fixture, gconstpointer data)
{
  static const struct {
    int first, last; /* days after 1 September */
    guint expected;
  } cases[] = { { 0, 0, 2 },     { 29, 30, 4 }, { -40, -1, 0 },
                { -40, 400, 6 }, { 45, 45, 2 }, { 91, 200, 0 } };

  fixture_apply_family (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) sheets = pf_test_await (pf_store_load_sheets, fixture->store, &error,
                                                    SEPTEMBER + cases[i].first,
                                                    SEPTEMBER + cases[i].last, NULL);

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

  fixture_apply_family (fixture);
  g_array_index (sheet->slots, PfSlot, 0).booking = PF_BOOKING_PENDING;
  delta->state = g_strdup ("s2");
  g_ptr_array_add (delta->changed[PF_COLLECTION_SHEETS], sheet);
  g_ptr_array_add (delta->removed[PF_COLLECTION_SHEETS], g_strdup ("child-0-alae/2026-09"));
  g_ptr_array_add (delta->removed[PF_COLLECTION_CHILDREN], g_strdup ("child-0"));
  fixture->n_sheets = 0;
  fixture_apply (fixture, delta);
  g_assert_cmpuint (fixture->n_sheets, ==, 1);
  g_assert_cmpuint (fixture->n_removed, ==, 1);
  fixture_load (fixture);
  g_assert_cmpstr (fixture->loaded->status->state, ==, "s2");
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 1);
  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_CHILDREN]->len, ==, 0);
  g_assert_cmpint (fixture_find_slot (fixture, SEPTEMBER)->booking, ==, PF_BOOKING_PENDING);
}

/* Starting afresh: the old records stay until the last page, then what no page brought is gone. */
static void
test_afresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfChanges) first = fixture_make_family ("w1");
  g_autoptr (PfChanges) second = pf_changes_new ();
  g_autoptr (GError) error = NULL;

  fixture_apply_family (fixture);
  fixture_draft (fixture, SEPTEMBER, 1, PF_ACTION_BOOK);
  g_assert_true (pf_test_await (pf_store_start_afresh, fixture->store, &error, NULL));
  fixture_load (fixture);
  g_assert_null (fixture->loaded->status->state);
  g_assert_true (fixture->loaded->status->is_complete);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 2);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 1);

  /* The first page: no sheets any more. */
  first->more = TRUE;
  g_ptr_array_set_size (first->changed[PF_COLLECTION_SHEETS], 0);
  fixture_apply (fixture, first);
  fixture_load (fixture);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 2);
  g_assert_cmpint (fixture->loaded->status->synced_at, ==, NOW);

  second->state = g_strdup ("w2");
  second->is_whole = TRUE;
  g_ptr_array_add (second->changed[PF_COLLECTION_SHEETS],
                   pf_test_family_make_sheet ("child-0-canteen", SEPTEMBER, 4));
  fixture_apply (fixture, second);
  g_assert_cmpuint (fixture->n_removed, ==, 5);
  fixture_load (fixture);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 1);
  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_CHILDREN]->len, ==, 1);
  g_assert_cmpstr (fixture->loaded->status->state, ==, "w2");
}

static void
test_in_use (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfStore) other = pf_store_new (fixture->folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (pf_test_await (pf_store_open, other, &error, NULL));
  g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_IN_USE);
  g_clear_error (&error);
  fixture_close (fixture);
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

  fixture_draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  fixture_close (fixture);
  execute (fixture->folder, name, "PRAGMA user_version = 1000");
  fixture->store = pf_store_new (fixture->folder);
  g_assert_false (pf_test_await (pf_store_open, fixture->store, &error, NULL));
  g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_NEWER);
  fixture_close (fixture);
  execute (fixture->folder, name, "PRAGMA user_version = 1");
  fixture_open (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, 2);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) last = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  g_autoptr (GError) error = NULL;

  /* What was asked before is still done. */
  g_ptr_array_add (lines,
                   pf_line_new ("child-0-canteen", "meal", SEPTEMBER, PF_ACTION_BOOK, 1, 340));
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

  fixture_draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (pf_test_await (pf_store_queue_drafts, fixture->store, &error, cancellable), ==,
                   -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  fixture_assert_drafts (fixture, "0+ 1+ ");
}

/* The store goes without being closed: everything is there the next time. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  fixture_draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  /* The check after the load may still be on its way back. */
  pf_test_wait_until (G_OBJECT (fixture->store)->ref_count == 1);
  g_clear_object (&fixture->store);
  fixture_open (fixture);
  fixture_assert_drafts (fixture, "0+ 1+ ");
}

#define ADD(path, test, data)                                                                      \
  g_test_add ("/store/" path, Fixture, data, fixture_set_up, test, fixture_tear_down)

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
  ADD ("one-process-at-a-time", test_in_use, NULL);
  ADD ("newer-outbox-is-left-alone", test_newer, "outbox.db");
  ADD ("newer-cache-is-left-alone", test_newer, "cache.db");
  ADD ("closed-says-so", test_closed, NULL);
  ADD ("cancelled-changes-nothing", test_cancel, NULL);
  ADD ("dropped-is-closed", test_dropped, NULL);
  return g_test_run ();
}
