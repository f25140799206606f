/* SPDX-License-Identifier: GPL-3.0-or-later
 * The town's calendar: weekends, public holidays (computed), school holidays and closures (told by
 * the town). */
#pragma once

#include <glib-object.h>

#include "pf-day.h"

G_BEGIN_DECLS

/**
 * PfHoliday: the public holidays of the French Labour Code (art. L3133-1), and the two of
 * Alsace-Moselle (L3134-13).
 */
typedef enum {
  PF_HOLIDAY_NONE,
  PF_HOLIDAY_NEW_YEAR,
  PF_HOLIDAY_GOOD_FRIDAY, /* Alsace-Moselle */
  PF_HOLIDAY_EASTER_MONDAY,
  PF_HOLIDAY_LABOUR_DAY,
  PF_HOLIDAY_VICTORY_1945,
  PF_HOLIDAY_ASCENSION,
  PF_HOLIDAY_WHIT_MONDAY,
  PF_HOLIDAY_BASTILLE_DAY,
  PF_HOLIDAY_ASSUMPTION,
  PF_HOLIDAY_ALL_SAINTS,
  PF_HOLIDAY_ARMISTICE_1918,
  PF_HOLIDAY_CHRISTMAS,
  PF_HOLIDAY_ST_STEPHEN, /* Alsace-Moselle */
} PfHoliday;

/** PfRegion: which list of public holidays a town follows. */
typedef enum {
  PF_REGION_METROPOLE,
  PF_REGION_ALSACE_MOSELLE,
} PfRegion;

/** Returns: Easter Sunday of @year (Gregorian computus). */
PfDay pf_easter (int year);
/** Returns: the public holiday that falls on @day, or PF_HOLIDAY_NONE. */
PfHoliday pf_public_holiday (PfDay day, PfRegion region);
/** Returns: (transfer none): the holiday's name in the user's language. */
const char *pf_holiday_get_name (PfHoliday holiday);

/**
 * PfPeriod: a named range of days, both ends included: school holidays, a closure, a strike.
 */
typedef struct {
  PfDay first;
  PfDay last;
  char *name; /* (owned) */
} PfPeriod;

#define PF_TYPE_PERIOD (pf_period_get_type ())
GType pf_period_get_type (void);
PfPeriod *pf_period_new (PfDay first, PfDay last, const char *name);
PfPeriod *pf_period_copy (const PfPeriod *period);
void pf_period_free (PfPeriod *period);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfPeriod, pf_period_free)

/**
 * PfCalendar: what is needed to know whether a day counts. Immutable once shared; refcounted.
 */
typedef struct _PfCalendar PfCalendar;

#define PF_TYPE_CALENDAR (pf_calendar_get_type ())
GType pf_calendar_get_type (void);
PfCalendar *pf_calendar_new (PfRegion region);
PfCalendar *pf_calendar_ref (PfCalendar *calendar);
void pf_calendar_unref (PfCalendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfCalendar, pf_calendar_unref)

/** Adds a school holiday (@first to @last included). Only before the calendar is shared. */
void pf_calendar_add_school_holiday (PfCalendar *calendar, PfDay first, PfDay last,
                                     const char *name);
PfRegion pf_calendar_get_region (PfCalendar *calendar);
/**
 * Returns: (transfer none) (element-type PfPeriod): the school holidays, sorted by their first day.
 */
GPtrArray *pf_calendar_get_school_holidays (PfCalendar *calendar);
/** Returns: (transfer none) (nullable): the school holiday that holds @day. */
const PfPeriod *pf_calendar_get_school_holiday (PfCalendar *calendar, PfDay day);
PfHoliday pf_calendar_get_public_holiday (PfCalendar *calendar, PfDay day);

G_END_DECLS
