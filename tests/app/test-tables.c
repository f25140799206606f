/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of bookings over a made-up family: which days are in it, with which price and which
 * receipt. */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "pf-bookings-table.h"
#include "plan-fixture.h"

#define HEAD "\357\273\277Child,Date,Activity,Unit,State,Price,Currency,Receipt,Town\r\n"

static char *
format (PlanFixture *fixture, GPtrArray *journal, char decimal_point)
{
  g_autoptr (GBytes) bytes = pf_bookings_table_format (G_LIST_MODEL (fixture->items), fixture->now,
                                                       journal, decimal_point);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* What is held, or was, whatever is in the basket; what could be booked is not there. */
static void
test_rows (void)
{
  static const struct {
    PfState state;
    PfAction draft;
    const char *rest; /* of the row; NULL: there is none */
  } rows[] = {
    { PF_STATE_BOOKED, PF_ACTION_NONE, "Booked,3.40,EUR,,Montclair" },
    { PF_STATE_BOOKED, PF_ACTION_CANCEL, "Booked,3.40,EUR,,Montclair" },
    { PF_STATE_LOCKED, PF_ACTION_NONE, "\"Booked, locked\",3.40,EUR,,Montclair" },
    { PF_STATE_WAITING, PF_ACTION_NONE, "Waiting list,,EUR,,Montclair" },
    { PF_STATE_PENDING, PF_ACTION_NONE, "Awaiting approval,,EUR,,Montclair" },
    { PF_STATE_CANCELLED, PF_ACTION_NONE, "Cancelled,,EUR,,Montclair" },
    { PF_STATE_OPEN, PF_ACTION_NONE, NULL },
    { PF_STATE_OPEN, PF_ACTION_BOOK, NULL },
    { PF_STATE_LATE, PF_ACTION_NONE, NULL },
    { PF_STATE_FULL, PF_ACTION_NONE, NULL },
    { PF_STATE_CLOSED, PF_ACTION_NONE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlanFixture) fixture = plan_fixture_new (1);
      g_autoptr (GPtrArray) journal = g_ptr_array_new ();
      g_autofree char *text = NULL;
      g_autofree char *expected =
          rows[i].rest != NULL
              ? g_strconcat (HEAD "Léna,2026-10-20,Canteen,Meal,", rows[i].rest, "\r\n", NULL)
              : g_strdup (HEAD);

      plan_fixture_add (fixture, 0, PLAN_FIXTURE_CANTEEN, 0, pf_day_new (2026, 10, 20),
                        rows[i].state, rows[i].draft);
      text = format (fixture, journal, '.');
      g_assert_cmpstr (text, ==, expected);
    }
}

static PfIntent *
create_answered (gint64 id, PfDay day, PfOutcomeKind kind, const char *receipt)
{
  PfIntent *intent =
      pf_intent_new (id, pf_line_new ("enrolment", "meal", day, PF_ACTION_BOOK, 1, 340), 0);

  intent->state = PF_INTENT_SETTLED;
  intent->outcome = pf_outcome_new ();
  intent->outcome->kind = kind;
  intent->receipt = g_strdup (receipt);
  return intent;
}

/* The receipt is that of the last change that the town made; one that it refused proves nothing. */
static void
test_receipts (void)
{
  g_autoptr (PlanFixture) fixture = plan_fixture_new (1);
  g_autoptr (GPtrArray) journal = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *text = NULL;
  PfDay day = pf_day_new (2026, 10, 20);

  for (int i = 0; i < 2; i++)
    plan_fixture_add (fixture, 0, PLAN_FIXTURE_CANTEEN, 0, day + i, PF_STATE_BOOKED, PF_ACTION_NONE)
        ->enrolment = pf_record_new (PF_TYPE_ENROLMENT, "enrolment");
  g_ptr_array_add (journal, create_answered (1, day, PF_OUTCOME_BOOKED, "R-1"));
  g_ptr_array_add (journal, create_answered (2, day, PF_OUTCOME_BOOKED, "R-2"));
  g_ptr_array_add (journal, create_answered (3, day, PF_OUTCOME_REFUSED, "R-3"));
  text = format (fixture, journal, ',');
  g_assert_nonnull (strstr (text, "Léna;2026-10-20;Canteen;Meal;Booked;3,40;EUR;R-2;Montclair"));
  g_assert_nonnull (strstr (text, "Léna;2026-10-21;Canteen;Meal;Booked;3,40;EUR;;Montclair"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tables/rows", test_rows);
  g_test_add_func ("/tables/receipts", test_receipts);
  return g_test_run ();
}
