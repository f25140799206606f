/* SPDX-License-Identifier: GPL-3.0-or-later
 * A full or failing disk: every call either works or says so and changes nothing; one file's
 * trouble is not the other's. */
#include "config.h"

#include "fault-vfs.h"
#include "store-fixture.h"

#define MAX_WRITES 400

typedef struct {
  Fault fault;
  const char *file;
} Trouble;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fault_vfs_set (FAULT_NONE, NULL, 0, 0);
  fixture_set_up (fixture, data);
  fixture_apply_family (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fault_vfs_set (FAULT_NONE, NULL, 0, 0);
  fixture_tear_down (fixture, data);
}

/* Tries to draft day @n; whatever it says is what is on the disk. */
static gboolean
try_draft (Fixture *fixture, int n)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (lines,
                   pf_line_new ("child-0-canteen", "meal", SEPTEMBER + n, PF_ACTION_BOOK, 1, 340));
  if (pf_test_await (pf_store_add_drafts, fixture->store, &error, lines, NOW, NULL) == 1)
    return TRUE;
  g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_DISK);
  return FALSE;
}

static void
test_drafts (Fixture *fixture, gconstpointer data)
{
  const Trouble *trouble = data;
  guint n_failed = 0;
  int n_kept = 0;

  for (guint after = 0; after < 12; after++)
    {
      fault_vfs_set (trouble->fault, trouble->file, after, 0);
      for (int i = 0; i < 2; i++)
        {
          if (try_draft (fixture, n_kept))
            n_kept++;
          else
            n_failed++;
        }
      fault_vfs_set (FAULT_NONE, NULL, 0, 0);
      fixture_load (fixture);
      g_assert_cmpuint (fixture->loaded->outbox->len, ==, n_kept);
    }
  g_assert_cmpuint (n_failed, >, 0);
  g_assert_true (try_draft (fixture, n_kept));
  fixture_close (fixture);
  fixture_open (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, n_kept + 1);
  g_assert_cmpuint (fixture->notices, ==, 0);
}

/* A page of changes is there whole, with its state, or not at all. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  const Trouble *trouble = data;
  g_autofree char *last = g_strdup ("s1");
  guint n_failed = 0, n_done = 0;

  for (guint after = 0; after < MAX_WRITES && n_done < 3; after += 3)
    {
      g_autofree char *state = g_strdup_printf ("s-%u", after);
      g_autoptr (PfChanges) changes = fixture_make_family (state);
      g_autoptr (GError) error = NULL;

      changes->is_whole = FALSE;
      fault_vfs_set (trouble->fault, trouble->file, after, 0);
      if (pf_test_await (pf_store_apply_changes, fixture->store, &error, changes, NOW, 0, NULL))
        {
          g_free (last);
          last = g_steal_pointer (&state);
          n_done++;
        }
      else
        {
          g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_DISK);
          n_failed++;
        }
      fault_vfs_set (FAULT_NONE, NULL, 0, 0);
      fixture_load (fixture);
      g_assert_cmpstr (fixture->loaded->status->state, ==, last);
      g_assert_cmpuint (fixture->loaded->sheets->len, ==, 2);
    }
  g_assert_cmpuint (n_failed, >, 0);
  g_assert_cmpuint (n_done, >, 0);
}

/* The answer is kept on both sides or stays to be asked for again. */
static void
test_settle (Fixture *fixture, gconstpointer data)
{
  const Trouble *trouble = data;
  g_autoptr (PfAnswer) answer = fixture_make_answer (2, 2);
  gboolean is_settled = FALSE;
  guint n_failed = 0;

  fixture_draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK);
  fixture_queue (fixture);
  fixture_load (fixture);
  for (guint after = 0; !is_settled; after++)
    {
      g_autofree char *key = g_strdup (fixture_get_intent (fixture, 0)->key);
      g_autoptr (GError) error = NULL;

      fault_vfs_set (trouble->fault, trouble->file, after, 0);
      is_settled = pf_test_await (pf_store_settle, fixture->store, &error, key, answer, NULL) == 2;
      n_failed += !is_settled;
      fault_vfs_set (FAULT_NONE, NULL, 0, 0);
      fixture_load (fixture);
      g_assert_cmpint (fixture_get_intent (fixture, 0)->state, ==,
                       is_settled ? PF_INTENT_SETTLED : PF_INTENT_QUEUED);
    }
  g_assert_cmpuint (n_failed, >, 1);
  g_assert_cmpint (fixture_find_slot (fixture, SEPTEMBER)->booking, ==, PF_BOOKING_BOOKED);
}

/* A full cache is no reason not to take a change. */
static void
test_apart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfChanges) changes = fixture_make_family ("s2");
  g_autoptr (GError) error = NULL;

  fault_vfs_set (FAULT_FULL, "cache.db", 0, 0);
  g_assert_false (
      pf_test_await (pf_store_apply_changes, fixture->store, &error, changes, NOW, 0, NULL));
  g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_DISK);
  g_assert_true (try_draft (fixture, 0));
  g_assert_cmpint (fixture_queue (fixture), ==, 1);
}

/* A new account on a full disk: an error, and a usable store once there is room. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  gboolean is_open = FALSE;
  guint n_failed = 0;

  for (guint after = 0; !is_open; after++)
    {
      g_autoptr (PfStore) store = NULL;
      g_autoptr (GError) error = NULL;

      fixture_tear_down (fixture, NULL);
      fixture->loaded = NULL;
      fixture->folder = pf_test_make_folder ();
      store = pf_store_new (fixture->folder);
      fault_vfs_set (FAULT_FULL, NULL, after, 0);
      is_open = pf_test_await (pf_store_open, store, &error, NULL);
      if (!is_open)
        g_assert_error (error, PF_STORE_ERROR, PF_STORE_ERROR_DISK);
      n_failed += !is_open;
      fault_vfs_set (FAULT_NONE, NULL, 0, 0);
      g_clear_error (&error);
      g_assert_true (pf_test_await (pf_store_close, store, &error));
      fixture_open (fixture);
      g_assert_cmpint (fixture_draft (fixture, SEPTEMBER, 2, PF_ACTION_BOOK), ==, 2);
    }
  g_assert_cmpuint (n_failed, >, 2);
}

/* Damage found while the app runs: repaired, told, and the change that met it is made all the same.
 */
static void
test_noise (Fixture *fixture, gconstpointer data)
{
  const int n_rows = 10000;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  g_autofree char *enrolment = g_strnfill (300, 'e');
  g_autoptr (GError) error = NULL;

  /* More than SQLite keeps in memory. */
  for (int i = 0; i < n_rows; i++)
    g_ptr_array_add (lines, pf_line_new (enrolment, "meal", SEPTEMBER + i, PF_ACTION_BOOK, 1, 340));
  pf_test_await (pf_store_add_drafts, fixture->store, &error, lines, NOW, NULL);
  g_assert_no_error (error);
  fixture_close (fixture);
  fixture_open (fixture);
  fault_vfs_set (FAULT_NOISE, "outbox.db", 200, 0);
  g_assert_true (try_draft (fixture, n_rows));
  fault_vfs_set (FAULT_NONE, NULL, 0, 0);
  g_assert_cmpuint (fixture->notices, ==, PF_STORE_NOTICE_OUTBOX_SAVED_ASIDE);
  g_assert_cmpuint (fixture->n_outbox, ==, n_rows + 1);
  fixture_load (fixture);
  g_assert_cmpuint (fixture->loaded->outbox->len, ==, n_rows + 1);
}

static const Trouble full_outbox = { FAULT_FULL, "outbox.db" };
static const Trouble broken_outbox = { FAULT_BREAK, "outbox.db" };
static const Trouble full_cache = { FAULT_FULL, "cache.db" };
static const Trouble broken_cache = { FAULT_BREAK, "cache.db" };
static const Trouble full_disk = { FAULT_FULL, NULL };
static const Trouble broken_disk = { FAULT_BREAK, NULL };

#define ADD(path, test, data) g_test_add ("/disk/" path, Fixture, data, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_register ();
  ADD ("full/drafts", test_drafts, &full_outbox);
  ADD ("broken/drafts", test_drafts, &broken_outbox);
  ADD ("full/pages", test_pages, &full_cache);
  ADD ("broken/pages", test_pages, &broken_cache);
  ADD ("full/settle", test_settle, &full_disk);
  ADD ("broken/settle", test_settle, &broken_disk);
  ADD ("full/cache-apart", test_apart, NULL);
  ADD ("full/open", test_open, NULL);
  ADD ("noise/outbox", test_noise, NULL);
  return g_test_run ();
}
