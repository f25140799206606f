/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows of libadwaita, mended where version 1.2 falls short. */
#include "config.h"

#include "pf-rows.h"

#define MOST_CHARS 50 /* of a choice: the row's title needs room too */

static void
toggled_cb (GtkCheckButton *check, GParamSpec *pspec, GtkAccessible *row)
{
  gtk_accessible_update_state (row, GTK_ACCESSIBLE_STATE_CHECKED,
                               gtk_check_button_get_active (check) ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                                   : GTK_ACCESSIBLE_TRISTATE_FALSE,
                               -1);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkStringObject *chosen = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (chosen));
}

GtkWidget *
pf_rows_new (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  pf_rows_set_text (row, title, subtitle);
  return row;
}

/* One after the other: of several properties that are set together, the label inside hears the last
 * one first, and would read the title as markup. */
void
pf_rows_set_text (GtkWidget *row, const char *title, const char *subtitle)
{
  g_return_if_fail (ADW_IS_PREFERENCES_ROW (row) && title != NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
}

GtkWidget *
pf_rows_new_check (const char *title, const char *subtitle, GtkWidget **check)
{
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "accessible-role", GTK_ACCESSIBLE_ROLE_CHECKBOX, NULL);

  pf_rows_set_text (row, title, subtitle);
  *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                         "valign", GTK_ALIGN_CENTER, NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), *check);
  pf_rows_stop_once (ADW_ACTION_ROW (row), *check);
  g_signal_connect_object (*check, "notify::active", G_CALLBACK (toggled_cb), row, 0);
  toggled_cb (GTK_CHECK_BUTTON (*check), NULL, GTK_ACCESSIBLE (row));
  return row;
}

void
pf_rows_stop_once (AdwActionRow *row, GtkWidget *inner)
{
  g_return_if_fail (ADW_IS_ACTION_ROW (row) && GTK_IS_WIDGET (inner));

  gtk_widget_set_can_focus (inner, FALSE);
  adw_action_row_set_activatable_widget (row, inner);
}

void
pf_rows_show_choice (AdwComboRow *row)
{
  GtkListItemFactory *usual;
  g_autoptr (GtkListItemFactory) whole = gtk_signal_list_item_factory_new ();

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  g_signal_connect (whole, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (whole, "bind", G_CALLBACK (bind_cb), NULL);
  usual = adw_combo_row_get_factory (row);
  adw_combo_row_set_list_factory (row, usual); /* which marks what is chosen */
  adw_combo_row_set_factory (row, whole);
}
