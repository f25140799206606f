/* SPDX-License-Identifier: GPL-3.0-or-later
 * The legend: each state with its mark, its name, the town's sentence and how often it occurs;
 * pressing one makes it stand out. */
#pragma once

#include <gtk/gtk.h>

#include "pf-plan-index.h"

G_BEGIN_DECLS

#define PF_TYPE_LEGEND_PANEL (pf_legend_panel_get_type ())
G_DECLARE_FINAL_TYPE (PfLegendPanel, pf_legend_panel, PF, LEGEND_PANEL, GtkWidget)

/** Counts in @index, and sets its highlight. */
GtkWidget *pf_legend_panel_new (PfPlanIndex *index);

G_END_DECLS
