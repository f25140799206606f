/* SPDX-License-Identifier: GPL-3.0-or-later
 * The history of payments, and the balance. */
#include "config.h"

#include "pf-payment-view.h"

#include "pf-money-row.h"
#include "common/pf-landing.h"
#include "common/pf-list-box.h"

#include <glib/gi18n-lib.h>

struct _PfPaymentView {
  GtkWidget parent_instance;

  PfHub *hub; /* (owned) */

  GtkWidget *box;
  GtkListBox *balance_list;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PfPaymentView, pf_payment_view, GTK_TYPE_WIDGET)

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  PfPaymentView *self = user_data;
  PfPayment *payment = item;
  PfSession *session = pf_hub_find_session (self->hub, payment);
  g_autofree char *day = pf_money_day_text (session, payment->at);
  const char *means = pf_money_means_text (payment->means);
  g_autofree char *subtitle = payment->reference != NULL
                                  ? g_strjoin (" · ", day, means, payment->reference, NULL)
                                  : g_strjoin (" · ", day, means, NULL);

  GtkWidget *row = pf_money_row_new (session,
                                     payment->label != NULL ? payment->label : _("Payment"),
                                     subtitle, payment->amount);

  pf_landing_mark (row, session, PF_COLLECTION_PAYMENTS, pf_record_get_id (PF_RECORD (payment)));
  return row;
}

/* Returns: what is left of all invoices of @session. */
static PfCents
sum_left (PfSession *session)
{
  GListModel *invoices = pf_session_get_records (session, PF_COLLECTION_INVOICES);
  PfCents sum = 0;

  for (guint i = 0; i < g_list_model_get_n_items (invoices); i++)
    {
      g_autoptr (PfInvoice) invoice = g_list_model_get_item (invoices, i);

      if (!invoice->is_cancelled)
        sum = pf_cents_add (sum, pf_invoice_get_left (invoice));
    }
  return sum;
}

static void
fill_balance (PfPaymentView *self)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);

  pf_list_box_clear (self->balance_list);
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      PfTown *town = pf_session_get_town (session);

      if (town != NULL)
        gtk_list_box_append (self->balance_list, pf_money_row_new (session, _("Left to pay in all"),
                                                                   town->name, sum_left (session)));
    }
}

static void
pf_payment_view_dispose (GObject *object)
{
  PfPaymentView *self = PF_PAYMENT_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_payment_view_parent_class)->dispose (object);
}

static void
pf_payment_view_class_init (PfPaymentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_payment_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-payment-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PfPaymentView, box);
  gtk_widget_class_bind_template_child (widget_class, PfPaymentView, balance_list);
  gtk_widget_class_bind_template_child (widget_class, PfPaymentView, list);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pf_payment_view_init (PfPaymentView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_payment_view_new (PfHub *hub)
{
  PfPaymentView *self;
  g_autoptr (GListModel) sorted = NULL;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_PAYMENT_VIEW, NULL);
  self->hub = g_object_ref (hub);
  sorted = pf_money_list_latest (hub, PF_COLLECTION_PAYMENTS, G_STRUCT_OFFSET (PfPayment, at));
  gtk_list_box_bind_model (self->list, sorted, make_row, self, NULL);
  g_signal_connect_object (pf_hub_get_records (hub, PF_COLLECTION_INVOICES), "items-changed",
                           G_CALLBACK (fill_balance), self, G_CONNECT_SWAPPED);
  fill_balance (self);
  return GTK_WIDGET (self);
}
