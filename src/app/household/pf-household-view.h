/* SPDX-License-Identifier: GPL-3.0-or-later
 * A family's file at one town: address, quotient, bank account, guardians, contacts, and the update
 * of the year. */
#pragma once

#include "common/pf-hub.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PF_TYPE_HOUSEHOLD_VIEW (pf_household_view_get_type ())
G_DECLARE_FINAL_TYPE (PfHouseholdView, pf_household_view, PF, HOUSEHOLD_VIEW, GtkBox)

GtkWidget *pf_household_view_new (PfHub *hub, PfSession *session);

G_END_DECLS
