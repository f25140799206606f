/* SPDX-License-Identifier: GPL-3.0-or-later
 * The outbox's reminders: what was told, and until when it was put off. */
#include "config.h"

#include "pf-outbox-private.h"

static gboolean
insert_mark (PfOutbox *outbox, const PfReminderMark *mark, GError **error)
{
  return pf_db_run (outbox->db, error,
                    "INSERT OR REPLACE INTO reminder (" PF_REMINDER_COLUMNS
                    ") VALUES (?, ?, ?, ?, ?)",
                    "sllll", mark->subject, mark->version, mark->told_at, mark->until,
                    mark->snoozed_until);
}

gint64
pf_outbox_keep_reminders (PfOutbox *outbox, GPtrArray *marks, GError **error)
{
  gint64 count = marks->len;

  if (!pf_db_begin (outbox->db, error))
    return -1;
  if (!pf_db_run (outbox->db, error, "DELETE FROM reminder", ""))
    count = -1;
  for (guint i = 0; count >= 0 && i < marks->len; i++)
    if (!insert_mark (outbox, marks->pdata[i], error))
      count = -1;
  return pf_outbox_end_transaction (outbox, count, error);
}

GPtrArray *
pf_outbox_load_reminders (PfOutbox *outbox, GError **error)
{
  g_autoptr (GPtrArray) marks =
      g_ptr_array_new_with_free_func ((GDestroyNotify) pf_reminder_mark_free);
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *row = pf_db_query (outbox->db, error,
                                   "SELECT " PF_REMINDER_COLUMNS " FROM reminder ORDER BY subject",
                                   "");

  if (row == NULL)
    return NULL;
  while (pf_db_next (outbox->db, row, &failure))
    {
      PfReminderMark *mark = g_new0 (PfReminderMark, 1);

      mark->subject = g_strdup (pf_db_get_text (row, 0));
      mark->version = sqlite3_column_int64 (row, 1);
      mark->told_at = sqlite3_column_int64 (row, 2);
      mark->until = sqlite3_column_int64 (row, 3);
      mark->snoozed_until = sqlite3_column_int64 (row, 4);
      g_ptr_array_add (marks, mark);
    }
  if (failure == NULL)
    return g_steal_pointer (&marks);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
