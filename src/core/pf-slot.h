/* SPDX-License-Identifier: GPL-3.0-or-later
 * A slot: the facts of one bookable day, and the pure functions that judge them by the town's
 * clock. */
#pragma once

#include "pf-money.h"
#include "pf-moment.h"

G_BEGIN_DECLS

/** PfBooking: what the family holds on a slot. */
typedef enum {
  PF_BOOKING_NONE,
  PF_BOOKING_BOOKED,
  PF_BOOKING_WAITING,
  PF_BOOKING_PENDING,
  PF_BOOKING_CANCELLED,
} PfBooking;
/** Returns: whether the family holds something: a place, one in the line, or a request. */
gboolean pf_booking_is_held (PfBooking booking);

typedef enum {
  PF_ATTENDANCE_UNKNOWN,
  PF_ATTENDANCE_PRESENT,
  PF_ATTENDANCE_ABSENT,
  PF_ATTENDANCE_EXCUSED,
} PfAttendance;

/** PfClosure: why a slot cannot be used at all. */
typedef enum {
  PF_CLOSURE_NONE,
  PF_CLOSURE_WEEKEND,
  PF_CLOSURE_PUBLIC_HOLIDAY,
  PF_CLOSURE_SCHOOL_HOLIDAY,
  PF_CLOSURE_STRIKE,
  PF_CLOSURE_OTHER,
} PfClosure;

/** PfSlotFlags: how the town treats a booking of this slot. */
typedef enum {
  PF_SLOT_DEFAULT = 0,
  PF_SLOT_NEEDS_APPROVAL = 1 << 0,   /* a booking becomes pending */
  PF_SLOT_HAS_WAITING_LIST = 1 << 1, /* a full slot may be waited for */
} PfSlotFlags;

/** PF_PLACES_UNLIMITED: the town does not count places. */
#define PF_PLACES_UNLIMITED (-1)

/**
 * PfSlot: the facts, a plain value. Moments are the last one (included) at which the thing is
 * allowed; PF_MOMENT_NONE means never, except @book_from, where it means since ever.
 */
typedef struct {
  PfDay day;
  guint8 unit;       /* index in the sheet's units */
  guint8 booking;    /* PfBooking */
  guint8 attendance; /* PfAttendance */
  guint8 closure;    /* PfClosure */
  guint8 flags;      /* PfSlotFlags */
  gint32 places;     /* left, or PF_PLACES_UNLIMITED */
  gint32 rank;       /* on the waiting list, from 1; 0 = none */
  PfMoment book_from;
  PfMoment book_until;
  PfMoment late_until;
  PfMoment cancel_until;
  PfCents price;      /* in time */
  PfCents late_price; /* the whole late price, surcharge included */
  PfCents charged;    /* what the held booking costs; PF_CENTS_UNKNOWN where none */
} PfSlot;

/**
 * Makes @slot one of which nothing is known: nothing held, places not counted, never bookable,
 * prices unknown.
 */
void pf_slot_init (PfSlot *slot, PfDay day, guint8 unit);

/** PfState: what the day is, the town's legend first, in its order. */
typedef enum {
  PF_STATE_BOOKED,
  PF_STATE_LOCKED,
  PF_STATE_OPEN,
  PF_STATE_LATE,
  PF_STATE_CANCELLED,
  PF_STATE_FULL,
  PF_STATE_WAITING,
  PF_STATE_PENDING,
  PF_STATE_CLOSED,    /* holiday, weekend, strike */
  PF_STATE_TOO_EARLY, /* before @book_from: shown as closed, with the opening day */
  PF_STATE_TOO_LATE,  /* nothing held, and no deadline left: read-only */
  PF_STATE_PRESENT,
  PF_STATE_ABSENT,
  PF_STATE_EXCUSED,
  PF_STATE_PAST, /* a past day with nothing held */
} PfState;

#define PF_N_LEGEND_STATES (PF_STATE_PENDING + 1)
#define PF_N_STATES (PF_STATE_PAST + 1)

/** PF_STATES_HELD: mask of 1 << PfState: the family holds something on the day, or did. */
#define PF_STATES_HELD                                                                             \
  (1u << PF_STATE_BOOKED | 1u << PF_STATE_LOCKED | 1u << PF_STATE_CANCELLED |                      \
   1u << PF_STATE_WAITING | 1u << PF_STATE_PENDING | 1u << PF_STATE_PRESENT |                      \
   1u << PF_STATE_ABSENT | 1u << PF_STATE_EXCUSED)

/** PfAction: what a family may want of a slot. */
typedef enum {
  PF_ACTION_NONE,
  PF_ACTION_BOOK,   /* also: join the waiting list, or ask for approval, as the facts say */
  PF_ACTION_CANCEL, /* also: leave the waiting list, withdraw a pending request */
} PfAction;

/**
 * pf_slot_get_state:
 * @now: the town's clock
 * @today: @now's civil date in the town's zone
 *
 * The one function that derives a state; client and server both call it. Source: design.md, "Day
 * states". In order: closure; marked present, absent or excused; past (booked and not yet marked
 * stays locked, else past); booked or locked by @cancel_until; waiting; pending; cancelled; then by
 * deadline too early, open or full, late or full, too late.
 */
PfState pf_slot_get_state (const PfSlot *slot, PfMoment now, PfDay today);

/**
 * Returns: the one action a click means now: BOOK where it can be booked (a cancelled slot again, a
 * full one if it may be waited for), CANCEL where held and still cancellable (a waiting or pending
 * one until its day is over, since nothing is granted yet), else NONE.
 */
PfAction pf_slot_get_action (const PfSlot *slot, PfMoment now, PfDay today);

/**
 * pf_slot_apply:
 *
 * Makes @slot what it will be if the town agrees: booked, waiting (rank unknown: 0), pending,
 * cancelled (or nothing held, for a waiting or pending one). Places and @charged follow; only a
 * granted booking takes a place.
 *
 * Returns: FALSE, leaving @slot alone, where the action is not allowed now.
 */
gboolean pf_slot_apply (PfSlot *slot, PfAction action, PfMoment now, PfDay today);

/**
 * Returns: what @action would cost the family now in cents: the price, the late price, 0 for
 * waiting or pending requests (charged when granted), minus @charged for a cancellation; 0 for an
 * action that is not allowed now.
 */
PfCents pf_slot_get_cost (const PfSlot *slot, PfAction action, PfMoment now, PfDay today);

/**
 * Returns: the first moment after @now at which the state changes by itself, PF_MOMENT_NONE if none
 * (midnight excluded).
 */
PfMoment pf_slot_get_next_change (const PfSlot *slot, PfMoment now);

G_END_DECLS
