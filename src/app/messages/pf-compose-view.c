/* SPDX-License-Identifier: GPL-3.0-or-later
 * A new message to a service of the town hall. */
#include "config.h"

#include "pf-compose-view.h"

#include "common/pf-draft.h"
#include "common/pf-rows.h"
#include "common/pf-sending.h"
#include "common/pf-writing.h"
#include "pf-mail-bodies.h"
#include "pf-record-mail.h"

#include <glib/gi18n-lib.h>

struct _PfComposeView {
  GtkWidget parent_instance;

  PfHub *hub;           /* (owned) */
  GPtrArray *services;  /* (element-type PfService) (owned): those that take messages, as listed */
  PfSubmission *former; /* (owned) (nullable) */
  PfDraft *draft;       /* (owned) (nullable): until a service is known */
  gboolean is_filling;

  GtkWidget *scroller;
  AdwComboRow *service_row;
  AdwComboRow *topic_row;
  AdwEntryRow *subject_row;
  GtkSwitch *copy_switch;
  GtkLabel *contact;
  PfWriting *writing;
};

G_DEFINE_FINAL_TYPE (PfComposeView, pf_compose_view, GTK_TYPE_WIDGET)

enum {
  SENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Returns: (nullable): the service that is written to. */
static PfService *
get_service (PfComposeView *self)
{
  guint position = adw_combo_row_get_selected (self->service_row);

  return position < self->services->len ? g_ptr_array_index (self->services, position) : NULL;
}

/* Returns: (nullable): the topic's identifier. */
static const char *
get_topic (PfComposeView *self)
{
  PfService *service = get_service (self);
  guint position = adw_combo_row_get_selected (self->topic_row);

  return service != NULL && position < service->topics->len
             ? ((const PfTopic *) g_ptr_array_index (service->topics, position))->id
             : NULL;
}

static GBytes *
make_body (PfComposeView *self)
{
  g_autoptr (PfMessageBody) body = pf_message_body_new ();
  PfService *service = get_service (self);

  body->service = service != NULL ? g_strdup (pf_record_get_id (PF_RECORD (service))) : NULL;
  body->topic = g_strdup (get_topic (self));
  body->subject = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->subject_row)));
  body->text = pf_writing_get_text (self->writing);
  body->wants_copy = gtk_switch_get_active (self->copy_switch);
  g_ptr_array_unref (body->files);
  body->files = pf_files_copy (pf_writing_get_files (self->writing));
  return pf_codec_encode_message_body (body);
}

static gboolean
is_empty (PfComposeView *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->subject_row)) == '\0' &&
         pf_writing_is_empty (self->writing);
}

static void
changed_cb (PfComposeView *self)
{
  g_autoptr (GBytes) body = NULL;

  if (self->is_filling || self->draft == NULL)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self->subject_row), "error");
  pf_writing_set_trouble (self->writing, NULL);
  if (is_empty (self))
    {
      pf_draft_discard (self->draft);
      return;
    }
  body = make_body (self);
  pf_draft_set (self->draft, body, pf_writing_get_files (self->writing));
}

/* A draft stays with its town; files are kept by the town's session. */
static void
take_session (PfComposeView *self, PfSession *session)
{
  PfSubmission *former = NULL;

  if (session == NULL || (self->draft != NULL && pf_draft_get_session (self->draft) == session))
    return;
  if (self->former != NULL && pf_hub_find_session (self->hub, self->former) == session)
    former = self->former;
  if (self->draft != NULL)
    {
      pf_draft_discard (self->draft);
      g_object_unref (self->draft);
      pf_writing_set (self->writing, NULL, NULL);
    }
  self->draft = pf_draft_new (session, PF_SUBMISSION_MESSAGE, former);
  pf_writing_set_session (self->writing, session);
}

static void
service_changed_cb (PfComposeView *self)
{
  PfService *service = get_service (self);
  g_autoptr (GtkStringList) topics = gtk_string_list_new (NULL);

  if (service == NULL)
    return;
  for (guint i = 0; i < service->topics->len; i++)
    gtk_string_list_append (topics,
                            ((const PfTopic *) g_ptr_array_index (service->topics, i))->name);
  adw_combo_row_set_model (self->topic_row, G_LIST_MODEL (topics));
  gtk_widget_set_visible (GTK_WIDGET (self->topic_row), service->topics->len > 0);
  gtk_label_set_text (self->contact, service->contact != NULL ? service->contact : "");
  pf_writing_set_limits (self->writing, service->max_files, service->max_bytes);
  take_session (self, pf_hub_find_session (self->hub, service));
  changed_cb (self);
}

/* Returns: (transfer full) (nullable): what is still missing. */
static char *
check (PfComposeView *self)
{
  g_autofree char *subject = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->subject_row)));
  g_autofree char *text = pf_writing_get_text (self->writing);
  gboolean has_subject = *g_strstrip (subject) != '\0';

  if (get_service (self) == NULL)
    return g_strdup (_("Choose the service that you write to."));
  if (!has_subject || g_utf8_strlen (subject, -1) > PF_MESSAGE_MAX_SUBJECT)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->subject_row), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->subject_row));
      return g_strdup (has_subject
                           ? _("The subject is too long: say the rest in the text.")
                           : _("Say in a few words what it is about: the subject is empty."));
    }
  if (*g_strstrip (text) == '\0')
    return g_strdup (_("Write something before you send it."));
  if (g_utf8_strlen (text, -1) > PF_MESSAGE_MAX_TEXT)
    return g_strdup (_("This is too long for one message: send it in parts."));
  return pf_writing_check_files (self->writing);
}

static void
sent_cb (gpointer owner, const char *trouble)
{
  PfComposeView *self = PF_COMPOSE_VIEW (owner);

  pf_writing_set_trouble (self->writing, trouble);
  if (trouble == NULL)
    g_signal_emit (self, signals[SENT], 0);
}

static void
send_cb (PfComposeView *self)
{
  g_autofree char *trouble = check (self);

  pf_writing_set_trouble (self->writing, trouble);
  if (trouble != NULL)
    return;
  changed_cb (self);
  pf_sending_start (self->draft, GTK_WIDGET (self), sent_cb, self);
}

/* Filling */

static void
fill_services (PfComposeView *self)
{
  GListModel *all = pf_hub_get_records (self->hub, PF_COLLECTION_SERVICES);
  gboolean has_towns = g_list_model_get_n_items (pf_hub_get_sessions (self->hub)) > 1;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->services, 0);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfService) service = g_list_model_get_item (all, i);
      PfSession *session = pf_hub_find_session (self->hub, service);
      PfTown *town = session != NULL ? pf_session_get_town (session) : NULL;
      g_autofree char *name = NULL;

      if (!service->takes_messages || town == NULL)
        continue;
      /* Translators: a service of a town: "Service enfance (Saint-Aubin)" */
      name = has_towns ? g_strdup_printf (_("%s (%s)"), service->name, town->name)
                       : g_strdup (service->name);
      gtk_string_list_append (names, name);
      g_ptr_array_add (self->services, g_steal_pointer (&service));
    }
  adw_combo_row_set_model (self->service_row, G_LIST_MODEL (names));
}

static void
select_topic (PfComposeView *self, const char *id)
{
  PfService *service = get_service (self);

  for (guint i = 0; service != NULL && i < service->topics->len; i++)
    if (g_strcmp0 (((const PfTopic *) g_ptr_array_index (service->topics, i))->id, id) == 0)
      adw_combo_row_set_selected (self->topic_row, i);
}

static void
restore (PfComposeView *self)
{
  g_autoptr (PfMessageBody) body =
      self->former != NULL ? pf_codec_decode_message_body (self->former->body, NULL) : NULL;

  if (body == NULL)
    return;
  for (guint i = 0; i < self->services->len; i++)
    if (g_strcmp0 (pf_record_get_id (g_ptr_array_index (self->services, i)), body->service) == 0)
      adw_combo_row_set_selected (self->service_row, i);
  select_topic (self, body->topic);
  gtk_editable_set_text (GTK_EDITABLE (self->subject_row),
                         body->subject != NULL ? body->subject : "");
  gtk_switch_set_active (self->copy_switch, body->wants_copy);
  pf_writing_set (self->writing, body->text, self->former->files);
}

/* What is being written stays as it is when the lists of the town change. */
static void
services_changed_cb (PfComposeView *self)
{
  if (self->services->len > 0)
    return;
  self->is_filling = TRUE;
  fill_services (self);
  service_changed_cb (self);
  restore (self);
  self->is_filling = FALSE;
}

/* GObject and GtkWidget */

/* A service and a topic are chosen already: the first thing to write. */
static gboolean
pf_compose_view_grab_focus (GtkWidget *widget)
{
  PfComposeView *self = PF_COMPOSE_VIEW (widget);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->subject_row)) == '\0')
    return gtk_widget_grab_focus (GTK_WIDGET (self->subject_row));
  pf_writing_focus (self->writing);
  return TRUE;
}

static void
pf_compose_view_dispose (GObject *object)
{
  PfComposeView *self = PF_COMPOSE_VIEW (object);

  self->is_filling = TRUE;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  if (self->draft != NULL)
    pf_draft_flush (self->draft);
  g_clear_object (&self->draft);
  g_clear_object (&self->former);
  g_clear_object (&self->hub);
  g_clear_pointer (&self->services, g_ptr_array_unref);
  G_OBJECT_CLASS (pf_compose_view_parent_class)->dispose (object);
}

static void
pf_compose_view_class_init (PfComposeViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_compose_view_dispose;
  widget_class->grab_focus = pf_compose_view_grab_focus;
  signals[SENT] = g_signal_new ("sent", PF_TYPE_COMPOSE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (PF_TYPE_WRITING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-compose-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PfComposeView, scroller);
  gtk_widget_class_bind_template_child (widget_class, PfComposeView, service_row);
  gtk_widget_class_bind_template_child (widget_class, PfComposeView, topic_row);
  gtk_widget_class_bind_template_child (widget_class, PfComposeView, subject_row);
  gtk_widget_class_bind_template_child (widget_class, PfComposeView, copy_switch);
  gtk_widget_class_bind_template_child (widget_class, PfComposeView, contact);
  gtk_widget_class_bind_template_child (widget_class, PfComposeView, writing);
  gtk_widget_class_bind_template_callback (widget_class, service_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
}

static void
pf_compose_view_init (PfComposeView *self)
{
  self->services = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_filling = FALSE;
  pf_rows_show_choice (self->service_row);
  pf_rows_show_choice (self->topic_row);
  pf_writing_set_labels (self->writing, _("Your Message"), _("Send"));
}

GtkWidget *
pf_compose_view_new (PfHub *hub, PfSubmission *former)
{
  PfComposeView *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_COMPOSE_VIEW, NULL);
  self->hub = g_object_ref (hub);
  self->former = former != NULL ? g_object_ref (former) : NULL;
  g_signal_connect_object (pf_hub_get_records (hub, PF_COLLECTION_SERVICES), "items-changed",
                           G_CALLBACK (services_changed_cb), self, G_CONNECT_SWAPPED);
  services_changed_cb (self);
  return GTK_WIDGET (self);
}
