/* SPDX-License-Identifier: GPL-3.0-or-later
 * A page's row in the sidebar. */
#include "config.h"

#include "pf-sidebar-row.h"

struct _PfSidebarRow {
  GtkListBoxRow parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *badge;
};

G_DEFINE_FINAL_TYPE (PfSidebarRow, pf_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_accessible_name (PfSidebarRow *self, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
pf_sidebar_row_class_init (PfSidebarRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PfSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PfSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, PfSidebarRow, badge);
}

static void
pf_sidebar_row_init (PfSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_sidebar_row_new (const char *title, const char *icon_name)
{
  PfSidebarRow *self = g_object_new (PF_TYPE_SIDEBAR_ROW, NULL);

  gtk_label_set_label (self->title, title);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  set_accessible_name (self, title);
  return GTK_WIDGET (self);
}

void
pf_sidebar_row_set_count (PfSidebarRow *self, guint count, const char *description)
{
  g_autofree char *text = g_strdup_printf ("%u", count);
  g_autofree char *name = NULL;

  g_return_if_fail (PF_IS_SIDEBAR_ROW (self));

  gtk_label_set_label (self->badge, text);
  gtk_widget_set_visible (GTK_WIDGET (self->badge), count > 0);
  name = count > 0 && description != NULL
             ? g_strdup_printf ("%s, %s", gtk_label_get_label (self->title), description)
             : g_strdup (gtk_label_get_label (self->title));
  set_accessible_name (self, name);
}
