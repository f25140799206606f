/* SPDX-License-Identifier: GPL-3.0-or-later
 * The waiting list of a slot. */
#include "config.h"

#include "pfs-waiting.h"

#include "pfs-prepaid.h"
#include "pfs-storage-bookings.h"
#include "pfs-storage-town.h"

/* Gives the first who waits a place. Returns: FALSE where there is none to give, or nobody waits,
 * or with @error. */
static gboolean
give_place (PfsStorage *storage, const char *activity, const char *unit, PfDay day, GError **error)
{
  g_autoptr (PfsBooking) first = NULL;
  int capacity;
  int taken;

  if (!pfs_storage_get_places (storage, activity, unit, day, &capacity, &taken, error) ||
      (capacity != PF_PLACES_UNLIMITED && taken >= capacity))
    return FALSE;
  first = pfs_storage_get_first_waiting (storage, activity, unit, day, error);
  if (first == NULL)
    return FALSE;
  first->status = PF_BOOKING_BOOKED;
  first->charged = first->asked_price;
  return pfs_storage_put_booking (storage, first, error) &&
         pfs_prepaid_settle_one (storage, first, error);
}

gboolean
pfs_waiting_move_up (PfsStorage *storage,
                     const char *activity,
                     const char *unit,
                     PfDay       day,
                     PfDay       today,
                     GError    **error)
{
  g_autoptr (GPtrArray) closures = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (activity != NULL && unit != NULL, FALSE);

  closures = pfs_storage_list_closures (storage, activity, day, day, error);
  if (closures == NULL)
    return FALSE;
  if (day < today || closures->len > 0)
    return TRUE;
  while (give_place (storage, activity, unit, day, &failure))
    ;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
