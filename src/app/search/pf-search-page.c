/* SPDX-License-Identifier: GPL-3.0-or-later
 * The page of the search: what is typed is looked for while it is typed; nothing is kept. */
#include "config.h"

#include "pf-search-page.h"

#include "pf-search-row.h"
#include "common/pf-list-box.h"

#include <adwaita.h>

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

/* Searching */

static void
show_result (PfSearchPage *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  gtk_list_box_select_row (self->list, first);
  gtk_stack_set_visible_child_name (self->stack, first != NULL ? "results" : "nothing");
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSearchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = pf_search_results_finish (PF_HUB (source), result, &error);

  if (self->hub == NULL || results == NULL) /* what is typed now is looked for instead */
    return;
  pf_list_box_clear (self->list);
  for (guint i = 0; i < results->len; i++)
    gtk_list_box_append (self->list, pf_search_row_new (results->pdata[i]));
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
      pf_list_box_clear (self->list);
      gtk_stack_set_visible_child_name (self->stack, "start");
      return;
    }
  self->cancellable = g_cancellable_new ();
  pf_search_results_async (self->hub, text, MOST_HITS, self->cancellable, searched_cb,
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
pf_search_page_begin (PfSearchPage *self, const char *text)
{
  g_return_if_fail (PF_IS_SEARCH_PAGE (self));

  if (text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
