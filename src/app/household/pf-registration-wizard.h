/* SPDX-License-Identifier: GPL-3.0-or-later
 * A new family's wizard: guardians, children, finances, confirmation; kept as it is typed, sent as
 * one. */
#pragma once

#include "common/pf-hub.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PF_TYPE_REGISTRATION_WIZARD (pf_registration_wizard_get_type ())
G_DECLARE_FINAL_TYPE (PfRegistrationWizard, pf_registration_wizard, PF, REGISTRATION_WIZARD, GtkBox)

GtkWidget *pf_registration_wizard_new (PfHub *hub, PfSession *session);

G_END_DECLS
