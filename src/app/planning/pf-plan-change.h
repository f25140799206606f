/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gives the hub what the family wants of some slots, and says in a toast what came of it. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

/**
 * pf_plan_change:
 * @widget: whose toast overlay says it
 * @items: (element-type PfPlanItem): at least one
 *
 * One change that one can undo. Only several slots, or none, are worth a toast: a single one
 * is seen to change.
 */
void pf_plan_change (GtkWidget *widget, PfHub *hub, GPtrArray *items, PfAction action,
                     GCancellable *cancellable);

G_END_DECLS
