/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads school holidays out of iCalendar files as the ministry and towns really publish them. */
#pragma once

#include "pf-calendar.h"

G_BEGIN_DECLS

#define PF_SCHOOL_CALENDAR_ERROR (pf_school_calendar_error_quark ())
GQuark pf_school_calendar_error_quark (void);

typedef enum {
  PF_SCHOOL_CALENDAR_ERROR_NOT_ICALENDAR, /* no VCALENDAR in it, cut short, or not UTF-8 */
  PF_SCHOOL_CALENDAR_ERROR_EMPTY,         /* a calendar, but no pupil's holiday of the zone */
  PF_SCHOOL_CALENDAR_ERROR_TOO_LARGE,     /* more than a calendar can need */
} PfSchoolCalendarError;

/**
 * PF_SCHOOL_CALENDAR_MAX_SIZE: what a file may weigh, in bytes; thirty years of three zones weigh a
 * tenth of it.
 */
#define PF_SCHOOL_CALENDAR_MAX_SIZE (4 * 1024 * 1024)

/**
 * pf_school_calendar_parse:
 * @text: a whole iCalendar file, UTF-8, folded lines and escapes as published
 * @zone: (nullable): "A", "B", "C" to keep only that zone's events where the file holds several;
 * NULL keeps all. What names Corsica or a territory overseas and no such zone is of neither.
 * @length: of @text in bytes
 * @n_unread: (out) (optional): how many holidays were left out because their days cannot be read
 *
 * Days on which only teachers work or rest are left out; a holiday without DTEND that opens the
 * summer lasts until the day before the next "rentrée" in the file, or 31 August; DTEND is
 * exclusive, DTEND = DTSTART means one day (or the summer, as above). What was cancelled is left
 * out.
 *
 * Returns: (transfer full) (element-type PfPeriod): pupils' holidays sorted by first day, without
 * overlaps; NULL with @error.
 */
GPtrArray *pf_school_calendar_parse (const char *text, gsize length, const char *zone,
                                     guint *n_unread, GError **error);
/**
 * pf_school_calendar_has_zones:
 *
 * Returns: whether what @text says differs from zone to zone.
 */
gboolean pf_school_calendar_has_zones (const char *text, gsize length);

G_END_DECLS
