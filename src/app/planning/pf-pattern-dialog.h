/* SPDX-License-Identifier: GPL-3.0-or-later
 * The week pattern: children, units, weekdays, every or every other week, between two dates,
 * with what it books before it does. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"
#include "pf-plan-index.h"

G_BEGIN_DECLS

/** Signal: "change" (GPtrArray of PfPlanItem, int PfAction): the pattern is to be put in the
 * basket, as one change. */
#define PF_TYPE_PATTERN_DIALOG (pf_pattern_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PfPatternDialog, pf_pattern_dialog, PF, PATTERN_DIALOG, AdwWindow)

/**
 * pf_pattern_dialog_new:
 * @first: the first and
 * @last: the last day to begin with
 * @child: (nullable): the child and
 * @activity: (nullable): the activity to begin with, NULL for all
 */
PfPatternDialog *pf_pattern_dialog_new (GtkWindow *parent, PfHub *hub, PfDay first, PfDay last,
                                        PfChild *child, PfActivity *activity);

G_END_DECLS
