/* SPDX-License-Identifier: GPL-3.0-or-later
 * Damaged files: the cache begins anew, of the outbox all that can be read is kept, and both are
 * told. */
#include "config.h"

#include "submission-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define PAGE_SIZE 4096

static char *
get_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* Overwrites @n_pages pages from page @first (from 0) with noise; all to the end where @n_pages is
 * 0. */
static void
damage (Fixture *fixture, const char *name, gsize first, gsize n_pages)
{
  g_autofree char *path = get_path (fixture, name);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length, end;

  g_assert_true (g_file_get_contents (path, &contents, &length, &error));
  end = n_pages > 0 ? MIN ((first + n_pages) * PAGE_SIZE, length) : length;
  g_assert_cmpuint (first * PAGE_SIZE, <, end);
  memset (contents + first * PAGE_SIZE, 0xa5, end - first * PAGE_SIZE);
  g_assert_true (g_file_set_contents (path, contents, length, &error));
}

static void
truncate_file (Fixture *fixture, const char *name, gsize length)
{
  g_autofree char *path = get_path (fixture, name);

  g_assert_cmpint (truncate (path, length), ==, 0);
}

static void
execute (Fixture *fixture, const char *name, const char *sql)
{
  g_autofree char *path = get_path (fixture, name);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static gint64
get_page (Fixture *fixture, const char *name, const char *table)
{
  g_autofree char *path = get_path (fixture, name);
  sqlite3_stmt *statement;
  sqlite3 *db;
  gint64 page;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT rootpage - 1 FROM sqlite_schema WHERE name = ?",
                                       -1, &statement, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, table, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  page = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return page;
}

static void
fill (Fixture *fixture)
{
  fixture_apply_family (fixture);
  fixture_draft (fixture, SEPTEMBER, 3, PF_ACTION_BOOK);
  fixture_close (fixture);
  fixture->was_reset = FALSE;
}

/* The cache is empty, the drafts are there, and a first sync fills it again. */
static void
assert_rebuilt (Fixture *fixture)
{
  g_assert_cmpuint (fixture->notices, ==, PF_STORE_NOTICE_CACHE_REBUILT);
  fixture_load (fixture);
  g_assert_null (fixture->loaded->status->state);
  g_assert_false (fixture->loaded->status->is_complete);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 0);
  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_CHILDREN]->len, ==, 0);
  fixture_assert_drafts (fixture, "0+ 1+ 2+ ");
  fixture_apply_family (fixture);
  fixture_load (fixture);
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 2);
  fixture->notices = 0;
  fixture_close (fixture);
  fixture_open (fixture);
  g_assert_cmpuint (fixture->notices, ==, 0);
}

static void
test_cache_garbage (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  damage (fixture, "cache.db", 0, 0);
  fixture_open (fixture);
  assert_rebuilt (fixture);
}

static void
test_cache_truncated (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  truncate_file (fixture, "cache.db", 2 * PAGE_SIZE + 100);
  fixture_open (fixture);
  assert_rebuilt (fixture);
}

/* Found while loading: the load answers as from an empty cache. */
static void
test_cache_page (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  damage (fixture, "cache.db", get_page (fixture, "cache.db", "sheet"), 1);
  fixture_open (fixture);
  g_assert_true (fixture->was_reset);
  assert_rebuilt (fixture);
}

static void
test_cache_body (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  execute (fixture, "cache.db", data);
  fixture_open (fixture);
  assert_rebuilt (fixture);
}

/* A page that loading does not touch is found by the check that follows an end without a close. */
static void
test_cache_unclean (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wal = get_path (fixture, "cache.db-wal");
  gint64 page;

  fill (fixture);
  page = get_page (fixture, "cache.db", "sqlite_autoindex_sheet_1");
  damage (fixture, "cache.db", page, 1);
  g_assert_true (g_file_set_contents (wal, "not closed", -1, NULL));
  fixture_open (fixture);
  pf_test_wait_until (fixture->notices != 0);
  g_assert_true (fixture->was_reset);
  assert_rebuilt (fixture);
}

/* Found while a page of changes is applied: the caller has to pull afresh. */
static void
test_cache_while_applying (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfChanges) changes = fixture_make_family ("s2");
  g_autoptr (GError) error = NULL;

  fill (fixture);
  damage (fixture, "cache.db", get_page (fixture, "cache.db", "sqlite_autoindex_sheet_1"), 1);
  fixture_open (fixture);
  g_assert_cmpuint (fixture->notices, ==, 0);
  changes->is_whole = FALSE;
  g_assert_false (
      pf_test_await (pf_store_apply_changes, fixture->store, &error, changes, NOW, 0, NULL));
  g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_DAMAGED);
  g_assert_true (fixture->was_reset);
  assert_rebuilt (fixture);
}

/* The town's answer is kept even where the cache is lost at that very moment. */
static void
test_cache_while_settling (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfAnswer) answer = fixture_make_answer (3, 2);
  g_autoptr (GError) error = NULL;
  gint64 page;

  fill (fixture);
  page = get_page (fixture, "cache.db", "sqlite_autoindex_sheet_1");
  damage (fixture, "cache.db", page, 1);
  fixture_open (fixture);
  fixture_queue (fixture);
  fixture_load (fixture);
  g_assert_cmpint (pf_test_await (pf_store_settle, fixture->store, &error,
                                  fixture_get_intent (fixture, 0)->key, answer, NULL),
                   ==, 3);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->notices, ==, PF_STORE_NOTICE_CACHE_REBUILT);
  fixture_load (fixture);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->state, ==, PF_INTENT_SETTLED);
}

static guint
count_saved (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "outbox.db.damaged-");
  return n;
}

/* Nothing can be read: the file lies beside, the family is told, and the app goes on. */
static void
test_outbox_garbage (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  damage (fixture, "outbox.db", 0, 0);
  fixture_open (fixture);
  g_assert_cmpuint (fixture->notices, ==, PF_STORE_NOTICE_OUTBOX_SAVED_ASIDE);
  g_assert_cmpuint (count_saved (fixture), ==, 1);
  fixture_assert_drafts (fixture, "");
  g_assert_cmpuint (fixture->loaded->sheets->len, ==, 2);
  fixture_draft (fixture, SEPTEMBER, 1, PF_ACTION_BOOK);
  fixture_close (fixture);
  fixture->notices = 0;
  fixture_open (fixture);
  g_assert_cmpuint (fixture->notices, ==, 0);
  fixture_assert_drafts (fixture, "0+ ");
}

/* One page of many is lost: what is on the others is kept, before and after it, in its state. */
static void
test_outbox_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *key = NULL;
  guint n, n_queued = 0;

  fixture_draft (fixture, SEPTEMBER, 300, PF_ACTION_BOOK);
  fixture_queue (fixture);
  fixture_load (fixture);
  key = g_strdup (fixture_get_intent (fixture, 0)->key);
  fixture_draft (fixture, SEPTEMBER + 300, 300, PF_ACTION_CANCEL);
  fixture_close (fixture);
  /* One of the table's middle pages: after all roots the file grows in the order of the rows. */
  execute (fixture, "outbox.db", "VACUUM");
  damage (fixture, "outbox.db", get_page (fixture, "outbox.db", "intent") + 18, 1);
  fixture_open (fixture);
  g_assert_cmpuint (fixture->notices, ==, PF_STORE_NOTICE_OUTBOX_SAVED_ASIDE);
  n = fixture->loaded->outbox->len;
  g_test_message ("%u of 600 rows kept", n);
  g_assert_cmpuint (n, >, 500);
  g_assert_cmpuint (n, <, 600);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->line->day, ==, SEPTEMBER);
  g_assert_cmpint (fixture_get_intent (fixture, n - 1)->line->day, ==, SEPTEMBER + 599);
  for (guint i = 0; i < n; i++)
    {
      PfIntent *intent = fixture_get_intent (fixture, i);

      g_assert_cmpint (intent->state, ==,
                       intent->line->day < SEPTEMBER + 300 ? PF_INTENT_QUEUED : PF_INTENT_DRAFT);
      n_queued += intent->state == PF_INTENT_QUEUED;
      if (intent->state == PF_INTENT_QUEUED)
        g_assert_cmpstr (intent->key, ==, key);
    }
  g_assert_cmpuint (n_queued, >, 0);
}

/* A page of the bytes of files is lost: what was written is kept, and so are the other files. */
static void
test_outbox_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  guint n_kept = 0;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *contents = g_strnfill (3 * PAGE_SIZE, (char) ('a' + i));
      PfFile *file = submission_put (fixture, contents);

      g_ptr_array_add (files, file);
      submission_queue (fixture, PF_SUBMISSION_DOCUMENT, 0, "{\"a\":1}", file);
    }
  fixture_close (fixture);
  execute (fixture, "outbox.db", "VACUUM");
  damage (fixture, "outbox.db", get_page (fixture, "outbox.db", "file_bytes") + 30, 1);
  fixture_open (fixture);
  g_assert_cmpuint (fixture->notices, ==, PF_STORE_NOTICE_OUTBOX_SAVED_ASIDE);
  g_assert_cmpuint (fixture->loaded->submissions->len, ==, files->len);
  for (guint i = 0; i < files->len; i++)
    {
      PfSubmission *submission = g_ptr_array_index (fixture->loaded->submissions, i);
      g_autofree char *contents = g_strnfill (3 * PAGE_SIZE, (char) ('a' + i));

      g_assert_cmpint (submission->state, ==, PF_SUBMISSION_STATE_QUEUED);
      g_assert_nonnull (submission->key);
      g_assert_cmpuint (submission->files->len, ==, 1);
      n_kept += submission_has_bytes (fixture, files->pdata[i], contents);
    }
  g_test_message ("%u of %u files kept", n_kept, files->len);
  g_assert_cmpuint (n_kept, <, files->len);
  g_assert_cmpuint (n_kept, >=, files->len - 2);
}

/* Killed between the two renames of a repair: the next start ends it. */
static void
test_outbox_half_repaired (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture, "outbox.db");
  g_autofree char *salvage = get_path (fixture, "outbox.db.salvage");

  fill (fixture);
  g_assert_cmpint (g_rename (path, salvage), ==, 0);
  fixture_open (fixture);
  fixture_assert_drafts (fixture, "0+ 1+ 2+ ");
}

/* Killed in the middle of saving aside: the damaged file has gone, its log has not. */
static void
test_outbox_half_saved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = get_path (fixture, "outbox.db");
  g_autofree char *log = get_path (fixture, "outbox.db-wal");
  g_autofree char *salvage = get_path (fixture, "outbox.db.salvage");
  g_autofree char *former = NULL;
  gsize length;

  fixture_draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  g_assert_true (g_file_get_contents (log, &former, &length, NULL));
  fixture_draft (fixture, SEPTEMBER + 2, 1, PF_ACTION_BOOK);
  fixture_close (fixture);
  g_assert_cmpint (g_rename (path, salvage), ==, 0);
  g_assert_true (g_file_set_contents (log, former, (gssize) length, NULL));
  fixture_open (fixture);
  fixture_assert_drafts (fixture, "0+ 1+ 2+ ");
}

/* An answer that cannot be read any more still shows that there was one. */
static void
test_outbox_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfAnswer) answer = fixture_make_answer (1, 2);
  g_autoptr (GError) error = NULL;

  fixture_draft (fixture, SEPTEMBER, 1, PF_ACTION_BOOK);
  fixture_queue (fixture);
  fixture_load (fixture);
  g_assert_cmpint (pf_test_await (pf_store_settle, fixture->store, &error,
                                  fixture_get_intent (fixture, 0)->key, answer, NULL),
                   ==, 1);
  fixture_close (fixture);
  execute (fixture, "outbox.db", "UPDATE intent SET answer = '{'");
  fixture_open (fixture);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->outcome->kind, ==, PF_OUTCOME_CHANGED);
  g_assert_cmpuint (fixture->notices, ==, 0);
}

#define ADD(path, test, data)                                                                      \
  g_test_add ("/damage/" path, Fixture, data, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("cache/garbage", test_cache_garbage, NULL);
  ADD ("cache/truncated", test_cache_truncated, NULL);
  ADD ("cache/page-found-by-load", test_cache_page, NULL);
  ADD ("cache/body-no-json", test_cache_body, "UPDATE sheet SET body = 'x'");
  ADD ("cache/body-no-record", test_cache_body,
       "UPDATE record SET body = '{}' WHERE collection = 'children'");
  ADD ("cache/no-status", test_cache_body, "DELETE FROM status");
  ADD ("cache/no-table", test_cache_body, "DROP TABLE record");
  ADD ("cache/checked-after-unclean-end", test_cache_unclean, NULL);
  ADD ("cache/found-while-applying", test_cache_while_applying, NULL);
  ADD ("cache/found-while-settling", test_cache_while_settling, NULL);
  ADD ("outbox/garbage", test_outbox_garbage, NULL);
  ADD ("outbox/page", test_outbox_page, NULL);
  ADD ("outbox/files", test_outbox_files, NULL);
  ADD ("outbox/half-repaired", test_outbox_half_repaired, NULL);
  ADD ("outbox/half-saved-aside", test_outbox_half_saved, NULL);
  ADD ("outbox/answer", test_outbox_answer, NULL);
  return g_test_run ();
}
