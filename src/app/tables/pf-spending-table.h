/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a tax year's childcare cost, as a table. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

/** Returns: whether all invoices and payments of all towns are there; asks for them. */
gboolean pf_spending_table_is_ready (PfHub *hub);
/** Returns: (transfer full) (element-type int): the years that something was billed or paid in, the
 * latest first. */
GArray *pf_spending_table_list_years (PfHub *hub);
/** Asks where to save @year; the window of @widget tells what came of it. */
void pf_spending_table_save (GtkWidget *widget, PfHub *hub, int year);
/** Returns: (transfer full): the file. @decimal_point: as of pf_table_new() */
GBytes *pf_spending_table_format (PfHub *hub, int year, char decimal_point);

G_END_DECLS
