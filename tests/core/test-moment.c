/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of moments: what the two date formats accept, and civil time on the nights when clocks
 * change. */
#include "config.h"

#include "pf-moment.h"

static void
test_parses_rfc_3339 (void)
{
  static const struct {
    const char *text;
    const char *utc; /* NULL = refused */
  } cases[] = {
    { "2026-10-27T22:59:59Z", "2026-10-27T22:59:59Z" },
    { "2026-10-27T23:59:59+01:00", "2026-10-27T22:59:59Z" },
    { "2026-10-27t22:59:59z", "2026-10-27T22:59:59Z" },
    { "2026-10-27T22:59:59.999999Z", "2026-10-27T22:59:59Z" },
    { "2026-12-31T20:00:00-04:00", "2027-01-01T00:00:00Z" },
    { "2026-01-01T00:00:00-00:00", "2026-01-01T00:00:00Z" },
    { "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z" },
    { "2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00Z" },
    { "1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z" },
    { "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z" },
    { "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z" },
    { "0001-01-01T00:00:00+01:00", NULL },
    { "9999-12-31T23:59:59-01:00", NULL },
    { "2026-10-27T22:59:60Z", NULL },
    { "2026-10-27T22:59:61Z", NULL },
    { "2026-10-27T24:00:00Z", NULL },
    { "2026-10-27T22:60:00Z", NULL },
    { "2026-10-27T22:59:59", NULL },
    { "2026-10-27 22:59:59Z", NULL },
    { "2026-10-27T22:59Z", NULL },
    { "2026-10-27T22:59:59.Z", NULL },
    { "2026-10-27T22:59:59+0100", NULL },
    { "2026-10-27T22:59:59+24:00", NULL },
    { "2026-10-27T22:59:59+01:60", NULL },
    { "2026-10-27T22:59:59Z ", NULL },
    { "2026-02-30T22:59:59Z", NULL },
    { "2026-10-27", NULL },
    { "2026-10-27T", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfMoment moment = pf_moment_parse (cases[i].text);
      g_autofree char *utc = moment != PF_MOMENT_NONE ? pf_moment_format (moment) : NULL;

      g_test_message ("%s", cases[i].text != NULL ? cases[i].text : "(null)");
      g_assert_cmpstr (utc, ==, cases[i].utc);
    }
}

static void
test_parses_http_dates (void)
{
  static const struct {
    const char *text;
    PfMoment moment;
  } cases[] = {
    { "Sun, 06 Nov 1994 08:49:37 GMT", 784111777 },
    { "Thu, 01 Jan 1970 00:00:00 GMT", 0 },
    { "Sat, 31 Dec 2016 23:59:60 GMT", 1483228800 },
    { "Mon, 06 Nov 1994 08:49:37 GMT", PF_MOMENT_NONE },
    { "Sun, 6 Nov 1994 08:49:37 GMT", PF_MOMENT_NONE },
    { "Sunday, 06-Nov-94 08:49:37 GMT", PF_MOMENT_NONE },
    { "Sun Nov  6 08:49:37 1994", PF_MOMENT_NONE },
    { "Sun, 06 nov 1994 08:49:37 GMT", PF_MOMENT_NONE },
    { "sun, 06 Nov 1994 08:49:37 GMT", PF_MOMENT_NONE },
    { "Sun, 06 Nov 1994 08:49:37 UTC", PF_MOMENT_NONE },
    { "Sun, 06 Nov 1994 08:49:37 GMT ", PF_MOMENT_NONE },
    { "Sun, 06 Nov 1994 24:00:00 GMT", PF_MOMENT_NONE },
    { "Sun, 31 Feb 1994 08:49:37 GMT", PF_MOMENT_NONE },
    { "", PF_MOMENT_NONE },
    { NULL, PF_MOMENT_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text != NULL ? cases[i].text : "(null)");
      g_assert_cmpint (pf_moment_parse_http (cases[i].text), ==, cases[i].moment);
    }
}

static void
test_finds_wall_clock_times_in_their_zone (void)
{
  static const struct {
    const char *zone, *day;
    int hour, minute, second;
    const char *utc;
  } cases[] = {
    /* an ordinary winter and summer evening */
    { "Europe/Paris", "2026-01-13", 23, 59, 59, "2026-01-13T22:59:59Z" },
    { "Europe/Paris", "2026-07-14", 23, 59, 59, "2026-07-14T21:59:59Z" },
    /* spring: 02:00 to 03:00 does not exist, what falls there is the first moment after */
    { "Europe/Paris", "2026-03-29", 1, 59, 59, "2026-03-29T00:59:59Z" },
    { "Europe/Paris", "2026-03-29", 2, 0, 0, "2026-03-29T01:00:00Z" },
    { "Europe/Paris", "2026-03-29", 2, 30, 0, "2026-03-29T01:00:00Z" },
    { "Europe/Paris", "2026-03-29", 2, 59, 59, "2026-03-29T01:00:00Z" },
    { "Europe/Paris", "2026-03-29", 3, 0, 0, "2026-03-29T01:00:00Z" },
    { "Europe/Paris", "2026-03-29", 0, 0, 0, "2026-03-28T23:00:00Z" },
    { "Europe/Paris", "2026-03-29", 23, 59, 59, "2026-03-29T21:59:59Z" },
    /* autumn: 02:00 to 03:00 occurs twice, the second one counts */
    { "Europe/Paris", "2026-10-25", 1, 59, 59, "2026-10-24T23:59:59Z" },
    { "Europe/Paris", "2026-10-25", 2, 0, 0, "2026-10-25T01:00:00Z" },
    { "Europe/Paris", "2026-10-25", 2, 30, 0, "2026-10-25T01:30:00Z" },
    { "Europe/Paris", "2026-10-25", 2, 59, 59, "2026-10-25T01:59:59Z" },
    { "Europe/Paris", "2026-10-25", 3, 0, 0, "2026-10-25T02:00:00Z" },
    { "Europe/Paris", "2026-10-25", 23, 59, 59, "2026-10-25T22:59:59Z" },
    /* the same days elsewhere */
    { "America/Guadeloupe", "2026-03-29", 2, 30, 0, "2026-03-29T06:30:00Z" },
    { "Indian/Reunion", "2026-10-25", 2, 30, 0, "2026-10-24T22:30:00Z" },
    { "Pacific/Noumea", "2026-01-01", 0, 0, 0, "2025-12-31T13:00:00Z" },
    /* the other hemisphere, and half an hour */
    { "Pacific/Auckland", "2026-09-27", 2, 30, 0, "2026-09-26T14:00:00Z" },
    { "Pacific/Auckland", "2026-04-05", 2, 30, 0, "2026-04-04T14:30:00Z" },
    { "Australia/Lord_Howe", "2026-10-04", 2, 15, 0, "2026-10-03T15:30:00Z" },
    { "Australia/Lord_Howe", "2026-04-05", 1, 45, 0, "2026-04-04T15:15:00Z" },
    /* a change at midnight, and a whole day that Samoa never had */
    { "America/Santiago", "2024-09-08", 0, 30, 0, "2024-09-08T04:00:00Z" },
    { "Pacific/Apia", "2011-12-30", 12, 0, 0, "2011-12-30T10:00:00Z" },
    { "UTC", "2026-03-29", 2, 30, 0, "2026-03-29T02:30:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (cases[i].zone);
      int second = cases[i].hour * 3600 + cases[i].minute * 60 + cases[i].second;
      g_autofree char *utc = NULL;

      g_assert_nonnull (zone);
      utc = pf_moment_format (pf_moment_at (pf_day_parse (cases[i].day), second, zone));
      g_test_message ("%s %s %02d:%02d", cases[i].zone, cases[i].day, cases[i].hour,
                      cases[i].minute);
      g_assert_cmpstr (utc, ==, cases[i].utc);
    }
}

/* Every quarter of an hour of a year: reading the clock and setting it agree, and time never runs
 * backwards. */
static void
test_agrees_with_the_clock_all_year (void)
{
  static const char *const zones[] = { "Europe/Paris", "America/Guadeloupe", "Pacific/Auckland",
                                       "Indian/Reunion" };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zones[i]);
      PfMoment previous = PF_MOMENT_NONE;

      for (PfDay day = pf_day_new (2026, 1, 1); day <= pf_day_new (2026, 12, 31); day++)
        for (int second = 0; second < 86400; second += 900)
          {
            PfMoment moment = pf_moment_at (day, second, zone);
            g_autoptr (GDateTime) clock = pf_moment_to_date_time (moment, zone);
            int shown = g_date_time_get_hour (clock) * 3600 + g_date_time_get_minute (clock) * 60;

            g_assert_cmpint (moment, >=, previous);
            g_assert_cmpint (pf_moment_get_day (moment, zone), ==, day);
            g_assert_cmpint (shown, >=, second); /* later only inside a gap */
            g_assert_cmpint (shown - second, <=, 3600);
            previous = moment;
          }
    }
}

static void
test_finds_the_civil_day (void)
{
  static const struct {
    const char *utc, *zone, *day;
  } cases[] = {
    { "2026-10-27T22:59:59Z", "Europe/Paris", "2026-10-27" },
    { "2026-10-27T23:00:00Z", "Europe/Paris", "2026-10-28" },
    { "2026-12-31T23:00:00Z", "Europe/Paris", "2027-01-01" },
    { "2026-01-01T03:59:59Z", "America/Guadeloupe", "2025-12-31" },
    { "1969-12-31T23:59:59Z", "UTC", "1969-12-31" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (cases[i].zone);

      g_assert_cmpint (pf_moment_get_day (pf_moment_parse (cases[i].utc), zone), ==,
                       pf_day_parse (cases[i].day));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moment/parses-rfc-3339", test_parses_rfc_3339);
  g_test_add_func ("/moment/parses-http-dates", test_parses_http_dates);
  g_test_add_func ("/moment/finds-wall-clock-times-in-their-zone",
                   test_finds_wall_clock_times_in_their_zone);
  g_test_add_func ("/moment/agrees-with-the-clock-all-year", test_agrees_with_the_clock_all_year);
  g_test_add_func ("/moment/finds-the-civil-day", test_finds_the_civil_day);
  return g_test_run ();
}
