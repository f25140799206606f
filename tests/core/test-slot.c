/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of slots: the state of every combination of facts by hand, then properties of random ones
 * (replay with --seed). */
#include "config.h"

#include "pf-slot.h"

#define TODAY 20000
#define NOW 1000
#define NONE PF_MOMENT_NONE
#define FREE PF_PLACES_UNLIMITED
#define N_RANDOM_SLOTS 20000

/* The clock of the tests: a handful of seconds, so that scanning all of it is cheap. */
#define CLOCK_START 990
#define CLOCK_END 1010

typedef struct {
  const char *label;
  PfSlot slot;
  PfState state;
  PfAction action;
  PfCents cost; /* of @action */
} StateCase;

/* A slot of which only what matters to a case is said; it overrides the defaults on purpose. */
#pragma GCC diagnostic ignored "-Woverride-init"
#define SLOT(...)                                                                                  \
  {                                                                                                \
    .day = TODAY + 7, .places = FREE, .book_from = NONE, .book_until = NONE, .late_until = NONE,   \
    .cancel_until = NONE, .price = 340, .late_price = 510, .charged = PF_CENTS_UNKNOWN,            \
    __VA_ARGS__                                                                                    \
  }
#define IN_TIME .book_until = NOW + 5, .late_until = NOW + 9
#define IN_LATE .book_until = NOW - 1, .late_until = NOW + 9

static const StateCase state_cases[] = {
  /* closures come first, whatever else is true */
  { "closed", SLOT (IN_TIME, .closure = PF_CLOSURE_STRIKE), PF_STATE_CLOSED },
  { "closed and booked",
    SLOT (.closure = PF_CLOSURE_OTHER, .booking = PF_BOOKING_BOOKED, .cancel_until = NOW),
    PF_STATE_CLOSED },
  { "closed and past", SLOT (.day = TODAY - 1, .closure = PF_CLOSURE_WEEKEND), PF_STATE_CLOSED },

  /* past days */
  { "present",
    SLOT (.day = TODAY - 1, .booking = PF_BOOKING_BOOKED, .attendance = PF_ATTENDANCE_PRESENT),
    PF_STATE_PRESENT },
  { "absent",
    SLOT (.day = TODAY - 1, .booking = PF_BOOKING_BOOKED, .attendance = PF_ATTENDANCE_ABSENT),
    PF_STATE_ABSENT },
  { "excused",
    SLOT (.day = TODAY - 1, .booking = PF_BOOKING_BOOKED, .attendance = PF_ATTENDANCE_EXCUSED),
    PF_STATE_EXCUSED },
  { "present without a booking", SLOT (.day = TODAY - 1, .attendance = PF_ATTENDANCE_PRESENT),
    PF_STATE_PRESENT },
  { "marked today",
    SLOT (.day = TODAY, .booking = PF_BOOKING_BOOKED, .cancel_until = NOW + 1,
          .attendance = PF_ATTENDANCE_PRESENT),
    PF_STATE_PRESENT },
  { "past, booked, not marked",
    SLOT (.day = TODAY - 1, .booking = PF_BOOKING_BOOKED, .cancel_until = NOW + 1),
    PF_STATE_LOCKED },
  { "past, nothing held", SLOT (.day = TODAY - 1, IN_TIME), PF_STATE_PAST },
  { "past, cancelled", SLOT (.day = TODAY - 1, .booking = PF_BOOKING_CANCELLED), PF_STATE_PAST },
  { "past, waiting", SLOT (.day = TODAY - 1, .booking = PF_BOOKING_WAITING), PF_STATE_PAST },
  { "past, pending", SLOT (.day = TODAY - 1, .booking = PF_BOOKING_PENDING), PF_STATE_PAST },
  { "today is not past", SLOT (.day = TODAY, IN_TIME), PF_STATE_OPEN, PF_ACTION_BOOK, 340 },

  /* what is held */
  { "booked until now", SLOT (.booking = PF_BOOKING_BOOKED, .cancel_until = NOW, .charged = 340),
    PF_STATE_BOOKED, PF_ACTION_CANCEL, -340 },
  { "booked, price unknown", SLOT (.booking = PF_BOOKING_BOOKED, .cancel_until = NOW),
    PF_STATE_BOOKED, PF_ACTION_CANCEL, PF_CENTS_UNKNOWN },
  { "locked a second later", SLOT (.booking = PF_BOOKING_BOOKED, .cancel_until = NOW - 1),
    PF_STATE_LOCKED },
  { "never to be cancelled", SLOT (.booking = PF_BOOKING_BOOKED, IN_TIME), PF_STATE_LOCKED },
  { "waiting", SLOT (.booking = PF_BOOKING_WAITING, .rank = 2, .places = 0), PF_STATE_WAITING,
    PF_ACTION_CANCEL, 0 },
  { "pending", SLOT (.booking = PF_BOOKING_PENDING), PF_STATE_PENDING, PF_ACTION_CANCEL, 0 },
  { "cancelled, may come back", SLOT (.booking = PF_BOOKING_CANCELLED, IN_TIME), PF_STATE_CANCELLED,
    PF_ACTION_BOOK, 340 },
  { "cancelled, may come back late", SLOT (.booking = PF_BOOKING_CANCELLED, IN_LATE),
    PF_STATE_CANCELLED, PF_ACTION_BOOK, 510 },
  { "cancelled for good", SLOT (.booking = PF_BOOKING_CANCELLED, .book_until = NOW - 1),
    PF_STATE_CANCELLED },
  { "cancelled, place taken", SLOT (.booking = PF_BOOKING_CANCELLED, IN_TIME, .places = 0),
    PF_STATE_CANCELLED },

  /* nothing held */
  { "too early", SLOT (IN_TIME, .book_from = NOW + 1), PF_STATE_TOO_EARLY },
  { "opens now", SLOT (IN_TIME, .book_from = NOW), PF_STATE_OPEN, PF_ACTION_BOOK, 340 },
  { "too early although full", SLOT (IN_TIME, .book_from = NOW + 1, .places = 0),
    PF_STATE_TOO_EARLY },
  { "open until now", SLOT (.book_until = NOW), PF_STATE_OPEN, PF_ACTION_BOOK, 340 },
  { "open, one place", SLOT (IN_TIME, .places = 1), PF_STATE_OPEN, PF_ACTION_BOOK, 340 },
  { "open, price unknown", SLOT (IN_TIME, .price = PF_CENTS_UNKNOWN), PF_STATE_OPEN, PF_ACTION_BOOK,
    PF_CENTS_UNKNOWN },
  { "open, free", SLOT (IN_TIME, .price = 0), PF_STATE_OPEN, PF_ACTION_BOOK, 0 },
  { "open, to be approved", SLOT (IN_TIME, .flags = PF_SLOT_NEEDS_APPROVAL), PF_STATE_OPEN,
    PF_ACTION_BOOK, 0 },
  { "full", SLOT (IN_TIME, .places = 0), PF_STATE_FULL },
  { "full, with a list", SLOT (IN_TIME, .places = 0, .flags = PF_SLOT_HAS_WAITING_LIST),
    PF_STATE_FULL, PF_ACTION_BOOK, 0 },
  { "late", SLOT (IN_LATE), PF_STATE_LATE, PF_ACTION_BOOK, 510 },
  { "late until now", SLOT (.book_until = NOW - 1, .late_until = NOW), PF_STATE_LATE,
    PF_ACTION_BOOK, 510 },
  { "late only", SLOT (.late_until = NOW), PF_STATE_LATE, PF_ACTION_BOOK, 510 },
  { "late, to be approved", SLOT (IN_LATE, .flags = PF_SLOT_NEEDS_APPROVAL), PF_STATE_LATE,
    PF_ACTION_BOOK, 0 },
  { "late and full", SLOT (IN_LATE, .places = 0), PF_STATE_FULL },
  { "late and full, with a list", SLOT (IN_LATE, .places = 0, .flags = PF_SLOT_HAS_WAITING_LIST),
    PF_STATE_FULL, PF_ACTION_BOOK, 0 },
  { "too late", SLOT (.book_until = NOW - 1), PF_STATE_TOO_LATE },
  { "too late although full", SLOT (.book_until = NOW - 1, .late_until = NOW - 1, .places = 0),
    PF_STATE_TOO_LATE },
  { "no deadline at all", SLOT (.places = 3), PF_STATE_TOO_LATE },
};

static void
test_judges_every_combination (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (state_cases); i++)
    {
      const StateCase *c = &state_cases[i];

      g_test_message ("%s", c->label);
      g_assert_cmpint (pf_slot_get_state (&c->slot, NOW, TODAY), ==, c->state);
      g_assert_cmpint (pf_slot_get_action (&c->slot, NOW, TODAY), ==, c->action);
      g_assert_cmpint (pf_slot_get_cost (&c->slot, c->action, NOW, TODAY), ==, c->cost);
    }
}

static void
test_applies_actions (void)
{
  static const struct {
    const char *label;
    PfSlot slot;
    PfAction action;
    PfBooking booking;
    int places;
    PfCents charged;
  } cases[] = {
    { "book", SLOT (IN_TIME), PF_ACTION_BOOK, PF_BOOKING_BOOKED, FREE, 340 },
    { "book the last place", SLOT (IN_TIME, .places = 1), PF_ACTION_BOOK, PF_BOOKING_BOOKED, 0,
      340 },
    { "book late", SLOT (IN_LATE, .places = 5), PF_ACTION_BOOK, PF_BOOKING_BOOKED, 4, 510 },
    { "book again", SLOT (IN_TIME, .places = 5, .booking = PF_BOOKING_CANCELLED), PF_ACTION_BOOK,
      PF_BOOKING_BOOKED, 4, 340 },
    { "wait", SLOT (IN_TIME, .places = 0, .flags = PF_SLOT_HAS_WAITING_LIST), PF_ACTION_BOOK,
      PF_BOOKING_WAITING, 0, PF_CENTS_UNKNOWN },
    { "ask", SLOT (IN_TIME, .places = 5, .flags = PF_SLOT_NEEDS_APPROVAL), PF_ACTION_BOOK,
      PF_BOOKING_PENDING, 5, PF_CENTS_UNKNOWN },
    { "cancel",
      SLOT (.booking = PF_BOOKING_BOOKED, .cancel_until = NOW, .places = 0, .charged = 340),
      PF_ACTION_CANCEL, PF_BOOKING_CANCELLED, 1, PF_CENTS_UNKNOWN },
    { "cancel, places not counted", SLOT (.booking = PF_BOOKING_BOOKED, .cancel_until = NOW),
      PF_ACTION_CANCEL, PF_BOOKING_CANCELLED, FREE, PF_CENTS_UNKNOWN },
    { "leave the list", SLOT (.booking = PF_BOOKING_WAITING, .rank = 2, .places = 0),
      PF_ACTION_CANCEL, PF_BOOKING_NONE, 0, PF_CENTS_UNKNOWN },
    { "withdraw", SLOT (.booking = PF_BOOKING_PENDING, .places = 5), PF_ACTION_CANCEL,
      PF_BOOKING_NONE, 5, PF_CENTS_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfSlot slot = cases[i].slot;

      g_test_message ("%s", cases[i].label);
      g_assert_true (pf_slot_apply (&slot, cases[i].action, NOW, TODAY));
      g_assert_cmpint (slot.booking, ==, cases[i].booking);
      g_assert_cmpint (slot.places, ==, cases[i].places);
      g_assert_cmpint (slot.charged, ==, cases[i].charged);
      g_assert_cmpint (slot.rank, ==, 0);
    }
}

static void
test_knows_when_the_state_changes (void)
{
  static const struct {
    const char *label;
    PfSlot slot;
    PfMoment next;
  } cases[] = {
    { "opens", SLOT (IN_TIME, .book_from = NOW + 2), NOW + 2 },
    { "opens only after it closed", SLOT (.book_until = NOW + 1, .book_from = NOW + 2), NOW + 2 },
    { "becomes late", SLOT (IN_TIME), NOW + 6 },
    { "closes", SLOT (IN_LATE), NOW + 10 },
    { "full stays full through late", SLOT (IN_TIME, .places = 0), NOW + 10 },
    { "locks", SLOT (IN_TIME, .booking = PF_BOOKING_BOOKED, .cancel_until = NOW), NOW + 1 },
    { "locked stays", SLOT (IN_TIME, .booking = PF_BOOKING_BOOKED, .cancel_until = NOW - 1), NONE },
    { "waiting stays", SLOT (IN_TIME, .booking = PF_BOOKING_WAITING), NONE },
    { "closed stays", SLOT (IN_TIME, .closure = PF_CLOSURE_STRIKE), NONE },
    { "marked stays", SLOT (IN_TIME, .attendance = PF_ATTENDANCE_ABSENT), NONE },
    { "too late stays", SLOT (.book_until = NOW - 1), NONE },
    { "open for ever", SLOT (.book_until = G_MAXINT64), NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].label);
      g_assert_cmpint (pf_slot_get_next_change (&cases[i].slot, NOW), ==, cases[i].next);
    }
}

static void
test_starts_with_nothing_known (void)
{
  PfSlot slot;

  pf_slot_init (&slot, TODAY, 3);
  g_assert_cmpint (slot.day, ==, TODAY);
  g_assert_cmpint (slot.unit, ==, 3);
  g_assert_cmpint (slot.places, ==, PF_PLACES_UNLIMITED);
  g_assert_cmpint (slot.charged, ==, PF_CENTS_UNKNOWN);
  g_assert_cmpint (pf_slot_get_state (&slot, NOW, TODAY), ==, PF_STATE_TOO_LATE);
  g_assert_cmpint (pf_slot_get_action (&slot, NOW, TODAY), ==, PF_ACTION_NONE);
}

static PfMoment
make_random_moment (void)
{
  return g_test_rand_int_range (0, 4) == 0 ? NONE : g_test_rand_int_range (CLOCK_START, CLOCK_END);
}

/* Mostly 0, else 1 to @highest. */
static guint8
make_rarely (int highest)
{
  return g_test_rand_int_range (0, 4) > 0 ? 0 : (guint8) g_test_rand_int_range (1, highest + 1);
}

static PfSlot
make_random_slot (void)
{
  PfSlot slot = {
    .day = TODAY + g_test_rand_int_range (-1, 3),
    .booking = (guint8) g_test_rand_int_range (0, PF_BOOKING_CANCELLED + 1),
    .attendance = make_rarely (PF_ATTENDANCE_EXCUSED),
    .closure = make_rarely (PF_CLOSURE_OTHER),
    .flags = (guint8) g_test_rand_int_range (0, 4),
    .places = g_test_rand_int_range (-1, 3),
    .rank = g_test_rand_int_range (0, 3),
    .book_from = make_random_moment (),
    .book_until = make_random_moment (),
    .late_until = make_random_moment (),
    .cancel_until = make_random_moment (),
    .price = g_test_rand_int_range (0, 500),
    .late_price = g_test_rand_int_range (500, 900),
    .charged = g_test_rand_int_range (0, 900),
  };

  return slot;
}

/* A state is that of the deadlines only: the same facts judged again, or with what it must not look
 * at changed, give the same. */
static void
check_state_follows_facts (const PfSlot *slot, PfMoment now)
{
  PfSlot other = *slot;

  other.unit = 9;
  other.rank = 7;
  other.price += 1;
  other.late_price = PF_CENTS_UNKNOWN;
  other.charged = PF_CENTS_UNKNOWN;
  other.flags = 0;
  g_assert_cmpint (pf_slot_get_state (&other, now, TODAY), ==,
                   pf_slot_get_state (slot, now, TODAY));
}

static void
check_apply (const PfSlot *slot, PfAction action, PfMoment now)
{
  gboolean allowed = action != PF_ACTION_NONE && action == pf_slot_get_action (slot, now, TODAY);
  PfCents cost = pf_slot_get_cost (slot, action, now, TODAY);
  PfSlot after = *slot;
  PfState state;

  g_assert_cmpint (pf_slot_apply (&after, action, now, TODAY), ==, allowed);
  if (!allowed)
    {
      g_assert_cmpmem (&after, sizeof after, slot, sizeof *slot);
      g_assert_cmpint (cost, ==, 0);
      return;
    }
  state = pf_slot_get_state (&after, now, TODAY);
  g_assert_cmpint (after.places, >=, PF_PLACES_UNLIMITED);
  g_assert_cmpint (after.places == PF_PLACES_UNLIMITED, ==, slot->places == PF_PLACES_UNLIMITED);
  g_assert_cmpint (after.day, ==, slot->day);
  if (action == PF_ACTION_CANCEL)
    {
      g_assert_true (after.booking == PF_BOOKING_CANCELLED || after.booking == PF_BOOKING_NONE);
      g_assert_cmpint (cost, <=, 0);
      return;
    }
  g_assert_true (state == PF_STATE_BOOKED || state == PF_STATE_LOCKED ||
                 state == PF_STATE_WAITING || state == PF_STATE_PENDING);
  g_assert_cmpint (after.booking == PF_BOOKING_BOOKED, ==, after.charged != PF_CENTS_UNKNOWN);
  g_assert_cmpint (cost, ==, after.booking == PF_BOOKING_BOOKED ? after.charged : 0);
  g_assert_false (pf_slot_apply (&after, PF_ACTION_BOOK, now, TODAY)); /* never twice */
}

/* Scans the clock for the first moment with another state, on a day that does not end meanwhile. */
static PfMoment
scan_for_change (const PfSlot *slot, PfMoment now)
{
  PfState state = pf_slot_get_state (slot, now, TODAY);

  for (PfMoment moment = now + 1; moment <= CLOCK_END + 1; moment++)
    if (pf_slot_get_state (slot, moment, TODAY) != state)
      return moment;
  return PF_MOMENT_NONE;
}

static void
test_keeps_its_promises_for_random_slots (void)
{
  for (int i = 0; i < N_RANDOM_SLOTS; i++)
    {
      PfSlot slot = make_random_slot ();
      PfMoment now = g_test_rand_int_range (CLOCK_START - 1, CLOCK_END + 1);

      check_state_follows_facts (&slot, now);
      for (PfAction action = PF_ACTION_NONE; action <= PF_ACTION_CANCEL; action++)
        check_apply (&slot, action, now);
      if (slot.day >= TODAY)
        g_assert_cmpint (pf_slot_get_next_change (&slot, now), ==, scan_for_change (&slot, now));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slot/judges-every-combination", test_judges_every_combination);
  g_test_add_func ("/slot/applies-actions", test_applies_actions);
  g_test_add_func ("/slot/knows-when-the-state-changes", test_knows_when_the_state_changes);
  g_test_add_func ("/slot/starts-with-nothing-known", test_starts_with_nothing_known);
  g_test_add_func ("/slot/keeps-its-promises-for-random-slots",
                   test_keeps_its_promises_for_random_slots);
  return g_test_run ();
}
