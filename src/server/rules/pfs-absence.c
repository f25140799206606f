/* SPDX-License-Identifier: GPL-3.0-or-later
 * An absence that an agent accepts: the days that the child was booked are excused, and given back
 * but for the first ones that the town keeps. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pf-mail-bodies.h"
#include "pfs-bookings.h"
#include "pfs-request-effects.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-bookings.h"
#include "pfs-storage-desk.h"
#include "pfs-storage-town.h"

/* What was asked for. */
typedef struct {
  const char *child;
  PfDay first;
  PfDay last;
  const char *activity; /* (nullable): its name */
  int charged_days;
} Absence;

static gboolean
read_absence (PfsStorage *storage, const PfRequestBody *body, Absence *absence, GError **error)
{
  const char *first = pf_request_body_get_value (body, "first");
  const char *last = pf_request_body_get_value (body, "last");
  g_autoptr (PfForm) form = body->form != NULL ? pfs_storage_load_form (storage, body->form, NULL)
                                               : NULL;

  absence->child = pf_request_body_get_value (body, "child");
  absence->first = first != NULL ? pf_day_parse (first) : PF_DAY_NONE;
  absence->last = last != NULL ? pf_day_parse (last) : absence->first;
  absence->activity = pf_request_body_get_value (body, "activity");
  absence->charged_days = form != NULL ? form->charged_days : 0;
  if (absence->child != NULL && absence->first != PF_DAY_NONE && absence->last >= absence->first)
    return TRUE;
  g_set_error_literal (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                       _("The request does not say which child is absent, or when"));
  return FALSE;
}

static gboolean
is_meant (PfsStorage *storage, const Absence *absence, const PfsBooking *booking)
{
  g_autoptr (PfActivity) activity =
      absence->activity != NULL ? pfs_storage_load_activity (storage, booking->activity, NULL, NULL)
                                : NULL;

  return absence->activity == NULL ||
         (activity != NULL && strcmp (activity->name, absence->activity) == 0);
}

/* A day to come that is given back is somebody else's; one that stays charged, or is past, is
 * marked. */
static gboolean
excuse_booking (PfsStorage *storage,
                PfsBooking *booking,
                gboolean    gives_back,
                PfDay       today,
                const char *words,
                PfMoment    now,
                GError    **error)
{
  if (gives_back && booking->day > today)
    return pfs_bookings_free_place (storage, booking->enrolment, booking->unit, booking->day, words,
                                    now, error);
  booking->attendance = PF_ATTENDANCE_EXCUSED;
  if (gives_back)
    booking->charged = 0;
  return pfs_storage_put_booking (storage, booking, error);
}

static gboolean
excuse_days (PfsStorage    *storage,
             const Absence *absence,
             PfDay          today,
             const char    *words,
             PfMoment       now,
             GError       **error)
{
  PfsBookingFilter filter = { .statuses = 1 << PF_BOOKING_BOOKED,
                              .child = absence->child,
                              .by_day = TRUE,
                              .first = absence->first,
                              .last = absence->last };
  g_autoptr (GPtrArray) bookings = pfs_storage_list_bookings (storage, &filter, error);
  PfDay counted = PF_DAY_NONE;
  int n_days = 0;

  for (guint i = 0; bookings != NULL && i < bookings->len; i++)
    {
      PfsBooking *booking = g_ptr_array_index (bookings, i);

      if (!is_meant (storage, absence, booking))
        continue;
      n_days += booking->day != counted;
      counted = booking->day;
      if (!excuse_booking (storage, booking, n_days > absence->charged_days, today, words, now,
                           error))
        return FALSE;
    }
  return bookings != NULL;
}

gboolean
pfs_absence_accept (PfsStorage       *storage,
                    const PfsPending *pending,
                    const char       *words,
                    PfMoment          now,
                    GError          **error)
{
  g_autoptr (PfRequestBody) body = NULL;
  g_autoptr (PfTown) town = NULL;
  Absence absence;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (pending->body != NULL, FALSE);

  body = pf_codec_decode_request_body (pending->body, error);
  town = body != NULL ? pfs_storage_load_town_record (storage, error) : NULL;
  return town != NULL && read_absence (storage, body, &absence, error) &&
         excuse_days (storage, &absence, pf_moment_get_day (now, town->zone), words, now, error);
}
