/* SPDX-License-Identifier: GPL-3.0-or-later
 * The pure parts: merging, back-off, the list that tells what differs; by tables and by chance. */
#include "config.h"

#include "pf-backoff.h"
#include "pf-diff-list.h"
#include "pf-merge.h"
#include "pf-plan-item.h"
#include "pf-stumbles.h"

#define TODAY pf_day_new (2026, 11, 5)
#define NOW ((PfMoment) TODAY * 86400 + 36000)

static GTimeZone *zone;

static PfSlot
make_random_slot (GRand *random)
{
  PfSlot slot;

  pf_slot_init (&slot, TODAY + g_rand_int_range (random, -2, 10), 0);
  slot.booking = g_rand_int_range (random, PF_BOOKING_NONE, PF_BOOKING_CANCELLED + 1);
  slot.closure = g_rand_int_range (random, 0, 8) == 0 ? PF_CLOSURE_STRIKE : PF_CLOSURE_NONE;
  slot.flags = g_rand_int_range (random, 0, 4);
  slot.places = g_rand_int_range (random, -1, 3);
  slot.book_until = NOW + g_rand_int_range (random, -5, 5) * 3600;
  slot.late_until = slot.book_until + g_rand_int_range (random, 0, 5) * 3600;
  slot.cancel_until = NOW + g_rand_int_range (random, -5, 5) * 3600;
  slot.price = 340;
  slot.late_price = 510;
  if (slot.booking == PF_BOOKING_BOOKED)
    slot.charged = 340;
  return slot;
}

static PfIntent *
make_intent (PfAction action, PfIntentState state, PfMoment decided_at)
{
  PfIntent *intent =
      pf_intent_new (1, pf_line_new ("e", "meal", TODAY, action, 1, 340), decided_at);

  intent->state = state;
  return intent;
}

/* What holds of any slot and any change. */
static void
test_merge_properties (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (int i = 0; i < 20000; i++)
    {
      PfSlot facts = make_random_slot (random), slot, applied = facts;
      PfAction action = g_rand_boolean (random) ? PF_ACTION_BOOK : PF_ACTION_CANCEL;
      gboolean can = pf_slot_apply (&applied, action, NOW, TODAY);
      g_autoptr (PfIntent) draft = make_intent (action, PF_INTENT_DRAFT, NOW - 3600);
      g_autoptr (PfIntent) queued = make_intent (action, PF_INTENT_QUEUED, NOW);
      g_autoptr (PfIntent) settled = make_intent (action, PF_INTENT_SETTLED, NOW);

      /* Nothing decided: the facts. */
      g_assert_cmpint (pf_merge_slot (&facts, NULL, zone, NOW, &slot), ==, PF_MARK_NONE);
      g_assert_cmpint (slot.booking, ==, facts.booking);

      /* A draft shows what the action makes now, or why it cannot. */
      g_assert_cmpint (pf_merge_slot (&facts, draft, zone, NOW, &slot), ==,
                       can ? PF_MARK_DRAFT : PF_MARK_REFUSED);
      g_assert_cmpint (slot.booking, ==, applied.booking);
      g_assert_cmpint (slot.places, ==, applied.places);
      g_assert_true ((pf_merge_get_refusal (&facts, action, NOW, TODAY) == PF_REFUSAL_NONE) == can);

      /* Queued looks the same whatever the clock says since it was decided. */
      g_assert_cmpint (pf_merge_slot (&facts, queued, zone, NOW + 86400, &slot), ==,
                       PF_MARK_QUEUED);
      g_assert_cmpint (slot.booking, ==, applied.booking);

      /* An answer is in the facts. */
      settled->outcome = pf_outcome_new ();
      settled->outcome->kind = g_rand_int_range (random, PF_OUTCOME_BOOKED, PF_OUTCOME_CHANGED + 1);
      g_assert_cmpint (pf_merge_slot (&facts, settled, zone, NOW, &slot), ==,
                       settled->outcome->kind >= PF_OUTCOME_REFUSED ? PF_MARK_REFUSED
                                                                    : PF_MARK_NONE);
      g_assert_cmpint (slot.booking, ==, facts.booking);
    }
}

static void
test_refusals (void)
{
  static const struct {
    PfBooking booking;
    PfClosure closure;
    int places;
    int hours_left;
    int hours_from;
    PfAction action;
    PfRefusal expected;
  } cases[] = {
    { PF_BOOKING_NONE, 0, 1, 5, 0, PF_ACTION_BOOK, PF_REFUSAL_NONE },
    { PF_BOOKING_NONE, 0, 0, 5, 0, PF_ACTION_BOOK, PF_REFUSAL_FULL },
    { PF_BOOKING_NONE, 0, 1, -1, 0, PF_ACTION_BOOK, PF_REFUSAL_TOO_LATE },
    { PF_BOOKING_NONE, 0, 0, -1, 0, PF_ACTION_BOOK, PF_REFUSAL_TOO_LATE },
    { PF_BOOKING_NONE, 0, 1, 5, 2, PF_ACTION_BOOK, PF_REFUSAL_TOO_EARLY },
    { PF_BOOKING_NONE, PF_CLOSURE_STRIKE, 1, 5, 0, PF_ACTION_BOOK, PF_REFUSAL_CLOSED },
    { PF_BOOKING_BOOKED, PF_CLOSURE_STRIKE, 1, 5, 0, PF_ACTION_CANCEL, PF_REFUSAL_CLOSED },
    { PF_BOOKING_BOOKED, 0, 1, 5, 0, PF_ACTION_BOOK, PF_REFUSAL_ALREADY_HELD },
    { PF_BOOKING_WAITING, 0, 0, 5, 0, PF_ACTION_BOOK, PF_REFUSAL_ALREADY_HELD },
    { PF_BOOKING_CANCELLED, 0, 1, 5, 0, PF_ACTION_BOOK, PF_REFUSAL_NONE },
    { PF_BOOKING_CANCELLED, 0, 1, 5, 0, PF_ACTION_CANCEL, PF_REFUSAL_NOT_HELD },
    { PF_BOOKING_NONE, 0, 1, 5, 0, PF_ACTION_CANCEL, PF_REFUSAL_NOT_HELD },
    { PF_BOOKING_BOOKED, 0, 1, 5, 0, PF_ACTION_CANCEL, PF_REFUSAL_NONE },
    { PF_BOOKING_BOOKED, 0, 1, -1, 0, PF_ACTION_CANCEL, PF_REFUSAL_TOO_LATE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfSlot slot;

      pf_slot_init (&slot, TODAY + 3, 0);
      slot.booking = cases[i].booking;
      slot.closure = cases[i].closure;
      slot.places = cases[i].places;
      slot.book_until = slot.late_until = slot.cancel_until = NOW + cases[i].hours_left * 3600;
      slot.book_from = NOW + cases[i].hours_from * 3600;
      g_assert_cmpint (pf_merge_get_refusal (&slot, cases[i].action, NOW, TODAY), ==,
                       cases[i].expected);
    }
}

/* The town's words, or the calendar's. */
static void
test_closed_days_are_named (void)
{
  static const struct {
    PfDay day;
    PfClosure closure;
    const char *label;
  } cases[] = {
    { 0, PF_CLOSURE_PUBLIC_HOLIDAY, "Armistice Day 1918" },
    { 1, PF_CLOSURE_PUBLIC_HOLIDAY, NULL },
    { 0, PF_CLOSURE_STRIKE, NULL },
    { 0, PF_CLOSURE_NONE, NULL },
  };
  g_autoptr (PfTown) town = pf_record_new (PF_TYPE_TOWN, "town");

  town->zone = g_time_zone_ref (zone);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfPlanItem) item = NULL;
      PfSlot slot;

      pf_slot_init (&slot, pf_day_new (2026, 11, 11) + cases[i].day, 0);
      slot.closure = cases[i].closure;
      item = pf_plan_item_new (NULL, town, NULL, NULL, NULL, NULL, &slot, NULL, NOW);
      g_assert_cmpstr (item->label, ==, cases[i].label);
    }
}

static void
test_backoff (void)
{
  guint last = 0;

  for (guint attempt = 1; attempt < 100; attempt++)
    {
      guint least = pf_backoff_get_delay (attempt, -1, 0);
      guint most = pf_backoff_get_delay (attempt, -1, 0.999999);

      g_assert_cmpuint (least, >=, PF_BACKOFF_FIRST_MS / 2);
      g_assert_cmpuint (most, <=, PF_BACKOFF_LONGEST_MS);
      g_assert_cmpuint (least, >=, last);
      g_assert_cmpuint (most, >, least + least / 2);
      last = least;
    }
  g_assert_cmpuint (last, ==, PF_BACKOFF_LONGEST_MS / 2);
  g_assert_cmpuint (pf_backoff_get_delay (2, -1, 0), ==, PF_BACKOFF_FIRST_MS);
  g_assert_cmpuint (pf_backoff_get_delay (3, -1, 0), ==, 2 * PF_BACKOFF_FIRST_MS);

  /* What the town asks for is a floor, believed for a day at most; less than that is no promise. */
  g_assert_cmpuint (pf_backoff_get_delay (1, 60, 0), ==, 60000);
  g_assert_cmpuint (pf_backoff_get_delay (1, 60, 0.999999), <=, 75000);
  g_assert_cmpuint (pf_backoff_get_delay (9, 0, 0), ==, pf_backoff_get_delay (9, -1, 0));
  g_assert_cmpuint (pf_backoff_get_delay (1, G_MAXINT, 0), ==, PF_BACKOFF_LONGEST_ASKED_MS);
}

/* Follows a list by what it tells, as a view would. */
typedef struct {
  GPtrArray *mirror; /* (unowned) objects */
  guint n_signals;
  guint n_told; /* positions that the last signal replaced */
} Follower;

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, Follower *follower)
{
  follower->n_signals++;
  follower->n_told = added;
  for (guint i = 0; i < removed; i++)
    g_ptr_array_remove_index (follower->mirror, position);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, position + i);

      g_ptr_array_insert (follower->mirror, position + i, item);
    }
}

static void
test_diff_list (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (PfDiffList) list = pf_diff_list_new (G_TYPE_OBJECT);
  Follower follower = { .mirror = g_ptr_array_new () };

  g_test_message ("seed %u", seed);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &follower);
  for (int i = 0; i < 500; i++)
    {
      GPtrArray *before = pf_diff_list_get_items (list);
      GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GHashTable) changed = g_hash_table_new (NULL, NULL);
      guint n_signals = follower.n_signals;
      gboolean is_same = TRUE;

      for (guint j = 0; j < before->len; j++)
        {
          if (g_rand_int_range (random, 0, 8) == 0)
            is_same = FALSE;
          else
            g_ptr_array_add (items, g_object_ref (before->pdata[j]));
        }
      while (g_rand_int_range (random, 0, 3) == 0)
        {
          g_ptr_array_insert (items, g_rand_int_range (random, 0, items->len + 1),
                              g_object_new (G_TYPE_OBJECT, NULL));
          is_same = FALSE;
        }
      if (items->len > 0 && g_rand_boolean (random))
        {
          g_hash_table_add (changed, items->pdata[items->len / 2]);
          is_same = FALSE;
        }
      pf_diff_list_take (list, items, changed);
      g_assert_cmpuint (follower.n_signals - n_signals, ==, is_same ? 0 : 1);
      g_assert_cmpuint (follower.mirror->len, ==, items->len);
      for (guint j = 0; j < items->len; j++)
        g_assert_true (follower.mirror->pdata[j] == items->pdata[j]);
    }
  g_ptr_array_unref (follower.mirror);
}

static void
test_stumbles (void)
{
  g_autoptr (PfStumbles) stumbles = pf_stumbles_new ();
  gint64 now = 7 * G_USEC_PER_SEC;

  pf_stumbles_begin_run (stumbles);
  g_assert_false (pf_stumbles_has_failed (stumbles, "a"));
  g_assert_false (pf_stumbles_is_stuck (stumbles, "a", now));
  pf_stumbles_add (stumbles, "a", now);
  g_assert_true (pf_stumbles_has_failed (stumbles, "a"));
  g_assert_false (pf_stumbles_has_failed (stumbles, "b"));
  pf_stumbles_begin_run (stumbles);
  g_assert_false (pf_stumbles_has_failed (stumbles, "a"));

  /* Long enough, or often enough. */
  g_assert_false (pf_stumbles_is_stuck (stumbles, "a", now + PF_STUMBLES_LONG_US - 1));
  g_assert_true (pf_stumbles_is_stuck (stumbles, "a", now + PF_STUMBLES_LONG_US));
  for (int i = 1; i < PF_STUMBLES_MANY; i++)
    {
      g_assert_false (pf_stumbles_is_stuck (stumbles, "a", now));
      pf_stumbles_add (stumbles, "a", now);
    }
  g_assert_true (pf_stumbles_is_stuck (stumbles, "a", now));
  g_assert_false (pf_stumbles_is_stuck (stumbles, "b", now));
  pf_stumbles_forget (stumbles, "a");
  g_assert_false (pf_stumbles_has_failed (stumbles, "a"));
  g_assert_false (pf_stumbles_is_stuck (stumbles, "a", now + PF_STUMBLES_LONG_US));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  zone = g_time_zone_new_utc ();
  g_test_add_func ("/merge/properties", test_merge_properties);
  g_test_add_func ("/merge/refusals", test_refusals);
  g_test_add_func ("/plan-item/closed-days-are-named", test_closed_days_are_named);
  g_test_add_func ("/backoff", test_backoff);
  g_test_add_func ("/diff-list", test_diff_list);
  g_test_add_func ("/stumbles/often-or-long", test_stumbles);
  status = g_test_run ();
  g_time_zone_unref (zone);
  return status;
}
