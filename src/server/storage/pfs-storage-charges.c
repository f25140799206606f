/* SPDX-License-Identifier: GPL-3.0-or-later
 * What each booking costs against what was asked for it already, by invoice, in advance or from a
 * wallet. */
#include "config.h"

#include "pfs-storage-money.h"
#include "pfs-storage-private.h"
#include "pfs-storage-town.h"

/* What the numbers in the queries mean. */
G_STATIC_ASSERT (PF_BOOKING_BOOKED == 1 && PF_ATTENDANCE_EXCUSED == 3);

/* An excused absence costs nothing, unless the town's rule says so. */
#define OWED                                                                                       \
  "iif (b.status = 1 AND (b.attendance <> 3 OR ifnull ((SELECT value FROM settings"                \
  " WHERE key = '" PFS_SETTING_BILL_EXCUSED "'), '0') = '1'), ifnull (b.charged, 0), 0)"
#define BILLED                                                                                     \
  "ifnull ((SELECT sum (l.amount) FROM billed l WHERE l.enrolment = b.enrolment"                   \
  " AND l.day = b.day AND l.unit = b.unit), 0)"
/* The bit of an activity's modes, see pfs-storage-activities.c. */
#define IS_PREPAID "(a.modes >> 4 & 1)"
#define SELECT_CHARGES                                                                             \
  "SELECT b.enrolment, b.unit, b.day, b.activity, e.child, k.household, " OWED " AS owed,"         \
  " ifnull (b.asked_price, 0), " BILLED " AS billed"                                               \
  " FROM bookings b JOIN enrolments e ON e.id = b.enrolment JOIN children k ON k.id = e.child "

static gpointer
read_charge (PfsRows *rows)
{
  PfsCharge *charge = g_new0 (PfsCharge, 1);

  charge->enrolment = pfs_rows_text (rows, 0);
  charge->unit = pfs_rows_text (rows, 1);
  charge->day = pfs_rows_day (rows, 2);
  charge->activity = pfs_rows_text (rows, 3);
  charge->child = pfs_rows_text (rows, 4);
  charge->household = pfs_rows_text (rows, 5);
  charge->owed = pfs_rows_cents (rows, 6);
  charge->price = pfs_rows_cents (rows, 7);
  charge->billed = pfs_rows_cents (rows, 8);
  return charge;
}

static GPtrArray *
list_charges (PfsRows *rows, GError **error)
{
  return pfs_rows_list (rows, read_charge, (GDestroyNotify) pfs_charge_free, error);
}

void
pfs_charge_free (PfsCharge *charge)
{
  g_free (charge->enrolment);
  g_free (charge->unit);
  g_free (charge->activity);
  g_free (charge->child);
  g_free (charge->household);
  g_free (charge);
}

PfsCharge *
pfs_storage_load_charge (PfsStorage *self,
                         const char *enrolment,
                         const char *unit,
                         PfDay       day,
                         GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (enrolment != NULL && unit != NULL, NULL);

  rows = pfs_rows_begin (self, SELECT_CHARGES "WHERE b.enrolment = ? AND b.day = ? AND b.unit = ?",
                         "sds", enrolment, day, unit);
  return pfs_rows_one (rows, "There is no booking", enrolment, error) ? read_charge (rows) : NULL;
}

GPtrArray *
pfs_storage_list_open_charges (PfsStorage *self,
                               const char *household,
                               PfDay       first,
                               PfDay       last,
                               GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL, NULL);

  rows = pfs_rows_begin (self,
                         SELECT_CHARGES "JOIN activities a ON a.id = b.activity"
                                        " WHERE k.household = ?1 AND owed <> billed"
                                        " AND (b.day BETWEEN ?2 AND ?3 AND (NOT " IS_PREPAID
                                        " OR billed > owed)"
                                        "  OR b.day < ?2 AND billed <> 0)"
                                        " ORDER BY e.child, b.activity, b.unit, b.day",
                         "sdd", household, first, last);
  return list_charges (rows, error);
}

GPtrArray *
pfs_storage_list_wallet_charges (PfsStorage *self, PfDay first, PfDay last, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self,
                         SELECT_CHARGES
                         "JOIN activities a ON a.id = b.activity AND NOT " IS_PREPAID
                         " JOIN wallets w ON w.household = k.household AND w.active"
                         " JOIN wallet_activities p ON p.wallet = w.id AND p.activity = b.activity"
                         " WHERE b.activity IN (SELECT activity FROM wallet_activities)"
                         " AND b.day BETWEEN ? AND ? AND owed > billed"
                         " ORDER BY k.household, b.day, b.activity, b.enrolment, b.unit",
                         "dd", first, last);
  return list_charges (rows, error);
}

GPtrArray *
pfs_storage_list_charges_by (PfsStorage *self, const char *by, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (by != NULL, NULL);

  rows = pfs_rows_begin (self,
                         SELECT_CHARGES
                         "JOIN billed m ON m.enrolment = b.enrolment AND m.day = b.day"
                         " AND m.unit = b.unit AND m.by = ? ORDER BY b.day, b.enrolment, b.unit",
                         "s", by);
  return list_charges (rows, error);
}

gboolean
pfs_storage_bill (PfsStorage      *self,
                  const PfsCharge *charge,
                  const char      *by,
                  PfCents          amount,
                  GError         **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (charge != NULL && by != NULL, FALSE);

  return pfs_rows_write (self, error,
                         "INSERT INTO billed VALUES (?, ?, ?, ?, ?)"
                         " ON CONFLICT DO UPDATE SET amount = amount + excluded.amount",
                         "sdssi", charge->enrolment, charge->day, charge->unit, by,
                         (gint64) amount);
}

void
pfs_bill_free (PfsBill *bill)
{
  g_free (bill->by);
  g_free (bill);
}

GPtrArray *
pfs_storage_list_bills (PfsStorage *self, const PfsCharge *charge, GError **error)
{
  g_autoptr (GPtrArray) bills = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (charge != NULL, NULL);

  bills = g_ptr_array_new_with_free_func ((GDestroyNotify) pfs_bill_free);
  rows = pfs_rows_begin (
      self,
      "SELECT by, amount FROM billed WHERE enrolment = ? AND day = ? AND unit = ? ORDER BY by",
      "sds", charge->enrolment, charge->day, charge->unit);
  while (pfs_rows_next (rows))
    {
      PfsBill *bill = g_new0 (PfsBill, 1);

      bill->by = pfs_rows_text (rows, 0);
      bill->amount = pfs_rows_cents (rows, 1);
      g_ptr_array_add (bills, bill);
    }
  return pfs_rows_check (rows, error) ? g_steal_pointer (&bills) : NULL;
}

gboolean
pfs_storage_unbill (PfsStorage *self, const char *by, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (by != NULL, FALSE);

  return pfs_rows_write (self, error, "DELETE FROM billed WHERE by = ?", "s", by);
}
