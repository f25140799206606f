/* SPDX-License-Identifier: GPL-3.0-or-later
 * A receipt: what the town answered to a basket, line by line. */
#pragma once

#include "pf-printout.h"

G_BEGIN_DECLS

/** PfReceiptLine: one change and its answer, in words. */
typedef struct {
  const char *child;
  const char *slot;    /* "Thursday 3 September · Canteen" */
  const char *outcome; /* "Booked" */
  const char *price;   /* (nullable): where it costs or gives back something */
} PfReceiptLine;

/** PfReceipt: a batch that the town has answered, in words. */
typedef struct {
  const char *number;
  const char *town;      /* (nullable) */
  const char *household; /* (nullable): its name and number */
  const char *at;        /* (nullable): when the town decided */
  const char *total;
} PfReceipt;

/** Returns: receipts, without any yet; each begins on a page of its own. */
PfPrintout *pf_receipt_sheet_new (void);
/** Adds one with its lines, which are copied. */
void pf_receipt_sheet_add (PfPrintout *printout, const PfReceipt *receipt,
                           const PfReceiptLine *lines, guint n_lines);

G_END_DECLS
