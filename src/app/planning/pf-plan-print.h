/* SPDX-License-Identifier: GPL-3.0-or-later
 * A month of the plan on paper. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

/** PfPlanPrintFlags: what becomes of the sheet, and what is on it besides the days. */
typedef enum {
  PF_PLAN_PRINT_SAVES = 1 << 0, /* it is saved as a PDF file; else it is printed */
  PF_PLAN_PRINT_MENUS = 1 << 1  /* what is eaten, as far as that is known */
} PfPlanPrintFlags;

/**
 * pf_plan_print_month:
 * @widget: its window tells what came of it
 * @month: any day of it
 * @child, @activity: (nullable): these alone
 *
 * Once all that is on it has been read.
 */
void pf_plan_print_month (GtkWidget *widget, PfHub *hub, PfDay month, PfChild *child,
                          PfActivity *activity, PfPlanPrintFlags flags);

G_END_DECLS
