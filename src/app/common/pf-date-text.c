/* SPDX-License-Identifier: GPL-3.0-or-later
 * Days and moments as sentences; the locale writes the names, translators choose the order. */
#include "config.h"

#include "pf-date-text.h"

#include <glib/gi18n-lib.h>

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define MAX_NAMED_DAYS 3

/* @first_format is for the first of a month, which some languages number otherwise. */
static char *
format_day (PfDay day, const char *format, const char *first_format)
{
  g_autoptr (GDateTime) date_time = pf_day_to_date_time (day);
  gboolean is_first = g_date_time_get_day_of_month (date_time) == 1;

  return g_date_time_format (date_time, is_first ? first_format : format);
}

static char *
format_moment (PfMoment moment, GTimeZone *zone, const char *format)
{
  g_autoptr (GDateTime) date_time = pf_moment_to_date_time (moment, zone);

  return g_date_time_format (date_time, format);
}

static gboolean
is_same_year (PfDay a, PfDay b)
{
  int year_a, year_b;

  pf_day_get_ymd (a, &year_a, NULL, NULL);
  pf_day_get_ymd (b, &year_b, NULL, NULL);
  return year_a == year_b;
}

static char *
capitalize (const char *text)
{
  char first[7] = { 0 };

  if (*text == '\0')
    return g_strdup (text);
  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (text)), first);
  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

char *
pf_date_text_day (PfDay day, PfDay today)
{
  if (is_same_year (day, today))
    /* Translators: a day of this year, as "Thursday 3 September"; see g_date_time_format(). */
    return format_day (day, C_("date format", "%A %-e %B"),
                       C_("date format, first of a month", "%A %-e %B"));
  /* Translators: a day of another year, as "Thursday 3 September 2026"; see g_date_time_format().
   * */
  return format_day (day, C_("date format", "%A %-e %B %Y"),
                     C_("date format, first of a month", "%A %-e %B %Y"));
}

char *
pf_date_text_day_heading (PfDay day, PfDay today)
{
  g_autofree char *text = pf_date_text_day (day, today);

  return capitalize (text);
}

char *
pf_date_text_day_short (PfDay day)
{
  /* Translators: a day where room is short, as "Thu 3 Sep"; see g_date_time_format(). */
  return format_day (day, C_("date format", "%a %-e %b"),
                     C_("date format, first of a month", "%a %-e %b"));
}

char *
pf_date_text_day_of_month (PfDay day)
{
  /* Translators: a day without its weekday, as "3 Sep"; see g_date_time_format(). */
  return format_day (day, C_("date format", "%-e %b"),
                     C_("date format, first of a month", "%-e %b"));
}

char *
pf_date_text_weekday (PfDay day, gboolean is_short)
{
  const char *format = is_short ? "%a" : "%A";
  g_autofree char *text = format_day (day, format, format);

  return capitalize (text);
}

char *
pf_date_text_days (GArray *days)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (days->len > MAX_NAMED_DAYS)
    {
      g_autofree char *first = pf_date_text_day_short (g_array_index (days, PfDay, 0));
      g_autofree char *last = pf_date_text_day_short (g_array_index (days, PfDay, days->len - 1));

      return g_strdup_printf (ngettext ("%1$u day from %2$s to %3$s", "%1$u days from %2$s to %3$s",
                                        days->len),
                              days->len, first, last);
    }
  for (guint i = 0; i < days->len; i++)
    g_ptr_array_add (names, pf_date_text_day_short (g_array_index (days, PfDay, i)));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

char *
pf_date_text_month (PfDay day)
{
  /* Translators: a month and its year, as "September 2026"; see g_date_time_format(). */
  const char *format = C_("date format", "%OB %Y");
  g_autofree char *text = format_day (day, format, format);

  return capitalize (text);
}

char *
pf_date_text_relative_day (PfDay day, PfDay today)
{
  int days = day - today;

  if (days == 0)
    return g_strdup (_("today"));
  if (days == 1)
    return g_strdup (_("tomorrow"));
  if (days == -1)
    return g_strdup (_("yesterday"));
  if (days > 0)
    return g_strdup_printf (ngettext ("in %d day", "in %d days", days), days);
  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", -days), -days);
}

char *
pf_date_text_time (PfMoment moment, GTimeZone *zone)
{
  /* Translators: a time of the day, as "23:59"; see g_date_time_format(). */
  return format_moment (moment, zone, C_("time format", "%H:%M"));
}

char *
pf_date_text_minute (int minute)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  return pf_date_text_time (minute * MINUTE, zone);
}

char *
pf_date_text_moment (PfMoment moment, PfDay today, GTimeZone *zone)
{
  g_autofree char *day = pf_date_text_day (pf_moment_get_day (moment, zone), today);
  g_autofree char *time = pf_date_text_time (moment, zone);

  /* Translators: a day and a time, as "Tuesday 27 October, 23:59". */
  return g_strdup_printf (C_("day and time", "%1$s, %2$s"), day, time);
}

char *
pf_date_text_past_moment (PfMoment moment, PfMoment now, GTimeZone *zone)
{
  PfDay today = pf_moment_get_day (now, zone);
  PfDay day = pf_moment_get_day (moment, zone);

  if (day == today)
    return pf_date_text_time (moment, zone);
  if (day < today && today - day < 7)
    /* Translators: a moment of the last few days, as "Tuesday 18:02"; see g_date_time_format(). */
    return format_moment (moment, zone, C_("time format", "%A %H:%M"));
  return pf_date_text_moment (moment, today, zone);
}

char *
pf_date_text_time_left (PfMoment until, PfMoment now, GTimeZone *zone)
{
  gint64 seconds = until - now;
  int count;

  if (seconds < 0)
    return g_strdup (_("time is up"));
  if (seconds < MINUTE)
    return g_strdup (_("less than a minute left"));
  if (seconds < HOUR)
    {
      count = seconds / MINUTE;
      return g_strdup_printf (ngettext ("%d minute left", "%d minutes left", count), count);
    }
  if (seconds < DAY)
    {
      count = seconds / HOUR;
      return g_strdup_printf (ngettext ("%d hour left", "%d hours left", count), count);
    }
  count = pf_moment_get_day (until, zone) - pf_moment_get_day (now, zone);
  return g_strdup_printf (ngettext ("%d day left", "%d days left", count), count);
}
