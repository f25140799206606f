/* SPDX-License-Identifier: GPL-3.0-or-later
 * An invoice as a row that unfolds. */
#include "config.h"

#include "pf-invoice-row.h"

#include "common/pf-date-text.h"
#include "common/pf-file-actions.h"
#include "pf-due-invoices.h"
#include "pf-money-row.h"
#include "pf-payment.h"

#include <glib/gi18n-lib.h>

struct _PfInvoiceRow {
  AdwExpanderRow parent_instance;

  PfSession *session; /* (owned) */
  PfInvoice *invoice; /* (owned) */
  GtkEditable *entry; /* (nullable): how much to pay, where parts are taken */
};

G_DEFINE_FINAL_TYPE (PfInvoiceRow, pf_invoice_row, ADW_TYPE_EXPANDER_ROW)

/* Returns: (transfer full): where it stands. */
static char *
describe_state (PfInvoiceRow *self, PfInvoiceState state)
{
  PfDay today = pf_session_get_today (self->session);
  g_autofree char *day = NULL;
  g_autofree char *when = NULL;

  if (state == PF_INVOICE_PAID)
    return g_strdup (_("Paid"));
  if (state == PF_INVOICE_CANCELLED)
    return g_strdup (_("Cancelled"));
  if (self->invoice->due == PF_DAY_NONE)
    return g_strdup (_("To be paid"));
  day = pf_date_text_day (self->invoice->due, today);
  when = pf_date_text_relative_day (self->invoice->due, today);
  /* Translators: the first is a day, the second how far away it is: "in 3 days" */
  return g_strdup_printf (state == PF_INVOICE_OVERDUE ? _("Overdue since %s, %s")
                                                      : _("To be paid by %s, %s"),
                          day, when);
}

static void
open_cb (GtkWidget *button, PfInvoiceRow *self)
{
  g_autofree char *name = g_strdup_printf ("%s.pdf", self->invoice->number);
  PfFileSource source = { PF_FILE_OF_INVOICE, pf_record_get_id (PF_RECORD (self->invoice)), NULL,
                          name, NULL };

  pf_file_actions_open (button, self->session, &source);
}

static void
save_cb (GtkWidget *button, PfInvoiceRow *self)
{
  g_autofree char *name = g_strdup_printf ("%s.pdf", self->invoice->number);
  PfFileSource source = { PF_FILE_OF_INVOICE, pf_record_get_id (PF_RECORD (self->invoice)), NULL,
                          name, NULL };

  pf_file_actions_save (button, self->session, &source);
}

static void
pay_cb (GtkWidget *button, PfInvoiceRow *self)
{
  PfCents amount = pf_invoice_get_left (self->invoice);

  if (self->entry != NULL)
    amount = pf_money_read_entry (self->entry);
  if (amount == PF_CENTS_UNKNOWN || amount == 0 || amount > pf_invoice_get_left (self->invoice))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }
  pf_payment_start (button, self->session, PF_PAY_INVOICE,
                    pf_record_get_id (PF_RECORD (self->invoice)), amount);
}

static GtkWidget *
make_button (const char *label, GCallback callback, PfInvoiceRow *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static void
add_entry (PfInvoiceRow *self, GtkWidget *row)
{
  PfCents left = pf_invoice_get_left (self->invoice);
  g_autofree char *text =
      g_strdup_printf ("%" G_GINT64_FORMAT ".%02d", left / 100, (int) (left % 100));

  self->entry = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_text (self->entry, text);
  gtk_editable_set_width_chars (self->entry, 7);
  gtk_editable_set_max_width_chars (self->entry, 9);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_set_valign (GTK_WIDGET (self->entry), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Amount to pay"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->entry));
}

static void
add_payment (PfInvoiceRow *self)
{
  PfCents left = pf_invoice_get_left (self->invoice);
  g_autofree char *amount = pf_money_text (self->session, left);
  g_autofree char *subtitle = self->invoice->takes_parts
                                  /* Translators: %s is an amount */
                                  ? g_strdup_printf (_("%s, or a part of it"), amount)
                                  : g_strdup (amount);
  GtkWidget *row = pf_money_row_new (self->session, _("Left to pay"), subtitle, PF_CENTS_UNKNOWN);
  GtkWidget *button = make_button (_("_Pay"), G_CALLBACK (pay_cb), self);

  if (self->invoice->takes_parts)
    add_entry (self, row);
  gtk_widget_add_css_class (button, "suggested-action");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
add_lines (PfInvoiceRow *self)
{
  for (guint i = 0; i < self->invoice->lines->len; i++)
    {
      const PfInvoiceLine *line = g_ptr_array_index (self->invoice->lines, i);
      g_autofree char *price = pf_money_text (self->session, line->unit_price);
      /* Translators: how many, and the price of one: "12 × 2.60 €" */
      g_autofree char *detail = g_strdup_printf (_("%d × %s"), line->quantity, price);

      adw_expander_row_add_row (ADW_EXPANDER_ROW (self),
                                pf_money_row_new (self->session, line->label, detail, line->total));
    }
}

static void
add_document (PfInvoiceRow *self)
{
  GtkWidget *row =
      pf_money_row_new (self->session, _("The invoice as a PDF"), NULL, PF_CENTS_UNKNOWN);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             make_button (_("_Open"), G_CALLBACK (open_cb), self));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             make_button (_("_Save…"), G_CALLBACK (save_cb), self));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
pf_invoice_row_dispose (GObject *object)
{
  PfInvoiceRow *self = PF_INVOICE_ROW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->invoice);
  G_OBJECT_CLASS (pf_invoice_row_parent_class)->dispose (object);
}

static void
pf_invoice_row_class_init (PfInvoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pf_invoice_row_dispose;
}

static void
pf_invoice_row_init (PfInvoiceRow *self)
{
}

GtkWidget *
pf_invoice_row_new (PfHub *hub, PfInvoice *invoice)
{
  PfInvoiceRow *self;
  PfInvoiceState state;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *total = NULL;
  GtkWidget *label;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);
  g_return_val_if_fail (PF_IS_INVOICE (invoice), NULL);

  self = g_object_new (PF_TYPE_INVOICE_ROW, NULL);
  self->session = g_object_ref (pf_hub_find_session (hub, invoice));
  self->invoice = g_object_ref (invoice);
  state = pf_due_invoices_get_state (hub, invoice);
  title = invoice->label != NULL ? g_strdup_printf ("%s – %s", invoice->label, invoice->number)
                                 : g_strdup (invoice->number);
  pf_money_row_set_title (GTK_WIDGET (self), title);
  subtitle = describe_state (self, state);
  escaped = g_markup_escape_text (subtitle, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), escaped);
  total = pf_money_text (self->session, invoice->total);
  label = gtk_label_new (total);
  gtk_widget_add_css_class (label, state == PF_INVOICE_OVERDUE ? "error" : "numeric");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), label);
  add_lines (self);
  if (invoice->paid != 0)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self),
                              pf_money_row_new (self->session, _("Paid so far"), NULL,
                                                invoice->paid));
  if (invoice->has_pdf)
    add_document (self);
  if (invoice->is_payable)
    add_payment (self);
  return GTK_WIDGET (self);
}

PfInvoice *
pf_invoice_row_get_invoice (PfInvoiceRow *self)
{
  g_return_val_if_fail (PF_IS_INVOICE_ROW (self), NULL);

  return self->invoice;
}
