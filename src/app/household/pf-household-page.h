/* SPDX-License-Identifier: GPL-3.0-or-later
 * The household: its file, its guardians, its contacts; or the wizard of a new family. */
#pragma once

#include "common/pf-hub.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PF_TYPE_HOUSEHOLD_PAGE (pf_household_page_get_type ())
G_DECLARE_FINAL_TYPE (PfHouseholdPage, pf_household_page, PF, HOUSEHOLD_PAGE, GtkWidget)

GtkWidget *pf_household_page_new (PfHub *hub);

G_END_DECLS
