/* SPDX-License-Identifier: GPL-3.0-or-later
 * Payments: links to pay, and what becomes of a payment. Writing needs a transaction begun by the
 * caller; none commits. */
#pragma once

#include "pfs-storage-money.h"

G_BEGIN_DECLS

/** How long a link can be used. */
#define PFS_LINK_SECONDS (15 * 60)

/** PfsLinkVerdict: what a town answers to who asks for a link, or opens one. */
typedef enum {
  PFS_LINK_GOOD,
  PFS_LINK_NOT_FOUND,    /* no such invoice, wallet or prepayment of this household */
  PFS_LINK_TOO_MUCH,     /* more than is left to pay */
  PFS_LINK_NO_PARTS,     /* less than is left, where all has to be paid at once */
  PFS_LINK_OUT_OF_RANGE, /* a top-up below the least or above the most */
  PFS_LINK_NOT_ACTIVE,   /* the wallet is not active */
  PFS_LINK_SETTLED,      /* nothing is left to pay, or it was cancelled */
  PFS_LINK_LAPSED,       /* the bookings were not paid in time */
  PFS_LINK_USED,
  PFS_LINK_EXPIRED,
} PfsLinkVerdict;

/**
 * pfs_payments_make_link:
 * @target: an invoice's id, a prepayment's id or receipt; ignored for a top-up
 * @secret: (out) (transfer full): of the link
 * @until: (out)
 *
 * Returns: FALSE with @error, or with a @verdict that is not GOOD.
 */
gboolean pfs_payments_make_link (PfsStorage *storage, const char *household, PfsPayFor subject,
                                 const char *target, PfCents amount, PfMoment now, char **secret,
                                 PfMoment *until, PfsLinkVerdict *verdict, GError **error);

/** PfsPayable: what a link's page shows. */
typedef struct {
  PfsPaymentLink *link; /* (owned) */
  char *label;          /* (owned): the invoice's number and label, the wallet's name */
} PfsPayable;

void pfs_payable_free (PfsPayable *payable);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsPayable, pfs_payable_free)

/** Opens a link. Returns: (transfer full) (nullable): what it asks for, as the facts are now; NULL
 * with @error, or with a @verdict that is not GOOD. */
PfsPayable *pfs_payments_open_link (PfsStorage *storage, const char *secret, PfMoment now,
                                    PfsLinkVerdict *verdict, GError **error);
/**
 * Uses a link: records the payment and what follows from it, or, where @is_paid is FALSE, only that
 * it was refused. @label: of a top-up's movement. Returns: as above, what was paid or refused.
 */
PfsPayable *pfs_payments_use_link (PfsStorage *storage, const char *secret, gboolean is_paid,
                                   const char *label, PfMoment now, PfsLinkVerdict *verdict,
                                   GError **error);

/** Records what was paid of an invoice at the counter, by cheque, by debit… INVALID for more than
 * what is left. @reference: (nullable) */
gboolean pfs_payments_record (PfsStorage *storage, const char *number, PfCents amount,
                              PfPaymentMeans means, const char *reference, PfMoment now,
                              GError **error);

G_END_DECLS
