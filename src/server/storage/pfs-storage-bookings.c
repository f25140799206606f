/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of bookings. */
#include "config.h"

#include "pfs-storage-bookings.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-families.h"
#include "pfs-storage-private.h"

/* What the schema's triggers, indices and queries count on. */
G_STATIC_ASSERT (PF_BOOKING_BOOKED == 1 && PF_BOOKING_WAITING == 2 && PF_BOOKING_PENDING == 3);

#define SELECT_BOOKINGS                                                                            \
  "SELECT b.enrolment, b.unit, b.day, b.status, b.attendance, b.charged, b.asked_at, "             \
  "b.asked_price, b.note,"                                                                         \
  " b.version, iif (b.status = 2, (SELECT count (*) FROM bookings w WHERE w.activity = b.activity" \
  "  AND w.day = b.day AND w.unit = b.unit AND w.status = 2 AND w.place_in_line <= "               \
  "b.place_in_line), 0),"                                                                          \
  " b.activity, e.child, k.household FROM bookings b JOIN enrolments e ON e.id = b.enrolment"      \
  " JOIN children k ON k.id = e.child "

G_DEFINE_BOXED_TYPE (PfsBooking, pfs_booking, pfs_booking_copy, pfs_booking_free)

static gpointer
read_booking (PfsRows *rows)
{
  PfsBooking *booking = g_new0 (PfsBooking, 1);

  booking->enrolment = pfs_rows_text (rows, 0);
  booking->unit = pfs_rows_text (rows, 1);
  booking->day = pfs_rows_day (rows, 2);
  booking->status = (PfBooking) pfs_rows_integer (rows, 3);
  booking->attendance = (PfAttendance) pfs_rows_integer (rows, 4);
  booking->charged = pfs_rows_cents (rows, 5);
  booking->asked_at = pfs_rows_integer (rows, 6);
  booking->asked_price = pfs_rows_cents (rows, 7);
  booking->note = pfs_rows_text (rows, 8);
  booking->version = pfs_rows_integer (rows, 9);
  booking->rank = (int) pfs_rows_integer (rows, 10);
  booking->activity = pfs_rows_text (rows, 11);
  booking->child = pfs_rows_text (rows, 12);
  booking->household = pfs_rows_text (rows, 13);
  return booking;
}

static GPtrArray *
list_bookings (PfsRows *rows, GError **error)
{
  return pfs_rows_list (rows, read_booking, (GDestroyNotify) pfs_booking_free, error);
}

/* Those who wait behind someone who leaves the line move up: their sheets change. */
static gboolean
touch_line (PfsStorage *self, const PfsBooking *booking, const char *activity, GError **error)
{
  return pfs_rows_write (
      self, error,
      "INSERT OR IGNORE INTO temp.touched_sheets SELECT w.enrolment, w.day FROM bookings w"
      " WHERE w.activity = ?1 AND w.day = ?2 AND w.unit = ?3 AND w.status = 2"
      " AND w.place_in_line > (SELECT place_in_line FROM bookings"
      "  WHERE enrolment = ?4 AND day = ?2 AND unit = ?3)",
      "sdss", activity, booking->day, booking->unit, booking->enrolment);
}

PfsBooking *
pfs_booking_new (const char *enrolment, const char *unit, PfDay day)
{
  PfsBooking *booking = g_new0 (PfsBooking, 1);

  booking->enrolment = g_strdup (enrolment);
  booking->unit = g_strdup (unit);
  booking->day = day;
  booking->charged = PF_CENTS_UNKNOWN;
  booking->asked_price = PF_CENTS_UNKNOWN;
  return booking;
}

PfsBooking *
pfs_booking_copy (const PfsBooking *booking)
{
  PfsBooking *copy = g_memdup2 (booking, sizeof *booking);

  copy->enrolment = g_strdup (booking->enrolment);
  copy->unit = g_strdup (booking->unit);
  copy->note = g_strdup (booking->note);
  copy->activity = g_strdup (booking->activity);
  copy->child = g_strdup (booking->child);
  copy->household = g_strdup (booking->household);
  return copy;
}

void
pfs_booking_free (PfsBooking *booking)
{
  g_free (booking->enrolment);
  g_free (booking->unit);
  g_free (booking->note);
  g_free (booking->activity);
  g_free (booking->child);
  g_free (booking->household);
  g_free (booking);
}

/* Writes the row; a booking that becomes WAITING goes to the end of the line, one that stays keeps
 * its place. */
static gboolean
write_booking (PfsStorage *self, const PfsBooking *booking, const char *activity, GError **error)
{
  return pfs_rows_write (
      self, error,
      "INSERT INTO bookings (enrolment, day, unit, activity, status, attendance, charged, asked_at,"
      " asked_price, note, place_in_line, version)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, iif (?5 = 2, ?11, 0), ?11)"
      " ON CONFLICT DO UPDATE SET status = excluded.status, attendance = excluded.attendance,"
      " charged = excluded.charged, asked_at = excluded.asked_at,"
      " asked_price = excluded.asked_price, note = excluded.note,"
      " place_in_line = iif (status = 2 AND excluded.status = 2, place_in_line,"
      "  excluded.place_in_line),"
      " version = excluded.version",
      "sdssnncicsi", booking->enrolment, booking->day, booking->unit, activity,
      (int) booking->status, (int) booking->attendance, (gint64) booking->charged,
      (gint64) booking->asked_at, (gint64) booking->asked_price, booking->note,
      pfs_storage_next_sequence (self));
}

gboolean
pfs_storage_put_booking (PfsStorage *self, const PfsBooking *booking, GError **error)
{
  g_autoptr (PfEnrolment) enrolment = NULL;
  int capacity;
  int taken;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (booking != NULL, FALSE);

  if (!pfs_storage_can_write (self, error))
    return FALSE;
  enrolment = pfs_storage_load_enrolment (self, booking->enrolment, error);
  return enrolment != NULL &&
         pfs_storage_get_places (self, enrolment->activity, booking->unit, booking->day, &capacity,
                                 &taken, error) &&
         pfs_touch_places (self, enrolment->activity, booking->unit, booking->day, error) &&
         (booking->status == PF_BOOKING_WAITING ||
          touch_line (self, booking, enrolment->activity, error)) &&
         write_booking (self, booking, enrolment->activity, error) &&
         pfs_touch_sheet (self, booking->enrolment, booking->day, error);
}

PfsBooking *
pfs_storage_load_booking (PfsStorage *self,
                          const char *enrolment,
                          const char *unit,
                          PfDay       day,
                          GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (enrolment != NULL && unit != NULL, NULL);

  rows = pfs_rows_begin (self, SELECT_BOOKINGS "WHERE b.enrolment = ? AND b.day = ? AND b.unit = ?",
                         "sds", enrolment, day, unit);
  if (pfs_rows_next (rows))
    return read_booking (rows);
  return pfs_rows_check (rows, error) ? pfs_booking_new (enrolment, unit, day) : NULL;
}

/* Where the filter names neither days nor an activity, the index by status serves. */
static void
append_filter (GString *sql, const PfsBookingFilter *filter)
{
  g_string_append (sql, SELECT_BOOKINGS "WHERE true");
  if (filter->statuses != 0)
    {
      const char *separator = "";

      g_string_append (sql, " AND b.status IN (");
      for (int status = PF_BOOKING_NONE; status <= PF_BOOKING_CANCELLED; status++)
        if (filter->statuses & (1u << status))
          {
            g_string_append_printf (sql, "%s%d", separator, status);
            separator = ", ";
          }
      g_string_append_c (sql, ')');
    }
  /* Every parameter stands in every query, so that they are bound alike. */
  g_string_append (sql, filter->activity != NULL ? " AND b.activity = ?1" : " AND ?1 IS NULL");
  g_string_append (sql, filter->unit != NULL ? " AND b.unit = ?2" : " AND ?2 IS NULL");
  g_string_append (sql, filter->child != NULL ? " AND e.child = ?3" : " AND ?3 IS NULL");
  g_string_append (sql, filter->household != NULL ? " AND k.household = ?4" : " AND ?4 IS NULL");
  if (filter->by_day)
    g_string_append (sql, " AND b.day BETWEEN ?5 AND ?6");
  else
    g_string_append (sql, " AND ifnull (?5, ?6) IS NULL");
  g_string_append (sql, " ORDER BY b.day, b.activity, b.unit, b.asked_at, b.version");
}

GPtrArray *
pfs_storage_list_bookings (PfsStorage *self, const PfsBookingFilter *filter, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  append_filter (sql, filter);
  rows = pfs_rows_begin (self, sql->str, "ssssdd", filter->activity, filter->unit, filter->child,
                         filter->household, filter->by_day ? filter->first : PF_DAY_NONE,
                         filter->by_day ? filter->last : PF_DAY_NONE);
  return list_bookings (rows, error);
}

GPtrArray *
pfs_storage_list_enrolment_bookings (PfsStorage *self,
                                     const char *enrolment,
                                     PfDay       first,
                                     PfDay       last,
                                     GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (enrolment != NULL, NULL);

  rows = pfs_rows_begin (self,
                         SELECT_BOOKINGS
                         "WHERE b.enrolment = ? AND b.day BETWEEN ? AND ? ORDER BY b.day",
                         "sdd", enrolment, first, last);
  return list_bookings (rows, error);
}

PfsBooking *
pfs_storage_get_first_waiting (PfsStorage *self,
                               const char *activity,
                               const char *unit,
                               PfDay       day,
                               GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (activity != NULL && unit != NULL, NULL);

  rows = pfs_rows_begin (self,
                         SELECT_BOOKINGS
                         "WHERE b.activity = ? AND b.day = ? AND b.unit = ? AND b.status = 2"
                         " ORDER BY b.place_in_line LIMIT 1",
                         "sds", activity, day, unit);
  if (pfs_rows_next (rows))
    return read_booking (rows);
  pfs_rows_check (rows, error);
  return NULL;
}
