/* SPDX-License-Identifier: GPL-3.0-or-later
 * The town's calendar: public holidays computed from two tables, school holidays as the town told
 * them. */
#include "config.h"

#include "pf-calendar.h"

#include <glib/gi18n-lib.h>

struct _PfCalendar {
  gatomicrefcount ref_count;
  PfRegion region;
  GPtrArray *school_holidays; /* (element-type PfPeriod), sorted by first day */
};

typedef struct {
  PfHoliday holiday;
  int month;
  int day_of_month;
  gboolean only_alsace_moselle;
} FixedHoliday;

typedef struct {
  PfHoliday holiday;
  int days_after_easter;
  gboolean only_alsace_moselle;
} MovableHoliday;

static const FixedHoliday fixed_holidays[] = {
  { PF_HOLIDAY_NEW_YEAR, 1, 1, FALSE },         { PF_HOLIDAY_LABOUR_DAY, 5, 1, FALSE },
  { PF_HOLIDAY_VICTORY_1945, 5, 8, FALSE },     { PF_HOLIDAY_BASTILLE_DAY, 7, 14, FALSE },
  { PF_HOLIDAY_ASSUMPTION, 8, 15, FALSE },      { PF_HOLIDAY_ALL_SAINTS, 11, 1, FALSE },
  { PF_HOLIDAY_ARMISTICE_1918, 11, 11, FALSE }, { PF_HOLIDAY_CHRISTMAS, 12, 25, FALSE },
  { PF_HOLIDAY_ST_STEPHEN, 12, 26, TRUE },
};

static const MovableHoliday movable_holidays[] = {
  { PF_HOLIDAY_GOOD_FRIDAY, -2, TRUE },
  { PF_HOLIDAY_EASTER_MONDAY, 1, FALSE },
  { PF_HOLIDAY_ASCENSION, 39, FALSE },
  { PF_HOLIDAY_WHIT_MONDAY, 50, FALSE },
};

static const char *const holiday_names[] = {
  [PF_HOLIDAY_NONE] = NULL,
  [PF_HOLIDAY_NEW_YEAR] = N_("New Year's Day"),
  [PF_HOLIDAY_GOOD_FRIDAY] = N_("Good Friday"),
  [PF_HOLIDAY_EASTER_MONDAY] = N_("Easter Monday"),
  [PF_HOLIDAY_LABOUR_DAY] = N_("Labour Day"),
  [PF_HOLIDAY_VICTORY_1945] = N_("Victory Day 1945"),
  [PF_HOLIDAY_ASCENSION] = N_("Ascension Day"),
  [PF_HOLIDAY_WHIT_MONDAY] = N_("Whit Monday"),
  [PF_HOLIDAY_BASTILLE_DAY] = N_("Bastille Day"),
  [PF_HOLIDAY_ASSUMPTION] = N_("Assumption Day"),
  [PF_HOLIDAY_ALL_SAINTS] = N_("All Saints' Day"),
  [PF_HOLIDAY_ARMISTICE_1918] = N_("Armistice Day 1918"),
  [PF_HOLIDAY_CHRISTMAS] = N_("Christmas Day"),
  [PF_HOLIDAY_ST_STEPHEN] = N_("St Stephen's Day"),
};

G_DEFINE_BOXED_TYPE (PfPeriod, pf_period, pf_period_copy, pf_period_free)
G_DEFINE_BOXED_TYPE (PfCalendar, pf_calendar, pf_calendar_ref, pf_calendar_unref)

/* Source: the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
PfDay
pf_easter (int year)
{
  int golden = year % 19;
  int century = year / 100;
  int of_century = year % 100;
  int moon_shift = (8 * century + 13) / 25;
  int epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
  int to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
  int correction = (golden + 11 * epact + 22 * to_sunday) / 451;
  int march_days = epact + to_sunday - 7 * correction + 114;

  return pf_day_new (year, march_days / 31, march_days % 31 + 1);
}

PfHoliday
pf_public_holiday (PfDay day, PfRegion region)
{
  int year, month, day_of_month, after_easter;

  g_return_val_if_fail (pf_day_is_valid (day), PF_HOLIDAY_NONE);

  pf_day_get_ymd (day, &year, &month, &day_of_month);
  for (gsize i = 0; i < G_N_ELEMENTS (fixed_holidays); i++)
    if (fixed_holidays[i].month == month && fixed_holidays[i].day_of_month == day_of_month &&
        (!fixed_holidays[i].only_alsace_moselle || region == PF_REGION_ALSACE_MOSELLE))
      return fixed_holidays[i].holiday;

  after_easter = day - pf_easter (year);
  for (gsize i = 0; i < G_N_ELEMENTS (movable_holidays); i++)
    if (movable_holidays[i].days_after_easter == after_easter &&
        (!movable_holidays[i].only_alsace_moselle || region == PF_REGION_ALSACE_MOSELLE))
      return movable_holidays[i].holiday;
  return PF_HOLIDAY_NONE;
}

const char *
pf_holiday_get_name (PfHoliday holiday)
{
  g_return_val_if_fail ((gsize) holiday < G_N_ELEMENTS (holiday_names), "");

  return holiday == PF_HOLIDAY_NONE ? "" : _(holiday_names[holiday]);
}

PfPeriod *
pf_period_new (PfDay first, PfDay last, const char *name)
{
  PfPeriod *period = g_new (PfPeriod, 1);

  *period = (PfPeriod){ .first = first, .last = last, .name = g_strdup (name) };
  return period;
}

PfPeriod *
pf_period_copy (const PfPeriod *period)
{
  return pf_period_new (period->first, period->last, period->name);
}

void
pf_period_free (PfPeriod *period)
{
  g_free (period->name);
  g_free (period);
}

PfCalendar *
pf_calendar_new (PfRegion region)
{
  PfCalendar *calendar = g_new0 (PfCalendar, 1);

  g_atomic_ref_count_init (&calendar->ref_count);
  calendar->region = region;
  calendar->school_holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_period_free);
  return calendar;
}

PfCalendar *
pf_calendar_ref (PfCalendar *calendar)
{
  g_atomic_ref_count_inc (&calendar->ref_count);
  return calendar;
}

void
pf_calendar_unref (PfCalendar *calendar)
{
  if (!g_atomic_ref_count_dec (&calendar->ref_count))
    return;
  g_ptr_array_unref (calendar->school_holidays);
  g_free (calendar);
}

void
pf_calendar_add_school_holiday (PfCalendar *calendar, PfDay first, PfDay last, const char *name)
{
  guint position;

  g_return_if_fail (calendar != NULL);
  g_return_if_fail (pf_day_is_valid (first) && pf_day_is_valid (last) && first <= last);

  for (position = calendar->school_holidays->len; position > 0; position--)
    {
      const PfPeriod *before = g_ptr_array_index (calendar->school_holidays, position - 1);

      if (before->first <= first)
        break;
    }
  g_ptr_array_insert (calendar->school_holidays, (int) position, pf_period_new (first, last, name));
}

PfRegion
pf_calendar_get_region (PfCalendar *calendar)
{
  return calendar->region;
}

GPtrArray *
pf_calendar_get_school_holidays (PfCalendar *calendar)
{
  return calendar->school_holidays;
}

const PfPeriod *
pf_calendar_get_school_holiday (PfCalendar *calendar, PfDay day)
{
  for (guint i = 0; i < calendar->school_holidays->len; i++)
    {
      const PfPeriod *period = g_ptr_array_index (calendar->school_holidays, i);

      if (period->first > day)
        return NULL;
      if (day <= period->last)
        return period;
    }
  return NULL;
}

PfHoliday
pf_calendar_get_public_holiday (PfCalendar *calendar, PfDay day)
{
  return pf_public_holiday (day, calendar->region);
}
