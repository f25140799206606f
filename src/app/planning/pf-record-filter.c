/* SPDX-License-Identifier: GPL-3.0-or-later
 * Keys of children and activities, and the menu made of them. */
#include "config.h"

#include "pf-record-filter.h"

static const char *
get_name (gpointer record)
{
  return PF_IS_CHILD (record) ? PF_CHILD (record)->first_name : PF_ACTIVITY (record)->name;
}

char *
pf_record_filter_make_key (gpointer record)
{
  if (PF_IS_CHILD (record))
    return g_strdup_printf ("%s/%d", PF_CHILD (record)->first_name, PF_CHILD (record)->birth_date);
  return g_strdup_printf ("%s/%s", pf_record_get_id (record), PF_ACTIVITY (record)->name);
}

gpointer
pf_record_filter_find (GListModel *records, const char *key, guint *n_keys)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gpointer found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (GObject) record = g_list_model_get_item (records, i);
      char *other = pf_record_filter_make_key (record);

      if (found == NULL && g_str_equal (key, other))
        found = record;
      g_hash_table_add (keys, other);
    }
  *n_keys = g_hash_table_size (keys);
  return found;
}

void
pf_record_filter_create_menu (GtkMenuButton *button,
                              GListModel    *records,
                              const char    *action,
                              const char    *all)
{
  g_autoptr (GMenu) menu = g_menu_new (), section = g_menu_new ();
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GMenuItem) first = g_menu_item_new (all, NULL);

  g_menu_item_set_action_and_target (first, action, "s", "");
  g_menu_append_item (menu, first);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (GObject) record = g_list_model_get_item (records, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (get_name (record), NULL);
      char *key = pf_record_filter_make_key (record);

      g_menu_item_set_action_and_target (item, action, "s", key);
      if (g_hash_table_add (keys, key))
        g_menu_append_item (section, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}
