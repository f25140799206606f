/* SPDX-License-Identifier: GPL-3.0-or-later
 * The plan as other programs' calendars read it: an iCalendar file (RFC 5545). */
#pragma once

#include "pf-moment.h"

G_BEGIN_DECLS

/** PfAgendaStatus: how sure an event is. */
typedef enum {
  PF_AGENDA_CONFIRMED,
  PF_AGENDA_TENTATIVE, /* the town has not agreed yet */
  PF_AGENDA_CANCELLED, /* it was there once: a calendar that has it strikes it out */
} PfAgendaStatus;

/** PfAgendaEvent: one day of one child at one activity. A plain value. */
typedef struct {
  char *uid; /* not NULL; the same for the same slot, whenever it is written */
  PfDay day;
  int start_minute; /* of the day, -1 = all day */
  int end_minute;   /* of the day; one before @start_minute ends on the next day */
  char *title;      /* not NULL: "Léna – Canteen" */
  char *place;      /* (nullable) */
  char *text;       /* (nullable): plain, with line feeds */
  PfAgendaStatus status;
  gint64 version; /* grows with every change of the slot: SEQUENCE */
} PfAgendaEvent;

PfAgendaEvent *pf_agenda_event_new (const char *uid, PfDay day, const char *title);
void pf_agenda_event_free (PfAgendaEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfAgendaEvent, pf_agenda_event_free)

/** Returns: (transfer full): the title of what is cancelled, for calendars that show nothing of its
 * status: "Cancelled: Léna – Canteen". */
char *pf_agenda_cancel_title (const char *title);
/**
 * pf_agenda_format:
 * @events: (element-type PfAgendaEvent): in the order in which they are written
 * @name: what a calendar calls the whole
 * @zone_name: the IANA name of @zone, which the days and minutes are in
 * @at: the moment of what the events say
 *
 * Returns: (transfer full): the file, with the time zone's changes in the years of the events, so
 * that a program that does not know the zone is right, too.
 */
GBytes *pf_agenda_format (GPtrArray *events, const char *name, GTimeZone *zone,
                          const char *zone_name, PfMoment at);
/**
 * pf_agenda_update:
 * @before: (nullable): the file as it was written the last time; what cannot be read of it counts
 *   for nothing
 * @first: the first day that @events tell of
 *
 * As pf_agenda_format(), for a file that calendars follow: what says the same as before stays as it
 * is, to the letter; what changed has a higher SEQUENCE, and @at as its LAST-MODIFIED; what is gone
 * stays as a cancelled event until its day lies before @first.
 *
 * Returns: (transfer full): the file; the same bytes as @before where nothing has changed.
 */
GBytes *pf_agenda_update (GBytes *before, GPtrArray *events, PfDay first, const char *name,
                          GTimeZone *zone, const char *zone_name, PfMoment at);

G_END_DECLS
