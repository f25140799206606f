/* SPDX-License-Identifier: GPL-3.0-or-later
 * Messages: a list of conversations, and beside it (or after it, where the window is narrow) the
 * one that was chosen. */
#include "config.h"

#include "pf-messages-page.h"

#include "common/pf-date-text.h"
#include "common/pf-kept-page.h"
#include "common/pf-list-box.h"
#include "common/pf-rows.h"
#include "common/pf-submission-row.h"
#include "pf-compose-view.h"
#include "pf-mail-bodies.h"
#include "pf-record-mail.h"
#include "pf-thread-view.h"

#include <glib/gi18n-lib.h>

#define TITLE_LINES 3 /* a subject may be as long as a message */

struct _PfMessagesPage {
  GtkWidget parent_instance;

  PfHub *hub;       /* (owned) */
  GPtrArray *shown; /* (element-type PfThread) (owned): by row */

  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkWidget *detail_pane;
  GtkStack *stack;
  GtkBox *lists;
  GtkListBox *threads;
  GtkWidget *empty;
  AdwBin *detail;
};

G_DEFINE_FINAL_TYPE (PfMessagesPage, pf_messages_page, GTK_TYPE_WIDGET)

/* The list */

static const char *
get_service_name (PfMessagesPage *self, PfThread *thread)
{
  PfSession *session = pf_hub_find_session (self->hub, thread);
  PfService *service =
      session != NULL ? pf_session_find_record (session, PF_COLLECTION_SERVICES, thread->service)
                      : NULL;

  return service != NULL ? service->name : thread->service;
}

/* By service; in each the last word first. */
static int
compare_threads (gconstpointer a, gconstpointer b, gpointer user_data)
{
  PfThread *left = *(PfThread *const *) a;
  PfThread *right = *(PfThread *const *) b;
  int order =
      g_utf8_collate (get_service_name (user_data, left), get_service_name (user_data, right));

  if (order != 0)
    return order;
  return left->last_at > right->last_at ? -1 : left->last_at < right->last_at;
}

static const char *
get_topic_name (PfSession *session, PfThread *thread)
{
  PfService *service = pf_session_find_record (session, PF_COLLECTION_SERVICES, thread->service);

  for (guint i = 0; service != NULL && i < service->topics->len; i++)
    {
      const PfTopic *topic = g_ptr_array_index (service->topics, i);

      if (g_strcmp0 (topic->id, thread->topic) == 0)
        return topic->name;
    }
  return NULL;
}

static char *
describe_thread (PfSession *session, PfThread *thread)
{
  PfTown *town = pf_session_get_town (session);
  g_autofree char *moment =
      pf_date_text_past_moment (thread->last_at, pf_session_get_now (session), town->zone);
  const char *topic = get_topic_name (session, thread);
  g_autofree char *text = topic != NULL ? g_strdup_printf ("%s · %s", topic, moment)
                                        : g_strdup (moment);

  /* Translators: after a conversation's topic and the moment of its last message */
  return thread->is_closed ? g_strdup_printf (_("%s · closed"), text) : g_steal_pointer (&text);
}

static GtkWidget *
make_badge (int n_unread)
{
  g_autofree char *count = g_strdup_printf ("%d", n_unread);
  GtkWidget *badge = gtk_label_new (count);

  gtk_widget_add_css_class (badge, "badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  return badge;
}

static GtkWidget *
make_row (PfMessagesPage *self, PfThread *thread)
{
  PfSession *session = pf_hub_find_session (self->hub, thread);
  g_autofree char *subtitle = describe_thread (session, thread);
  g_autofree char *label = NULL;
  GtkWidget *row = pf_rows_new (thread->subject, subtitle);

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), TITLE_LINES);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  pf_list_box_set_heading (row, get_service_name (self, thread));
  if (thread->n_unread == 0)
    return row;
  gtk_widget_add_css_class (row, "unread");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_badge (thread->n_unread));
  label = g_strdup_printf (ngettext ("%s, %d unread message", "%s, %d unread messages",
                                     thread->n_unread),
                           thread->subject, thread->n_unread);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return row;
}

/* Marks the row of the thread that is shown beside the list. */
static void
select_shown (PfMessagesPage *self)
{
  GtkWidget *child = adw_bin_get_child (self->detail);
  const char *id = PF_IS_THREAD_VIEW (child) ? pf_thread_view_get_thread (PF_THREAD_VIEW (child))
                                             : NULL;

  gtk_list_box_unselect_all (self->threads);
  for (guint i = 0; id != NULL && i < self->shown->len; i++)
    if (g_str_equal (pf_record_get_id (g_ptr_array_index (self->shown, i)), id) &&
        pf_hub_find_session (self->hub, g_ptr_array_index (self->shown, i)) ==
            pf_thread_view_get_session (PF_THREAD_VIEW (child)))
      gtk_list_box_select_row (self->threads,
                               gtk_list_box_get_row_at_index (self->threads, (int) i));
}

static void
fill_threads (PfMessagesPage *self)
{
  GListModel *all = pf_hub_get_records (self->hub, PF_COLLECTION_THREADS);
  gboolean has_records = pf_hub_has_records (self->hub, PF_COLLECTION_THREADS);

  pf_list_box_clear (self->threads);
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfThread) thread = g_list_model_get_item (all, i);
      PfSession *session = pf_hub_find_session (self->hub, thread);

      if (session != NULL && pf_session_get_town (session) != NULL)
        g_ptr_array_add (self->shown, g_steal_pointer (&thread));
    }
  g_ptr_array_sort_with_data (self->shown, compare_threads, self);
  for (guint i = 0; i < self->shown->len; i++)
    gtk_list_box_append (self->threads, make_row (self, g_ptr_array_index (self->shown, i)));
  gtk_widget_set_visible (self->empty, self->shown->len == 0);
  gtk_stack_set_visible_child_name (self->stack,
                                    has_records || self->shown->len > 0 ? "content" : "loading");
  select_shown (self);
}

/* What is shown beside */

static void
show_detail (PfMessagesPage *self, GtkWidget *child)
{
  adw_bin_set_child (self->detail, child);
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
  select_shown (self);
}

static void
back_cb (PfMessagesPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

static void
show_thread (PfMessagesPage *self, PfSession *session, const char *id)
{
  show_detail (self, pf_thread_view_new (self->hub, session, id));
}

static void
row_activated_cb (PfMessagesPage *self, GtkListBoxRow *row)
{
  PfThread *thread = g_ptr_array_index (self->shown, gtk_list_box_row_get_index (row));

  show_thread (self, pf_hub_find_session (self->hub, thread),
               pf_record_get_id (PF_RECORD (thread)));
}

/* What was written and is in no thread yet */

static PfMessageBody *
read_beginning (PfSubmission *submission)
{
  g_autoptr (PfMessageBody) body = NULL;

  if (submission->kind != PF_SUBMISSION_MESSAGE)
    return NULL;
  body = pf_codec_decode_message_body (submission->body, NULL);
  return body != NULL && body->thread == NULL ? g_steal_pointer (&body) : NULL;
}

static char *
name_beginning (PfSubmission *submission, gpointer user_data)
{
  g_autoptr (PfMessageBody) body = read_beginning (submission);

  if (body == NULL)
    return NULL;
  return g_strdup (body->subject != NULL && *body->subject != '\0' ? body->subject
                                                                   : _("Without a subject"));
}

/* In a narrow window the list is in front, and stays there. */
static void
arrived_cb (PfMessagesPage *self, PfSession *session, const char *thread)
{
  adw_bin_set_child (self->detail, pf_thread_view_new (self->hub, session, thread));
  select_shown (self);
}

static void
show_nothing (PfMessagesPage *self)
{
  GtkWidget *status = adw_status_page_new ();

  g_object_set (status, "icon-name", "mail-unread-symbolic", "title", _("Write to Your Town Hall"),
                "description", _("Choose a conversation, or begin a new one."), NULL);
  adw_bin_set_child (self->detail, status);
}

/* The new thread comes into the list by itself; until then its row says that it is on its way. */
static void
sent_cb (PfMessagesPage *self)
{
  GtkWidget *kept = pf_kept_page_new (self->hub, name_beginning, self, PF_COLLECTION_THREADS);

  pf_kept_page_set_text (
      PF_KEPT_PAGE (kept), "mail-send-symbolic", _("Your Message Is Kept"),
      _("It leaves as soon as the town can be reached. The answer will be here."));
  g_signal_connect_object (kept, "arrived", G_CALLBACK (arrived_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kept, "gone", G_CALLBACK (show_nothing), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->detail, kept);
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

static void
compose (PfMessagesPage *self, PfSubmission *former)
{
  GtkWidget *view = pf_compose_view_new (self->hub, former);

  g_signal_connect_object (view, "sent", G_CALLBACK (sent_cb), self, G_CONNECT_SWAPPED);
  show_detail (self, view);
  gtk_widget_grab_focus (view);
}

static void
write_on (PfSubmission *submission, gpointer user_data)
{
  compose (PF_MESSAGES_PAGE (user_data), submission);
}

/* Answers and read marks that the town has taken are nobody's concern any more: the records tell
 * them. */
static void
put_settled_away (PfMessagesPage *self)
{
  GListModel *all = pf_hub_get_submissions (self->hub);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (all, i);
      PfSession *session = pf_hub_find_session (self->hub, submission);
      gboolean is_mark = submission->kind == PF_SUBMISSION_READ_MARK;

      if (session == NULL || submission->state != PF_SUBMISSION_STATE_SETTLED ||
          (!is_mark &&
           (submission->kind != PF_SUBMISSION_MESSAGE || pf_submission_is_refused (submission))))
        continue;
      pf_session_dismiss_submission_async (session, submission, NULL, NULL, NULL);
    }
}

/* GObject */

static void
pf_messages_page_dispose (GObject *object)
{
  PfMessagesPage *self = PF_MESSAGES_PAGE (object);

  g_clear_pointer ((GtkWidget **) &self->leaflet, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_messages_page_parent_class)->dispose (object);
}

static void
pf_messages_page_class_init (PfMessagesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_messages_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-messages-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PfMessagesPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PfMessagesPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, PfMessagesPage, detail_pane);
  gtk_widget_class_bind_template_child (widget_class, PfMessagesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PfMessagesPage, lists);
  gtk_widget_class_bind_template_child (widget_class, PfMessagesPage, threads);
  gtk_widget_class_bind_template_child (widget_class, PfMessagesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, PfMessagesPage, detail);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
pf_messages_page_init (PfMessagesPage *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  pf_list_box_show_headings (self->threads);
}

GtkWidget *
pf_messages_page_new (PfHub *hub)
{
  static const PfCollection watched[] = { PF_COLLECTION_THREADS, PF_COLLECTION_SERVICES };
  PfMessagesPage *self;
  GtkWidget *waiting;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_MESSAGES_PAGE, NULL);
  self->hub = g_object_ref (hub);
  waiting = pf_submission_list_new (hub, name_beginning, write_on, self);
  pf_submission_list_set_narrow (waiting);
  gtk_box_prepend (self->lists, waiting);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (pf_hub_get_records (hub, watched[i]), "items-changed",
                             G_CALLBACK (fill_threads), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "records-loaded", G_CALLBACK (fill_threads), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_submissions (hub), "items-changed",
                           G_CALLBACK (put_settled_away), self, G_CONNECT_SWAPPED);
  put_settled_away (self);
  show_nothing (self);
  fill_threads (self);
  return GTK_WIDGET (self);
}

void
pf_messages_page_compose (PfMessagesPage *self)
{
  g_return_if_fail (PF_IS_MESSAGES_PAGE (self));

  compose (self, NULL);
}

void
pf_messages_page_open (GtkWidget *page, PfSession *session, PfCollection collection, const char *id)
{
  PfMessagesPage *self = PF_MESSAGES_PAGE (page);
  PfMessage *message = collection == PF_COLLECTION_MESSAGES
                           ? pf_session_find_record (session, collection, id)
                           : NULL;

  if (collection == PF_COLLECTION_SERVICES)
    compose (self, NULL);
  else if (collection == PF_COLLECTION_THREADS)
    show_thread (self, session, id);
  else if (message != NULL)
    show_thread (self, session, message->thread);
}

guint
pf_messages_page_count_unread (PfHub *hub)
{
  GListModel *all = pf_hub_get_records (hub, PF_COLLECTION_THREADS);
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfThread) thread = g_list_model_get_item (all, i);

      count += (guint) thread->n_unread;
    }
  return count;
}
