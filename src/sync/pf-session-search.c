/* SPDX-License-Identifier: GPL-3.0-or-later
 * The session's search: the words of its cache, and the enrolments, which are named by others. */
#include "config.h"

#include "pf-search.h"
#include "pf-session-private.h"

typedef struct {
  char *text; /* (owned) */
  guint limit;
} Search;

static void
search_free (Search *search)
{
  g_free (search->text);
  g_free (search);
}

/* Returns: (transfer full) (nullable): @enrolment where its child, activity and site hold the words
 * of @text. */
static PfSearchHit *
match_enrolment (PfSession *self, PfEnrolment *enrolment, const char *text)
{
  PfChild *child = pf_session_find_record (self, PF_COLLECTION_CHILDREN, enrolment->child);
  PfActivity *activity =
      pf_session_find_record (self, PF_COLLECTION_ACTIVITIES, enrolment->activity);
  PfSite *site =
      activity != NULL ? pf_session_find_record (self, PF_COLLECTION_SITES, activity->site) : NULL;
  g_autofree char *words = NULL;
  PfSearchHit *hit;

  if (child == NULL || activity == NULL)
    return NULL;
  words = g_strjoin (" ", child->first_name, child->last_name, activity->name,
                     site != NULL ? site->name : NULL, NULL);
  if (!pf_search_match (text, words))
    return NULL;
  hit = pf_search_hit_new (PF_COLLECTION_ENROLMENTS, pf_record_get_id (PF_RECORD (enrolment)));
  hit->title = g_strdup_printf ("%s · %s", child->first_name, activity->name);
  hit->text = g_strdup (site != NULL ? site->name : "");
  return hit;
}

static void
add_enrolments (PfSession *self, const Search *search, GPtrArray *hits)
{
  GListModel *enrolments = pf_session_get_enrolments (self);

  for (guint i = 0; i < g_list_model_get_n_items (enrolments) && hits->len < search->limit; i++)
    {
      g_autoptr (PfEnrolment) enrolment = g_list_model_get_item (enrolments, i);
      PfSearchHit *hit = match_enrolment (self, enrolment, search->text);

      if (hit != NULL)
        g_ptr_array_add (hits, hit);
    }
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *hits = pf_store_search_finish (PF_STORE (source), result, &error);

  if (hits == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  add_enrolments (g_task_get_source_object (task), g_task_get_task_data (task), hits);
  g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
}

void
pf_session_search_async (PfSession          *self,
                         const char         *text,
                         guint               limit,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_return_if_fail (PF_IS_SESSION (self));
  g_return_if_fail (text != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  search = g_new0 (Search, 1);
  search->text = g_strdup (text);
  search->limit = limit;
  g_task_set_source_tag (task, pf_session_search_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  pf_store_search_async (self->store, text, limit, cancellable, searched_cb,
                         g_steal_pointer (&task));
}

GPtrArray *
pf_session_search_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
