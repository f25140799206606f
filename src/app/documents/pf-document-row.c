/* SPDX-License-Identifier: GPL-3.0-or-later
 * A line: symbol, name, whose, and where it stands. */
#include "config.h"

#include "pf-document-row.h"

#include "common/pf-fold-box.h"

#include <glib/gi18n-lib.h>

struct _PfDocumentRow {
  GtkListBoxRow parent_instance;

  PfDocumentItem *item; /* (owned) */

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *whose;
  GtkLabel *state;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (PfDocumentRow, pf_document_row, GTK_TYPE_LIST_BOX_ROW)

static void
update_state (PfDocumentRow *self)
{
  g_autofree char *state = pf_document_item_describe_state (self->item);
  g_autofree char *whose = pf_document_item_describe (self->item);
  g_autofree char *name = g_strdup_printf ("%s, %s: %s", self->item->name, whose, state);
  gboolean is_to_do = pf_document_item_is_to_do (self->item);
  g_autofree char *action =
      /* Translators: a paper's name and whose it is. */
      g_strdup_printf (is_to_do ? _("Send “%s”, %s") : _("Details of “%s”, %s"), self->item->name,
                       whose);

  gtk_label_set_label (self->state, state);
  gtk_label_set_label (self->whose, whose);
  gtk_button_set_label (GTK_BUTTON (self->button), is_to_do ? _("Send…") : _("Details"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  action, -1);
}

static void
progress_cb (PfDocumentRow *self, PfSubmission *submission)
{
  if (self->item->submission != NULL && self->item->submission->id == submission->id)
    update_state (self);
}

static void
pf_document_row_finalize (GObject *object)
{
  PfDocumentRow *self = PF_DOCUMENT_ROW (object);

  g_clear_object (&self->item);
  G_OBJECT_CLASS (pf_document_row_parent_class)->finalize (object);
}

static void
pf_document_row_class_init (PfDocumentRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = pf_document_row_finalize;
  g_type_ensure (PF_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-document-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PfDocumentRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentRow, title);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentRow, whose);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentRow, state);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentRow, button);
  gtk_widget_class_bind_template_callback (widget_class, gtk_widget_activate);
}

static void
pf_document_row_init (PfDocumentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_document_row_new (PfDocumentItem *item)
{
  PfDocumentRow *self = g_object_new (PF_TYPE_DOCUMENT_ROW, NULL);
  const char *css_class = pf_document_state_get_css_class (item->state);

  self->item = g_object_ref (item);
  gtk_image_set_from_icon_name (self->icon, pf_document_state_get_icon (item->state));
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), css_class);
  gtk_label_set_label (self->title, item->name);
  update_state (self);
  if (item->state == PF_DOCUMENT_QUEUED)
    {
      g_signal_connect_object (item->session, "upload-progress", G_CALLBACK (progress_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (item->session, "notify::sync-state", G_CALLBACK (update_state), self,
                               G_CONNECT_SWAPPED);
    }
  return GTK_WIDGET (self);
}

PfDocumentItem *
pf_document_row_get_item (PfDocumentRow *self)
{
  g_return_val_if_fail (PF_IS_DOCUMENT_ROW (self), NULL);

  return self->item;
}
