/* SPDX-License-Identifier: GPL-3.0-or-later
 * The grid of the planning: one drawn widget, as a month of days, or as a table of units by
 * days for a fortnight or a week. */
#pragma once

#include <gtk/gtk.h>

#include "pf-plan-index.h"

G_BEGIN_DECLS

typedef enum {
  PF_GRID_MONTH,
  PF_GRID_FORTNIGHT,
  PF_GRID_WEEK,
} PfGridView;

#define PF_N_GRID_VIEWS (PF_GRID_WEEK + 1)

/**
 * PfPlanGrid:
 *
 * Signals:
 * "change" (GPtrArray of PfPlanItem, int PfAction): the family wants this;
 * "open-day" (int PfDay, GdkRectangle): the day's card is asked for, beside that rectangle;
 * "go-to" (int PfDay): the focus wants a day that is not shown;
 * "selected" (int PfAction): the pointer has selected days, to which Space would do that.
 */
#define PF_TYPE_PLAN_GRID (pf_plan_grid_get_type ())
G_DECLARE_FINAL_TYPE (PfPlanGrid, pf_plan_grid, PF, PLAN_GRID, GtkWidget)

GtkWidget *pf_plan_grid_new (PfPlanIndex *index);
/** Shows the period that holds @day, focuses @day, and makes it the index's period. */
void pf_plan_grid_show (PfPlanGrid *self, PfGridView view, PfDay day);
PfGridView pf_plan_grid_get_view (PfPlanGrid *self);
/** The days drawn: the period and the neighbours that complete its weeks. */
void pf_plan_grid_get_range (PfPlanGrid *self, PfDay *first, PfDay *last);
/** Returns: the day that the keyboard is on. */
PfDay pf_plan_grid_get_focus_day (PfPlanGrid *self);
/** Returns: the same place @steps periods before or after. */
PfDay pf_plan_grid_step (PfPlanGrid *self, int steps);
/** Where @day is drawn. Returns: FALSE if it is not. */
gboolean pf_plan_grid_get_day_area (PfPlanGrid *self, PfDay day, GdkRectangle *area);
/** In place of days, empty shapes: the plan is not read yet. */
void pf_plan_grid_set_loading (PfPlanGrid *self, gboolean is_loading);

G_END_DECLS
