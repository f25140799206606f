/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finding days, pages and records by words, all three in one list. */
#include "config.h"

#include "pf-search-result.h"

#include "common/pf-date-text.h"
#include "pf-main-view.h"
#include "reminders/pf-open-actions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const titles[PF_N_SEARCH_KINDS] = {
  [PF_SEARCH_KIND_DAYS] = N_("Days"),           [PF_SEARCH_KIND_PAGES] = N_("Pages"),
  [PF_SEARCH_KIND_CHILDREN] = N_("Children"),   [PF_SEARCH_KIND_ENROLMENTS] = N_("Enrolments"),
  [PF_SEARCH_KIND_INVOICES] = N_("Invoices"),   [PF_SEARCH_KIND_DOCUMENTS] = N_("Documents"),
  [PF_SEARCH_KIND_MESSAGES] = N_("Messages"),   [PF_SEARCH_KIND_REQUESTS] = N_("Requests"),
  [PF_SEARCH_KIND_NEWS] = N_("News"),           [PF_SEARCH_KIND_MENUS] = N_("Menus"),
  [PF_SEARCH_KIND_HOUSEHOLD] = N_("Household"),
};

static const struct {
  PfCollection collection;
  PfSearchKind kind;
} kinds[] = {
  { PF_COLLECTION_CHILDREN, PF_SEARCH_KIND_CHILDREN },
  { PF_COLLECTION_ACTIVITIES, PF_SEARCH_KIND_ENROLMENTS },
  { PF_COLLECTION_ENROLMENTS, PF_SEARCH_KIND_ENROLMENTS },
  { PF_COLLECTION_INVOICES, PF_SEARCH_KIND_INVOICES },
  { PF_COLLECTION_PAYMENTS, PF_SEARCH_KIND_INVOICES },
  { PF_COLLECTION_REQUIREMENTS, PF_SEARCH_KIND_DOCUMENTS },
  { PF_COLLECTION_DOCUMENTS, PF_SEARCH_KIND_DOCUMENTS },
  { PF_COLLECTION_PAPERS, PF_SEARCH_KIND_DOCUMENTS },
  { PF_COLLECTION_SERVICES, PF_SEARCH_KIND_MESSAGES },
  { PF_COLLECTION_THREADS, PF_SEARCH_KIND_MESSAGES },
  { PF_COLLECTION_MESSAGES, PF_SEARCH_KIND_MESSAGES },
  { PF_COLLECTION_FORMS, PF_SEARCH_KIND_REQUESTS },
  { PF_COLLECTION_REQUESTS, PF_SEARCH_KIND_REQUESTS },
  { PF_COLLECTION_NEWS, PF_SEARCH_KIND_NEWS },
  { PF_COLLECTION_MENUS, PF_SEARCH_KIND_MENUS },
  { PF_COLLECTION_GUARDIANS, PF_SEARCH_KIND_HOUSEHOLD },
  { PF_COLLECTION_CONTACTS, PF_SEARCH_KIND_HOUSEHOLD },
};

/* Returns: the group of what is in @collection, -1 where none shows it. */
static int
find_kind (PfCollection collection)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].collection == collection)
      return (int) kinds[i].kind;
  return -1;
}

static const char *
get_account_id (PfHub *hub, PfSession *session)
{
  return pf_account_get_id (pf_hub_get_account (hub, session));
}

static PfSearchResult *
add_result (GPtrArray *results, PfSearchKind kind, const char *action, GVariant *target)
{
  PfSearchResult *result = g_new0 (PfSearchResult, 1);

  result->kind = kind;
  result->action = action;
  result->target = g_variant_ref_sink (target);
  g_ptr_array_add (results, result);
  return result;
}

/* Days */

/* Returns: (transfer full) (nullable): the first of @list (element-type PfRecord) whose name
 * holds a word of @text. */
static gpointer
find_named (GListModel *list, const char *text, const char *(*get_name) (gpointer record))
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) record = g_list_model_get_item (list, i);

      for (char **word = words; *word != NULL; word++)
        if (pf_search_match (*word, get_name (record)))
          return g_steal_pointer (&record);
    }
  return NULL;
}

static const char *
get_child_name (gpointer record)
{
  return ((PfChild *) record)->first_name;
}

static const char *
get_activity_name (gpointer record)
{
  return ((PfActivity *) record)->name;
}

static void
add_day (GPtrArray *results, PfHub *hub, const char *text)
{
  PfDay today = pf_hub_get_today (hub);
  g_autofree char *rest = NULL;
  PfDay day = pf_search_parse_day (text, today, &rest);
  g_autoptr (PfSession) session = g_list_model_get_item (pf_hub_get_sessions (hub), 0);
  g_autoptr (PfChild) child = NULL;
  g_autoptr (PfActivity) activity = NULL;
  g_autofree char *relative = NULL;
  PfSearchResult *result;

  if (day == PF_DAY_NONE || session == NULL)
    return;
  child = find_named (pf_hub_get_children (hub), rest, get_child_name);
  activity = find_named (pf_hub_get_activities (hub), rest, get_activity_name);
  if (child != NULL || activity != NULL)
    g_set_object (&session, pf_hub_find_session (hub, child != NULL ? (gpointer) child : activity));
  result =
      add_result (results, PF_SEARCH_KIND_DAYS, "open-days",
                  g_variant_new ("(sssi)", get_account_id (hub, session),
                                 child != NULL ? pf_record_get_id (PF_RECORD (child)) : "",
                                 activity != NULL ? pf_record_get_id (PF_RECORD (activity)) : "",
                                 day));
  relative = pf_date_text_relative_day (day, today);
  result->title = pf_date_text_day_heading (day, today);
  result->text = g_strdup_printf ("%s%s%s%s%s", relative, child != NULL ? " · " : "",
                                  child != NULL ? child->first_name : "",
                                  activity != NULL ? " · " : "",
                                  activity != NULL ? activity->name : "");
}

/* Pages */

static void
add_pages (GPtrArray *results, PfHub *hub, const char *text)
{
  g_autoptr (PfSession) session = g_list_model_get_item (pf_hub_get_sessions (hub), 0);
  const char *name;

  for (guint i = 0; session != NULL && (name = pf_main_view_get_page_name (i)) != NULL; i++)
    if (pf_search_match (text, pf_main_view_get_page_title (i)))
      {
        PfSearchResult *result =
            add_result (results, PF_SEARCH_KIND_PAGES, "open",
                        g_variant_new ("(sss)", get_account_id (hub, session), PF_OPEN_PAGE, name));

        result->title = g_strdup (pf_main_view_get_page_title (i));
        result->text = g_strdup ("");
      }
}

/* Records */

/* A menu is known by its day, all others by their title. */
static void
set_title (PfSearchResult *result, const PfHubHit *hit)
{
  const char *slash = strrchr (hit->found->id, '/');
  PfDay day = hit->found->collection == PF_COLLECTION_MENUS && slash != NULL
                  ? pf_day_parse (slash + 1)
                  : PF_DAY_NONE;

  if (day != PF_DAY_NONE)
    {
      result->title = pf_date_text_day_heading (day, pf_session_get_today (hit->session));
      return;
    }
  result->title = g_strdup (hit->found->title);
  result->titles = g_array_ref (hit->found->titles);
}

static void
add_hits (GPtrArray *results, PfHub *hub, GPtrArray *hits)
{
  gboolean has_others = g_list_model_get_n_items (pf_hub_get_sessions (hub)) > 1;

  for (guint i = 0; i < hits->len; i++)
    {
      const PfHubHit *hit = g_ptr_array_index (hits, i);
      int kind = find_kind (hit->found->collection);
      PfTown *town = pf_session_get_town (hit->session);
      PfSearchResult *result;

      if (kind < 0 || pf_hub_get_account (hub, hit->session) == NULL)
        continue;
      result = add_result (results, (PfSearchKind) kind, "open",
                           g_variant_new ("(sss)", get_account_id (hub, hit->session),
                                          pf_collection_get_name (hit->found->collection),
                                          hit->found->id));
      set_title (result, hit);
      result->text = g_strdup (hit->found->text);
      result->texts = g_array_ref (hit->found->texts);
      result->town = g_strdup (has_others && town != NULL ? town->name : NULL);
    }
}

/* Each of the three lists comes in the order of its worth, and hits are of many kinds. */
static GPtrArray *
sort_by_kind (GPtrArray *results)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_search_result_free);

  for (int kind = 0; kind < PF_N_SEARCH_KINDS; kind++)
    for (guint i = 0; i < results->len; i++)
      {
        PfSearchResult *result = g_ptr_array_index (results, i);

        if (result->kind == (PfSearchKind) kind)
          g_ptr_array_add (sorted, result);
      }
  return sorted;
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfHub *hub = PF_HUB (source);
  const char *text = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = pf_hub_search_finish (hub, result, &error);
  g_autoptr (GPtrArray) results = g_ptr_array_new ();

  if (g_task_return_error_if_cancelled (task))
    return;
  add_day (results, hub, text);
  add_pages (results, hub, text);
  if (hits != NULL)
    add_hits (results, hub, hits);
  else
    g_info ("search: %s", error->message); /* what the disk cannot tell, the banner does */
  g_task_return_pointer (task, sort_by_kind (results), (GDestroyNotify) g_ptr_array_unref);
}

void
pf_search_result_free (PfSearchResult *result)
{
  g_free (result->title);
  g_clear_pointer (&result->titles, g_array_unref);
  g_free (result->text);
  g_clear_pointer (&result->texts, g_array_unref);
  g_free (result->town);
  g_variant_unref (result->target);
  g_free (result);
}

const char *
pf_search_kind_get_title (PfSearchKind kind)
{
  g_return_val_if_fail (kind < PF_N_SEARCH_KINDS, NULL);

  return _(titles[kind]);
}

void
pf_search_results_async (PfHub              *hub,
                         const char         *text,
                         guint               limit,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PF_IS_HUB (hub));
  g_return_if_fail (text != NULL);

  task = g_task_new (hub, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_search_results_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  pf_hub_search_async (hub, text, limit, cancellable, searched_cb, g_steal_pointer (&task));
}

GPtrArray *
pf_search_results_finish (PfHub *hub, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, hub), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
