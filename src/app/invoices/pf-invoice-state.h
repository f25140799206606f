/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where an invoice stands today: due, overdue, paid. */
#pragma once

#include "common/pf-hub.h"
#include "pf-record-money.h"

G_BEGIN_DECLS

/** Returns: where an invoice of @hub stands today. */
PfInvoiceState pf_invoice_state_get (PfHub *hub, PfInvoice *invoice);

G_END_DECLS
