/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of the calendar: Easter, public holidays against the official list, school holidays. */
#include "config.h"

#include "pf-calendar.h"

#include "test-data.h"

static void
test_computes_easter (void)
{
  static const char *const sundays[] = {
    "1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23",
    "2016-03-27", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
    "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sundays); i++)
    {
      PfDay day = pf_day_parse (sundays[i]);
      int year;

      pf_day_get_ymd (day, &year, NULL, NULL);
      g_assert_cmpint (pf_easter (year), ==, day);
      g_assert_cmpint (pf_day_get_weekday (day), ==, PF_SUNDAY);
    }
}

static void
test_names_each_holiday (void)
{
  static const struct {
    const char *day;
    PfHoliday metropole, alsace_moselle;
  } cases[] = {
    { "2026-01-01", PF_HOLIDAY_NEW_YEAR, PF_HOLIDAY_NEW_YEAR },
    { "2026-04-03", PF_HOLIDAY_NONE, PF_HOLIDAY_GOOD_FRIDAY },
    { "2026-04-05", PF_HOLIDAY_NONE, PF_HOLIDAY_NONE },
    { "2026-04-06", PF_HOLIDAY_EASTER_MONDAY, PF_HOLIDAY_EASTER_MONDAY },
    { "2026-05-01", PF_HOLIDAY_LABOUR_DAY, PF_HOLIDAY_LABOUR_DAY },
    { "2026-05-08", PF_HOLIDAY_VICTORY_1945, PF_HOLIDAY_VICTORY_1945 },
    { "2026-05-14", PF_HOLIDAY_ASCENSION, PF_HOLIDAY_ASCENSION },
    { "2026-05-25", PF_HOLIDAY_WHIT_MONDAY, PF_HOLIDAY_WHIT_MONDAY },
    { "2026-07-14", PF_HOLIDAY_BASTILLE_DAY, PF_HOLIDAY_BASTILLE_DAY },
    { "2026-08-15", PF_HOLIDAY_ASSUMPTION, PF_HOLIDAY_ASSUMPTION },
    { "2026-11-01", PF_HOLIDAY_ALL_SAINTS, PF_HOLIDAY_ALL_SAINTS },
    { "2026-11-11", PF_HOLIDAY_ARMISTICE_1918, PF_HOLIDAY_ARMISTICE_1918 },
    { "2026-12-25", PF_HOLIDAY_CHRISTMAS, PF_HOLIDAY_CHRISTMAS },
    { "2026-12-26", PF_HOLIDAY_NONE, PF_HOLIDAY_ST_STEPHEN },
    { "2026-12-24", PF_HOLIDAY_NONE, PF_HOLIDAY_NONE },
    /* known Good Fridays of Alsace-Moselle */
    { "2024-03-29", PF_HOLIDAY_NONE, PF_HOLIDAY_GOOD_FRIDAY },
    { "2025-04-18", PF_HOLIDAY_NONE, PF_HOLIDAY_GOOD_FRIDAY },
    { "2027-03-26", PF_HOLIDAY_NONE, PF_HOLIDAY_GOOD_FRIDAY },
    /* Labour Day and Ascension on one day */
    { "2008-05-01", PF_HOLIDAY_LABOUR_DAY, PF_HOLIDAY_LABOUR_DAY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfDay day = pf_day_parse (cases[i].day);

      g_test_message ("%s", cases[i].day);
      g_assert_cmpint (pf_public_holiday (day, PF_REGION_METROPOLE), ==, cases[i].metropole);
      g_assert_cmpint (pf_public_holiday (day, PF_REGION_ALSACE_MOSELLE), ==,
                       cases[i].alsace_moselle);
    }
}

static void
test_gives_every_holiday_a_name (void)
{
  g_assert_cmpstr (pf_holiday_get_name (PF_HOLIDAY_NONE), ==, "");
  for (PfHoliday one = PF_HOLIDAY_NEW_YEAR; one <= PF_HOLIDAY_ST_STEPHEN; one++)
    {
      g_assert_cmpstr (pf_holiday_get_name (one), !=, "");
      for (PfHoliday other = PF_HOLIDAY_NEW_YEAR; other < one; other++)
        g_assert_cmpstr (pf_holiday_get_name (one), !=, pf_holiday_get_name (other));
    }
}

static void
test_equals_the_official_list (void)
{
  g_autofree char *text = test_data_load ("jours_feries_metropole.csv", NULL);
  g_autoptr (GHashTable) official = g_hash_table_new (NULL, NULL);
  g_auto (GStrv) lines = NULL;
  PfDay first = G_MAXINT32, last = PF_DAY_NONE;
  int first_year, last_year;

  if (text == NULL)
    return;
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines + 1; *line != NULL && **line != '\0'; line++)
    {
      g_autofree char *date = g_strndup (*line, 10);
      PfDay day = pf_day_parse (date);

      g_assert_cmpint (day, !=, PF_DAY_NONE);
      g_hash_table_add (official, GINT_TO_POINTER (day));
      first = MIN (first, day);
      last = MAX (last, day);
    }
  g_assert_cmpuint (g_hash_table_size (official), >, 200);

  pf_day_get_ymd (first, &first_year, NULL, NULL);
  pf_day_get_ymd (last, &last_year, NULL, NULL);
  g_test_message ("years %d to %d", first_year, last_year);
  for (PfDay day = pf_day_new (first_year, 1, 1); day <= pf_day_new (last_year, 12, 31); day++)
    {
      gboolean computed = pf_public_holiday (day, PF_REGION_METROPOLE) != PF_HOLIDAY_NONE;

      if (computed != g_hash_table_contains (official, GINT_TO_POINTER (day)))
        {
          g_autofree char *date = pf_day_format (day);

          g_error ("%s: computed %d", date, computed);
        }
    }
}

static void
test_finds_the_school_holiday_of_a_day (void)
{
  g_autoptr (PfCalendar) calendar = pf_calendar_new (PF_REGION_ALSACE_MOSELLE);
  PfDay christmas = pf_day_new (2026, 12, 19), autumn = pf_day_new (2026, 10, 17);
  const PfPeriod *period;
  GPtrArray *all;

  g_assert_null (pf_calendar_get_school_holiday (calendar, autumn));
  pf_calendar_add_school_holiday (calendar, christmas, christmas + 15, "Noël");
  pf_calendar_add_school_holiday (calendar, autumn, autumn + 15, "Toussaint");

  all = pf_calendar_get_school_holidays (calendar);
  g_assert_cmpuint (all->len, ==, 2);
  period = g_ptr_array_index (all, 0);
  g_assert_cmpstr (period->name, ==, "Toussaint");

  g_assert_null (pf_calendar_get_school_holiday (calendar, autumn - 1));
  g_assert_cmpstr (pf_calendar_get_school_holiday (calendar, autumn)->name, ==, "Toussaint");
  g_assert_cmpstr (pf_calendar_get_school_holiday (calendar, autumn + 15)->name, ==, "Toussaint");
  g_assert_null (pf_calendar_get_school_holiday (calendar, autumn + 16));
  g_assert_cmpstr (pf_calendar_get_school_holiday (calendar, christmas + 7)->name, ==, "Noël");
  g_assert_null (pf_calendar_get_school_holiday (calendar, christmas + 16));

  g_assert_cmpint (pf_calendar_get_region (calendar), ==, PF_REGION_ALSACE_MOSELLE);
  g_assert_cmpint (pf_calendar_get_public_holiday (calendar, pf_day_new (2026, 12, 26)), ==,
                   PF_HOLIDAY_ST_STEPHEN);
}

static void
test_boxes_periods_and_calendars (void)
{
  g_autoptr (PfPeriod) period = pf_period_new (10, 20, "Pont");
  PfPeriod *copy = g_boxed_copy (PF_TYPE_PERIOD, period);
  g_autoptr (PfCalendar) calendar = pf_calendar_new (PF_REGION_METROPOLE);
  PfCalendar *same = g_boxed_copy (PF_TYPE_CALENDAR, calendar);

  g_assert_cmpint (copy->first, ==, 10);
  g_assert_cmpint (copy->last, ==, 20);
  g_assert_cmpstr (copy->name, ==, "Pont");
  g_assert_true (copy->name != period->name);
  g_boxed_free (PF_TYPE_PERIOD, copy);

  g_assert_true (same == calendar);
  g_boxed_free (PF_TYPE_CALENDAR, same);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/computes-easter", test_computes_easter);
  g_test_add_func ("/calendar/names-each-holiday", test_names_each_holiday);
  g_test_add_func ("/calendar/gives-every-holiday-a-name", test_gives_every_holiday_a_name);
  g_test_add_func ("/calendar/equals-the-official-list", test_equals_the_official_list);
  g_test_add_func ("/calendar/finds-the-school-holiday-of-a-day",
                   test_finds_the_school_holiday_of_a_day);
  g_test_add_func ("/calendar/boxes-periods-and-calendars", test_boxes_periods_and_calendars);
  return g_test_run ();
}
