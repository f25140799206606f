/* SPDX-License-Identifier: GPL-3.0-or-later
 * Deadline rules: checks a rule, turns it into moments for a day, and says it in words. */
#include "config.h"

#include "pf-deadline.h"

#include <glib/gi18n-lib.h>

#define MINUTES_A_DAY 1440
#define END_OF_DAY 86399
#define SAMPLE_MONDAY 4 /* 1970-01-05, any Monday would do */

static gboolean
is_weekday (PfWeekday weekday)
{
  return weekday >= PF_MONDAY && weekday <= PF_SUNDAY;
}

static const char *
find_fault (const PfDeadlineRule *rule)
{
  if (rule->minute_of_day < 0 || rule->minute_of_day >= MINUTES_A_DAY)
    return "minute_of_day must be 0 to 1439";
  switch (rule->kind)
    {
    case PF_DEADLINE_NONE:
    case PF_DEADLINE_NEVER:
      return NULL;
    case PF_DEADLINE_DAYS_BEFORE:
      if (rule->days < 0 || rule->days > 365)
        return "days must be 0 to 365";
      if ((rule->skip_weekdays & ~PF_WEEKDAYS_ALL) != 0)
        return "skip_weekdays names a weekday that does not exist";
      if (rule->skip_weekdays == PF_WEEKDAYS_ALL)
        return "skip_weekdays leaves no day that counts";
      return NULL;
    case PF_DEADLINE_LAST_WEEKDAY:
      return is_weekday (rule->weekday) ? NULL : "weekday must be 1 to 7";
    case PF_DEADLINE_WEEK_BEFORE:
      if (!is_weekday (rule->weekday))
        return "weekday must be 1 to 7";
      return rule->weeks == 1 || rule->weeks == 2 ? NULL : "weeks must be 1 or 2";
    case PF_DEADLINE_MONTH_BEFORE:
      if (rule->day_of_month < 1 || rule->day_of_month > 31)
        return "day_of_month must be 1 to 31";
      return rule->months >= 1 && rule->months <= 12 ? NULL : "months must be 1 to 12";
    case PF_DEADLINE_WINDOW:
      if (!pf_day_is_valid (rule->window_last))
        return "window_last must be a date";
      if (rule->window_first == PF_DAY_NONE)
        return NULL;
      if (!pf_day_is_valid (rule->window_first))
        return "window_first must be a date";
      if (rule->window_first > rule->window_last)
        return "window_first must not be after window_last";
      return NULL;
    default:
      return "kind is unknown";
    }
}

static gboolean
does_count (const PfDeadlineRule *rule, PfDay day, PfCalendar *calendar)
{
  if ((rule->skip_weekdays & PF_WEEKDAY_BIT (pf_day_get_weekday (day))) != 0)
    return FALSE;
  return !rule->skip_public_holidays ||
         pf_calendar_get_public_holiday (calendar, day) == PF_HOLIDAY_NONE;
}

/* Steps back @days days that count; the last one counted is the deadline's. */
static PfDay
count_back (const PfDeadlineRule *rule, PfDay day, PfCalendar *calendar)
{
  int left = rule->days;

  while (left > 0 && pf_day_is_valid (day - 1))
    {
      day--;
      if (does_count (rule, day, calendar))
        left--;
    }
  return day;
}

static PfDay
find_month_before (const PfDeadlineRule *rule, PfDay day)
{
  PfDay first = pf_day_add_months (pf_day_get_month_start (day), -rule->months);

  return first == PF_DAY_NONE ? PF_DAY_NONE
                              : MIN (first + rule->day_of_month - 1, pf_day_get_month_end (first));
}

/* The day on which a valid rule's deadline falls, for the kinds that have one. */
static PfDay
find_last_day (const PfDeadlineRule *rule, PfDay day, PfCalendar *calendar)
{
  int since_weekday;

  switch (rule->kind)
    {
    case PF_DEADLINE_DAYS_BEFORE:
      return count_back (rule, day, calendar);
    case PF_DEADLINE_LAST_WEEKDAY:
      since_weekday = ((int) pf_day_get_weekday (day) - (int) rule->weekday + 7) % 7;
      return day - (since_weekday == 0 ? 7 : since_weekday);
    case PF_DEADLINE_WEEK_BEFORE:
      return pf_day_get_week_start (day) - 7 * rule->weeks + (PfDay) rule->weekday - PF_MONDAY;
    case PF_DEADLINE_MONTH_BEFORE:
      return find_month_before (rule, day);
    case PF_DEADLINE_WINDOW:
      return rule->window_last;
    case PF_DEADLINE_NONE:
      return day;
    case PF_DEADLINE_NEVER:
    default:
      return PF_DAY_NONE;
    }
}

static char *
format_day (PfDay day, const char *format)
{
  g_autoptr (GDateTime) date_time = pf_day_to_date_time (day);

  return g_date_time_format (date_time, format);
}

static char *
format_weekday (PfWeekday weekday)
{
  return format_day (SAMPLE_MONDAY + (PfDay) weekday - PF_MONDAY, "%A");
}

static char *
format_minute (int minute_of_day)
{
  int hour = minute_of_day / 60;
  g_autoptr (GDateTime) time = g_date_time_new_utc (1970, 1, 1, hour, minute_of_day % 60, 0);

  /* Translators: a time of day as g_date_time_format() writes it; French: "%-H h %M". */
  return g_date_time_format (time, C_("time of day", "%H:%M"));
}

/* "weekends, Wednesday, public holidays", or NULL where every day counts. */
static char *
list_skipped (const PfDeadlineRule *rule)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) skipped = NULL;
  guint weekdays = rule->skip_weekdays;

  if ((weekdays & PF_WEEKDAYS_WEEKEND) == PF_WEEKDAYS_WEEKEND)
    {
      g_strv_builder_add (builder, _("weekends"));
      weekdays &= ~PF_WEEKDAYS_WEEKEND;
    }
  for (PfWeekday weekday = PF_MONDAY; weekday <= PF_SUNDAY; weekday++)
    if ((weekdays & PF_WEEKDAY_BIT (weekday)) != 0)
      {
        g_autofree char *name = format_weekday (weekday);

        g_strv_builder_add (builder, name);
      }
  if (rule->skip_public_holidays)
    g_strv_builder_add (builder, _("public holidays"));

  skipped = g_strv_builder_end (builder);
  /* Translators: what stands between the items of a list. */
  return *skipped != NULL ? g_strjoinv (C_("list", ", "), skipped) : NULL;
}

static char *
describe_days_before (const PfDeadlineRule *rule, const char *time)
{
  g_autofree char *skipped = list_skipped (rule);
  g_autofree char *sentence = NULL;

  if (rule->days == 0)
    return g_strdup_printf (_("until %s on the day itself"), time);
  /* Translators: "until 2 days before at 23:59". */
  sentence = g_strdup_printf (ngettext ("until %d day before at %s", "until %d days before at %s",
                                        (gulong) rule->days),
                              rule->days, time);
  if (skipped == NULL)
    return g_steal_pointer (&sentence);
  /* Translators: the first is "until 2 days before at 23:59", the second "weekends, public
   * holidays". */
  return g_strdup_printf (_("%s (not counting: %s)"), sentence, skipped);
}

static char *
describe_month_before (const PfDeadlineRule *rule, const char *time)
{
  if (rule->day_of_month == 31 && rule->months == 1)
    return g_strdup_printf (_("until the last day of the month before at %s"), time);
  if (rule->months == 1)
    /* Translators: a day of the month, then a time: "until day 20 of the month before at 23:59". */
    return g_strdup_printf (_("until day %d of the month before at %s"), rule->day_of_month, time);
  /* Translators: a number of months, a day of the month, then a time; the plural is the months'. */
  return g_strdup_printf (ngettext ("%d month before, until day %d of that month at %s",
                                    "%d months before, until day %d of that month at %s",
                                    (gulong) rule->months),
                          rule->months, rule->day_of_month, time);
}

static char *
describe_window (const PfDeadlineRule *rule, const char *time)
{
  /* Translators: a date as g_date_time_format() writes it: "1 October 2026". */
  const char *format = C_("date", "%-d %B %Y");
  g_autofree char *last = format_day (rule->window_last, format);
  g_autofree char *first = NULL;

  if (rule->window_first == PF_DAY_NONE)
    /* Translators: a date, then a time. */
    return g_strdup_printf (_("until %s at %s"), last, time);
  first = format_day (rule->window_first, format);
  /* Translators: two dates, then a time. */
  return g_strdup_printf (_("from %s until %s at %s"), first, last, time);
}

gboolean
pf_deadline_rule_is_valid (const PfDeadlineRule *rule, const char **why)
{
  const char *fault = find_fault (rule);

  if (why != NULL)
    *why = fault;
  return fault == NULL;
}

void
pf_deadline_rule_resolve (const PfDeadlineRule *rule,
                          PfDay                 day,
                          PfCalendar           *calendar,
                          GTimeZone            *zone,
                          PfMoment             *from,
                          PfMoment             *until)
{
  PfDay last;
  int second;

  *from = PF_MOMENT_NONE;
  *until = PF_MOMENT_NONE;
  g_return_if_fail (pf_day_is_valid (day) && calendar != NULL && zone != NULL);
  g_return_if_fail (find_fault (rule) == NULL);

  last = find_last_day (rule, day, calendar);
  if (!pf_day_is_valid (last))
    return;
  second = rule->kind == PF_DEADLINE_NONE ? END_OF_DAY : rule->minute_of_day * 60 + 59;
  *until = pf_moment_at (last, second, zone);
  if (rule->kind == PF_DEADLINE_WINDOW && rule->window_first != PF_DAY_NONE)
    *from = pf_moment_at (rule->window_first, 0, zone);
}

char *
pf_deadline_rule_describe (const PfDeadlineRule *rule)
{
  g_autofree char *time = NULL;
  g_autofree char *weekday = NULL;

  g_return_val_if_fail (find_fault (rule) == NULL, NULL);

  time = format_minute (rule->minute_of_day);
  weekday = is_weekday (rule->weekday) ? format_weekday (rule->weekday) : NULL;
  switch (rule->kind)
    {
    case PF_DEADLINE_DAYS_BEFORE:
      return describe_days_before (rule, time);
    case PF_DEADLINE_LAST_WEEKDAY:
      /* Translators: a weekday, then a time: "until the Tuesday before at 23:59". */
      return g_strdup_printf (_("until the %s before at %s"), weekday, time);
    case PF_DEADLINE_WEEK_BEFORE:
      if (rule->weeks == 1)
        /* Translators: a weekday, then a time: "until Tuesday 23:59 for the following week". */
        return g_strdup_printf (_("until %s %s for the following week"), weekday, time);
      /* Translators: a weekday, then a time: "until Tuesday 23:59 for the week after next". */
      return g_strdup_printf (_("until %s %s for the week after next"), weekday, time);
    case PF_DEADLINE_MONTH_BEFORE:
      return describe_month_before (rule, time);
    case PF_DEADLINE_WINDOW:
      return describe_window (rule, time);
    case PF_DEADLINE_NEVER:
      return g_strdup (_("not possible"));
    case PF_DEADLINE_NONE:
    default:
      return g_strdup (_("until the end of the day itself"));
    }
}
