/* SPDX-License-Identifier: GPL-3.0-or-later
 * The session as pages see it: lists, plan and commands. */
#include "config.h"

#include "session-fixture.h"

#define MEAL_DAYS 10    /* of the plan's two weeks */
#define ITEMS_PER_DAY 5 /* a meal and four ALAE units */

static PfIntent *
get_intent (Fixture *fixture, guint position)
{
  g_autoptr (PfIntent) intent =
      g_list_model_get_item (pf_session_get_outbox (fixture->session), position);

  return intent;
}

static guint
count (GListModel *list)
{
  return g_list_model_get_n_items (list);
}

static void
test_first_sync (Fixture *fixture, gconstpointer data)
{
  PfSession *session = fixture->session;

  g_assert_cmpint (pf_session_get_sync_state (session), ==, PF_SYNC_LOADING);
  g_assert_null (pf_session_get_town (session));
  pf_session_load (session);
  pf_test_wait_until (pf_session_get_sync_state (session) == PF_SYNC_FIRST);
  g_assert_cmpuint (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_PULL), ==, 0);
  pf_fake_town_set_page_size (fixture->town, 3);
  pf_session_start (session);
  fixture_settle (fixture);
  g_assert_cmpint (pf_session_get_sync_state (session), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_PULL), >, 4);
  g_assert_cmpstr (pf_session_get_town (session)->name, ==, "Exempleville");
  g_assert_nonnull (pf_session_get_household (session));
  g_assert_cmpuint (count (pf_session_get_children (session)), ==, 2);
  g_assert_cmpuint (count (pf_session_get_enrolments (session)), ==, 4);
  g_assert_cmpuint (count (pf_session_get_activities (session)), ==, 2);
  g_assert_cmpint (pf_session_get_synced_at (session), >, 0);
  g_assert_true (pf_plan_is_loaded (fixture->plan));
  g_assert_cmpuint (count (G_LIST_MODEL (fixture->plan)), ==, 2 * MEAL_DAYS * ITEMS_PER_DAY);
  g_assert_true (pf_fake_town_has_events (fixture->town));
}

/* By day, child, unit's start, activity. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  for (guint i = 1; i < count (G_LIST_MODEL (fixture->plan)); i++)
    {
      g_autoptr (PfPlanItem) left = g_list_model_get_item (G_LIST_MODEL (fixture->plan), i - 1);
      g_autoptr (PfPlanItem) right = g_list_model_get_item (G_LIST_MODEL (fixture->plan), i);

      g_assert_cmpint (left->slot.day, <=, right->slot.day);
      if (left->slot.day != right->slot.day)
        continue;
      g_assert_cmpint (left->child->birth_date, <=, right->child->birth_date);
      if (left->child != right->child)
        continue;
      g_assert_cmpint (left->unit->start_minute, <=, right->unit->start_minute);
      if (left->unit->start_minute == right->unit->start_minute)
        g_assert_cmpstr (left->activity->name, <, right->activity->name);
    }
}

/* The plan is there again without any network, drafts included. */
static void
test_offline_start (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  fixture_change (fixture, 0, 2, PF_ACTION_BOOK);
  fixture_close (fixture);

  pf_fake_town_fail (fixture->town, PF_FAKE_PULL, 9, PF_CLIENT_ERROR_UNREACHABLE);
  fixture_open (fixture);
  fixture_start (fixture);
  g_assert_cmpint (pf_session_get_sync_state (fixture->session), ==, PF_SYNC_OFFLINE);
  g_assert_error (pf_session_get_sync_error (fixture->session), PF_CLIENT_ERROR,
                  PF_CLIENT_ERROR_UNREACHABLE);
  g_assert_cmpuint (count (G_LIST_MODEL (fixture->plan)), ==, MEAL_DAYS * ITEMS_PER_DAY);
  g_assert_cmpint (fixture_get_item (fixture, 1)->mark, ==, PF_MARK_DRAFT);
  g_assert_cmpint (fixture_get_item (fixture, 2)->mark, ==, PF_MARK_NONE);
  g_assert_true (pf_session_get_can_undo (fixture->session));
}

/* A change shows at once, tells only what it touched, and leaves the other items alone. */
static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfPlanItem) before = NULL;
  guint basket_count;

  fixture_start (fixture);
  before = g_object_ref (fixture_get_item (fixture, 1));
  fixture->n_plan = 0;
  g_assert_cmpint (fixture_change (fixture, 1, 1, PF_ACTION_BOOK), ==, 1);
  g_assert_cmpuint (fixture->n_plan, ==, 1);
  g_assert_cmpuint (fixture->n_added, ==, 1);
  g_assert_true (fixture_get_item (fixture, 1) == before);
  g_assert_cmpint (before->mark, ==, PF_MARK_DRAFT);
  g_assert_cmpint (before->slot.booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpint (before->facts.booking, ==, PF_BOOKING_NONE);
  g_assert_cmpint (before->intent->line->price, ==, 340);
  g_assert_cmpint (before->intent->line->version, ==, 1);
  g_assert_cmpint (pf_plan_item_get_action (before, pf_session_get_now (fixture->session)), ==,
                   PF_ACTION_CANCEL);
  g_object_get (fixture->session, "basket-count", &basket_count, NULL);
  g_assert_cmpuint (basket_count, ==, 1);

  /* The same again is no change; the opposite takes the draft away. */
  g_assert_cmpint (fixture_change (fixture, 1, 1, PF_ACTION_BOOK), ==, 0);
  g_assert_cmpint (fixture_change (fixture, 0, 3, PF_ACTION_BOOK), ==, 2);
  g_assert_cmpint (fixture_change (fixture, 0, 4, PF_ACTION_CANCEL), ==, 3);
  g_assert_cmpint (before->mark, ==, PF_MARK_NONE);
  g_assert_null (before->intent);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_start (fixture);
  g_assert_false (pf_session_get_can_undo (fixture->session));
  g_assert_false (pf_test_await (pf_session_undo, fixture->session, &error, NULL));
  g_assert_no_error (error);
  fixture_change (fixture, 0, 3, PF_ACTION_BOOK);
  g_assert_true (pf_test_await (pf_session_discard, fixture->session, &error, NULL));
  g_assert_cmpuint (count (pf_session_get_outbox (fixture->session)), ==, 0);
  g_assert_true (pf_test_await (pf_session_undo, fixture->session, &error, NULL));
  g_assert_cmpuint (count (pf_session_get_outbox (fixture->session)), ==, 3);
  g_assert_true (pf_test_await (pf_session_undo, fixture->session, &error, NULL));
  g_assert_cmpuint (count (pf_session_get_outbox (fixture->session)), ==, 0);
  g_assert_false (pf_session_get_can_undo (fixture->session));
  g_assert_cmpint (fixture_get_item (fixture, 0)->mark, ==, PF_MARK_NONE);
}

/* Sent: an arrow until the town has answered, then the town's facts, and an outcome to be seen. */
static void
test_send (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  g_autoptr (GPtrArray) journal = NULL;
  g_autoptr (GError) error = NULL;

  fixture_start (fixture);
  fixture_change (fixture, 0, 2, PF_ACTION_BOOK);
  pf_fake_town_set_held (fixture->town, TRUE);
  g_assert_true (pf_test_await (pf_session_send, fixture->session, &error, NULL));
  pf_test_wait_until (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_BOOK) == 1);
  g_assert_cmpint (fixture_get_item (fixture, 0)->mark, ==, PF_MARK_QUEUED);
  g_assert_cmpint (fixture_get_item (fixture, 0)->slot.booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpint (pf_plan_item_get_action (fixture_get_item (fixture, 0),
                                            pf_session_get_now (fixture->session)),
                   ==, PF_ACTION_NONE);
  g_assert_cmpint (fixture_change (fixture, 0, 2, PF_ACTION_CANCEL), ==, 0);
  pf_fake_town_set_held (fixture->town, FALSE);
  fixture_settle (fixture);
  g_assert_cmpuint (fixture->settled->len, ==, 2);
  g_assert_cmpint (fixture_get_item (fixture, 0)->mark, ==, PF_MARK_NONE);
  g_assert_cmpint (fixture_get_item (fixture, 0)->facts.booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpint (fixture_get_item (fixture, 0)->facts.charged, ==, 340);
  g_assert_cmpint (fixture_peek (fixture, 0)->booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpint (get_intent (fixture, 0)->outcome->kind, ==, PF_OUTCOME_BOOKED);
  g_assert_nonnull (get_intent (fixture, 0)->receipt);
  g_ptr_array_add (seen, get_intent (fixture, 0));
  g_assert_true (pf_test_await (pf_session_dismiss, fixture->session, &error, seen, NULL));
  g_assert_cmpuint (count (pf_session_get_outbox (fixture->session)), ==, 1);
  journal = pf_test_await (pf_session_load_journal, fixture->session, &error, NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (journal->len, ==, 2); /* seen or not */
  g_assert_cmpstr (((PfIntent *) journal->pdata[0])->receipt, ==,
                   ((PfIntent *) journal->pdata[1])->receipt);
}

static void
test_quote (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAnswer) answer = NULL;

  fixture_start (fixture);
  fixture_change (fixture, 0, 2, PF_ACTION_BOOK);
  fixture_edit (fixture, 1, PF_BOOKING_NONE, 0);
  answer = pf_test_await (pf_session_quote, fixture->session, &error, NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->outcomes->len, ==, 2);
  g_assert_cmpint (((PfOutcome *) answer->outcomes->pdata[0])->price, ==, 340);
  g_assert_cmpint (((PfOutcome *) answer->outcomes->pdata[1])->refusal, ==, PF_REFUSAL_FULL);
  g_assert_cmpint (fixture_peek (fixture, 0)->booking, ==, PF_BOOKING_NONE);
  g_clear_pointer (&answer, pf_answer_free);
  pf_fake_town_fail (fixture->town, PF_FAKE_QUOTE, 1, PF_CLIENT_ERROR_UNREACHABLE);
  answer = pf_test_await (pf_session_quote, fixture->session, &error, NULL);
  g_assert_null (answer);
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE);
}

/* The town takes so many lines at once: a term of several children is priced in parts. */
static void
test_quote_of_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAnswer) answer = NULL;
  int n_drafts;

  fixture_start (fixture);
  pf_plan_set_range (fixture->plan, fixture->monday, fixture->monday + 34);
  pf_test_wait_until (pf_plan_is_loaded (fixture->plan));
  for (guint i = 0; i < count (G_LIST_MODEL (fixture->plan)); i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (fixture->plan), i));
  n_drafts =
      pf_test_await (pf_session_change, fixture->session, &error, items, PF_ACTION_BOOK, NULL);
  g_assert_cmpint (n_drafts, >, 2 * PF_STORE_BATCH_MAX);
  answer = pf_test_await (pf_session_quote, fixture->session, &error, NULL);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->outcomes->len, ==, n_drafts);
  g_assert_cmpuint (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_QUOTE), ==,
                    (n_drafts + PF_STORE_BATCH_MAX - 1) / PF_STORE_BATCH_MAX);
  for (int i = 0; i < n_drafts; i++)
    g_assert_cmpint (((PfOutcome *) answer->outcomes->pdata[i])->kind, ==, PF_OUTCOME_BOOKED);
}

/* Each line has its own end: booked, full meanwhile, cancelled by the other guardian. */
static void
test_conflicts (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  fixture_edit (fixture, 2, PF_BOOKING_BOOKED, 10);
  fixture_sync (fixture);
  fixture_change (fixture, 0, 2, PF_ACTION_BOOK);
  fixture_change (fixture, 2, 1, PF_ACTION_CANCEL);
  fixture_edit (fixture, 1, PF_BOOKING_NONE, 0);
  fixture_edit (fixture, 2, PF_BOOKING_CANCELLED, 11);
  fixture_send (fixture);
  g_assert_cmpint (fixture_get_item (fixture, 0)->mark, ==, PF_MARK_NONE);
  g_assert_cmpint (fixture_get_item (fixture, 0)->slot.booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpint (fixture_get_item (fixture, 1)->mark, ==, PF_MARK_REFUSED);
  g_assert_cmpint (pf_plan_item_get_refusal (fixture_get_item (fixture, 1), 0), ==,
                   PF_REFUSAL_FULL);
  g_assert_cmpint (fixture_get_item (fixture, 1)->slot.places, ==, 0);
  g_assert_cmpint (fixture_get_item (fixture, 2)->mark, ==, PF_MARK_REFUSED);
  g_assert_cmpint (pf_plan_item_get_refusal (fixture_get_item (fixture, 2), 0), ==,
                   PF_REFUSAL_NOT_HELD);
  g_assert_cmpint (fixture_get_item (fixture, 2)->slot.booking, ==, PF_BOOKING_CANCELLED);

  /* A new try takes the place of the refusal. */
  fixture_edit (fixture, 1, PF_BOOKING_NONE, 3);
  fixture_sync (fixture);
  g_assert_cmpint (fixture_change (fixture, 1, 1, PF_ACTION_BOOK), ==, 1);
  g_assert_cmpint (fixture_get_item (fixture, 1)->mark, ==, PF_MARK_DRAFT);
  fixture_send (fixture);
  g_assert_cmpint (fixture_get_item (fixture, 1)->mark, ==, PF_MARK_NONE);
}

/* A price that went up after the decision is never charged without asking. */
static void
test_price_changed (Fixture *fixture, gconstpointer data)
{
  PfSlot slot;

  fixture_start (fixture);
  fixture_change (fixture, 0, 1, PF_ACTION_BOOK);
  slot = *fixture_peek (fixture, 0);
  slot.price = 360;
  pf_fake_town_edit (fixture->town, "child-0-canteen", "meal", fixture->monday, &slot);
  fixture_send (fixture);
  g_assert_cmpint (get_intent (fixture, 0)->outcome->kind, ==, PF_OUTCOME_CHANGED);
  g_assert_cmpint (fixture_get_item (fixture, 0)->mark, ==, PF_MARK_REFUSED);
  g_assert_cmpint (fixture_get_item (fixture, 0)->slot.price, ==, 360);
  g_assert_cmpint (fixture_peek (fixture, 0)->booking, ==, PF_BOOKING_NONE);
}

/* A draft that is possible no more stays in the basket, and says why. */
static void
test_overtaken_draft (Fixture *fixture, gconstpointer data)
{
  static const struct {
    PfBooking booking;
    int places;
    PfMark mark;
    PfRefusal refusal;
  } cases[] = {
    { PF_BOOKING_NONE, 0, PF_MARK_REFUSED, PF_REFUSAL_FULL },
    { PF_BOOKING_BOOKED, 5, PF_MARK_REFUSED, PF_REFUSAL_ALREADY_HELD },
    { PF_BOOKING_NONE, 5, PF_MARK_DRAFT, PF_REFUSAL_NONE },
  };

  fixture_start (fixture);
  fixture_change (fixture, 0, 1, PF_ACTION_BOOK);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfPlanItem *item;

      fixture_edit (fixture, 0, cases[i].booking, cases[i].places);
      fixture_sync (fixture);
      item = fixture_get_item (fixture, 0);
      g_assert_cmpint (item->mark, ==, cases[i].mark);
      g_assert_cmpint (pf_plan_item_get_refusal (item, pf_session_get_now (fixture->session)), ==,
                       cases[i].refusal);
      g_assert_cmpuint (count (pf_session_get_outbox (fixture->session)), ==, 1);
      g_assert_cmpint (pf_plan_item_get_action (item, pf_session_get_now (fixture->session)), ==,
                       PF_ACTION_CANCEL);
    }
}

/* The cache is damaged between two starts: told, and filled again from the town. */
static void
test_damaged_cache (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "cache.db", NULL);

  fixture_start (fixture);
  fixture_change (fixture, 0, 2, PF_ACTION_BOOK);
  fixture_close (fixture);
  g_assert_true (
      g_file_set_contents (path, "no database, but long enough to be read as one", -1, NULL));
  fixture_open (fixture);
  fixture_start (fixture);
  g_assert_cmpuint (fixture->notices, ==, PF_STORE_NOTICE_CACHE_REBUILT);
  g_assert_cmpint (pf_session_get_sync_state (fixture->session), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (count (G_LIST_MODEL (fixture->plan)), ==, MEAL_DAYS * ITEMS_PER_DAY);
  g_assert_cmpint (fixture_get_item (fixture, 1)->mark, ==, PF_MARK_DRAFT);
}

static void
test_describe (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfPlanItem) item = NULL;

  fixture_start (fixture);
  fixture_change (fixture, 0, 1, PF_ACTION_BOOK);
  fixture_close (fixture);
  fixture_open (fixture);
  pf_plan_set_range (fixture->plan, fixture->monday + 400, fixture->monday + 401);
  pf_session_load (fixture->session);
  fixture_settle (fixture);
  item = pf_session_describe_intent (fixture->session, get_intent (fixture, 0));
  g_assert_cmpstr (item->child->first_name, ==, "Enfant 0");
  g_assert_cmpstr (item->activity->name, ==, "Cantine");
  g_assert_cmpstr (item->unit->name, ==, "Repas");
  g_assert_cmpint (item->slot.day, ==, fixture->monday);
  pf_fake_town_remove (fixture->town, PF_COLLECTION_ENROLMENTS, "child-0-canteen");
  pf_session_start (fixture->session);
  fixture_settle (fixture);
  g_set_object (&item, NULL);
  item = pf_session_describe_intent (fixture->session, get_intent (fixture, 0));
  g_assert_null (item->activity);
  g_assert_cmpint (item->slot.day, ==, fixture->monday);
}

static void
test_ranges (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfPlan) other = pf_session_create_plan (fixture->session);

  fixture_start (fixture);
  /* The months around are there already: no page waits for them. */
  pf_test_wait_until (pf_plan_is_loaded (fixture->plan));
  pf_plan_set_range (other, fixture->monday, fixture->monday);
  g_assert_true (pf_plan_is_loaded (other));
  g_assert_cmpuint (count (G_LIST_MODEL (other)), ==, ITEMS_PER_DAY);
  pf_plan_set_range (other, pf_day_add_months (fixture->monday, 12),
                     pf_day_add_months (fixture->monday, 13));
  g_assert_false (pf_plan_is_loaded (other));
  pf_test_wait_until (pf_plan_is_loaded (other));
  g_assert_cmpuint (count (G_LIST_MODEL (other)), ==, 0);
  pf_plan_set_range (other, fixture->monday, fixture->monday + 6);
  g_assert_cmpuint (count (G_LIST_MODEL (other)), ==, 5 * ITEMS_PER_DAY);
}

static void
test_in_use (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfSession) other = pf_session_new (PF_TOWN_SERVICE (fixture->town), fixture->folder);
  g_autoptr (GError) error = NULL;

  fixture_start (fixture);
  pf_session_start (other);
  pf_test_wait_until (pf_session_get_sync_state (other) == PF_SYNC_FAILED);
  g_assert_error (pf_session_get_sync_error (other), PF_STORE_ERROR, PF_STORE_ERROR_IN_USE);
  g_assert_true (pf_test_await (pf_session_close, other, &error));
}

/* What could not be opened is opened when it can be, with all that was asked of it meanwhile. */
static void
test_opened_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfSession) other = pf_session_new (PF_TOWN_SERVICE (fixture->town), fixture->folder);
  g_autoptr (PfPlan) plan = pf_session_create_plan (other);
  g_autoptr (GError) error = NULL;
  guint n_items;

  fixture_start (fixture);
  n_items = count (G_LIST_MODEL (fixture->plan));
  pf_plan_set_range (plan, fixture->monday, fixture->monday + 6);
  pf_session_start (other);
  pf_test_wait_until (pf_session_get_sync_state (other) == PF_SYNC_FAILED);
  pf_plan_set_range (plan, fixture->monday, fixture->monday + 13);
  pf_session_sync_now (other);
  g_assert_cmpint (pf_session_get_sync_state (other), ==, PF_SYNC_LOADING);
  g_assert_null (pf_session_get_sync_error (other));
  pf_test_wait_until (pf_session_get_sync_state (other) == PF_SYNC_FAILED);
  fixture_close (fixture);
  pf_session_sync_now (other);
  pf_test_wait_until (pf_session_get_sync_state (other) == PF_SYNC_IDLE);
  pf_test_wait_until (pf_plan_is_loaded (plan));
  g_assert_cmpuint (count (G_LIST_MODEL (plan)), ==, n_items);
  pf_session_sync_now (other);
  pf_test_wait_until (pf_session_get_sync_state (other) == PF_SYNC_IDLE);
  g_assert_true (pf_test_await (pf_session_close, other, &error));
  fixture_open (fixture);
}

#define ADD(path, test, n_children)                                                                \
  g_test_add ("/session/" path, Fixture, GUINT_TO_POINTER (n_children), fixture_set_up, test,      \
              fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("first-sync", test_first_sync, 2);
  ADD ("plan-is-sorted", test_order, 3);
  ADD ("starts-offline", test_offline_start, 1);
  ADD ("change-shows-at-once", test_change, 2);
  ADD ("undo-and-discard", test_undo, 1);
  ADD ("send-and-dismiss", test_send, 1);
  ADD ("quote", test_quote, 1);
  ADD ("quote-of-many", test_quote_of_many, 12);
  ADD ("conflicts-line-by-line", test_conflicts, 1);
  ADD ("price-that-went-up-is-asked", test_price_changed, 1);
  ADD ("overtaken-draft-says-why", test_overtaken_draft, 1);
  ADD ("damaged-cache-is-filled-again", test_damaged_cache, 1);
  ADD ("describe-intent", test_describe, 1);
  ADD ("ranges", test_ranges, 1);
  ADD ("in-use-fails", test_in_use, 1);
  ADD ("opened-again", test_opened_again, 1);
  return g_test_run ();
}
