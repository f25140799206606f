/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the planning works out of a plan: days, filters, counts, cost, clashes and gaps. No
 * display needed. */
#include "config.h"

#include "pf-plan-index.h"
#include "pf-slot-text.h"
#include "plan-fixture.h"

static PfPlanIndex *
create_index (PlanFixture *plan, PfDay first, PfDay last)
{
  PfPlanIndex *index = pf_plan_index_new (G_LIST_MODEL (plan->items));

  pf_plan_index_set_clock (index, plan->now, plan->today);
  pf_plan_index_set_period (index, first, last);
  return index;
}

static void
count_cb (guint *n_changes)
{
  (*n_changes)++;
}

static void
test_days_and_filters (void)
{
  g_autoptr (PlanFixture) plan = plan_fixture_new (2);
  g_autoptr (PfPlanIndex) index = create_index (plan, plan->today, plan->today + 30);
  PfPlanDay day;

  plan_fixture_add (plan, 0, PLAN_FIXTURE_CARE, 0, plan->today + 7, PF_STATE_OPEN, PF_ACTION_NONE);
  plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 7, PF_STATE_BOOKED,
                    PF_ACTION_NONE);
  plan_fixture_add (plan, 1, PLAN_FIXTURE_CANTEEN, 0, plan->today + 7, PF_STATE_FULL,
                    PF_ACTION_NONE);
  plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 8, PF_STATE_CLOSED,
                    PF_ACTION_NONE);
  pf_plan_index_get_day (index, plan->today + 7, &day);
  g_assert_cmpuint (day.n_slots, ==, 3);
  g_assert_cmpint (day.closure, ==, PF_CLOSURE_NONE);
  pf_plan_index_get_day (index, plan->today + 8, &day);
  g_assert_cmpint (day.closure, ==, PF_CLOSURE_SCHOOL_HOLIDAY);
  pf_plan_index_get_day (index, plan->today + 9, &day);
  g_assert_cmpuint (day.n_slots, ==, 0);
  g_assert_cmpuint (pf_plan_index_get_children (index)->len, ==, 2);
  pf_plan_index_set_filter (index, g_ptr_array_index (plan->children, 0),
                            g_ptr_array_index (plan->activities, 0));
  pf_plan_index_get_day (index, plan->today + 7, &day);
  g_assert_cmpuint (day.n_slots, ==, 1);
  g_assert_cmpint (day.slots->state, ==, PF_STATE_BOOKED);
  g_assert_cmpuint (pf_plan_index_get_children (index)->len, ==, 1);
}

static void
test_counts_and_cost (void)
{
  g_autoptr (PlanFixture) plan = plan_fixture_new (1);
  g_autoptr (PfPlanIndex) index = create_index (plan, plan->today, plan->today + 10);
  g_autoptr (GPtrArray) open = NULL;
  const char *currency;
  PfCents drafts;

  plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 5, PF_STATE_BOOKED,
                    PF_ACTION_NONE);
  plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 7, PF_STATE_OPEN,
                    PF_ACTION_BOOK);
  plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 8, PF_STATE_OPEN,
                    PF_ACTION_NONE);
  plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 9, PF_STATE_WAITING,
                    PF_ACTION_NONE);
  plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 11, PF_STATE_BOOKED,
                    PF_ACTION_NONE);
  g_assert_cmpuint (pf_plan_index_count_state (index, PF_STATE_BOOKED), ==, 2);
  g_assert_cmpuint (pf_plan_index_count_state (index, PF_STATE_OPEN), ==, 1);
  g_assert_cmpint (pf_plan_index_get_cost (index, &drafts, &currency), ==, 680);
  g_assert_cmpint (drafts, ==, 340);
  g_assert_cmpstr (currency, ==, "EUR");
  open = pf_plan_index_get_bookable (index, PF_STATE_OPEN);
  g_assert_cmpuint (open->len, ==, 1);
}

static void
test_one_change_a_batch (void)
{
  g_autoptr (PlanFixture) plan = plan_fixture_new (1);
  g_autoptr (PfPlanIndex) index = create_index (plan, plan->today, plan->today + 10);
  guint n_changes = 0;

  g_signal_connect_swapped (index, "changed", G_CALLBACK (count_cb), &n_changes);
  plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 5, PF_STATE_BOOKED,
                    PF_ACTION_NONE);
  g_assert_cmpuint (n_changes, ==, 1);
  pf_plan_index_set_period (index, plan->today, plan->today + 10);
  g_assert_cmpuint (n_changes, ==, 1);
  pf_plan_index_set_highlight (index, 1u << PF_STATE_BOOKED);
  g_assert_cmpuint (n_changes, ==, 2);
}

static void
test_a_deadline_passes (void)
{
  g_autoptr (PlanFixture) plan = plan_fixture_new (1);
  g_autoptr (PfPlanIndex) index = create_index (plan, plan->today, plan->today + 10);

  plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 5, PF_STATE_OPEN,
                    PF_ACTION_NONE);
  g_assert_cmpuint (pf_plan_index_count_state (index, PF_STATE_OPEN), ==, 1);
  pf_plan_index_set_clock (index, plan->now + 4 * 24 * 3600, plan->today + 4);
  g_assert_cmpuint (pf_plan_index_count_state (index, PF_STATE_OPEN), ==, 0);
  g_assert_cmpuint (pf_plan_index_count_state (index, PF_STATE_LATE), ==, 1);
}

static void
test_clashes_and_gaps (void)
{
  static const struct {
    struct {
      guint child;
      guint activity;
      guint unit;
      PfState state;
      PfWarning warning;
    } slots[3];
  } cases[] = {
    /* two meals at once */
    { { { 0, PLAN_FIXTURE_CANTEEN, 0, PF_STATE_BOOKED, PF_WARNING_CLASH },
        { 0, PLAN_FIXTURE_CENTRE, 1, PF_STATE_BOOKED, PF_WARNING_CLASH },
        { 0, PLAN_FIXTURE_CARE, 1, PF_STATE_BOOKED, PF_WARNING_NONE } } },
    /* of two children */
    { { { 0, PLAN_FIXTURE_CANTEEN, 0, PF_STATE_BOOKED, PF_WARNING_NONE },
        { 1, PLAN_FIXTURE_CENTRE, 1, PF_STATE_BOOKED, PF_WARNING_NONE },
        { 1, PLAN_FIXTURE_CARE, 1, PF_STATE_BOOKED, PF_WARNING_NONE } } },
    /* both halves of the day, and no lunch between them */
    { { { 0, PLAN_FIXTURE_CENTRE, 0, PF_STATE_BOOKED, PF_WARNING_NONE },
        { 0, PLAN_FIXTURE_CENTRE, 1, PF_STATE_OPEN, PF_WARNING_GAP },
        { 0, PLAN_FIXTURE_CENTRE, 2, PF_STATE_BOOKED, PF_WARNING_NONE } } },
    /* no lunch, and no afternoon either */
    { { { 0, PLAN_FIXTURE_CENTRE, 0, PF_STATE_BOOKED, PF_WARNING_NONE },
        { 0, PLAN_FIXTURE_CENTRE, 1, PF_STATE_OPEN, PF_WARNING_NONE },
        { 0, PLAN_FIXTURE_CENTRE, 2, PF_STATE_OPEN, PF_WARNING_NONE } } },
    /* school lies between care in the morning and in the evening */
    { { { 0, PLAN_FIXTURE_CARE, 0, PF_STATE_BOOKED, PF_WARNING_NONE },
        { 0, PLAN_FIXTURE_CANTEEN, 0, PF_STATE_OPEN, PF_WARNING_NONE },
        { 0, PLAN_FIXTURE_CARE, 1, PF_STATE_BOOKED, PF_WARNING_NONE } } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlanFixture) plan = plan_fixture_new (2);
      g_autoptr (PfPlanIndex) index = create_index (plan, plan->today, plan->today + 10);
      PfPlanDay day;

      for (gsize n = 0; n < G_N_ELEMENTS (cases[i].slots); n++)
        plan_fixture_add (plan, cases[i].slots[n].child, cases[i].slots[n].activity,
                          cases[i].slots[n].unit, plan->today + 6, cases[i].slots[n].state,
                          PF_ACTION_NONE);
      pf_plan_index_get_day (index, plan->today + 6, &day);
      g_assert_cmpuint (day.n_slots, ==, G_N_ELEMENTS (cases[i].slots));
      for (guint n = 0; n < day.n_slots; n++)
        g_assert_cmpint (day.slots[n].warning, ==, cases[i].slots[n].warning);
    }
}

static void
test_children_of_two_towns (void)
{
  g_autoptr (PfChild) here = pf_record_new (PF_TYPE_CHILD, "1"),
                      there = pf_record_new (PF_TYPE_CHILD, "77"),
                      twin = pf_record_new (PF_TYPE_CHILD, "2");

  here->first_name = g_strdup ("Léna");
  there->first_name = g_strdup ("Léna");
  twin->first_name = g_strdup ("Hugo");
  here->birth_date = there->birth_date = twin->birth_date = pf_day_new (2016, 2, 29);
  g_assert_true (pf_child_is_same (here, there));
  g_assert_false (pf_child_is_same (here, twin));
}

static void
test_two_towns_at_once (void)
{
  g_autoptr (PlanFixture) plan = plan_fixture_new (1);
  g_autoptr (PfPlanIndex) index = create_index (plan, plan->today, plan->today + 10);
  g_autoptr (PfTown) elsewhere = pf_record_new (PF_TYPE_TOWN, "town");
  g_autoptr (PfPlanItem) there = NULL;
  g_autofree char *warning = NULL, *described = NULL;
  PfPlanItem *here = plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 6,
                                       PF_STATE_BOOKED, PF_ACTION_NONE);
  PfPlanDay day;

  g_assert_false (pf_plan_index_has_towns (index));
  elsewhere->name = g_strdup ("Autre-Ville");
  there = pf_plan_item_new (elsewhere, elsewhere, here->child, here->enrolment, here->activity,
                            here->unit, &here->facts, NULL, plan->now);
  g_list_store_append (plan->items, there);
  g_assert_true (pf_plan_index_has_towns (index));
  pf_plan_index_get_day (index, plan->today + 6, &day);
  g_assert_cmpuint (day.n_slots, ==, 2);
  g_assert_true (day.slots[0].warning == PF_WARNING_CLASH && day.slots[0].other == there);
  g_assert_true (day.slots[1].warning == PF_WARNING_CLASH && day.slots[1].other == here);
  warning = pf_slot_text_warning (&day.slots[0]);
  g_assert_cmpstr (warning, ==, "Booked twice from 12:00 to 13:30: also Canteen, Autre-Ville");
  described = pf_slot_text_describe (&day.slots[1], plan->now, plan->today);
  g_assert_nonnull (strstr (described, "Léna, Canteen, Autre-Ville: booked"));
  g_assert_nonnull (strstr (described, "also Canteen, Montclair"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planning/index/days-and-filters", test_days_and_filters);
  g_test_add_func ("/planning/index/counts-and-cost", test_counts_and_cost);
  g_test_add_func ("/planning/index/one-change-a-batch", test_one_change_a_batch);
  g_test_add_func ("/planning/index/a-deadline-passes", test_a_deadline_passes);
  g_test_add_func ("/planning/index/clashes-and-gaps", test_clashes_and_gaps);
  g_test_add_func ("/planning/index/children-of-two-towns", test_children_of_two_towns);
  g_test_add_func ("/planning/index/two-towns-at-once", test_two_towns_at_once);
  return g_test_run ();
}
