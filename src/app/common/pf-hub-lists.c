/* SPDX-License-Identifier: GPL-3.0-or-later
 * The hub's lists: those of all towns as one, made when they are first asked for. */
#include "config.h"

#include "pf-hub-private.h"

#include <gtk/gtk.h>

static gpointer
map_session (gpointer item, gpointer get_list)
{
  g_autoptr (PfSession) session = item;
  GListModel *(*get) (PfSession *) = get_list;

  return g_object_ref (get (session));
}

static GListModel *
merge_lists (PfHub *self, GListModel *(*get) (PfSession *) )
{
  GListModel *lists =
      G_LIST_MODEL (gtk_map_list_model_new (g_object_ref (G_LIST_MODEL (self->sessions)),
                                            map_session, get, NULL));

  return G_LIST_MODEL (gtk_flatten_list_model_new (lists));
}

static gpointer
map_to_records (gpointer item, gpointer collection)
{
  g_autoptr (PfSession) session = item;

  return g_object_ref (pf_session_get_records (session, GPOINTER_TO_INT (collection)));
}

static gpointer
map_to_deadlines (gpointer item, gpointer days)
{
  g_autoptr (PfSession) session = item;

  return pf_session_create_deadlines (session, GPOINTER_TO_INT (days));
}

static int
compare_deadlines (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PfDeadlineItem *left = a;
  const PfDeadlineItem *right = b;

  return (left->until > right->until) - (left->until < right->until);
}

GListModel *
pf_hub_get_children (PfHub *self)
{
  g_return_val_if_fail (PF_IS_HUB (self), NULL);

  if (self->children == NULL)
    self->children = merge_lists (self, pf_session_get_children);
  return self->children;
}

GListModel *
pf_hub_get_activities (PfHub *self)
{
  g_return_val_if_fail (PF_IS_HUB (self), NULL);

  if (self->activities == NULL)
    self->activities = merge_lists (self, pf_session_get_activities);
  return self->activities;
}

GListModel *
pf_hub_get_outbox (PfHub *self)
{
  g_return_val_if_fail (PF_IS_HUB (self), NULL);

  if (self->outbox == NULL)
    self->outbox = merge_lists (self, pf_session_get_outbox);
  return self->outbox;
}

GListModel *
pf_hub_get_records (PfHub *self, PfCollection collection)
{
  g_return_val_if_fail (PF_IS_HUB (self), NULL);
  g_return_val_if_fail (collection < PF_N_COLLECTIONS && collection != PF_COLLECTION_SHEETS, NULL);

  if (self->records[collection] == NULL)
    {
      GListModel *sessions = g_object_ref (G_LIST_MODEL (self->sessions));
      GListModel *lists = G_LIST_MODEL (
          gtk_map_list_model_new (sessions, map_to_records, GINT_TO_POINTER (collection), NULL));

      self->records[collection] = G_LIST_MODEL (gtk_flatten_list_model_new (lists));
    }
  return self->records[collection];
}

gboolean
pf_hub_has_records (PfHub *self, PfCollection collection)
{
  GListModel *sessions;

  g_return_val_if_fail (PF_IS_HUB (self), FALSE);

  sessions = G_LIST_MODEL (self->sessions);
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      if (!pf_session_has_records (session, collection))
        return FALSE;
    }
  return TRUE;
}

GListModel *
pf_hub_get_submissions (PfHub *self)
{
  g_return_val_if_fail (PF_IS_HUB (self), NULL);

  if (self->submissions == NULL)
    self->submissions = merge_lists (self, pf_session_get_submissions);
  return self->submissions;
}

GListModel *
pf_hub_create_deadlines (PfHub *self, int days)
{
  GListModel *lists;
  GtkSorter *sorter;

  g_return_val_if_fail (PF_IS_HUB (self), NULL);

  lists = G_LIST_MODEL (gtk_map_list_model_new (g_object_ref (G_LIST_MODEL (self->sessions)),
                                                map_to_deadlines, GINT_TO_POINTER (days), NULL));
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_deadlines, NULL, NULL));
  return G_LIST_MODEL (
      gtk_sort_list_model_new (G_LIST_MODEL (gtk_flatten_list_model_new (lists)), sorter));
}
