/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fetches and judges the discovery document of an address. */
#include "config.h"

#include "pf-rest-discovery.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "pf-client-error.h"
#include "pf-codec.h"
#include "pf-rest-address.h"

typedef struct {
  char *base;
  char *moved_to; /* (nullable) */
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_free (fetch->base);
  g_free (fetch->moved_to);
  g_free (fetch);
}

/* What breaks the contract, or refuses, before anyone has signed in, is no town. */
static gboolean
is_other_server (const GError *error)
{
  return g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL) ||
         g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_REFUSED) ||
         g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_CHANGED) ||
         g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_CREDENTIALS) ||
         g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SIGNED_OUT) ||
         g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_STATE_UNKNOWN);
}

static void
return_not_a_town (GTask *task)
{
  g_task_return_new_error (task, PF_CLIENT_ERROR, PF_CLIENT_ERROR_NOT_A_TOWN, "%s",
                           _("There is no town's family service at this address."));
}

static void
return_failure (GTask *task, GError *error)
{
  if (is_other_server (error))
    {
      g_error_free (error);
      return_not_a_town (task);
    }
  else
    g_task_return_error (task, error);
}

/* Returns: the base of the document at @uri; NULL where the document has another name there. */
static char *
get_base (const char *uri)
{
  if (!g_str_has_suffix (uri, PF_REST_WELL_KNOWN))
    return NULL;
  return g_strndup (uri, strlen (uri) - strlen (PF_REST_WELL_KNOWN));
}

/* The API gets the family's password: it must be as safe as discovery itself. */
static gboolean
is_safe (const PfDiscovery *discovery)
{
  g_autoptr (GUri) uri = g_uri_parse (discovery->api_base, SOUP_HTTP_URI_FLAGS, NULL);

  return uri != NULL && pf_rest_address_is_allowed (uri);
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfRestReply) reply = NULL;
  g_autoptr (PfDiscovery) discovery = NULL;
  g_autofree char *base = NULL;

  reply = pf_rest_transport_send_finish (PF_REST_TRANSPORT (source), result, &error);
  if (reply == NULL || !pf_rest_reply_check (reply, "application/json", &error))
    {
      return_failure (task, g_steal_pointer (&error));
      return;
    }
  discovery = pf_codec_decode_discovery (reply->body, reply->uri, &error);
  if (discovery == NULL || !is_safe (discovery))
    {
      g_debug ("No town at %s: %s", reply->uri, error != NULL ? error->message : "unsafe API");
      return_not_a_town (task);
      return;
    }

  base = get_base (reply->uri);
  if (base != NULL && !g_str_equal (base, fetch->base))
    fetch->moved_to = g_steal_pointer (&base);
  g_task_return_pointer (task, g_steal_pointer (&discovery), (GDestroyNotify) pf_discovery_free);
}

void
pf_rest_discovery_fetch_async (PfRestTransport    *transport,
                               const char         *base,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *uri = g_strconcat (base, PF_REST_WELL_KNOWN, NULL);
  g_autoptr (PfRestRequest) request = pf_rest_request_new ("GET", uri);
  Fetch *fetch = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, pf_rest_discovery_fetch_async);
  fetch->base = g_strdup (base);
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  request->max_size = PF_REST_MAX_SMALL_BODY;
  pf_rest_transport_send_async (transport, request, cancellable, send_cb, g_steal_pointer (&task));
}

PfDiscovery *
pf_rest_discovery_fetch_finish (GAsyncResult *result, char **moved_to, GError **error)
{
  Fetch *fetch = g_task_get_task_data (G_TASK (result));

  *moved_to = g_steal_pointer (&fetch->moved_to);
  return g_task_propagate_pointer (G_TASK (result), error);
}
