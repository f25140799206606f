/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the session's tests do over and over. */
#include "config.h"

#include "session-fixture.h"

#define ENROLMENT "child-0-canteen"

static void
items_changed_cb (Fixture *fixture, guint position, guint removed, guint added)
{
  fixture->n_plan++;
  fixture->position = position;
  fixture->n_added = added;
}

static void
now_changed_cb (Fixture *fixture)
{
  fixture->n_now++;
}

static void
notice_cb (Fixture *fixture, guint notice)
{
  fixture->notices |= notice;
}

static void
settled_cb (Fixture *fixture, GPtrArray *intents)
{
  for (guint i = 0; i < intents->len; i++)
    g_ptr_array_add (fixture->settled, g_object_ref (intents->pdata[i]));
}

void
fixture_set_up (Fixture *fixture, gconstpointer n_children)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  PfDay today = pf_moment_get_day (g_get_real_time () / G_USEC_PER_SEC, zone);
  PfTestFamily family = { .n_children = MAX (GPOINTER_TO_UINT (n_children), 1),
                          .first_month = pf_day_get_month_start (today),
                          .n_months = 4 };
  g_autoptr (PfChanges) records = pf_test_family_make_changes (&family, "unused");

  fixture->monday = pf_day_get_week_start (today) + 21;
  fixture->folder = pf_test_make_folder ();
  fixture->town = pf_fake_town_new (records);
  fixture->settled = g_ptr_array_new_with_free_func (g_object_unref);
  fixture_open (fixture);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->session != NULL)
    fixture_close (fixture);
  g_ptr_array_unref (fixture->settled);
  g_assert_finalize_object (g_steal_pointer (&fixture->town));
  pf_test_remove_folder (fixture->folder);
}

void
fixture_open (Fixture *fixture)
{
  fixture->session = pf_session_new (PF_TOWN_SERVICE (fixture->town), fixture->folder);
  fixture->plan = pf_session_create_plan (fixture->session);
  g_signal_connect_swapped (fixture->session, "now-changed", G_CALLBACK (now_changed_cb), fixture);
  g_signal_connect_swapped (fixture->session, "notice", G_CALLBACK (notice_cb), fixture);
  g_signal_connect_swapped (fixture->session, "settled", G_CALLBACK (settled_cb), fixture);
  g_signal_connect_swapped (fixture->plan, "items-changed", G_CALLBACK (items_changed_cb), fixture);
  pf_plan_set_range (fixture->plan, fixture->monday, fixture->monday + 13);
}

void
fixture_close (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_session_close, fixture->session, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&fixture->plan));
  g_signal_handlers_disconnect_by_data (fixture->session, fixture);
  pf_test_wait_until (G_OBJECT (fixture->session)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->session));
}

void
fixture_settle (Fixture *fixture)
{
  pf_test_wait_until (pf_session_get_sync_state (fixture->session) >= PF_SYNC_IDLE);
}

void
fixture_start (Fixture *fixture)
{
  pf_session_start (fixture->session);
  pf_test_wait_until (pf_session_get_sync_state (fixture->session) == PF_SYNC_FIRST ||
                      pf_session_get_sync_state (fixture->session) == PF_SYNC_SYNCING);
  fixture_settle (fixture);
  pf_test_wait_until (pf_plan_is_loaded (fixture->plan));
}

void
fixture_sync (Fixture *fixture)
{
  pf_session_sync_now (fixture->session);
  fixture_settle (fixture);
}

PfPlanItem *
fixture_get_item (Fixture *fixture, int n)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->plan));

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->plan), i);

      if (item->facts.day == fixture->monday + n &&
          g_str_equal (pf_record_get_id (PF_RECORD (item->enrolment)), ENROLMENT))
        return item;
    }
  g_assert_not_reached ();
}

int
fixture_change (Fixture *fixture, int first, int n_days, PfAction action)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  int count;

  for (int i = first; i < first + n_days; i++)
    g_ptr_array_add (items, g_object_ref (fixture_get_item (fixture, i)));
  count = pf_test_await (pf_session_change, fixture->session, &error, items, action, NULL);
  g_assert_no_error (error);
  return count;
}

void
fixture_send (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pf_test_await (pf_session_send, fixture->session, &error, NULL));
  g_assert_no_error (error);
  fixture_settle (fixture);
}

const PfSlot *
fixture_peek (Fixture *fixture, int n)
{
  return pf_fake_town_peek (fixture->town, ENROLMENT, "meal", fixture->monday + n);
}

void
fixture_edit (Fixture *fixture, int n, PfBooking booking, int places)
{
  PfSlot slot = *fixture_peek (fixture, n);

  slot.booking = booking;
  slot.places = places;
  slot.charged = booking == PF_BOOKING_BOOKED ? slot.price : PF_CENTS_UNKNOWN;
  pf_fake_town_edit (fixture->town, ENROLMENT, "meal", fixture->monday + n, &slot);
}

PfSyncState
fixture_get_state (Fixture *fixture)
{
  return pf_session_get_sync_state (fixture->session);
}

guint
fixture_count_outbox (Fixture *fixture, PfIntentState state)
{
  GListModel *outbox = pf_session_get_outbox (fixture->session);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (outbox); i++)
    {
      g_autoptr (PfIntent) intent = g_list_model_get_item (outbox, i);

      n += intent->state == state;
    }
  return n;
}

PfIntent *
fixture_get_intent (Fixture *fixture, guint position)
{
  g_autoptr (PfIntent) intent =
      g_list_model_get_item (pf_session_get_outbox (fixture->session), position);

  return intent;
}
