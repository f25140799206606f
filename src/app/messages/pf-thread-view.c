/* SPDX-License-Identifier: GPL-3.0-or-later
 * A conversation with a service of the town hall. */
#include "config.h"

#include "pf-thread-view.h"

#include "common/pf-landing.h"
#include "common/pf-list-box.h"
#include "common/pf-reply.h"
#include "pf-mail-bodies.h"
#include "pf-message-row.h"

#include <glib/gi18n-lib.h>

struct _PfThreadView {
  GtkWidget parent_instance;

  PfSession *session; /* (owned) */
  char *thread;
  PfReply *reply;   /* (owned) */
  GPtrArray *shown; /* (owned) (element-type PfMessage): by row */
  PfMoment marked;  /* the last word that the town was told is read */
  guint idle;

  GtkWidget *box;
  GtkScrolledWindow *scroller;
  GtkBox *content;
  GtkLabel *subject;
  GtkLabel *service;
  GtkListBox *messages;
  GtkWidget *closed;
  PfWriting *writing;
};

G_DEFINE_FINAL_TYPE (PfThreadView, pf_thread_view, GTK_TYPE_WIDGET)

static int
compare_messages (gconstpointer a, gconstpointer b)
{
  const PfMessage *left = *(PfMessage *const *) a;
  const PfMessage *right = *(PfMessage *const *) b;

  return left->at < right->at ? -1 : left->at > right->at;
}

/* Returns: (transfer full) (element-type PfMessage): the thread's, oldest first. */
static GPtrArray *
list_messages (PfThreadView *self)
{
  GListModel *all = pf_session_get_records (self->session, PF_COLLECTION_MESSAGES);
  GPtrArray *messages = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfMessage) message = g_list_model_get_item (all, i);

      if (g_str_equal (message->thread, self->thread))
        g_ptr_array_add (messages, g_steal_pointer (&message));
    }
  g_ptr_array_sort (messages, compare_messages);
  return messages;
}

static gboolean
is_shown (PfThreadView *self, GPtrArray *messages)
{
  if (messages->len != self->shown->len)
    return FALSE;
  for (guint i = 0; i < messages->len; i++)
    if (messages->pdata[i] != self->shown->pdata[i])
      return FALSE;
  return TRUE;
}

/* The last one also stands for the conversation. */
static GtkWidget *
make_row (PfThreadView *self, PfMessage *message, gboolean starts_day, gboolean is_last)
{
  GtkWidget *row = pf_message_row_new (self->session, message, starts_day);

  pf_landing_mark (row, self->session, PF_COLLECTION_MESSAGES,
                   pf_record_get_id (PF_RECORD (message)));
  if (is_last)
    pf_landing_mark (row, self->session, PF_COLLECTION_THREADS, self->thread);
  return row;
}

/* Returns: whether there is something new: what is read already stays as it is. */
static gboolean
fill_messages (PfThreadView *self)
{
  PfTown *town = pf_session_get_town (self->session);
  g_autoptr (GPtrArray) messages = list_messages (self);
  PfDay day = PF_DAY_NONE;

  if (town == NULL || is_shown (self, messages))
    return FALSE;
  pf_list_box_clear (self->messages);
  for (guint i = 0; i < messages->len; i++)
    {
      PfMessage *message = g_ptr_array_index (messages, i);
      PfDay written = pf_moment_get_day (message->at, town->zone);

      gtk_list_box_append (self->messages,
                           make_row (self, message, written != day, i + 1 == messages->len));
      day = written;
    }
  g_ptr_array_unref (self->shown);
  self->shown = g_steal_pointer (&messages);
  return TRUE;
}

static const char *
find_topic (PfService *service, const char *id)
{
  for (guint i = 0; i < service->topics->len; i++)
    {
      const PfTopic *topic = g_ptr_array_index (service->topics, i);

      if (g_strcmp0 (topic->id, id) == 0)
        return topic->name;
    }
  return NULL;
}

static void
fill_heading (PfThreadView *self, PfThread *thread)
{
  PfService *service =
      pf_session_find_record (self->session, PF_COLLECTION_SERVICES, thread->service);
  const char *topic = service != NULL ? find_topic (service, thread->topic) : NULL;
  g_autofree char *text = NULL;

  if (service != NULL)
    text = topic != NULL
               ? g_strdup_printf (C_("service and topic", "%s · %s"), service->name, topic)
               : g_strdup (service->name);
  gtk_label_set_text (self->subject, thread->subject);
  gtk_label_set_text (self->service, text != NULL ? text : "");
  if (service != NULL)
    pf_writing_set_limits (self->writing, service->max_files, service->max_bytes);
  gtk_widget_set_visible (self->closed, thread->is_closed);
  gtk_widget_set_visible (GTK_WIDGET (self->writing), !thread->is_closed);
}

/* Tells the town once that the family has seen the last word. */
static void
mark_read (PfThreadView *self, PfThread *thread)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (PfSubmission) mark = NULL;

  if (thread->n_unread == 0 || thread->last_at <= self->marked ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->marked = thread->last_at;
  body = g_bytes_new_static ("{}", 2);
  mark = pf_submission_new (PF_SUBMISSION_READ_MARK, self->thread, 0, body, NULL);
  pf_session_submit_async (self->session, mark, NULL, NULL, NULL);
}

static gboolean
scroll_cb (gpointer user_data)
{
  PfThreadView *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  self->idle = 0;
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->messages)) != NULL)
    return G_SOURCE_REMOVE; /* one is being read */
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

static void
queue_scroll (PfThreadView *self)
{
  if (self->idle == 0)
    self->idle = g_timeout_add (50, scroll_cb, self);
}

static void
update (PfThreadView *self)
{
  PfThread *thread = pf_session_find_record (self->session, PF_COLLECTION_THREADS, self->thread);

  if (fill_messages (self))
    queue_scroll (self);
  if (thread == NULL)
    return;
  fill_heading (self, thread);
  mark_read (self, thread);
}

/* What is written */

static GBytes *
encode_answer (const char *thread, const char *text, GPtrArray *files)
{
  g_autoptr (PfMessageBody) body = pf_message_body_new ();

  body->thread = g_strdup (thread);
  body->text = g_strdup (text);
  g_ptr_array_unref (body->files);
  body->files = pf_files_copy (files);
  return pf_codec_encode_message_body (body);
}

static char *
read_answer (const char *thread, GBytes *json)
{
  g_autoptr (PfMessageBody) body = pf_codec_decode_message_body (json, NULL);

  if (body == NULL || g_strcmp0 (body->thread, thread) != 0)
    return NULL;
  return g_strdup (body->text != NULL ? body->text : "");
}

static char *
check_answer (PfWriting *writing)
{
  g_autofree char *text = pf_writing_get_text (writing);

  if (*g_strstrip (text) == '\0')
    return g_strdup (_("Write something before you send it."));
  return g_utf8_strlen (text, -1) > PF_MESSAGE_MAX_TEXT
             ? g_strdup (_("This is too long for one message: send it in parts."))
             : NULL;
}

static const PfReplyKind answers = { PF_SUBMISSION_MESSAGE, encode_answer, read_answer,
                                     check_answer };

/* GObject and GtkWidget */

static void
pf_thread_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pf_thread_view_parent_class)->map (widget);
  update (PF_THREAD_VIEW (widget));
  queue_scroll (PF_THREAD_VIEW (widget));
}

static void
pf_thread_view_unmap (GtkWidget *widget)
{
  pf_reply_flush (PF_THREAD_VIEW (widget)->reply);
  GTK_WIDGET_CLASS (pf_thread_view_parent_class)->unmap (widget);
}

static void
pf_thread_view_dispose (GObject *object)
{
  PfThreadView *self = PF_THREAD_VIEW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->reply);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->session);
  g_clear_pointer (&self->thread, g_free);
  G_OBJECT_CLASS (pf_thread_view_parent_class)->dispose (object);
}

static void
pf_thread_view_class_init (PfThreadViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_thread_view_dispose;
  widget_class->map = pf_thread_view_map;
  widget_class->unmap = pf_thread_view_unmap;

  g_type_ensure (PF_TYPE_WRITING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-thread-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PfThreadView, box);
  gtk_widget_class_bind_template_child (widget_class, PfThreadView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PfThreadView, content);
  gtk_widget_class_bind_template_child (widget_class, PfThreadView, subject);
  gtk_widget_class_bind_template_child (widget_class, PfThreadView, service);
  gtk_widget_class_bind_template_child (widget_class, PfThreadView, messages);
  gtk_widget_class_bind_template_child (widget_class, PfThreadView, closed);
  gtk_widget_class_bind_template_child (widget_class, PfThreadView, writing);
}

static void
pf_thread_view_init (PfThreadView *self)
{
  self->marked = PF_MOMENT_NONE;
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_thread_view_new (PfHub *hub, PfSession *session, const char *thread)
{
  static const PfCollection watched[] = { PF_COLLECTION_MESSAGES, PF_COLLECTION_THREADS,
                                          PF_COLLECTION_SERVICES };
  PfThreadView *self;

  g_return_val_if_fail (PF_IS_HUB (hub) && PF_IS_SESSION (session), NULL);
  g_return_val_if_fail (thread != NULL, NULL);

  self = g_object_new (PF_TYPE_THREAD_VIEW, NULL);
  self->session = g_object_ref (session);
  self->thread = g_strdup (thread);
  self->reply = pf_reply_new (hub, session, &answers, thread, self->writing);
  gtk_box_append (self->content, pf_reply_create_list (self->reply));
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (pf_session_get_records (session, watched[i]), "items-changed",
                             G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

const char *
pf_thread_view_get_thread (PfThreadView *self)
{
  g_return_val_if_fail (PF_IS_THREAD_VIEW (self), NULL);

  return self->thread;
}

PfSession *
pf_thread_view_get_session (PfThreadView *self)
{
  g_return_val_if_fail (PF_IS_THREAD_VIEW (self), NULL);

  return self->session;
}
