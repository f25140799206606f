/* SPDX-License-Identifier: GPL-3.0-or-later
 * The invoices that are to be paid. */
#include "config.h"

#include "pf-due-invoices.h"

#include <gtk/gtk.h>

PfInvoiceState
pf_due_invoices_get_state (PfHub *hub, PfInvoice *invoice)
{
  PfSession *session = pf_hub_find_session (hub, invoice);

  return pf_invoice_get_state (invoice, session != NULL ? pf_session_get_today (session)
                                                        : pf_hub_get_today (hub));
}

static gboolean
is_due (gpointer item, gpointer user_data)
{
  PfInvoiceState state = pf_due_invoices_get_state (user_data, item);

  return state == PF_INVOICE_DUE || state == PF_INVOICE_OVERDUE;
}

static int
compare_due (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PfInvoice *one = a;
  const PfInvoice *other = b;

  return (one->due > other->due) - (one->due < other->due);
}

GListModel *
pf_due_invoices_new (PfHub *hub)
{
  GtkCustomFilter *filter;
  GtkFilterListModel *due;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  filter = gtk_custom_filter_new (is_due, g_object_ref (hub), g_object_unref);
  due = gtk_filter_list_model_new (g_object_ref (pf_hub_get_records (hub, PF_COLLECTION_INVOICES)),
                                   GTK_FILTER (filter));
  return G_LIST_MODEL (gtk_sort_list_model_new (
      G_LIST_MODEL (due), GTK_SORTER (gtk_custom_sorter_new (compare_due, NULL, NULL))));
}
