/* SPDX-License-Identifier: GPL-3.0-or-later
 * The Documents page. */
#include "config.h"

#include "pf-documents-page.h"

#include "common/pf-landing.h"
#include "pf-document-dialog.h"
#include "pf-document-row.h"
#include "pf-paper-row.h"

#include <glib/gi18n-lib.h>

/* What the filter by state offers. */
enum {
  STATE_ALL,
  STATE_TO_DO,
  STATE_WAITING,
  STATE_VALIDATED,
  STATE_REFUSED,
  STATE_EXPIRED,
};

/* Where the filter by person begins to name children. */
enum {
  WHO_EVERYBODY,
  WHO_HOUSEHOLD,
  WHO_FIRST_CHILD,
};

struct _PfDocumentsPage {
  GtkWidget parent_instance;

  PfHub *hub;                 /* (owned) */
  PfDocumentList *list;       /* (owned) */
  GListModel *papers;         /* (owned) (element-type PfPaper): the family's own first */
  GtkFilterListModel *asked;  /* (owned) (element-type PfDocumentItem) */
  GtkFilterListModel *others; /* (owned) (element-type PfDocumentItem) */
  GtkFilter *filter;          /* (owned): of @asked */
  gboolean is_filling;

  GtkStack *stack;
  GtkWidget *filters;
  GtkDropDown *state_filter;
  GtkDropDown *who_filter;
  GtkToggleButton *mandatory_filter;
  GtkListBox *asked_list;
  GtkLabel *asked_empty;
  GtkListBox *other_list;
  GtkWidget *other_title;
  GtkBox *new_buttons;
  GtkListBox *papers_list;
  GtkWidget *papers_empty;
};

G_DEFINE_FINAL_TYPE (PfDocumentsPage, pf_documents_page, GTK_TYPE_WIDGET)

/* Filters */

static gboolean
has_state (PfDocumentItem *item, guint wanted)
{
  static const guint masks[] = {
    [STATE_WAITING] = 1u << PF_DOCUMENT_RECEIVED | 1u << PF_DOCUMENT_QUEUED,
    [STATE_VALIDATED] = 1u << PF_DOCUMENT_VALIDATED | 1u << PF_DOCUMENT_EXPIRING,
    [STATE_REFUSED] = 1u << PF_DOCUMENT_REFUSED | 1u << PF_DOCUMENT_UNTAKEN,
    [STATE_EXPIRED] = 1u << PF_DOCUMENT_EXPIRED | 1u << PF_DOCUMENT_EXPIRING,
  };

  if (wanted == STATE_ALL || wanted >= G_N_ELEMENTS (masks))
    return TRUE;
  return wanted == STATE_TO_DO ? pf_document_item_is_to_do (item)
                               : (masks[wanted] & 1u << item->state) != 0;
}

static gboolean
is_whose (PfDocumentsPage *self, PfDocumentItem *item, guint wanted)
{
  g_autoptr (PfRecord) child = NULL;

  if (wanted == WHO_EVERYBODY || wanted == GTK_INVALID_LIST_POSITION)
    return TRUE;
  if (wanted == WHO_HOUSEHOLD)
    return item->child == NULL;
  child = g_list_model_get_item (pf_hub_get_children (self->hub), wanted - WHO_FIRST_CHILD);
  return child != NULL && item->child == (gpointer) child;
}

static gboolean
is_asked_cb (gpointer object, gpointer user_data)
{
  PfDocumentsPage *self = user_data;
  PfDocumentItem *item = object;

  return item->requirement != NULL &&
         has_state (item, gtk_drop_down_get_selected (self->state_filter)) &&
         is_whose (self, item, gtk_drop_down_get_selected (self->who_filter)) &&
         (!gtk_toggle_button_get_active (self->mandatory_filter) ||
          pf_document_item_is_mandatory (item));
}

static gboolean
is_other_cb (gpointer object, gpointer user_data)
{
  return PF_DOCUMENT_ITEM (object)->requirement == NULL;
}

static gboolean
is_filtered (PfDocumentsPage *self)
{
  return gtk_drop_down_get_selected (self->state_filter) != STATE_ALL ||
         gtk_drop_down_get_selected (self->who_filter) != WHO_EVERYBODY ||
         gtk_toggle_button_get_active (self->mandatory_filter);
}

/* Showing */

static void
update (PfDocumentsPage *self)
{
  guint n_asked = g_list_model_get_n_items (G_LIST_MODEL (self->asked));
  guint n_others = g_list_model_get_n_items (G_LIST_MODEL (self->others));
  guint n_papers = g_list_model_get_n_items (self->papers);
  gboolean is_loaded = pf_hub_has_records (self->hub, PF_COLLECTION_REQUIREMENTS) || n_asked > 0;

  gtk_stack_set_visible_child_name (self->stack, is_loaded ? "content" : "loading");
  gtk_widget_set_visible (GTK_WIDGET (self->asked_list), n_asked > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->asked_empty), n_asked == 0);
  gtk_label_set_label (self->asked_empty,
                       is_filtered (self)
                           ? _("No paper is like this: choose other filters.")
                           : _("The town asks for no paper now. What it asks for will be here."));
  gtk_widget_set_visible (self->filters, n_asked > 0 || is_filtered (self));
  gtk_widget_set_visible (GTK_WIDGET (self->other_list), n_others > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->papers_list), n_papers > 0);
  gtk_widget_set_visible (self->papers_empty, n_papers == 0);
}

static void
filter_changed_cb (PfDocumentsPage *self)
{
  if (self->filter == NULL || self->is_filling)
    return;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

static void
fill_filters (PfDocumentsPage *self)
{
  const char *states[] = {
    _("All States"),      _("To Do"), _("With the Town"), _("Validated"), _("Refused"),
    _("Expired or Soon"), NULL
  };
  g_autoptr (GtkStringList) state_names = gtk_string_list_new (states);
  g_autoptr (GtkStringList) people = gtk_string_list_new (NULL);
  GListModel *children = pf_hub_get_children (self->hub);
  guint state = gtk_drop_down_get_selected (self->state_filter);
  guint who = gtk_drop_down_get_selected (self->who_filter);

  gtk_string_list_append (people, _("Everybody"));
  gtk_string_list_append (people, _("The Household"));
  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (PfChild) child = g_list_model_get_item (children, i);

      gtk_string_list_append (people, child->first_name);
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->state_filter, G_LIST_MODEL (state_names));
  gtk_drop_down_set_model (self->who_filter, G_LIST_MODEL (people));
  gtk_drop_down_set_selected (self->state_filter, state != GTK_INVALID_LIST_POSITION ? state : 0);
  gtk_drop_down_set_selected (self->who_filter,
                              who < g_list_model_get_n_items (G_LIST_MODEL (people)) ? who : 0);
  self->is_filling = FALSE;
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  PfDocumentItem *line = item;
  GtkWidget *row = pf_document_row_new (line);

  if (line->requirement != NULL)
    pf_landing_mark (row, line->session, PF_COLLECTION_REQUIREMENTS,
                     pf_record_get_id (PF_RECORD (line->requirement)));
  if (line->document != NULL)
    pf_landing_mark (row, line->session, PF_COLLECTION_DOCUMENTS,
                     pf_record_get_id (PF_RECORD (line->document)));
  return row;
}

static GtkWidget *
create_paper_row (gpointer item, gpointer user_data)
{
  PfDocumentsPage *self = user_data;
  PfSession *session = pf_hub_find_session (self->hub, item);

  GtkWidget *row = session != NULL ? pf_paper_row_new (session, item) : adw_action_row_new ();

  if (session != NULL)
    pf_landing_mark (row, session, PF_COLLECTION_PAPERS, pf_record_get_id (item));
  return row;
}

/* The family's own before the town's; the newest first. */
static int
compare_papers (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PfPaper *first = a;
  const PfPaper *second = b;

  if (first->kind != second->kind)
    return first->kind == PF_PAPER_KIND_PERSONAL ? -1 : 1;
  return first->at != second->at ? (first->at > second->at ? -1 : 1)
                                 : g_utf8_collate (first->name, second->name);
}

/* What the person does */

static void
open_dialog (PfDocumentsPage *self, PfDocumentItem *item)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog = pf_document_dialog_new (GTK_WINDOW (root), self->list, item);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
row_activated_cb (PfDocumentsPage *self, GtkListBoxRow *row)
{
  open_dialog (self, pf_document_row_get_item (PF_DOCUMENT_ROW (row)));
}

static void
new_cb (GtkButton *button, PfDocumentsPage *self)
{
  PfSession *session = g_object_get_data (G_OBJECT (button), "pf-session");
  g_autoptr (PfDocumentItem) item = pf_document_item_new (session, NULL, NULL, NULL);

  open_dialog (self, item);
}

/* One button a town: the only one need not be named. */
static void
fill_new_buttons (PfDocumentsPage *self)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);
  guint n_sessions = g_list_model_get_n_items (sessions);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->new_buttons))) != NULL)
    gtk_box_remove (self->new_buttons, child);
  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      PfTown *town = pf_session_get_town (session);
      g_autofree char *label = n_sessions > 1 && town != NULL
                                   ? g_strdup_printf (_("Send a Paper to %s…"), town->name)
                                   : g_strdup (_("Send Another Paper…"));
      GtkWidget *button = gtk_button_new_with_label (label);

      g_object_set_data_full (G_OBJECT (button), "pf-session", g_object_ref (session),
                              g_object_unref);
      g_signal_connect_object (button, "clicked", G_CALLBACK (new_cb), self, 0);
      gtk_box_append (self->new_buttons, button);
    }
}

static void
pf_documents_page_dispose (GObject *object)
{
  PfDocumentsPage *self = PF_DOCUMENTS_PAGE (object);

  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);
  g_clear_object (&self->filter);
  g_clear_object (&self->asked);
  g_clear_object (&self->others);
  g_clear_object (&self->papers);
  g_clear_object (&self->list);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_documents_page_parent_class)->dispose (object);
}

static void
pf_documents_page_class_init (PfDocumentsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_documents_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-documents-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PfDocumentsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentsPage, filters);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentsPage, state_filter);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentsPage, who_filter);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentsPage, mandatory_filter);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentsPage, asked_list);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentsPage, asked_empty);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentsPage, other_list);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentsPage, other_title);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentsPage, new_buttons);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentsPage, papers_list);
  gtk_widget_class_bind_template_child (widget_class, PfDocumentsPage, papers_empty);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pf_documents_page_init (PfDocumentsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The lists, filtered and sorted, and the widgets that show them. */
static void
bind_lists (PfDocumentsPage *self)
{
  GListModel *papers = pf_hub_get_records (self->hub, PF_COLLECTION_PAPERS);

  self->list = pf_document_list_new (self->hub);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_asked_cb, self, NULL));
  self->asked = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->list)),
                                           g_object_ref (self->filter));
  self->others =
      gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->list)),
                                 GTK_FILTER (gtk_custom_filter_new (is_other_cb, NULL, NULL)));
  self->papers = G_LIST_MODEL (gtk_sort_list_model_new (
      g_object_ref (papers), GTK_SORTER (gtk_custom_sorter_new (compare_papers, NULL, NULL))));
  gtk_list_box_bind_model (self->asked_list, G_LIST_MODEL (self->asked), create_row, self, NULL);
  gtk_list_box_bind_model (self->other_list, G_LIST_MODEL (self->others), create_row, self, NULL);
  gtk_list_box_bind_model (self->papers_list, self->papers, create_paper_row, self, NULL);
}

GtkWidget *
pf_documents_page_new (PfHub *hub)
{
  PfDocumentsPage *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_DOCUMENTS_PAGE, NULL);
  self->hub = g_object_ref (hub);
  fill_filters (self);
  bind_lists (self);
  fill_new_buttons (self);
  g_signal_connect_object (self->asked, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->others, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->papers, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "records-loaded", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_children (hub), "items-changed", G_CALLBACK (fill_filters),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_sessions (hub), "items-changed",
                           G_CALLBACK (fill_new_buttons), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/* Returns: whether @item is the line of what has @id. */
static gboolean
is_line_of (PfDocumentItem *item, PfSession *session, PfCollection collection, const char *id)
{
  PfRecord *record = collection == PF_COLLECTION_REQUIREMENTS ? (PfRecord *) item->requirement
                                                              : (PfRecord *) item->document;

  return item->session == session && record != NULL &&
         g_strcmp0 (pf_record_get_id (record), id) == 0;
}

void
pf_documents_page_open (GtkWidget   *page,
                        PfSession   *session,
                        PfCollection collection,
                        const char  *id)
{
  PfDocumentsPage *self = PF_DOCUMENTS_PAGE (page);
  GListModel *lines = G_LIST_MODEL (self->list);

  g_return_if_fail (PF_IS_SESSION (session) && id != NULL);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (PfDocumentItem) item = g_list_model_get_item (lines, i);

      if (is_line_of (item, session, collection, id))
        {
          open_dialog (self, item);
          return;
        }
    }
}
