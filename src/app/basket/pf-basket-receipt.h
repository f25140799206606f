/* SPDX-License-Identifier: GPL-3.0-or-later
 * Receipts on paper. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

/**
 * pf_basket_receipt_print:
 * @widget: its window tells what came of it
 * @saves: as a PDF file; else they are printed
 *
 * Of each answer that is not seen yet its whole receipt; of none the last receipt that there was.
 */
void pf_basket_receipt_print (GtkWidget *widget, PfHub *hub, gboolean saves);

G_END_DECLS
