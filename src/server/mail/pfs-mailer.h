/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sends the mails of the queue, one after the other, as long as the town serves.
 *
 * A mail that could not leave is tried again, with growing pauses, for three days by the town's
 * clock; one that is refused is given up. A try is noted before it begins: a mail that has left is
 * never sent again. Where the program ends between the two, nobody knows whether it has left: it is
 * sent again with the same Message-ID, by which mail servers know it.
 */
#pragma once

#include "pfs-clock.h"
#include "pfs-mail-transport.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

typedef struct _PfsMailer PfsMailer;

/** @from: the address that mails come from. */
PfsMailer *pfs_mailer_new (PfsStorage *storage, PfsClock *clock, PfsMailTransport *transport,
                           const char *from);
/** Ends the try under way. */
void pfs_mailer_free (PfsMailer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsMailer, pfs_mailer_free)

G_END_DECLS
