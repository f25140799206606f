/* SPDX-License-Identifier: GPL-3.0-or-later
 * The outbox's SQL of what is secret: one table of sealed bytes, each belonging to a submission, a
 * file or a child. Without a key they are sealed for this run of the program only. */
#include "config.h"

#include "pf-outbox-private.h"

/* What each thing belongs to: where that is gone, it goes by a trigger of the schema. */
static const char *const things[] = {
  [PF_SEALED_SUBMISSION] = "submission",
  [PF_SEALED_ANSWER] = "answer",
  [PF_SEALED_FILE] = "file",
  [PF_SEALED_SHEET] = "sheet",
};

static PfSeal *
get_seal (PfOutbox *outbox)
{
  if (outbox->seal == NULL)
    outbox->seal = pf_seal_new (NULL);
  return outbox->seal;
}

/* Removes what belongs to sealed bytes that @condition, a literal of SQL, takes, and them. */
#define FORGET_SEALED(condition)                                                                   \
  {                                                                                                \
    "DELETE FROM submission WHERE state < 2 AND id IN (SELECT CAST (name AS INTEGER)"              \
    " FROM sealed WHERE thing = 'submission' AND " condition ")",                                  \
        "DELETE FROM submission_file WHERE submission NOT IN (SELECT id FROM submission)",         \
        "DELETE FROM sealed WHERE " condition                                                      \
  }

static gboolean
run_all (PfOutbox *outbox, const char *const *statements, gsize n_statements, GError **error)
{
  for (gsize i = 0; i < n_statements; i++)
    if (!pf_db_run (outbox->db, error, statements[i], ""))
      return FALSE;
  return TRUE;
}

/* Seals the row of @id with @seal. Returns: FALSE with @error; *@is_readable: whether it could be
 * opened at all. */
static gboolean
seal_anew (PfOutbox *outbox, PfSeal *seal, gint64 id, gboolean *is_readable, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) sealed = NULL;
  sqlite3_stmt *row =
      pf_db_query (outbox->db, error, "SELECT bytes FROM sealed WHERE id = ?", "l", id);

  if (row == NULL || !pf_db_next (outbox->db, row, error))
    return FALSE;
  bytes = pf_db_dup_blob (row, 0);
  sqlite3_reset (row);
  plain = pf_seal_open (seal, bytes);
  *is_readable = plain != NULL;
  if (plain != NULL)
    return TRUE;
  plain = pf_seal_open (get_seal (outbox), bytes);
  *is_readable = plain != NULL;
  if (plain == NULL)
    return pf_db_run (outbox->db, error, "UPDATE sealed SET is_lost = 1 WHERE id = ?", "l", id);
  sealed = pf_seal_close (seal, plain);
  return pf_db_run (outbox->db, error, "UPDATE sealed SET bytes = ?, of_run = 0 WHERE id = ?", "Bl",
                    sealed, id);
}

static GArray *
list_sealed (PfOutbox *outbox, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *row = pf_db_query (outbox->db, &failure, "SELECT id FROM sealed", "");

  while (row != NULL && pf_db_next (outbox->db, row, &failure))
    {
      gint64 id = sqlite3_column_int64 (row, 0);

      g_array_append_val (ids, id);
    }
  if (failure == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Returns: how many could not be read and are gone, -1 with @error. */
static gint64
seal_all_anew (PfOutbox *outbox, PfSeal *seal, GError **error)
{
  static const char *const forget_lost[] = FORGET_SEALED ("is_lost");
  g_autoptr (GArray) ids = list_sealed (outbox, error);
  gint64 n_lost = 0;

  if (ids == NULL)
    return -1;
  for (guint i = 0; i < ids->len; i++)
    {
      gboolean is_readable = FALSE;

      if (!seal_anew (outbox, seal, g_array_index (ids, gint64, i), &is_readable, error))
        return -1;
      n_lost += !is_readable;
    }
  if (n_lost > 0 && !run_all (outbox, forget_lost, G_N_ELEMENTS (forget_lost), error))
    return -1;
  return n_lost;
}

gboolean
pf_outbox_forget_last_run (PfOutbox *outbox, GError **error)
{
  static const char *const forget_run[] = FORGET_SEALED ("of_run");
  gint64 is_there;

  if (!pf_db_get_int64 (outbox->db, error, "SELECT EXISTS (SELECT 1 FROM sealed WHERE of_run)", 0,
                        &is_there))
    return FALSE;
  if (!is_there)
    return TRUE;
  if (!pf_db_begin (outbox->db, error))
    return FALSE;
  if (run_all (outbox, forget_run, G_N_ELEMENTS (forget_run), error))
    return pf_outbox_end_transaction (outbox, 0, error) >= 0;
  return pf_outbox_end_transaction (outbox, -1, NULL) >= 0;
}

gint64
pf_outbox_set_key (PfOutbox *outbox, GBytes *key, PfStoreNotice *notices, GError **error)
{
  g_autoptr (PfSeal) seal = NULL;
  gint64 n_lost;

  if (outbox->has_key && pf_seal_has_key (outbox->seal, key))
    return 0;
  seal = pf_seal_new (key);
  if (!pf_db_begin (outbox->db, error))
    return -1;
  n_lost = seal_all_anew (outbox, seal, error);
  if (pf_outbox_end_transaction (outbox, n_lost, error) < 0)
    return -1;
  g_clear_pointer (&outbox->seal, pf_seal_free);
  outbox->seal = g_steal_pointer (&seal);
  outbox->has_key = TRUE;
  if (n_lost > 0)
    *notices |= PF_STORE_NOTICE_SECRETS_LOST;
  return 1;
}

gboolean
pf_outbox_seal (PfOutbox *outbox, PfSealed thing, const char *name, GBytes *plain, GError **error)
{
  g_autoptr (GBytes) bytes = pf_seal_close (get_seal (outbox), plain);

  return pf_db_run (outbox->db, error,
                    "INSERT INTO sealed (thing, name, of_run, bytes) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT (thing, name)"
                    " DO UPDATE SET of_run = excluded.of_run, bytes = excluded.bytes",
                    "ssiB", things[thing], name, !outbox->has_key, bytes);
}

gint64
pf_outbox_keep_sheet (PfOutbox *outbox, const char *child, GBytes *sheet, GError **error)
{
  return pf_outbox_seal (outbox, PF_SEALED_SHEET, child, sheet, error) ? 0 : -1;
}

gboolean
pf_outbox_unseal (PfOutbox   *outbox,
                  PfSealed    thing,
                  const char *name,
                  GBytes    **plain,
                  gboolean   *is_there,
                  GError    **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = NULL;
  sqlite3_stmt *row = pf_db_query (outbox->db, error,
                                   "SELECT bytes FROM sealed WHERE thing = ? AND name = ?", "ss",
                                   things[thing], name);

  *plain = NULL;
  if (row == NULL)
    return FALSE;
  *is_there = pf_db_next (outbox->db, row, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!*is_there)
    return TRUE;
  bytes = pf_db_dup_blob (row, 0);
  sqlite3_reset (row);
  *plain = pf_seal_open (get_seal (outbox), bytes);
  return TRUE;
}

gint64
pf_outbox_forget_sealed (PfOutbox *outbox, PfSealed thing, const char *name, GError **error)
{
  gint64 count;

  return pf_db_run (outbox->db, error, "DELETE FROM sealed WHERE thing = ? AND name = ?", "ss",
                    things[thing], name) &&
                 pf_db_get_int64 (outbox->db, error, "SELECT changes ()", 0, &count)
             ? count
             : -1;
}
