/* SPDX-License-Identifier: GPL-3.0-or-later
 * An invoice as a row that unfolds: its lines, its document, and paying it. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"
#include "pf-record-money.h"

G_BEGIN_DECLS

#define PF_TYPE_INVOICE_ROW (pf_invoice_row_get_type ())
G_DECLARE_FINAL_TYPE (PfInvoiceRow, pf_invoice_row, PF, INVOICE_ROW, AdwExpanderRow)

GtkWidget *pf_invoice_row_new (PfHub *hub, PfInvoice *invoice);
PfInvoice *pf_invoice_row_get_invoice (PfInvoiceRow *self);
/** Takes the place of @before where that was of the same invoice: unfolded as it was, with what was
 * typed there, unless what is left to pay is another amount now. */
void pf_invoice_row_resume (PfInvoiceRow *self, PfInvoiceRow *before);

G_END_DECLS
