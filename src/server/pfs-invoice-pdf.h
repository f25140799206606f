/* SPDX-License-Identifier: GPL-3.0-or-later
 * An invoice as a document. */
#pragma once

#include "pf-record-money.h"
#include "pfs-language.h"

G_BEGIN_DECLS

/** PfsInvoicePaper: what stands on the paper beside the invoice itself; a plain value. */
typedef struct {
  const char *town;
  const char *contact; /* (nullable) */
  const char *currency;
  const char *family; /* (nullable) */
  const char *number; /* (nullable): of the family's account */
  const char *street; /* (nullable): of the family, may hold several lines */
  const char *place;  /* (nullable): postcode and city */
} PfsInvoicePaper;

/** Returns: (transfer full): the same bytes for the same invoice, whenever it is asked for. */
GBytes *pfs_invoice_pdf_make (PfInvoice *invoice, const PfsInvoicePaper *paper,
                              PfsLanguage language);

G_END_DECLS
