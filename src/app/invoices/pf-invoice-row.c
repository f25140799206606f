/* SPDX-License-Identifier: GPL-3.0-or-later
 * An invoice as a row that unfolds. */
#include "config.h"

#include "pf-invoice-row.h"

#include "common/pf-date-text.h"
#include "common/pf-file-actions.h"
#include "common/pf-sandbox.h"
#include "pf-amount-row.h"
#include "pf-invoice-state.h"
#include "pf-money-row.h"
#include "pf-payment.h"
#include "printing/pf-print.h"

#include <glib/gi18n-lib.h>

struct _PfInvoiceRow {
  AdwExpanderRow parent_instance;

  PfSession *session;   /* (owned) */
  PfInvoice *invoice;   /* (owned) */
  PfAmountRow *payment; /* (nullable): where there is something to pay */
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

/* @act: one of pf-file-actions.h's */
static void
act_on_document (PfInvoiceRow *self, GtkWidget *button,
                 void (*act) (GtkWidget *, PfSession *, const PfFileSource *))
{
  g_autofree char *name = g_strdup_printf ("%s.pdf", self->invoice->number);
  PfFileSource source = { PF_FILE_OF_INVOICE, pf_record_get_id (PF_RECORD (self->invoice)), NULL,
                          name, NULL };

  act (button, self->session, &source);
}

static void
open_cb (GtkWidget *button, PfInvoiceRow *self)
{
  act_on_document (self, button, pf_file_actions_open);
}

static void
save_cb (GtkWidget *button, PfInvoiceRow *self)
{
  act_on_document (self, button, pf_file_actions_save);
}

static void
print_document (GtkWidget *button, PfSession *session, const PfFileSource *source)
{
  pf_file_actions_take (button, session, source, pf_print_pdf);
}

/* A sandbox sees no printers that would take the town's PDF as it is: the program that opens it
 * prints it. */
static void
print_cb (GtkWidget *button, PfInvoiceRow *self)
{
  act_on_document (self, button, pf_sandbox_is_on () ? pf_file_actions_open : print_document);
}

static void
chosen_cb (PfAmountRow *row, PfCents amount, PfInvoiceRow *self)
{
  pf_payment_start (pf_amount_row_get_button (row), self->session, PF_PAY_INVOICE,
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
add_payment (PfInvoiceRow *self)
{
  gboolean takes_parts = self->invoice->takes_parts;
  PfCents left = pf_invoice_get_left (self->invoice);
  g_autofree char *amount = pf_money_text (self->session, left);
  g_autofree char *plain = pf_cents_format_plain (left);
  /* Translators: %s is an amount */
  g_autofree char *hint = takes_parts ? g_strdup_printf (_("%s, or a part of it"), amount)
                                      : g_strdup (amount);
  GtkWidget *row = pf_amount_row_new (self->session, _("Left to pay"), _("_Pay"),
                                      takes_parts ? _("Amount to pay") : NULL);

  self->payment = PF_AMOUNT_ROW (row);
  pf_amount_row_set_range (self->payment, PF_CENTS_UNKNOWN, left, hint);
  pf_amount_row_set_text (self->payment, plain);
  g_signal_connect (row, "chosen", G_CALLBACK (chosen_cb), self);
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
  row = pf_money_row_new (self->session, _("The invoice on paper"), NULL, PF_CENTS_UNKNOWN);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             make_button (_("_Print…"), G_CALLBACK (print_cb), self));
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
  g_autofree char *amount = NULL;
  GtkWidget *label;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);
  g_return_val_if_fail (PF_IS_INVOICE (invoice), NULL);

  self = g_object_new (PF_TYPE_INVOICE_ROW, NULL);
  self->session = g_object_ref (pf_hub_find_session (hub, invoice));
  self->invoice = g_object_ref (invoice);
  state = pf_invoice_state_get (hub, invoice);
  title = invoice->label != NULL ? g_strdup_printf ("%s – %s", invoice->label, invoice->number)
                                 : g_strdup (invoice->number);
  pf_money_row_set_title (GTK_WIDGET (self), title);
  subtitle = describe_state (self, state);
  escaped = g_markup_escape_text (subtitle, -1);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), escaped);
  /* As Home says it, too: what is paid in part is due for the rest. */
  amount = pf_money_text (self->session, state == PF_INVOICE_PAID || state == PF_INVOICE_CANCELLED
                                             ? invoice->total
                                             : pf_invoice_get_left (invoice));
  label = gtk_label_new (amount);
  gtk_widget_add_css_class (label, "numeric");
  if (state == PF_INVOICE_OVERDUE)
    gtk_widget_add_css_class (label, "error");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), label);
  if (invoice->is_payable)
    add_payment (self);
  if (invoice->paid != 0)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (self),
                              pf_money_row_new (self->session, _("Paid so far"), NULL,
                                                invoice->paid));
  if (invoice->has_pdf)
    add_document (self);
  add_lines (self);
  return GTK_WIDGET (self);
}

PfInvoice *
pf_invoice_row_get_invoice (PfInvoiceRow *self)
{
  g_return_val_if_fail (PF_IS_INVOICE_ROW (self), NULL);

  return self->invoice;
}

void
pf_invoice_row_resume (PfInvoiceRow *self, PfInvoiceRow *before)
{
  g_return_if_fail (PF_IS_INVOICE_ROW (self));
  g_return_if_fail (PF_IS_INVOICE_ROW (before));

  if (self->session != before->session ||
      !g_str_equal (pf_record_get_id (PF_RECORD (self->invoice)),
                    pf_record_get_id (PF_RECORD (before->invoice))))
    return;
  if (self->payment != NULL && before->payment != NULL &&
      pf_invoice_get_left (self->invoice) == pf_invoice_get_left (before->invoice))
    pf_amount_row_set_text (self->payment, pf_amount_row_get_text (before->payment));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self),
                                 adw_expander_row_get_expanded (ADW_EXPANDER_ROW (before)));
}
