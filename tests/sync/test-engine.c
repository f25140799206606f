/* SPDX-License-Identifier: GPL-3.0-or-later
 * The engine among failures: what it tries again, what it gives up, and that nothing is lost or
 * done twice. */
#include "config.h"

#include "pf-stumbles.h"
#include "session-fixture.h"

/* The answer is lost on its way: sent again with the same key, done once. */
static void
test_lost_answer (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  fixture_change (fixture, 0, 3, PF_ACTION_BOOK);
  pf_fake_town_lose_answers (fixture->town, PF_FAKE_BOOK, 2);
  fixture_send (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_OFFLINE);
  g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_QUEUED), ==, 3);
  g_assert_cmpuint (pf_fake_town_get_n_applied (fixture->town), ==, 3);
  fixture_sync (fixture);
  fixture_sync (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_SETTLED), ==, 3);
  g_assert_cmpuint (pf_fake_town_get_n_applied (fixture->town), ==, 3);
  g_assert_cmpuint (pf_fake_town_get_n_keys (fixture->town), ==, 1);
}

/* Closed in the middle of a push, started again: the batch is where it was. */
static void
test_closed_mid_push (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  fixture_change (fixture, 0, 3, PF_ACTION_BOOK);
  pf_fake_town_lose_answers (fixture->town, PF_FAKE_BOOK, 1);
  fixture_send (fixture);
  pf_fake_town_set_held (fixture->town, TRUE);
  pf_session_sync_now (fixture->session);
  pf_test_wait_until (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_BOOK) == 2);
  g_object_unref (fixture->plan);
  {
    g_autoptr (GError) error = NULL;

    g_assert_true (pf_test_await (pf_session_close, fixture->session, &error));
  }
  g_signal_handlers_disconnect_by_data (fixture->session, fixture);
  pf_fake_town_set_held (fixture->town, FALSE);
  pf_test_wait_until (G_OBJECT (fixture->session)->ref_count == 1);
  g_object_unref (fixture->session);

  fixture_open (fixture);
  fixture_start (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_SETTLED), ==, 3);
  g_assert_cmpuint (pf_fake_town_get_n_applied (fixture->town), ==, 3);
}

static void
test_transient (Fixture *fixture, gconstpointer data)
{
  static const PfClientError codes[] = {
    PF_CLIENT_ERROR_UNREACHABLE, PF_CLIENT_ERROR_TIMEOUT, PF_CLIENT_ERROR_BUSY,
    PF_CLIENT_ERROR_TLS,         PF_CLIENT_ERROR_SERVER,  PF_CLIENT_ERROR_NOT_A_TOWN,
  };

  fixture_start (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      fixture_change (fixture, i / 5 * 7 + i % 5, 1, PF_ACTION_BOOK);
      pf_fake_town_fail (fixture->town, PF_FAKE_BOOK, 1, codes[i]);
      fixture_send (fixture);
      g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_OFFLINE);
      g_assert_error (pf_session_get_sync_error (fixture->session), PF_CLIENT_ERROR,
                      (int) codes[i]);
      g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_QUEUED), ==, 1);
      fixture_sync (fixture);
      g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
      g_assert_null (pf_session_get_sync_error (fixture->session));
      g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_QUEUED), ==, 0);
    }
}

/* It comes back by itself, without anybody asking. */
static void
test_retries (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  fixture_change (fixture, 0, 1, PF_ACTION_BOOK);
  pf_fake_town_fail (fixture->town, PF_FAKE_BOOK, 1, PF_CLIENT_ERROR_UNREACHABLE);
  fixture_send (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_OFFLINE);
  pf_test_wait_until (fixture_get_state (fixture) == PF_SYNC_IDLE);
  g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_SETTLED), ==, 1);
}

/* The network is back: tried at once, whatever the wait. */
static void
test_network_comes_back (Fixture *fixture, gconstpointer data)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();

  fixture_start (fixture);
  pf_fake_town_fail (fixture->town, PF_FAKE_PULL, 1, PF_CLIENT_ERROR_NOT_A_TOWN);
  fixture_sync (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_OFFLINE);
  g_signal_emit_by_name (monitor, "network-changed", FALSE);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_OFFLINE);
  g_signal_emit_by_name (monitor, "network-changed", TRUE);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_SYNCING);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
}

/* A batch that makes the town stumble does not keep the plan from being refreshed. */
static void
test_server_error_still_pulls (Fixture *fixture, gconstpointer data)
{
  guint n_pulls;

  fixture_start (fixture);
  n_pulls = pf_fake_town_get_n_calls (fixture->town, PF_FAKE_PULL);
  fixture_change (fixture, 0, 1, PF_ACTION_BOOK);
  fixture_edit (fixture, 2, PF_BOOKING_BOOKED, 5);
  pf_fake_town_fail (fixture->town, PF_FAKE_BOOK, 1, PF_CLIENT_ERROR_SERVER);
  fixture_send (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_OFFLINE);
  g_assert_cmpuint (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_PULL), ==, n_pulls + 1);
  g_assert_cmpint (fixture_get_item (fixture, 2)->slot.booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpint (fixture_get_item (fixture, 0)->mark, ==, PF_MARK_QUEUED);
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) secret = g_bytes_new_static ("new", 3);
  guint n_calls;

  fixture_start (fixture);
  pf_fake_town_fail (fixture->town, PF_FAKE_BOOK, 1, PF_CLIENT_ERROR_SIGNED_OUT);
  fixture_change (fixture, 0, 1, PF_ACTION_BOOK);
  fixture_send (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_SIGNED_OUT);
  g_assert_false (pf_fake_town_has_events (fixture->town));
  g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_QUEUED), ==, 1);

  /* It stays so whatever is done offline. */
  n_calls = pf_fake_town_get_n_calls (fixture->town, PF_FAKE_BOOK);
  fixture_change (fixture, 1, 1, PF_ACTION_BOOK);
  fixture_send (fixture);
  g_assert_cmpuint (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_BOOK), ==, n_calls);

  g_signal_emit_by_name (fixture->town, "secret-changed", secret);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_SETTLED), ==, 2);
  g_assert_true (pf_fake_town_has_events (fixture->town));
}

/* 410: everything anew, the outbox as it was, what the town dropped meanwhile is gone. */
static void
test_state_unknown (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  fixture_change (fixture, 0, 2, PF_ACTION_BOOK);
  fixture_edit (fixture, 3, PF_BOOKING_BOOKED, 5);
  pf_fake_town_remove (fixture->town, PF_COLLECTION_GUARDIANS, "guardian-0");
  pf_fake_town_forget_states (fixture->town);
  pf_fake_town_set_page_size (fixture->town, 4);
  fixture_sync (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_DRAFT), ==, 2);
  g_assert_cmpint (fixture_get_item (fixture, 0)->mark, ==, PF_MARK_DRAFT);
  g_assert_cmpint (fixture_get_item (fixture, 3)->slot.booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpuint (g_list_model_get_n_items (pf_session_get_guardians (fixture->session)), ==, 0);
}

static void
test_town_keeps_forgetting (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  pf_fake_town_fail (fixture->town, PF_FAKE_PULL, 2, PF_CLIENT_ERROR_STATE_UNKNOWN);
  fixture_sync (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_OFFLINE);
  fixture_sync (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
}

/* A batch that the town refuses as a whole is settled with the reason; the next one has its turn.
 */
static void
test_refused_batch (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  pf_fake_town_fail (fixture->town, PF_FAKE_PULL, 1, PF_CLIENT_ERROR_UNREACHABLE);
  fixture_sync (fixture);
  pf_fake_town_fail (fixture->town, PF_FAKE_BOOK, 1, PF_CLIENT_ERROR_UNREACHABLE);
  fixture_change (fixture, 0, 2, PF_ACTION_BOOK);
  fixture_send (fixture);
  pf_fake_town_fail (fixture->town, PF_FAKE_BOOK, 1, PF_CLIENT_ERROR_REFUSED);
  fixture_change (fixture, 2, 1, PF_ACTION_BOOK);
  fixture_send (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_SETTLED), ==, 3);
  g_assert_true (pf_intent_is_refused (fixture_get_intent (fixture, 0)));
  g_assert_cmpstr (fixture_get_intent (fixture, 0)->outcome->detail, ==, "as told");
  g_assert_cmpint (fixture_get_item (fixture, 0)->mark, ==, PF_MARK_REFUSED);
  g_assert_cmpint (fixture_get_item (fixture, 2)->slot.booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpuint (fixture->settled->len, ==, 3);
}

/* An answer that makes no sense says nothing of what the town did: the batch is asked for again, by
 * the same key, until the answer makes sense. */
static void
test_broken_answers (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  pf_fake_town_set_short_answers (fixture->town, TRUE);
  fixture_change (fixture, 0, 2, PF_ACTION_BOOK);
  fixture_send (fixture);
  for (int i = 0; i < 6; i++)
    {
      g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_OFFLINE);
      g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_QUEUED), ==, 2);
      fixture_sync (fixture);
    }
  pf_fake_town_set_short_answers (fixture->town, FALSE);
  fixture_sync (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_SETTLED), ==, 2);
  g_assert_false (pf_intent_is_refused (fixture_get_intent (fixture, 0)));
  g_assert_cmpint (fixture_get_item (fixture, 0)->slot.booking, ==, PF_BOOKING_BOOKED);
}

/* A page that stands in the town's place, whatever it answers, refuses nothing: the batch waits for
 * the town. */
static void
test_broken_town (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  pf_fake_town_fail (fixture->town, PF_FAKE_PULL, 6, PF_CLIENT_ERROR_PROTOCOL);
  pf_fake_town_fail (fixture->town, PF_FAKE_BOOK, 6, PF_CLIENT_ERROR_PROTOCOL);
  fixture_change (fixture, 0, 2, PF_ACTION_BOOK);
  fixture_send (fixture);
  for (int i = 0; i < 6; i++)
    {
      g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_OFFLINE);
      g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_QUEUED), ==, 2);
      fixture_sync (fixture);
    }
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
  g_assert_false (pf_intent_is_refused (fixture_get_intent (fixture, 0)));
  g_assert_cmpint (fixture_get_item (fixture, 0)->slot.booking, ==, PF_BOOKING_BOOKED);
}

/* Sends days @first and @first + 1 as a batch that stays in the queue. */
static void
queue_batch (Fixture *fixture, int first)
{
  pf_fake_town_fail (fixture->town, PF_FAKE_BOOK, 1, PF_CLIENT_ERROR_UNREACHABLE);
  fixture_change (fixture, first, 2, PF_ACTION_BOOK);
  fixture_send (fixture);
}

/* The batch that the town stumbles over stays; the others have their turn, and news come in. */
static void
test_stumble_makes_way (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  queue_batch (fixture, 0);
  queue_batch (fixture, 2);
  pf_fake_town_fail (fixture->town, PF_FAKE_BOOK, 1, PF_CLIENT_ERROR_SERVER);
  fixture_sync (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_OFFLINE);
  g_assert_error (pf_session_get_sync_error (fixture->session), PF_CLIENT_ERROR,
                  PF_CLIENT_ERROR_SERVER);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->state, ==, PF_INTENT_QUEUED);
  g_assert_cmpint (fixture_get_intent (fixture, 2)->state, ==, PF_INTENT_SETTLED);
  g_assert_cmpint (fixture_get_item (fixture, 2)->slot.booking, ==, PF_BOOKING_BOOKED);
  g_assert_true (pf_fake_town_has_events (fixture->town));
  fixture_sync (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_SETTLED), ==, 4);
}

/* What is sent while a run fails does not wait as long as the failure. */
static void
test_sent_during_a_stumble (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_start (fixture);
  queue_batch (fixture, 0);
  fixture_change (fixture, 2, 1, PF_ACTION_BOOK);
  pf_fake_town_fail (fixture->town, PF_FAKE_BOOK, 1, PF_CLIENT_ERROR_SERVER);
  pf_fake_town_set_held (fixture->town, TRUE);
  pf_session_sync_now (fixture->session);
  g_assert_true (pf_test_await (pf_session_send, fixture->session, &error, NULL));
  pf_fake_town_set_held (fixture->town, FALSE);
  pf_test_wait_until (fixture_get_state (fixture) == PF_SYNC_IDLE);
  g_assert_cmpuint (fixture_count_outbox (fixture, PF_INTENT_SETTLED), ==, 3);
}

/* The town books, and its answer never makes sense: the family may stop waiting, and then sees what
 * the town has. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  guint n_calls;

  fixture_start (fixture);
  pf_fake_town_set_short_answers (fixture->town, TRUE);
  fixture_change (fixture, 0, 2, PF_ACTION_BOOK);
  fixture_send (fixture);
  for (int i = 1; i < PF_STUMBLES_MANY; i++)
    {
      g_assert_false (pf_session_is_stuck (fixture->session, fixture_get_intent (fixture, 0)));
      fixture_sync (fixture);
    }
  g_assert_true (pf_session_is_stuck (fixture->session, fixture_get_intent (fixture, 0)));

  fixture_edit (fixture, 1, PF_BOOKING_NONE, 5);
  n_calls = pf_fake_town_get_n_calls (fixture->town, PF_FAKE_BOOK);
  g_assert_true (pf_test_await (pf_session_give_up, fixture->session, &error,
                                fixture_get_intent (fixture, 0)->key, NULL));
  g_assert_no_error (error);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_BOOK), ==, n_calls);
  for (int i = 0; i < 2; i++)
    {
      PfIntent *intent = fixture_get_intent (fixture, i);

      g_assert_cmpint (intent->state, ==, PF_INTENT_SETTLED);
      g_assert_cmpint (intent->outcome->kind, ==, PF_OUTCOME_CHANGED);
      g_assert_cmpint (intent->outcome->refusal, ==, PF_REFUSAL_GIVEN_UP);
      g_assert_cmpint (fixture_get_item (fixture, i)->mark, ==, PF_MARK_REFUSED);
      g_ptr_array_add (seen, intent);
    }
  g_assert_cmpint (fixture_get_item (fixture, 0)->slot.booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpint (fixture_get_item (fixture, 1)->slot.booking, ==, PF_BOOKING_NONE);

  g_assert_true (pf_test_await (pf_session_dismiss, fixture->session, &error, seen, NULL));
  g_assert_cmpint (fixture_get_item (fixture, 0)->mark, ==, PF_MARK_NONE);
}

/* The answer comes after all, while the family gives up: its facts are taken. */
static void
test_given_up_too_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_start (fixture);
  queue_batch (fixture, 0);
  pf_fake_town_set_held (fixture->town, TRUE);
  pf_session_sync_now (fixture->session);
  g_assert_true (pf_test_await (pf_session_give_up, fixture->session, &error,
                                fixture_get_intent (fixture, 0)->key, NULL));
  pf_fake_town_set_held (fixture->town, FALSE);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->outcome->refusal, ==, PF_REFUSAL_GIVEN_UP);
  g_assert_cmpint (fixture_get_item (fixture, 0)->slot.booking, ==, PF_BOOKING_BOOKED);
}

/* The key was used for something else: whatever that was, the family has to look again. */
static void
test_changed_batch (Fixture *fixture, gconstpointer data)
{
  fixture_start (fixture);
  pf_fake_town_fail (fixture->town, PF_FAKE_BOOK, 1, PF_CLIENT_ERROR_CHANGED);
  fixture_change (fixture, 0, 2, PF_ACTION_BOOK);
  fixture_send (fixture);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->outcome->kind, ==, PF_OUTCOME_CHANGED);
  g_assert_cmpint (fixture_get_intent (fixture, 0)->outcome->refusal, ==, PF_REFUSAL_NONE);
  g_assert_cmpint (fixture_get_item (fixture, 0)->mark, ==, PF_MARK_REFUSED);
}

static void
test_announced (Fixture *fixture, gconstpointer data)
{
  guint n_pulls;

  fixture_start (fixture);
  n_pulls = pf_fake_town_get_n_calls (fixture->town, PF_FAKE_PULL);
  pf_fake_town_announce (fixture->town);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_IDLE);
  fixture_edit (fixture, 0, PF_BOOKING_BOOKED, 5);
  pf_fake_town_announce (fixture->town);
  g_assert_cmpint (fixture_get_state (fixture), ==, PF_SYNC_SYNCING);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_get_item (fixture, 0)->slot.booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpuint (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_PULL), ==, n_pulls + 1);
}

/* What is announced during a run is pulled after it, unless the run has brought it. */
static void
test_announced_meanwhile (Fixture *fixture, gconstpointer data)
{
  guint n_pulls;

  fixture_start (fixture);
  fixture_change (fixture, 0, 1, PF_ACTION_BOOK);
  n_pulls = pf_fake_town_get_n_calls (fixture->town, PF_FAKE_PULL);
  pf_fake_town_set_held (fixture->town, TRUE);
  pf_session_sync_now (fixture->session);
  fixture_edit (fixture, 1, PF_BOOKING_BOOKED, 5);
  pf_fake_town_announce (fixture->town);
  pf_fake_town_set_held (fixture->town, FALSE);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_get_item (fixture, 1)->slot.booking, ==, PF_BOOKING_BOOKED);
  g_assert_cmpuint (pf_fake_town_get_n_calls (fixture->town, PF_FAKE_PULL), ==, n_pulls + 1);
}

/* A town without deltas tells everything each time, and what it does not tell is gone. */
static void
test_whole_pulls (Fixture *fixture, gconstpointer data)
{
  pf_fake_town_set_features (fixture->town, PF_FEATURE_BOOKINGS);
  fixture_start (fixture);
  g_assert_false (pf_fake_town_has_events (fixture->town));
  pf_fake_town_remove (fixture->town, PF_COLLECTION_CHILDREN, "child-1");
  fixture_sync (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (pf_session_get_children (fixture->session)), ==, 1);
}

/* More lines than one request takes: several batches, in order. */
static void
test_large_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  guint n;

  pf_plan_set_range (fixture->plan, fixture->monday - 7, fixture->monday + 60);
  fixture_start (fixture);
  n = g_list_model_get_n_items (G_LIST_MODEL (fixture->plan));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (fixture->plan), i));
  g_assert_cmpuint (n, >, PF_STORE_BATCH_MAX);
  g_assert_cmpint (pf_test_await (pf_session_change, fixture->session, &error, items,
                                  PF_ACTION_BOOK, NULL),
                   ==, (int) n);
  fixture_send (fixture);
  g_assert_cmpuint (pf_fake_town_get_n_applied (fixture->town), ==, n);
  g_assert_cmpuint (pf_fake_town_get_n_keys (fixture->town), ==,
                    (n + PF_STORE_BATCH_MAX - 1) / PF_STORE_BATCH_MAX);
  for (guint i = 1; i < fixture->settled->len; i++)
    g_assert_cmpint (((PfIntent *) fixture->settled->pdata[i])->id, >,
                     ((PfIntent *) fixture->settled->pdata[i - 1])->id);
}

/* One day's change costs one sheet, whatever the size of the plan. */
static void
test_cost_of_a_day (Fixture *fixture, gconstpointer data)
{
  guint n_sent;

  fixture_start (fixture);
  n_sent = pf_fake_town_get_n_sent (fixture->town);
  fixture_edit (fixture, 0, PF_BOOKING_BOOKED, 5);
  fixture->n_plan = 0;
  fixture_sync (fixture);
  g_assert_cmpuint (pf_fake_town_get_n_sent (fixture->town), ==, n_sent + 1);
  g_assert_cmpuint (fixture->n_plan, ==, 1);
  g_assert_cmpuint (fixture->n_added, ==, 1);
}

#define ADD(path, test, n_children)                                                                \
  g_test_add ("/engine/" path, Fixture, GUINT_TO_POINTER (n_children), fixture_set_up, test,       \
              fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("lost-answer-is-asked-again", test_lost_answer, 1);
  ADD ("closed-mid-push", test_closed_mid_push, 1);
  ADD ("transient-failures", test_transient, 1);
  ADD ("retries-by-itself", test_retries, 1);
  ADD ("network-comes-back", test_network_comes_back, 1);
  ADD ("server-error-still-pulls", test_server_error_still_pulls, 1);
  ADD ("signed-out-waits", test_signed_out, 1);
  ADD ("unknown-state-begins-afresh", test_state_unknown, 1);
  ADD ("town-keeps-forgetting", test_town_keeps_forgetting, 1);
  ADD ("refused-batch-makes-way", test_refused_batch, 1);
  ADD ("broken-answers-refuse-nothing", test_broken_answers, 1);
  ADD ("broken-town-refuses-nothing", test_broken_town, 1);
  ADD ("stumble-makes-way", test_stumble_makes_way, 1);
  ADD ("sent-during-a-stumble", test_sent_during_a_stumble, 1);
  ADD ("given-up", test_given_up, 1);
  ADD ("given-up-too-late", test_given_up_too_late, 1);
  ADD ("changed-batch", test_changed_batch, 1);
  ADD ("announced-state-is-pulled", test_announced, 1);
  ADD ("announced-meanwhile", test_announced_meanwhile, 1);
  ADD ("whole-pulls", test_whole_pulls, 2);
  ADD ("large-batch", test_large_batch, 6);
  ADD ("cost-of-a-day", test_cost_of_a_day, 3);
  return g_test_run ();
}
