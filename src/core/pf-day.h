/* SPDX-License-Identifier: GPL-3.0-or-later
 * Civil dates: a day of the town's calendar, without time or zone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PfDay:
 *
 * A civil date (proleptic Gregorian), as the number of days since 1970-01-01. Days compare, add and
 * subtract as integers.
 */
typedef gint32 PfDay;

/** PF_DAY_NONE: no date. */
#define PF_DAY_NONE G_MININT32

/** PfWeekday: ISO 8601 weekdays. Sets of weekdays are masks of PF_WEEKDAY_BIT(). */
typedef enum {
  PF_MONDAY = 1,
  PF_TUESDAY,
  PF_WEDNESDAY,
  PF_THURSDAY,
  PF_FRIDAY,
  PF_SATURDAY,
  PF_SUNDAY,
} PfWeekday;

#define PF_WEEKDAY_BIT(weekday) (1u << (-1 + (weekday)))
#define PF_WEEKDAYS_NONE 0u
#define PF_WEEKDAYS_WEEKEND (PF_WEEKDAY_BIT (PF_SATURDAY) | PF_WEEKDAY_BIT (PF_SUNDAY))
#define PF_WEEKDAYS_ALL 0x7fu

/** Returns: whether @day is a date of the years 1 to 9999; PF_DAY_NONE is not. */
gboolean pf_day_is_valid (PfDay day);
/** Returns: the day, or PF_DAY_NONE when there is no such date (31 April, year < 1 or > 9999). */
PfDay pf_day_new (int year, int month, int day);
/** Parses exactly "YYYY-MM-DD". Returns: the day, or PF_DAY_NONE. */
PfDay pf_day_parse (const char *text);
/** Returns: (transfer full): "YYYY-MM-DD". */
char *pf_day_format (PfDay day);
/** Splits @day; any out pointer may be NULL. */
void pf_day_get_ymd (PfDay day, int *year, int *month, int *day_of_month);
PfWeekday pf_day_get_weekday (PfDay day);
/** Returns: the ISO 8601 week number (1–53); @year (nullable) gets the ISO week year. */
int pf_day_get_iso_week (PfDay day, int *year);
/** Returns: the Monday of @day's week. */
PfDay pf_day_get_week_start (PfDay day);
/** Returns: the first day of @day's month. */
PfDay pf_day_get_month_start (PfDay day);
/** Returns: the last day of @day's month. */
PfDay pf_day_get_month_end (PfDay day);
/**
 * Adds months; the day of the month is kept where it exists, else the month's last day (31 January
 * + 1 = 28/29 February).
 * Returns: PF_DAY_NONE where that leaves the years 1 to 9999.
 */
PfDay pf_day_add_months (PfDay day, int months);
/**
 * Returns: (transfer full): @day as a #GDateTime at noon UTC, to be formatted with locale formats.
 */
GDateTime *pf_day_to_date_time (PfDay day);

G_END_DECLS
