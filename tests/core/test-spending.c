/* SPDX-License-Identifier: GPL-3.0-or-later
 * A year's spending: by the lines of invoices, by the days of payments, and nothing that they do
 * not say. */
#include "config.h"

#include "pf-spending.h"

#define YEAR 2026

typedef struct {
  GPtrArray *invoices;
  GPtrArray *payments;
  GTimeZone *zone;
} Household;

static Household *
household_new (void)
{
  Household *self = g_new0 (Household, 1);

  self->invoices = g_ptr_array_new_with_free_func (g_object_unref);
  self->payments = g_ptr_array_new_with_free_func (g_object_unref);
  self->zone = g_time_zone_new_identifier ("Europe/Paris");
  return self;
}

static void
household_free (Household *self)
{
  g_ptr_array_unref (self->invoices);
  g_ptr_array_unref (self->payments);
  g_time_zone_unref (self->zone);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Household, household_free)

static PfInvoice *
add_invoice (Household *self, const char *number, const char *month, PfCents total)
{
  PfInvoice *invoice = pf_record_new (PF_TYPE_INVOICE, number);

  invoice->number = g_strdup (number);
  invoice->first = pf_day_parse (month);
  invoice->last = pf_day_get_month_end (invoice->first);
  invoice->total = total;
  g_ptr_array_add (self->invoices, invoice);
  return invoice;
}

static void
add_line (PfInvoice *invoice, const char *child, const char *activity, PfCents total)
{
  PfInvoiceLine *line = g_new0 (PfInvoiceLine, 1);

  line->label = g_strdup ("label");
  line->child = g_strdup (child);
  line->activity = g_strdup (activity);
  line->total = total;
  g_ptr_array_add (invoice->lines, line);
}

static void
pay (Household *self, const char *invoice, const char *at, PfCents amount)
{
  PfPayment *payment = pf_record_new (PF_TYPE_PAYMENT, at);

  payment->invoice = g_strdup (invoice);
  payment->label = g_strdup ("payment");
  payment->at = pf_moment_parse (at);
  payment->amount = amount;
  g_ptr_array_add (self->payments, payment);
}

/* Asserts what the year comes to, a line a row: month, child, activity, label, three sums. */
static void
assert_rows (Household *self, const char *expected)
{
  g_autoptr (GPtrArray) rows = pf_spending_list (self->invoices, self->payments, YEAR, self->zone);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const PfSpending *row = g_ptr_array_index (rows, i);
      g_autofree char *month = pf_day_format (row->month);

      g_string_append_printf (text, "%.7s %s %s %s %d %d %d\n", month,
                              row->child != NULL ? row->child : "-",
                              row->activity != NULL ? row->activity : "-",
                              row->label != NULL ? row->label : "-", (int) row->invoiced,
                              (int) row->paid, (int) row->advanced);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_whole_payments (void)
{
  g_autoptr (Household) self = household_new ();
  PfInvoice *invoice = add_invoice (self, "F1", "2026-03-01", 3000);

  add_line (invoice, "lena", "canteen", 1000);
  add_line (invoice, "lena", "care", 500);
  add_line (invoice, "lena", "care", 500);
  add_line (invoice, "hugo", "canteen", 1000);
  assert_rows (self, "2026-03 hugo canteen - 1000 0 0\n"
                     "2026-03 lena canteen - 1000 0 0\n"
                     "2026-03 lena care - 1000 0 0\n");
  pay (self, "F1", "2026-04-02T10:00:00Z", 1000);
  pay (self, "F1", "2026-05-02T10:00:00Z", 2000);
  assert_rows (self, "2026-03 hugo canteen - 1000 1000 0\n"
                     "2026-03 lena canteen - 1000 1000 0\n"
                     "2026-03 lena care - 1000 1000 0\n");
}

/* For whom a part was paid, nobody has said. */
static void
test_parts (void)
{
  g_autoptr (Household) self = household_new ();
  PfInvoice *invoice = add_invoice (self, "F1", "2026-03-01", 3000);

  add_line (invoice, "lena", "canteen", 2000);
  add_line (invoice, "hugo", "canteen", 1000);
  pay (self, "F1", "2026-04-02T10:00:00Z", 1000);
  assert_rows (self, "2026-03 hugo canteen - 1000 0 0\n"
                     "2026-03 lena canteen - 2000 0 0\n"
                     "2026-03 - - F1 0 1000 0\n");
}

/* A month is billed in its year, and paid in the year of the payment's day at the town. */
static void
test_years (void)
{
  g_autoptr (Household) self = household_new ();

  add_line (add_invoice (self, "F1", "2025-12-01", 700), "lena", "canteen", 700);
  add_line (add_invoice (self, "F2", "2026-12-01", 800), "lena", "canteen", 800);
  add_line (add_invoice (self, "F3", "2024-12-01", 900), "lena", "canteen", 900);
  pay (self, "F1", "2025-12-31T23:30:00Z", 700); /* half past midnight in Paris */
  pay (self, "F2", "2026-12-31T23:30:00Z", 800);
  assert_rows (self, "2025-12 lena canteen - 0 700 0\n"
                     "2026-12 lena canteen - 800 0 0\n");
}

static void
test_cancelled (void)
{
  g_autoptr (Household) self = household_new ();
  PfInvoice *invoice = add_invoice (self, "F1", "2026-03-01", 3000);

  add_line (invoice, "lena", "canteen", 3000);
  invoice->is_cancelled = TRUE;
  assert_rows (self, "");
  pay (self, "F1", "2026-04-02T10:00:00Z", 3000);
  assert_rows (self, "2026-03 - - F1 0 3000 0\n");
}

/* What no line tells is in no child's sum; what no invoice tells is told by the payment. */
static void
test_what_is_not_told (void)
{
  g_autoptr (Household) self = household_new ();
  PfInvoice *invoice = add_invoice (self, "F1", "2026-03-01", 3000);

  add_line (invoice, "lena", NULL, 1000);
  pay (self, "F1", "2026-04-02T10:00:00Z", 3000);
  pay (self, NULL, "2026-05-02T10:00:00Z", 2000);
  pay (self, NULL, "2026-05-03T10:00:00Z", 500);
  pay (self, "F9", "2026-06-03T10:00:00Z", 400);
  add_line (add_invoice (self, "F2", "2026-07-01", 200), "lena", NULL, 200);
  assert_rows (self, "2026-03 - - F1 3000 3000 0\n"
                     "2026-05 - - payment 0 0 2500\n"
                     "2026-06 - - payment 0 400 0\n"
                     "2026-07 lena - label 200 0 0\n");
}

static void
test_months (void)
{
  g_autoptr (PfInvoice) invoice = pf_record_new (PF_TYPE_INVOICE, "F1");

  g_assert_cmpint (pf_invoice_get_month (invoice), ==, PF_DAY_NONE);
  invoice->issued = pf_day_new (2026, 5, 7);
  g_assert_cmpint (pf_invoice_get_month (invoice), ==, pf_day_new (2026, 5, 1));
  invoice->first = pf_day_new (2026, 4, 6);
  g_assert_cmpint (pf_invoice_get_month (invoice), ==, pf_day_new (2026, 4, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/spending/whole-payments", test_whole_payments);
  g_test_add_func ("/core/spending/parts", test_parts);
  g_test_add_func ("/core/spending/years", test_years);
  g_test_add_func ("/core/spending/cancelled", test_cancelled);
  g_test_add_func ("/core/spending/what-is-not-told", test_what_is_not_told);
  g_test_add_func ("/core/spending/months", test_months);
  return g_test_run ();
}
