/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of town services: one line a kind of portal. */
#include "config.h"

#include "pf-town-services.h"

#include "rest/pf-rest-service.h"

#include <libsoup/soup.h>

typedef struct {
  const char *kind; /* kept in accounts: never changes */
  GType (*get_type) (void);
  PfTownService *(*new) (const char *uri);
  void (*find_async) (const char *address, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data);
  PfTownService *(*find_finish) (GAsyncResult *result, GError **error);
} ServiceKind;

static const ServiceKind service_kinds[] = {
  { "rest", pf_rest_service_get_type, pf_rest_service_new, pf_rest_service_find_async,
    pf_rest_service_find_finish },
};

static const ServiceKind *
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (service_kinds); i++)
    if (g_str_equal (service_kinds[i].kind, kind))
      return &service_kinds[i];
  return NULL;
}

typedef struct {
  char *address;
  guint index; /* of the kind being tried */
} Discovery;

static void
discovery_free (Discovery *discovery)
{
  g_free (discovery->address);
  g_free (discovery);
}

static void find_next (GTask *task);

static void
find_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Discovery *discovery = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  PfTownService *service;

  service = service_kinds[discovery->index].find_finish (result, &error);
  if (service != NULL)
    g_task_return_pointer (task, service, g_object_unref);
  else if (g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_NOT_A_TOWN) &&
           ++discovery->index < G_N_ELEMENTS (service_kinds))
    find_next (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
find_next (GTask *task)
{
  Discovery *discovery = g_task_get_task_data (task);

  service_kinds[discovery->index].find_async (discovery->address, g_task_get_cancellable (task),
                                              find_cb, g_object_ref (task));
}

void
pf_town_services_discover_async (const char         *address,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Discovery *discovery;

  g_return_if_fail (address != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_town_services_discover_async);
  discovery = g_new0 (Discovery, 1);
  discovery->address = g_strdup (address);
  g_task_set_task_data (task, discovery, (GDestroyNotify) discovery_free);
  find_next (task);
}

PfTownService *
pf_town_services_discover_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pf_town_services_discover_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

PfTownService *
pf_town_services_new (const char *kind, const char *uri)
{
  const ServiceKind *found;

  g_return_val_if_fail (kind != NULL && uri != NULL, NULL);
  found = find_kind (kind);
  return found != NULL ? found->new (uri) : NULL;
}

gboolean
pf_town_services_has_kind (const char *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);
  return find_kind (kind) != NULL;
}

const char *
pf_town_services_get_kind (PfTownService *service)
{
  g_return_val_if_fail (PF_IS_TOWN_SERVICE (service), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (service_kinds); i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (service, service_kinds[i].get_type ()))
      return service_kinds[i].kind;
  return NULL;
}

char *
pf_town_services_dup_uri (PfTownService *service)
{
  char *uri = NULL;

  g_return_val_if_fail (PF_IS_TOWN_SERVICE (service), NULL);
  g_object_get (service, "uri", &uri, NULL);
  return uri;
}

char *
pf_town_services_dup_library_version (void)
{
  return g_strdup_printf ("%u.%u.%u", soup_get_major_version (), soup_get_minor_version (),
                          soup_get_micro_version ());
}
