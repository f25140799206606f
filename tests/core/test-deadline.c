/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of deadline rules: each kind across month ends, leap days, year changes and both daylight-
 * saving nights. */
#include "config.h"

#include "pf-deadline.h"

#include <locale.h>

#define END 1439 /* 23:59 */

typedef struct {
  const char *label;
  PfDeadlineRule rule;
  const char *day;
  const char *until; /* UTC, NULL = never */
} ResolveCase;

#define DAYS(n, m)                                                                                 \
  {                                                                                                \
    .kind = PF_DEADLINE_DAYS_BEFORE, .minute_of_day = (m), .days = (n)                             \
  }
#define WORKING_DAYS(n, m)                                                                         \
  {                                                                                                \
    .kind = PF_DEADLINE_DAYS_BEFORE, .minute_of_day = (m), .days = (n),                            \
    .skip_weekdays = PF_WEEKDAYS_WEEKEND, .skip_public_holidays = TRUE                             \
  }
#define LAST(w, m)                                                                                 \
  {                                                                                                \
    .kind = PF_DEADLINE_LAST_WEEKDAY, .minute_of_day = (m), .weekday = (w)                         \
  }
#define WEEK(w, n, m)                                                                              \
  {                                                                                                \
    .kind = PF_DEADLINE_WEEK_BEFORE, .minute_of_day = (m), .weekday = (w), .weeks = (n)            \
  }
#define MONTH(d, n, m)                                                                             \
  {                                                                                                \
    .kind = PF_DEADLINE_MONTH_BEFORE, .minute_of_day = (m), .day_of_month = (d), .months = (n)     \
  }

static const ResolveCase resolve_cases[] = {
  { "no deadline in summer", { .kind = PF_DEADLINE_NONE }, "2026-07-10", "2026-07-10T21:59:59Z" },
  { "no deadline, autumn night",
    { .kind = PF_DEADLINE_NONE },
    "2026-10-25",
    "2026-10-25T22:59:59Z" },
  { "never", { .kind = PF_DEADLINE_NEVER }, "2026-07-10", NULL },

  { "the same morning", DAYS (0, 8 * 60 + 30), "2026-11-24", "2026-11-24T07:30:59Z" },
  { "the day before", DAYS (1, END), "2026-11-24", "2026-11-23T22:59:59Z" },
  { "two days before, month end", DAYS (2, END), "2026-12-01", "2026-11-29T22:59:59Z" },
  { "over the leap day", DAYS (1, END), "2028-03-01", "2028-02-29T22:59:59Z" },
  { "over no leap day", DAYS (1, END), "2026-03-01", "2026-02-28T22:59:59Z" },
  { "over the year", DAYS (7, END), "2027-01-04", "2026-12-28T22:59:59Z" },
  { "a year before", DAYS (365, 0), "2027-01-04", "2026-01-03T23:00:59Z" },

  { "summer time starts between", DAYS (2, END), "2026-03-30", "2026-03-28T22:59:59Z" },
  { "on the spring night", DAYS (1, END), "2026-03-30", "2026-03-29T21:59:59Z" },
  { "in the hour that is skipped", DAYS (1, 150), "2026-03-30", "2026-03-29T01:00:00Z" },
  { "summer time ends between", DAYS (2, END), "2026-10-26", "2026-10-24T21:59:59Z" },
  { "on the autumn night", DAYS (1, END), "2026-10-26", "2026-10-25T22:59:59Z" },
  { "in the hour that comes twice", DAYS (1, 150), "2026-10-26", "2026-10-25T01:30:59Z" },

  { "two working days before Friday", WORKING_DAYS (2, END), "2026-11-27", "2026-11-25T22:59:59Z" },
  { "two working days before Monday", WORKING_DAYS (2, END), "2026-11-23", "2026-11-19T22:59:59Z" },
  { "over All Saints on a Sunday", WORKING_DAYS (1, END), "2026-11-02", "2026-10-30T22:59:59Z" },
  { "over Armistice Day", WORKING_DAYS (2, END), "2026-11-12", "2026-11-09T22:59:59Z" },
  { "over Easter", WORKING_DAYS (2, END), "2026-04-07", "2026-04-02T21:59:59Z" },
  { "over New Year", WORKING_DAYS (2, END), "2027-01-04", "2026-12-30T22:59:59Z" },
  { "over Ascension and its weekend", WORKING_DAYS (3, END), "2026-05-18", "2026-05-12T21:59:59Z" },
  { "no days ask for none that count", WORKING_DAYS (0, END), "2026-11-22",
    "2026-11-22T22:59:59Z" },
  { "a named weekday does not count",
    { .kind = PF_DEADLINE_DAYS_BEFORE,
      .minute_of_day = END,
      .days = 2,
      .skip_weekdays = PF_WEEKDAY_BIT (PF_WEDNESDAY) },
    "2026-11-27",
    "2026-11-24T22:59:59Z" },
  { "holidays count unless skipped",
    { .kind = PF_DEADLINE_DAYS_BEFORE,
      .minute_of_day = END,
      .days = 2,
      .skip_weekdays = PF_WEEKDAYS_WEEKEND },
    "2026-11-12",
    "2026-11-10T22:59:59Z" },
  { "only Thursdays count",
    { .kind = PF_DEADLINE_DAYS_BEFORE,
      .minute_of_day = END,
      .days = 2,
      .skip_weekdays = PF_WEEKDAYS_ALL & ~PF_WEEKDAY_BIT (PF_THURSDAY) },
    "2026-11-26",
    "2026-11-12T22:59:59Z" },

  { "Thursday before a Monday", LAST (PF_THURSDAY, 720), "2026-11-23", "2026-11-19T11:00:59Z" },
  { "Thursday before a Friday", LAST (PF_THURSDAY, 720), "2026-11-27", "2026-11-26T11:00:59Z" },
  { "Thursday before a Thursday", LAST (PF_THURSDAY, 720), "2026-11-26", "2026-11-19T11:00:59Z" },
  { "Sunday before a Monday", LAST (PF_SUNDAY, END), "2027-01-04", "2027-01-03T22:59:59Z" },
  { "Monday before a Sunday", LAST (PF_MONDAY, END), "2026-03-01", "2026-02-23T22:59:59Z" },

  { "Tuesday for the next Monday", WEEK (PF_TUESDAY, 1, END), "2026-11-30",
    "2026-11-24T22:59:59Z" },
  { "Tuesday for the next Friday", WEEK (PF_TUESDAY, 1, END), "2026-12-04",
    "2026-11-24T22:59:59Z" },
  { "Tuesday for the next Sunday", WEEK (PF_TUESDAY, 1, END), "2026-12-06",
    "2026-11-24T22:59:59Z" },
  { "two weeks before", WEEK (PF_TUESDAY, 2, END), "2026-12-04", "2026-11-17T22:59:59Z" },
  { "two weeks before, over the year", WEEK (PF_FRIDAY, 2, END), "2027-01-04",
    "2026-12-25T22:59:59Z" },
  { "over the spring night", WEEK (PF_TUESDAY, 1, END), "2026-03-30", "2026-03-24T22:59:59Z" },
  { "after the autumn night", WEEK (PF_SUNDAY, 1, END), "2026-10-26", "2026-10-25T22:59:59Z" },

  { "the 20th for December", MONTH (20, 1, END), "2026-12-01", "2026-11-20T22:59:59Z" },
  { "the 20th, month's last day", MONTH (20, 1, END), "2026-12-31", "2026-11-20T22:59:59Z" },
  { "the 20th for January", MONTH (20, 1, END), "2027-01-15", "2026-12-20T22:59:59Z" },
  { "the 31st for March", MONTH (31, 1, END), "2026-03-31", "2026-02-28T22:59:59Z" },
  { "the 31st for a leap March", MONTH (31, 1, END), "2028-03-31", "2028-02-29T22:59:59Z" },
  { "the 30th for March", MONTH (30, 1, END), "2027-03-01", "2027-02-28T22:59:59Z" },
  { "two months before", MONTH (15, 2, END), "2027-01-15", "2026-11-15T22:59:59Z" },
  { "twelve months before", MONTH (29, 12, END), "2029-02-10", "2028-02-29T22:59:59Z" },
  { "before the calendar begins", MONTH (1, 1, END), "0001-01-15", NULL },
};

static void
test_resolves_each_kind (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr (PfCalendar) calendar = pf_calendar_new (PF_REGION_METROPOLE);

  for (gsize i = 0; i < G_N_ELEMENTS (resolve_cases); i++)
    {
      const ResolveCase *c = &resolve_cases[i];
      g_autofree char *text = NULL;
      PfMoment from = 0, until = 0;

      pf_deadline_rule_resolve (&c->rule, pf_day_parse (c->day), calendar, zone, &from, &until);
      text = until != PF_MOMENT_NONE ? pf_moment_format (until) : NULL;
      g_test_message ("%s: %s", c->label, text != NULL ? text : "never");
      g_assert_cmpstr (text, ==, c->until);
      g_assert_cmpint (from, ==, PF_MOMENT_NONE);
    }
}

static void
test_follows_the_town_s_own_holidays_and_zone (void)
{
  static const struct {
    const char *zone;
    PfRegion region;
    const char *day, *until;
  } cases[] = {
    { "Europe/Paris", PF_REGION_METROPOLE, "2026-04-07", "2026-04-03T21:59:59Z" },
    { "Europe/Paris", PF_REGION_ALSACE_MOSELLE, "2026-04-07", "2026-04-02T21:59:59Z" },
    { "America/Guadeloupe", PF_REGION_METROPOLE, "2026-04-07", "2026-04-04T03:59:59Z" },
    { "Indian/Reunion", PF_REGION_METROPOLE, "2026-04-07", "2026-04-03T19:59:59Z" },
  };
  const PfDeadlineRule rule = WORKING_DAYS (1, END);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (cases[i].zone);
      g_autoptr (PfCalendar) calendar = pf_calendar_new (cases[i].region);
      PfMoment from, until;

      pf_deadline_rule_resolve (&rule, pf_day_parse (cases[i].day), calendar, zone, &from, &until);
      g_assert_cmpint (until, ==, pf_moment_parse (cases[i].until));
    }
}

static void
test_resolves_windows (void)
{
  static const struct {
    const char *first, *last, *from, *until;
  } cases[] = {
    { "2026-09-15", "2026-10-01", "2026-09-14T22:00:00Z", "2026-10-01T21:59:59Z" },
    { NULL, "2026-10-01", NULL, "2026-10-01T21:59:59Z" },
    { "2026-03-29", "2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z" },
    { "2026-10-25", "2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z" },
  };
  static const char *const days[] = { "2026-10-19", "2026-01-01", "2028-02-29" };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr (PfCalendar) calendar = pf_calendar_new (PF_REGION_METROPOLE);

  for (gsize i = 0; i < G_N_ELEMENTS (cases) * G_N_ELEMENTS (days); i++)
    {
      gsize c = i / G_N_ELEMENTS (days);
      PfDeadlineRule rule = {
        .kind = PF_DEADLINE_WINDOW,
        .minute_of_day = END,
        .window_first = pf_day_parse (cases[c].first),
        .window_last = pf_day_parse (cases[c].last),
      };
      PfMoment from, until;

      pf_deadline_rule_resolve (&rule, pf_day_parse (days[i % G_N_ELEMENTS (days)]), calendar, zone,
                                &from, &until);
      g_assert_cmpint (from, ==, pf_moment_parse (cases[c].from));
      g_assert_cmpint (until, ==, pf_moment_parse (cases[c].until));
    }
}

static void
test_tells_good_rules_from_bad (void)
{
  static const struct {
    PfDeadlineRule rule;
    gboolean valid;
  } cases[] = {
    { { .kind = PF_DEADLINE_NONE }, TRUE },
    { { .kind = PF_DEADLINE_NEVER }, TRUE },
    { { .kind = PF_DEADLINE_NEVER + 1 }, FALSE },
    { DAYS (0, 0), TRUE },
    { DAYS (365, END), TRUE },
    { DAYS (366, END), FALSE },
    { DAYS (-1, END), FALSE },
    { DAYS (1, 1440), FALSE },
    { DAYS (1, -1), FALSE },
    { { .kind = PF_DEADLINE_NONE, .minute_of_day = 1440 }, FALSE },
    { { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 1, .skip_weekdays = PF_WEEKDAYS_ALL }, FALSE },
    { { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 0, .skip_weekdays = PF_WEEKDAYS_ALL }, FALSE },
    { { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 1, .skip_weekdays = 0x80 }, FALSE },
    { { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 1, .skip_weekdays = 0x3f }, TRUE },
    { LAST (PF_MONDAY, END), TRUE },
    { LAST (PF_SUNDAY, END), TRUE },
    { LAST (0, END), FALSE },
    { LAST (8, END), FALSE },
    { WEEK (PF_TUESDAY, 1, END), TRUE },
    { WEEK (PF_TUESDAY, 2, END), TRUE },
    { WEEK (PF_TUESDAY, 0, END), FALSE },
    { WEEK (PF_TUESDAY, 3, END), FALSE },
    { WEEK (0, 1, END), FALSE },
    { MONTH (1, 1, END), TRUE },
    { MONTH (31, 12, END), TRUE },
    { MONTH (0, 1, END), FALSE },
    { MONTH (32, 1, END), FALSE },
    { MONTH (20, 0, END), FALSE },
    { MONTH (20, 13, END), FALSE },
    { { .kind = PF_DEADLINE_WINDOW, .window_first = 10, .window_last = 10 }, TRUE },
    { { .kind = PF_DEADLINE_WINDOW, .window_first = PF_DAY_NONE, .window_last = 10 }, TRUE },
    { { .kind = PF_DEADLINE_WINDOW, .window_first = 11, .window_last = 10 }, FALSE },
    { { .kind = PF_DEADLINE_WINDOW, .window_first = 10, .window_last = PF_DAY_NONE }, FALSE },
    { { .kind = PF_DEADLINE_WINDOW, .window_first = -900000, .window_last = 10 }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *why = "";

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (pf_deadline_rule_is_valid (&cases[i].rule, &why), ==, cases[i].valid);
      g_assert_true ((why == NULL) == cases[i].valid);
      g_assert_cmpint (pf_deadline_rule_is_valid (&cases[i].rule, NULL), ==, cases[i].valid);
    }
  g_assert_true (pf_deadline_rule_is_valid (&PF_DEADLINE_RULE_INIT, NULL));
}

static void
test_says_each_rule_in_words (void)
{
  static const struct {
    PfDeadlineRule rule;
    const char *text;
  } cases[] = {
    { { .kind = PF_DEADLINE_NONE }, "until the end of the day itself" },
    { { .kind = PF_DEADLINE_NEVER }, "not possible" },
    { DAYS (0, 510), "until 08:30 on the day itself" },
    { DAYS (1, END), "until 1 day before at 23:59" },
    { DAYS (2, END), "until 2 days before at 23:59" },
    { WORKING_DAYS (2, END),
      "until 2 days before at 23:59 (not counting: weekends, public holidays)" },
    { { .kind = PF_DEADLINE_DAYS_BEFORE,
        .minute_of_day = END,
        .days = 2,
        .skip_weekdays = PF_WEEKDAY_BIT (PF_WEDNESDAY) | PF_WEEKDAY_BIT (PF_SUNDAY) },
      "until 2 days before at 23:59 (not counting: Wednesday, Sunday)" },
    { LAST (PF_THURSDAY, 720), "until the Thursday before at 12:00" },
    { WEEK (PF_TUESDAY, 1, END), "until Tuesday 23:59 for the following week" },
    { WEEK (PF_TUESDAY, 2, END), "until Tuesday 23:59 for the week after next" },
    { MONTH (20, 1, END), "until day 20 of the month before at 23:59" },
    { MONTH (31, 1, END), "until the last day of the month before at 23:59" },
    { MONTH (20, 2, END), "2 months before, until day 20 of that month at 23:59" },
    { { .kind = PF_DEADLINE_WINDOW,
        .minute_of_day = END,
        .window_first = PF_DAY_NONE,
        .window_last = 20727 }, /* 2026-10-01 */
      "until 1 October 2026 at 23:59" },
    { { .kind = PF_DEADLINE_WINDOW,
        .minute_of_day = END,
        .window_first = 20711,
        .window_last = 20727 },
      "from 15 September 2026 until 1 October 2026 at 23:59" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pf_deadline_rule_describe (&cases[i].rule);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deadline/resolves-each-kind", test_resolves_each_kind);
  g_test_add_func ("/deadline/follows-the-town-s-own-holidays-and-zone",
                   test_follows_the_town_s_own_holidays_and_zone);
  g_test_add_func ("/deadline/resolves-windows", test_resolves_windows);
  g_test_add_func ("/deadline/tells-good-rules-from-bad", test_tells_good_rules_from_bad);
  g_test_add_func ("/deadline/says-each-rule-in-words", test_says_each_rule_in_words);
  return g_test_run ();
}
