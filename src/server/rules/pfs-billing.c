/* SPDX-License-Identifier: GPL-3.0-or-later
 * Invoices. */
#include "config.h"

#include "pfs-billing.h"

#include <glib/gi18n-lib.h>

#include "pfs-forbid.h"
#include "pfs-mail.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-families.h"
#include "pfs-storage-money.h"
#include "pfs-storage-town.h"

#define DEFAULT_DAYS 30

/* What a line is for. */
typedef enum {
  LINE_BOOKED,
  LINE_SURCHARGE,
  LINE_CORRECTION,
} LineKind;

/* An invoice as it is put together. */
typedef struct {
  PfsStorage *storage;
  PfInvoice *invoice;
  GHashTable *line_at; /* (element-type utf8 PfInvoiceLine): by what makes two of them one */
} Making;

static void
making_clear (Making *making)
{
  g_clear_object (&making->invoice);
  g_clear_pointer (&making->line_at, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

/* Returns: (transfer full): "Canteen – Meal, Léna", as the town names them; NULL with @error. */
static char *
make_label (PfsStorage *storage, const PfsCharge *charge, LineKind kind, GError **error)
{
  g_autoptr (PfActivity) activity =
      pfs_storage_load_activity (storage, charge->activity, NULL, error);
  g_autoptr (PfChild) child =
      activity != NULL ? pfs_storage_load_child (storage, charge->child, error) : NULL;
  g_autofree char *what = NULL;
  const PfUnit *unit;

  if (child == NULL)
    return NULL;
  unit = pf_activity_find_unit (activity, charge->unit);
  what = g_strdup_printf ("%s – %s, %s", activity->name, unit != NULL ? unit->name : charge->unit,
                          child->first_name);
  switch (kind)
    {
    case LINE_SURCHARGE:
      /* Translators: a line of an invoice; %s is the activity, its unit and the child */
      return g_strdup_printf (_("%s: surcharge for late booking"), what);
    case LINE_CORRECTION:
      /* Translators: a line of an invoice; %s is the activity, its unit and the child */
      return g_strdup_printf (_("%s: correction"), what);
    default:
      return g_steal_pointer (&what);
    }
}

/* Adds one day to the line of its like. */
static gboolean
add_day (Making *making, const PfsCharge *charge, LineKind kind, PfCents amount, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s/%s/%s/%d/%" G_GINT64_FORMAT, charge->child,
                                          charge->activity, charge->unit, kind, amount);
  PfInvoiceLine *line = g_hash_table_lookup (making->line_at, key);

  if (line == NULL)
    {
      g_autofree char *label = make_label (making->storage, charge, kind, error);

      if (label == NULL)
        return FALSE;
      line = g_new0 (PfInvoiceLine, 1);
      line->label = g_steal_pointer (&label);
      line->child = g_strdup (charge->child);
      line->activity = g_strdup (charge->activity);
      line->unit_price = amount;
      g_ptr_array_add (making->invoice->lines, line);
      g_hash_table_insert (making->line_at, g_steal_pointer (&key), line);
    }
  line->quantity++;
  line->total += amount;
  making->invoice->total += amount;
  return TRUE;
}

static gboolean
add_charge (Making *making, const PfsCharge *charge, GError **error)
{
  if (charge->billed != 0)
    return add_day (making, charge, LINE_CORRECTION, charge->owed - charge->billed, error);
  if (charge->price > 0 && charge->owed > charge->price)
    return add_day (making, charge, LINE_BOOKED, charge->price, error) &&
           add_day (making, charge, LINE_SURCHARGE, charge->owed - charge->price, error);
  return add_day (making, charge, LINE_BOOKED, charge->owed, error);
}

static int
get_days (PfsStorage *storage)
{
  g_autofree char *text = pfs_storage_get_setting (storage, PFS_SETTING_INVOICE_DAYS, NULL);
  gint64 days;

  return text != NULL && g_ascii_string_to_signed (text, 10, 0, 3650, &days, NULL) ? (int) days
                                                                                   : DEFAULT_DAYS;
}

/* Returns: (transfer full): "October 2026" in the agent's language, with a capital. */
static char *
name_month (PfDay month)
{
  g_autoptr (GDateTime) date = pf_day_to_date_time (month);
  g_autofree char *name = g_date_time_format (date, "%OB %Y");
  g_autofree char *first = g_utf8_strup (name, (gssize) (g_utf8_next_char (name) - name));

  return g_strconcat (first, g_utf8_next_char (name), NULL);
}

static gboolean
begin_invoice (Making *making, PfDay month, PfDay today, GError **error)
{
  g_autofree char *parts = NULL;
  g_autofree char *number = NULL;
  g_autofree char *id = NULL;
  gint64 last;
  int year;

  pf_day_get_ymd (today, &year, NULL, NULL);
  last = pfs_storage_get_last_invoice (making->storage, year, error);
  if (last < 0)
    return FALSE;
  number = g_strdup_printf ("%d-%05" G_GINT64_FORMAT, year, last + 1);
  id = g_strconcat ("invoice-", number, NULL);
  parts = pfs_storage_get_setting (making->storage, PFS_SETTING_PART_PAYMENTS, NULL);
  making->invoice = pf_record_new (PF_TYPE_INVOICE, id);
  making->invoice->number = g_steal_pointer (&number);
  making->invoice->label = name_month (month);
  making->invoice->first = pf_day_get_month_start (month);
  making->invoice->last = pf_day_get_month_end (month);
  making->invoice->issued = today;
  making->invoice->due = today + get_days (making->storage);
  making->invoice->total = making->invoice->paid = 0;
  making->invoice->takes_parts = g_strcmp0 (parts, "1") == 0;
  making->line_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return TRUE;
}

PfInvoice *
pfs_billing_make (PfsStorage *storage,
                  const char *household,
                  PfDay       month,
                  PfDay       today,
                  GError    **error)
{
  g_auto (Making) making = { .storage = storage };
  g_autoptr (GPtrArray) charges = NULL;
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (household != NULL && month != PF_DAY_NONE, NULL);

  charges = pfs_storage_list_open_charges (storage, household, pf_day_get_month_start (month),
                                           pf_day_get_month_end (month), error);
  if (charges == NULL || !begin_invoice (&making, month, today, error))
    return NULL;
  for (guint i = 0; i < charges->len; i++)
    if (!add_charge (&making, g_ptr_array_index (charges, i), error))
      return NULL;
  if (making.invoice->total <= 0)
    return NULL;
  id = pf_record_get_id (PF_RECORD (making.invoice));
  if (!pfs_storage_put_invoice (storage, household, making.invoice, error))
    return NULL;
  for (guint i = 0; i < charges->len; i++)
    {
      const PfsCharge *charge = g_ptr_array_index (charges, i);

      if (!pfs_storage_bill (storage, charge, id, charge->owed - charge->billed, error))
        return NULL;
    }
  return g_steal_pointer (&making.invoice);
}

gboolean
pfs_billing_tell (PfsStorage *storage, const char *household, PfInvoice *invoice, GError **error)
{
  g_autoptr (PfsMail) mail = pfs_mail_new ("invoice");

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_INVOICE (invoice), FALSE);

  pfs_mail_set_text (mail, "number", invoice->number);
  pfs_mail_set_text (mail, "label", invoice->label);
  pfs_mail_set_cents (mail, "total", invoice->total);
  pfs_mail_set_day (mail, "due", invoice->due);
  return pfs_mail_queue_for_household (mail, storage, household, error);
}

gboolean
pfs_billing_cancel (PfsStorage *storage, const char *number, GError **error)
{
  g_autofree char *household = NULL;
  g_autoptr (PfInvoice) invoice = NULL;
  const char *sentence = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (number != NULL, FALSE);

  invoice = pfs_storage_load_invoice_by_number (storage, number, &household, error);
  if (invoice == NULL)
    return FALSE;
  if (invoice->is_cancelled)
    sentence = _("This invoice was cancelled already");
  else if (invoice->paid != 0)
    sentence = _("Something was paid of this invoice: it cannot be cancelled");
  if (!pfs_forbid (error, sentence))
    return FALSE;
  invoice->is_cancelled = TRUE;
  return pfs_storage_put_invoice (storage, household, invoice, error) &&
         pfs_storage_unbill (storage, pf_record_get_id (PF_RECORD (invoice)), error);
}
