/* SPDX-License-Identifier: GPL-3.0-or-later
 * The outbox's SQL: drafts and how they are undone, batches, answers, the journal, and what can be
 * saved of a damaged file. */
#include "config.h"

#include "pf-outbox-private.h"

#include "pf-codec.h"
#include "pf-schema.h"

#include <errno.h>
#include <glib/gstdio.h>

#define INTENT_COLUMNS                                                                             \
  "id, enrolment, unit, day, action, version, price, decided_at, state, key, answer"
#define MAX_STEPS_KEPT 50
#define FILES "files" /* a wish's name */

/* What is saved of a damaged file, table by table. */
#define SAVED_TABLE(table, columns, values, condition, key)                                        \
  {                                                                                                \
    { "SELECT " columns " FROM " table " WHERE " condition " ORDER BY " key,                       \
      "SELECT " columns " FROM " table " WHERE " condition " ORDER BY " key " DESC" },             \
        "INSERT OR IGNORE INTO " table " (" columns ") VALUES (" values ")"                        \
  }

static const struct {
  const char *queries[2]; /* from the first row on, from the last one back */
  const char *insertion;
} saved_tables[] = {
  SAVED_TABLE ("intent", INTENT_COLUMNS, "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?", "gone IS NULL", "id"),
  SAVED_TABLE ("submission",
               "id, kind, target, version, body, decided_at, state, key, answer, accepted",
               "?, ?, ?, ?, ?, ?, ?, ?, ?, ?", "TRUE", "id"),
  SAVED_TABLE ("submission_file", "submission, position, name, media_type, size, digest",
               "?, ?, ?, ?, ?, ?", "TRUE", "submission"),
  SAVED_TABLE ("file_bytes", "digest, loose, bytes", "?, ?, ?", "TRUE", "rowid"),
  SAVED_TABLE ("sealed", "id, thing, name, of_run, bytes", "?, ?, ?, ?, ?", "TRUE", "id"),
  SAVED_TABLE ("wish", "name, value", "?, ?", "TRUE", "rowid"),
  SAVED_TABLE ("reminder", PF_REMINDER_COLUMNS, "?, ?, ?, ?, ?", "TRUE", "subject"),
};

static GBytes *
encode_answer (const PfAnswer *answer, const PfOutcome *outcome)
{
  g_autoptr (PfAnswer) single = pf_answer_new ();

  single->receipt = g_strdup (answer->receipt);
  single->at = answer->at;
  single->total = outcome->price;
  g_ptr_array_add (single->outcomes, pf_outcome_copy (outcome));
  return pf_codec_encode_answer (single);
}

/* An answer that cannot be read any more is shown as "the facts changed": it sends the family to
 * look. */
static void
fill_answer (PfIntent *intent, GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAnswer) answer = pf_codec_decode_answer (body, &error);

  if (answer != NULL && answer->outcomes->len == 1)
    {
      intent->outcome = pf_outcome_copy (g_ptr_array_index (answer->outcomes, 0));
      intent->receipt = g_strdup (answer->receipt);
      intent->settled_at = answer->at;
      return;
    }
  g_info ("intent %" G_GINT64_FORMAT ": %s", intent->id,
          error != NULL ? error->message : "no outcome");
  intent->outcome = pf_outcome_new ();
  intent->outcome->kind = PF_OUTCOME_CHANGED;
}

static PfIntent *
read_intent (sqlite3_stmt *row)
{
  PfLine *line = pf_line_new (pf_db_get_text (row, 1), pf_db_get_text (row, 2),
                              sqlite3_column_int (row, 3), sqlite3_column_int (row, 4),
                              sqlite3_column_int64 (row, 5), sqlite3_column_int64 (row, 6));
  PfIntent *intent =
      pf_intent_new (sqlite3_column_int64 (row, 0), line, sqlite3_column_int64 (row, 7));

  intent->state = sqlite3_column_int (row, 8);
  intent->key = g_strdup (pf_db_get_text (row, 9));
  if (intent->state == PF_INTENT_SETTLED)
    {
      g_autoptr (GBytes) body = pf_db_dup_bytes (row, 10);

      fill_answer (intent, body);
    }
  return intent;
}

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, PF_STORE_ERROR, PF_STORE_ERROR_DAMAGED);
}

/* Copies what can be read of a table: each query goes on until the damage. Any other failure ends
 * it: nothing may be lost for want of room or rights. */
static gboolean
copy_rows (PfDb             *from,
           PfDb             *to,
           const char *const queries[2],
           const char       *insertion,
           GError          **error)
{
  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr (GError) unreadable = NULL;
      sqlite3_stmt *row = pf_db_query (from, &unreadable, queries[i], "");

      while (row != NULL && pf_db_next (from, row, &unreadable))
        if (!pf_db_copy_row (to, error, insertion, row))
          return FALSE;
      if (unreadable == NULL)
        return TRUE;
      if (!is_damage (unreadable))
        {
          g_propagate_error (error, g_steal_pointer (&unreadable));
          return FALSE;
        }
      g_info ("outbox: %s", unreadable->message);
    }
  return TRUE;
}

static gboolean
copy_tables (PfDb *from, PfDb *to, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (saved_tables); i++)
    if (!copy_rows (from, to, saved_tables[i].queries, saved_tables[i].insertion, error))
      return FALSE;
  return TRUE;
}

/* Writes what can be read of the file into a new one beside it. */
static gboolean
write_salvage (PfOutbox *outbox, GError **error)
{
  g_autoptr (PfDb) damaged = NULL;
  g_autoptr (PfDb) salvage = NULL;

  pf_db_remove_files (outbox->salvage_path);
  salvage = pf_db_open (outbox->salvage_path, &pf_outbox_kind, error);
  if (salvage == NULL)
    return FALSE;
  damaged = pf_db_open_damaged (outbox->path, error);
  if (damaged == NULL || !pf_db_begin (salvage, error))
    return FALSE;
  if (copy_tables (damaged, salvage, error))
    return pf_db_commit (salvage, error);
  pf_db_rollback (salvage);
  return FALSE;
}

/* What stands beside a file that is gone belongs to it: the new one must not be read through it. */
static gboolean
replace_by_salvage (PfOutbox *outbox, GError **error)
{
  pf_db_remove_files (outbox->path);
  if (g_rename (outbox->salvage_path, outbox->path) == 0)
    return TRUE;
  g_set_error (error, PF_STORE_ERROR, PF_STORE_ERROR_DISK, "%s: %s", outbox->path,
               g_strerror (errno));
  return FALSE;
}

static gboolean
get_last_step (PfOutbox *outbox, gint64 *step, GError **error)
{
  return pf_db_get_int64 (outbox->db, error,
                          "SELECT max (max (ifnull (step, 0), ifnull (gone, 0))) FROM intent", 0,
                          step);
}

/* Returns: 1 where the slot's draft changed, 0 where it is left alone, -1 with @error. */
static int
replace_draft (PfOutbox *outbox, const PfLine *line, PfMoment at, gint64 step, GError **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *row =
      pf_db_query (outbox->db, error,
                   "SELECT state FROM intent WHERE enrolment = ? AND unit = ? AND day = ?"
                   " AND gone IS NULL AND state < 2",
                   "ssi", line->enrolment, line->unit, line->day);
  gboolean has_draft = FALSE, is_queued = FALSE;

  if (row == NULL)
    return -1;
  while (pf_db_next (outbox->db, row, &failure))
    {
      has_draft |= sqlite3_column_int (row, 0) == PF_INTENT_DRAFT;
      is_queued |= sqlite3_column_int (row, 0) == PF_INTENT_QUEUED;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return -1;
    }
  if (is_queued || (!has_draft && line->action == PF_ACTION_NONE))
    return 0;
  if (has_draft &&
      !pf_db_run (outbox->db, error,
                  "UPDATE intent SET gone = ? WHERE enrolment = ? AND unit = ? AND day = ?"
                  " AND gone IS NULL AND state = 0",
                  "lssi", step, line->enrolment, line->unit, line->day))
    return -1;
  if (line->action != PF_ACTION_NONE &&
      !pf_db_run (
          outbox->db, error,
          "INSERT INTO intent (enrolment, unit, day, action, version, price, decided_at, step)"
          " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          "ssiillll", line->enrolment, line->unit, line->day, (int) line->action, line->version,
          line->price, at, step))
    return -1;
  return 1;
}

static gboolean
forget_steps_before (PfOutbox *outbox, gint64 step, GError **error)
{
  return pf_db_run (outbox->db, error, "DELETE FROM intent WHERE gone < ?", "l", step) &&
         pf_db_run (outbox->db, error, "UPDATE intent SET step = NULL WHERE step < ?", "l", step);
}

PfOutbox *
pf_outbox_new (const char *folder)
{
  PfOutbox *outbox = g_new0 (PfOutbox, 1);

  outbox->path = g_build_filename (folder, "outbox.db", NULL);
  outbox->salvage_path = g_strconcat (outbox->path, ".salvage", NULL);
  return outbox;
}

void
pf_outbox_free (PfOutbox *outbox)
{
  if (outbox == NULL)
    return;
  g_clear_pointer (&outbox->db, pf_db_close);
  g_clear_pointer (&outbox->seal, pf_seal_free);
  g_free (outbox->salvage_path);
  g_free (outbox->path);
  g_free (outbox);
}

gboolean
pf_outbox_open (PfOutbox *outbox, PfStoreNotice *notices, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (outbox->db != NULL)
    return TRUE;
  /* A salvage that was killed between its two renames. */
  if (!g_file_test (outbox->path, G_FILE_TEST_EXISTS) &&
      g_file_test (outbox->salvage_path, G_FILE_TEST_EXISTS) && !replace_by_salvage (outbox, error))
    return FALSE;
  outbox->db = pf_db_open (outbox->path, &pf_outbox_kind, &failure);
  if (outbox->db != NULL && pf_db_check (outbox->db, "PRAGMA integrity_check (1)", &failure) &&
      pf_outbox_forget_last_run (outbox, &failure) &&
      pf_outbox_forget_loose_files (outbox, &failure))
    return TRUE;
  g_clear_pointer (&outbox->db, pf_db_close);
  if (is_damage (failure))
    {
      g_info ("outbox: %s", failure->message);
      return pf_outbox_salvage (outbox, notices, error);
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
pf_outbox_salvage (PfOutbox *outbox, PfStoreNotice *notices, GError **error)
{
  g_autofree char *aside = NULL;

  g_clear_pointer (&outbox->db, pf_db_close);
  if (!write_salvage (outbox, error))
    return FALSE;
  aside = pf_db_save_aside (outbox->path, error);
  if (aside == NULL || !replace_by_salvage (outbox, error))
    return FALSE;
  *notices |= PF_STORE_NOTICE_OUTBOX_SAVED_ASIDE;
  outbox->db = pf_db_open (outbox->path, &pf_outbox_kind, error);
  return outbox->db != NULL;
}

gint64
pf_outbox_end_transaction (PfOutbox *outbox, gint64 count, GError **error)
{
  if (count < 0)
    {
      pf_db_rollback (outbox->db);
      return -1;
    }
  return pf_db_commit (outbox->db, error) ? count : -1;
}

int
pf_outbox_add_drafts (PfOutbox *outbox, GPtrArray *lines, PfMoment at, GError **error)
{
  gint64 step = 0;
  int count = 0;

  if (!pf_db_begin (outbox->db, error))
    return -1;
  if (!get_last_step (outbox, &step, error) ||
      !forget_steps_before (outbox, step + 1 - MAX_STEPS_KEPT, error))
    count = -1;
  for (guint i = 0; count >= 0 && i < lines->len; i++)
    {
      int changed = replace_draft (outbox, g_ptr_array_index (lines, i), at, step + 1, error);

      count = changed < 0 ? -1 : count + changed;
    }
  return (int) pf_outbox_end_transaction (outbox, count, error);
}

int
pf_outbox_undo (PfOutbox *outbox, GError **error)
{
  gint64 step = 0, count = -1;

  if (!pf_db_begin (outbox->db, error))
    return -1;
  if (!get_last_step (outbox, &step, error) ||
      !pf_db_run (outbox->db, error, "DELETE FROM intent WHERE step = ?", "l", step) ||
      !pf_db_get_int64 (outbox->db, error, "SELECT changes ()", 0, &count) ||
      !pf_db_run (outbox->db, error, "UPDATE intent SET gone = NULL WHERE gone = ?", "l", step))
    return (int) pf_outbox_end_transaction (outbox, -1, error);
  if (count == 0 && !pf_db_get_int64 (outbox->db, error, "SELECT changes ()", 0, &count))
    count = -1;
  return (int) pf_outbox_end_transaction (outbox, count, error);
}

int
pf_outbox_discard_drafts (PfOutbox *outbox, GError **error)
{
  gint64 step = 0, count = -1;

  if (!pf_db_begin (outbox->db, error))
    return -1;
  if (!get_last_step (outbox, &step, error) ||
      !pf_db_run (outbox->db, error, "UPDATE intent SET gone = ? WHERE state = 0 AND gone IS NULL",
                  "l", step + 1) ||
      !pf_db_get_int64 (outbox->db, error, "SELECT changes ()", 0, &count))
    count = -1;
  return (int) pf_outbox_end_transaction (outbox, count, error);
}

int
pf_outbox_queue_drafts (PfOutbox *outbox, GError **error)
{
  gint64 count = 0, queued = 0;

  if (!pf_db_begin (outbox->db, error))
    return -1;
  if (!forget_steps_before (outbox, G_MAXINT64, error))
    return (int) pf_outbox_end_transaction (outbox, -1, error);
  do
    {
      g_autofree char *key = g_uuid_string_random ();

      if (!pf_db_run (outbox->db, error,
                      "UPDATE intent SET state = 1, key = ? WHERE id IN"
                      " (SELECT id FROM intent WHERE state = 0 ORDER BY id LIMIT ?)",
                      "si", key, PF_STORE_BATCH_MAX) ||
          !pf_db_get_int64 (outbox->db, error, "SELECT changes ()", 0, &queued))
        return (int) pf_outbox_end_transaction (outbox, -1, error);
      count += queued;
    }
  while (queued == PF_STORE_BATCH_MAX);
  return (int) pf_outbox_end_transaction (outbox, count, error);
}

int
pf_outbox_settle (PfOutbox *outbox, const char *key, const PfAnswer *answer, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *row;

  if (!pf_db_begin (outbox->db, error))
    return -1;
  row = pf_db_query (outbox->db, &failure,
                     "SELECT id FROM intent WHERE key = ? AND state = 1 ORDER BY id", "s", key);
  while (row != NULL && pf_db_next (outbox->db, row, &failure))
    {
      gint64 id = sqlite3_column_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  for (guint i = 0; failure == NULL && i < MIN (ids->len, answer->outcomes->len); i++)
    {
      g_autoptr (GBytes) body = encode_answer (answer, g_ptr_array_index (answer->outcomes, i));

      pf_db_run (outbox->db, &failure, "UPDATE intent SET state = 2, answer = ? WHERE id = ?", "bl",
                 body, g_array_index (ids, gint64, i));
    }
  if (failure == NULL)
    return (int) pf_outbox_end_transaction (outbox, ids->len, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return (int) pf_outbox_end_transaction (outbox, -1, NULL);
}

int
pf_outbox_dismiss (PfOutbox *outbox, GArray *ids, GError **error)
{
  gint64 total = 0, count = 0;

  if (!pf_db_begin (outbox->db, error))
    return -1;
  for (guint i = 0; total >= 0 && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (!pf_db_run (outbox->db, error,
                      "INSERT OR REPLACE INTO journal SELECT id, enrolment, unit, day, action, "
                      "decided_at, key, answer"
                      " FROM intent WHERE id = ? AND state = 2",
                      "l", id) ||
          !pf_db_run (outbox->db, error, "DELETE FROM intent WHERE id = ? AND state = 2", "l",
                      id) ||
          !pf_db_get_int64 (outbox->db, error, "SELECT changes ()", 0, &count))
        return (int) pf_outbox_end_transaction (outbox, -1, error);
      total += count;
    }
  if (!pf_db_run (outbox->db, error,
                  "DELETE FROM journal WHERE id <= (SELECT id FROM journal ORDER BY id DESC LIMIT "
                  "1 OFFSET ?)",
                  "i", MAX_JOURNAL_ROWS))
    total = -1;
  return (int) pf_outbox_end_transaction (outbox, total, error);
}

GPtrArray *
pf_outbox_load (PfOutbox *outbox, gboolean *can_undo, GError **error)
{
  g_autoptr (GPtrArray) intents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;
  gint64 step;
  sqlite3_stmt *row =
      pf_db_query (outbox->db, error,
                   "SELECT " INTENT_COLUMNS " FROM intent WHERE gone IS NULL ORDER BY id", "");

  if (row == NULL)
    return NULL;
  while (pf_db_next (outbox->db, row, &failure))
    g_ptr_array_add (intents, read_intent (row));
  if (failure == NULL && get_last_step (outbox, &step, &failure))
    {
      *can_undo = step > 0;
      return g_steal_pointer (&intents);
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GPtrArray *
pf_outbox_load_journal (PfOutbox *outbox, GError **error)
{
  g_autoptr (GPtrArray) intents = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *row = pf_db_query (outbox->db, error,
                                   "SELECT id, enrolment, unit, day, action, 0, 0, decided_at, 2, "
                                   "key, answer FROM journal ORDER BY id",
                                   "");

  if (row == NULL)
    return NULL;
  while (pf_db_next (outbox->db, row, &failure))
    g_ptr_array_add (intents, read_intent (row));
  if (failure == NULL)
    return g_steal_pointer (&intents);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GPtrArray *
pf_outbox_load_batch (PfOutbox *outbox, const char *key, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *row = pf_db_query (outbox->db, error,
                                   "SELECT " INTENT_COLUMNS
                                   " FROM intent WHERE key = ? AND state = 1 ORDER BY id",
                                   "s", key);

  if (row == NULL)
    return NULL;
  while (pf_db_next (outbox->db, row, &failure))
    {
      g_autoptr (PfIntent) intent = read_intent (row);

      g_ptr_array_add (lines, g_steal_pointer (&intent->line));
    }
  if (failure == NULL)
    return g_steal_pointer (&lines);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
pf_outbox_set_files_wish (PfOutbox *outbox, PfFilesWish wish, GError **error)
{
  return pf_db_run (outbox->db, error,
                    "INSERT INTO wish (name, value) VALUES ('" FILES "', ?)"
                    " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    "i", (int) wish);
}

gboolean
pf_outbox_load_files_wish (PfOutbox *outbox, PfFilesWish *wish, GError **error)
{
  gint64 value;

  if (!pf_db_get_int64 (outbox->db, error,
                        "SELECT ifnull ((SELECT value FROM wish WHERE name = '" FILES "'), 0)", 0,
                        &value))
    return FALSE;
  /* What is not understood is no agreement. */
  *wish = value == PF_FILES_UNASKED || value == PF_FILES_KEPT ? (PfFilesWish) value : PF_FILES_LEFT;
  return TRUE;
}
