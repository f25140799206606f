/* SPDX-License-Identifier: GPL-3.0-or-later
 * The planning page's members, for the files that implement it and for no other. */
#pragma once

#include "common/pf-adaptive-bin.h"
#include "pf-deadline-strip.h"
#include "pf-plan-grid.h"
#include "pf-planning-page.h"

G_BEGIN_DECLS

struct _PfPlanningPage {
  GtkWidget parent_instance;
  PfHub *hub;         /* (owned) */
  PfHubPlan *plan;    /* (owned) */
  PfPlanIndex *index; /* (owned) */
  PfPlanGrid *grid;
  char *child_key;           /* (owned): of the filter, "" = all */
  char *activity_key;        /* (owned) */
  GtkWidget *card_popover;   /* (nullable): our child, as are all popovers */
  GtkWidget *card;           /* (nullable): in it */
  GtkWidget *legend_popover; /* (nullable) */
  GCancellable *cancellable; /* (owned) */
  PfDay today;               /* as last heard */
  gboolean is_in_vain;       /* no day shown is as picked in the legend */

  PfAdaptiveBin *bin;
  PfDeadlineStrip *strip;
  GtkLabel *title;
  GtkLabel *cost;
  GtkMenuButton *child_button;
  GtkMenuButton *activity_button;
  GtkMenuButton *menu_button;
  GMenuModel *narrow_menu;
  GMenuModel *wide_menu;
  GtkButton *tick_button;
  GtkButton *legend_button;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
};

/** Asks the hub to do @action with @items (element-type PfPlanItem), and tells how it ends. */
void pf_planning_page_change (PfPlanningPage *self, GPtrArray *items, int action);
/** Shows the period that @day is in, and moves there. */
void pf_planning_page_go_to (PfPlanningPage *self, int day);
/** Installs what the page's buttons, menus and keys do. */
void pf_planning_page_install_actions (GtkWidgetClass *widget_class);
/** Adds the actions that change what is preferred, when a menu first needs them. */
void pf_planning_page_insert_settings (PfPlanningPage *self);

G_END_DECLS
