/* SPDX-License-Identifier: GPL-3.0-or-later
 * One transaction that makes a new database the demo town's. */
#include "config.h"

#include "pfs-demo-write.h"

#include "pfs-password.h"
#include "pfs-storage-access.h"
#include "pfs-storage-bookings.h"
#include "pfs-storage-families.h"
#include "pfs-storage-town.h"

#include <glib/gstdio.h>

#define SECONDS_PER_DAY 86400

/* How long before a day families ask for it. */
#define DAYS_ASKED_BEFORE 30

/* The demo's password is in its documentation: guarding it well would only make the demo slow. */
static const struct {
  const char *key;
  const char *value;
} settings[] = {
  { PFS_SETTING_PASSWORD_OPERATIONS, "1" },
  { PFS_SETTING_PASSWORD_MEMORY, "8388608" },
};

static gboolean
write_town (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  char *hosts[] = { (char *) "www.payfip.gouv.fr", NULL };
  PfsTown town = { .name = (char *) PFS_DEMO_TOWN,
                   .time_zone = (char *) "Europe/Paris",
                   .currency = (char *) "EUR",
                   .school_zone = (char *) "B",
                   .region = pf_calendar_get_region (plan->calendar),
                   .contact = (char *) "Service enfance, mairie de " PFS_DEMO_TOWN
                                       ", 01 99 00 41 17",
                   .payment_hosts = hosts };
  GPtrArray *holidays = pf_calendar_get_school_holidays (plan->calendar);
  g_autofree char *today = pf_day_format (plan->today);

  if (!pfs_storage_put_town (storage, &town, error) ||
      !pfs_storage_set_setting (storage, PFS_SETTING_DEMO_LAID, today, error))
    return FALSE;
  for (guint i = 0; i < holidays->len; i++)
    {
      const PfPeriod *holiday = g_ptr_array_index (holidays, i);

      if (!pfs_storage_add_school_holiday (storage, holiday->first, holiday->last, holiday->name,
                                           error))
        return FALSE;
    }
  for (guint i = 0; i < plan->sites->len; i++)
    if (!pfs_storage_put_site (storage, g_ptr_array_index (plan->sites, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_activity (PfsDemoPlan *plan, PfsStorage *storage, guint index, GError **error)
{
  const PfsDemoActivity *activity = g_ptr_array_index (plan->activities, index);
  const char *id = pf_record_get_id (PF_RECORD (activity->record));

  if (!pfs_storage_put_activity (storage, activity->record, activity->flags, error))
    return FALSE;
  for (guint i = 0; i < activity->deadlines->len; i++)
    if (!pfs_storage_put_deadlines (storage, id,
                                    &g_array_index (activity->deadlines, PfsDeadlines, i), error))
      return FALSE;
  for (guint unit = 0; unit < activity->record->units->len; unit++)
    {
      const PfUnit *offered = g_ptr_array_index (activity->record->units, unit);
      g_autoptr (GArray) tariffs = pfs_demo_plan_list_tariffs (plan, index, unit);

      for (guint i = 0; i < tariffs->len; i++)
        if (!pfs_storage_put_tariff (storage, id, offered->id,
                                     &g_array_index (tariffs, PfsTariff, i), error))
          return FALSE;
    }
  return TRUE;
}

static const char *
get_activity_id (PfsDemoPlan *plan, guint index)
{
  const PfsDemoActivity *activity = g_ptr_array_index (plan->activities, index);

  return pf_record_get_id (PF_RECORD (activity->record));
}

static const char *
get_unit_id (PfsDemoPlan *plan, const PfsDemoSlot *slot)
{
  const PfsDemoActivity *activity = g_ptr_array_index (plan->activities, slot->activity);

  return ((const PfUnit *) g_ptr_array_index (activity->record->units, slot->unit))->id;
}

/* A day closes once for all units of an activity. */
static gboolean
write_slots (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  for (guint i = 0; i < plan->slots->len; i++)
    {
      const PfsDemoSlot *slot = &g_array_index (plan->slots, PfsDemoSlot, i);
      const char *activity = get_activity_id (plan, slot->activity);

      if (!pfs_storage_put_opening (storage, activity, get_unit_id (plan, slot), slot->day,
                                    slot->capacity, error))
        return FALSE;
      if (slot->unit == 0 && slot->is_struck &&
          !pfs_storage_put_closure (storage, activity, slot->day, PF_CLOSURE_STRIKE,
                                    "Grève du personnel", error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_household (PfsStorage             *storage,
                 const PfsDemoHousehold *household,
                 const char             *hash,
                 GError                **error)
{
  const char *id = pf_record_get_id (PF_RECORD (household->record));

  if (!pfs_storage_put_household (storage, household->record, error))
    return FALSE;
  for (guint i = 0; i < household->guardians->len; i++)
    {
      PfGuardian *guardian = g_ptr_array_index (household->guardians, i);

      if (!pfs_storage_put_guardian (storage, id, guardian, error))
        return FALSE;
      if (hash && !pfs_storage_set_password (storage, pf_record_get_id (PF_RECORD (guardian)), hash,
                                             FALSE, error))
        return FALSE;
    }
  for (guint i = 0; i < household->children->len; i++)
    if (!pfs_storage_put_child (storage, id, g_ptr_array_index (household->children, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
write_booking (PfsDemoPlan          *plan,
               PfsStorage           *storage,
               const PfsDemoBooking *planned,
               GError              **error)
{
  const PfsDemoEnrolment *enrolment = g_ptr_array_index (plan->enrolments, planned->enrolment);
  const PfsDemoSlot *slot = &g_array_index (plan->slots, PfsDemoSlot, planned->slot);
  g_autoptr (PfsBooking) booking =
      pfs_booking_new (pf_record_get_id (PF_RECORD (enrolment->record)), get_unit_id (plan, slot),
                       slot->day);
  PfMoment usual =
      (PfMoment) (slot->day - DAYS_ASKED_BEFORE) * SECONDS_PER_DAY + SECONDS_PER_DAY / 2;

  booking->status = planned->status;
  booking->attendance = planned->attendance;
  booking->asked_at = MIN (usual, plan->now - SECONDS_PER_DAY);
  booking->asked_price =
      pfs_demo_plan_get_price (plan, enrolment->household, slot->activity, slot->unit);
  if (planned->status == PF_BOOKING_BOOKED)
    booking->charged = booking->asked_price;
  return pfs_storage_put_booking (storage, booking, error);
}

/* The demo family is the last in every waiting list. */
static gboolean
write_bookings (PfsDemoPlan *plan, PfsStorage *storage, gboolean waiting_family, GError **error)
{
  for (guint i = 0; i < plan->bookings->len; i++)
    {
      const PfsDemoBooking *booking = &g_array_index (plan->bookings, PfsDemoBooking, i);
      const PfsDemoEnrolment *enrolment = g_ptr_array_index (plan->enrolments, booking->enrolment);
      gboolean is_last = booking->status == PF_BOOKING_WAITING && enrolment->household == 0;

      if (booking->status != PF_BOOKING_NONE && is_last == waiting_family &&
          !write_booking (plan, storage, booking, error))
        return FALSE;
    }
  return TRUE;
}

/* Writes the whole town in one transaction. @password: for both guardians of the demo family. */
static gboolean
write_town_of_plan (PfsDemoPlan *plan, PfsStorage *storage, const char *password, GError **error)
{
  g_autoptr (PfsTransaction) transaction = pfs_storage_begin (storage, plan->now, error);
  g_autofree char *hash = NULL;

  for (gsize i = 0; transaction && i < G_N_ELEMENTS (settings); i++)
    if (!pfs_storage_set_setting (storage, settings[i].key, settings[i].value, error))
      return FALSE;
  hash = transaction ? pfs_password_hash (storage, password, error) : NULL;
  if (!hash || !write_town (plan, storage, error))
    return FALSE;
  for (guint i = 0; i < plan->activities->len; i++)
    if (!write_activity (plan, storage, i, error))
      return FALSE;
  for (guint i = 0; i < plan->households->len; i++)
    if (!write_household (storage, g_ptr_array_index (plan->households, i), i == 0 ? hash : NULL,
                          error))
      return FALSE;
  if (!write_slots (plan, storage, error) || !pfs_demo_write_mail (plan, storage, error) ||
      !pfs_demo_write_news (plan, storage, error))
    return FALSE;
  for (guint i = 0; i < plan->enrolments->len; i++)
    if (!pfs_storage_put_enrolment (
            storage, ((PfsDemoEnrolment *) g_ptr_array_index (plan->enrolments, i))->record, error))
      return FALSE;
  return pfs_demo_write_families (plan, storage, hash, error) &&
         pfs_demo_write_papers (plan, storage, error) &&
         write_bookings (plan, storage, FALSE, error) &&
         write_bookings (plan, storage, TRUE, error) && pfs_transaction_commit (transaction, error);
}

gboolean
pfs_demo_create (const char *path, const char *password, PfMoment now, GError **error)
{
  g_autoptr (PfsDemoPlan) plan = pfs_demo_plan_new (now);
  g_autoptr (PfsStorage) storage = pfs_storage_create (path, error);
  gboolean done;

  if (!storage)
    return FALSE;
  done = write_town_of_plan (plan, storage, password, error) &&
         pfs_demo_write_money (plan, storage, error);
  g_clear_object (&storage);
  if (!done)
    g_unlink (path);
  return done;
}
