/* SPDX-License-Identifier: GPL-3.0-or-later
 * What families of the demo town usually hold: most school days that are past, and the weeks to
 * come that they have thought of. */
#include "config.h"

#include "pfs-demo-plan.h"

/* How far ahead families have booked, and how far back the others' bookings go: they only fill
 * the days that can be seen. */
#define DAYS_AHEAD 24
#define OTHERS_BEFORE 40
#define OTHERS_AHEAD 60

#define MON PF_WEEKDAY_BIT (PF_MONDAY)
#define TUE PF_WEEKDAY_BIT (PF_TUESDAY)
#define WED PF_WEEKDAY_BIT (PF_WEDNESDAY)
#define THU PF_WEEKDAY_BIT (PF_THURSDAY)
#define FRI PF_WEEKDAY_BIT (PF_FRIDAY)
#define SAT PF_WEEKDAY_BIT (PF_SATURDAY)
#define MAX_UNITS 3
#define MAX_HABITS 4

/* The weekdays on which a child usually takes each unit, by activity (in their order) and habit. */
static const guint habits[][MAX_HABITS][MAX_UNITS] = {
  /* cantine */ { { MON | TUE | FRI }, { TUE | THU | FRI }, { MON | TUE | THU | FRI } },
  /* alae */
  { { MON | TUE, MON | TUE | THU, 0 },
    { 0, TUE | THU, 0 },
    { MON | TUE | THU | FRI, MON | TUE | THU | FRI, MON | THU },
    { 0, FRI, 0 } },
  /* mercredi */ { { WED, WED, 0 }, { WED, WED, WED } },
  /* loisirs */ { { MON | TUE, 0, 0 }, { 0, 0, MON | TUE | THU }, { 0, TUE | WED, THU } },
  /* judo */ { { WED }, { SAT } },
  /* stages */ { { TUE | THU }, { WED | FRI } },
};

/* A number that looks random and is the same every time: the town is laid the same way for the
 * same day. */
static guint
scatter (guint enrolment, PfDay day, guint modulus)
{
  guint hash = enrolment * 2654435761u ^ (guint) day * 2246822519u;

  hash ^= hash >> 15;
  hash *= 2654435761u;
  return (hash >> 12) % modulus;
}

static PfAttendance
choose_attendance (guint enrolment, PfDay day)
{
  guint chance = scatter (enrolment, day, 24);

  return chance == 0  ? PF_ATTENDANCE_ABSENT
         : chance < 3 ? PF_ATTENDANCE_EXCUSED
                      : PF_ATTENDANCE_PRESENT;
}

/* The family's own plan is not perfect: now and then a day was not needed. */
static gboolean
is_wanted (PfsDemoPlan *plan, guint enrolment, const PfsDemoSlot *slot)
{
  const PfsDemoEnrolment *who = g_ptr_array_index (plan->enrolments, enrolment);
  guint weekdays = habits[who->activity][who->habit][slot->unit];

  return (weekdays & PF_WEEKDAY_BIT (pf_day_get_weekday (slot->day))) &&
         scatter (enrolment, slot->day, 14) != 13;
}

static void
book_usual_days (PfsDemoPlan *plan, guint enrolment)
{
  const PfsDemoEnrolment *who = g_ptr_array_index (plan->enrolments, enrolment);
  PfDay first = who->household == 0 ? plan->first : MAX (plan->first, plan->today - OTHERS_BEFORE);
  PfDay last = MIN (plan->last, plan->today + (who->household == 0 ? DAYS_AHEAD : OTHERS_AHEAD));

  for (PfDay day = first; day <= last; day++)
    for (guint unit = 0; unit < MAX_UNITS; unit++)
      {
        guint index;
        const PfsDemoSlot *slot = pfs_demo_plan_find_slot (plan, who->activity, unit, day, &index);

        if (slot && is_wanted (plan, enrolment, slot))
          pfs_demo_plan_set_booking (plan, enrolment, index, PF_BOOKING_BOOKED,
                                     day < plan->today ? choose_attendance (enrolment, day)
                                                       : PF_ATTENDANCE_UNKNOWN);
      }
}

void
pfs_demo_plan_add_bookings (PfsDemoPlan *plan)
{
  for (guint i = 0; i < plan->enrolments->len; i++)
    book_usual_days (plan, i);
}
