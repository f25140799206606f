/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reminders: which matters a family is told of now, and when to look again. Pure: facts, settings
 * and what was told before give an answer. */
#pragma once

#include "pf-moment.h"

G_BEGIN_DECLS

/** PfReminderKind: what a family can be reminded of. */
typedef enum {
  PF_REMINDER_DEADLINE, /* days that can still be booked */
  PF_REMINDER_REFUSED,  /* something that the town did not accept */
  PF_REMINDER_INVOICE,  /* something to pay */
  PF_REMINDER_MESSAGE,  /* an answer of the town */
  PF_REMINDER_PAPER,    /* a paper that expires, or has to be sent again */
} PfReminderKind;

#define PF_N_REMINDER_KINDS (PF_REMINDER_PAPER + 1)

/** PF_REMINDER_NEVER: no reminder of this kind. */
#define PF_REMINDER_NEVER (-1)

/**
 * PfReminderFact: one matter as it stands. A plain value.
 *
 * One without @until is told as soon as it is so, and no more once it has been so for three days.
 */
typedef struct {
  PfReminderKind kind;
  char *subject;  /* (owned): the same matter, whatever becomes of it */
  gint64 version; /* another one is worth telling again: its deadline, its last word */
  PfMoment from;  /* since when it is so, none = since ever */
  PfMoment until; /* the last moment at which something can be done in time, none = no such */
} PfReminderFact;

/** PfReminderMark: that a subject was told. A plain value. */
typedef struct {
  char *subject; /* (owned) */
  gint64 version;
  PfMoment told_at;       /* or put off */
  PfMoment until;         /* of the fact */
  PfMoment snoozed_until; /* none = it is not to come back */
} PfReminderMark;

PfReminderMark *pf_reminder_mark_new (const PfReminderFact *fact, PfMoment told_at);
PfReminderMark *pf_reminder_mark_copy (const PfReminderMark *mark);
void pf_reminder_mark_free (PfReminderMark *mark);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfReminderMark, pf_reminder_mark_free)

/** PfReminderSettings: what the family wants. A plain value. Minutes are of civil time where they
 * are whole days: the day before at the same time, also over a daylight-saving night. */
typedef struct {
  int minutes_before[PF_N_REMINDER_KINDS]; /* PF_REMINDER_NEVER = none */
  gboolean has_quiet_hours;
  int quiet_from; /* minute of the day, included */
  int quiet_to;   /* minute of the day, excluded; before @quiet_from: on the next day */
} PfReminderSettings;

/**
 * pf_reminder_get_moment:
 * @mark: (nullable): that it was told before
 *
 * Returns: when @fact is due to be told: so long before its deadline as the family wants; at the
 * end of the quiet hours where that is within them, or a minute before they begin where they do not
 * end before the deadline; when it was put off to. PF_MOMENT_NONE where it is not to be told.
 */
PfMoment pf_reminder_get_moment (const PfReminderFact *fact, const PfReminderMark *mark,
                                 const PfReminderSettings *settings, GTimeZone *zone);

/**
 * pf_reminder_decide:
 * @facts: (element-type PfReminderFact)
 * @marks: (element-type utf8 PfReminderMark): by subject
 * @zone: of the facts' deadlines and of the quiet hours
 * @next: (out): the first moment after @now at which to ask again, though nothing else changes;
 * PF_MOMENT_NONE where there is none
 *
 * Returns: (transfer container) (element-type PfReminderFact): what to tell now, at most one of a
 * subject, most urgent first. Nothing within the quiet hours, nothing whose time is over.
 */
GPtrArray *pf_reminder_decide (GPtrArray *facts, GHashTable *marks,
                               const PfReminderSettings *settings, GTimeZone *zone, PfMoment now,
                               PfMoment *next);

/** Puts off what @mark tells of by @minutes; what would come back after its deadline comes a
 * quarter of an hour before it, and not at all where that is over. */
void pf_reminder_mark_snooze (PfReminderMark *mark, int minutes, GTimeZone *zone, PfMoment now);

/** Forgets the marks whose matter is gone for good. Returns: whether there were any. */
gboolean pf_reminder_prune (GHashTable *marks, GPtrArray *facts, PfMoment now);

G_END_DECLS
