/* SPDX-License-Identifier: GPL-3.0-or-later
 * A request that was sent. */
#include "config.h"

#include "pf-request-view.h"

#include "common/pf-date-text.h"
#include "common/pf-file-row.h"
#include "common/pf-list-box.h"
#include "common/pf-reply.h"
#include "pf-file-type.h"
#include "pf-mail-bodies.h"

#include <glib/gi18n-lib.h>

#define MAX_FILES 10

struct _PfRequestView {
  GtkWidget parent_instance;

  PfSession *session; /* (owned) */
  char *request;
  PfReply *reply; /* (owned) */

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

/* The last step first: it is what one comes to see. */
static void
fill_history (PfRequestView *self, PfRequest *request, PfTown *town)
{
  pf_list_box_clear (self->history);
  for (guint i = request->history->len; i > 0; i--)
    {
      const PfRequestEvent *event = g_ptr_array_index (request->history, i - 1);
      g_autofree char *at =
          pf_date_text_past_moment (event->at, pf_session_get_now (self->session), town->zone);
      g_autofree char *title = g_strdup_printf (C_("state, and since when", "%s · %s"),
                                                pf_request_view_name_state (event->state), at);

      pf_list_box_append_text (self->history, title, event->text);
    }
}

static void
fill_replies (PfRequestView *self, PfRequest *request, PfTown *town)
{
  pf_list_box_clear (self->replies);
  for (guint i = 0; i < request->replies->len; i++)
    {
      const PfReplyLine *line = g_ptr_array_index (request->replies, i);

      pf_list_box_append_text (self->replies, line->label, line->text);
    }
  if (request->appointment != PF_MOMENT_NONE)
    {
      g_autofree char *at = pf_date_text_moment (request->appointment,
                                                 pf_session_get_today (self->session), town->zone);

      pf_list_box_append_text (self->replies, _("Appointment wished"), at);
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

static GBytes *
encode_completion (const char *request, const char *text, GPtrArray *files)
{
  g_autoptr (PfRequestBody) body = pf_request_body_new ();

  body->request = g_strdup (request);
  body->text = g_strdup (text);
  g_ptr_array_unref (body->files);
  body->files = pf_files_copy (files);
  return pf_codec_encode_request_body (body);
}

static char *
read_completion (const char *request, GBytes *json)
{
  g_autoptr (PfRequestBody) body = pf_codec_decode_request_body (json, NULL);

  if (body == NULL || g_strcmp0 (body->request, request) != 0)
    return NULL;
  return g_strdup (body->text != NULL ? body->text : "");
}

static char *
check_completion (PfWriting *writing)
{
  return pf_writing_is_empty (writing) ? g_strdup (_("Write an answer, or attach what is missing."))
                                       : NULL;
}

static const PfReplyKind completions = { PF_SUBMISSION_REQUEST, encode_completion, read_completion,
                                         check_completion };

/* GObject */

static void
pf_request_view_dispose (GObject *object)
{
  PfRequestView *self = PF_REQUEST_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->reply);
  g_clear_object (&self->session);
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
}

static void
pf_request_view_init (PfRequestView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_request_view_new (PfHub *hub, PfSession *session, const char *request)
{
  PfRequestView *self;

  g_return_val_if_fail (PF_IS_HUB (hub) && PF_IS_SESSION (session), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  self = g_object_new (PF_TYPE_REQUEST_VIEW, NULL);
  self->session = g_object_ref (session);
  self->request = g_strdup (request);
  self->reply = pf_reply_new (hub, session, &completions, request, self->writing);
  gtk_box_append (self->waiting, pf_reply_create_list (self->reply));
  g_signal_connect_object (pf_session_get_records (session, PF_COLLECTION_REQUESTS),
                           "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

const char *
pf_request_view_name_state (PfRequestState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (state_names), NULL);

  return g_dpgettext2 (NULL, "request", state_names[state]);
}
