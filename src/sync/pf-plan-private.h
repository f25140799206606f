/* SPDX-License-Identifier: GPL-3.0-or-later
 * How the session makes plans. */
#pragma once

#include "pf-contents.h"
#include "pf-plan.h"

G_BEGIN_DECLS

/** @session: (unowned) (nullable): what its items are told to belong to. */
PfPlan *pf_plan_new (PfContents *contents, gpointer session);
/** Returns: (transfer none) (element-type PfPlanItem): the items. */
GPtrArray *pf_plan_get_items (PfPlan *self);

G_END_DECLS
