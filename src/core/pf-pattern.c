/* SPDX-License-Identifier: GPL-3.0-or-later
 * Week patterns: which days of a range a pattern names. */
#include "config.h"

#include "pf-pattern.h"

static gboolean
is_week_named (PfWeeks weeks, PfDay day)
{
  gboolean odd = pf_day_get_iso_week (day, NULL) % 2 == 1;

  return weeks == PF_WEEKS_EVERY || odd == (weeks == PF_WEEKS_ODD);
}

gboolean
pf_pattern_matches (const PfPattern *pattern, PfDay day, PfCalendar *calendar)
{
  g_return_val_if_fail (calendar != NULL, FALSE);

  if (!pf_day_is_valid (day) || day < pattern->first || day > pattern->last)
    return FALSE;
  if ((pattern->weekdays & PF_WEEKDAY_BIT (pf_day_get_weekday (day))) == 0)
    return FALSE;
  if (!is_week_named (pattern->weeks, day))
    return FALSE;
  if (pattern->skip_public_holidays &&
      pf_calendar_get_public_holiday (calendar, day) != PF_HOLIDAY_NONE)
    return FALSE;
  return !pattern->skip_school_holidays || pf_calendar_get_school_holiday (calendar, day) == NULL;
}
