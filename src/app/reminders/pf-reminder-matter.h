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
 * @deadlines: (element-type PfDeadlineItem): the session's
 * @names_town: as there are several
 *
 * Returns: (transfer full) (element-type PfReminderMatter): what there is at @session's town now,
 * as far as its records are known.
 */
GPtrArray *pf_reminder_matter_gather (PfSession *session, const char *account,
                                      GListModel *deadlines, gboolean names_town);

G_END_DECLS
