/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cache's SQL. Everything in it can be pulled again, so damage is answered by beginning anew,
 * not by repair. */
#include "config.h"

#include "pf-cache.h"

#include "pf-codec.h"
#include "pf-index.h"
#include "pf-schema.h"

struct _PfCache {
  char *path;          /* (owned) */
  PfDb *db;            /* (owned) (nullable): NULL until opened, and after a failed rebuild */
  gboolean is_checked; /* nothing to look for any more */
  guint wanted;        /* mask of the collections that were asked for */
};

/* Edit: a sheet that an answer may change. */
typedef struct {
  PfSheet *sheet; /* (owned) */
  gint64 pulled_version;
  gboolean is_changed;
} Edit;

static gboolean
propagate (GError **error, GError *failure)
{
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* A body that the codec refuses is damage as well: what is written here was read by the same codec
 * before. */
static gpointer
decode_record (PfCollection collection, sqlite3_stmt *row, int column, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) body = pf_db_dup_bytes (row, column);
  PfRecord *record = pf_codec_decode_record (collection, body, &failure);

  if (record == NULL)
    g_set_error (error, PF_STORE_ERROR, PF_STORE_ERROR_DAMAGED, "%s: %s",
                 pf_collection_get_name (collection), failure->message);
  return record;
}

/* Steps through @row's records; each is decoded from the first column. */
static GPtrArray *
read_records (PfCache *cache, PfCollection collection, sqlite3_stmt *row, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  GError *failure = NULL;

  while (row != NULL && failure == NULL && pf_db_next (cache->db, row, &failure))
    {
      gpointer record = decode_record (collection, row, 0, &failure);

      if (record != NULL)
        g_ptr_array_add (records, record);
      else
        sqlite3_reset (row);
    }
  if (row != NULL && propagate (error, failure))
    return g_steal_pointer (&records);
  return NULL;
}

static GPtrArray *
load_records (PfCache *cache, PfCollection collection, GError **error)
{
  return read_records (cache, collection,
                       pf_db_query (cache->db, error,
                                    "SELECT body FROM record WHERE collection = ? ORDER BY id", "s",
                                    pf_collection_get_name (collection)),
                       error);
}

static gboolean
load_collections (PfCache *cache, guint mask, PfStoreNews *news, GError **error)
{
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if ((mask & (1u << i)) != 0)
      {
        g_clear_pointer (&news->records[i], g_ptr_array_unref);
        news->records[i] = load_records (cache, i, error);
        if (news->records[i] == NULL)
          return FALSE;
      }
  return TRUE;
}

static PfStoreStatus *
load_status (PfCache *cache, GError **error)
{
  sqlite3_stmt *row = pf_db_query (cache->db, error,
                                   "SELECT state, is_complete, synced_at, clock_offset FROM status",
                                   "");
  g_autoptr (GError) failure = NULL;
  PfStoreStatus *status;

  if (row == NULL)
    return NULL;
  if (!pf_db_next (cache->db, row, &failure))
    {
      if (failure == NULL)
        g_set_error_literal (&failure, PF_STORE_ERROR, PF_STORE_ERROR_DAMAGED, "no status");
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  status = g_new0 (PfStoreStatus, 1);
  status->state = g_strdup (pf_db_get_text (row, 0));
  status->is_complete = sqlite3_column_int (row, 1) != 0;
  status->synced_at = sqlite3_column_type (row, 2) != SQLITE_NULL ? sqlite3_column_int64 (row, 2)
                                                                  : PF_MOMENT_NONE;
  status->clock_offset = sqlite3_column_int64 (row, 3);
  sqlite3_reset (row);
  return status;
}

static void
add_removed_sheet (PfStoreNews *news, const char *id)
{
  if (news->removed_sheets == NULL)
    news->removed_sheets = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (news->removed_sheets, g_strdup (id));
}

static void
add_sheet (PfStoreNews *news, PfSheet *sheet)
{
  if (news->sheets == NULL)
    news->sheets = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (news->sheets, g_object_ref (sheet));
}

static gboolean
write_sheet (PfCache *cache, PfSheet *sheet, gint64 generation, PfStoreNews *news, GError **error)
{
  g_autoptr (GBytes) body = pf_codec_encode_record (PF_RECORD (sheet));

  add_sheet (news, sheet);
  return pf_db_run (
      cache->db, error,
      "INSERT INTO sheet (id, month, generation, body) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO "
      "UPDATE"
      " SET month = excluded.month, generation = excluded.generation, body = excluded.body",
      "silb", pf_record_get_id (PF_RECORD (sheet)), sheet->month, generation, body);
}

static gboolean
remove_sheet (PfCache *cache, const char *id, PfStoreNews *news, GError **error)
{
  add_removed_sheet (news, id);
  return pf_db_run (cache->db, error, "DELETE FROM sheet WHERE id = ?", "s", id);
}

static gboolean
write_record (PfCache     *cache,
              PfCollection collection,
              PfRecord    *record,
              gint64       generation,
              GError     **error)
{
  g_autoptr (GBytes) body = pf_codec_encode_record (record);

  return pf_db_run (cache->db, error,
                    "INSERT INTO record (collection, id, generation, body) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (collection, id) DO UPDATE SET generation = excluded.generation,"
                    " body = excluded.body",
                    "sslb", pf_collection_get_name (collection), pf_record_get_id (record),
                    generation, body) &&
         pf_index_write (cache->db, collection, record, error);
}

static gboolean
remove_record (PfCache *cache, PfCollection collection, const char *id, GError **error)
{
  return pf_db_run (cache->db, error, "DELETE FROM record WHERE collection = ? AND id = ?", "ss",
                    pf_collection_get_name (collection), id) &&
         pf_index_remove (cache->db, collection, id, error);
}

/* Returns: whether it worked; *@changed tells whether the collection is no longer what it was. */
static gboolean
write_collection (PfCache     *cache,
                  PfChanges   *changes,
                  PfCollection collection,
                  gint64       generation,
                  PfStoreNews *news,
                  gboolean    *changed,
                  GError     **error)
{
  GPtrArray *records = changes->changed[collection], *removed = changes->removed[collection];
  gboolean done = TRUE;

  for (guint i = 0; done && i < records->len; i++)
    done =
        collection == PF_COLLECTION_SHEETS
            ? write_sheet (cache, g_ptr_array_index (records, i), generation, news, error)
            : write_record (cache, collection, g_ptr_array_index (records, i), generation, error);
  for (guint i = 0; done && i < removed->len; i++)
    done = collection == PF_COLLECTION_SHEETS
               ? remove_sheet (cache, g_ptr_array_index (removed, i), news, error)
               : remove_record (cache, collection, g_ptr_array_index (removed, i), error);
  *changed = records->len > 0 || removed->len > 0;
  return done;
}

/* The end of a first sync: what it did not bring is gone at the town. */
static gboolean
sweep (PfCache *cache, gint64 generation, PfStoreNews *news, GError **error)
{
  sqlite3_stmt *row =
      pf_db_query (cache->db, error, "SELECT id FROM sheet WHERE generation < ?", "l", generation);
  GError *failure = NULL;

  if (row == NULL)
    return FALSE;
  while (pf_db_next (cache->db, row, &failure))
    add_removed_sheet (news, pf_db_get_text (row, 0));
  return propagate (error, failure) &&
         pf_db_run (cache->db, error, "DELETE FROM sheet WHERE generation < ?", "l", generation) &&
         pf_db_run (cache->db, error, "DELETE FROM record WHERE generation < ?", "l", generation) &&
         pf_index_sweep (cache->db, error);
}

static gboolean
write_page (PfCache     *cache,
            PfChanges   *changes,
            PfMoment     at,
            gint64       clock_offset,
            PfStoreNews *news,
            GError     **error)
{
  gint64 generation;
  gboolean is_last_of_all = changes->is_whole && !changes->more, changed;
  guint mask = 0;

  /* An unknown state means that this is the first page of all. */
  if (!pf_db_run (cache->db, error,
                  "UPDATE status SET generation = generation + 1 WHERE state IS NULL", "") ||
      !pf_db_get_int64 (cache->db, error, "SELECT generation FROM status", 0, &generation))
    return FALSE;
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      if (!write_collection (cache, changes, i, generation, news, &changed, error))
        return FALSE;
      mask |= changed || is_last_of_all ? 1u << i : 0;
    }
  if (is_last_of_all && !sweep (cache, generation, news, error))
    return FALSE;
  /* Nobody has asked for the others: they stay on the disk. */
  return load_collections (cache, mask & cache->wanted, news, error) &&
         pf_db_run (cache->db, error,
                    "UPDATE status SET state = ?, is_complete = is_complete OR ?, clock_offset = ?,"
                    " synced_at = iif (?, synced_at, ?)",
                    "silil", changes->state, !changes->more, clock_offset, changes->more, at);
}

static void
clear_news (PfStoreNews *news)
{
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    g_clear_pointer (&news->records[i], g_ptr_array_unref);
  g_clear_pointer (&news->status, pf_store_status_free);
  g_clear_pointer (&news->sheets, g_ptr_array_unref);
  g_clear_pointer (&news->removed_sheets, g_ptr_array_unref);
}

static PfSheet *
load_sheet (PfCache *cache, const char *id, GError **error)
{
  g_autoptr (GPtrArray) sheets =
      read_records (cache, PF_COLLECTION_SHEETS,
                    pf_db_query (cache->db, error, "SELECT body FROM sheet WHERE id = ?", "s", id),
                    error);

  return sheets != NULL && sheets->len > 0 ? g_object_ref (g_ptr_array_index (sheets, 0)) : NULL;
}

static void
edit_free (Edit *edit)
{
  g_object_unref (edit->sheet);
  g_free (edit);
}

static Edit *
get_edit (PfCache *cache, GHashTable *edits, const char *id, GError **error)
{
  Edit *edit = g_hash_table_lookup (edits, id);
  PfSheet *sheet;

  if (edit != NULL)
    return edit;
  sheet = load_sheet (cache, id, error);
  if (sheet == NULL)
    return NULL;
  edit = g_new0 (Edit, 1);
  edit->sheet = sheet;
  edit->pulled_version = sheet->version;
  g_hash_table_insert (edits, g_strdup (id), edit);
  return edit;
}

/* Puts an outcome's facts into the cached sheet they belong to; one that was pulled since is left
 * alone. */
static gboolean
write_outcome (PfCache         *cache,
               GHashTable      *edits,
               const PfLine    *line,
               const PfOutcome *outcome,
               GError         **error)
{
  g_autofree char *id = pf_sheet_make_id (line->enrolment, pf_day_get_month_start (line->day));
  GError *failure = NULL;
  Edit *edit = outcome->has_slot ? get_edit (cache, edits, id, &failure) : NULL;
  PfSlot *slot = edit != NULL ? (PfSlot *) pf_sheet_find_slot (edit->sheet, line->day, line->unit)
                              : NULL;
  guint8 unit;

  if (slot == NULL || outcome->version <= edit->pulled_version)
    return propagate (error, failure);
  unit = slot->unit;
  *slot = outcome->slot;
  slot->unit = unit;
  slot->day = line->day;
  edit->sheet->version = MAX (edit->sheet->version, outcome->version);
  edit->is_changed = TRUE;
  return TRUE;
}

static gboolean
write_edits (PfCache *cache, GHashTable *edits, PfStoreNews *news, GError **error)
{
  GHashTableIter iter;
  gpointer value;
  gint64 generation;

  if (!pf_db_get_int64 (cache->db, error, "SELECT generation FROM status", 0, &generation))
    return FALSE;
  g_hash_table_iter_init (&iter, edits);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Edit *edit = value;

      if (edit->is_changed && !write_sheet (cache, edit->sheet, generation, news, error))
        return FALSE;
    }
  return TRUE;
}

char *
pf_cache_make_path (const char *folder)
{
  return g_build_filename (folder, "cache.db", NULL);
}

PfCache *
pf_cache_new (const char *folder)
{
  PfCache *cache = g_new0 (PfCache, 1);

  cache->path = pf_cache_make_path (folder);
  return cache;
}

void
pf_cache_free (PfCache *cache)
{
  if (cache == NULL)
    return;
  g_clear_pointer (&cache->db, pf_db_close);
  g_free (cache->path);
  g_free (cache);
}

gboolean
pf_cache_open (PfCache *cache, PfStoreNotice *notices, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (cache->db != NULL)
    return TRUE;
  cache->db = pf_db_open (cache->path, &pf_cache_kind, &failure);
  if (cache->db != NULL)
    {
      cache->is_checked = !pf_db_was_unclean (cache->db);
      return TRUE;
    }
  if (g_error_matches (failure, PF_STORE_ERROR, PF_STORE_ERROR_DAMAGED))
    {
      g_info ("cache: %s", failure->message);
      return pf_cache_rebuild (cache, notices, error);
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
pf_cache_rebuild (PfCache *cache, PfStoreNotice *notices, GError **error)
{
  g_clear_pointer (&cache->db, pf_db_close);
  pf_db_remove_files (cache->path);
  *notices |= PF_STORE_NOTICE_CACHE_REBUILT;
  cache->is_checked = TRUE;
  cache->db = pf_db_open (cache->path, &pf_cache_kind, error);
  return cache->db != NULL;
}

gboolean
pf_cache_check (PfCache *cache, GError **error)
{
  if (cache->is_checked)
    return TRUE;
  cache->is_checked = TRUE;
  return pf_db_check (cache->db, "PRAGMA quick_check (1)", error);
}

gboolean
pf_cache_apply (PfCache     *cache,
                PfChanges   *changes,
                PfMoment     at,
                gint64       clock_offset,
                PfStoreNews *news,
                GError     **error)
{
  if (!pf_db_begin (cache->db, error))
    return FALSE;
  if (write_page (cache, changes, at, clock_offset, news, error) &&
      (news->status = load_status (cache, error)) != NULL && pf_db_commit (cache->db, error))
    return TRUE;
  pf_db_rollback (cache->db);
  clear_news (news);
  return FALSE;
}

gboolean
pf_cache_start_afresh (PfCache *cache, GError **error)
{
  return pf_db_run (cache->db, error, "UPDATE status SET state = NULL", "");
}

gboolean
pf_cache_write_answer (PfCache        *cache,
                       GPtrArray      *lines,
                       const PfAnswer *answer,
                       PfStoreNews    *news,
                       GError        **error)
{
  g_autoptr (GHashTable) edits =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) edit_free);
  gboolean done;

  /* FULL for this one commit: the outbox lets go of the answer only when the facts are safe. */
  if (!pf_db_execute (cache->db, "PRAGMA synchronous = FULL", error))
    return FALSE;
  done = pf_db_begin (cache->db, error);
  for (guint i = 0; done && i < lines->len; i++)
    done = write_outcome (cache, edits, g_ptr_array_index (lines, i),
                          g_ptr_array_index (answer->outcomes, i), error);
  done = done && write_edits (cache, edits, news, error) && pf_db_commit (cache->db, error);
  if (!done)
    {
      pf_db_rollback (cache->db);
      clear_news (news);
    }
  return pf_db_execute (cache->db, "PRAGMA synchronous = NORMAL", done ? error : NULL) && done;
}

gboolean
pf_cache_load (PfCache *cache, PfDay first, PfDay last, PfStoreNews *news, GError **error)
{
  news->status = load_status (cache, error);
  if (news->status == NULL)
    return FALSE;
  if (!pf_cache_load_records (cache, PF_STORE_START_COLLECTIONS, news, error))
    return FALSE;
  news->sheets = pf_cache_load_sheets (cache, first, last, error);
  return news->sheets != NULL;
}

gboolean
pf_cache_load_records (PfCache *cache, guint mask, PfStoreNews *news, GError **error)
{
  mask &= ~(1u << PF_COLLECTION_SHEETS);
  cache->wanted |= mask;
  return load_collections (cache, mask, news, error);
}

GPtrArray *
pf_cache_search (PfCache *cache, const char *text, guint limit, GError **error)
{
  return pf_index_find (cache->db, text, limit, error);
}

GPtrArray *
pf_cache_load_sheets (PfCache *cache, PfDay first, PfDay last, GError **error)
{
  return read_records (cache, PF_COLLECTION_SHEETS,
                       pf_db_query (cache->db, error,
                                    "SELECT body FROM sheet WHERE month BETWEEN ? AND ?", "ii",
                                    pf_day_get_month_start (first), last),
                       error);
}
