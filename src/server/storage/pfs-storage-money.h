/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of money: invoices, payments, wallets with their movements, prepayments, links to pay.
 * This writes facts; rules/pfs-billing.h, pfs-prepaid.h and pfs-payments.h decide. */
#pragma once

#include "pf-messages.h"
#include "pf-record-money.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** Adds or replaces an invoice of @household with its lines. */
gboolean pfs_storage_put_invoice (PfsStorage *self, const char *household, PfInvoice *invoice,
                                  GError **error);
/** @household: (out) (optional) (transfer full): whose it is */
PfInvoice *pfs_storage_load_invoice (PfsStorage *self, const char *id, char **household,
                                     GError **error);
/** Returns: (transfer full): by the number that families see. */
PfInvoice *pfs_storage_load_invoice_by_number (PfsStorage *self, const char *number,
                                               char **household, GError **error);
/** Returns: (transfer full) (element-type PfInvoice): all, or those of @household (nullable),
 * latest first. */
GPtrArray *pfs_storage_list_invoices (PfsStorage *self, const char *household, GError **error);
/** Returns: the last number given in @year, 0 where none was; -1 with @error. */
gint64 pfs_storage_get_last_invoice (PfsStorage *self, int year, GError **error);

gboolean pfs_storage_add_payment (PfsStorage *self, const char *household, PfPayment *payment,
                                  GError **error);
PfPayment *pfs_storage_load_payment (PfsStorage *self, const char *id, GError **error);

/** Adds or replaces the wallet of @household; a household has one. */
gboolean pfs_storage_put_wallet (PfsStorage *self, const char *household, PfWallet *wallet,
                                 GError **error);
/** @household: (out) (optional) (transfer full): whose it is */
PfWallet *pfs_storage_load_wallet (PfsStorage *self, const char *id, char **household,
                                   GError **error);
/** Returns: (transfer full): NULL with NOT_FOUND where the household has none. */
PfWallet *pfs_storage_load_household_wallet (PfsStorage *self, const char *household,
                                             GError **error);
/** Adds @amount (negative: spent) to a wallet, with the movement that says so. INVALID where it
 * does not hold that much. */
gboolean pfs_storage_move_money (PfsStorage *self, const char *wallet, PfCents amount,
                                 const char *label, GError **error);
PfMovement *pfs_storage_load_movement (PfsStorage *self, const char *id, GError **error);

gboolean pfs_storage_put_prepayment (PfsStorage *self, const char *household,
                                     PfPrepayment *prepayment, GError **error);
/** @household: (out) (optional) (transfer full): whose it is */
PfPrepayment *pfs_storage_load_prepayment (PfsStorage *self, const char *id, char **household,
                                           GError **error);
/** Returns: (transfer full): of @household, by its identifier or the receipt of its batch. */
PfPrepayment *pfs_storage_find_prepayment (PfsStorage *self, const char *household,
                                           const char *name, GError **error);
/** Takes a prepayment away that nothing waits for any more. */
gboolean pfs_storage_remove_prepayment (PfsStorage *self, const char *household, const char *id,
                                        GError **error);
/** Returns: (transfer full) (element-type utf8): those that wait and should have been paid before
 * @now. */
GPtrArray *pfs_storage_list_lapsing (PfsStorage *self, PfMoment now, GError **error);

/** The tariff "ACTIVITY:UNIT" as families see it: of the bands that count now or begin next. */
PfTariff *pfs_storage_load_tariff (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full): the identifier of a unit's tariff from @first on. */
char *pfs_tariff_make_id (const char *activity, const char *unit, PfDay first);

/** PfsCharge: what one booking costs, and what was asked for it already. */
typedef struct {
  char *enrolment; /* (owned) */
  char *unit;      /* (owned) */
  PfDay day;
  char *activity;  /* (owned) */
  char *child;     /* (owned) */
  char *household; /* (owned) */
  PfCents owed;    /* by what it is now: 0 where it is not booked, or excused */
  PfCents price;   /* in time; what is owed above it is a surcharge */
  PfCents billed;  /* in all */
} PfsCharge;

void pfs_charge_free (PfsCharge *charge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsCharge, pfs_charge_free)

/** Returns: (transfer full): of one booking. */
PfsCharge *pfs_storage_load_charge (PfsStorage *self, const char *enrolment, const char *unit,
                                    PfDay day, GError **error);
/** Returns: (transfer full) (element-type PfsCharge): of @household where what is owed is not what
 * was billed: days from @first to @last, and earlier ones that were billed; by child, activity,
 * unit and day. */
GPtrArray *pfs_storage_list_open_charges (PfsStorage *self, const char *household, PfDay first,
                                          PfDay last, GError **error);
/** Returns: (transfer full) (element-type PfsCharge): of days from @first to @last for which less
 * was billed than is owed, and that an active wallet pays; by household and day. */
GPtrArray *pfs_storage_list_wallet_charges (PfsStorage *self, PfDay first, PfDay last,
                                            GError **error);
/** Returns: (transfer full) (element-type PfsCharge): those that @by asked for. */
GPtrArray *pfs_storage_list_charges_by (PfsStorage *self, const char *by, GError **error);
/** Adds @amount to what @by asked for a booking. */
gboolean pfs_storage_bill (PfsStorage *self, const PfsCharge *charge, const char *by,
                           PfCents amount, GError **error);
/** PfsBill: what one invoice, prepayment or wallet asked for a booking; a plain value. */
typedef struct {
  char *by; /* (owned) */
  PfCents amount;
} PfsBill;

void pfs_bill_free (PfsBill *bill);
/** Returns: (transfer full) (element-type PfsBill): all that was asked for a booking. */
GPtrArray *pfs_storage_list_bills (PfsStorage *self, const PfsCharge *charge, GError **error);
/** Forgets all that @by asked for. */
gboolean pfs_storage_unbill (PfsStorage *self, const char *by, GError **error);

/** PfsPayFor: what is paid; the numbers stand in databases. */
typedef enum {
  PFS_PAY_INVOICE,
  PFS_PAY_TOP_UP,
  PFS_PAY_PREPAYMENT,
} PfsPayFor;

/** PfsPaymentLink: what a link to pay is for; a plain value, strings owned. */
typedef struct {
  char *household;
  PfsPayFor subject;
  char *target;
  PfCents amount;
  PfMoment until;
  gboolean is_used;
} PfsPaymentLink;

void pfs_payment_link_free (PfsPaymentLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsPaymentLink, pfs_payment_link_free)

gboolean pfs_storage_add_payment_link (PfsStorage *self, GBytes *hash, const PfsPaymentLink *link,
                                       GError **error);
PfsPaymentLink *pfs_storage_load_payment_link (PfsStorage *self, GBytes *hash, GError **error);
/** It cannot be used again. */
gboolean pfs_storage_use_payment_link (PfsStorage *self, GBytes *hash, GError **error);

G_END_DECLS
