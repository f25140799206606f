/* SPDX-License-Identifier: GPL-3.0-or-later
 * Invoices: made of what each booking costs and was not asked for yet. Writing needs a transaction
 * begun by the caller; none commits. They fail with PFS_STORAGE_ERROR in a sentence for a clerk. */
#pragma once

#include "pf-record-money.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/**
 * pfs_billing_make:
 * @month: any day of it
 *
 * Bills @household what it booked in a month and nobody asked for yet: late bookings with their
 * surcharge on a line of its own, absences as the town's rule says. What was asked for and is owed
 * no more (a strike, an absence excused later) is taken off. Where that leaves nothing to pay, no
 * invoice is made, and what is to be given back waits for the next one.
 *
 * Returns: (transfer full) (nullable): NULL without @error where there is nothing to bill.
 */
PfInvoice *pfs_billing_make (PfsStorage *storage, const char *household, PfDay month, PfDay today,
                             GError **error);
/** Tells the family of an invoice by mail. */
gboolean pfs_billing_tell (PfsStorage *storage, const char *household, PfInvoice *invoice,
                           GError **error);
/** Cancels an invoice that nothing was paid of: what it asked for can be billed anew. */
gboolean pfs_billing_cancel (PfsStorage *storage, const char *number, GError **error);

G_END_DECLS
