/* SPDX-License-Identifier: GPL-3.0-or-later
 * The hub's search: every town's, as one. */
#include "config.h"

#include "pf-hub-private.h"

#include "pf-gathering.h"

#define HITS "hits" /* data of the task */

void
pf_hub_hit_free (PfHubHit *hit)
{
  g_object_unref (hit->session);
  pf_search_hit_free (hit->found);
  g_free (hit);
}

static void
session_searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = pf_session_search_finish (PF_SESSION (source), result, &error);
  GPtrArray *hits = g_object_get_data (G_OBJECT (task), HITS);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      PfHubHit *hit = g_new0 (PfHubHit, 1);

      hit->session = g_object_ref (PF_SESSION (source));
      hit->found = found->pdata[i];
      found->pdata[i] = NULL;
      g_ptr_array_add (hits, hit);
    }
  if (found != NULL)
    g_ptr_array_set_free_func (found, NULL); /* all were taken over */
  pf_gathering_end (task, 0, error);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  double first = (*(PfHubHit *const *) a)->found->rank;
  double second = (*(PfHubHit *const *) b)->found->rank;

  return (first > second) - (first < second);
}

void
pf_hub_search_async (PfHub              *self,
                     const char         *text,
                     guint               limit,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  GListModel *sessions;

  g_return_if_fail (PF_IS_HUB (self));
  g_return_if_fail (text != NULL);

  sessions = G_LIST_MODEL (self->sessions);
  task = pf_gathering_new (self, cancellable, callback, user_data);
  g_object_set_data_full (G_OBJECT (task), HITS,
                          g_ptr_array_new_with_free_func ((GDestroyNotify) pf_hub_hit_free),
                          (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      pf_session_search_async (session, text, limit, cancellable, session_searched_cb,
                               pf_gathering_add (task));
    }
  pf_gathering_end (task, 0, NULL);
}

GPtrArray *
pf_hub_search_finish (PfHub *self, GAsyncResult *result, GError **error)
{
  GPtrArray *hits;

  if (pf_gathering_finish (result, self, error) < 0)
    return NULL;
  hits = g_ptr_array_ref (g_object_get_data (G_OBJECT (result), HITS));
  g_ptr_array_sort (hits, compare_hits);
  return hits;
}
