/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests: what was sent and what can be asked, and beside it (or after it, where the window is
 * narrow) the one that was chosen. */
#include "config.h"

#include "pf-requests-page.h"

#include "common/pf-date-text.h"
#include "common/pf-kept-page.h"
#include "common/pf-landing.h"
#include "common/pf-list-box.h"
#include "common/pf-rows.h"
#include "common/pf-submission-row.h"
#include "pf-mail-bodies.h"
#include "pf-record-mail.h"
#include "pf-request-view.h"
#include "pf-request-wizard.h"

#include <glib/gi18n-lib.h>

struct _PfRequestsPage {
  GtkWidget parent_instance;

  PfHub *hub;             /* (owned) */
  GPtrArray *shown;       /* (element-type PfRequest) (owned): by row */
  GPtrArray *shown_forms; /* (element-type PfForm) (owned): by row */

  PfSession *wanted_session; /* (owned) (nullable) */
  char *wanted_form;         /* (nullable): to be begun once it is read */

  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkWidget *detail_pane;
  GtkStack *stack;
  GtkBox *waiting;
  GtkListBox *requests;
  GtkListBox *forms;
  GtkWidget *empty;
  AdwBin *detail;
};

G_DEFINE_FINAL_TYPE (PfRequestsPage, pf_requests_page, GTK_TYPE_WIDGET)

/* Those that the town waits for first, then the newest. */
static int
compare_requests (gconstpointer a, gconstpointer b)
{
  PfRequest *left = *(PfRequest *const *) a;
  PfRequest *right = *(PfRequest *const *) b;
  int wanted = (right->state == PF_REQUEST_WANTED) - (left->state == PF_REQUEST_WANTED);

  if (wanted != 0)
    return wanted;
  return left->sent_at > right->sent_at ? -1 : left->sent_at < right->sent_at;
}

static int
compare_forms (gconstpointer a, gconstpointer b)
{
  PfForm *left = *(PfForm *const *) a;
  PfForm *right = *(PfForm *const *) b;

  return g_utf8_collate (left->category != NULL ? left->category : "",
                         right->category != NULL ? right->category : "");
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = pf_rows_new (title, subtitle);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

/* Collects the records of @collection of towns that are known. */
static void
collect (PfRequestsPage *self, PfCollection collection, GPtrArray *records)
{
  GListModel *all = pf_hub_get_records (self->hub, collection);

  g_ptr_array_set_size (records, 0);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (PfRecord) record = g_list_model_get_item (all, i);
      PfSession *session = pf_hub_find_session (self->hub, record);

      if (session != NULL && pf_session_get_town (session) != NULL)
        g_ptr_array_add (records, g_steal_pointer (&record));
    }
}

static void
fill_requests (PfRequestsPage *self)
{
  pf_list_box_clear (self->requests);
  collect (self, PF_COLLECTION_REQUESTS, self->shown);
  g_ptr_array_sort (self->shown, compare_requests);
  for (guint i = 0; i < self->shown->len; i++)
    {
      PfRequest *request = g_ptr_array_index (self->shown, i);
      PfSession *session = pf_hub_find_session (self->hub, request);
      g_autofree char *at = pf_date_text_past_moment (request->sent_at,
                                                      pf_session_get_now (session),
                                                      pf_session_get_town (session)->zone);
      g_autofree char *subtitle = g_strdup_printf (C_("state, and since when", "%s · %s"),
                                                   pf_request_view_name_state (request->state), at);
      GtkWidget *row = make_row (request->name, subtitle);

      if (request->state == PF_REQUEST_WANTED)
        gtk_widget_add_css_class (row, "unread");
      gtk_list_box_append (self->requests, row);
    }
  gtk_widget_set_visible (self->empty, self->shown->len == 0);
}

static void
fill_forms (PfRequestsPage *self)
{
  pf_list_box_clear (self->forms);
  collect (self, PF_COLLECTION_FORMS, self->shown_forms);
  g_ptr_array_sort (self->shown_forms, compare_forms);
  for (guint i = 0; i < self->shown_forms->len; i++)
    {
      PfForm *form = g_ptr_array_index (self->shown_forms, i);
      g_autofree char *subtitle =
          form->minutes > 0
              ? g_strdup_printf (ngettext ("About %d minute", "About %d minutes", form->minutes),
                                 form->minutes)
              : g_strdup ("");
      GtkWidget *row = make_row (form->name, subtitle);

      pf_list_box_set_heading (row, form->category != NULL ? form->category : _("New Request"));
      gtk_list_box_append (self->forms, row);
    }
}

static void
fill (PfRequestsPage *self)
{
  fill_requests (self);
  fill_forms (self);
  gtk_stack_set_visible_child_name (self->stack,
                                    pf_hub_has_records (self->hub, PF_COLLECTION_FORMS) ||
                                            self->shown_forms->len > 0
                                        ? "content"
                                        : "loading");
}

/* What is shown beside */

static void
show_detail (PfRequestsPage *self, GtkWidget *child)
{
  adw_bin_set_child (self->detail, child);
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
}

static void
back_cb (PfRequestsPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

/* What was written and is not at the town yet */

/* Returns: (transfer none) (nullable): the form that @submission fills in. */
static PfForm *
find_form (PfRequestsPage *self, PfSubmission *submission)
{
  PfSession *session = pf_hub_find_session (self->hub, submission);
  g_autoptr (PfRequestBody) body = submission->kind == PF_SUBMISSION_REQUEST
                                       ? pf_codec_decode_request_body (submission->body, NULL)
                                       : NULL;

  return session != NULL && body != NULL && body->request == NULL
             ? pf_session_find_record (session, PF_COLLECTION_FORMS, body->form)
             : NULL;
}

static char *
name_waiting (PfSubmission *submission, gpointer user_data)
{
  PfForm *form = find_form (PF_REQUESTS_PAGE (user_data), submission);

  /* Of what completes a request, only that it has arrived counts here: then it is put away. */
  if (form == NULL && submission->kind == PF_SUBMISSION_REQUEST &&
      submission->state == PF_SUBMISSION_STATE_SETTLED && !pf_submission_is_refused (submission))
    return g_strdup (_("Files"));
  return form != NULL ? g_strdup (form->name) : NULL;
}

static void
show_nothing (PfRequestsPage *self)
{
  GtkWidget *status = adw_status_page_new ();

  g_object_set (status, "icon-name", "document-edit-symbolic", "title", _("Your Requests"),
                "description", _("Choose one that you sent, or a form to fill in."), NULL);
  adw_bin_set_child (self->detail, status);
}

static void
cancelled_cb (PfRequestsPage *self)
{
  show_nothing (self);
  back_cb (self);
}

/* In a narrow window the list is in front, and stays there. */
static void
arrived_cb (PfRequestsPage *self, PfSession *session, const char *request)
{
  adw_bin_set_child (self->detail, pf_request_view_new (self->hub, session, request));
}

static void
sent_cb (PfRequestsPage *self)
{
  GtkWidget *kept = pf_kept_page_new (self->hub, name_waiting, self, PF_COLLECTION_REQUESTS);

  pf_kept_page_set_text (
      PF_KEPT_PAGE (kept), "document-edit-symbolic", _("Your Request Is Kept"),
      _("It leaves as soon as the town can be reached. Its state will be in the list."));
  g_signal_connect_object (kept, "arrived", G_CALLBACK (arrived_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kept, "gone", G_CALLBACK (show_nothing), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->detail, kept);
  back_cb (self);
}

static void
begin_form (PfRequestsPage *self, PfSession *session, PfForm *form, PfSubmission *former)
{
  GtkWidget *wizard = pf_request_wizard_new (self->hub, session, form, former);

  g_signal_connect_object (wizard, "sent", G_CALLBACK (sent_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wizard, "cancelled", G_CALLBACK (cancelled_cb), self, G_CONNECT_SWAPPED);
  pf_landing_mark (wizard, session, PF_COLLECTION_FORMS, pf_record_get_id (PF_RECORD (form)));
  show_detail (self, wizard);
}

static void
show_request (PfRequestsPage *self, PfSession *session, const char *id)
{
  GtkWidget *view = pf_request_view_new (self->hub, session, id);

  pf_landing_mark (view, session, PF_COLLECTION_REQUESTS, id);
  show_detail (self, view);
}

static void
request_activated_cb (PfRequestsPage *self, GtkListBoxRow *row)
{
  PfRecord *request = g_ptr_array_index (self->shown, gtk_list_box_row_get_index (row));

  show_request (self, pf_hub_find_session (self->hub, request), pf_record_get_id (request));
}

static void
form_activated_cb (PfRequestsPage *self, GtkListBoxRow *row)
{
  PfForm *form = g_ptr_array_index (self->shown_forms, gtk_list_box_row_get_index (row));

  begin_form (self, pf_hub_find_session (self->hub, form), form, NULL);
}

static void
write_on (PfSubmission *submission, gpointer user_data)
{
  PfRequestsPage *self = PF_REQUESTS_PAGE (user_data);
  PfForm *form = find_form (self, submission);

  if (form != NULL)
    begin_form (self, pf_hub_find_session (self->hub, submission), form, submission);
}

/* The list of what waits names it by its form, which may come later than it. */
static void
show_waiting (PfRequestsPage *self)
{
  GtkWidget *list;

  if (gtk_widget_get_first_child (GTK_WIDGET (self->waiting)) != NULL)
    gtk_box_remove (self->waiting, gtk_widget_get_first_child (GTK_WIDGET (self->waiting)));
  list = pf_submission_list_new (self->hub, name_waiting, write_on, self);
  pf_submission_list_set_narrow (list);
  gtk_box_append (self->waiting, list);
}

/* The form that is to be filled in may be read from the disk only now. */
static void
begin_wanted (PfRequestsPage *self)
{
  PfForm *form =
      self->wanted_form != NULL
          ? pf_session_find_record (self->wanted_session, PF_COLLECTION_FORMS, self->wanted_form)
          : NULL;

  if (form == NULL)
    return;
  g_clear_pointer (&self->wanted_form, g_free);
  begin_form (self, self->wanted_session, form, NULL);
}

static void
forms_changed_cb (PfRequestsPage *self)
{
  show_waiting (self);
  fill (self);
  begin_wanted (self);
}

/* GObject */

static void
pf_requests_page_dispose (GObject *object)
{
  PfRequestsPage *self = PF_REQUESTS_PAGE (object);

  g_clear_pointer ((GtkWidget **) &self->leaflet, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->shown_forms, g_ptr_array_unref);
  g_clear_pointer (&self->wanted_form, g_free);
  g_clear_object (&self->wanted_session);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_requests_page_parent_class)->dispose (object);
}

static void
pf_requests_page_class_init (PfRequestsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_requests_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-requests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PfRequestsPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PfRequestsPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, PfRequestsPage, detail_pane);
  gtk_widget_class_bind_template_child (widget_class, PfRequestsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PfRequestsPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, PfRequestsPage, requests);
  gtk_widget_class_bind_template_child (widget_class, PfRequestsPage, forms);
  gtk_widget_class_bind_template_child (widget_class, PfRequestsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, PfRequestsPage, detail);
  gtk_widget_class_bind_template_callback (widget_class, request_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
pf_requests_page_init (PfRequestsPage *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown_forms = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  pf_list_box_show_headings (self->forms);
}

GtkWidget *
pf_requests_page_new (PfHub *hub)
{
  PfRequestsPage *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_REQUESTS_PAGE, NULL);
  self->hub = g_object_ref (hub);
  g_signal_connect_object (pf_hub_get_records (hub, PF_COLLECTION_REQUESTS), "items-changed",
                           G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_records (hub, PF_COLLECTION_FORMS), "items-changed",
                           G_CALLBACK (forms_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "records-loaded", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  show_nothing (self);
  forms_changed_cb (self);
  return GTK_WIDGET (self);
}

void
pf_requests_page_open (GtkWidget *page, PfSession *session, PfCollection collection, const char *id)
{
  PfRequestsPage *self = PF_REQUESTS_PAGE (page);
  PfForm *form =
      collection == PF_COLLECTION_FORMS ? pf_session_find_record (session, collection, id) : NULL;

  if (form != NULL)
    begin_form (self, session, form, NULL);
  else if (collection == PF_COLLECTION_REQUESTS)
    show_request (self, session, id);
  else
    {
      g_set_object (&self->wanted_session, session);
      g_free (self->wanted_form);
      self->wanted_form = g_strdup (id);
    }
}
