/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a household may be reminded of, in words that anybody may read on a screen: names, days and
 * amounts, and never a word about health. */
#pragma once

#include "pf-reminder.h"
#include "pf-session.h"

G_BEGIN_DECLS

/** PfReminderMatter: a fact with its words, and what opens it. A plain value. */
typedef struct {
  PfReminderFact fact; /* first: a matter is a fact */
  char *title;         /* (owned) */
  char *body;          /* (owned) (nullable) */
  const char *action;  /* of the application: "app.open", "app.open-days" */
  GVariant *target;    /* (owned): what it takes */
} PfReminderMatter;

void pf_reminder_matter_free (PfReminderMatter *matter);

/**
 * pf_reminder_matter_gather:
 * @account: the id of @session's account
 * @deadlines: (element-type PfDeadlineItem): as pf_session_create_deadlines() has made them
 * @marks: (element-type utf8 PfReminderMark): by subject
 * @names_town: as there are several
 *
 * Returns: (transfer full) (element-type PfReminderMatter): what there is at @session's town now,
 * as far as its records are known.
 */
GPtrArray *pf_reminder_matter_gather (PfSession *session, const char *account,
                                      GListModel *deadlines, GHashTable *marks,
                                      gboolean names_town);
/**
 * Notes in @marks the bookings that await the town's decision, so that one that it does not grant
 * is known as such later, also by another run. Returns: whether there was anything to note.
 */
gboolean pf_reminder_matter_note_asked (PfSession *session, GListModel *deadlines,
                                        GHashTable *marks);

G_END_DECLS
