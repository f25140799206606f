/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of what families ask when they ask for an enrolment. */
#include "config.h"

#include "pfs-storage-enrolments.h"

#include <glib/gi18n-lib.h>

#include "pfs-rows.h"
#include "pfs-storage-families.h"

gboolean
pfs_storage_set_wish (PfsStorage *self,
                      const char *enrolment,
                      const char *remark,
                      GPtrArray  *units,
                      GError    **error)
{
  g_autoptr (GString) list = g_string_new (NULL);

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (enrolment != NULL && units != NULL, FALSE);

  for (guint i = 0; i < units->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? " " : "", (char *) units->pdata[i]);
  return pfs_rows_write (self, error, "UPDATE enrolments SET remark = ?, units = ? WHERE id = ?",
                         "sss", remark, list->str, enrolment);
}

gboolean
pfs_storage_load_wish (PfsStorage *self,
                       const char *enrolment,
                       char      **remark,
                       char     ***units,
                       GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;
  g_autofree char *list = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (enrolment != NULL && remark != NULL && units != NULL, FALSE);

  rows = pfs_rows_begin (self, "SELECT remark, units FROM enrolments WHERE id = ?", "s", enrolment);
  if (!pfs_rows_one (rows, _("There is no enrolment"), enrolment, error))
    return FALSE;
  *remark = pfs_rows_text (rows, 0);
  list = pfs_rows_text (rows, 1);
  *units = *list != '\0' ? g_strsplit (list, " ", -1) : g_new0 (char *, 1);
  return TRUE;
}

GPtrArray *
pfs_storage_list_requested (PfsStorage *self, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) enrolments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows =
      pfs_rows_begin (self, "SELECT id FROM enrolments WHERE state = 0 ORDER BY asked_at, id", "");
  ids = pfs_rows_list (rows, pfs_rows_id, g_free, error);
  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    {
      PfEnrolment *enrolment = pfs_storage_load_enrolment (self, ids->pdata[i], error);

      if (enrolment == NULL)
        return NULL;
      g_ptr_array_add (enrolments, enrolment);
    }
  return g_steal_pointer (&enrolments);
}
