/* SPDX-License-Identifier: GPL-3.0-or-later
 * Judges a slot's facts by the town's clock: its state, what a click means, what that costs and
 * when it changes. */
#include "config.h"

#include "pf-slot.h"

#include <string.h>

static const PfState attendance_states[] = {
  [PF_ATTENDANCE_PRESENT] = PF_STATE_PRESENT,
  [PF_ATTENDANCE_ABSENT] = PF_STATE_ABSENT,
  [PF_ATTENDANCE_EXCUSED] = PF_STATE_EXCUSED,
};

static gboolean
is_marked (const PfSlot *slot)
{
  return slot->attendance > PF_ATTENDANCE_UNKNOWN &&
         slot->attendance < G_N_ELEMENTS (attendance_states);
}

/* Whether closure, attendance or the calendar have settled the slot, whatever the deadlines. */
static gboolean
is_settled (const PfSlot *slot, PfDay today)
{
  return slot->closure != PF_CLOSURE_NONE || is_marked (slot) || slot->day < today;
}

static gboolean
is_by (PfMoment now, PfMoment until)
{
  return until != PF_MOMENT_NONE && now <= until;
}

/* What the deadlines alone allow: too early, open, late or too late. */
static PfState
get_timing (const PfSlot *slot, PfMoment now)
{
  if (slot->book_from != PF_MOMENT_NONE && now < slot->book_from)
    return PF_STATE_TOO_EARLY;
  if (is_by (now, slot->book_until))
    return PF_STATE_OPEN;
  return is_by (now, slot->late_until) ? PF_STATE_LATE : PF_STATE_TOO_LATE;
}

/* The state of a slot that is not settled. */
static PfState
get_live_state (const PfSlot *slot, PfMoment now)
{
  PfState timing;

  switch ((PfBooking) slot->booking)
    {
    case PF_BOOKING_BOOKED:
      return is_by (now, slot->cancel_until) ? PF_STATE_BOOKED : PF_STATE_LOCKED;
    case PF_BOOKING_WAITING:
      return PF_STATE_WAITING;
    case PF_BOOKING_PENDING:
      return PF_STATE_PENDING;
    case PF_BOOKING_CANCELLED:
      return PF_STATE_CANCELLED;
    case PF_BOOKING_NONE:
    default:
      break;
    }
  timing = get_timing (slot, now);
  if (slot->places == 0 && (timing == PF_STATE_OPEN || timing == PF_STATE_LATE))
    return PF_STATE_FULL;
  return timing;
}

/* What booking would make of the slot now, NONE where it may not be booked. */
static PfBooking
get_booking_to_come (const PfSlot *slot, PfMoment now)
{
  PfState timing = get_timing (slot, now);

  if (timing != PF_STATE_OPEN && timing != PF_STATE_LATE)
    return PF_BOOKING_NONE;
  if (slot->places == 0)
    return (slot->flags & PF_SLOT_HAS_WAITING_LIST) != 0 ? PF_BOOKING_WAITING : PF_BOOKING_NONE;
  return (slot->flags & PF_SLOT_NEEDS_APPROVAL) != 0 ? PF_BOOKING_PENDING : PF_BOOKING_BOOKED;
}

gboolean
pf_booking_is_held (PfBooking booking)
{
  return booking == PF_BOOKING_BOOKED || booking == PF_BOOKING_WAITING ||
         booking == PF_BOOKING_PENDING;
}

void
pf_slot_init (PfSlot *slot, PfDay day, guint8 unit)
{
  memset (slot, 0, sizeof *slot);
  slot->day = day;
  slot->unit = unit;
  slot->places = PF_PLACES_UNLIMITED;
  slot->book_from = slot->book_until = slot->late_until = slot->cancel_until = PF_MOMENT_NONE;
  slot->price = slot->late_price = slot->charged = PF_CENTS_UNKNOWN;
}

PfState
pf_slot_get_state (const PfSlot *slot, PfMoment now, PfDay today)
{
  if (slot->closure != PF_CLOSURE_NONE)
    return PF_STATE_CLOSED;
  if (is_marked (slot))
    return attendance_states[slot->attendance];
  if (slot->day < today)
    return slot->booking == PF_BOOKING_BOOKED ? PF_STATE_LOCKED : PF_STATE_PAST;
  return get_live_state (slot, now);
}

PfAction
pf_slot_get_action (const PfSlot *slot, PfMoment now, PfDay today)
{
  if (is_settled (slot, today))
    return PF_ACTION_NONE;
  switch (get_live_state (slot, now))
    {
    case PF_STATE_BOOKED:
    case PF_STATE_WAITING:
    case PF_STATE_PENDING:
      return PF_ACTION_CANCEL;
    case PF_STATE_LOCKED:
      return PF_ACTION_NONE;
    default:
      return get_booking_to_come (slot, now) != PF_BOOKING_NONE ? PF_ACTION_BOOK : PF_ACTION_NONE;
    }
}

gboolean
pf_slot_apply (PfSlot *slot, PfAction action, PfMoment now, PfDay today)
{
  if (action == PF_ACTION_NONE || action != pf_slot_get_action (slot, now, today))
    return FALSE;
  if (action == PF_ACTION_BOOK)
    {
      PfBooking booking = get_booking_to_come (slot, now);

      slot->charged = booking == PF_BOOKING_BOOKED ? pf_slot_get_cost (slot, action, now, today)
                                                   : PF_CENTS_UNKNOWN;
      if (booking == PF_BOOKING_BOOKED && slot->places > 0)
        slot->places--;
      slot->booking = booking;
    }
  else
    {
      gboolean granted = slot->booking == PF_BOOKING_BOOKED;

      if (granted && slot->places >= 0)
        slot->places++;
      slot->booking = granted ? PF_BOOKING_CANCELLED : PF_BOOKING_NONE;
      slot->charged = PF_CENTS_UNKNOWN;
    }
  slot->rank = 0;
  return TRUE;
}

PfCents
pf_slot_get_cost (const PfSlot *slot, PfAction action, PfMoment now, PfDay today)
{
  if (action == PF_ACTION_NONE || action != pf_slot_get_action (slot, now, today))
    return 0;
  if (action == PF_ACTION_BOOK)
    {
      if (get_booking_to_come (slot, now) != PF_BOOKING_BOOKED)
        return 0;
      return get_timing (slot, now) == PF_STATE_LATE ? slot->late_price : slot->price;
    }
  if (slot->booking != PF_BOOKING_BOOKED)
    return 0;
  return slot->charged == PF_CENTS_UNKNOWN ? PF_CENTS_UNKNOWN : -slot->charged;
}

PfMoment
pf_slot_get_next_change (const PfSlot *slot, PfMoment now)
{
  const PfMoment limits[] = { slot->book_from, slot->book_until, slot->late_until,
                              slot->cancel_until };
  PfState state;
  PfMoment next = PF_MOMENT_NONE;

  if (slot->closure != PF_CLOSURE_NONE || is_marked (slot))
    return PF_MOMENT_NONE;

  state = get_live_state (slot, now);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      /* @book_from is the first moment of something, the others the last one. */
      PfMoment change = i == 0 || limits[i] == G_MAXINT64 ? limits[i] : limits[i] + 1;

      if (limits[i] != PF_MOMENT_NONE && change > now &&
          (next == PF_MOMENT_NONE || change < next) && get_live_state (slot, change) != state)
        next = change;
    }
  return next;
}
