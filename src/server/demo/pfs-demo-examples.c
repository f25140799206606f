/* SPDX-License-Identifier: GPL-3.0-or-later
 * Arranges, for the demo family, days that show each state of the legend near the present,
 * whatever day that is. */
#include "config.h"

#include "pfs-demo-plan.h"

/* Days in between which the examples lie; a little nearer than promised, so that a town laid
 * yesterday still shows them. */
#define NEAREST_AHEAD 1
#define FARTHEST (PFS_DEMO_SIGHT - 3)
#define EXAMPLES_EACH 2

typedef gboolean (*Fits) (PfsDemoPlan *plan, const PfsDemoSlot *slot, const PfSlot *facts);
typedef void (*Arrange) (PfsDemoPlan *plan, guint enrolment, guint slot);

static PfsDemoSlot *
get_slot (PfsDemoPlan *plan, guint index)
{
  return &g_array_index (plan->slots, PfsDemoSlot, index);
}

static PfSlotFlags
get_flags (PfsDemoPlan *plan, const PfsDemoSlot *slot)
{
  const PfsDemoActivity *activity = g_ptr_array_index (plan->activities, slot->activity);

  return activity->flags;
}

static gboolean
can_book (PfsDemoPlan *plan, const PfSlot *facts)
{
  return (facts->book_from == PF_MOMENT_NONE || plan->now >= facts->book_from) &&
         plan->now <= facts->book_until;
}

static gboolean
fits_booked (PfsDemoPlan *plan, const PfsDemoSlot *slot, const PfSlot *facts)
{
  return slot->day > plan->today && plan->now <= facts->cancel_until;
}

static gboolean
fits_locked (PfsDemoPlan *plan, const PfsDemoSlot *slot, const PfSlot *facts)
{
  return slot->day > plan->today && plan->now > facts->cancel_until;
}

static gboolean
fits_open (PfsDemoPlan *plan, const PfsDemoSlot *slot, const PfSlot *facts)
{
  return slot->day > plan->today && can_book (plan, facts);
}

static gboolean
fits_late (PfsDemoPlan *plan, const PfsDemoSlot *slot, const PfSlot *facts)
{
  return slot->day > plan->today && plan->now > facts->book_until && plan->now <= facts->late_until;
}

/* Only where it could be booked if there were places, and cannot be waited for. */
static gboolean
fits_full (PfsDemoPlan *plan, const PfsDemoSlot *slot, const PfSlot *facts)
{
  return slot->day > plan->today && slot->taken > 1 &&
         (can_book (plan, facts) || fits_late (plan, slot, facts));
}

static gboolean
fits_waiting (PfsDemoPlan *plan, const PfsDemoSlot *slot, const PfSlot *facts)
{
  return fits_full (plan, slot, facts) && (get_flags (plan, slot) & PF_SLOT_HAS_WAITING_LIST);
}

static gboolean
fits_pending (PfsDemoPlan *plan, const PfsDemoSlot *slot, const PfSlot *facts)
{
  return slot->day > plan->today && (get_flags (plan, slot) & PF_SLOT_NEEDS_APPROVAL);
}

static gboolean
fits_cancelled (PfsDemoPlan *plan, const PfsDemoSlot *slot, const PfSlot *facts)
{
  return slot->day > plan->today && !(get_flags (plan, slot) & PF_SLOT_NEEDS_APPROVAL);
}

static gboolean
fits_past (PfsDemoPlan *plan, const PfsDemoSlot *slot, const PfSlot *facts)
{
  return slot->day < plan->today;
}

static void
arrange_booked (PfsDemoPlan *plan, guint enrolment, guint slot)
{
  pfs_demo_plan_set_booking (plan, enrolment, slot, PF_BOOKING_BOOKED, PF_ATTENDANCE_UNKNOWN);
}

static void
arrange_free (PfsDemoPlan *plan, guint enrolment, guint slot)
{
  if (pfs_demo_plan_find_booking (plan, enrolment, slot))
    pfs_demo_plan_set_booking (plan, enrolment, slot, PF_BOOKING_NONE, PF_ATTENDANCE_UNKNOWN);
}

static void
arrange_full (PfsDemoPlan *plan, guint enrolment, guint slot)
{
  arrange_free (plan, enrolment, slot);
  get_slot (plan, slot)->capacity = get_slot (plan, slot)->taken;
}

static void
arrange_waiting (PfsDemoPlan *plan, guint enrolment, guint slot)
{
  arrange_full (plan, enrolment, slot);
  pfs_demo_plan_set_booking (plan, enrolment, slot, PF_BOOKING_WAITING, PF_ATTENDANCE_UNKNOWN);
}

static void
arrange_pending (PfsDemoPlan *plan, guint enrolment, guint slot)
{
  pfs_demo_plan_set_booking (plan, enrolment, slot, PF_BOOKING_PENDING, PF_ATTENDANCE_UNKNOWN);
  get_slot (plan, slot)->capacity =
      MAX (get_slot (plan, slot)->capacity, get_slot (plan, slot)->taken + 1);
}

static void
arrange_cancelled (PfsDemoPlan *plan, guint enrolment, guint slot)
{
  pfs_demo_plan_set_booking (plan, enrolment, slot, PF_BOOKING_CANCELLED, PF_ATTENDANCE_UNKNOWN);
}

static void
arrange_present (PfsDemoPlan *plan, guint enrolment, guint slot)
{
  pfs_demo_plan_set_booking (plan, enrolment, slot, PF_BOOKING_BOOKED, PF_ATTENDANCE_PRESENT);
}

static void
arrange_absent (PfsDemoPlan *plan, guint enrolment, guint slot)
{
  pfs_demo_plan_set_booking (plan, enrolment, slot, PF_BOOKING_BOOKED, PF_ATTENDANCE_ABSENT);
}

static void
arrange_excused (PfsDemoPlan *plan, guint enrolment, guint slot)
{
  pfs_demo_plan_set_booking (plan, enrolment, slot, PF_BOOKING_BOOKED, PF_ATTENDANCE_EXCUSED);
}

/* The states that fewest days fit come first. */
static const struct {
  PfState state;
  gboolean is_past;
  Fits fits;
  Arrange arrange;
} examples[] = {
  { PF_STATE_LATE, FALSE, fits_late, arrange_free },
  { PF_STATE_LOCKED, FALSE, fits_locked, arrange_booked },
  { PF_STATE_WAITING, FALSE, fits_waiting, arrange_waiting },
  { PF_STATE_PENDING, FALSE, fits_pending, arrange_pending },
  { PF_STATE_FULL, FALSE, fits_full, arrange_full },
  { PF_STATE_OPEN, FALSE, fits_open, arrange_free },
  { PF_STATE_BOOKED, FALSE, fits_booked, arrange_booked },
  { PF_STATE_CANCELLED, FALSE, fits_cancelled, arrange_cancelled },
  { PF_STATE_ABSENT, TRUE, fits_past, arrange_absent },
  { PF_STATE_EXCUSED, TRUE, fits_past, arrange_excused },
  { PF_STATE_PRESENT, TRUE, fits_past, arrange_present },
};

/* Arranges one example on @day for one of the family's children, if any slot fits; not always the
 * same child. */
static gboolean
try_day (PfsDemoPlan *plan, guint example, PfDay day)
{
  for (guint n = 0; n < plan->enrolments->len; n++)
    {
      guint e = (n + 7 * example + (guint) day) % plan->enrolments->len;
      const PfsDemoEnrolment *enrolment = g_ptr_array_index (plan->enrolments, e);
      const PfsDemoActivity *activity = g_ptr_array_index (plan->activities, enrolment->activity);

      for (guint unit = 0; enrolment->household == 0 && unit < activity->record->units->len; unit++)
        {
          PfSlot facts = { 0 };
          guint index;
          PfsDemoSlot *slot =
              pfs_demo_plan_find_slot (plan, enrolment->activity, unit, day, &index);

          if (!slot || slot->is_shown ||
              (examples[example].is_past && !pfs_demo_plan_find_booking (plan, e, index)))
            continue;
          pfs_demo_plan_get_deadlines (plan, slot, &facts);
          if (!examples[example].fits (plan, slot, &facts))
            continue;
          examples[example].arrange (plan, e, index);
          get_slot (plan, index)->is_shown = TRUE;
          plan->shown |= 1u << examples[example].state;
          return TRUE;
        }
    }
  return FALSE;
}

static void
arrange_example (PfsDemoPlan *plan, guint example)
{
  guint found = 0;

  for (int ahead = NEAREST_AHEAD; ahead <= FARTHEST && found < EXAMPLES_EACH; ahead++)
    found += try_day (plan, example,
                      examples[example].is_past ? plan->today - ahead : plan->today + ahead);
}

/* Another family's child that may be first in line for a slot: one that holds nothing there, or
 * else one that does. Returns: its enrolment, or the number of enrolments where there is none. */
static guint
find_other (PfsDemoPlan *plan, guint slot)
{
  guint found = plan->enrolments->len;

  for (guint e = 0; e < plan->enrolments->len; e++)
    {
      const PfsDemoEnrolment *other = g_ptr_array_index (plan->enrolments, e);

      if (other->household == 0 || other->activity != get_slot (plan, slot)->activity)
        continue;
      found = e;
      if (!pfs_demo_plan_find_booking (plan, e, slot))
        break;
    }
  return found;
}

/* Whoever waits is not alone: the first in line is another family's child. */
static void
queue_others (PfsDemoPlan *plan)
{
  guint n_bookings = plan->bookings->len;

  for (guint i = 0; i < n_bookings; i++)
    {
      PfsDemoBooking booking = g_array_index (plan->bookings, PfsDemoBooking, i);
      guint other;

      if (booking.status != PF_BOOKING_WAITING)
        continue;
      other = find_other (plan, booking.slot);
      if (other == plan->enrolments->len)
        continue;
      pfs_demo_plan_set_booking (plan, other, booking.slot, PF_BOOKING_WAITING,
                                 PF_ATTENDANCE_UNKNOWN);
      get_slot (plan, booking.slot)->capacity = get_slot (plan, booking.slot)->taken;
    }
}

/* A strike of the school's staff closes the canteen and the ALAE for a day, and nothing is held
 * on it. */
static gboolean
strike_on (PfsDemoPlan *plan, PfDay day)
{
  gboolean struck = FALSE;

  for (guint i = 0; i < plan->slots->len; i++)
    {
      const PfsDemoSlot *slot = get_slot (plan, i);

      if (slot->day == day && slot->is_shown)
        return FALSE;
    }
  for (guint i = 0; i < plan->slots->len; i++)
    {
      PfsDemoSlot *slot = get_slot (plan, i);
      const PfsDemoActivity *activity = g_ptr_array_index (plan->activities, slot->activity);

      if (slot->day != day || activity->record->kind != PF_KIND_PERI)
        continue;
      slot->is_struck = TRUE;
      struck = TRUE;
      for (guint e = 0; e < plan->enrolments->len; e++)
        if (pfs_demo_plan_find_booking (plan, e, i))
          pfs_demo_plan_set_booking (plan, e, i, PF_BOOKING_NONE, PF_ATTENDANCE_UNKNOWN);
    }
  return struck;
}

static void
arrange_strikes (PfsDemoPlan *plan)
{
  for (int sign = -1; sign <= 1; sign += 2)
    for (int distance = 8; distance < FARTHEST; distance++)
      if (strike_on (plan, plan->today + sign * distance))
        break;
}

void
pfs_demo_plan_add_examples (PfsDemoPlan *plan)
{
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    arrange_example (plan, i);
  queue_others (plan);
  arrange_strikes (plan);
}
