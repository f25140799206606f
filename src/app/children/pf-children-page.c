/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of children with how complete their sheets are, and one sheet at a time. */
#include "config.h"

#include "pf-children-page.h"

#include "common/pf-landing.h"
#include "common/pf-rows.h"
#include "common/pf-unread.h"
#include "pf-child-sheet.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _PfChildrenPage {
  GtkWidget parent_instance;

  PfHub *hub; /* (owned) */
  GtkWidget *stack;
  GtkWidget *list;
  GtkWidget *sheet; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PfChildrenPage, pf_children_page, GTK_TYPE_WIDGET)

static void
back_cb (PfChildrenPage *self)
{
  GtkWidget *sheet = g_steal_pointer (&self->sheet);

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "list");
  if (sheet != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), sheet);
}

static void
show_sheet (PfChildrenPage *self, PfChild *child)
{
  back_cb (self);
  self->sheet = pf_child_sheet_new (self->hub, child);
  pf_landing_mark (self->sheet, pf_hub_find_session (self->hub, child), PF_COLLECTION_CHILDREN,
                   pf_record_get_id (PF_RECORD (child)));
  g_signal_connect_object (self->sheet, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->stack), self->sheet, "sheet");
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->sheet);
}

static void
opened_cb (GtkWidget *button, PfChildrenPage *self)
{
  show_sheet (self, g_object_get_data (G_OBJECT (button), "child"));
}

static char *
describe_child (PfChild *child)
{
  if (child->n_wanted == 0)
    return g_strdup (child->class_name != NULL ? child->class_name : "");
  if (child->missing->len == 0)
    return g_strdup (_("The sheet is complete"));
  return g_strdup_printf (ngettext ("%u thing is missing", "%u things are missing",
                                    child->missing->len),
                          child->missing->len);
}

static GtkWidget *
make_row_cb (gpointer item, gpointer user_data)
{
  PfChild *child = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *level = gtk_progress_bar_new ();
  GtkWidget *arrow = gtk_button_new_from_icon_name ("go-next-symbolic");
  g_autofree char *name = g_strdup_printf ("%s %s", child->first_name, child->last_name);
  g_autofree char *text = describe_child (child);
  g_autofree char *open = g_strdup_printf (_("Open the sheet of %s"), child->first_name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_set_tooltip_text (arrow, open);
  gtk_accessible_update_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL, open, -1);
  gtk_widget_set_valign (arrow, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (arrow, "flat");
  gtk_widget_set_valign (level, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (level, "completeness");
  gtk_widget_set_visible (level, child->n_wanted > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (level), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (child->n_wanted > 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (level),
                                   1.0 - (double) MIN (child->missing->len, child->n_wanted) /
                                             child->n_wanted);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), level);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  g_object_set_data_full (G_OBJECT (arrow), "child", g_object_ref (child), g_object_unref);
  g_signal_connect_object (arrow, "clicked", G_CALLBACK (opened_cb), user_data, 0);
  pf_rows_stop_once (ADW_ACTION_ROW (row), arrow);
  /* The row has put its title into the button's name: that says the child twice. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  return row;
}

static void
children_changed_cb (PfChildrenPage *self)
{
  GListModel *children = pf_hub_get_children (self->hub);
  const char *shown = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));

  if (g_strcmp0 (shown, "sheet") == 0)
    return;
  if (g_list_model_get_n_items (children) == 0 && pf_unread_is_so (self->hub))
    pf_unread_show (GTK_STACK (self->stack), self->hub);
  else
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                      g_list_model_get_n_items (children) > 0 ? "list" : "empty");
}

static void
pf_children_page_dispose (GObject *object)
{
  PfChildrenPage *self = PF_CHILDREN_PAGE (object);

  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_children_page_parent_class)->dispose (object);
}

static void
pf_children_page_class_init (PfChildrenPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pf_children_page_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-children-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PfChildrenPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PfChildrenPage, list);
}

static void
pf_children_page_init (PfChildrenPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_children_page_new (PfHub *hub)
{
  PfChildrenPage *self = g_object_new (PF_TYPE_CHILDREN_PAGE, NULL);
  GListModel *children = pf_hub_get_children (hub);

  self->hub = g_object_ref (hub);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), children, make_row_cb, self, NULL);
  g_signal_connect_object (children, "items-changed", G_CALLBACK (children_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::sync-state", G_CALLBACK (children_changed_cb), self,
                           G_CONNECT_SWAPPED);
  children_changed_cb (self);
  return GTK_WIDGET (self);
}

void
pf_children_page_open (GtkWidget *page, PfSession *session, PfCollection collection, const char *id)
{
  PfChild *child = pf_session_find_record (session, PF_COLLECTION_CHILDREN, id);

  g_return_if_fail (PF_IS_CHILDREN_PAGE (page));

  if (child != NULL)
    show_sheet (PF_CHILDREN_PAGE (page), child);
}
