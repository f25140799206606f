/* SPDX-License-Identifier: GPL-3.0-or-later
 * The page of the search: what is typed is looked for while it is typed; nothing is kept. */
#include "config.h"

#include "pf-search-page.h"

#include "pf-main-view.h"
#include "pf-search-row.h"
#include "common/pf-list-box.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* How much of each town. */
#define MOST_HITS 60

struct _PfSearchPage {
  GtkWidget parent_instance;

  PfHub *hub;                /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): of the search under way */

  GtkWidget *box;
  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PfSearchPage, pf_search_page, GTK_TYPE_WIDGET)

enum {
  SIGNAL_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clear_list (PfSearchPage *self)
{

  pf_list_box_clear (self->list);
}

/* Groups come in their order; in each, what was added first. */
static void
add_row (PfSearchPage *self, GtkWidget *row)
{
  PfSearchKind kind = pf_search_row_get_kind (PF_SEARCH_ROW (row));
  GtkListBoxRow *other;
  int position = 0;

  while ((other = gtk_list_box_get_row_at_index (self->list, position)) != NULL &&
         pf_search_row_get_kind (PF_SEARCH_ROW (other)) <= kind)
    position++;
  gtk_list_box_insert (self->list, row, position);
}

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  PfSearchKind kind = pf_search_row_get_kind (PF_SEARCH_ROW (row));
  GtkWidget *header;

  if (before != NULL && pf_search_row_get_kind (PF_SEARCH_ROW (before)) == kind)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = gtk_label_new (pf_search_kind_get_title (kind));
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_widget_add_css_class (header, "heading");
  gtk_widget_add_css_class (header, "search-header");
  gtk_list_box_row_set_header (row, header);
}

/* Days and pages */

/* Returns: (transfer full) (nullable): the first of @list (element-type PfRecord) whose name
 * holds a word of @text. */
static gpointer
find_named (GListModel *list, const char *text, const char *(*get_name) (gpointer record))
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) record = g_list_model_get_item (list, i);

      for (char **word = words; *word != NULL; word++)
        if (**word != '\0' && g_str_match_string (*word, get_name (record), TRUE))
          return g_steal_pointer (&record);
    }
  return NULL;
}

static const char *
get_child_name (gpointer record)
{
  return ((PfChild *) record)->first_name;
}

static const char *
get_activity_name (gpointer record)
{
  return ((PfActivity *) record)->name;
}

static void
add_day (PfSearchPage *self, const char *text)
{
  PfDay today = pf_hub_get_today (self->hub);
  g_autofree char *rest = NULL;
  PfDay day = pf_search_parse_day (text, today, &rest);
  g_autoptr (PfChild) child = NULL;
  g_autoptr (PfActivity) activity = NULL;

  if (day == PF_DAY_NONE)
    return;
  child = find_named (pf_hub_get_children (self->hub), rest, get_child_name);
  activity = find_named (pf_hub_get_activities (self->hub), rest, get_activity_name);
  add_row (self, pf_search_row_new_day (day, today, child, activity));
}

static void
add_pages (PfSearchPage *self, const char *text)
{
  const char *name;

  for (guint i = 0; (name = pf_main_view_get_page_name (i)) != NULL; i++)
    if (g_str_match_string (text, pf_main_view_get_page_title (i), TRUE))
      add_row (self, pf_search_row_new_page (name, pf_main_view_get_page_title (i)));
}

/* Searching */

static void
show_result (PfSearchPage *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  gtk_list_box_select_row (self->list, first);
  gtk_stack_set_visible_child_name (self->stack, first != NULL ? "results" : "nothing");
}

static void
add_hits (PfSearchPage *self, GPtrArray *hits)
{
  gboolean has_others = g_list_model_get_n_items (pf_hub_get_sessions (self->hub)) > 1;

  for (guint i = 0; i < hits->len; i++)
    {
      const PfHubHit *hit = g_ptr_array_index (hits, i);
      PfTown *town = pf_session_get_town (hit->session);

      if (pf_search_kind_of (hit->found->collection) >= 0)
        add_row (self, pf_search_row_new_hit (hit, has_others && town != NULL ? town->name : NULL));
    }
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSearchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = pf_hub_search_finish (PF_HUB (source), result, &error);
  const char *text;

  if (self->hub == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  clear_list (self);
  add_day (self, text);
  add_pages (self, text);
  if (hits != NULL)
    add_hits (self, hits);
  else
    g_info ("search: %s", error->message); /* what the disk cannot tell, the banner does */
  show_result (self);
}

static void
search_changed_cb (PfSearchPage *self)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (*text == '\0')
    {
      clear_list (self);
      gtk_stack_set_visible_child_name (self->stack, "start");
      return;
    }
  self->cancellable = g_cancellable_new ();
  pf_hub_search_async (self->hub, text, MOST_HITS, self->cancellable, searched_cb,
                       g_object_ref (self));
}

static void
row_activated_cb (PfSearchPage *self, GtkListBoxRow *row)
{
  pf_search_row_open (PF_SEARCH_ROW (row));
}

static void
entry_activated_cb (PfSearchPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    pf_search_row_open (PF_SEARCH_ROW (row));
}

static void
stop_search_cb (PfSearchPage *self)
{
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

/* From the entry, the arrows move in what was found. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                PfSearchPage          *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (key != GDK_KEY_Down || row == NULL)
    return GDK_EVENT_PROPAGATE;
  row = gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + 1);
  if (row == NULL)
    row = gtk_list_box_get_selected_row (self->list);
  gtk_list_box_select_row (self->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

static void
pf_search_page_dispose (GObject *object)
{
  PfSearchPage *self = PF_SEARCH_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_search_page_parent_class)->dispose (object);
}

static void
pf_search_page_class_init (PfSearchPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_search_page_dispose;
  signals[SIGNAL_LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PfSearchPage, box);
  gtk_widget_class_bind_template_child (widget_class, PfSearchPage, entry);
  gtk_widget_class_bind_template_child (widget_class, PfSearchPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PfSearchPage, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pf_search_page_init (PfSearchPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header_cb, NULL, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

GtkWidget *
pf_search_page_new (PfHub *hub)
{
  PfSearchPage *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_SEARCH_PAGE, NULL);
  self->hub = g_object_ref (hub);
  return GTK_WIDGET (self);
}

void
pf_search_page_begin (PfSearchPage *self)
{
  g_return_if_fail (PF_IS_SEARCH_PAGE (self));

  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
