/* SPDX-License-Identifier: GPL-3.0-or-later
 * The demo town's plan: its calendar, and the lists that its other parts fill. */
#include "config.h"

#include "pfs-demo-plan.h"

#include "pfs-zone-b.h"

/* How long before the present the plan begins at least, and from which month on it holds the next
 * school year too. */
#define DAYS_BEFORE 70
#define NEXT_YEAR_FROM_MONTH 4

static void
free_activity (PfsDemoActivity *activity)
{
  g_clear_object (&activity->record);
  g_array_unref (activity->deadlines);
  g_free (activity);
}

static void
free_household (PfsDemoHousehold *household)
{
  g_clear_object (&household->record);
  g_ptr_array_unref (household->guardians);
  g_ptr_array_unref (household->children);
  g_free (household);
}

static void
free_enrolment (PfsDemoEnrolment *enrolment)
{
  g_clear_object (&enrolment->record);
  g_free (enrolment);
}

static gint64 *
make_slot_key (guint activity, guint unit, PfDay day)
{
  gint64 key = ((gint64) activity << 40) | ((gint64) unit << 34) | (guint32) day;

  return g_memdup2 (&key, sizeof key);
}

static gint64 *
make_booking_key (guint enrolment, guint slot)
{
  gint64 key = ((gint64) enrolment << 32) | slot;

  return g_memdup2 (&key, sizeof key);
}

/* From 1 September, or two months ago where that is earlier, to the end of the school year; from
 * spring on, of the next one too. */
static void
choose_period (PfsDemoPlan *plan)
{
  int year, month;

  pf_day_get_ymd (plan->today, &year, &month, NULL);
  plan->school_year = month >= 9 ? year : year - 1;
  plan->first = MIN (pf_day_new (plan->school_year, 9, 1), plan->today - DAYS_BEFORE);
  plan->last =
      pf_day_new (plan->school_year + (month >= NEXT_YEAR_FROM_MONTH && month < 9 ? 2 : 1), 8, 31);
}

static void
fill_calendar (PfsDemoPlan *plan)
{
  g_autoptr (GPtrArray) holidays =
      pfs_zone_b_get_holidays (plan->school_year - 1, plan->school_year + 2);

  plan->calendar = pf_calendar_new (PF_REGION_METROPOLE);
  for (guint i = 0; i < holidays->len; i++)
    {
      const PfPeriod *holiday = g_ptr_array_index (holidays, i);

      pf_calendar_add_school_holiday (plan->calendar, holiday->first, holiday->last, holiday->name);
    }
}

/* Days on which nothing opens have no slot: the calendar says why. */
static gboolean
opens_on (PfsDemoPlan *plan, const PfsDemoActivity *activity, PfDay day)
{
  gboolean is_holiday = pf_calendar_get_school_holiday (plan->calendar, day) != NULL;

  return (activity->weekdays & PF_WEEKDAY_BIT (pf_day_get_weekday (day))) &&
         activity->in_holidays == is_holiday &&
         pf_calendar_get_public_holiday (plan->calendar, day) == PF_HOLIDAY_NONE;
}

static void
add_slots (PfsDemoPlan *plan)
{
  for (PfDay day = plan->first; day <= plan->last; day++)
    for (guint a = 0; a < plan->activities->len; a++)
      {
        const PfsDemoActivity *activity = g_ptr_array_index (plan->activities, a);

        for (guint unit = 0; opens_on (plan, activity, day) && unit < activity->record->units->len;
             unit++)
          {
            PfsDemoSlot slot = {
              .activity = a, .unit = unit, .day = day, .capacity = activity->capacity
            };

            g_array_append_val (plan->slots, slot);
            g_hash_table_insert (plan->slot_at, make_slot_key (a, unit, day),
                                 GUINT_TO_POINTER (plan->slots->len));
          }
      }
}

PfsDemoPlan *
pfs_demo_plan_new (PfMoment now)
{
  PfsDemoPlan *plan = g_new0 (PfsDemoPlan, 1);

  plan->now = now;
  plan->zone = g_time_zone_new_identifier ("Europe/Paris");
  if (!plan->zone)
    plan->zone = g_time_zone_new_utc ();
  plan->today = pf_moment_get_day (now, plan->zone);
  plan->sites = g_ptr_array_new_with_free_func (g_object_unref);
  plan->activities = g_ptr_array_new_with_free_func ((GDestroyNotify) free_activity);
  plan->slots = g_array_new (FALSE, FALSE, sizeof (PfsDemoSlot));
  plan->slot_at = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  plan->households = g_ptr_array_new_with_free_func ((GDestroyNotify) free_household);
  plan->enrolments = g_ptr_array_new_with_free_func ((GDestroyNotify) free_enrolment);
  plan->bookings = g_array_new (FALSE, FALSE, sizeof (PfsDemoBooking));
  plan->booking_at = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  choose_period (plan);
  fill_calendar (plan);
  pfs_demo_plan_add_activities (plan);
  add_slots (plan);
  pfs_demo_plan_add_people (plan);
  pfs_demo_plan_add_bookings (plan);
  pfs_demo_plan_add_examples (plan);
  return plan;
}

void
pfs_demo_plan_free (PfsDemoPlan *plan)
{
  if (!plan)
    return;
  g_hash_table_unref (plan->booking_at);
  g_array_unref (plan->bookings);
  g_ptr_array_unref (plan->enrolments);
  g_ptr_array_unref (plan->households);
  g_hash_table_unref (plan->slot_at);
  g_array_unref (plan->slots);
  g_ptr_array_unref (plan->activities);
  g_ptr_array_unref (plan->sites);
  pf_calendar_unref (plan->calendar);
  g_time_zone_unref (plan->zone);
  g_free (plan);
}

PfsDemoSlot *
pfs_demo_plan_find_slot (PfsDemoPlan *plan, guint activity, guint unit, PfDay day, guint *index)
{
  g_autofree gint64 *key = make_slot_key (activity, unit, day);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (plan->slot_at, key));

  if (found > 0 && index)
    *index = found - 1;
  return found > 0 ? &g_array_index (plan->slots, PfsDemoSlot, found - 1) : NULL;
}

PfsDemoBooking *
pfs_demo_plan_find_booking (PfsDemoPlan *plan, guint enrolment, guint slot)
{
  g_autofree gint64 *key = make_booking_key (enrolment, slot);
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (plan->booking_at, key));

  return found > 0 ? &g_array_index (plan->bookings, PfsDemoBooking, found - 1) : NULL;
}

void
pfs_demo_plan_set_booking (PfsDemoPlan *plan,
                           guint        enrolment,
                           guint        slot,
                           PfBooking    status,
                           PfAttendance attendance)
{
  PfsDemoSlot *place = &g_array_index (plan->slots, PfsDemoSlot, slot);
  PfsDemoBooking *booking = pfs_demo_plan_find_booking (plan, enrolment, slot);

  if (!booking)
    {
      PfsDemoBooking fresh = { .enrolment = enrolment, .slot = slot };

      g_array_append_val (plan->bookings, fresh);
      g_hash_table_insert (plan->booking_at, make_booking_key (enrolment, slot),
                           GUINT_TO_POINTER (plan->bookings->len));
      booking = &g_array_index (plan->bookings, PfsDemoBooking, plan->bookings->len - 1);
    }
  place->taken += (status == PF_BOOKING_BOOKED) - (booking->status == PF_BOOKING_BOOKED);
  place->capacity = MAX (place->capacity, place->taken);
  booking->status = status;
  booking->attendance = attendance;
}

PfCents
pfs_demo_plan_get_price (PfsDemoPlan *plan, guint household, guint activity, guint unit)
{
  const PfsDemoHousehold *payer = g_ptr_array_index (plan->households, household);
  g_autoptr (GArray) tariffs = pfs_demo_plan_list_tariffs (plan, activity, unit);
  guint band = 0;

  while (band + 1 < tariffs->len &&
         (payer->record->quotient == PF_CENTS_UNKNOWN ||
          payer->record->quotient > g_array_index (tariffs, PfsTariff, band).up_to))
    band++;
  return g_array_index (tariffs, PfsTariff, band).price;
}

void
pfs_demo_plan_get_deadlines (PfsDemoPlan *plan, const PfsDemoSlot *slot, PfSlot *facts)
{
  const PfsDemoActivity *activity = g_ptr_array_index (plan->activities, slot->activity);
  PfsDeadlines rules = { .book = activity->record->book,
                         .late = activity->record->late,
                         .cancel = activity->record->cancel };
  PfMoment from;

  for (guint i = 0; i < activity->deadlines->len; i++)
    {
      const PfsDeadlines *other = &g_array_index (activity->deadlines, PfsDeadlines, i);

      if (slot->day >= other->first && slot->day <= other->last)
        rules = *other;
    }
  pf_deadline_rule_resolve (&rules.book, slot->day, plan->calendar, plan->zone, &facts->book_from,
                            &facts->book_until);
  pf_deadline_rule_resolve (&rules.late, slot->day, plan->calendar, plan->zone, &from,
                            &facts->late_until);
  pf_deadline_rule_resolve (&rules.cancel, slot->day, plan->calendar, plan->zone, &from,
                            &facts->cancel_until);
}
