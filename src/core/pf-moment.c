/* SPDX-License-Identifier: GPL-3.0-or-later
 * Moments: strict parsing of the two date formats that the protocol uses, and civil time across
 * daylight saving. */
#include "config.h"

#include "pf-moment.h"

#include <string.h>

#include "pf-digits-private.h"

#define DAY_SECONDS 86400
#define HTTP_DATE_LENGTH 29 /* "Sun, 06 Nov 1994 08:49:37 GMT" */

static const char *const weekday_names[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
static const char *const month_names[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

static gint64
count_whole_days (gint64 seconds)
{
  return seconds >= 0 ? seconds / DAY_SECONDS : -((-seconds + DAY_SECONDS - 1) / DAY_SECONDS);
}

static gboolean
is_in_range (gint64 moment)
{
  gint64 day = count_whole_days (moment);

  return day > G_MININT32 && day < G_MAXINT32 && pf_day_is_valid ((PfDay) day);
}

static gboolean
read_char (const char **cursor, char expected)
{
  if (**cursor != expected)
    return FALSE;
  (*cursor)++;
  return TRUE;
}

/* Reads "HH:MM:SS"; a leap second (60) passes here and is judged in UTC by finish_moment(). */
static gboolean
read_time (const char **cursor, int *second_of_day, gboolean *leap)
{
  int hour, minute, second;

  if (!pf_digits_read (cursor, 2, &hour) || !read_char (cursor, ':') ||
      !pf_digits_read (cursor, 2, &minute) || !read_char (cursor, ':') ||
      !pf_digits_read (cursor, 2, &second))
    return FALSE;
  if (hour > 23 || minute > 59 || second > 60)
    return FALSE;
  *second_of_day = hour * 3600 + minute * 60 + second;
  *leap = second == 60;
  return TRUE;
}

/* Reads "", ".5", ".123456": fractions are read and dropped. */
static gboolean
skip_fraction (const char **cursor)
{
  if (!read_char (cursor, '.'))
    return TRUE;
  if (!g_ascii_isdigit (**cursor))
    return FALSE;
  while (g_ascii_isdigit (**cursor))
    (*cursor)++;
  return TRUE;
}

/* Reads "Z", "z" or "+HH:MM". */
static gboolean
read_offset (const char **cursor, int *offset)
{
  int hours, minutes, sign;

  *offset = 0;
  if (read_char (cursor, 'Z') || read_char (cursor, 'z'))
    return TRUE;
  if (read_char (cursor, '+'))
    sign = 1;
  else if (read_char (cursor, '-'))
    sign = -1;
  else
    return FALSE;
  if (!pf_digits_read (cursor, 2, &hours) || !read_char (cursor, ':') ||
      !pf_digits_read (cursor, 2, &minutes) || hours > 23 || minutes > 59)
    return FALSE;
  *offset = sign * (hours * 3600 + minutes * 60);
  return TRUE;
}

/* UTC seconds count no leap second: 23:59:60 is the first second of the next day, and no other :60
 * exists. */
static PfMoment
finish_moment (PfDay day, int second_of_day, gboolean leap, int offset)
{
  gint64 moment = (gint64) day * DAY_SECONDS + second_of_day - offset;

  if (leap && moment % DAY_SECONDS != 0)
    return PF_MOMENT_NONE;
  return is_in_range (moment) ? moment : PF_MOMENT_NONE;
}

static int
find_name (const char *const *names, int n_names, const char *text)
{
  for (int i = 0; i < n_names; i++)
    if (strncmp (names[i], text, 3) == 0)
      return i;
  return -1;
}

static int
get_offset (GTimeZone *zone, gint64 moment)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, moment);

  return g_time_zone_get_offset (zone, interval);
}

/* The first moment between @low and @high whose wall clock shows @wall or later, one change of
 * offset lying between them. */
static PfMoment
find_gap_end (GTimeZone *zone, gint64 wall, gint64 low, gint64 high)
{
  while (low < high)
    {
      gint64 middle = low + (high - low) / 2;

      if (middle + get_offset (zone, middle) >= wall)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

PfMoment
pf_moment_parse (const char *text)
{
  const char *cursor;
  char date[11];
  PfDay day;
  int second_of_day, offset;
  gboolean leap;

  if (text == NULL || strlen (text) < sizeof date)
    return PF_MOMENT_NONE;
  g_strlcpy (date, text, sizeof date);
  day = pf_day_parse (date);
  cursor = text + strlen (date);
  if (day == PF_DAY_NONE || !(read_char (&cursor, 'T') || read_char (&cursor, 't')) ||
      !read_time (&cursor, &second_of_day, &leap) || !skip_fraction (&cursor) ||
      !read_offset (&cursor, &offset) || *cursor != '\0')
    return PF_MOMENT_NONE;
  return finish_moment (day, second_of_day, leap, offset);
}

char *
pf_moment_format (PfMoment moment)
{
  g_autofree char *date = NULL;
  int second_of_day;
  PfDay day;

  g_return_val_if_fail (is_in_range (moment), NULL);

  day = (PfDay) count_whole_days (moment);
  second_of_day = (int) (moment - (gint64) day * DAY_SECONDS);
  date = pf_day_format (day);
  return g_strdup_printf ("%sT%02d:%02d:%02dZ", date, second_of_day / 3600, second_of_day / 60 % 60,
                          second_of_day % 60);
}

PfMoment
pf_moment_parse_http (const char *text)
{
  const char *cursor = text;
  int weekday, month, day_of_month, year, second_of_day;
  gboolean leap;
  PfDay day;

  if (text == NULL || strlen (text) != HTTP_DATE_LENGTH)
    return PF_MOMENT_NONE;
  weekday = find_name (weekday_names, G_N_ELEMENTS (weekday_names), cursor);
  cursor += 3;
  if (weekday < 0 || !read_char (&cursor, ',') || !read_char (&cursor, ' ') ||
      !pf_digits_read (&cursor, 2, &day_of_month) || !read_char (&cursor, ' '))
    return PF_MOMENT_NONE;
  month = find_name (month_names, G_N_ELEMENTS (month_names), cursor);
  cursor += 3;
  if (month < 0 || !read_char (&cursor, ' ') || !pf_digits_read (&cursor, 4, &year) ||
      !read_char (&cursor, ' ') || !read_time (&cursor, &second_of_day, &leap) ||
      strcmp (cursor, " GMT") != 0)
    return PF_MOMENT_NONE;
  day = pf_day_new (year, month + 1, day_of_month);
  if (day == PF_DAY_NONE || (int) pf_day_get_weekday (day) != weekday + PF_MONDAY)
    return PF_MOMENT_NONE;
  return finish_moment (day, second_of_day, leap, 0);
}

PfMoment
pf_moment_at (PfDay day, int second_of_day, GTimeZone *zone)
{
  gint64 wall = (gint64) day * DAY_SECONDS + second_of_day;
  gint64 low = wall - DAY_SECONDS; /* no zone is a whole day away from UTC */
  gint64 high = wall + DAY_SECONDS;
  PfMoment last = PF_MOMENT_NONE;
  int first_interval, last_interval;

  g_return_val_if_fail (pf_day_is_valid (day), PF_MOMENT_NONE);
  g_return_val_if_fail (second_of_day >= 0 && second_of_day < DAY_SECONDS, PF_MOMENT_NONE);
  g_return_val_if_fail (zone != NULL, PF_MOMENT_NONE);

  first_interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, low);
  last_interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, high);
  for (int interval = first_interval; interval <= last_interval; interval++)
    {
      PfMoment moment = wall - g_time_zone_get_offset (zone, interval);

      if (g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, moment) == interval)
        last = MAX (last, moment);
    }
  return last != PF_MOMENT_NONE ? last : find_gap_end (zone, wall, low, high);
}

PfDay
pf_moment_get_day (PfMoment moment, GTimeZone *zone)
{
  g_return_val_if_fail (is_in_range (moment), PF_DAY_NONE);
  g_return_val_if_fail (zone != NULL, PF_DAY_NONE);

  return (PfDay) count_whole_days (moment + get_offset (zone, moment));
}

GDateTime *
pf_moment_to_date_time (PfMoment moment, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = NULL;

  g_return_val_if_fail (is_in_range (moment), NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  utc = g_date_time_new_from_unix_utc (moment);
  return g_date_time_to_timezone (utc, zone);
}
