/* SPDX-License-Identifier: GPL-3.0-or-later
 * A row for each month, child and activity of each town, then what each child comes to. */
#include "config.h"

#include "pf-spending-table.h"

#include "common/pf-file-save.h"
#include "pf-spending.h"
#include "pf-table.h"

#include <glib/gi18n-lib.h>

/* Returns: (transfer full): the items of @list. */
static GPtrArray *
take_items (GListModel *list)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (items, g_list_model_get_item (list, i));
  return items;
}

static void
add_head (PfTable *table, int year)
{
  /* Translators: %d is a year. */
  g_autofree char *invoiced = g_strdup_printf (_("Invoiced for %d"), year);
  g_autofree char *paid = g_strdup_printf (_("Paid in %d"), year);
  g_autofree char *advanced =
      g_strdup_printf (_("Paid in advance in %d, without an invoice"), year);
  const char *const names[] = { _("Month"), _("Child"), _("Born on"),  _("Activity"), invoiced,
                                paid,       advanced,   _("Currency"), _("Town") };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    pf_table_add_text (table, names[i]);
  pf_table_end_row (table);
}

/* @month: PF_DAY_NONE for a sum. */
static void
add_row (PfTable          *table,
         PfTown           *town,
         PfChild          *child,
         PfDay             month,
         const char       *what,
         const PfSpending *sums)
{
  g_autofree char *day = month != PF_DAY_NONE ? pf_day_format (month) : g_strdup ("");
  g_autofree char *shown = g_strndup (day, strlen ("2026-11"));

  pf_table_add_text (table, shown);
  pf_table_add_text (table, child != NULL ? child->first_name : NULL);
  pf_table_add_day (table, child != NULL ? child->birth_date : PF_DAY_NONE);
  pf_table_add_text (table, what);
  pf_table_add_amount (table, sums->invoiced != 0 ? sums->invoiced : PF_CENTS_UNKNOWN);
  pf_table_add_amount (table, sums->paid != 0 ? sums->paid : PF_CENTS_UNKNOWN);
  pf_table_add_amount (table, sums->advanced != 0 ? sums->advanced : PF_CENTS_UNKNOWN);
  pf_table_add_text (table, town->currency);
  pf_table_add_text (table, town->name);
  pf_table_end_row (table);
}

/* Returns: (transfer none): the sums of @child (nullable: of no child alone). */
static PfSpending
sum_child (GPtrArray *rows, const char *child)
{
  PfSpending sums = { .month = PF_DAY_NONE };

  for (guint i = 0; i < rows->len; i++)
    {
      const PfSpending *row = g_ptr_array_index (rows, i);

      if (g_strcmp0 (row->child, child) != 0)
        continue;
      sums.invoiced = pf_cents_add (sums.invoiced, row->invoiced);
      sums.paid = pf_cents_add (sums.paid, row->paid);
      sums.advanced = pf_cents_add (sums.advanced, row->advanced);
    }
  return sums;
}

static gboolean
is_anything (const PfSpending *sums)
{
  return sums->invoiced != 0 || sums->paid != 0 || sums->advanced != 0;
}

static void
add_sums (PfTable *table, PfSession *session, PfTown *town, GPtrArray *rows)
{
  GListModel *children = pf_session_get_children (session);
  PfSpending of_none = sum_child (rows, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);
      PfSpending sums = sum_child (rows, pf_record_get_id (PF_RECORD (child)));

      if (is_anything (&sums))
        add_row (table, town, child, PF_DAY_NONE, _("Total"), &sums);
    }
  if (is_anything (&of_none))
    add_row (table, town, NULL, PF_DAY_NONE, _("Total of what names no child"), &of_none);
}

static void
add_town (PfTable *table, PfSession *session, int year)
{
  PfTown *town = pf_session_get_town (session);
  g_autoptr (GPtrArray) invoices =
      take_items (pf_session_get_records (session, PF_COLLECTION_INVOICES));
  g_autoptr (GPtrArray) payments =
      take_items (pf_session_get_records (session, PF_COLLECTION_PAYMENTS));
  g_autoptr (GPtrArray) rows = NULL;

  if (town == NULL)
    return;
  rows = pf_spending_list (invoices, payments, year, town->zone);
  for (guint i = 0; i < rows->len; i++)
    {
      const PfSpending *row = g_ptr_array_index (rows, i);
      PfActivity *activity =
          pf_session_find_record (session, PF_COLLECTION_ACTIVITIES, row->activity);
      const char *what = activity != NULL ? activity->name : row->label;

      add_row (table, town, pf_session_find_record (session, PF_COLLECTION_CHILDREN, row->child),
               row->month, what != NULL ? what : row->activity, row);
    }
  add_sums (table, session, town, rows);
}

static void
add_year (GArray *years, PfDay day)
{
  int year;

  if (!pf_day_is_valid (day))
    return;
  pf_day_get_ymd (day, &year, NULL, NULL);
  for (guint i = 0; i < years->len; i++)
    if (g_array_index (years, int, i) == year)
      return;
  g_array_append_val (years, year);
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  return *(const int *) b - *(const int *) a;
}

gboolean
pf_spending_table_is_ready (PfHub *hub)
{
  g_return_val_if_fail (PF_IS_HUB (hub), FALSE);

  pf_hub_get_records (hub, PF_COLLECTION_INVOICES);
  pf_hub_get_records (hub, PF_COLLECTION_PAYMENTS);
  return pf_hub_has_records (hub, PF_COLLECTION_INVOICES) &&
         pf_hub_has_records (hub, PF_COLLECTION_PAYMENTS);
}

GArray *
pf_spending_table_list_years (PfHub *hub)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) invoices = NULL;
  g_autoptr (GPtrArray) payments = NULL;

  g_return_val_if_fail (PF_IS_HUB (hub), years);

  invoices = take_items (pf_hub_get_records (hub, PF_COLLECTION_INVOICES));
  payments = take_items (pf_hub_get_records (hub, PF_COLLECTION_PAYMENTS));
  for (guint i = 0; i < invoices->len; i++)
    add_year (years, pf_invoice_get_month (g_ptr_array_index (invoices, i)));
  for (guint i = 0; i < payments->len; i++)
    {
      PfPayment *payment = g_ptr_array_index (payments, i);
      PfSession *session = pf_hub_find_session (hub, payment);
      PfTown *town = session != NULL ? pf_session_get_town (session) : NULL;

      if (town != NULL)
        add_year (years, pf_moment_get_day (payment->at, town->zone));
    }
  g_array_sort (years, compare_years);
  return years;
}

void
pf_spending_table_save (GtkWidget *widget, PfHub *hub, int year)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PF_IS_HUB (hub));

  bytes = pf_spending_table_format (hub, year, pf_table_get_decimal_point ());
  /* Translators: a file's name; %d is a year. */
  name = g_strdup_printf (_("childcare-%d.csv"), year);
  pf_file_save (widget, bytes, name);
}

GBytes *
pf_spending_table_format (PfHub *hub, int year, char decimal_point)
{
  g_autoptr (PfTable) table = pf_table_new (decimal_point);
  GListModel *sessions;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  sessions = pf_hub_get_sessions (hub);
  add_head (table, year);
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      add_town (table, session, year);
    }
  return pf_table_format (table);
}
