/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of invoices with their lines, of payments, and of tariffs as families see them. */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pfs-storage-activities.h"
#include "pfs-storage-money.h"
#include "pfs-storage-private.h"

#define SELECT_INVOICES                                                                            \
  "SELECT id, number, label, first, last, issued, due, total, paid, cancelled, takes_parts, "      \
  "household FROM invoices "

static gboolean
write_lines (PfsStorage *self, PfInvoice *invoice, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (invoice));

  if (!pfs_rows_write (self, error, "DELETE FROM invoice_lines WHERE invoice = ?", "s", id))
    return FALSE;
  for (guint i = 0; i < invoice->lines->len; i++)
    {
      const PfInvoiceLine *line = g_ptr_array_index (invoice->lines, i);

      if (!pfs_rows_write (self, error, "INSERT INTO invoice_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                           "snsssnii", id, (int) i, line->label, line->child, line->activity,
                           line->quantity, (gint64) line->unit_price, (gint64) line->total))
        return FALSE;
    }
  return TRUE;
}

gboolean
pfs_storage_put_invoice (PfsStorage *self,
                         const char *household,
                         PfInvoice  *invoice,
                         GError    **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_INVOICE (invoice), FALSE);

  id = pf_record_get_id (PF_RECORD (invoice));
  return pfs_storage_check_id (id, error) &&
         pfs_rows_write (self, error,
                         "INSERT INTO invoices VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT (id) DO UPDATE SET label = excluded.label,"
                         " due = excluded.due, total = excluded.total, paid = excluded.paid,"
                         " cancelled = excluded.cancelled, takes_parts = excluded.takes_parts",
                         "ssssddddiinn", id, household, invoice->number, invoice->label,
                         invoice->first, invoice->last, invoice->issued, invoice->due,
                         (gint64) invoice->total, (gint64) invoice->paid,
                         (int) invoice->is_cancelled, (int) invoice->takes_parts) &&
         write_lines (self, invoice, error) &&
         pfs_touch_record (self, household, PF_COLLECTION_INVOICES, id, FALSE, error);
}

static PfInvoiceLine *
read_line (PfsRows *rows)
{
  PfInvoiceLine *line = g_new0 (PfInvoiceLine, 1);

  line->label = pfs_rows_text (rows, 0);
  line->child = pfs_rows_text (rows, 1);
  line->activity = pfs_rows_text (rows, 2);
  line->quantity = (int) pfs_rows_integer (rows, 3);
  line->unit_price = pfs_rows_cents (rows, 4);
  line->total = pfs_rows_cents (rows, 5);
  return line;
}

/* What it still takes is known from the rest. */
static PfInvoice *
read_invoice (PfsRows *rows, char **household)
{
  PfInvoice *invoice = pfs_rows_record (rows, PF_TYPE_INVOICE);

  invoice->number = pfs_rows_text (rows, 1);
  invoice->label = pfs_rows_text (rows, 2);
  invoice->first = pfs_rows_day (rows, 3);
  invoice->last = pfs_rows_day (rows, 4);
  invoice->issued = pfs_rows_day (rows, 5);
  invoice->due = pfs_rows_day (rows, 6);
  invoice->total = pfs_rows_cents (rows, 7);
  invoice->paid = pfs_rows_cents (rows, 8);
  invoice->is_cancelled = pfs_rows_integer (rows, 9) != 0;
  invoice->takes_parts = pfs_rows_integer (rows, 10) != 0;
  invoice->is_payable = !invoice->is_cancelled && pf_invoice_get_left (invoice) > 0;
  invoice->has_pdf = TRUE;
  if (household != NULL)
    *household = pfs_rows_text (rows, 11);
  return invoice;
}

static gboolean
read_lines (PfsStorage *self, PfInvoice *invoice, GError **error)
{
  g_autoptr (PfsRows) rows =
      pfs_rows_begin (self,
                      "SELECT label, child, activity, quantity, unit_price, total"
                      " FROM invoice_lines WHERE invoice = ? ORDER BY position",
                      "s", pf_record_get_id (PF_RECORD (invoice)));

  while (pfs_rows_next (rows))
    g_ptr_array_add (invoice->lines, read_line (rows));
  return pfs_rows_check (rows, error);
}

static PfInvoice *
load_invoice (PfsStorage *self, const char *sql, const char *name, char **household, GError **error)
{
  g_autoptr (PfInvoice) invoice = NULL;
  g_autoptr (PfsRows) rows = pfs_rows_begin (self, sql, "s", name);
  g_autofree char *owner = NULL;

  if (!pfs_rows_one (rows, _("There is no invoice"), name, error))
    return NULL;
  invoice = read_invoice (rows, &owner);
  if (!read_lines (self, invoice, error))
    return NULL;
  if (household != NULL)
    *household = g_steal_pointer (&owner);
  return g_steal_pointer (&invoice);
}

PfInvoice *
pfs_storage_load_invoice (PfsStorage *self, const char *id, char **household, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return load_invoice (self, SELECT_INVOICES "WHERE id = ?", id, household, error);
}

PfInvoice *
pfs_storage_load_invoice_by_number (PfsStorage *self,
                                    const char *number,
                                    char      **household,
                                    GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (number != NULL, NULL);

  return load_invoice (self, SELECT_INVOICES "WHERE number = ?", number, household, error);
}

GPtrArray *
pfs_storage_list_invoices (PfsStorage *self, const char *household, GError **error)
{
  g_autoptr (GPtrArray) invoices = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  invoices = g_ptr_array_new_with_free_func (g_object_unref);
  rows = pfs_rows_begin (self,
                         SELECT_INVOICES
                         "WHERE ?1 IS NULL OR household = ?1 ORDER BY issued DESC, number DESC",
                         "s", household);
  while (pfs_rows_next (rows))
    g_ptr_array_add (invoices, read_invoice (rows, NULL));
  if (!pfs_rows_check (rows, error))
    return NULL;
  for (guint i = 0; i < invoices->len; i++)
    if (!read_lines (self, g_ptr_array_index (invoices, i), error))
      return NULL;
  return g_steal_pointer (&invoices);
}

gint64
pfs_storage_get_last_invoice (PfsStorage *self, int year, GError **error)
{
  g_autofree char *prefix = g_strdup_printf ("%d-", year);
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), -1);

  rows = pfs_rows_begin (self,
                         "SELECT max (cast (substr (number, length (?1) + 1) AS INTEGER))"
                         " FROM invoices WHERE substr (number, 1, length (?1)) = ?1",
                         "s", prefix);
  if (pfs_rows_next (rows))
    return pfs_rows_integer (rows, 0);
  pfs_rows_check (rows, error);
  return -1;
}

gboolean
pfs_storage_add_payment (PfsStorage *self,
                         const char *household,
                         PfPayment  *payment,
                         GError    **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_PAYMENT (payment), FALSE);

  id = pf_record_get_id (PF_RECORD (payment));
  return pfs_storage_check_id (id, error) &&
         pfs_rows_write (self, error, "INSERT INTO payments VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                         "ssssiins", id, household, payment->invoice, payment->label,
                         (gint64) payment->at, (gint64) payment->amount, (int) payment->means,
                         payment->reference) &&
         pfs_touch_record (self, household, PF_COLLECTION_PAYMENTS, id, FALSE, error);
}

PfPayment *
pfs_storage_load_payment (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;
  PfPayment *payment;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (
      self, "SELECT invoice, label, at, amount, means, reference FROM payments WHERE id = ?", "s",
      id);
  if (!pfs_rows_one (rows, _("There is no payment"), id, error))
    return NULL;
  payment = pf_record_new (PF_TYPE_PAYMENT, id);
  payment->invoice = pfs_rows_text (rows, 0);
  payment->label = pfs_rows_text (rows, 1);
  payment->at = pfs_rows_integer (rows, 2);
  payment->amount = pfs_rows_cents (rows, 3);
  payment->means = (PfPaymentMeans) pfs_rows_integer (rows, 4);
  payment->reference = pfs_rows_text (rows, 5);
  return payment;
}

char *
pfs_tariff_make_id (const char *activity, const char *unit, PfDay first)
{
  g_autofree char *day = pf_day_format (first);

  return g_strdup_printf ("%s/%s/%s", activity, unit, day);
}

static PfBand *
read_band (PfsRows *rows)
{
  PfBand *band = g_new0 (PfBand, 1);
  gint64 up_to = pfs_rows_integer (rows, 0);

  band->up_to = up_to == PFS_QUOTIENT_ANY ? PF_CENTS_UNKNOWN : up_to;
  band->price = pfs_rows_cents (rows, 1);
  band->late_price = pfs_rows_cents (rows, 2);
  return band;
}

PfTariff *
pfs_storage_load_tariff (PfsStorage *self, const char *id, GError **error)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (PfTariff) tariff = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  parts = g_strsplit (id, "/", -1);
  tariff = pf_record_new (PF_TYPE_TARIFF, id);
  if (g_strv_length (parts) == 3)
    {
      tariff->activity = g_strdup (parts[0]);
      tariff->unit = g_strdup (parts[1]);
      tariff->first = pf_day_parse (parts[2]);
    }
  rows = pfs_rows_begin (self,
                         "SELECT up_to, price, late_price FROM tariffs"
                         " WHERE activity = ? AND unit = ? AND first = ? ORDER BY up_to",
                         "ssd", tariff->activity, tariff->unit, tariff->first);
  while (pfs_rows_next (rows))
    g_ptr_array_add (tariff->bands, read_band (rows));
  if (!pfs_rows_check (rows, error))
    return NULL;
  if (tariff->bands->len > 0)
    return g_steal_pointer (&tariff);
  pfs_storage_set_absent (_("There is no tariff"), id, error);
  return NULL;
}
