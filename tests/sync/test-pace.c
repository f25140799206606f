/* SPDX-License-Identifier: GPL-3.0-or-later
 * When things happen by themselves: alarms, and how often the town is asked. */
#include "config.h"

#include "pf-alarm.h"
#include "pf-test-cases.h"
#include "session-fixture.h"

#define HOUR 3600

static void
count_cb (gpointer user_data)
{
  ++*(guint *) user_data;
}

static PfMoment
get_time (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static void
test_alarm (void)
{
  guint n_over = 0, n_soon = 0, n_late = 0;
  guint late = pf_alarm_add (get_time () + HOUR, count_cb, &n_late);
  guint removed = pf_alarm_add (get_time () - HOUR, count_cb, &n_late);
  PfMoment soon = get_time () + 1;

  g_source_remove (removed);
  pf_alarm_add (0, count_cb, &n_over);
  pf_alarm_add (soon, count_cb, &n_soon);
  pf_test_wait_until (n_over > 0);
  pf_test_wait_until (n_soon > 0);
  g_assert_cmpint (get_time (), >=, soon);
  g_assert_cmpuint (n_over, ==, 1);
  g_assert_cmpuint (n_late, ==, 0);
  g_source_remove (late);
}

static guint
count_pulls (Fixture *fixture)
{
  return pf_fake_town_get_n_calls (fixture->town, PF_FAKE_PULL);
}

static void
settle_main_loop (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* What the town announces is not heard, and not asked for; what is asked for is. */
static void
test_only_when_asked (Fixture *fixture, gconstpointer data)
{
  guint n_pulls;

  fixture_start (fixture);
  g_assert_true (pf_fake_town_has_events (fixture->town));
  pf_session_set_pull_interval (fixture->session, PF_PULL_ASKED);
  g_assert_false (pf_fake_town_has_events (fixture->town));
  n_pulls = count_pulls (fixture);
  fixture_edit (fixture, 0, PF_BOOKING_BOOKED, 3);
  pf_fake_town_announce (fixture->town);
  settle_main_loop ();
  g_assert_cmpuint (count_pulls (fixture), ==, n_pulls);
  fixture_sync (fixture);
  g_assert_cmpuint (count_pulls (fixture), ==, n_pulls + 1);
  g_assert_cmpint (fixture_get_item (fixture, 0)->facts.booking, ==, PF_BOOKING_BOOKED);
  g_assert_false (pf_fake_town_has_events (fixture->town));

  /* A new start asks nothing either, but sends what there is to send. */
  fixture_close (fixture);
  fixture_open (fixture);
  pf_session_set_pull_interval (fixture->session, PF_PULL_ASKED);
  n_pulls = count_pulls (fixture);
  pf_session_start (fixture->session);
  pf_test_wait_until (pf_session_get_sync_state (fixture->session) == PF_SYNC_IDLE);
  settle_main_loop ();
  g_assert_cmpuint (count_pulls (fixture), ==, n_pulls);
  fixture_change (fixture, 1, 1, PF_ACTION_BOOK);
  fixture_send (fixture);
  g_assert_cmpuint (pf_fake_town_get_n_applied (fixture->town), ==, 1);
}

static void
test_first_sync_is_made (Fixture *fixture, gconstpointer data)
{
  pf_session_set_pull_interval (fixture->session, PF_PULL_ASKED);
  fixture_start (fixture);
  g_assert_cmpint (pf_session_get_sync_state (fixture->session), ==, PF_SYNC_IDLE);
  g_assert_cmpuint (count_pulls (fixture), >, 0);
}

/* A failed pull is not tried again by itself, a failed push is. */
static void
test_retries_what_is_sent (Fixture *fixture, gconstpointer data)
{
  GNetworkMonitor *monitor = g_network_monitor_get_default ();
  guint n_pulls;

  fixture_start (fixture);
  pf_session_set_pull_interval (fixture->session, PF_PULL_ASKED);
  pf_fake_town_fail (fixture->town, PF_FAKE_PULL, 1, PF_CLIENT_ERROR_UNREACHABLE);
  fixture_sync (fixture);
  g_assert_cmpint (pf_session_get_sync_state (fixture->session), ==, PF_SYNC_OFFLINE);
  n_pulls = count_pulls (fixture);
  g_signal_emit_by_name (monitor, "network-changed", TRUE);
  settle_main_loop ();
  g_assert_cmpuint (count_pulls (fixture), ==, n_pulls);
  fixture_change (fixture, 0, 1, PF_ACTION_BOOK);
  pf_fake_town_fail (fixture->town, PF_FAKE_BOOK, 1, PF_CLIENT_ERROR_UNREACHABLE);
  fixture_send (fixture);
  g_assert_cmpint (pf_session_get_sync_state (fixture->session), ==, PF_SYNC_OFFLINE);
  pf_test_wait_until (pf_session_get_sync_state (fixture->session) == PF_SYNC_IDLE);
  g_assert_cmpuint (pf_fake_town_get_n_applied (fixture->town), ==, 1);
}

static void
test_live_again (Fixture *fixture, gconstpointer data)
{
  guint n_pulls;

  fixture_start (fixture);
  pf_session_set_pull_interval (fixture->session, 60);
  g_assert_false (pf_fake_town_has_events (fixture->town));
  fixture_edit (fixture, 0, PF_BOOKING_BOOKED, 3);
  n_pulls = count_pulls (fixture);
  pf_session_set_pull_interval (fixture->session, PF_PULL_LIVE);
  fixture_settle (fixture);
  g_assert_cmpuint (count_pulls (fixture), ==, n_pulls + 1);
  g_assert_true (pf_fake_town_has_events (fixture->town));
  g_assert_cmpint (fixture_get_item (fixture, 0)->facts.booking, ==, PF_BOOKING_BOOKED);
}

/* Days that share a deadline are known by the first of them, whatever of them is booked. */
static void
test_deadlines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) deadlines = pf_session_create_deadlines (fixture->session, 40);
  g_autoptr (PfDeadlineItem) before = NULL;
  g_autoptr (GArray) days = NULL;
  PfDay first;

  g_assert_false (pf_session_has_deadlines (fixture->session, deadlines));
  fixture_start (fixture);
  pf_test_wait_until (pf_session_has_deadlines (fixture->session, deadlines));
  before = g_list_model_get_item (deadlines, 0);
  g_assert_nonnull (before);
  first = ((PfPlanItem *) before->items->pdata[0])->slot.day;
  g_assert_cmpint (before->first, <=, first);
  days = pf_deadline_item_list_days (before);
  g_assert_cmpint (g_array_index (days, PfDay, 0), ==, first);
  for (guint i = 1; i < days->len; i++)
    g_assert_cmpint (g_array_index (days, PfDay, i - 1), <, g_array_index (days, PfDay, i));
}

PF_TEST_CASES (Fixture, cases) = {
  { "only-when-asked", test_only_when_asked },
  { "first-sync-is-made", test_first_sync_is_made },
  { "retries-what-is-sent", test_retries_what_is_sent },
  { "live-again", test_live_again },
  { "deadlines", test_deadlines },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/pace/alarm", test_alarm);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/pace/", cases[i].name, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (1), fixture_set_up, cases[i].run,
                  fixture_tear_down);
    }
  return g_test_run ();
}
