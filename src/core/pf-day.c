/* SPDX-License-Identifier: GPL-3.0-or-later
 * Civil dates by pure integer arithmetic: nothing here allocates a date or knows a time zone. */
#include "config.h"

#include "pf-day.h"

#include "pf-digits-private.h"

#define MIN_YEAR 1
#define MAX_YEAR 9999
#define DAYS_PER_ERA 146097 /* 400 Gregorian years */
#define EPOCH_SHIFT 719468  /* days from 0000-03-01 to 1970-01-01 */
#define FIRST_DAY (-719162) /* 0001-01-01 */
#define LAST_DAY 2932896    /* 9999-12-31 */

static gint64
divide_down (gint64 number, gint64 divisor)
{
  return number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor);
}

/* Counts from 0000-03-01, so that the leap day ends its year and months need no table. */
static gint64
count_days (gint64 year, int month, int day)
{
  gint64 shifted = month > 2 ? year : year - 1;
  gint64 era = divide_down (shifted, 400);
  gint64 year_of_era = shifted - era * 400;
  gint64 day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

  return era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
         day_of_year - EPOCH_SHIFT;
}

static void
split_days (gint64 days, int *year, int *month, int *day)
{
  gint64 shifted = days + EPOCH_SHIFT;
  gint64 era = divide_down (shifted, DAYS_PER_ERA);
  gint64 day_of_era = shifted - era * DAYS_PER_ERA;
  gint64 leap_days = day_of_era / 1460 - day_of_era / 36524 + day_of_era / 146096;
  gint64 year_of_era = (day_of_era - leap_days) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 month_from_march = (5 * day_of_year + 2) / 153;

  *day = (int) (day_of_year - (153 * month_from_march + 2) / 5 + 1);
  *month = (int) (month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  *year = (int) (year_of_era + era * 400 + (*month <= 2));
}

static int
get_month_length (int year, int month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

  return lengths[month - 1] + (month == 2 && leap);
}

gboolean
pf_day_is_valid (PfDay day)
{
  return day >= FIRST_DAY && day <= LAST_DAY;
}

PfDay
pf_day_new (int year, int month, int day)
{
  if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1 ||
      day > get_month_length (year, month))
    return PF_DAY_NONE;
  return (PfDay) count_days (year, month, day);
}

PfDay
pf_day_parse (const char *text)
{
  const char *cursor = text;
  int year, month, day;

  if (text == NULL || !pf_digits_read (&cursor, 4, &year) || *cursor++ != '-' ||
      !pf_digits_read (&cursor, 2, &month) || *cursor++ != '-' ||
      !pf_digits_read (&cursor, 2, &day) || *cursor != '\0')
    return PF_DAY_NONE;
  return pf_day_new (year, month, day);
}

char *
pf_day_format (PfDay day)
{
  int year, month, day_of_month;

  g_return_val_if_fail (pf_day_is_valid (day), NULL);

  split_days (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day_of_month);
}

void
pf_day_get_ymd (PfDay day, int *year, int *month, int *day_of_month)
{
  int y, m, d;

  split_days (day, &y, &m, &d);
  if (year != NULL)
    *year = y;
  if (month != NULL)
    *month = m;
  if (day_of_month != NULL)
    *day_of_month = d;
}

PfWeekday
pf_day_get_weekday (PfDay day)
{
  gint64 from_monday = (gint64) day + 3; /* 1970-01-01 was a Thursday */

  return (PfWeekday) (from_monday - divide_down (from_monday, 7) * 7 + 1);
}

int
pf_day_get_iso_week (PfDay day, int *year)
{
  gint64 thursday = (gint64) day - pf_day_get_weekday (day) + PF_THURSDAY;
  int iso_year, month, day_of_month;

  split_days (thursday, &iso_year, &month, &day_of_month);
  if (year != NULL)
    *year = iso_year;
  return (int) ((thursday - count_days (iso_year, 1, 1)) / 7 + 1);
}

PfDay
pf_day_get_week_start (PfDay day)
{
  return day - (PfDay) pf_day_get_weekday (day) + PF_MONDAY;
}

PfDay
pf_day_get_month_start (PfDay day)
{
  int day_of_month;

  pf_day_get_ymd (day, NULL, NULL, &day_of_month);
  return day - day_of_month + 1;
}

PfDay
pf_day_get_month_end (PfDay day)
{
  int year, month, day_of_month;

  split_days (day, &year, &month, &day_of_month);
  return day - day_of_month + get_month_length (year, month);
}

PfDay
pf_day_add_months (PfDay day, int months)
{
  int year, month, day_of_month;
  gint64 total, new_year;
  int new_month;

  g_return_val_if_fail (pf_day_is_valid (day), PF_DAY_NONE);

  split_days (day, &year, &month, &day_of_month);
  total = (gint64) year * 12 + month - 1 + months;
  new_year = divide_down (total, 12);
  new_month = (int) (total - new_year * 12) + 1;
  if (new_year < MIN_YEAR || new_year > MAX_YEAR)
    return PF_DAY_NONE;
  return pf_day_new ((int) new_year, new_month,
                     MIN (day_of_month, get_month_length ((int) new_year, new_month)));
}

GDateTime *
pf_day_to_date_time (PfDay day)
{
  int year, month, day_of_month;

  g_return_val_if_fail (pf_day_is_valid (day), NULL);

  split_days (day, &year, &month, &day_of_month);
  return g_date_time_new_utc (year, month, day_of_month, 12, 0, 0);
}
