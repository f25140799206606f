/* SPDX-License-Identifier: GPL-3.0-or-later
 * What pages do with a list that they fill anew each time. */
#include "config.h"

#include "pf-list-box.h"

#include "pf-rows.h"

#include <adwaita.h>

#define HEADING "pf-heading"
#define FOCUSED "focused-row" /* its place, from 1 */

static const char *
get_heading (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), HEADING) : NULL;
}

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *heading = get_heading (row);
  GtkWidget *label;

  if (heading == NULL || g_strcmp0 (heading, get_heading (before)) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (heading);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "pane-heading");
  gtk_list_box_row_set_header (row, label);
}

/* The row that has taken the place of the one that had the keyboard. */
static void
restore_focus_cb (gpointer user_data)
{
  g_autoptr (GtkListBox) list = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int place = GPOINTER_TO_INT (g_object_steal_data (G_OBJECT (list), FOCUSED)) - 1;
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, place);

  if (root == NULL || row == NULL || place < 0 ||
      (focus != NULL && !gtk_widget_is_ancestor (GTK_WIDGET (list), focus)))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* A list that is filled anew keeps the keyboard where it was. */
static void
keep_focus (GtkListBox *list)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (list));

  if (!GTK_IS_LIST_BOX_ROW (row) || g_object_get_data (G_OBJECT (list), FOCUSED) != NULL)
    return;
  g_object_set_data (G_OBJECT (list), FOCUSED,
                     GINT_TO_POINTER (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1));
  g_idle_add_once (restore_focus_cb, g_object_ref (list));
}

void
pf_list_box_clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  keep_focus (list);
  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

void
pf_list_box_append_text (GtkListBox *list, const char *title, const char *text)
{
  GtkWidget *row;

  g_return_if_fail (GTK_IS_LIST_BOX (list));

  row = pf_rows_new (title, text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_append (list, row);
}

void
pf_list_box_show_headings (GtkListBox *list)
{
  g_return_if_fail (GTK_IS_LIST_BOX (list));

  gtk_list_box_set_header_func (list, update_header_cb, NULL, NULL);
}

void
pf_list_box_set_heading (GtkWidget *row, const char *heading)
{
  g_return_if_fail (GTK_IS_LIST_BOX_ROW (row));

  g_object_set_data_full (G_OBJECT (row), HEADING, g_strdup (heading), g_free);
}
