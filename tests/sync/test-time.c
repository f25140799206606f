/* SPDX-License-Identifier: GPL-3.0-or-later
 * The session and time: what the clock does to the plan, whose day it is, deadlines to come. */
#include "config.h"

#include "pf-alarm.h"
#include "session-fixture.h"

/* The town's clock runs past a deadline: the draft says so without any news from the town. */
static void
test_deadline_passes (Fixture *fixture, gconstpointer data)
{
  gint64 days_left = fixture->monday - pf_session_get_today (fixture->session);
  PfPlanItem *item;

  fixture_start (fixture);
  fixture_change (fixture, 0, 1, PF_ACTION_BOOK);
  item = fixture_get_item (fixture, 0);
  g_assert_cmpint (pf_plan_item_get_state (item, pf_session_get_now (fixture->session)), ==,
                   PF_STATE_BOOKED);
  fixture->n_now = 0;
  pf_fake_town_set_clock_offset (fixture->town, (days_left - 2) * 86400);
  g_assert_cmpuint (fixture->n_now, ==, 1);
  item = fixture_get_item (fixture, 0);
  g_assert_cmpint (item->mark, ==, PF_MARK_DRAFT);
  g_assert_cmpint (item->slot.charged, ==, 510);

  pf_fake_town_set_clock_offset (fixture->town, (days_left + 1) * 86400);
  g_assert_cmpuint (fixture->n_now, ==, 2);
  item = fixture_get_item (fixture, 0);
  g_assert_cmpint (item->mark, ==, PF_MARK_REFUSED);
  g_assert_cmpint (pf_plan_item_get_refusal (item, pf_session_get_now (fixture->session)), ==,
                   PF_REFUSAL_TOO_LATE);

  /* A second more or less is noise. */
  pf_fake_town_set_clock_offset (fixture->town, (days_left + 1) * 86400 + 1);
  g_assert_cmpuint (fixture->n_now, ==, 2);
}

/* A deadline passes while the window is open: told by nobody but the clock. */
static void
test_deadline_passes_by_itself (Fixture *fixture, gconstpointer data)
{
  PfPlanItem *item;

  fixture_start (fixture);
  item = fixture_get_item (fixture, 0);
  pf_fake_town_set_clock_offset (fixture->town,
                                 item->facts.book_until - 1 - g_get_real_time () / G_USEC_PER_SEC);
  g_assert_cmpint (pf_plan_item_get_state (item, pf_session_get_now (fixture->session)), ==,
                   PF_STATE_OPEN);
  fixture->n_now = 0;
  pf_test_wait_until (fixture->n_now > 0);
  g_assert_cmpint (pf_plan_item_get_state (item, pf_session_get_now (fixture->session)), ==,
                   PF_STATE_LATE);
}

static void
nothing_cb (gpointer user_data)
{
}

/* A minute in which nothing ends is not told. */
static void
test_quiet_minute (Fixture *fixture, gconstpointer data)
{
  PfMoment noon = ((PfMoment) fixture->monday - 14) * 86400 + 12 * 3600;

  fixture_start (fixture);
  pf_fake_town_set_clock_offset (fixture->town, noon - 1 - g_get_real_time () / G_USEC_PER_SEC);
  fixture->n_now = 0;
  /* Nothing else runs then. */
  pf_alarm_add (g_get_real_time () / G_USEC_PER_SEC + 1, nothing_cb, NULL);
  pf_test_wait_until (pf_session_get_now (fixture->session) >= noon);
  g_assert_cmpuint (fixture->n_now, ==, 0);
}

/* The clock learned from the town is kept for the next start. */
static void
test_clock_is_kept (Fixture *fixture, gconstpointer data)
{
  pf_fake_town_set_clock_offset (fixture->town, 3 * 86400);
  fixture_start (fixture);
  fixture_close (fixture);
  pf_fake_town_set_clock_offset (fixture->town, 0);
  pf_fake_town_fail (fixture->town, PF_FAKE_PULL, 1, PF_CLIENT_ERROR_UNREACHABLE);
  fixture_open (fixture);
  fixture_start (fixture);
  g_assert_cmpint (pf_session_get_now (fixture->session) - g_get_real_time () / G_USEC_PER_SEC, >,
                   2 * 86400);
  fixture_sync (fixture);
  g_assert_cmpint (pf_session_get_now (fixture->session) - g_get_real_time () / G_USEC_PER_SEC, <,
                   86400);
}

/* Returns: a time zone of which the day is another than that of @day's town right now. */
static const char *
find_other_side (PfDay day)
{
  static const char *const zones[] = { "Pacific/Kiritimati", "Pacific/Pago_Pago" };
  g_autoptr (GTimeZone) east = g_time_zone_new_identifier (zones[0]);

  return zones[pf_moment_get_day (g_get_real_time () / G_USEC_PER_SEC, east) == day];
}

/* On a machine of another time zone, the day becomes the town's with the plan, and says so. */
static void
test_machine_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *zone = g_strdup (g_getenv ("TZ"));
  PfDay today;
  int n_now;

  fixture_start (fixture);
  today = pf_session_get_today (fixture->session);
  fixture_close (fixture);

  g_setenv ("TZ", find_other_side (today), TRUE);
  fixture_open (fixture);
  g_assert_cmpint (pf_session_get_today (fixture->session), !=, today);
  n_now = fixture->n_now;
  pf_fake_town_fail (fixture->town, PF_FAKE_PULL, 9, PF_CLIENT_ERROR_UNREACHABLE);
  fixture_start (fixture);
  g_assert_cmpint (pf_session_get_today (fixture->session), ==, today);
  g_assert_cmpint (fixture->n_now, >, n_now);
  if (zone != NULL)
    g_setenv ("TZ", zone, TRUE);
  else
    g_unsetenv ("TZ");
}

static guint
count (GListModel *list)
{
  return g_list_model_get_n_items (list);
}

static void
test_deadlines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) deadlines = pf_session_create_deadlines (fixture->session, 60);
  g_autoptr (PfDeadlineItem) item = NULL;
  guint n_before, n_days;

  fixture_start (fixture);
  pf_test_wait_until (count (deadlines) > 8);
  n_before = count (deadlines);
  for (guint i = 0; i < n_before; i++)
    {
      g_autoptr (PfDeadlineItem) each = g_list_model_get_item (deadlines, i);

      g_assert_cmpint (each->until, >=, pf_session_get_now (fixture->session));
      g_assert_cmpuint (each->items->len, >, 0);
      if (each->activity == fixture_get_item (fixture, 0)->activity &&
          each->until == fixture_get_item (fixture, 0)->facts.book_until)
        g_set_object (&item, each);
    }
  g_assert_nonnull (item);
  g_assert_cmpuint (item->n_booked, ==, 0);
  n_days = item->items->len;
  g_assert_cmpuint (n_days, ==, 5);

  /* With the whole week in the basket there is nothing left to decide. */
  fixture_change (fixture, 0, 4, PF_ACTION_BOOK);
  g_assert_cmpuint (count (deadlines), ==, n_before);
  fixture_change (fixture, 4, 1, PF_ACTION_BOOK);
  g_assert_cmpuint (count (deadlines), ==, n_before - 1);
}

/* Returns: (transfer full): the first deadline of days that can hold several units. */
static PfDeadlineItem *
find_deadline_of_many (GListModel *deadlines)
{
  for (guint i = 0; i < count (deadlines); i++)
    {
      g_autoptr (PfDeadlineItem) each = g_list_model_get_item (deadlines, i);
      g_autoptr (GArray) days = pf_deadline_item_list_days (each);

      if (days->len > 1 && each->items->len > days->len)
        return g_steal_pointer (&each);
    }
  g_assert_not_reached ();
}

/* A day with its morning booked is not one that is not booked. */
static void
test_deadline_counts_days (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) deadlines = pf_session_create_deadlines (fixture->session, 60);
  g_autoptr (PfDeadlineItem) before = NULL, after = NULL;
  g_autoptr (GArray) days = NULL, left = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  fixture_start (fixture);
  pf_test_wait_until (count (deadlines) > 4);
  before = find_deadline_of_many (deadlines);
  days = pf_deadline_item_list_days (before);
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (items, before->items->pdata[i]);
  pf_test_await (pf_session_change, fixture->session, &error, items, PF_ACTION_BOOK, NULL);
  g_assert_no_error (error);

  after = find_deadline_of_many (deadlines);
  left = pf_deadline_item_list_days (after);
  g_assert_true (after->child == before->child && after->activity == before->activity);
  g_assert_cmpint (after->until, ==, before->until);
  g_assert_cmpuint (after->n_booked, ==, 1);
  g_assert_cmpuint (left->len, ==, days->len - 1);
  g_assert_cmpint (g_array_index (left, PfDay, 0), ==, g_array_index (days, PfDay, 1));
}

#define ADD(path, test, n_children)                                                                \
  g_test_add ("/time/" path, Fixture, GUINT_TO_POINTER (n_children), fixture_set_up, test,         \
              fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("deadline-passes", test_deadline_passes, 1);
  ADD ("deadline-passes-by-itself", test_deadline_passes_by_itself, 1);
  ADD ("quiet-minute", test_quiet_minute, 1);
  ADD ("clock-is-kept", test_clock_is_kept, 1);
  ADD ("machine-elsewhere", test_machine_elsewhere, 1);
  ADD ("deadlines", test_deadlines, 2);
  ADD ("deadline-counts-days", test_deadline_counts_days, 1);
  return g_test_run ();
}
