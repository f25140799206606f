/* SPDX-License-Identifier: GPL-3.0-or-later
 * A month of the plan on paper. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

/**
 * pf_plan_print_month:
 * @widget: its window tells what came of it
 * @month: any day of it
 * @child, @activity: (nullable): these alone
 * @saves: as a PDF file; else it is printed
 *
 * Once the month has been read.
 */
void pf_plan_print_month (GtkWidget *widget, PfHub *hub, PfDay month, PfChild *child,
                          PfActivity *activity, gboolean saves);

G_END_DECLS
