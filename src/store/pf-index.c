/* SPDX-License-Identifier: GPL-3.0-or-later
 * The full-text index. */
#include "config.h"

#include "pf-index.h"

#include <string.h>

#define MOST_WORDS 8
/* What SQLite puts around words that were looked for; no text of a town holds them. */
#define MARK_START '\002'
#define MARK_END '\003'

/* Letters that are two: people type either. */
static const struct {
  gunichar letter;
  const char *spelt;
} ligatures[] = {
  { 0x153, "oe" },
  { 0x152, "Oe" },
  { 0xe6, "ae" },
  { 0xc6, "Ae" },
};

static const char *
find_spelling (gunichar letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ligatures); i++)
    if (ligatures[i].letter == letter)
      return ligatures[i].spelt;
  return NULL;
}

/* Appends @text to @words with its ligatures spelt out. Returns: whether it had one. */
static gboolean
append_spelt (GString *words, const char *text)
{
  gboolean is_other = FALSE;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      const char *spelt = find_spelling (g_utf8_get_char (c));

      if (spelt != NULL)
        g_string_append (words, spelt);
      else
        g_string_append_unichar (words, g_utf8_get_char (c));
      is_other |= spelt != NULL;
    }
  return is_other;
}

/* Returns: (transfer full): the text again as it is spelt without ligatures; empty where it has
 * none. */
static char *
spell (const PfSearchText *text)
{
  g_autoptr (GString) words = g_string_new (NULL);
  gboolean is_other = append_spelt (words, text->title);

  g_string_append_c (words, ' ');
  is_other |= append_spelt (words, text->words);
  return is_other ? g_string_free (g_steal_pointer (&words), FALSE) : g_strdup ("");
}

/* Returns: (transfer full): what SQLite is asked for: each word of @text, quoted, as a
 * beginning. */
static char *
make_query (const char *text)
{
  GString *query = g_string_new (NULL);
  g_autoptr (GString) word = g_string_new (NULL);
  guint n_words = 0;

  for (const char *c = text; n_words < MOST_WORDS; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_isalnum (letter) || g_unichar_ismark (letter))
        g_string_append_unichar (word, letter);
      else if (word->len > 0)
        {
          g_string_append_printf (query, "%s\"", n_words++ > 0 ? " " : "");
          append_spelt (query, word->str);
          g_string_append (query, "\"*");
          g_string_truncate (word, 0);
        }
      if (letter == 0)
        break;
    }
  return g_string_free (query, FALSE);
}

/* Takes the marks out of @text. Returns: (transfer full): what is left; @ranges: what they stood
 * around. */
static char *
take_marks (const char *text, GArray *ranges)
{
  GString *plain = g_string_new (NULL);
  PfSearchRange range = { 0 };
  gboolean is_open = FALSE;

  for (const char *c = text != NULL ? text : ""; *c != '\0'; c++)
    {
      if (*c == MARK_START)
        {
          range.start = (guint) plain->len;
          is_open = TRUE;
        }
      else if (*c == MARK_END && is_open)
        {
          range.end = (guint) plain->len;
          g_array_append_val (ranges, range);
          is_open = FALSE;
        }
      else if (*c != MARK_END)
        g_string_append_c (plain, *c);
    }
  return g_string_free (plain, FALSE);
}

gboolean
pf_index_write (PfDb *db, PfCollection collection, PfRecord *record, GError **error)
{
  g_autoptr (PfSearchText) text = pf_search_text_new (collection, record);
  const char *name = pf_collection_get_name (collection);
  const char *id = pf_record_get_id (record);
  g_autofree char *spelling = NULL;

  if (text == NULL)
    return TRUE;
  spelling = spell (text);
  return pf_db_run (db, error,
                    "INSERT INTO search_key (collection, id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    "ss", name, id) &&
         pf_db_run (db, error,
                    "INSERT OR REPLACE INTO search (rowid, title, words, spelling) VALUES ("
                    "(SELECT number FROM search_key WHERE collection = ? AND id = ?), ?, ?, ?)",
                    "sssss", name, id, text->title, text->words, spelling);
}

gboolean
pf_index_remove (PfDb *db, PfCollection collection, const char *id, GError **error)
{
  const char *name = pf_collection_get_name (collection);

  return pf_db_run (db, error,
                    "DELETE FROM search WHERE rowid ="
                    " (SELECT number FROM search_key WHERE collection = ? AND id = ?)",
                    "ss", name, id) &&
         pf_db_run (db, error, "DELETE FROM search_key WHERE collection = ? AND id = ?", "ss", name,
                    id);
}

gboolean
pf_index_sweep (PfDb *db, GError **error)
{
  return pf_db_run (db, error,
                    "DELETE FROM search WHERE rowid IN (SELECT number FROM search_key k WHERE NOT"
                    " EXISTS (SELECT 1 FROM record r"
                    " WHERE r.collection = k.collection AND r.id = k.id))",
                    "") &&
         pf_db_run (db, error,
                    "DELETE FROM search_key WHERE NOT EXISTS (SELECT 1 FROM record r"
                    " WHERE r.collection = search_key.collection AND r.id = search_key.id)",
                    "");
}

/* Returns: (transfer full) (nullable): the hit of @row; NULL for a collection that is unknown. */
static PfSearchHit *
read_hit (sqlite3_stmt *row)
{
  int collection = pf_collection_from_name (pf_db_get_text (row, 0));
  PfSearchHit *hit;

  if (collection < 0)
    return NULL;
  hit = pf_search_hit_new (collection, pf_db_get_text (row, 1));
  hit->title = take_marks (pf_db_get_text (row, 2), hit->titles);
  hit->text = take_marks (pf_db_get_text (row, 3), hit->texts);
  hit->rank = sqlite3_column_double (row, 4);
  return hit;
}

GPtrArray *
pf_index_find (PfDb *db, const char *text, guint limit, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_search_hit_free);
  g_autofree char *query = make_query (text);
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *row;

  if (*query == '\0')
    return g_steal_pointer (&hits);
  row = pf_db_query (db, error,
                     "SELECT k.collection, k.id, highlight (search, 0, char (2), char (3)),"
                     " snippet (search, 1, char (2), char (3), '…', 14),"
                     " bm25 (search, 8.0, 1.0, 1.0) AS rank_of"
                     " FROM search JOIN search_key k ON k.number = search.rowid"
                     " WHERE search MATCH ? ORDER BY rank_of, k.number LIMIT ?",
                     "si", query, (int) limit);
  while (row != NULL && pf_db_next (db, row, &failure))
    {
      PfSearchHit *hit = read_hit (row);

      if (hit != NULL)
        g_ptr_array_add (hits, hit);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (row != NULL)
    return g_steal_pointer (&hits);
  return NULL;
}
