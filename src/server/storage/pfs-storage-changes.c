/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading the change log. */
#include "config.h"

#include "pfs-storage-changes.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-private.h"

void
pfs_change_free (PfsChange *change)
{
  g_free (change->id);
  g_free (change);
}

char *
pfs_storage_get_epoch (PfsStorage *self, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self, "SELECT epoch FROM town", "");
  if (!pfs_rows_one (rows, _("There is no town"), "", error))
    return NULL;
  return pfs_rows_text (rows, 0);
}

gboolean
pfs_storage_get_sequences (PfsStorage *self, gint64 *floor, gint64 *last, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  rows = pfs_rows_begin (self, "SELECT floor, sequence FROM town", "");
  if (!pfs_rows_one (rows, _("There is no town"), "", error))
    return FALSE;
  if (floor != NULL)
    *floor = pfs_rows_integer (rows, 0);
  if (last != NULL)
    *last = pfs_rows_integer (rows, 1);
  return TRUE;
}

gint64
pfs_storage_get_household_sequence (PfsStorage *self, const char *household, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), -1);
  g_return_val_if_fail (household != NULL, -1);

  rows = pfs_rows_begin (
      self,
      "SELECT max (ifnull ((SELECT max (sequence) FROM changes WHERE household = ''), 0),"
      " ifnull ((SELECT max (sequence) FROM changes WHERE household = ?), 0))",
      "s", household);
  if (!pfs_rows_next (rows))
    {
      pfs_rows_check (rows, error);
      return -1;
    }
  return pfs_rows_integer (rows, 0);
}

GPtrArray *
pfs_storage_list_changes (PfsStorage      *self,
                          const char      *household,
                          gint64           since,
                          const PfsChange *after,
                          guint            limit,
                          GError         **error)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL, NULL);

  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) pfs_change_free);
  rows = pfs_rows_begin (self, PFS_SQL_CHANGES, "sinsi", household, since,
                         after != NULL ? (int) after->collection : -1,
                         after != NULL ? after->id : "", (gint64) limit);
  while (pfs_rows_next (rows))
    {
      PfsChange *change = g_new0 (PfsChange, 1);

      change->sequence = pfs_rows_integer (rows, 0);
      change->collection = (PfCollection) pfs_rows_integer (rows, 1);
      change->id = pfs_rows_text (rows, 2);
      change->is_removed = pfs_rows_integer (rows, 3) != 0;
      g_ptr_array_add (changes, change);
    }
  return pfs_rows_check (rows, error) ? g_steal_pointer (&changes) : NULL;
}

gint64
pfs_storage_get_record_version (PfsStorage  *self,
                                const char  *household,
                                PfCollection collection,
                                const char  *id,
                                GError     **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), -1);
  g_return_val_if_fail (household != NULL && id != NULL, -1);

  if (self->transaction != NULL && pfs_storage_can_write (self, NULL) &&
      !pfs_touch_flush (self, error))
    return -1;
  rows = pfs_rows_begin (
      self,
      "SELECT max (sequence) FROM changes WHERE household IN ('', ?) AND collection = ? AND id = ?",
      "sns", household, (int) collection, id);
  if (pfs_rows_next (rows))
    return pfs_rows_integer (rows, 0);
  return pfs_rows_check (rows, error) ? 0 : -1;
}

gint64
pfs_storage_get_sheet_version (PfsStorage *self,
                               const char *household,
                               const char *sheet,
                               GError    **error)
{
  return pfs_storage_get_record_version (self, household, PF_COLLECTION_SHEETS, sheet, error);
}
