/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a household spent on its children in a year, by month, child and activity, out of invoices
 * and payments alone. Pure; all amounts are cents of one town's currency. */
#pragma once

#include "pf-record-money.h"

G_BEGIN_DECLS

/** PfSpending: one month of one activity of one child. A plain value. */
typedef struct {
  PfDay month;    /* the first day of the month that was billed, or paid in */
  char *child;    /* (nullable): a child's id; NULL: of no child alone */
  char *activity; /* (nullable): an activity's id */
  char *label;    /* (nullable): the town's words, where it named no activity */
  PfCents invoiced;
  PfCents paid;
  PfCents advanced; /* paid into a wallet, or before an invoice: no invoice says for what */
} PfSpending;
void pf_spending_free (PfSpending *spending);

/** Returns: the first day of the month that @invoice bills, PF_DAY_NONE where it does not say. */
PfDay pf_invoice_get_month (PfInvoice *invoice);

/**
 * pf_spending_list:
 * @invoices: (element-type PfInvoice): of one town
 * @payments: (element-type PfPayment): of the same town
 * @zone: its time zone, in which a payment has its day
 *
 * What was invoiced for the months of @year, and what was paid in @year, for whichever month. The
 * lines of an invoice tell whose the money is, where the payments of the year make up the whole of
 * it; a part that was paid stands by itself, with the invoice's number: nobody can say for whom it
 * was. Cancelled invoices bill nothing.
 *
 * Returns: (transfer full) (element-type PfSpending): by month, child, activity, label.
 */
GPtrArray *pf_spending_list (GPtrArray *invoices, GPtrArray *payments, int year, GTimeZone *zone);

G_END_DECLS
