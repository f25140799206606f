/* SPDX-License-Identifier: GPL-3.0-or-later
 * A request that was sent. */
#include "config.h"

#include "pf-request-view.h"

#include "common/pf-date-text.h"
#include "common/pf-draft.h"
#include "common/pf-error-text.h"
#include "common/pf-file-row.h"
#include "common/pf-submission-row.h"
#include "common/pf-writing.h"
#include "pf-file-type.h"
#include "pf-mail-bodies.h"

#include <glib/gi18n-lib.h>

#define MAX_FILES 10

struct _PfRequestView {
  GtkWidget parent_instance;

  PfHub *hub;         /* (owned) */
  PfSession *session; /* (owned) */
  char *request;
  PfDraft *draft; /* (owned) */

  GtkWidget *scroller;
  GtkLabel *name;
  GtkWidget *wanted;
  GtkLabel *wanted_label;
  PfWriting *writing;
  GtkBox *waiting;
  GtkListBox *history;
  GtkWidget *replies_group;
  GtkListBox *replies;
  GtkBox *files;
};

G_DEFINE_FINAL_TYPE (PfRequestView, pf_request_view, GTK_TYPE_WIDGET)

static const char *const state_names[] = {
  [PF_REQUEST_SENT] = NC_("request", "Sent"),
  [PF_REQUEST_STUDIED] = NC_("request", "Being looked at"),
  [PF_REQUEST_WANTED] = NC_("request", "The town needs something from you"),
  [PF_REQUEST_ACCEPTED] = NC_("request", "Accepted"),
  [PF_REQUEST_REFUSED] = NC_("request", "Refused"),
  [PF_REQUEST_CLOSED] = NC_("request", "Closed"),
};

static void
append_row (GtkListBox *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title", title, "subtitle",
                subtitle != NULL ? subtitle : "", "title-lines", 0, "subtitle-lines", 0, NULL);
  gtk_list_box_append (list, row);
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* The last step first: it is what one comes to see. */
static void
fill_history (PfRequestView *self, PfRequest *request, PfTown *town)
{
  clear_list (self->history);
  for (guint i = request->history->len; i > 0; i--)
    {
      const PfRequestEvent *event = g_ptr_array_index (request->history, i - 1);
      g_autofree char *at =
          pf_date_text_past_moment (event->at, pf_session_get_now (self->session), town->zone);
      g_autofree char *title = g_strdup_printf (C_("state, and since when", "%s · %s"),
                                                pf_request_view_name_state (event->state), at);

      append_row (self->history, title, event->text);
    }
}

static void
fill_replies (PfRequestView *self, PfRequest *request, PfTown *town)
{
  clear_list (self->replies);
  for (guint i = 0; i < request->replies->len; i++)
    {
      const PfReplyLine *line = g_ptr_array_index (request->replies, i);

      append_row (self->replies, line->label, line->text);
    }
  if (request->appointment != PF_MOMENT_NONE)
    {
      g_autofree char *at = pf_date_text_moment (request->appointment,
                                                 pf_session_get_today (self->session), town->zone);

      append_row (self->replies, _("Appointment wished"), at);
    }
  gtk_widget_set_visible (self->replies_group,
                          gtk_list_box_get_row_at_index (self->replies, 0) != NULL);
}

static void
fill_files (PfRequestView *self, PfRequest *request)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->files))) != NULL)
    gtk_box_remove (self->files, child);
  for (guint i = 0; i < request->files->len; i++)
    gtk_box_append (self->files, pf_file_row_new (self->session, PF_FILE_OF_REQUEST, self->request,
                                                  g_ptr_array_index (request->files, i)));
}

static void
update (PfRequestView *self)
{
  PfTown *town = pf_session_get_town (self->session);
  PfRequest *request =
      pf_session_find_record (self->session, PF_COLLECTION_REQUESTS, self->request);
  const PfRequestEvent *last;

  if (request == NULL || town == NULL)
    return;
  last = request->history->len > 0 ? g_ptr_array_index (request->history, request->history->len - 1)
                                   : NULL;
  gtk_label_set_text (self->name, request->name);
  gtk_label_set_text (self->wanted_label, last != NULL && last->text != NULL
                                              ? last->text
                                              : pf_request_view_name_state (PF_REQUEST_WANTED));
  gtk_widget_set_visible (self->wanted, request->state == PF_REQUEST_WANTED);
  pf_writing_set_limits (self->writing, MAX (MAX_FILES - (int) request->files->len, 0),
                         PF_UPLOAD_MAX);
  fill_history (self, request, town);
  fill_replies (self, request, town);
  fill_files (self, request);
}

/* What completes it */

static void
changed_cb (PfRequestView *self)
{
  g_autoptr (PfRequestBody) body = NULL;
  g_autoptr (GBytes) json = NULL;

  if (pf_writing_is_empty (self->writing))
    {
      pf_draft_discard (self->draft);
      return;
    }
  body = pf_request_body_new ();
  body->request = g_strdup (self->request);
  body->text = pf_writing_get_text (self->writing);
  g_ptr_array_unref (body->files);
  body->files = pf_files_copy (pf_writing_get_files (self->writing));
  json = pf_codec_encode_request_body (body);
  pf_draft_set (self->draft, json, body->files);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfRequestView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->writing), TRUE);
  if (pf_draft_submit_finish (PF_DRAFT (source), result, &error))
    {
      pf_writing_set (self->writing, NULL, NULL);
      return;
    }
  text = pf_error_text (error);
  pf_writing_set_trouble (self->writing, text);
}

static void
send_cb (PfRequestView *self)
{
  g_autofree char *trouble = pf_writing_check_files (self->writing);

  if (trouble == NULL && pf_writing_is_empty (self->writing))
    trouble = g_strdup (_("Write an answer, or attach what is missing."));
  pf_writing_set_trouble (self->writing, trouble);
  if (trouble != NULL)
    return;
  changed_cb (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->writing), FALSE);
  pf_draft_submit_async (self->draft, submitted_cb, g_object_ref (self));
}

static PfRequestBody *
read_completion (PfRequestView *self, PfSubmission *submission)
{
  g_autoptr (PfRequestBody) body = NULL;

  if (submission->kind != PF_SUBMISSION_REQUEST ||
      pf_hub_find_session (self->hub, submission) != self->session)
    return NULL;
  body = pf_codec_decode_request_body (submission->body, NULL);
  return body != NULL && g_strcmp0 (body->request, self->request) == 0 ? g_steal_pointer (&body)
                                                                       : NULL;
}

static char *
name_completion (PfSubmission *submission, gpointer user_data)
{
  g_autoptr (PfRequestBody) body = read_completion (PF_REQUEST_VIEW (user_data), submission);

  if (body == NULL || submission->state == PF_SUBMISSION_STATE_DRAFT)
    return NULL;
  return g_strdup (body->text != NULL && *body->text != '\0' ? body->text : _("Files"));
}

static void
write_on (PfSubmission *submission, gpointer user_data)
{
  PfRequestView *self = PF_REQUEST_VIEW (user_data);
  g_autoptr (PfRequestBody) body = read_completion (self, submission);
  PfDraft *draft = pf_draft_new (self->session, PF_SUBMISSION_REQUEST, submission);

  pf_draft_flush (self->draft);
  g_object_unref (self->draft);
  self->draft = draft;
  pf_writing_set (self->writing, body->text, submission->files);
}

static void
restore_draft (PfRequestView *self)
{
  GListModel *all = pf_session_get_submissions (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (all, i);
      g_autoptr (PfRequestBody) body = read_completion (self, submission);

      if (body != NULL && submission->state == PF_SUBMISSION_STATE_DRAFT)
        write_on (submission, self);
    }
}

/* GObject */

static void
pf_request_view_dispose (GObject *object)
{
  PfRequestView *self = PF_REQUEST_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  if (self->draft != NULL)
    pf_draft_flush (self->draft);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->request, g_free);
  G_OBJECT_CLASS (pf_request_view_parent_class)->dispose (object);
}

static void
pf_request_view_class_init (PfRequestViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_request_view_dispose;
  g_type_ensure (PF_TYPE_WRITING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-request-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PfRequestView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PfRequestView, name);
  gtk_widget_class_bind_template_child (widget_class, PfRequestView, wanted);
  gtk_widget_class_bind_template_child (widget_class, PfRequestView, wanted_label);
  gtk_widget_class_bind_template_child (widget_class, PfRequestView, writing);
  gtk_widget_class_bind_template_child (widget_class, PfRequestView, waiting);
  gtk_widget_class_bind_template_child (widget_class, PfRequestView, history);
  gtk_widget_class_bind_template_child (widget_class, PfRequestView, replies_group);
  gtk_widget_class_bind_template_child (widget_class, PfRequestView, replies);
  gtk_widget_class_bind_template_child (widget_class, PfRequestView, files);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
pf_request_view_init (PfRequestView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pf_writing_set_labels (self->writing, _("Your Answer"), _("Send"));
}

GtkWidget *
pf_request_view_new (PfHub *hub, PfSession *session, const char *request)
{
  PfRequestView *self;
  GtkWidget *waiting;

  g_return_val_if_fail (PF_IS_HUB (hub) && PF_IS_SESSION (session), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  self = g_object_new (PF_TYPE_REQUEST_VIEW, NULL);
  self->hub = g_object_ref (hub);
  self->session = g_object_ref (session);
  self->request = g_strdup (request);
  self->draft = pf_draft_new (session, PF_SUBMISSION_REQUEST, NULL);
  pf_writing_set_session (self->writing, session);
  waiting = pf_submission_list_new (hub, name_completion, write_on, self);
  gtk_widget_set_hexpand (waiting, TRUE);
  gtk_box_append (self->waiting, waiting);
  g_signal_connect_object (pf_session_get_records (session, PF_COLLECTION_REQUESTS),
                           "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  restore_draft (self);
  update (self);
  return GTK_WIDGET (self);
}

const char *
pf_request_view_name_state (PfRequestState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (state_names), NULL);

  return g_dpgettext2 (NULL, "request", state_names[state]);
}
