/* SPDX-License-Identifier: GPL-3.0-or-later
 * Days and moments in words. */
#include "config.h"

#include "pf-date-text.h"

#define TODAY "2026-09-03" /* a Thursday */

static GTimeZone *
new_zone (void)
{
  return g_time_zone_new_identifier ("Europe/Paris");
}

static void
a_day_has_its_year_only_where_it_differs (void)
{
  PfDay today = pf_day_parse (TODAY);
  g_autofree char *this_year = pf_date_text_day (pf_day_parse ("2026-10-27"), today);
  g_autofree char *next_year = pf_date_text_day (pf_day_parse ("2027-01-01"), today);

  g_assert_cmpstr (this_year, ==, "Tuesday 27 October");
  g_assert_cmpstr (next_year, ==, "Friday 1 January 2027");
}

static void
short_forms_and_months (void)
{
  g_autofree char *day = pf_date_text_day_short (pf_day_parse (TODAY));
  g_autofree char *bare = pf_date_text_day_of_month (pf_day_parse (TODAY));
  g_autofree char *month = pf_date_text_month (pf_day_parse (TODAY));

  g_assert_cmpstr (day, ==, "Thu 3 Sep");
  g_assert_cmpstr (bare, ==, "3 Sep");
  g_assert_cmpstr (month, ==, "September 2026");
}

static void
days_are_told_from_today (void)
{
  static const struct {
    int days;
    const char *text;
  } cases[] = {
    { 0, "today" },     { 1, "tomorrow" },      { -1, "yesterday" },
    { 2, "in 2 days" }, { 365, "in 365 days" }, { -2, "2 days ago" },
  };
  PfDay today = pf_day_parse (TODAY);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pf_date_text_relative_day (today + cases[i].days, today);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
a_deadline_is_told_by_the_town_s_clock (void)
{
  g_autoptr (GTimeZone) zone = new_zone ();
  PfMoment moment = pf_moment_parse ("2026-10-27T22:59:59Z");
  g_autofree char *text = pf_date_text_moment (moment, pf_day_parse (TODAY), zone);
  g_autofree char *time = pf_date_text_time (moment, zone);

  g_assert_cmpstr (text, ==, "Tuesday 27 October, 23:59");
  g_assert_cmpstr (time, ==, "23:59");
}

static void
the_time_left_is_as_fine_as_it_matters (void)
{
  static const struct {
    gint64 seconds;
    const char *text;
  } cases[] = {
    { -1, "time is up" },
    { 0, "less than a minute left" },
    { 59, "less than a minute left" },
    { 60, "1 minute left" },
    { 59 * 60, "59 minutes left" },
    { 3600, "1 hour left" },
    { 24 * 3600 - 1, "23 hours left" },
    { 24 * 3600, "1 day left" },
    { 3 * 24 * 3600, "3 days left" },
  };
  g_autoptr (GTimeZone) zone = new_zone ();
  PfMoment now = pf_moment_parse ("2026-09-03T08:00:00Z");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pf_date_text_time_left (now + cases[i].seconds, now, zone);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* 30 hours before Tuesday 23:59 it is Monday: two calendar days would be one too many. */
static void
days_left_are_counted_on_the_calendar (void)
{
  g_autoptr (GTimeZone) zone = new_zone ();
  PfMoment until = pf_moment_parse ("2026-09-08T21:59:59Z");
  g_autofree char *text = pf_date_text_time_left (until, until - 30 * 3600, zone);

  g_assert_cmpstr (text, ==, "1 day left");
}

static void
a_past_moment_is_as_short_as_it_stays_clear (void)
{
  static const struct {
    const char *moment;
    const char *text;
  } cases[] = {
    { "2026-09-03T05:00:00Z", "07:00" },
    { "2026-09-01T16:02:00Z", "Tuesday 18:02" },
    { "2026-08-27T16:02:00Z", "Thursday 27 August, 18:02" },
    { "2025-12-31T23:30:00Z", "Thursday 1 January, 00:30" },
  };
  g_autoptr (GTimeZone) zone = new_zone ();
  PfMoment now = pf_moment_parse ("2026-09-03T08:00:00Z");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
          pf_date_text_past_moment (pf_moment_parse (cases[i].moment), now, zone);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/date-text/day", a_day_has_its_year_only_where_it_differs);
  g_test_add_func ("/app/date-text/short", short_forms_and_months);
  g_test_add_func ("/app/date-text/relative", days_are_told_from_today);
  g_test_add_func ("/app/date-text/moment", a_deadline_is_told_by_the_town_s_clock);
  g_test_add_func ("/app/date-text/time-left", the_time_left_is_as_fine_as_it_matters);
  g_test_add_func ("/app/date-text/days-left", days_left_are_counted_on_the_calendar);
  g_test_add_func ("/app/date-text/past", a_past_moment_is_as_short_as_it_stays_clear);
  return g_test_run ();
}
