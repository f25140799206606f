/* SPDX-License-Identifier: GPL-3.0-or-later
 * The plan of a range of days: a GListModel of #PfPlanItem, sorted by day, child (by birth), unit
 * (by start) and activity; one "items-changed" a batch. */
#pragma once

#include <gio/gio.h>

#include "pf-plan-item.h"

G_BEGIN_DECLS

#define PF_TYPE_PLAN (pf_plan_get_type ())
G_DECLARE_FINAL_TYPE (PfPlan, pf_plan, PF, PLAN, GObject)

/** Properties: "first", "last" (int, PfDay), "is-loaded" (gboolean: the items are those of the
 * range). */
void pf_plan_set_range (PfPlan *self, PfDay first, PfDay last);
gboolean pf_plan_is_loaded (PfPlan *self);

G_END_DECLS
