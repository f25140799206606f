/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sync with the real server, through a network that cuts, delays, truncates, doubles and lies. */
#include "config.h"

#include "town-fixture.h"

#define BOOKINGS "POST /v1/bookings"
#define CHANGES "GET /v1/changes"

static PfIntent *
get_intent (Family *family, guint position)
{
  g_autoptr (PfIntent) intent =
      g_list_model_get_item (pf_session_get_outbox (family->session), position);

  g_assert_nonnull (intent);
  return intent;
}

static void
test_first_sync (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;

  g_assert_cmpuint (g_list_model_get_n_items (pf_session_get_children (family->session)), ==, 3);
  g_assert_nonnull (family_find_item (family, PF_STATE_OPEN, 20));
  family_assert_agrees (family, fixture->town, PF_TEST_TOWN_LOGIN);
}

/* Whatever befalls the request or its answer: the change is made, once, and both sides know. */
static void
test_faults_at_bookings (TownFixture *fixture, gconstpointer data)
{
  static const struct {
    PfFaultKind kind;
    guint value;
  } faults[] = {
    { PF_FAULT_PASS, 0 },          { PF_FAULT_CUT_REQUEST, 0 }, { PF_FAULT_CUT_REQUEST, 60 },
    { PF_FAULT_CUT_REQUEST, 500 }, { PF_FAULT_CUT_ANSWER, 0 },  { PF_FAULT_CUT_ANSWER, 120 },
    { PF_FAULT_CUT_ANSWER, 400 },  { PF_FAULT_TRUNCATE, 0 },    { PF_FAULT_TRUNCATE, 300 },
    { PF_FAULT_TRUNCATE, 450 },    { PF_FAULT_DELAY, 200 },     { PF_FAULT_ANSWER, 429 },
    { PF_FAULT_ANSWER, 500 },      { PF_FAULT_ANSWER, 502 },    { PF_FAULT_ANSWER, 503 },
    { PF_FAULT_REPLACE, 500 },     { PF_FAULT_REPLACE, 503 },   { PF_FAULT_DUPLICATE, 0 },
    { PF_FAULT_GARBAGE, 0 },
  };
  Family *family = &fixture->family;

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      PfPlanItem *item = family_find_item (family, PF_STATE_OPEN, 0);

      g_test_message ("fault %d, %u", faults[i].kind, faults[i].value);
      g_assert_nonnull (item);
      family_change (family, item, PF_ACTION_BOOK);
      pf_fault_proxy_push (fixture->proxy, BOOKINGS, faults[i].kind, faults[i].value);
      g_ptr_array_set_size (family->settled, 0);
      family_send (family);
      family_sync (family);
      g_assert_cmpuint (pf_fault_proxy_get_n_faults (fixture->proxy), ==, i + 1);
      g_assert_cmpuint (family->settled->len, ==, 1);
      g_assert_cmpint (get_intent (family, i)->outcome->kind, ==, PF_OUTCOME_BOOKED);
      g_assert_cmpint (item->facts.booking, ==, PF_BOOKING_BOOKED);
      g_assert_cmpint (item->mark, ==, PF_MARK_NONE);
    }
  family_assert_agrees (family, fixture->town, PF_TEST_TOWN_LOGIN);
}

static void
test_faults_at_changes (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;

  for (int kind = PF_FAULT_PASS; kind < PF_FAULT_BLACKHOLE; kind++)
    {
      PfPlanItem *item = family_find_item (family, PF_STATE_OPEN, 0);

      family_change (family, item, PF_ACTION_BOOK);
      pf_fault_proxy_push (fixture->proxy, CHANGES, kind,
                           kind == PF_FAULT_ANSWER || kind == PF_FAULT_REPLACE ? 503 : 350);
      family_send (family);
      family_sync (family);
      g_assert_cmpint (item->facts.booking, ==, PF_BOOKING_BOOKED);
    }
  family_assert_agrees (family, fixture->town, PF_TEST_TOWN_LOGIN);
}

/* Silence: the session stays usable, closes at once, and the change goes the next time. */
static void
test_blackhole (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;
  PfPlanItem *item = family_find_item (family, PF_STATE_OPEN, 0);

  family_change (family, item, PF_ACTION_BOOK);
  pf_fault_proxy_push (fixture->proxy, BOOKINGS, PF_FAULT_BLACKHOLE, 0);
  family_send (family);
  pf_test_wait_until (pf_fault_proxy_get_n_faults (fixture->proxy) == 1);
  g_assert_cmpint (item->mark, ==, PF_MARK_QUEUED);
  family_change (family, family_find_item (family, PF_STATE_OPEN, 0), PF_ACTION_BOOK);
  g_assert_cmpuint (family_count (family, PF_INTENT_DRAFT), ==, 1);
  family_close (family);
  pf_fault_proxy_release (fixture->proxy);
  family_open (family);
  family_sync (family);
  g_assert_cmpuint (family_count (family, PF_INTENT_SETTLED), ==, 1);
  g_assert_cmpuint (family_count (family, PF_INTENT_DRAFT), ==, 1);
}

/* Hours without a network, then all at once. */
static void
test_offline (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;

  pf_fault_proxy_set_down (fixture->proxy, TRUE);
  for (int i = 0; i < 3; i++)
    {
      family_change (family, family_find_item (family, PF_STATE_OPEN, 0), PF_ACTION_BOOK);
      family_send (family);
      family_settle (family);
    }
  pf_test_wait_until (pf_session_get_sync_state (family->session) == PF_SYNC_OFFLINE);
  family_close (family);
  family_open (family);
  pf_test_wait_until (pf_plan_is_loaded (family->plan));
  g_assert_cmpuint (family_count (family, PF_INTENT_QUEUED), ==, 3);
  pf_fault_proxy_set_down (fixture->proxy, FALSE);
  family_sync (family);
  g_assert_cmpuint (family_count (family, PF_INTENT_SETTLED), ==, 3);
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (get_intent (family, i)->outcome->kind, ==, PF_OUTCOME_BOOKED);
  family_assert_agrees (family, fixture->town, PF_TEST_TOWN_LOGIN);
}

/* The deadline passed while the change waited: refused, said, shown, and not booked. */
static void
test_overtaken_by_deadline (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;
  PfPlanItem *item = family_find_item (family, PF_STATE_OPEN, 0);
  g_autofree char *later =
      pf_moment_format (MAX (item->facts.book_until, item->facts.late_until) + 3600);

  pf_fault_proxy_set_down (fixture->proxy, TRUE);
  family_change (family, item, PF_ACTION_BOOK);
  family_send (family);
  family_settle (family);
  pf_test_town_set_clock (fixture->town, later);
  pf_fault_proxy_set_down (fixture->proxy, FALSE);
  family_sync (family);
  g_assert_cmpint (get_intent (family, 0)->outcome->kind, ==, PF_OUTCOME_REFUSED);
  g_assert_cmpint (get_intent (family, 0)->outcome->refusal, ==, PF_REFUSAL_TOO_LATE);
  g_assert_cmpint (item->mark, ==, PF_MARK_REFUSED);
  g_assert_cmpint (item->facts.booking, ==, PF_BOOKING_NONE);
}

/* The other guardian cancelled first: each line has its own end. */
static void
test_other_guardian (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;
  Family other = { 0 };
  PfPlanItem *taken, *free_item, *theirs;

  family_join (&other, pf_test_town_get_url (fixture->town), PF_TEST_TOWN_OTHER_LOGIN, NULL);
  taken = family_find_item (family, PF_STATE_BOOKED, 0);
  free_item = family_find_item (family, PF_STATE_OPEN, 0);
  theirs = family_find_item (&other, PF_STATE_BOOKED, 0);
  g_assert_cmpint (taken->facts.day, ==, theirs->facts.day);
  pf_fault_proxy_set_down (fixture->proxy, TRUE);
  family_change (family, taken, PF_ACTION_CANCEL);
  family_change (family, free_item, PF_ACTION_BOOK);
  family_send (family);
  family_change (&other, theirs, PF_ACTION_CANCEL);
  family_send (&other);
  family_sync (&other);
  pf_fault_proxy_set_down (fixture->proxy, FALSE);
  family_sync (family);
  g_assert_true (pf_intent_is_refused (get_intent (family, 0)));
  g_assert_cmpint (taken->mark, ==, PF_MARK_REFUSED);
  g_assert_cmpint (taken->facts.booking, ==, PF_BOOKING_CANCELLED);
  g_assert_cmpint (get_intent (family, 1)->outcome->kind, ==, PF_OUTCOME_BOOKED);
  family_leave (&other);
}

/* A state that the town never gave: everything anew, the outbox as it was. */
static void
test_unknown_state (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;
  g_autoptr (PfStore) store = NULL;
  g_autoptr (PfChanges) changes = pf_changes_new ();
  g_autoptr (GError) error = NULL;

  family_change (family, family_find_item (family, PF_STATE_OPEN, 0), PF_ACTION_BOOK);
  family_close (family);
  changes->state = g_strdup ("no-such-state");
  store = pf_store_new (family->folder);
  g_assert_true (pf_test_await (pf_store_open, store, &error, NULL));
  g_assert_true (pf_test_await (pf_store_apply_changes, store, &error, changes, 0, 0, NULL));
  g_assert_true (pf_test_await (pf_store_close, store, &error));
  family_open (family);
  family_sync (family);
  g_assert_cmpuint (family_count (family, PF_INTENT_DRAFT), ==, 1);
  family_assert_agrees (family, fixture->town, PF_TEST_TOWN_LOGIN);
}

/* An agent closes a day: it arrives by itself, as one sheet and an event. */
static void
test_one_day (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;
  PfPlanItem *item = family_find_item (family, PF_STATE_OPEN, 0);
  g_autofree char *day = pf_day_format (item->facts.day);
  g_autofree char *output = NULL;
  int places = item->facts.places;
  guint64 n_bytes;

  /* The event stream is open once the first run is over. */
  pf_test_wait_until (pf_fault_proxy_get_n_requests (fixture->proxy, "GET /v1/events") > 0);
  pf_fault_proxy_take_n_bytes (fixture->proxy);
  output = pf_test_town_run_agent (fixture->town, "places",
                                   pf_record_get_id (PF_RECORD (item->activity)), day, "--unit",
                                   item->unit->id, "--set", "7", NULL);
  pf_test_wait_until (item->facts.places != places);
  family_settle (family);
  n_bytes = pf_fault_proxy_take_n_bytes (fixture->proxy);
  g_test_message ("%" G_GUINT64_FORMAT " bytes", n_bytes);
  g_assert_cmpuint (n_bytes, <, 2000);
}

/* The town's clock jumps over midnight: the session's day follows with the next answer. */
static void
test_clock (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;
  PfDay today = pf_session_get_today (family->session);

  g_assert_cmpint (today, ==, pf_day_new (2026, 11, 5));
  pf_test_town_set_clock (fixture->town, "2026-11-06T00:30:00+01:00");
  family_sync (family);
  g_assert_cmpint (pf_session_get_today (family->session), ==, today + 1);
  g_assert_null (family_find_item (family, PF_STATE_OPEN, 100000));
}

/* The server dies and comes back between any two things. */
static void
test_server_restarts (TownFixture *fixture, gconstpointer data)
{
  Family *family = &fixture->family;

  for (int i = 0; i < 3; i++)
    {
      family_change (family, family_find_item (family, PF_STATE_OPEN, 0), PF_ACTION_BOOK);
      if (i > 0)
        pf_fault_proxy_push (fixture->proxy, BOOKINGS, PF_FAULT_CUT_ANSWER, 0);
      family_send (family);
      pf_test_town_kill (fixture->town);
      family_settle (family);
      pf_test_town_start (fixture->town);
      family_sync (family);
      g_assert_cmpint (get_intent (family, i)->outcome->kind, ==, PF_OUTCOME_BOOKED);
    }
  family_assert_agrees (family, fixture->town, PF_TEST_TOWN_LOGIN);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/town/" path, TownFixture, NULL, town_fixture_set_up, test, town_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("first-sync", test_first_sync);
  ADD ("faults-at-bookings", test_faults_at_bookings);
  ADD ("faults-at-changes", test_faults_at_changes);
  ADD ("blackhole", test_blackhole);
  ADD ("offline", test_offline);
  ADD ("overtaken-by-deadline", test_overtaken_by_deadline);
  ADD ("other-guardian", test_other_guardian);
  ADD ("unknown-state", test_unknown_state);
  ADD ("one-day-costs-little", test_one_day);
  ADD ("clock-jumps", test_clock);
  ADD ("server-restarts", test_server_restarts);
  return g_test_run ();
}
