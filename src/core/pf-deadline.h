/* SPDX-License-Identifier: GPL-3.0-or-later
 * Deadline rules: until when a slot may be booked, booked late, or cancelled. Pure: a rule, a day
 * and a calendar give moments. */
#pragma once

#include "pf-calendar.h"
#include "pf-moment.h"

G_BEGIN_DECLS

typedef enum {
  PF_DEADLINE_NONE, /* no deadline: until the end of the day itself */
  /* @days days before, at @minute_of_day; may skip days that do not count */
  PF_DEADLINE_DAYS_BEFORE,
  PF_DEADLINE_LAST_WEEKDAY, /* the last @weekday strictly before the day */
  PF_DEADLINE_WEEK_BEFORE,  /* @weekday of the week @weeks weeks before the day's week */
  /* @day_of_month of the month @months before the day's month (its last day if shorter) */
  PF_DEADLINE_MONTH_BEFORE,
  PF_DEADLINE_WINDOW, /* open from @window_first 00:00 until @window_last, whatever the day */
  PF_DEADLINE_NEVER,  /* not allowed at all */
} PfDeadlineKind;

/**
 * PfDeadlineRule: a plain value. Members that @kind does not name keep what PF_DEADLINE_RULE_INIT
 * gives. @minute_of_day, which every kind but NONE and NEVER uses, is the last minute that is still
 * in time: 23:59 = 1439 means until 23:59:59 in the town's zone.
 */
typedef struct {
  PfDeadlineKind kind;
  int minute_of_day;             /* 0–1439 */
  int days;                      /* DAYS_BEFORE: 0–365 */
  gboolean skip_public_holidays; /* DAYS_BEFORE: these do not count */
  guint skip_weekdays;           /* DAYS_BEFORE: mask of weekdays that do not count */
  PfWeekday weekday;             /* LAST_WEEKDAY, WEEK_BEFORE */
  int weeks;                     /* WEEK_BEFORE: 1 or 2 */
  int day_of_month;              /* MONTH_BEFORE: 1–31 */
  int months;                    /* MONTH_BEFORE: 1–12, usually 1 */
  PfDay window_first;            /* WINDOW: PF_DAY_NONE = since ever */
  PfDay window_last;             /* WINDOW */
} PfDeadlineRule;

/** PF_DEADLINE_RULE_INIT: no deadline, no window. */
#define PF_DEADLINE_RULE_INIT                                                                      \
  ((PfDeadlineRule){ .window_first = PF_DAY_NONE, .window_last = PF_DAY_NONE })

/**
 * Returns: whether every member is in its range; @why (nullable) gets a static English reason
 * otherwise.
 */
gboolean pf_deadline_rule_is_valid (const PfDeadlineRule *rule, const char **why);

/**
 * pf_deadline_rule_resolve:
 * @from: (out): the first moment it is allowed, PF_MOMENT_NONE = since ever
 * @until: (out): the last moment (included) it is allowed; PF_MOMENT_NONE = never
 *
 * What the rule means for a slot on @day. Source: design.md, "Deadline rules a town can state".
 */
void pf_deadline_rule_resolve (const PfDeadlineRule *rule, PfDay day, PfCalendar *calendar,
                               GTimeZone *zone, PfMoment *from, PfMoment *until);

/**
 * Returns: (transfer full): the rule as a sentence in the user's language: "until Tuesday 23:59 for
 * the following week".
 */
char *pf_deadline_rule_describe (const PfDeadlineRule *rule);

G_END_DECLS
