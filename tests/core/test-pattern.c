/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of week patterns: parity, ranges, weekdays and skipped holidays. */
#include "config.h"

#include "pf-pattern.h"

#define MONDAY_THURSDAY (PF_WEEKDAY_BIT (PF_MONDAY) | PF_WEEKDAY_BIT (PF_THURSDAY))

typedef struct {
  const char *label;
  const char *first, *last;
  PfWeeks weeks;
  guint weekdays;
  gboolean skip_school, skip_public;
  const char *days; /* "MM-DD MM-DD", in order */
} PatternCase;

static const PatternCase cases[] = {
  { "every week", "2026-11-16", "2026-11-29", PF_WEEKS_EVERY, MONDAY_THURSDAY, FALSE, FALSE,
    "11-16 11-19 11-23 11-26" },
  { "odd weeks", "2026-11-16", "2026-11-29", PF_WEEKS_ODD, MONDAY_THURSDAY, FALSE, FALSE,
    "11-16 11-19" },
  { "even weeks", "2026-11-16", "2026-11-29", PF_WEEKS_EVEN, MONDAY_THURSDAY, FALSE, FALSE,
    "11-23 11-26" },
  { "week 53 and week 1 are both odd", "2026-12-28", "2027-01-11", PF_WEEKS_ODD,
    PF_WEEKDAY_BIT (PF_MONDAY), FALSE, FALSE, "12-28 01-04" },
  { "both ends included", "2026-11-19", "2026-11-23", PF_WEEKS_EVERY, MONDAY_THURSDAY, FALSE, FALSE,
    "11-19 11-23" },
  { "one day", "2026-11-19", "2026-11-19", PF_WEEKS_EVERY, MONDAY_THURSDAY, FALSE, FALSE, "11-19" },
  { "public holidays skipped", "2026-11-09", "2026-11-13", PF_WEEKS_EVERY, PF_WEEKDAYS_ALL, FALSE,
    TRUE, "11-09 11-10 11-12 11-13" },
  { "public holidays kept", "2026-11-10", "2026-11-12", PF_WEEKS_EVERY, PF_WEEKDAYS_ALL, FALSE,
    FALSE, "11-10 11-11 11-12" },
  { "school holidays skipped", "2026-10-12", "2026-11-06", PF_WEEKS_EVERY,
    PF_WEEKDAY_BIT (PF_MONDAY), TRUE, FALSE, "10-12 11-02" },
  { "school holidays kept", "2026-10-12", "2026-11-06", PF_WEEKS_EVERY, PF_WEEKDAY_BIT (PF_MONDAY),
    FALSE, FALSE, "10-12 10-19 10-26 11-02" },
  { "no weekday", "2026-10-12", "2026-11-06", PF_WEEKS_EVERY, PF_WEEKDAYS_NONE, FALSE, FALSE, "" },
  { "ends before it begins", "2026-11-06", "2026-10-12", PF_WEEKS_EVERY, PF_WEEKDAYS_ALL, FALSE,
    FALSE, "" },
  { "no range", NULL, NULL, PF_WEEKS_EVERY, PF_WEEKDAYS_ALL, FALSE, FALSE, "" },
  { "no end", "2026-11-06", NULL, PF_WEEKS_EVERY, PF_WEEKDAYS_ALL, FALSE, FALSE, "" },
};

static void
test_names_the_right_days (void)
{
  g_autoptr (PfCalendar) calendar = pf_calendar_new (PF_REGION_METROPOLE);

  pf_calendar_add_school_holiday (calendar, pf_day_new (2026, 10, 17), pf_day_new (2026, 11, 1),
                                  "Toussaint");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfPattern pattern = {
        .first = pf_day_parse (cases[i].first),
        .last = pf_day_parse (cases[i].last),
        .weeks = cases[i].weeks,
        .weekdays = cases[i].weekdays,
        .skip_school_holidays = cases[i].skip_school,
        .skip_public_holidays = cases[i].skip_public,
      };
      g_autoptr (GString) text = g_string_new (NULL);

      for (PfDay day = pf_day_new (2026, 1, 1); day <= pf_day_new (2027, 12, 31); day++)
        if (pf_pattern_matches (&pattern, day, calendar))
          {
            g_autofree char *date = pf_day_format (day);

            g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", date + 5);
          }
      g_test_message ("%s", cases[i].label);
      g_assert_cmpstr (text->str, ==, cases[i].days);
      g_assert_false (pf_pattern_matches (&pattern, PF_DAY_NONE, calendar));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pattern/names-the-right-days", test_names_the_right_days);
  return g_test_run ();
}
