/* SPDX-License-Identifier: GPL-3.0-or-later
 * Records of money, and what follows from them. */
#include "config.h"

#include "pf-record-money.h"

#include "pf-record-private.h"

DEFINE_RECORD (PfTariff, pf_tariff)
DEFINE_RECORD (PfInvoice, pf_invoice)
DEFINE_RECORD (PfPayment, pf_payment)
DEFINE_RECORD (PfWallet, pf_wallet)
DEFINE_RECORD (PfMovement, pf_movement)
DEFINE_RECORD (PfPrepayment, pf_prepayment)

static void
pf_tariff_clear (PfTariff *self)
{
  pf_free_texts (&self->activity, &self->unit, NULL);
  g_ptr_array_unref (self->bands);
}

static void
pf_tariff_init (PfTariff *self)
{
  self->bands = g_ptr_array_new_with_free_func (g_free);
  self->first = PF_DAY_NONE;
}

static void
pf_invoice_clear (PfInvoice *self)
{
  pf_free_texts (&self->number, &self->label, NULL);
  g_ptr_array_unref (self->lines);
}

static void
pf_invoice_init (PfInvoice *self)
{
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_invoice_line_free);
  self->first = self->last = self->issued = self->due = PF_DAY_NONE;
  self->total = PF_CENTS_UNKNOWN;
}

static void
pf_payment_clear (PfPayment *self)
{
  pf_free_texts (&self->invoice, &self->label, &self->reference, NULL);
}

static void
pf_payment_init (PfPayment *self)
{
  self->at = PF_MOMENT_NONE;
  self->amount = PF_CENTS_UNKNOWN;
}

static void
pf_wallet_clear (PfWallet *self)
{
  pf_free_texts (&self->name, NULL);
  g_ptr_array_unref (self->activities);
}

static void
pf_wallet_init (PfWallet *self)
{
  self->activities = g_ptr_array_new_with_free_func (g_free);
  self->balance = self->min_top_up = self->max_top_up = PF_CENTS_UNKNOWN;
}

static void
pf_movement_clear (PfMovement *self)
{
  pf_free_texts (&self->wallet, &self->label, NULL);
}

static void
pf_movement_init (PfMovement *self)
{
  self->at = PF_MOMENT_NONE;
  self->amount = self->balance = PF_CENTS_UNKNOWN;
}

static void
pf_prepayment_clear (PfPrepayment *self)
{
  pf_free_texts (&self->receipt, NULL);
}

static void
pf_prepayment_init (PfPrepayment *self)
{
  self->amount = PF_CENTS_UNKNOWN;
  self->until = PF_MOMENT_NONE;
}

void
pf_invoice_line_free (PfInvoiceLine *line)
{
  pf_free_texts (&line->label, &line->child, &line->activity, NULL);
  g_free (line);
}

const PfBand *
pf_tariff_find_band (PfTariff *tariff, gint64 quotient)
{
  const PfBand *band = NULL;

  g_return_val_if_fail (PF_IS_TARIFF (tariff), NULL);

  for (guint i = 0; i < tariff->bands->len; i++)
    {
      band = g_ptr_array_index (tariff->bands, i);
      if (quotient != PF_CENTS_UNKNOWN &&
          (band->up_to == PF_CENTS_UNKNOWN || quotient <= band->up_to))
        break;
    }
  return band;
}

PfInvoiceState
pf_invoice_get_state (PfInvoice *invoice, PfDay today)
{
  g_return_val_if_fail (PF_IS_INVOICE (invoice), PF_INVOICE_DUE);

  if (invoice->is_cancelled)
    return PF_INVOICE_CANCELLED;
  if (pf_invoice_get_left (invoice) == 0)
    return PF_INVOICE_PAID;
  return invoice->due != PF_DAY_NONE && invoice->due < today ? PF_INVOICE_OVERDUE : PF_INVOICE_DUE;
}

PfCents
pf_invoice_get_left (PfInvoice *invoice)
{
  g_return_val_if_fail (PF_IS_INVOICE (invoice), 0);

  return MAX (invoice->total - invoice->paid, 0);
}
