/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sending a paper. */
#include "config.h"

#include "pf-document-sender.h"

#include "common/pf-attachments.h"
#include "common/pf-date-text.h"
#include "common/pf-error-text.h"
#include "common/pf-list-box.h"
#include "common/pf-toast.h"
#include "pf-patch.h"

#include <glib/gi18n-lib.h>

struct _PfDocumentSender {
  GtkWidget parent_instance;

  PfDocumentList *list; /* (owned) (nullable) until it is set */
  PfDocumentItem *item; /* (owned) (nullable) until it is set */
  gint64 draft;         /* its id, 0 = none is kept */
  gboolean is_saving;
  gboolean is_stale; /* something changed while it was saved */
  gboolean is_busy;  /* being sent or called back */
  gboolean is_filling;

  GtkWidget *box;
  GtkWidget *waiting_box;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;
  GtkWidget *edit_box;
  GtkWidget *about_list;
  AdwEntryRow *name_row;
  AdwComboRow *child_row;
  PfAttachments *attachments;
  GtkToggleButton *reuse_button;
  GtkListBox *reuse_list;
  GtkWidget *send_button;
};

G_DEFINE_FINAL_TYPE (PfDocumentSender, pf_document_sender, GTK_TYPE_WIDGET)

enum {
  SIGNAL_SENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What is written */

static const char *
get_child (PfDocumentSender *self)
{
  GListModel *children = pf_session_get_children (self->item->session);
  guint selected = adw_combo_row_get_selected (self->child_row);
  g_autoptr (PfRecord) child = selected > 0 && selected != GTK_INVALID_LIST_POSITION
                                   ? g_list_model_get_item (children, selected - 1)
                                   : NULL;

  return child != NULL ? pf_record_get_id (child) : NULL; /* the list keeps it */
}

static const char *
get_name (PfDocumentSender *self)
{
  return self->item->requirement != NULL ? self->item->name
                                         : gtk_editable_get_text (GTK_EDITABLE (self->name_row));
}

/* Returns: (transfer full): what was added, as a submission: the town's own files only by name. */
static PfSubmission *
make_submission (PfDocumentSender *self)
{
  GPtrArray *files = pf_attachments_get_files (self->attachments);
  g_autoptr (GPtrArray) carried = g_ptr_array_new ();
  g_autoptr (GBytes) body = NULL;
  PfPatch *patch = pf_patch_new ();
  PfSubmission *submission;

  pf_patch_set_text (patch, "name", get_name (self));
  if (self->item->requirement != NULL)
    pf_patch_set_text (patch, "requirement",
                       pf_record_get_id (PF_RECORD (self->item->requirement)));
  else if (get_child (self) != NULL)
    pf_patch_set_text (patch, "child", get_child (self));
  pf_patch_set_files (patch, "files", files);
  body = pf_patch_finish (patch);
  for (guint i = 0; i < files->len; i++)
    if (!pf_attachments_is_known (self->attachments, files->pdata[i]))
      g_ptr_array_add (carried, files->pdata[i]);
  submission = pf_submission_new (PF_SUBMISSION_DOCUMENT, NULL, 0, body, carried);
  submission->id = self->draft;
  return submission;
}

static gboolean
has_file (GPtrArray *files, const char *digest)
{
  for (guint i = 0; i < files->len; i++)
    if (g_strcmp0 (((PfFile *) files->pdata[i])->digest, digest) == 0)
      return TRUE;
  return FALSE;
}

/* Shows what @submission holds. */
static void
restore (PfDocumentSender *self, PfSubmission *submission)
{
  g_autoptr (PfDocument) wish = pf_document_item_read (submission);

  if (wish == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), wish->name);
  pf_attachments_set_files (self->attachments, submission->files);
  for (guint i = 0; i < wish->files->len; i++)
    if (!has_file (submission->files, ((PfFile *) wish->files->pdata[i])->digest))
      pf_attachments_add_known (self->attachments, wish->files->pdata[i]);
}

/* Showing */

static void
update_buttons (PfDocumentSender *self)
{
  gboolean has_name = *get_name (self) != '\0';

  gtk_widget_set_sensitive (self->send_button,
                            !self->is_busy && has_name &&
                                pf_attachments_get_files (self->attachments)->len > 0 &&
                                !pf_attachments_is_busy (self->attachments));
  gtk_widget_set_sensitive (self->cancel_button, !self->is_busy);
}

static void
update_progress (PfDocumentSender *self)
{
  double fraction =
      self->item->state == PF_DOCUMENT_QUEUED
          ? pf_session_get_upload_progress (self->item->session, self->item->submission)
          : -1;

  gtk_widget_set_visible (GTK_WIDGET (self->progress), fraction >= 0);
  gtk_progress_bar_set_fraction (self->progress, MAX (fraction, 0));
}

static void
use_cb (PfDocumentSender *self, GtkWidget *button)
{
  PfDocument *document = g_object_get_data (G_OBJECT (button), "pf-document");

  for (guint i = 0; i < document->files->len; i++)
    if (((PfFile *) document->files->pdata[i])->digest != NULL)
      pf_attachments_add_known (self->attachments, document->files->pdata[i]);
  if (*get_name (self) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), document->name);
  gtk_toggle_button_set_active (self->reuse_button, FALSE);
}

static GtkWidget *
create_reuse_row (PfDocumentSender *self, PfDocument *document, PfDay today, GTimeZone *zone)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Use"));
  g_autofree char *label = g_strdup_printf (_("Use “%s”"), document->name);
  g_autofree char *day = pf_date_text_day (pf_moment_get_day (document->sent_at, zone), today);
  g_autofree char *pages = g_strdup_printf (ngettext ("%u file", "%u files", document->files->len),
                                            document->files->len);
  /* Translators: a day and "2 files". */
  g_autofree char *subtitle = g_strdup_printf (_("Sent on %s, %s"), day, pages);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), document->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "pf-document", g_object_ref (document),
                          g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (use_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

static void
fill_reuse (PfDocumentSender *self)
{
  g_autoptr (GPtrArray) documents = pf_document_list_get_reusable (self->list, self->item);
  PfTown *town = pf_session_get_town (self->item->session);
  PfDay today = pf_session_get_today (self->item->session);

  pf_list_box_clear (self->reuse_list);
  for (guint i = 0; town != NULL && i < documents->len; i++)
    gtk_list_box_append (self->reuse_list,
                         create_reuse_row (self, documents->pdata[i], today, town->zone));
  gtk_widget_set_visible (GTK_WIDGET (self->reuse_button), documents->len > 0);
}

static void
fill_children (PfDocumentSender *self)
{
  GListModel *children = pf_session_get_children (self->item->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("The household"));
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);

      gtk_string_list_append (names, child->first_name);
    }
  adw_combo_row_set_model (self->child_row, G_LIST_MODEL (names));
}

/* Drafts */

static void save_draft (PfDocumentSender *self);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfDocumentSender) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = pf_session_save_draft_finish (PF_SESSION (source), result, &error);

  self->is_saving = FALSE;
  if (self->item == NULL)
    return;
  if (id > 0)
    self->draft = id;
  else if (error != NULL)
    {
      g_autofree char *text = pf_error_text (error);

      pf_toast_show (GTK_WIDGET (self), text, NULL, NULL);
    }
  if (self->is_stale)
    save_draft (self);
}

static void
discarded_draft_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  pf_session_discard_submission_finish (PF_SESSION (source), result, NULL);
}

/* One write at a time: the draft's id comes with the first. */
static void
save_draft (PfDocumentSender *self)
{
  g_autoptr (PfSubmission) draft = NULL;

  self->is_stale = self->is_saving;
  if (self->is_saving || self->is_busy)
    return;
  draft = make_submission (self);
  if (pf_attachments_get_files (self->attachments)->len > 0 && *get_name (self) != '\0')
    {
      self->is_saving = TRUE;
      pf_session_save_draft_async (self->item->session, draft, NULL, saved_cb, g_object_ref (self));
    }
  else if (self->draft > 0)
    {
      pf_session_discard_submission_async (self->item->session, draft, NULL, discarded_draft_cb,
                                           NULL);
      self->draft = 0;
    }
}

static void
changed_cb (PfDocumentSender *self)
{
  if (self->item == NULL || self->is_filling)
    return;
  update_buttons (self);
  if (!pf_attachments_is_busy (self->attachments))
    save_draft (self);
}

/* Commands */

static void
end_command (PfDocumentSender *self, const GError *error)
{
  self->is_busy = FALSE;
  if (self->item == NULL)
    return;
  update_buttons (self);
  if (error != NULL)
    {
      g_autofree char *text = pf_error_text (error);

      pf_toast_show (GTK_WIDGET (self), text, NULL, NULL);
    }
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  pf_session_dismiss_submission_finish (PF_SESSION (source), result, NULL);
}

/* What was not taken has been answered by sending anew. */
static void
dismiss_former (PfDocumentSender *self)
{
  if (self->item->state != PF_DOCUMENT_UNTAKEN)
    return;
  pf_session_dismiss_submission_async (self->item->session, self->item->submission, NULL,
                                       dismissed_cb, NULL);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfDocumentSender) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = pf_session_submit_finish (PF_SESSION (source), result, &error);

  if (id > 0 && self->item != NULL)
    {
      self->draft = 0;
      dismiss_former (self);
      g_signal_emit (self, signals[SIGNAL_SENT], 0);
    }
  end_command (self, error);
}

static void
send_cb (PfDocumentSender *self)
{
  g_autoptr (PfSubmission) submission = make_submission (self);

  self->is_busy = TRUE;
  update_buttons (self);
  pf_session_submit_async (self->item->session, submission, NULL, sent_cb, g_object_ref (self));
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfDocumentSender) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_gone = pf_session_discard_submission_finish (PF_SESSION (source), result, &error);

  if (!is_gone && error == NULL && self->item != NULL)
    pf_toast_show (GTK_WIDGET (self), _("It is being sent just now: too late to call it back"),
                   NULL, NULL);
  end_command (self, error);
}

static void
cancel_cb (PfDocumentSender *self)
{
  if (self->item->state != PF_DOCUMENT_QUEUED)
    return;
  self->is_busy = TRUE;
  update_buttons (self);
  pf_session_discard_submission_async (self->item->session, self->item->submission, NULL,
                                       cancelled_cb, g_object_ref (self));
}

static void
pf_document_sender_dispose (GObject *object)
{
  PfDocumentSender *self = PF_DOCUMENT_SENDER (object);

  g_clear_object (&self->item);
  g_clear_object (&self->list);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (pf_document_sender_parent_class)->dispose (object);
}

static void
pf_document_sender_class_init (PfDocumentSenderClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = pf_document_sender_dispose;
  signals[SIGNAL_SENT] = g_signal_new ("sent", PF_TYPE_DOCUMENT_SENDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PF_TYPE_ATTACHMENTS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-document-sender.ui");
  gtk_widget_class_bind_template_child (widget_class, PfDocumentSender, box);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentSender, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentSender, progress);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentSender, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentSender, edit_box);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentSender, about_list);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentSender, name_row);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentSender, child_row);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentSender, attachments);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentSender, reuse_button);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentSender, reuse_list);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentSender, send_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
pf_document_sender_init (PfDocumentSender *self)
{
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
}

/* For the first item: what was written before comes back. */
static void
begin (PfDocumentSender *self)
{
  PfSubmission *submission = self->item->submission;

  pf_attachments_set_session (self->attachments, self->item->session);
  fill_children (self);
  if (submission != NULL && self->item->state != PF_DOCUMENT_QUEUED)
    {
      restore (self, submission);
      if (self->item->state == PF_DOCUMENT_DRAFT)
        self->draft = submission->id;
    }
}

void
pf_document_sender_set_item (PfDocumentSender *self, PfDocumentList *list, PfDocumentItem *item)
{
  gboolean is_first;

  g_return_if_fail (PF_IS_DOCUMENT_SENDER (self));
  g_return_if_fail (PF_IS_DOCUMENT_LIST (list) && PF_IS_DOCUMENT_ITEM (item));

  is_first = self->item == NULL;
  g_set_object (&self->list, list);
  g_set_object (&self->item, item);
  self->is_filling = TRUE;
  if (is_first)
    begin (self);
  fill_reuse (self);
  self->is_filling = FALSE;
  gtk_widget_set_visible (self->about_list, item->requirement == NULL);
  gtk_widget_set_visible (self->waiting_box, item->state == PF_DOCUMENT_QUEUED);
  gtk_widget_set_visible (self->edit_box, item->state != PF_DOCUMENT_QUEUED);
  update_progress (self);
  update_buttons (self);
}

void
pf_document_sender_paste (PfDocumentSender *self)
{
  g_return_if_fail (PF_IS_DOCUMENT_SENDER (self));

  if (self->item != NULL && self->item->state != PF_DOCUMENT_QUEUED)
    pf_attachments_paste (self->attachments);
}

void
pf_document_sender_accept_drops (PfDocumentSender *self, GtkWidget *widget)
{
  g_return_if_fail (PF_IS_DOCUMENT_SENDER (self));

  pf_attachments_accept_drops (self->attachments, widget);
}
