/* SPDX-License-Identifier: GPL-3.0-or-later
 * How a line is judged: a table of facts, what the family saw of them, and outcomes. */
#include "config.h"

#include "pfs-judge.h"

#define DAY 20000
#define NOW ((PfMoment) (DAY - 7) * 24 * 60 * 60)
#define IN_TIME (NOW + 1000)
#define PASSED (NOW - 1000)
#define PRICE 340
#define LATE_PRICE 510

/* A slot that is open, with places, and what differs of it in a row. */
typedef struct {
  const char *name;
  PfAction action;
  PfBooking booking;
  gboolean is_late;   /* the deadline to book has passed, the late one has not */
  gboolean is_locked; /* all deadlines have passed */
  int places;         /* 0 = full; else unlimited */
  PfSlotFlags flags;
  PfClosure closure;
  gboolean may_not_book;
  gint64 seen; /* the line's version */
  gint64 booking_version;
  gint64 turned_version;
  PfCents agreed; /* the line's price */
  PfOutcomeKind kind;
  PfRefusal refusal;
  PfCents price;
} Row;

#define ANY PF_CENTS_UNKNOWN
#define MANY PF_PLACES_UNLIMITED

static const Row rows[] = {
  { "book", PF_ACTION_BOOK, .places = MANY, .agreed = PRICE, .kind = PF_OUTCOME_BOOKED,
    .price = PRICE },
  { "book-at-any-price", PF_ACTION_BOOK, .places = MANY, .agreed = ANY, .kind = PF_OUTCOME_BOOKED,
    .price = PRICE },
  { "book-for-less-than-agreed", PF_ACTION_BOOK, .places = MANY, .agreed = PRICE + 1,
    .kind = PF_OUTCOME_BOOKED, .price = PRICE },
  { "book-dearer-than-agreed", PF_ACTION_BOOK, .places = MANY, .agreed = PRICE - 1,
    .kind = PF_OUTCOME_CHANGED },
  { "book-late", PF_ACTION_BOOK, .is_late = TRUE, .places = MANY, .agreed = LATE_PRICE,
    .kind = PF_OUTCOME_LATE, .price = LATE_PRICE },
  { "deadline-passed-since", PF_ACTION_BOOK, .is_late = TRUE, .places = MANY, .agreed = PRICE,
    .kind = PF_OUTCOME_CHANGED },
  { "too-late", PF_ACTION_BOOK, .is_locked = TRUE, .places = MANY, .agreed = PRICE,
    .kind = PF_OUTCOME_REFUSED, .refusal = PF_REFUSAL_TOO_LATE },
  { "full", PF_ACTION_BOOK, .agreed = PRICE, .kind = PF_OUTCOME_REFUSED,
    .refusal = PF_REFUSAL_FULL },
  { "join-the-line", PF_ACTION_BOOK, .flags = PF_SLOT_HAS_WAITING_LIST,
    .kind = PF_OUTCOME_WAITING },
  { "filled-up-since", PF_ACTION_BOOK, .flags = PF_SLOT_HAS_WAITING_LIST, .seen = 5,
    .turned_version = 6, .agreed = PRICE, .kind = PF_OUTCOME_CHANGED },
  { "was-seen-full", PF_ACTION_BOOK, .flags = PF_SLOT_HAS_WAITING_LIST, .seen = 6,
    .turned_version = 6, .agreed = 0, .kind = PF_OUTCOME_WAITING },
  { "place-freed-since-and-costs", PF_ACTION_BOOK, .places = MANY,
    .flags = PF_SLOT_HAS_WAITING_LIST, .seen = 5, .turned_version = 6, .agreed = 0,
    .kind = PF_OUTCOME_CHANGED },
  { "ask-an-agent", PF_ACTION_BOOK, .places = MANY, .flags = PF_SLOT_NEEDS_APPROVAL,
    .kind = PF_OUTCOME_PENDING },
  { "closed", PF_ACTION_BOOK, .places = MANY, .closure = PF_CLOSURE_STRIKE, .agreed = PRICE,
    .kind = PF_OUTCOME_REFUSED, .refusal = PF_REFUSAL_CLOSED },
  { "closed-is-not-cancelled", PF_ACTION_CANCEL, .booking = PF_BOOKING_BOOKED, .places = MANY,
    .closure = PF_CLOSURE_STRIKE, .agreed = ANY, .kind = PF_OUTCOME_REFUSED,
    .refusal = PF_REFUSAL_CLOSED },
  { "enrolment-over", PF_ACTION_BOOK, .places = MANY, .may_not_book = TRUE, .agreed = PRICE,
    .kind = PF_OUTCOME_REFUSED, .refusal = PF_REFUSAL_NOT_ENROLLED },
  { "held-already", PF_ACTION_BOOK, .booking = PF_BOOKING_BOOKED, .places = MANY, .seen = 6,
    .booking_version = 5, .agreed = PRICE, .kind = PF_OUTCOME_REFUSED,
    .refusal = PF_REFUSAL_ALREADY_HELD },
  { "booked-by-another-since", PF_ACTION_BOOK, .booking = PF_BOOKING_BOOKED, .places = MANY,
    .seen = 5, .booking_version = 6, .agreed = PRICE, .kind = PF_OUTCOME_CHANGED },
  { "cancel", PF_ACTION_CANCEL, .booking = PF_BOOKING_BOOKED, .places = MANY, .agreed = -PRICE,
    .kind = PF_OUTCOME_CANCELLED, .price = -PRICE },
  { "cancel-and-get-less", PF_ACTION_CANCEL, .booking = PF_BOOKING_BOOKED, .places = MANY,
    .agreed = -LATE_PRICE, .kind = PF_OUTCOME_CHANGED },
  { "cancel-too-late", PF_ACTION_CANCEL, .booking = PF_BOOKING_BOOKED, .is_locked = TRUE,
    .places = MANY, .agreed = -PRICE, .kind = PF_OUTCOME_REFUSED, .refusal = PF_REFUSAL_TOO_LATE },
  { "cancel-nothing", PF_ACTION_CANCEL, .places = MANY, .agreed = 0, .kind = PF_OUTCOME_REFUSED,
    .refusal = PF_REFUSAL_NOT_HELD },
  { "cancel-what-another-cancelled", PF_ACTION_CANCEL, .booking = PF_BOOKING_CANCELLED,
    .places = MANY, .seen = 5, .booking_version = 6, .agreed = -PRICE, .kind = PF_OUTCOME_CHANGED },
  { "leave-the-line", PF_ACTION_CANCEL, .booking = PF_BOOKING_WAITING,
    .kind = PF_OUTCOME_CANCELLED },
  { "leave-the-line-but-moved-up", PF_ACTION_CANCEL, .booking = PF_BOOKING_BOOKED, .seen = 5,
    .booking_version = 6, .agreed = 0, .kind = PF_OUTCOME_CHANGED },
  { "withdraw-late", PF_ACTION_CANCEL, .booking = PF_BOOKING_PENDING, .is_locked = TRUE,
    .places = MANY, .kind = PF_OUTCOME_CANCELLED },
  { "book-again", PF_ACTION_BOOK, .booking = PF_BOOKING_CANCELLED, .places = MANY, .agreed = PRICE,
    .kind = PF_OUTCOME_BOOKED, .price = PRICE },
  { "book-again-too-late", PF_ACTION_BOOK, .booking = PF_BOOKING_CANCELLED, .is_locked = TRUE,
    .places = MANY, .agreed = PRICE, .kind = PF_OUTCOME_REFUSED, .refusal = PF_REFUSAL_TOO_LATE },
  { "decided-on-no-facts", PF_ACTION_BOOK, .places = MANY, .seen = 0, .booking_version = 6,
    .agreed = PRICE, .kind = PF_OUTCOME_BOOKED, .price = PRICE },
};

static void
fill_facts (const Row *row, PfsFacts *facts)
{
  facts->is_enrolled = TRUE;
  facts->may_book = !row->may_not_book;
  facts->has_slot = TRUE;
  facts->booking_version = row->booking_version;
  facts->turned_version = row->turned_version;
  pf_slot_init (&facts->slot, DAY, 0);
  facts->slot.booking = row->booking;
  facts->slot.places = row->places;
  facts->slot.flags = row->flags;
  facts->slot.closure = row->closure;
  facts->slot.book_until = row->is_late || row->is_locked ? PASSED : IN_TIME;
  facts->slot.late_until = row->is_locked ? PASSED : IN_TIME;
  facts->slot.cancel_until = row->is_locked ? PASSED : IN_TIME;
  facts->slot.price = PRICE;
  facts->slot.late_price = LATE_PRICE;
  if (row->booking == PF_BOOKING_BOOKED)
    facts->slot.charged = PRICE;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (PfLine) line = pf_line_new ("e", "u", DAY, row->action, row->seen, row->agreed);
  g_autoptr (PfOutcome) outcome = NULL;
  PfsFacts facts = { 0 };
  PfSlot after;

  fill_facts (row, &facts);
  outcome = pfs_judge_line (line, &facts, NOW, DAY - 7, &after);
  g_assert_cmpint (outcome->kind, ==, row->kind);
  g_assert_cmpint (outcome->refusal, ==, row->refusal);
  g_assert_cmpint (outcome->price, ==, row->price);
  g_assert_cmpint (outcome->surcharge, ==, row->kind == PF_OUTCOME_LATE ? LATE_PRICE - PRICE : 0);
  /* Where nothing is done, nothing differs. */
  if (row->kind == PF_OUTCOME_REFUSED || row->kind == PF_OUTCOME_CHANGED)
    g_assert_cmpmem (&after, sizeof after, &facts.slot, sizeof facts.slot);
  else
    g_assert_cmpint (after.booking, !=, facts.slot.booking);
}

static void
test_no_enrolment_or_slot (void)
{
  g_autoptr (PfLine) line = pf_line_new ("e", "u", DAY, PF_ACTION_BOOK, 0, PRICE);
  PfsFacts facts = { 0 };
  PfSlot after;
  g_autoptr (PfOutcome) stranger = pfs_judge_line (line, &facts, NOW, DAY, &after);
  g_autoptr (PfOutcome) no_slot = NULL;

  facts.is_enrolled = TRUE;
  facts.may_book = TRUE;
  no_slot = pfs_judge_line (line, &facts, NOW, DAY, &after);
  g_assert_cmpint (stranger->refusal, ==, PF_REFUSAL_NOT_ENROLLED);
  g_assert_cmpint (no_slot->refusal, ==, PF_REFUSAL_UNKNOWN_SLOT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/judge/no-enrolment-or-slot", test_no_enrolment_or_slot);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/server/judge/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
