/* SPDX-License-Identifier: GPL-3.0-or-later
 * The page of money: invoices, payments, the wallet, and what a month costs. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_INVOICES_PAGE (pf_invoices_page_get_type ())
G_DECLARE_FINAL_TYPE (PfInvoicesPage, pf_invoices_page, PF, INVOICES_PAGE, GtkWidget)

GtkWidget *pf_invoices_page_new (PfHub *hub);
/** Shows what has @id in @collection: an invoice unfolded, else the view it is in. */
void pf_invoices_page_open (GtkWidget *page, PfSession *session, PfCollection collection,
                            const char *id);

G_END_DECLS
