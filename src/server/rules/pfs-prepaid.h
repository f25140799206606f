/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is paid before it takes place: bookings that wait for their payment, and wallets. Writing
 * needs a transaction begun by the caller; none commits, but pfs_prepaid_keep(). */
#pragma once

#include "pfs-storage-bookings.h"

G_BEGIN_DECLS

/**
 * pfs_prepaid_settle:
 * @bookings: (element-type PfsBooking): of one household, as they were just written
 * @receipt: (nullable): of the batch that they came in
 * @prepayment: (out) (optional) (nullable) (transfer full): what they wait for now
 *
 * Asks for what is owed, gives back what is owed no more. What is to be paid in advance is taken
 * from the household's wallet where it is active, pays the activity and holds enough for all; else
 * it becomes a prepayment that lapses in the town's delay. What was paid goes back into the wallet;
 * without one the next invoice is less. What is not paid in advance is the next invoice's matter.
 */
gboolean pfs_prepaid_settle (PfsStorage *storage, GPtrArray *bookings, const char *receipt,
                             char **prepayment, GError **error);
/** The same for one booking. */
gboolean pfs_prepaid_settle_one (PfsStorage *storage, const PfsBooking *booking, GError **error);

/** Notes that a prepayment was paid: its bookings are as any. */
gboolean pfs_prepaid_confirm (PfsStorage *storage, const char *prepayment, GError **error);

/**
 * pfs_prepaid_keep:
 *
 * What the clock makes of it, in a transaction of its own, which is begun only where there is
 * something to do: prepayments that were not paid in time lapse, their bookings go and the family
 * is told; the days that have begun are taken from the wallets that pay them.
 */
gboolean pfs_prepaid_keep (PfsStorage *storage, PfMoment now, GError **error);

G_END_DECLS
