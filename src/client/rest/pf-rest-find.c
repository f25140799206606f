/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finds the town at what a person typed: the first of its canonical addresses where one answers. */
#include "config.h"

#include "pf-rest-address.h"
#include "pf-rest-service.h"

typedef struct {
  char **addresses;
  guint index; /* of the one being tried */
} Search;

static void
search_free (Search *search)
{
  g_strfreev (search->addresses);
  g_free (search);
}

static void try_next (GTask *task);

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (pf_rest_service_discover_finish (PF_REST_SERVICE (source), result, &error))
    g_task_return_pointer (task, g_object_ref (source), g_object_unref);
  else if (g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_NOT_A_TOWN) &&
           search->addresses[search->index + 1] != NULL)
    {
      search->index++;
      try_next (task);
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
try_next (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  g_autoptr (PfTownService) service = pf_rest_service_new (search->addresses[search->index]);

  pf_rest_service_discover_async (PF_REST_SERVICE (service), g_task_get_cancellable (task),
                                  discovered_cb, g_object_ref (task));
}

void
pf_rest_service_find_async (const char         *address,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  Search *search = g_new0 (Search, 1);

  g_task_set_source_tag (task, pf_rest_service_find_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  search->addresses = pf_rest_address_parse (address, &error);
  if (search->addresses != NULL)
    try_next (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

PfTownService *
pf_rest_service_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pf_rest_service_find_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
