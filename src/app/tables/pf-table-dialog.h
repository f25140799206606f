/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks for which time a table is to be saved. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_TABLE_DIALOG (pf_table_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PfTableDialog, pf_table_dialog, PF, TABLE_DIALOG, AdwWindow)

/** Shows it over the window of @widget, for bookings: the school year that holds @day. */
void pf_table_dialog_present_bookings (GtkWidget *widget, PfHub *hub, PfDay day);
/** The same for the spending of a year: the latest that is over, else the latest. */
void pf_table_dialog_present_spending (GtkWidget *widget, PfHub *hub);

G_END_DECLS
