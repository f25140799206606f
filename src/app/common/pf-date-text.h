/* SPDX-License-Identifier: GPL-3.0-or-later
 * Days and moments as sentences in the user's language, in the town's zone: "tomorrow", "Tuesday
 * 27 October, 23:59", "3 days left". */
#pragma once

#include "pf-moment.h"

G_BEGIN_DECLS

/**
 * Returns: (transfer full): "Thursday 3 September", with the year where it is not @today's. For
 * use inside a sentence.
 */
char *pf_date_text_day (PfDay day, PfDay today);
/**
 * Returns: (transfer full): as pf_date_text_day(), beginning with a capital: for headings and for
 * the start of a name.
 */
char *pf_date_text_day_heading (PfDay day, PfDay today);
/** Returns: (transfer full): "Thu 3 Sep", where room is short. */
char *pf_date_text_day_short (PfDay day);
/** Returns: (transfer full): "3 Sep", where the weekday goes without saying. */
char *pf_date_text_day_of_month (PfDay day);
/** Returns: (transfer full): the weekday of @day, beginning with a capital: "Thursday", "Thu" where
 * @is_short. */
char *pf_date_text_weekday (PfDay day, gboolean is_short);
/** Returns: (transfer full): "Thu 3 Sep, Fri 4 Sep", "4 days from Thu 3 Sep to Tue 8 Sep".
 * @days: (element-type PfDay): sorted */
char *pf_date_text_days (GArray *days);
/** Returns: (transfer full): "September 2026", beginning with a capital. */
char *pf_date_text_month (PfDay day);
/** Returns: (transfer full): "today", "tomorrow", "in 3 days", "yesterday", "3 days ago". */
char *pf_date_text_relative_day (PfDay day, PfDay today);
/** Returns: (transfer full): "23:59". */
char *pf_date_text_time (PfMoment moment, GTimeZone *zone);
/** Returns: (transfer full): the time that is @minute minutes after midnight: "13:30". */
char *pf_date_text_minute (int minute);
/** Returns: (transfer full): "Tuesday 27 October, 23:59". */
char *pf_date_text_moment (PfMoment moment, PfDay today, GTimeZone *zone);
/**
 * Returns: (transfer full): a past moment, as short as it stays clear: "18:02" today, "Tuesday
 * 18:02" this week, else day and time.
 */
char *pf_date_text_past_moment (PfMoment moment, PfMoment now, GTimeZone *zone);
/**
 * Returns: (transfer full): what is left before @until: "12 minutes left", "5 hours left", "3 days
 * left", "time is up".
 */
char *pf_date_text_time_left (PfMoment until, PfMoment now, GTimeZone *zone);

G_END_DECLS
