/* SPDX-License-Identifier: GPL-3.0-or-later
 * A paper's dialog. */
#include "config.h"

#include "pf-document-dialog.h"

#include "common/pf-date-text.h"
#include "common/pf-file-actions.h"
#include "common/pf-list-box.h"
#include "pf-document-sender.h"

#include <glib/gi18n-lib.h>

struct _PfDocumentDialog {
  AdwWindow parent_instance;

  PfDocumentList *list; /* (owned) */
  PfDocumentItem *item; /* (owned) */

  GtkWidget *content;
  GtkLabel *title;
  GtkLabel *whose;
  GtkWidget *state_box;
  GtkImage *state_icon;
  GtkLabel *state_label;
  GtkLabel *explanation;
  GtkWidget *form_button;
  PfDocumentSender *sender;
  GtkWidget *history_box;
  GtkListBox *history;
};

G_DEFINE_FINAL_TYPE (PfDocumentDialog, pf_document_dialog, ADW_TYPE_WINDOW)

static void
open_file_cb (GtkWidget *button, PfDocumentDialog *self)
{
  PfDocument *document = g_object_get_data (G_OBJECT (button), "pf-document");
  const PfFile *file = g_object_get_data (G_OBJECT (button), "pf-file");

  PfFileSource source = { PF_FILE_OF_DOCUMENT, pf_record_get_id (PF_RECORD (document)), file->id,
                          file->name, NULL };

  pf_file_actions_open (button, self->item->session, &source);
}

static void
open_form_cb (PfDocumentDialog *self)
{
  PfRequirement *requirement = self->item->requirement;
  PfPaper *form =
      pf_session_find_record (self->item->session, PF_COLLECTION_PAPERS, requirement->form);
  PfFileSource source = { PF_FILE_OF_PAPER, requirement->form, NULL, requirement->name,
                          form != NULL && form->file != NULL ? form->file->digest : NULL };

  pf_file_actions_open (self->form_button, self->item->session, &source);
}

/* Returns: (transfer full): when it was sent and where it stands. */
static char *
describe_document (PfDocumentDialog *self, PfDocument *document)
{
  g_autoptr (PfDocumentItem) alone =
      pf_document_item_new (self->item->session, NULL, document, NULL);

  return pf_document_item_describe_state (alone);
}

static GtkWidget *
create_file_button (PfDocumentDialog *self, PfDocument *document, const PfFile *file)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-open-symbolic");
  g_autofree char *label = g_strdup_printf (_("Open “%s”"), file->name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "pf-document", g_object_ref (document),
                          g_object_unref);
  g_object_set_data (G_OBJECT (button), "pf-file", (gpointer) file); /* the document keeps it */
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_file_cb), self, 0);
  return button;
}

static GtkWidget *
create_history_row (PfDocumentDialog *self, PfDocument *document, GTimeZone *zone)
{
  GtkWidget *row = adw_action_row_new ();
  PfDay today = pf_session_get_today (self->item->session);
  g_autofree char *day =
      pf_date_text_day_heading (pf_moment_get_day (document->sent_at, zone), today);
  g_autofree char *state = describe_document (self, document);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), day);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  for (guint i = 0; i < document->files->len; i++)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               create_file_button (self, document, document->files->pdata[i]));
  return row;
}

static void
fill_history (PfDocumentDialog *self)
{
  g_autoptr (GPtrArray) documents = pf_document_list_get_history (self->list, self->item);
  PfTown *town = pf_session_get_town (self->item->session);

  pf_list_box_clear (self->history);
  for (guint i = 0; town != NULL && i < documents->len; i++)
    gtk_list_box_append (self->history, create_history_row (self, documents->pdata[i], town->zone));
  gtk_widget_set_visible (self->history_box, documents->len > 0);
}

static gboolean
is_new (PfDocumentItem *item)
{
  return item->requirement == NULL && item->document == NULL && item->submission == NULL;
}

static void
show_state (PfDocumentDialog *self)
{
  g_autofree char *state = pf_document_item_describe_state (self->item);
  static const PfDocumentState all[] = {
    PF_DOCUMENT_TO_SEND,  PF_DOCUMENT_DRAFT,    PF_DOCUMENT_QUEUED,
    PF_DOCUMENT_UNTAKEN,  PF_DOCUMENT_RECEIVED, PF_DOCUMENT_VALIDATED,
    PF_DOCUMENT_EXPIRING, PF_DOCUMENT_REFUSED,  PF_DOCUMENT_EXPIRED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    gtk_widget_remove_css_class (self->state_box, pf_document_state_get_css_class (all[i]));
  gtk_widget_add_css_class (self->state_box, pf_document_state_get_css_class (self->item->state));
  gtk_image_set_from_icon_name (self->state_icon, pf_document_state_get_icon (self->item->state));
  gtk_label_set_label (self->state_label, state);
  gtk_widget_set_visible (self->state_box, !is_new (self->item));
}

static void
update (PfDocumentDialog *self)
{
  PfRequirement *requirement = self->item->requirement;
  const char *name = *self->item->name != '\0' ? self->item->name : _("Another Paper");
  g_autofree char *whose = pf_document_item_describe (self->item);

  gtk_window_set_title (GTK_WINDOW (self), name);
  gtk_label_set_label (self->title, name);
  gtk_label_set_label (self->whose, whose);
  gtk_widget_set_visible (GTK_WIDGET (self->whose), !is_new (self->item));
  gtk_label_set_label (self->explanation,
                       is_new (self->item) ? _("Send the town a paper that it has not asked for.")
                       : requirement != NULL && requirement->explanation != NULL
                           ? requirement->explanation
                           : "");
  gtk_widget_set_visible (GTK_WIDGET (self->explanation),
                          *gtk_label_get_label (self->explanation) != '\0');
  gtk_widget_set_visible (self->form_button, requirement != NULL && requirement->form != NULL);
  /* What was sent of the family's own accord is there: another one is another paper. */
  gtk_widget_set_visible (GTK_WIDGET (self->sender),
                          requirement != NULL || self->item->document == NULL);
  show_state (self);
  fill_history (self);
  pf_document_sender_set_item (self->sender, self->list, self->item);
}

static void
list_changed_cb (PfDocumentDialog *self)
{
  g_autoptr (PfDocumentItem) present = pf_document_list_find (self->list, self->item);

  if (present == NULL || present == self->item)
    return;
  g_set_object (&self->item, present);
  update (self);
}

static void
progress_cb (PfDocumentDialog *self, PfSubmission *submission)
{
  if (self->item->submission != NULL && self->item->submission->id == submission->id)
    update (self);
}

static void
sent_cb (PfDocumentDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
paste_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pf_document_sender_paste (PF_DOCUMENT_DIALOG (widget)->sender);
}

static void
pf_document_dialog_dispose (GObject *object)
{
  PfDocumentDialog *self = PF_DOCUMENT_DIALOG (object);

  g_clear_object (&self->list);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (pf_document_dialog_parent_class)->dispose (object);
}

static void
pf_document_dialog_class_init (PfDocumentDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_document_dialog_dispose;
  g_type_ensure (PF_TYPE_DOCUMENT_SENDER);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-document-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PfDocumentDialog, content);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentDialog, whose);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentDialog, state_box);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentDialog, state_icon);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentDialog, state_label);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentDialog, form_button);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentDialog, sender);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentDialog, history_box);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentDialog, history);
  gtk_widget_class_bind_template_callback (widget_class, open_form_cb);
  gtk_widget_class_bind_template_callback (widget_class, sent_cb);
  gtk_widget_class_install_action (widget_class, "document.paste", NULL, paste_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "document.paste",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pf_document_dialog_init (PfDocumentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pf_document_sender_accept_drops (self->sender, self->content);
}

GtkWidget *
pf_document_dialog_new (GtkWindow *parent, PfDocumentList *list, PfDocumentItem *item)
{
  PfDocumentDialog *self;

  g_return_val_if_fail (PF_IS_DOCUMENT_LIST (list) && PF_IS_DOCUMENT_ITEM (item), NULL);

  self = g_object_new (PF_TYPE_DOCUMENT_DIALOG, "transient-for", parent, NULL);
  self->list = g_object_ref (list);
  self->item = g_object_ref (item);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (item->session, "upload-progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
