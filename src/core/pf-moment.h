/* SPDX-License-Identifier: GPL-3.0-or-later
 * Moments: points in time as UTC seconds, and their place in a town's civil time. */
#pragma once

#include "pf-day.h"

G_BEGIN_DECLS

/** PfMoment: seconds since 1970-01-01T00:00:00Z. */
typedef gint64 PfMoment;

/** PF_MOMENT_NONE: no such moment ("never", "no limit": each member says which). */
#define PF_MOMENT_NONE G_MININT64

/** Parses an RFC 3339 date-time with any offset. Returns: the moment, or PF_MOMENT_NONE. */
PfMoment pf_moment_parse (const char *text);
/** Returns: (transfer full): "2026-10-27T22:59:59Z". */
char *pf_moment_format (PfMoment moment);
/** Parses an HTTP date (RFC 9110 IMF-fixdate). Returns: the moment, or PF_MOMENT_NONE. */
PfMoment pf_moment_parse_http (const char *text);
/**
 * pf_moment_at:
 * @day: a civil date
 * @second_of_day: 0–86399, local wall clock
 * @zone: the town's time zone
 *
 * A wall-clock time that daylight saving skips means the first moment after the gap; one that
 * occurs twice means its second occurrence, so that a family never loses an hour before a deadline.
 */
PfMoment pf_moment_at (PfDay day, int second_of_day, GTimeZone *zone);
/** Returns: the civil date of @moment in @zone. */
PfDay pf_moment_get_day (PfMoment moment, GTimeZone *zone);
/** Returns: (transfer full): @moment in @zone, to be formatted with locale formats. */
GDateTime *pf_moment_to_date_time (PfMoment moment, GTimeZone *zone);

G_END_DECLS
