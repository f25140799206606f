/* SPDX-License-Identifier: GPL-3.0-or-later
 * The search of the cache: what is found, how, and that it follows the records through changes, a
 * first sync anew, an older file and damage. */
#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "pf-record-mail.h"
#include "pf-record-news.h"
#include "store-fixture.h"

#define LIMIT 20

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static GPtrArray *
search (Fixture *fixture, const char *text, guint limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *hits;

  pf_store_search_async (fixture->store, text, limit, NULL, finished_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  hits = pf_store_search_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return hits;
}

/* Returns: (transfer full): the identifiers of what is found, best first. */
static char *
find (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) hits = search (fixture, text, LIMIT);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            ((PfSearchHit *) g_ptr_array_index (hits, i))->id);
  return g_string_free (ids, FALSE);
}

static void
assert_found (Fixture *fixture, const char *text, const char *expected)
{
  g_autofree char *ids = find (fixture, text);

  if (strcmp (ids, expected) != 0)
    g_error ("“%s” finds “%s”, not “%s”", text, ids, expected);
}

static void
add_news (PfChanges *changes, const char *id, const char *title, const char *text)
{
  PfNews *news = pf_record_new (PF_TYPE_NEWS, id);

  news->title = g_strdup (title);
  news->text = g_strdup (text);
  news->at = NOW;
  g_ptr_array_add (changes->changed[PF_COLLECTION_NEWS], news);
}

static PfChanges *
make_changes (const char *state, gboolean is_whole)
{
  PfChanges *changes = pf_changes_new ();

  changes->state = g_strdup (state);
  changes->is_whole = is_whole;
  return changes;
}

static void
apply_news (Fixture *fixture)
{
  g_autoptr (PfChanges) changes = make_changes ("s1", TRUE);
  PfChild *child = pf_record_new (PF_TYPE_CHILD, "lena");

  child->first_name = g_strdup ("Léna");
  child->last_name = g_strdup ("Müller");
  g_ptr_array_add (changes->changed[PF_COLLECTION_CHILDREN], child);
  add_news (changes, "strike", "Grève à la cantine",
            "Jeudi, pas de repas : prévoir un pique-nique.");
  add_news (changes, "menu", "Nouveau menu",
            "Du bœuf et des œufs à la cantine, et \"rien\" d'autre.");
  fixture_apply (fixture, changes);
}

static void
test_accents_and_beginnings (Fixture *fixture, gconstpointer data)
{
  apply_news (fixture);
  assert_found (fixture, "lena", "lena");
  assert_found (fixture, "LÉNA", "lena");
  assert_found (fixture, "le\xcc\x81na", "lena");
  assert_found (fixture, "mul", "lena");
  assert_found (fixture, "greve", "strike");
  assert_found (fixture, "gre jeu", "strike");
  assert_found (fixture, "boeuf", "menu");
  assert_found (fixture, "œufs", "menu");
  assert_found (fixture, "oeuf", "menu");
  assert_found (fixture, "piscine", "");
  /* In a title it says more than in the words. */
  assert_found (fixture, "cantine", "strike menu");
}

/* Nothing that can be typed is a mistake. */
static void
test_whatever_is_typed (Fixture *fixture, gconstpointer data)
{
  static const char *const typed[] = {
    "",
    " ",
    "\"",
    "\"\"\"",
    "* OR *",
    "title:lena",
    "NEAR(",
    "AND",
    "NOT",
    "-",
    "^",
    "'; DROP TABLE search",
    "{}",
    "a\" OR \"b",
    "\xf0\x9f\x8e\x84",
    "ª",
    "a b c d e f g h i j k l m n",
  };

  apply_news (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    assert_found (fixture, typed[i], "");
  g_assert_cmpuint (fixture->notices, ==, 0);
  assert_found (fixture, "\"lena\"", "lena");
  assert_found (fixture, "(lena)", "lena");
}

static void
test_ranges_are_of_plain_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) hits = NULL;
  PfSearchHit *hit;
  PfSearchRange range;

  apply_news (fixture);
  hits = search (fixture, "cant jeudi", LIMIT);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpint (hit->collection, ==, PF_COLLECTION_NEWS);
  g_assert_cmpstr (hit->title, ==, "Grève à la cantine");
  g_assert_cmpuint (hit->titles->len, ==, 1);
  range = g_array_index (hit->titles, PfSearchRange, 0);
  g_assert_cmpint (strncmp (hit->title + range.start, "cantine", range.end - range.start), ==, 0);
  g_assert_cmpuint (hit->texts->len, ==, 1);
  range = g_array_index (hit->texts, PfSearchRange, 0);
  g_assert_cmpuint (range.end - range.start, ==, strlen ("Jeudi"));
  g_assert_true (g_str_has_prefix (hit->text + range.start, "Jeudi"));
}

static void
test_follows_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfChanges) changed = make_changes ("s2", FALSE);
  g_autoptr (PfChanges) removed = make_changes ("s3", FALSE);
  g_autoptr (PfChanges) whole = make_changes ("s4", TRUE);
  g_autoptr (GAsyncResult) result = NULL;

  apply_news (fixture);
  add_news (changed, "strike", "Fin de la grève", "La cantine ouvre à nouveau.");
  fixture_apply (fixture, changed);
  assert_found (fixture, "pique", "");
  assert_found (fixture, "ouvre", "strike");
  g_ptr_array_add (removed->removed[PF_COLLECTION_NEWS], g_strdup ("strike"));
  fixture_apply (fixture, removed);
  assert_found (fixture, "greve", "");
  assert_found (fixture, "cantine", "menu");

  /* A first sync anew no longer brings the rest. */
  pf_store_start_afresh_async (fixture->store, NULL, finished_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_found (fixture, "cantine", "menu");
  add_news (whole, "other", "Autre", "chose");
  fixture_apply (fixture, whole);
  assert_found (fixture, "cantine", "");
  assert_found (fixture, "lena", "");
  assert_found (fixture, "chose", "other");
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfChanges) changes = make_changes ("s1", TRUE);
  g_autoptr (GPtrArray) hits = NULL;

  for (int i = 0; i < 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%d", i);

      add_news (changes, id, "Menu", "du jour");
    }
  fixture_apply (fixture, changes);
  hits = search (fixture, "menu", 7);
  g_assert_cmpuint (hits->len, ==, 7);
}

static void
execute (Fixture *fixture, const char *sql)
{
  g_autofree char *path = g_build_filename (fixture->folder, "cache.db", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* Bodies say nothing of what the words are: all is asked again, and readable meanwhile. */
static void
test_an_older_file_is_pulled_again (Fixture *fixture, gconstpointer data)
{
  fixture_apply_family (fixture);
  fixture_close (fixture);
  execute (fixture, "DROP TABLE search; DROP TABLE search_key; PRAGMA user_version = 1");
  fixture_open (fixture);
  g_assert_null (fixture->loaded->status->state);
  g_assert_cmpuint (fixture->loaded->records[PF_COLLECTION_CHILDREN]->len, ==, 1);
  apply_news (fixture);
  assert_found (fixture, "lena", "lena");
}

static void
test_a_damaged_index_begins_anew (Fixture *fixture, gconstpointer data)
{
  apply_news (fixture);
  fixture_close (fixture);
  execute (fixture, "UPDATE search_data SET block = x'a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5'");
  fixture_open (fixture);
  assert_found (fixture, "lena", "");
  g_assert_cmpuint (fixture->notices & PF_STORE_NOTICE_CACHE_REBUILT, !=, 0);
  apply_news (fixture);
  assert_found (fixture, "lena", "lena");
}

#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/search/accents-and-beginnings", test_accents_and_beginnings);
  ADD ("/store/search/whatever-is-typed", test_whatever_is_typed);
  ADD ("/store/search/ranges-are-of-plain-text", test_ranges_are_of_plain_text);
  ADD ("/store/search/follows-changes", test_follows_changes);
  ADD ("/store/search/limit", test_limit);
  ADD ("/store/search/an-older-file-is-pulled-again", test_an_older_file_is_pulled_again);
  ADD ("/store/search/a-damaged-index-begins-anew", test_a_damaged_index_begins_anew);
  return g_test_run ();
}
