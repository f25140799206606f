/* SPDX-License-Identifier: GPL-3.0-or-later
 * A header bar above the card, and Escape to leave it. */
#include "config.h"

#include "pf-day-window.h"

#define RESOURCE "/org/example/PortailFamille/planning/pf-day-window.ui"

struct _PfDayWindow {
  AdwWindow parent_instance;

  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (PfDayWindow, pf_day_window, ADW_TYPE_WINDOW)

static void
pf_day_window_class_init (PfDayWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE);
  gtk_widget_class_bind_template_child (widget_class, PfDayWindow, box);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
}

static void
pf_day_window_init (PfDayWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PfDayWindow *
pf_day_window_new (GtkWindow *parent)
{
  PfDayWindow *self = g_object_new (PF_TYPE_DAY_WINDOW, "transient-for", parent, "default-width",
                                    gtk_widget_get_width (GTK_WIDGET (parent)), "default-height",
                                    gtk_widget_get_height (GTK_WIDGET (parent)), NULL);

  /* What is chosen in the card is undone as in the window behind it. */
  if (G_IS_ACTION_GROUP (parent))
    gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (parent));
  return self;
}

void
pf_day_window_set_card (PfDayWindow *self, GtkWidget *card)
{
  g_return_if_fail (PF_IS_DAY_WINDOW (self));

  gtk_widget_set_vexpand (card, TRUE);
  gtk_box_append (self->box, card);
}
