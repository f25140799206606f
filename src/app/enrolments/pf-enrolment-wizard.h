/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asking for an enrolment, step by step: activity, then children and days, then a recap. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_ENROLMENT_WIZARD (pf_enrolment_wizard_get_type ())
G_DECLARE_FINAL_TYPE (PfEnrolmentWizard, pf_enrolment_wizard, PF, ENROLMENT_WIZARD, AdwWindow)

/**
 * pf_enrolment_wizard_present:
 * @parent: any widget of the window it belongs to
 * @draft: (nullable): one to go on with, or one that was refused
 *
 * Shows it. What is chosen is kept as a draft at every step.
 */
void pf_enrolment_wizard_present (GtkWidget *parent, PfHub *hub, PfSubmission *draft);

G_END_DECLS
