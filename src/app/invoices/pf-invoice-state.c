/* SPDX-License-Identifier: GPL-3.0-or-later
 * An invoice judged by its town's day. */
#include "config.h"

#include "pf-invoice-state.h"

PfInvoiceState
pf_invoice_state_get (PfHub *hub, PfInvoice *invoice)
{
  PfSession *session = pf_hub_find_session (hub, invoice);

  return pf_invoice_get_state (invoice, session != NULL ? pf_session_get_today (session)
                                                        : pf_hub_get_today (hub));
}
