/* SPDX-License-Identifier: GPL-3.0-or-later
 * The plan for other programs: an iCalendar file of what the town holds for the family. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

/**
 * Asks where to save the plan of all towns, from last month to a year from now; what is in the
 * basket is not in it. @widget: its window tells what came of it.
 */
void pf_plan_export_calendar (GtkWidget *widget, PfHub *hub);

/** Returns: (transfer full): the same file's bytes, out of @items, a GListModel of #PfPlanItem. */
GBytes *pf_plan_export_format (PfHub *hub, GListModel *items);

G_END_DECLS
