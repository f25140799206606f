/* SPDX-License-Identifier: GPL-3.0-or-later
 * The planning's sentences: a slot's deadline and what follows it, a pattern's outcome, the
 * next deadline. No display needed. */
#include "config.h"

#include "common/pf-error-text.h"
#include "pf-deadline-strip.h"
#include "pf-pattern-preview.h"
#include "pf-record-filter.h"
#include "pf-slot-text.h"
#include "plan-fixture.h"

#define DAY (24 * 3600)

static void
describe (PlanFixture *plan, PfPlanItem *item, PfPlanSlot *slot)
{
  *slot = (PfPlanSlot){
    .item = item,
    .state = pf_plan_item_get_state (item, plan->now),
    .action = pf_plan_item_get_action (item, plan->now),
  };
}

static void
test_slots (void)
{
  static const struct {
    PfState state;
    PfAction draft;
    const char *deadline;
    const char *after;
    const char *facts;
    const char *action;
    const char *price;
  } cases[] = {
    { PF_STATE_BOOKED, PF_ACTION_NONE,
      "Can be cancelled until Tuesday 13 October, 23:59, 5 days left",
      "Then it can no longer be cancelled", NULL, "Cancel Booking", "€3.40" },
    { PF_STATE_LOCKED, PF_ACTION_NONE, "Could be cancelled until Wednesday 7 October, 10:00", NULL,
      NULL, NULL, "€3.40" },
    { PF_STATE_OPEN, PF_ACTION_NONE, "Can be booked until Tuesday 13 October, 23:59, 5 days left",
      "Then €1.50 more, until Thursday 15 October, 09:00", "12 places left", "Book", "€3.40" },
    { PF_STATE_OPEN, PF_ACTION_BOOK,
      "Can be cancelled until Tuesday 13 October, 23:59, 5 days left",
      "Then it can no longer be cancelled", NULL, "Undo", "€3.40" },
    { PF_STATE_LATE, PF_ACTION_NONE,
      "Can be booked with a surcharge until Friday 9 October, 10:00, 1 day left", "Then no longer",
      NULL, "Book Late (+€1.50)", "€4.90" },
    { PF_STATE_FULL, PF_ACTION_NONE, NULL, NULL, "No places left; the waiting list is open",
      "Join the Waiting List", "€3.40" },
    { PF_STATE_WAITING, PF_ACTION_NONE, NULL, NULL, "Number 3 on the waiting list",
      "Leave the List", "€3.40 if granted" },
    { PF_STATE_PENDING, PF_ACTION_NONE, NULL, NULL,
      "Booking to be approved by an agent of the town", "Withdraw", "€3.40 if granted" },
    { PF_STATE_CLOSED, PF_ACTION_NONE, NULL, NULL, "school holidays", NULL, NULL },
    { PF_STATE_TOO_EARLY, PF_ACTION_NONE, "Can be booked from Tuesday 13 October, 10:00", NULL,
      NULL, NULL, "€3.40" },
    { PF_STATE_TOO_LATE, PF_ACTION_NONE, "The deadline was Wednesday 7 October, 10:00", NULL, NULL,
      NULL, "€3.40" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlanFixture) plan = plan_fixture_new (1);
      PfPlanItem *item = plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 7,
                                           cases[i].state, cases[i].draft);
      g_autofree char *deadline = NULL, *after = NULL, *facts = NULL, *action = NULL, *price = NULL;
      PfPlanSlot slot;

      describe (plan, item, &slot);
      deadline = pf_slot_text_deadline (&slot, plan->now, plan->today);
      after = pf_slot_text_after (&slot, plan->now, plan->today);
      facts = pf_slot_text_facts (&slot);
      action = pf_slot_text_action (&slot);
      price = pf_slot_text_price (&slot);
      g_assert_cmpstr (deadline, ==, cases[i].deadline);
      g_assert_cmpstr (after, ==, cases[i].after);
      g_assert_cmpstr (facts, ==, cases[i].facts);
      g_assert_cmpstr (action, ==, cases[i].action);
      g_assert_cmpstr (price, ==, cases[i].price);
    }
}

static void
test_approval_is_told (void)
{
  g_autoptr (PlanFixture) plan = plan_fixture_new (1);
  PfPlanItem *item = plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 7,
                                       PF_STATE_OPEN, PF_ACTION_NONE);
  g_autofree char *facts = NULL, *action = NULL;
  PfPlanSlot slot;

  item->facts.flags = item->slot.flags = PF_SLOT_NEEDS_APPROVAL;
  item->facts.places = item->slot.places = 1;
  describe (plan, item, &slot);
  facts = pf_slot_text_facts (&slot);
  action = pf_slot_text_action (&slot);
  g_assert_cmpstr (facts, ==, "1 place left · An agent of the town decides");
  g_assert_cmpstr (action, ==, "Ask");
}

/* A deadline that has passed is named, to a screen reader too; where the town named none, nothing
 * is invented. */
static void
test_what_has_passed_says_when (void)
{
  g_autoptr (PlanFixture) plan = plan_fixture_new (1);
  PfPlanItem *item = plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 7,
                                       PF_STATE_TOO_LATE, PF_ACTION_NONE);
  g_autofree char *spoken = NULL, *without = NULL;
  PfPlanSlot slot;

  describe (plan, item, &slot);
  spoken = pf_slot_text_describe (&slot, plan->now, plan->today);
  g_assert_cmpstr (spoken, ==,
                   "Léna, Canteen: too late, the deadline was Wednesday 7 October, 10:00");
  item->slot.book_until = item->slot.late_until = PF_MOMENT_NONE;
  without = pf_slot_text_deadline (&slot, plan->now, plan->today);
  g_assert_cmpstr (without, ==, "The deadline has passed");
}

static void
test_a_refusal_keeps_its_reason (void)
{
  g_autoptr (PlanFixture) plan = plan_fixture_new (1);
  PfPlanItem *item = plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, plan->today + 7,
                                       PF_STATE_LOCKED, PF_ACTION_CANCEL);
  g_autofree char *mark = NULL, *reason = NULL;
  PfPlanSlot slot;

  g_assert_cmpint (item->mark, ==, PF_MARK_REFUSED);
  describe (plan, item, &slot);
  mark = pf_slot_text_mark (&slot, plan->now);
  reason = pf_error_text_for_refusal (PF_REFUSAL_TOO_LATE, NULL);
  g_assert_cmpstr (mark, ==, reason);
}

/* Mondays and Thursdays from 1 October to 2 November, with what stands in the way of some. */
static void
test_pattern (void)
{
  static const struct {
    gboolean with_late;
    gboolean skip_school_holidays;
    PfWeeks weeks;
    guint n_items;
    PfCents total;
    const char *text;
    const char *left_out;
  } cases[] = {
    { FALSE, TRUE, PF_WEEKS_EVERY, 2, 340, "2 days, €3.40, 1 onto the waiting list",
      "Left out: 1 × Booked, 1 × Late, surcharge" },
    { TRUE, TRUE, PF_WEEKS_EVERY, 3, 830, "3 days, €8.30, 1 onto the waiting list",
      "Left out: 1 × Booked" },
    { FALSE, FALSE, PF_WEEKS_EVERY, 2, 340, "2 days, €3.40, 1 onto the waiting list",
      "Left out: 1 × Booked, 1 × Late, surcharge, 2 × Closed" },
    { FALSE, TRUE, PF_WEEKS_ODD, 1, 0, "1 day, €0.00, 1 onto the waiting list",
      "Left out: 1 × Booked" },
    { FALSE, TRUE, PF_WEEKS_EVEN, 1, 340, "1 day, €3.40", "Left out: 1 × Late, surcharge" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PlanFixture) plan = plan_fixture_new (2);
      g_autoptr (GPtrArray) children = g_ptr_array_new ();
      g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (PfPatternTarget));
      PfActivity *canteen = g_ptr_array_index (plan->activities, PLAN_FIXTURE_CANTEEN);
      PfPatternTarget meal = { canteen, g_ptr_array_index (canteen->units, 0) };
      PfPattern pattern = {
        .first = pf_day_new (2026, 10, 1),
        .last = pf_day_new (2026, 11, 2),
        .weeks = cases[i].weeks,
        .weekdays = PF_WEEKDAY_BIT (PF_MONDAY) | PF_WEEKDAY_BIT (PF_THURSDAY),
        .skip_school_holidays = cases[i].skip_school_holidays,
      };
      g_autofree char *text = NULL, *left_out = NULL;
      PfPatternPreview preview;

      g_ptr_array_add (children, g_ptr_array_index (plan->children, 0));
      g_array_append_val (targets, meal);
      plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, pf_day_new (2026, 10, 8), PF_STATE_BOOKED,
                        PF_ACTION_NONE);
      plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, pf_day_new (2026, 10, 12), PF_STATE_LATE,
                        PF_ACTION_NONE);
      /* a Tuesday */
      plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, pf_day_new (2026, 10, 13), PF_STATE_OPEN,
                        PF_ACTION_NONE);
      plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, pf_day_new (2026, 10, 15), PF_STATE_OPEN,
                        PF_ACTION_NONE);
      plan_fixture_add (plan, 1, PLAN_FIXTURE_CANTEEN, 0, pf_day_new (2026, 10, 15), PF_STATE_OPEN,
                        PF_ACTION_NONE);
      plan_fixture_add (plan, 0, PLAN_FIXTURE_CARE, 0, pf_day_new (2026, 10, 15), PF_STATE_OPEN,
                        PF_ACTION_NONE);
      plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, pf_day_new (2026, 10, 19),
                        PF_STATE_CLOSED, PF_ACTION_NONE);
      plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, pf_day_new (2026, 10, 22),
                        PF_STATE_CLOSED, PF_ACTION_NONE);
      plan_fixture_add (plan, 0, PLAN_FIXTURE_CANTEEN, 0, pf_day_new (2026, 11, 2), PF_STATE_FULL,
                        PF_ACTION_NONE);
      pf_pattern_preview_compute (G_LIST_MODEL (plan->items), children, targets, &pattern,
                                  cases[i].with_late, plan->now, &preview);
      text = pf_pattern_preview_describe (&preview);
      left_out = pf_pattern_preview_describe_left_out (&preview);
      g_assert_cmpuint (preview.items->len, ==, cases[i].n_items);
      g_assert_cmpint (preview.total, ==, cases[i].total);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (left_out, ==, cases[i].left_out);
      pf_pattern_preview_clear (&preview);
    }
}

static PfDeadlineItem *
add_deadline (GListStore  *deadlines,
              PlanFixture *plan,
              guint        child,
              guint        activity,
              PfMoment     until,
              guint        n_days)
{
  g_autoptr (PfDeadlineItem) item = g_object_new (PF_TYPE_DEADLINE_ITEM, NULL);

  item->town = g_object_ref (plan->town);
  item->child = g_object_ref (g_ptr_array_index (plan->children, child));
  item->activity = g_object_ref (g_ptr_array_index (plan->activities, activity));
  item->until = until;
  item->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_days; i++)
    g_ptr_array_add (item->items,
                     g_object_ref (plan_fixture_add (plan, child, activity, 0, plan->today + 7 + i,
                                                     PF_STATE_OPEN, PF_ACTION_NONE)));
  g_list_store_append (deadlines, item);
  return item;
}

static void
test_next_deadline (void)
{
  g_autoptr (PlanFixture) plan = plan_fixture_new (3);
  g_autoptr (GListStore) deadlines = g_list_store_new (PF_TYPE_DEADLINE_ITEM);
  PfMoment until = pf_moment_at (plan->today + 5, DAY - 1, plan->town->zone);
  g_autofree char *none = NULL, *one = NULL, *two = NULL;
  guint n_merged;

  add_deadline (deadlines, plan, 0, PLAN_FIXTURE_CANTEEN, until - DAY, 0); /* nothing at stake */
  none = pf_deadline_strip_make_text (G_LIST_MODEL (deadlines), plan->today, &n_merged);
  g_assert_null (none);
  add_deadline (deadlines, plan, 0, PLAN_FIXTURE_CANTEEN, until, 1);
  one = pf_deadline_strip_make_text (G_LIST_MODEL (deadlines), plan->today, &n_merged);
  g_assert_cmpstr (one, ==, "Until Tuesday 13 October, 23:59: Canteen, Léna, 1 day not booked");
  add_deadline (deadlines, plan, 1, PLAN_FIXTURE_CANTEEN, until, 3);
  add_deadline (deadlines, plan, 1, PLAN_FIXTURE_CARE, until, 3);
  add_deadline (deadlines, plan, 2, PLAN_FIXTURE_CANTEEN, until, 4);
  add_deadline (deadlines, plan, 2, PLAN_FIXTURE_CANTEEN, until + DAY, 4);
  two = pf_deadline_strip_make_text (G_LIST_MODEL (deadlines), plan->today, &n_merged);
  g_assert_cmpstr (
      two, ==, "Until Tuesday 13 October, 23:59: Canteen, Léna, Hugo and Inès, 8 days not booked");
  g_assert_cmpuint (n_merged, ==, 3);
}

static void
test_filters_outlive_a_sync (void)
{
  g_autoptr (PlanFixture) before = plan_fixture_new (2), after = plan_fixture_new (2);
  g_autoptr (GListStore) children = g_list_store_new (PF_TYPE_CHILD);
  g_autofree char *key = pf_record_filter_make_key (g_ptr_array_index (before->children, 1));
  guint n_keys;

  for (guint i = 0; i < 2; i++)
    g_list_store_append (children, g_ptr_array_index (after->children, i));
  /* the same child at another town */
  g_list_store_append (children, g_ptr_array_index (before->children, 0));
  g_assert_true (pf_record_filter_find (G_LIST_MODEL (children), key, &n_keys) ==
                 g_ptr_array_index (after->children, 1));
  g_assert_cmpuint (n_keys, ==, 2);
  g_assert_null (pf_record_filter_find (G_LIST_MODEL (children), "", &n_keys));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/planning/text/slots", test_slots);
  g_test_add_func ("/planning/text/approval-is-told", test_approval_is_told);
  g_test_add_func ("/planning/text/what-has-passed-says-when", test_what_has_passed_says_when);
  g_test_add_func ("/planning/text/a-refusal-keeps-its-reason", test_a_refusal_keeps_its_reason);
  g_test_add_func ("/planning/text/pattern", test_pattern);
  g_test_add_func ("/planning/text/next-deadline", test_next_deadline);
  g_test_add_func ("/planning/text/filters-outlive-a-sync", test_filters_outlive_a_sync);
  return g_test_run ();
}
