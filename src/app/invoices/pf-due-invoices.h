/* SPDX-License-Identifier: GPL-3.0-or-later
 * The invoices that are to be paid, for whoever lists what is to be done. */
#pragma once

#include "common/pf-hub.h"
#include "pf-record-money.h"

G_BEGIN_DECLS

/** Returns: (transfer full): a live list of the #PfInvoice of all towns that are due or overdue,
 * the most urgent first. It follows the calendar only as its records change. */
GListModel *pf_due_invoices_new (PfHub *hub);
/** Returns: where an invoice of @hub stands today. */
PfInvoiceState pf_due_invoices_get_state (PfHub *hub, PfInvoice *invoice);

G_END_DECLS
