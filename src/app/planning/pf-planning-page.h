/* SPDX-License-Identifier: GPL-3.0-or-later
 * The planning: every day of every child in the town's colours, as a month, a fortnight or a
 * week. */
#pragma once

#include <adwaita.h>

#include "pf-hub.h"

G_BEGIN_DECLS

/**
 * PfPlanningPage:
 *
 * Fills the space it is given, from 360 px on; it has no header bar of its own. Toasts go to
 * the nearest #AdwToastOverlay among its ancestors.
 */
#define PF_TYPE_PLANNING_PAGE (pf_planning_page_get_type ())
G_DECLARE_FINAL_TYPE (PfPlanningPage, pf_planning_page, PF, PLANNING_PAGE, GtkWidget)

/** Returns: (transfer floating): the page over @hub's households, on today's month. */
GtkWidget *pf_planning_page_new (PfHub *hub);
/**
 * pf_planning_page_show_days:
 * @first: the day to show and focus
 * @child: (nullable): the child to filter by, NULL for all
 * @activity: (nullable): the activity to filter by, NULL for all
 */
void pf_planning_page_show_days (PfPlanningPage *self, PfDay first, PfChild *child,
                                 PfActivity *activity);

G_END_DECLS
