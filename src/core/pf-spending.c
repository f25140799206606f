/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers a year's invoices and payments. */
#include "config.h"

#include "pf-spending.h"

void
pf_spending_free (PfSpending *spending)
{
  g_free (spending->child);
  g_free (spending->activity);
  g_free (spending->label);
  g_free (spending);
}

/* Returns: (transfer none): the row for it, a new one where there is none. */
static PfSpending *
take_row (GPtrArray *rows, PfDay month, const char *child, const char *activity, const char *label)
{
  PfSpending *row;

  for (guint i = 0; i < rows->len; i++)
    {
      row = g_ptr_array_index (rows, i);
      if (row->month == month && g_strcmp0 (row->child, child) == 0 &&
          g_strcmp0 (row->activity, activity) == 0 && g_strcmp0 (row->label, label) == 0)
        return row;
    }
  row = g_new0 (PfSpending, 1);
  row->month = month;
  row->child = g_strdup (child);
  row->activity = g_strdup (activity);
  row->label = g_strdup (label);
  g_ptr_array_add (rows, row);
  return row;
}

static int
get_year (PfDay day)
{
  int year;

  pf_day_get_ymd (day, &year, NULL, NULL);
  return year;
}

static gboolean
is_in_year (const PfPayment *payment, int year, GTimeZone *zone)
{
  return get_year (pf_moment_get_day (payment->at, zone)) == year;
}

/* Returns: what was paid on @invoice in @year. */
static PfCents
sum_payments (GPtrArray *payments, PfInvoice *invoice, int year, GTimeZone *zone)
{
  PfCents sum = 0;

  for (guint i = 0; i < payments->len; i++)
    {
      const PfPayment *payment = g_ptr_array_index (payments, i);

      if (g_strcmp0 (payment->invoice, pf_record_get_id (PF_RECORD (invoice))) == 0 &&
          is_in_year (payment, year, zone))
        sum = pf_cents_add (sum, payment->amount);
    }
  return sum;
}

static PfCents
sum_lines (PfInvoice *invoice)
{
  PfCents sum = 0;

  for (guint i = 0; i < invoice->lines->len; i++)
    sum =
        pf_cents_add (sum, ((const PfInvoiceLine *) g_ptr_array_index (invoice->lines, i))->total);
  return sum;
}

static void
add_lines (GPtrArray *rows, PfInvoice *invoice, gboolean is_billed, gboolean is_paid)
{
  PfDay month = pf_invoice_get_month (invoice);

  for (guint i = 0; (is_billed || is_paid) && i < invoice->lines->len; i++)
    {
      const PfInvoiceLine *line = g_ptr_array_index (invoice->lines, i);
      PfSpending *row = take_row (rows, month, line->child, line->activity,
                                  line->activity == NULL ? line->label : NULL);

      if (is_billed)
        row->invoiced = pf_cents_add (row->invoiced, line->total);
      if (is_paid)
        row->paid = pf_cents_add (row->paid, line->total);
    }
}

static void
add_invoice (GPtrArray *rows, PfInvoice *invoice, GPtrArray *payments, int year, GTimeZone *zone)
{
  PfDay month = pf_invoice_get_month (invoice);
  PfCents paid = sum_payments (payments, invoice, year, zone);
  gboolean is_billed = !invoice->is_cancelled && get_year (month) == year;
  gboolean is_told = sum_lines (invoice) == invoice->total; /* the lines say all there is to pay */
  gboolean is_paid = is_told && !invoice->is_cancelled && paid == invoice->total;

  if (is_told)
    add_lines (rows, invoice, is_billed, is_paid);
  else if (is_billed)
    take_row (rows, month, NULL, NULL, invoice->number)->invoiced = invoice->total;
  if (!is_paid && paid != 0)
    {
      PfSpending *row = take_row (rows, month, NULL, NULL, invoice->number);

      row->paid = pf_cents_add (row->paid, paid);
    }
}

static gboolean
is_known (GPtrArray *invoices, const char *id)
{
  for (guint i = 0; i < invoices->len; i++)
    if (g_str_equal (pf_record_get_id (g_ptr_array_index (invoices, i)), id) &&
        pf_invoice_get_month (g_ptr_array_index (invoices, i)) != PF_DAY_NONE)
      return TRUE;
  return FALSE;
}

/* What no invoice here tells about has its own row, in the month of the payment. */
static void
add_payment (GPtrArray *rows, const PfPayment *payment, GPtrArray *invoices, GTimeZone *zone)
{
  PfDay month = pf_day_get_month_start (pf_moment_get_day (payment->at, zone));
  PfSpending *row;

  if (payment->invoice != NULL && is_known (invoices, payment->invoice))
    return;
  row = take_row (rows, month, NULL, NULL, payment->label);
  if (payment->invoice == NULL)
    row->advanced = pf_cents_add (row->advanced, payment->amount);
  else
    row->paid = pf_cents_add (row->paid, payment->amount);
}

/* What is of no child, or of no activity, comes after the others. */
static int
compare_ids (const char *a, const char *b)
{
  if ((a == NULL) != (b == NULL))
    return a == NULL ? 1 : -1;
  return g_strcmp0 (a, b);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const PfSpending *one = *(const PfSpending *const *) a;
  const PfSpending *other = *(const PfSpending *const *) b;
  int order = (one->month > other->month) - (one->month < other->month);

  if (order == 0)
    order = compare_ids (one->child, other->child);
  if (order == 0)
    order = compare_ids (one->activity, other->activity);
  return order != 0 ? order : g_strcmp0 (one->label, other->label);
}

PfDay
pf_invoice_get_month (PfInvoice *invoice)
{
  PfDay day;

  g_return_val_if_fail (PF_IS_INVOICE (invoice), PF_DAY_NONE);

  day = invoice->first != PF_DAY_NONE ? invoice->first : invoice->issued;
  return pf_day_is_valid (day) ? pf_day_get_month_start (day) : PF_DAY_NONE;
}

GPtrArray *
pf_spending_list (GPtrArray *invoices, GPtrArray *payments, int year, GTimeZone *zone)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_spending_free);

  g_return_val_if_fail (invoices != NULL && payments != NULL && zone != NULL, rows);

  for (guint i = 0; i < invoices->len; i++)
    if (pf_invoice_get_month (g_ptr_array_index (invoices, i)) != PF_DAY_NONE)
      add_invoice (rows, g_ptr_array_index (invoices, i), payments, year, zone);
  for (guint i = 0; i < payments->len; i++)
    if (is_in_year (g_ptr_array_index (payments, i), year, zone))
      add_payment (rows, g_ptr_array_index (payments, i), invoices, zone);
  g_ptr_array_sort (rows, compare_rows);
  return rows;
}
