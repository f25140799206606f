/* SPDX-License-Identifier: GPL-3.0-or-later
 * The page of money; each view is built when it is first shown. */
#include "config.h"

#include "pf-invoices-page.h"

#include "pf-invoice-view.h"
#include "pf-payment-view.h"
#include "pf-prices-view.h"
#include "pf-wallet-view.h"

struct _PfInvoicesPage {
  GtkWidget parent_instance;

  PfHub *hub; /* (owned) */

  GtkWidget *box;
  GtkStack *views;
};

G_DEFINE_FINAL_TYPE (PfInvoicesPage, pf_invoices_page, GTK_TYPE_WIDGET)

static const struct {
  const char *name;
  GtkWidget *(*create) (PfHub *hub);
} views[] = {
  { "invoices", pf_invoice_view_new },
  { "payments", pf_payment_view_new },
  { "wallet", pf_wallet_view_new },
  { "prices", pf_prices_view_new },
};

/* The view of each collection; the others are in the first. */
static const struct {
  PfCollection collection;
  const char *view;
} homes[] = {
  { PF_COLLECTION_PAYMENTS, "payments" },
  { PF_COLLECTION_WALLETS, "wallet" },
  { PF_COLLECTION_MOVEMENTS, "wallet" },
  { PF_COLLECTION_TARIFFS, "prices" },
};

static void
view_changed_cb (PfInvoicesPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->views);
  AdwBin *bin = ADW_BIN (gtk_stack_get_visible_child (self->views));

  for (gsize i = 0; self->hub != NULL && bin != NULL && i < G_N_ELEMENTS (views); i++)
    if (g_strcmp0 (name, views[i].name) == 0 && adw_bin_get_child (bin) == NULL)
      adw_bin_set_child (bin, views[i].create (self->hub));
}

static void
pf_invoices_page_dispose (GObject *object)
{
  PfInvoicesPage *self = PF_INVOICES_PAGE (object);

  g_clear_object (&self->hub);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (pf_invoices_page_parent_class)->dispose (object);
}

static void
pf_invoices_page_class_init (PfInvoicesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_invoices_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-invoices-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PfInvoicesPage, box);
  gtk_widget_class_bind_template_child (widget_class, PfInvoicesPage, views);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pf_invoices_page_init (PfInvoicesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_invoices_page_new (PfHub *hub)
{
  PfInvoicesPage *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_INVOICES_PAGE, NULL);
  self->hub = g_object_ref (hub);
  view_changed_cb (self);
  return GTK_WIDGET (self);
}

void
pf_invoices_page_open (GtkWidget *page, PfSession *session, PfCollection collection, const char *id)
{
  PfInvoicesPage *self = PF_INVOICES_PAGE (page);
  const char *view = "invoices";

  for (gsize i = 0; i < G_N_ELEMENTS (homes); i++)
    if (homes[i].collection == collection)
      view = homes[i].view;
  gtk_stack_set_visible_child_name (self->views, view);
  if (collection == PF_COLLECTION_INVOICES)
    pf_invoice_view_open (PF_INVOICE_VIEW (adw_bin_get_child (
                              ADW_BIN (gtk_stack_get_visible_child (self->views)))),
                          session, id);
}
