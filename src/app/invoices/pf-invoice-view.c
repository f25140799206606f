/* SPDX-License-Identifier: GPL-3.0-or-later
 * The invoices, with a filter. */
#include "config.h"

#include "pf-invoice-view.h"

#include "common/pf-landing.h"
#include "pf-invoice-state.h"
#include "pf-invoice-row.h"
#include "pf-prepayment-list.h"
#include "tables/pf-table-dialog.h"

#include <glib/gi18n-lib.h>

struct _PfInvoiceView {
  GtkWidget parent_instance;

  PfHub *hub;                /* (owned) */
  GtkCustomFilter *chosen;   /* (unowned): of the list's model */
  GListModel *shown;         /* (owned) */
  PfInvoiceRow *open_row;    /* (owned) (nullable): what stays as it is when its invoice changes */
  PfSession *wanted_session; /* (owned) (nullable) */
  char *wanted;              /* (nullable): the invoice of that session to open once it is here */

  GtkWidget *box;
  GtkDropDown *filter;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PfInvoiceView, pf_invoice_view, GTK_TYPE_WIDGET)

/* Which states each choice shows, in the drop-down's order. */
static const guint choices[] = {
  1 << PF_INVOICE_DUE | 1 << PF_INVOICE_OVERDUE | 1 << PF_INVOICE_PAID | 1 << PF_INVOICE_CANCELLED,
  1 << PF_INVOICE_DUE | 1 << PF_INVOICE_OVERDUE,
  1 << PF_INVOICE_OVERDUE,
  1 << PF_INVOICE_PAID,
};

/* In which order the states stand. */
static const int places[] = {
  [PF_INVOICE_OVERDUE] = 0,
  [PF_INVOICE_DUE] = 1,
  [PF_INVOICE_PAID] = 2,
  [PF_INVOICE_CANCELLED] = 2,
};

static gboolean
is_chosen (gpointer item, gpointer user_data)
{
  PfInvoiceView *self = user_data;
  guint choice = gtk_drop_down_get_selected (self->filter);

  return choice >= G_N_ELEMENTS (choices) ||
         (choices[choice] & 1u << pf_invoice_state_get (self->hub, item)) != 0;
}

/* What is to be paid first, by its day; then the latest. */
static int
compare_invoices (gconstpointer a, gconstpointer b, gpointer user_data)
{
  PfInvoiceView *self = user_data;
  PfInvoice *one = (PfInvoice *) a;
  PfInvoice *other = (PfInvoice *) b;
  int place = places[pf_invoice_state_get (self->hub, one)];
  int difference = place - places[pf_invoice_state_get (self->hub, other)];

  if (difference != 0)
    return difference;
  difference = (one->issued > other->issued) - (one->issued < other->issued);
  return place == 2 ? -difference : difference;
}

static void
update_stack (PfInvoiceView *self)
{
  const char *name = "list";

  if (g_list_model_get_n_items (self->shown) == 0)
    name = pf_hub_has_records (self->hub, PF_COLLECTION_INVOICES) ? "empty" : "loading";
  gtk_stack_set_visible_child_name (self->stack, name);
}

/* The invoice that is to be opened may be read from the disk only now. */
static void
show_wanted (PfInvoiceView *self)
{
  GtkListBoxRow *row;

  for (int i = 0;
       self->wanted != NULL && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      PfInvoice *invoice = pf_invoice_row_get_invoice (PF_INVOICE_ROW (row));

      if (pf_hub_find_session (self->hub, invoice) != self->wanted_session ||
          g_strcmp0 (pf_record_get_id (PF_RECORD (invoice)), self->wanted) != 0)
        continue;
      g_clear_pointer (&self->wanted, g_free);
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
    }
}

static void
items_changed_cb (PfInvoiceView *self)
{
  update_stack (self);
  show_wanted (self);
}

static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, PfInvoiceView *self)
{
  if (adw_expander_row_get_expanded (row))
    g_set_object (&self->open_row, PF_INVOICE_ROW (row));
  else if ((gpointer) self->open_row == row)
    g_clear_object (&self->open_row);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  PfInvoiceView *self = user_data;
  GtkWidget *row = pf_invoice_row_new (self->hub, item);

  pf_landing_mark (row, pf_hub_find_session (self->hub, item), PF_COLLECTION_INVOICES,
                   pf_record_get_id (item));
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);
  if (self->open_row != NULL)
    pf_invoice_row_resume (PF_INVOICE_ROW (row), self->open_row);
  return row;
}

static void
filter_changed_cb (PfInvoiceView *self)
{
  if (self->chosen != NULL)
    gtk_filter_changed (GTK_FILTER (self->chosen), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
save_table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pf_table_dialog_present_spending (widget, PF_INVOICE_VIEW (widget)->hub);
}

static void
pf_invoice_view_dispose (GObject *object)
{
  PfInvoiceView *self = PF_INVOICE_VIEW (object);

  self->chosen = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->open_row);
  g_clear_object (&self->wanted_session);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->shown);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_invoice_view_parent_class)->dispose (object);
}

static void
pf_invoice_view_class_init (PfInvoiceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_invoice_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-invoice-view.ui");
  gtk_widget_class_install_action (widget_class, "invoices.save-table", NULL, save_table_action);
  gtk_widget_class_bind_template_child (widget_class, PfInvoiceView, box);
  gtk_widget_class_bind_template_child (widget_class, PfInvoiceView, filter);
  gtk_widget_class_bind_template_child (widget_class, PfInvoiceView, stack);
  gtk_widget_class_bind_template_child (widget_class, PfInvoiceView, list);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pf_invoice_view_init (PfInvoiceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_invoice_view_new (PfHub *hub)
{
  PfInvoiceView *self;
  GtkFilterListModel *filtered;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_INVOICE_VIEW, NULL);
  self->hub = g_object_ref (hub);
  self->chosen = gtk_custom_filter_new (is_chosen, self, NULL);
  filtered =
      gtk_filter_list_model_new (g_object_ref (pf_hub_get_records (hub, PF_COLLECTION_INVOICES)),
                                 GTK_FILTER (self->chosen));
  self->shown = G_LIST_MODEL (gtk_sort_list_model_new (
      G_LIST_MODEL (filtered), GTK_SORTER (gtk_custom_sorter_new (compare_invoices, self, NULL))));
  gtk_box_prepend (GTK_BOX (self->box), pf_prepayment_list_new (hub));
  gtk_list_box_bind_model (self->list, self->shown, make_row, self, NULL);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::sync-state", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED);
  update_stack (self);
  return GTK_WIDGET (self);
}

void
pf_invoice_view_open (PfInvoiceView *self, PfSession *session, const char *id)
{
  g_return_if_fail (PF_IS_INVOICE_VIEW (self));

  g_set_object (&self->wanted_session, session);
  g_free (self->wanted);
  self->wanted = g_strdup (id);
  gtk_drop_down_set_selected (self->filter, 0);
  show_wanted (self);
}
