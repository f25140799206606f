/* SPDX-License-Identifier: GPL-3.0-or-later
 * A row with a button that pays, and an entry for how much. */
#include "config.h"

#include "pf-amount-row.h"

#include "pf-money-row.h"

#include <glib/gi18n-lib.h>

struct _PfAmountRow {
  AdwActionRow parent_instance;

  PfSession *session; /* (owned) (nullable): whose currency it is */
  PfCents least;
  PfCents most;
  char *hint;        /* (nullable): the subtitle while nothing is wrong */
  gboolean is_wrong; /* what was typed, when it was last chosen */

  GtkEditable *entry; /* (nullable): all is paid at once */
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (PfAmountRow, pf_amount_row, ADW_TYPE_ACTION_ROW)

static guint chosen_signal;

/* Returns: (transfer full): which amounts may be typed. */
static char *
describe_range (PfAmountRow *self)
{
  PfCents low = MAX (self->least, 1);
  g_autofree char *least = pf_money_text (self->session, low);
  g_autofree char *most = NULL;

  if (self->most == PF_CENTS_UNKNOWN)
    /* Translators: %s is an amount */
    return g_strdup_printf (_("Type an amount of at least %s."), least);
  most = pf_money_text (self->session, self->most);
  /* Translators: both are amounts */
  return g_strdup_printf (_("Type an amount from %s to %s."), least, most);
}

/* @trouble: (nullable): what is wrong with what was typed. */
static void
show_trouble (PfAmountRow *self, const char *trouble)
{
  g_autofree char *escaped = g_markup_escape_text (trouble != NULL      ? trouble
                                                   : self->hint != NULL ? self->hint
                                                                        : "",
                                                   -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), escaped);
  if (self->entry == NULL)
    return;
  self->is_wrong = trouble != NULL;
  if (self->is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self), "wrong");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "wrong");
  pf_money_mark_entry (self->entry, self->is_wrong);
}

static gboolean
is_in_range (PfAmountRow *self, PfCents amount)
{
  return amount != PF_CENTS_UNKNOWN && amount > 0 && amount >= self->least &&
         (self->most == PF_CENTS_UNKNOWN || amount <= self->most);
}

static void
choose_cb (PfAmountRow *self)
{
  PfCents amount = self->most;

  if (self->entry != NULL)
    amount = pf_cents_parse (gtk_editable_get_text (self->entry));
  if (is_in_range (self, amount))
    {
      show_trouble (self, NULL);
      g_signal_emit (self, chosen_signal, 0, amount);
      return;
    }
  if (self->entry != NULL)
    {
      g_autofree char *trouble = describe_range (self);

      show_trouble (self, trouble);
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
    }
}

static void
text_changed_cb (PfAmountRow *self)
{
  show_trouble (self, NULL);
}

static void
add_entry (PfAmountRow *self, const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  self->entry = GTK_EDITABLE (entry);
  gtk_editable_set_width_chars (self->entry, 7);
  gtk_editable_set_max_width_chars (self->entry, 9);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (text_changed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (choose_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), entry);
}

static void
pf_amount_row_dispose (GObject *object)
{
  PfAmountRow *self = PF_AMOUNT_ROW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->hint, g_free);
  G_OBJECT_CLASS (pf_amount_row_parent_class)->dispose (object);
}

static void
pf_amount_row_class_init (PfAmountRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pf_amount_row_dispose;
  chosen_signal = g_signal_new ("chosen", PF_TYPE_AMOUNT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
pf_amount_row_init (PfAmountRow *self)
{
  self->least = self->most = PF_CENTS_UNKNOWN;
}

GtkWidget *
pf_amount_row_new (PfSession *session, const char *title, const char *label, const char *entry_name)
{
  PfAmountRow *self;

  g_return_val_if_fail (session == NULL || PF_IS_SESSION (session), NULL);
  g_return_val_if_fail (title != NULL && label != NULL, NULL);

  self = g_object_new (PF_TYPE_AMOUNT_ROW, NULL);
  g_set_object (&self->session, session);
  pf_money_row_set_title (GTK_WIDGET (self), title);
  if (entry_name != NULL)
    add_entry (self, entry_name);
  self->button = gtk_button_new_with_mnemonic (label);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "suggested-action");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (choose_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  return GTK_WIDGET (self);
}

void
pf_amount_row_set_range (PfAmountRow *self, PfCents least, PfCents most, const char *subtitle)
{
  g_autofree char *trouble = NULL;

  g_return_if_fail (PF_IS_AMOUNT_ROW (self));

  self->least = least;
  self->most = most;
  g_free (self->hint);
  self->hint = g_strdup (subtitle);
  if (self->is_wrong)
    trouble = describe_range (self);
  show_trouble (self, trouble);
}

const char *
pf_amount_row_get_text (PfAmountRow *self)
{
  g_return_val_if_fail (PF_IS_AMOUNT_ROW (self), NULL);

  return self->entry != NULL ? gtk_editable_get_text (self->entry) : "";
}

void
pf_amount_row_set_text (PfAmountRow *self, const char *text)
{
  g_return_if_fail (PF_IS_AMOUNT_ROW (self));

  if (self->entry != NULL)
    gtk_editable_set_text (self->entry, text);
}

GtkWidget *
pf_amount_row_get_button (PfAmountRow *self)
{
  g_return_val_if_fail (PF_IS_AMOUNT_ROW (self), NULL);

  return self->button;
}
