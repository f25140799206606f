/* SPDX-License-Identifier: GPL-3.0-or-later
 * The mail that confirms a batch: day, child, activity, what was done, and for how much. */
#pragma once

#include "pf-batch.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** Queues the mail to who sent the batch; in its transaction. Lines that did nothing are left out;
 * without any other there is no mail. */
gboolean pfs_bookings_queue_mail (PfsStorage *storage, const char *guardian, GPtrArray *lines,
                                  const PfAnswer *answer, GError **error);

G_END_DECLS
