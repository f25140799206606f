/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of what an activity costs and when it opens: tariffs, openings, closures. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-activities.h"
#include "pfs-storage-bookings.h"
#include "pfs-storage-money.h"
#include "pfs-storage-private.h"

gboolean
pfs_storage_put_tariff (PfsStorage      *self,
                        const char      *activity,
                        const char      *unit,
                        const PfsTariff *tariff,
                        GError         **error)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (activity != NULL && unit != NULL && tariff != NULL, FALSE);

  if (tariff->from == PF_DAY_NONE || tariff->price < 0 || tariff->late_price < tariff->price)
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                   _("A tariff of activity %s is not right"), activity);
      return FALSE;
    }
  id = pfs_tariff_make_id (activity, unit, tariff->from);
  return pfs_touch_record (self, "", PF_COLLECTION_TARIFFS, id, FALSE, error) &&
         pfs_rows_write (self, error, "INSERT OR REPLACE INTO tariffs VALUES (?, ?, ?, ?, ?, ?)",
                         "ssdiii", activity, unit, tariff->from, tariff->up_to,
                         (gint64) tariff->price, (gint64) tariff->late_price) &&
         pfs_touch_enrolments (self, error, "SELECT id FROM enrolments WHERE activity = ?", "s",
                               activity);
}

GArray *
pfs_storage_list_tariffs (PfsStorage *self, const char *activity, const char *unit, GError **error)
{
  g_autoptr (GArray) tariffs = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (activity != NULL && unit != NULL, NULL);

  tariffs = g_array_new (FALSE, TRUE, sizeof (PfsTariff));
  rows = pfs_rows_begin (
      self,
      "SELECT first, up_to, price, late_price FROM tariffs WHERE activity = ? AND unit = ?"
      " ORDER BY first DESC, up_to",
      "ss", activity, unit);
  while (pfs_rows_next (rows))
    {
      PfsTariff tariff = {
        .from = pfs_rows_day (rows, 0),
        .up_to = pfs_rows_integer (rows, 1),
        .price = pfs_rows_integer (rows, 2),
        .late_price = pfs_rows_integer (rows, 3),
      };

      g_array_append_val (tariffs, tariff);
    }
  return pfs_rows_check (rows, error) ? g_steal_pointer (&tariffs) : NULL;
}

gboolean
pfs_storage_put_opening (PfsStorage *self,
                         const char *activity,
                         const char *unit,
                         PfDay       day,
                         int         capacity,
                         GError    **error)
{
  int former;
  int taken;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (activity != NULL && unit != NULL && day != PF_DAY_NONE, FALSE);

  if (!pfs_storage_get_places (self, activity, unit, day, &former, &taken, NULL))
    return pfs_rows_write (self, error,
                           "INSERT INTO openings (activity, day, unit, capacity, taken) VALUES "
                           "(?1, ?2, ?3, ?4, (SELECT count (*) FROM bookings"
                           " WHERE activity = ?1 AND day = ?2 AND unit = ?3 AND status = 1))",
                           "sdsn", activity, day, unit, capacity) &&
           pfs_touch_month (self, activity, day, error);
  return pfs_touch_places (self, activity, unit, day, error) &&
         pfs_rows_write (
             self, error,
             "UPDATE openings SET capacity = ? WHERE activity = ? AND day = ? AND unit = ?", "nsds",
             capacity, activity, day, unit);
}

gboolean
pfs_storage_remove_opening (PfsStorage *self,
                            const char *activity,
                            const char *unit,
                            PfDay       day,
                            GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (activity != NULL && unit != NULL, FALSE);

  rows = pfs_rows_begin (self,
                         "SELECT 1 FROM bookings WHERE activity = ? AND day = ? AND unit = ?"
                         " AND status IN (1, 2, 3)",
                         "sds", activity, day, unit);
  if (pfs_rows_next (rows))
    {
      g_set_error_literal (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                           _("Families hold something on this day"));
      return FALSE;
    }
  return pfs_rows_check (rows, error) &&
         pfs_rows_write (self, error,
                         "DELETE FROM openings WHERE activity = ? AND day = ? AND unit = ?", "sds",
                         activity, day, unit) &&
         pfs_touch_month (self, activity, day, error);
}

static void
clear_opening (PfsOpening *opening)
{
  g_ref_string_release ((char *) opening->unit);
}

GArray *
pfs_storage_list_openings (PfsStorage *self,
                           const char *activity,
                           PfDay       first,
                           PfDay       last,
                           GError    **error)
{
  g_autoptr (GArray) openings = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (activity != NULL, NULL);

  openings = g_array_new (FALSE, TRUE, sizeof (PfsOpening));
  g_array_set_clear_func (openings, (GDestroyNotify) clear_opening);
  rows =
      pfs_rows_begin (self,
                      "SELECT o.unit, o.day, o.capacity, o.taken FROM openings o"
                      " JOIN units u ON u.activity = o.activity AND u.id = o.unit"
                      " WHERE o.activity = ? AND o.day BETWEEN ? AND ? ORDER BY o.day, u.position",
                      "sdd", activity, first, last);
  while (pfs_rows_next (rows))
    {
      g_autofree char *unit = pfs_rows_text (rows, 0);
      PfsOpening opening = {
        .unit = g_ref_string_new_intern (unit),
        .day = pfs_rows_day (rows, 1),
        .capacity = (int) pfs_rows_integer (rows, 2),
        .taken = (int) pfs_rows_integer (rows, 3),
      };

      g_array_append_val (openings, opening);
    }
  return pfs_rows_check (rows, error) ? g_steal_pointer (&openings) : NULL;
}

gint64
pfs_storage_get_turned (PfsStorage *self,
                        const char *activity,
                        const char *unit,
                        PfDay       day,
                        GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), -1);
  g_return_val_if_fail (activity != NULL && unit != NULL, -1);

  rows = pfs_rows_begin (self,
                         "SELECT turned FROM openings WHERE activity = ? AND unit = ? AND day = ?",
                         "ssd", activity, unit, day);
  return pfs_rows_one (rows, _("That day is not open"), unit, error) ? pfs_rows_integer (rows, 0)
                                                                     : -1;
}

gboolean
pfs_storage_get_places (PfsStorage *self,
                        const char *activity,
                        const char *unit,
                        PfDay       day,
                        int        *capacity,
                        int        *taken,
                        GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (activity != NULL && unit != NULL, FALSE);
  g_return_val_if_fail (capacity != NULL && taken != NULL, FALSE);

  rows = pfs_rows_begin (
      self, "SELECT capacity, taken FROM openings WHERE activity = ? AND day = ? AND unit = ?",
      "sds", activity, day, unit);
  if (!pfs_rows_one (rows, _("That day is not open"), unit, error))
    return FALSE;
  *capacity = (int) pfs_rows_integer (rows, 0);
  *taken = (int) pfs_rows_integer (rows, 1);
  return TRUE;
}
