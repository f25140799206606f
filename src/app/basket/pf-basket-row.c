/* SPDX-License-Identifier: GPL-3.0-or-later
 * A line of the basket as a row. */
#include "config.h"

#include "pf-basket-row.h"

#include <glib/gi18n-lib.h>

struct _PfBasketRow {
  GtkListBoxRow parent_instance;

  PfBasketLine *line; /* (owned) */

  GtkLabel *heading;
  GtkImage *icon;
  GtkLabel *slot;
  GtkLabel *action;
  GtkLabel *trouble;
  GtkWidget *mend_button;
  GtkLabel *receipt;
  GtkLabel *price;
  GtkButton *remove_button;
};

G_DEFINE_FINAL_TYPE (PfBasketRow, pf_basket_row, GTK_TYPE_LIST_BOX_ROW)

static guint removed_signal;
static guint mend_signal;

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_button (PfBasketRow *self, const char *icon_name, const char *name)
{
  gtk_widget_set_visible (GTK_WIDGET (self->remove_button), icon_name != NULL);
  if (icon_name == NULL)
    return;
  gtk_button_set_icon_name (self->remove_button, icon_name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->remove_button), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static const char *
get_icon_name (PfBasketLine *line)
{
  switch (line->intent->state)
    {
    case PF_INTENT_QUEUED:
      return "mail-send-symbolic";
    case PF_INTENT_SETTLED:
      return pf_basket_line_is_refused (line) ? "dialog-warning-symbolic" : "emblem-ok-symbolic";
    case PF_INTENT_DRAFT:
    default:
      return line->intent->line->action == PF_ACTION_BOOK ? "list-add-symbolic"
                                                          : "list-remove-symbolic";
    }
}

/* Returns: (transfer full) (nullable): what keeps the line from being done, and what it would make
 * of the day. */
static char *
join_troubles (PfBasketLine *line)
{
  g_autofree char *trouble = pf_basket_line_describe_trouble (line);

  if (trouble == NULL || line->warning == NULL)
    return g_strdup (trouble != NULL ? trouble : line->warning);
  return g_strdup_printf ("%s\n%s", trouble, line->warning);
}

static void
show_mending (PfBasketRow *self)
{
  const PfMending *mending = pf_basket_line_find_mending (self->line);

  gtk_widget_set_visible (self->mend_button, mending != NULL);
  if (mending != NULL)
    gtk_button_set_label (GTK_BUTTON (self->mend_button), _(mending->button));
}

static void
show_line (PfBasketRow *self, gboolean names_town)
{
  PfBasketLine *line = self->line;
  g_autofree char *slot = pf_basket_line_describe_slot (line);
  g_autofree char *action = pf_basket_line_describe_action (line);
  g_autofree char *trouble = join_troubles (line);
  g_autofree char *price = pf_basket_line_describe_price (line);
  g_autofree char *receipt = pf_basket_line_describe_receipt (line);
  g_autofree char *child = pf_basket_line_describe_child (line, names_town);
  g_autofree char *name = NULL;

  gtk_image_set_from_icon_name (self->icon, get_icon_name (line));
  show_text (self->slot, slot);
  show_text (self->action, action);
  show_text (self->trouble, trouble);
  show_text (self->receipt, receipt);
  show_text (self->price, price);
  show_mending (self);
  if (pf_basket_line_is_refused (line))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->action), "dim-label");
      gtk_widget_add_css_class (GTK_WIDGET (self->action), "error");
    }
  if (line->intent->state == PF_INTENT_DRAFT)
    show_button (self, "edit-delete-symbolic", _("Remove from the Basket"));
  else if (line->intent->state == PF_INTENT_SETTLED)
    show_button (self, "window-close-symbolic", _("Seen"));
  else
    show_button (self, NULL, NULL);

  /* What a screen reader says of the whole row. */
  name = price != NULL ? g_strjoin (", ", child, slot, action, price, trouble, NULL)
                       : g_strjoin (", ", child, slot, action, trouble, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
remove_cb (PfBasketRow *self)
{
  g_signal_emit (self, removed_signal, 0);
}

static void
mend_cb (PfBasketRow *self)
{
  g_signal_emit (self, mend_signal, 0);
}

static void
pf_basket_row_dispose (GObject *object)
{
  g_clear_object (&PF_BASKET_ROW (object)->line);
  G_OBJECT_CLASS (pf_basket_row_parent_class)->dispose (object);
}

static void
pf_basket_row_class_init (PfBasketRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_basket_row_dispose;
  removed_signal = g_signal_new ("removed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  mend_signal = g_signal_new ("mend", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-basket-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PfBasketRow, heading);
  gtk_widget_class_bind_template_child (widget_class, PfBasketRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PfBasketRow, slot);
  gtk_widget_class_bind_template_child (widget_class, PfBasketRow, action);
  gtk_widget_class_bind_template_child (widget_class, PfBasketRow, trouble);
  gtk_widget_class_bind_template_child (widget_class, PfBasketRow, receipt);
  gtk_widget_class_bind_template_child (widget_class, PfBasketRow, mend_button);
  gtk_widget_class_bind_template_child (widget_class, PfBasketRow, price);
  gtk_widget_class_bind_template_child (widget_class, PfBasketRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, mend_cb);
}

static void
pf_basket_row_init (PfBasketRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_basket_row_new (PfBasketLine *line, gboolean names_town)
{
  PfBasketRow *self;

  g_return_val_if_fail (PF_IS_BASKET_LINE (line), NULL);

  self = g_object_new (PF_TYPE_BASKET_ROW, NULL);
  self->line = g_object_ref (line);
  show_line (self, names_town);
  return GTK_WIDGET (self);
}

PfBasketLine *
pf_basket_row_get_line (PfBasketRow *self)
{
  g_return_val_if_fail (PF_IS_BASKET_ROW (self), NULL);

  return self->line;
}

void
pf_basket_row_set_heading (PfBasketRow *self, const char *heading)
{
  g_return_if_fail (PF_IS_BASKET_ROW (self));

  show_text (self->heading, heading);
}
