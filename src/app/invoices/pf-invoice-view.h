/* SPDX-License-Identifier: GPL-3.0-or-later
 * The invoices, those to be paid first, with a filter. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_INVOICE_VIEW (pf_invoice_view_get_type ())
G_DECLARE_FINAL_TYPE (PfInvoiceView, pf_invoice_view, PF, INVOICE_VIEW, GtkWidget)

GtkWidget *pf_invoice_view_new (PfHub *hub);
/** Unfolds the invoice with @id of @session. */
void pf_invoice_view_open (PfInvoiceView *self, PfSession *session, const char *id);

G_END_DECLS
