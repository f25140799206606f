/* SPDX-License-Identifier: GPL-3.0-or-later
 * A thing to do as a row. */
#include "config.h"

#include "pf-todo-row.h"

#include "common/pf-date-text.h"
#include "common/pf-fold-box.h"
#include "pf-window.h"

#include <glib/gi18n-lib.h>

#define URGENT (48 * 60 * 60) /* seconds */

struct _PfTodoRow {
  GtkListBoxRow parent_instance;

  PfTodo *todo; /* (owned) */

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *time_left;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (PfTodoRow, pf_todo_row, GTK_TYPE_LIST_BOX_ROW)

static void
pf_todo_row_dispose (GObject *object)
{
  g_clear_object (&PF_TODO_ROW (object)->todo);
  G_OBJECT_CLASS (pf_todo_row_parent_class)->dispose (object);
}

static void
pf_todo_row_class_init (PfTodoRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_todo_row_dispose;
  g_type_ensure (PF_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-todo-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PfTodoRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PfTodoRow, title);
  gtk_widget_class_bind_template_child (widget_class, PfTodoRow, detail);
  gtk_widget_class_bind_template_child (widget_class, PfTodoRow, time_left);
  gtk_widget_class_bind_template_child (widget_class, PfTodoRow, button);
  gtk_widget_class_bind_template_callback (widget_class, pf_todo_row_open);
}

static void
pf_todo_row_init (PfTodoRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pf_todo_row_new (PfTodo *todo, PfMoment now)
{
  PfTodoRow *self;
  g_autofree char *spoken = NULL;

  g_return_val_if_fail (PF_IS_TO_DO (todo), NULL);

  self = g_object_new (PF_TYPE_TODO_ROW, NULL);
  self->todo = g_object_ref (todo);
  gtk_image_set_from_icon_name (self->icon, pf_todo_kind_get_icon (todo->kind));
  gtk_label_set_label (self->title, todo->title);
  gtk_label_set_label (self->detail, todo->detail != NULL ? todo->detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail), todo->detail != NULL);
  gtk_button_set_label (self->button, pf_todo_kind_get_action (todo->kind));
  /* Translators: a button and what it acts on, for screen readers: "Pay: the invoice October". */
  spoken = g_strdup_printf (_("%s: %s"), pf_todo_kind_get_action (todo->kind), todo->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  pf_todo_row_update (self, now);
  return GTK_WIDGET (self);
}

PfTodo *
pf_todo_row_get_todo (PfTodoRow *self)
{
  g_return_val_if_fail (PF_IS_TODO_ROW (self), NULL);

  return self->todo;
}

void
pf_todo_row_update (PfTodoRow *self, PfMoment now)
{
  PfTodo *todo;
  gboolean has_time;
  g_autofree char *left = NULL;
  g_autofree char *detail = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (PF_IS_TODO_ROW (self));

  todo = self->todo;
  has_time = todo->until != PF_MOMENT_NONE && todo->until >= now;
  gtk_widget_set_visible (GTK_WIDGET (self->time_left), has_time);
  if (has_time)
    {
      left = pf_date_text_time_left (todo->until, now, todo->zone);
      gtk_label_set_label (self->time_left, left);
      if (todo->until - now < URGENT)
        gtk_widget_add_css_class (GTK_WIDGET (self->time_left), "warning");
    }

  /* What a screen reader says of the whole row. */
  detail = todo->detail != NULL ? g_strconcat (", ", todo->detail, NULL) : g_strdup ("");
  name = g_strconcat (todo->title, detail, left != NULL ? ", " : "", left, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
pf_todo_row_open (PfTodoRow *self)
{
  PfTodo *todo;
  int collection;
  GtkRoot *root;

  g_return_if_fail (PF_IS_TODO_ROW (self));

  todo = self->todo;
  collection = pf_todo_kind_get_collection (todo->kind);
  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (!PF_IS_WINDOW (root))
    return;
  if (PF_IS_PLAN_ITEM (todo->subject))
    pf_window_show_days (PF_WINDOW (root), PF_PLAN_ITEM (todo->subject)->slot.day,
                         PF_PLAN_ITEM (todo->subject)->child, NULL);
  else if (collection >= 0)
    pf_window_open (PF_WINDOW (root), todo->session, (PfCollection) collection,
                    pf_record_get_id (PF_RECORD (todo->subject)));
  else
    pf_window_show_page (PF_WINDOW (root), pf_todo_get_page (todo));
}
