/* SPDX-License-Identifier: GPL-3.0-or-later
 * The coming deadlines: a live GListModel of #PfDeadlineItem, sorted by time left. */
#pragma once

#include "pf-contents.h"
#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_DEADLINE_LIST (pf_deadline_list_get_type ())
G_DECLARE_FINAL_TYPE (PfDeadlineList, pf_deadline_list, PF, DEADLINE_LIST, GObject)

/** @session: (unowned) (nullable). Deadlines of the next @days days, for days up to two months
 * beyond them. */
PfDeadlineList *pf_deadline_list_new (PfContents *contents, gpointer session, int days);

/** Returns: whether it says all that the cache has; signal "loaded" (): that may have changed. */
gboolean pf_deadline_list_is_loaded (PfDeadlineList *self);
/** Returns: (transfer none): what it groups. */
PfPlan *pf_deadline_list_get_plan (PfDeadlineList *self);

G_END_DECLS
