/* SPDX-License-Identifier: GPL-3.0-or-later
 * Records of money: tariffs, invoices, payments, wallets. All amounts are cents of the town's
 * currency. */
#pragma once

#include "pf-record.h"

G_BEGIN_DECLS

/** PfBand: one price by quotient. A plain value owned by its tariff. */
typedef struct {
  gint64 up_to; /* quotient in cents, included; PF_CENTS_UNKNOWN = no limit: the maximum tariff */
  PfCents price;
  PfCents late_price; /* PF_CENTS_UNKNOWN = no late booking */
} PfBand;

/** PfTariff: what a unit of an activity costs, by quotient. */
#define PF_TYPE_TARIFF (pf_tariff_get_type ())
G_DECLARE_FINAL_TYPE (PfTariff, pf_tariff, PF, TARIFF, PfRecord)
struct _PfTariff {
  PfRecord parent_instance;
  char *activity;   /* an activity's id, not NULL */
  char *unit;       /* a unit's id, not NULL */
  PfDay first;      /* from when on it counts */
  GPtrArray *bands; /* (element-type PfBand) (owned), lowest quotient first */
};
/** Returns: (transfer none) (nullable): the band of @quotient; the highest where it is unknown. */
const PfBand *pf_tariff_find_band (PfTariff *tariff, gint64 quotient);

/** PfInvoiceLine: a plain value owned by its invoice. */
typedef struct {
  char *label;    /* not NULL */
  char *child;    /* a child's id */
  char *activity; /* an activity's id */
  int quantity;
  PfCents unit_price;
  PfCents total;
} PfInvoiceLine;
void pf_invoice_line_free (PfInvoiceLine *line);

/** PfInvoiceState: derived from facts and the town's date. */
typedef enum {
  PF_INVOICE_DUE,
  PF_INVOICE_OVERDUE,
  PF_INVOICE_PAID,
  PF_INVOICE_CANCELLED,
} PfInvoiceState;

#define PF_TYPE_INVOICE (pf_invoice_get_type ())
G_DECLARE_FINAL_TYPE (PfInvoice, pf_invoice, PF, INVOICE, PfRecord)
struct _PfInvoice {
  PfRecord parent_instance;
  char *number; /* not NULL */
  char *label;  /* "Octobre 2026" */
  PfDay first;  /* the period it bills */
  PfDay last;
  PfDay issued;
  PfDay due;
  PfCents total;
  PfCents paid; /* so far */
  gboolean is_cancelled;
  gboolean is_payable;  /* a payment link can be asked for */
  gboolean takes_parts; /* less than all may be paid at once */
  gboolean has_pdf;
  GPtrArray *lines; /* (element-type PfInvoiceLine) (owned) */
};
/** Returns: @invoice's state on @today, a civil date of the town. */
PfInvoiceState pf_invoice_get_state (PfInvoice *invoice, PfDay today);
/** Returns: what is left to pay, never less than 0. */
PfCents pf_invoice_get_left (PfInvoice *invoice);

/** PfPaymentMeans: how it was paid. */
typedef enum {
  PF_PAYMENT_OTHER,
  PF_PAYMENT_CARD,
  PF_PAYMENT_DEBIT,
  PF_PAYMENT_CHEQUE,
  PF_PAYMENT_CASH,
  PF_PAYMENT_VOUCHER, /* CESU and the like */
  PF_PAYMENT_WALLET,
} PfPaymentMeans;

#define PF_TYPE_PAYMENT (pf_payment_get_type ())
G_DECLARE_FINAL_TYPE (PfPayment, pf_payment, PF, PAYMENT, PfRecord)
struct _PfPayment {
  PfRecord parent_instance;
  char *invoice; /* an invoice's id, NULL = a top-up or a prepayment */
  char *label;
  PfMoment at;
  PfCents amount;
  PfPaymentMeans means;
  char *reference;
};

#define PF_TYPE_WALLET (pf_wallet_get_type ())
G_DECLARE_FINAL_TYPE (PfWallet, pf_wallet, PF, WALLET, PfRecord)
struct _PfWallet {
  PfRecord parent_instance;
  char *name; /* not NULL */
  gboolean is_active;
  PfCents balance;
  PfCents min_top_up;
  PfCents max_top_up;
  GPtrArray *activities; /* (element-type utf8) (owned): the ids of those that it pays */
};

/** PfMovement: one line of a wallet's account. */
#define PF_TYPE_MOVEMENT (pf_movement_get_type ())
G_DECLARE_FINAL_TYPE (PfMovement, pf_movement, PF, MOVEMENT, PfRecord)
struct _PfMovement {
  PfRecord parent_instance;
  char *wallet; /* not NULL */
  char *label;
  PfMoment at;
  PfCents amount;  /* negative: spent */
  PfCents balance; /* after it */
};

typedef enum {
  PF_PREPAYMENT_WAITING,
  PF_PREPAYMENT_PAID,
  PF_PREPAYMENT_LAPSED, /* not paid in time: the bookings are gone */
} PfPrepaymentState;

/** PfPrepayment: bookings that wait for their payment. */
#define PF_TYPE_PREPAYMENT (pf_prepayment_get_type ())
G_DECLARE_FINAL_TYPE (PfPrepayment, pf_prepayment, PF, PREPAYMENT, PfRecord)
struct _PfPrepayment {
  PfRecord parent_instance;
  char *receipt; /* of the batch that made it */
  PfCents amount;
  PfMoment until; /* lapses then */
  PfPrepaymentState state;
  int n_lines; /* bookings */
};

G_END_DECLS
