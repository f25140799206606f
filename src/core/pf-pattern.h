/* SPDX-License-Identifier: GPL-3.0-or-later
 * Week patterns: "every even week, Monday and Thursday, from September to June, holidays
 * skipped". */
#pragma once

#include "pf-calendar.h"

G_BEGIN_DECLS

typedef enum {
  PF_WEEKS_EVERY,
  PF_WEEKS_ODD, /* ISO week number */
  PF_WEEKS_EVEN,
} PfWeeks;

/** PfPattern: a plain value. */
typedef struct {
  PfDay first;
  PfDay last;
  PfWeeks weeks;
  guint weekdays; /* mask */
  gboolean skip_school_holidays;
  gboolean skip_public_holidays;
} PfPattern;

/** Returns: whether the pattern names @day. */
gboolean pf_pattern_matches (const PfPattern *pattern, PfDay day, PfCalendar *calendar);

G_END_DECLS
