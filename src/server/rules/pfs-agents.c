/* SPDX-License-Identifier: GPL-3.0-or-later
 * What agents decide about bookings. */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "pfs-bookings.h"
#include "pfs-forbid.h"
#include "pfs-prepaid.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-town.h"
#include "pfs-waiting.h"

static gboolean
get_today (PfsStorage *storage, PfMoment now, PfDay *today, GError **error)
{
  g_autoptr (PfTown) town = pfs_storage_load_town_record (storage, error);

  if (town == NULL)
    return FALSE;
  *today = pf_moment_get_day (now, town->zone);
  return TRUE;
}

/* Ends a booking: what was booked or asked of an agent stays visible as cancelled, with the town's
 * words; nothing is charged. */
static gboolean
end_booking (PfsStorage *storage,
             PfsBooking *booking,
             const char *why,
             PfMoment    now,
             gboolean    gives_place,
             GError    **error)
{
  gboolean frees = booking->status == PF_BOOKING_BOOKED && gives_place;
  PfDay today;

  booking->status = PF_BOOKING_CANCELLED;
  booking->charged = PF_CENTS_UNKNOWN;
  g_free (booking->note);
  booking->note = g_strdup (why);
  return get_today (storage, now, &today, error) &&
         pfs_storage_put_booking (storage, booking, error) &&
         pfs_prepaid_settle_one (storage, booking, error) &&
         (!frees || pfs_waiting_move_up (storage, booking->activity, booking->unit, booking->day,
                                         today, error));
}

static gboolean
is_pending (PfBooking status)
{
  return status == PF_BOOKING_PENDING;
}

static gboolean
is_undecided (PfBooking status)
{
  return status == PF_BOOKING_PENDING || status == PF_BOOKING_WAITING;
}

/* Returns: (transfer full): the booking, if @is_one says so of its status; else NULL with @error:
 * @none. */
static PfsBooking *
load_booking (PfsStorage *storage, const char *enrolment, const char *unit, PfDay day,
              gboolean (*is_one) (PfBooking status), const char *none, GError **error)
{
  g_autoptr (PfsBooking) booking = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (enrolment != NULL && unit != NULL, NULL);

  booking = pfs_storage_load_booking (storage, enrolment, unit, day, error);
  if (booking == NULL)
    return NULL;
  if (is_one (booking->status))
    return g_steal_pointer (&booking);
  pfs_forbid (error, none);
  return NULL;
}

gboolean
pfs_bookings_approve (PfsStorage *storage,
                      const char *enrolment,
                      const char *unit,
                      PfDay       day,
                      PfMoment    now,
                      GError    **error)
{
  g_autoptr (PfsBooking) booking = load_booking (storage, enrolment, unit, day, is_pending,
                                                 _("Nothing awaits approval there"), error);
  int capacity;
  int taken;

  if (booking == NULL ||
      !pfs_storage_get_places (storage, booking->activity, unit, day, &capacity, &taken, error))
    return FALSE;
  if (capacity != PF_PLACES_UNLIMITED && taken >= capacity)
    return pfs_forbid (error, _("No place is left that day: add one first, or refuse"));
  booking->status = PF_BOOKING_BOOKED;
  booking->charged = booking->asked_price;
  g_clear_pointer (&booking->note, g_free);
  return pfs_storage_put_booking (storage, booking, error) &&
         pfs_prepaid_settle_one (storage, booking, error);
}

gboolean
pfs_bookings_refuse (PfsStorage *storage,
                     const char *enrolment,
                     const char *unit,
                     PfDay       day,
                     const char *why,
                     PfMoment    now,
                     GError    **error)
{
  g_autoptr (PfsBooking) booking = load_booking (storage, enrolment, unit, day, is_undecided,
                                                 _("Nothing waits or awaits approval there"),
                                                 error);

  return booking != NULL && end_booking (storage, booking, why, now, FALSE, error);
}

gboolean
pfs_bookings_free_place (PfsStorage *storage,
                         const char *enrolment,
                         const char *unit,
                         PfDay       day,
                         const char *why,
                         PfMoment    now,
                         GError    **error)
{
  g_autoptr (PfsBooking) booking = load_booking (storage, enrolment, unit, day, pf_booking_is_held,
                                                 _("Nothing is held there"), error);

  return booking != NULL && end_booking (storage, booking, why, now, TRUE, error);
}

gboolean
pfs_bookings_set_places (PfsStorage *storage,
                         const char *activity,
                         const char *unit,
                         PfDay       day,
                         int         capacity,
                         PfMoment    now,
                         GError    **error)
{
  int former;
  int taken;
  PfDay today;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (activity != NULL && unit != NULL, FALSE);

  return pfs_storage_get_places (storage, activity, unit, day, &former, &taken, error) &&
         get_today (storage, now, &today, error) &&
         pfs_storage_put_opening (storage, activity, unit, day, capacity, error) &&
         pfs_waiting_move_up (storage, activity, unit, day, today, error);
}

gboolean
pfs_bookings_close_day (PfsStorage *storage,
                        const char *activity,
                        PfDay       day,
                        PfClosure   kind,
                        const char *words,
                        PfMoment    now,
                        guint      *n_cancelled,
                        GError    **error)
{
  g_autoptr (GPtrArray) bookings = NULL;
  PfsBookingFilter filter = {
    .statuses = 1u << PF_BOOKING_BOOKED | 1u << PF_BOOKING_WAITING | 1u << PF_BOOKING_PENDING,
    .activity = activity,
    .by_day = TRUE,
    .first = day,
    .last = day,
  };

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);

  bookings = pfs_storage_list_bookings (storage, &filter, error);
  if (bookings == NULL || !pfs_storage_put_closure (storage, activity, day, kind, words, error))
    return FALSE;
  for (guint i = 0; i < bookings->len; i++)
    if (!end_booking (storage, g_ptr_array_index (bookings, i), words, now, FALSE, error))
      return FALSE;
  if (n_cancelled != NULL)
    *n_cancelled = bookings->len;
  return TRUE;
}

gboolean
pfs_bookings_reopen_day (PfsStorage *storage,
                         const char *activity,
                         PfDay       day,
                         PfMoment    now,
                         GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);

  return pfs_storage_remove_closure (storage, activity, day, error);
}

gboolean
pfs_bookings_mark (PfsStorage  *storage,
                   const char  *enrolment,
                   const char  *unit,
                   PfDay        day,
                   PfAttendance attendance,
                   PfMoment     now,
                   GError     **error)
{
  g_autoptr (PfsBooking) booking = NULL;
  PfDay today;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (enrolment != NULL && unit != NULL, FALSE);

  if (!get_today (storage, now, &today, error))
    return FALSE;
  if (day > today)
    return pfs_forbid (error, _("This day is yet to come"));
  booking = pfs_storage_load_booking (storage, enrolment, unit, day, error);
  if (booking == NULL)
    return FALSE;
  booking->attendance = attendance;
  return pfs_storage_put_booking (storage, booking, error) &&
         pfs_prepaid_settle_one (storage, booking, error);
}
