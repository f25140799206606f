/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of civil dates, against tables and, day by day, against GDate. */
#include "config.h"

#include "pf-day.h"

static void
test_parses_only_iso_dates (void)
{
  static const struct {
    const char *text;
    PfDay day;
  } cases[] = {
    { "1970-01-01", 0 },
    { "1969-12-31", -1 },
    { "2000-02-29", 11016 },
    { "0001-01-01", -719162 },
    { "9999-12-31", 2932896 },
    { "2026-04-31", PF_DAY_NONE },
    { "2026-02-29", PF_DAY_NONE },
    { "1900-02-29", PF_DAY_NONE },
    { "2026-13-01", PF_DAY_NONE },
    { "2026-00-01", PF_DAY_NONE },
    { "2026-01-00", PF_DAY_NONE },
    { "0000-01-01", PF_DAY_NONE },
    { "2026-1-1", PF_DAY_NONE },
    { "2026-01-01 ", PF_DAY_NONE },
    { " 2026-01-01", PF_DAY_NONE },
    { "20260101", PF_DAY_NONE },
    { "2026/01/01", PF_DAY_NONE },
    { "+026-01-01", PF_DAY_NONE },
    { "2026-01-1x", PF_DAY_NONE },
    { "", PF_DAY_NONE },
    { "2026-01-01T", PF_DAY_NONE },
    { NULL, PF_DAY_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text != NULL ? cases[i].text : "(null)");
      g_assert_cmpint (pf_day_parse (cases[i].text), ==, cases[i].day);
      if (cases[i].day != PF_DAY_NONE)
        {
          g_autofree char *text = pf_day_format (cases[i].day);

          g_assert_cmpstr (text, ==, cases[i].text);
        }
    }
}

static void
test_agrees_with_gdate_on_every_day (void)
{
  g_autoptr (GDate) date = g_date_new_dmy (1, 1, 1);
  PfDay last = pf_day_new (9999, 12, 31);
  int previous_week = 1;

  for (PfDay day = pf_day_new (1, 1, 1); day <= last; day++)
    {
      int year, month, day_of_month;
      int week = pf_day_get_iso_week (day, NULL);

      pf_day_get_ymd (day, &year, &month, &day_of_month);
      if (year != g_date_get_year (date) || month != (int) g_date_get_month (date) ||
          day_of_month != g_date_get_day (date) ||
          (int) pf_day_get_weekday (day) != (int) g_date_get_weekday (date) ||
          pf_day_new (year, month, day_of_month) != day ||
          week != (int) g_date_get_iso8601_week_of_year (date) ||
          (week != previous_week) != (pf_day_get_weekday (day) == PF_MONDAY && day != -719162))
        g_error ("day %d is not %04d-%02d-%02d", day, g_date_get_year (date),
                 g_date_get_month (date), g_date_get_day (date));
      previous_week = week;
      if (day < last)
        g_date_add_days (date, 1);
    }
}

static void
test_knows_iso_weeks_at_year_ends (void)
{
  static const struct {
    const char *day;
    int week, year;
  } cases[] = {
    { "2020-12-31", 53, 2020 }, { "2021-01-03", 53, 2020 }, { "2021-01-04", 1, 2021 },
    { "2024-12-30", 1, 2025 },  { "2026-12-31", 53, 2026 }, { "2027-01-03", 53, 2026 },
    { "2027-01-04", 1, 2027 },  { "2026-11-21", 47, 2026 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int year = 0;

      g_assert_cmpint (pf_day_get_iso_week (pf_day_parse (cases[i].day), &year), ==, cases[i].week);
      g_assert_cmpint (year, ==, cases[i].year);
    }
}

static void
test_finds_week_and_month_ends (void)
{
  static const struct {
    const char *day, *monday, *first, *last;
  } cases[] = {
    { "2026-11-21", "2026-11-16", "2026-11-01", "2026-11-30" },
    { "2026-11-16", "2026-11-16", "2026-11-01", "2026-11-30" },
    { "2026-03-01", "2026-02-23", "2026-03-01", "2026-03-31" },
    { "2024-02-29", "2024-02-26", "2024-02-01", "2024-02-29" },
    { "2025-12-31", "2025-12-29", "2025-12-01", "2025-12-31" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfDay day = pf_day_parse (cases[i].day);

      g_assert_cmpint (pf_day_get_week_start (day), ==, pf_day_parse (cases[i].monday));
      g_assert_cmpint (pf_day_get_month_start (day), ==, pf_day_parse (cases[i].first));
      g_assert_cmpint (pf_day_get_month_end (day), ==, pf_day_parse (cases[i].last));
    }
}

static void
test_adds_months_within_the_calendar (void)
{
  static const struct {
    const char *from;
    int months;
    const char *to; /* NULL = none */
  } cases[] = {
    { "2026-01-31", 1, "2026-02-28" },  { "2024-01-31", 1, "2024-02-29" },
    { "2026-12-31", 2, "2027-02-28" },  { "2026-03-31", -1, "2026-02-28" },
    { "2026-01-15", -1, "2025-12-15" }, { "2026-01-15", -13, "2024-12-15" },
    { "2024-02-29", 12, "2025-02-28" }, { "2024-02-29", 48, "2028-02-29" },
    { "2026-05-31", 0, "2026-05-31" },  { "0001-01-01", -1, NULL },
    { "9999-12-01", 1, NULL },          { "2026-01-01", G_MAXINT, NULL },
    { "2026-01-01", G_MININT, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (pf_day_add_months (pf_day_parse (cases[i].from), cases[i].months), ==,
                     pf_day_parse (cases[i].to));
}

static void
test_becomes_a_date_time_at_noon (void)
{
  g_autoptr (GDateTime) date_time = pf_day_to_date_time (pf_day_new (2026, 3, 29));
  g_autofree char *text = g_date_time_format_iso8601 (date_time);

  g_assert_cmpstr (text, ==, "2026-03-29T12:00:00Z");
}

static void
test_knows_its_range (void)
{
  g_assert_true (pf_day_is_valid (pf_day_new (1, 1, 1)));
  g_assert_false (pf_day_is_valid (pf_day_new (1, 1, 1) - 1));
  g_assert_true (pf_day_is_valid (pf_day_new (9999, 12, 31)));
  g_assert_false (pf_day_is_valid (pf_day_new (9999, 12, 31) + 1));
  g_assert_false (pf_day_is_valid (PF_DAY_NONE));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/parses-only-iso-dates", test_parses_only_iso_dates);
  g_test_add_func ("/day/agrees-with-gdate-on-every-day", test_agrees_with_gdate_on_every_day);
  g_test_add_func ("/day/knows-iso-weeks-at-year-ends", test_knows_iso_weeks_at_year_ends);
  g_test_add_func ("/day/finds-week-and-month-ends", test_finds_week_and_month_ends);
  g_test_add_func ("/day/adds-months-within-the-calendar", test_adds_months_within_the_calendar);
  g_test_add_func ("/day/becomes-a-date-time-at-noon", test_becomes_a_date_time_at_noon);
  g_test_add_func ("/day/knows-its-range", test_knows_its_range);
  return g_test_run ();
}
