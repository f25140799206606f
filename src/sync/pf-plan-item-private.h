/* SPDX-License-Identifier: GPL-3.0-or-later
 * What only the plan may do to its items. */
#pragma once

#include "pf-plan-item.h"

G_BEGIN_DECLS

/**
 * Gives @self new facts (of @sheet, nullable where it has none) and another change.
 *
 * Returns: whether anything that is shown changed.
 */
gboolean pf_plan_item_update (PfPlanItem *self, PfSheet *sheet, const PfSlot *facts,
                              PfIntent *intent, PfMoment now);

G_END_DECLS
