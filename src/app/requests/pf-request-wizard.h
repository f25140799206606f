/* SPDX-License-Identifier: GPL-3.0-or-later
 * Filling in a form of the town hall, step by step: an appointment where there may be one, my
 * information, the form's questions, its papers, and all of it once more before it leaves. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"
#include "pf-record-mail.h"

G_BEGIN_DECLS

#define PF_TYPE_REQUEST_WIZARD (pf_request_wizard_get_type ())
G_DECLARE_FINAL_TYPE (PfRequestWizard, pf_request_wizard, PF, REQUEST_WIZARD, GtkWidget)

/** @former: (nullable): a draft to go on with, or one that was refused. Signals "sent" (): it is
 * queued; "cancelled" (): and what was kept is gone. */
GtkWidget *pf_request_wizard_new (PfHub *hub, PfSession *session, PfForm *form,
                                  PfSubmission *former);

G_END_DECLS
