/* SPDX-License-Identifier: GPL-3.0-or-later
 * The HTTP server. */
#include "config.h"

#include "pfs-server.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pfs-connections.h"
#include "pfs-events.h"
#include "pfs-prepaid.h"
#include "pfs-routes.h"
#include "pfs-tokens.h"

#define BEARER "Bearer "
/* What follows is a secret. */
#define PAY_PATH "/pay/"

/* Connections that wait to be accepted while an answer is made: a whole town comes at eight. */
#define BACKLOG 512

struct _PfsServer {
  SoupServer *soup;
  PfsConnections *connections;
  PfsContext context;
};

static const PfsRoute *
find_route (PfsRequest *request, const char *path)
{
  const PfsRoute *route = pfs_routes_find (soup_server_message_get_method (request->message), path);
  g_autofree char *allowed = NULL;

  if (route != NULL)
    {
      pfs_route_read_path (route, path, &request->target, &request->part);
      return route;
    }
  allowed = pfs_routes_list_methods (path);
  if (allowed == NULL)
    pfs_request_reply_problem_type (request, PF_PROBLEM_NOT_FOUND);
  else
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (request->message),
                                    "Allow", allowed);
      pfs_request_reply_problem (
          request, pfs_problem_new_for_status (SOUP_STATUS_METHOD_NOT_ALLOWED, request->language));
    }
  return NULL;
}

/* Finds who asks, by the access token. */
static gboolean
find_session (PfsRequest *request, const PfsRoute *route)
{
  const char *header = pfs_request_get_header (request, "Authorization");
  g_autoptr (PfsToken) token = NULL;
  g_autoptr (GError) error = NULL;
  PfsVerdict verdict = PFS_VERDICT_REVOKED;

  if (header != NULL && g_ascii_strncasecmp (header, BEARER, strlen (BEARER)) == 0)
    token = pfs_tokens_check (request->context->storage, header + strlen (BEARER), request->now,
                              &verdict, &error);
  if (token == NULL)
    {
      if (error != NULL)
        pfs_request_reply_error (request, error);
      else
        pfs_request_reply_problem_type (request, verdict == PFS_VERDICT_EXPIRED
                                                     ? PF_PROBLEM_TOKEN_EXPIRED
                                                     : PF_PROBLEM_TOKEN_REVOKED);
      return FALSE;
    }
  if (token->provisional && (route->flags & PFS_ROUTE_PROVISIONAL) == 0)
    {
      pfs_request_reply_problem_type (request, PF_PROBLEM_PASSWORD_NEEDED);
      return FALSE;
    }
  request->guardian = g_steal_pointer (&token->guardian);
  request->household = g_steal_pointer (&token->household);
  request->until = token->until;
  request->token_family = token->family;
  return TRUE;
}

/* A merge patch is JSON too, and is named so by some. */
static gboolean
is_json (const char *type)
{
  return type != NULL && (g_ascii_strcasecmp (type, "application/json") == 0 ||
                          g_ascii_strcasecmp (type, "application/merge-patch+json") == 0);
}

static gboolean
check_body (PfsRequest *request, const PfsRoute *route)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);

  if (soup_server_message_get_request_body (request->message)->length > pfs_route_get_limit (route))
    {
      pfs_request_reply_problem_type (request, PF_PROBLEM_TOO_LARGE);
      return FALSE;
    }
  if ((route->flags & PFS_ROUTE_JSON) != 0 &&
      !is_json (soup_message_headers_get_content_type (headers, NULL)))
    {
      pfs_request_reply_problem (request,
                                 pfs_problem_new_for_status (SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE,
                                                             request->language));
      return FALSE;
    }
  return TRUE;
}

/* Whoever reads or writes meets what the clock has made of prepayments and wallets. */
static void
keep_time (PfsRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (!pfs_prepaid_keep (request->context->storage, request->now, &error))
    g_message ("%s", error->message);
}

static void
request_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  PfsServer *self = user_data;
  g_autoptr (PfsRequest) request = pfs_request_new (&self->context, message, query);
  const PfsRoute *route = find_route (request, path);

  if (route != NULL)
    keep_time (request);
  if (route != NULL && ((route->flags & PFS_ROUTE_SESSION) == 0 || find_session (request, route)) &&
      check_body (request, route))
    route->handle (request);
}

/* Of a body without a stated length, not more than the limit and a bit is kept. */
static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const PfsRoute *route = user_data;

  if (body->length > pfs_route_get_limit (route))
    soup_message_body_set_accumulate (body, FALSE);
}

/* Runs when the headers are there: refuses what is too large before it is read. */
static void
headers_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  PfsServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const PfsRoute *route = pfs_routes_find (soup_server_message_get_method (message), path);

  pfs_request_set_date (message, pfs_clock_get_now (self->context.clock));
  if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED)
    g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), (gpointer) route);
  else if (soup_message_headers_get_content_length (headers) > pfs_route_get_limit (route))
    {
      g_autoptr (PfsRequest) request = pfs_request_new (&self->context, message, NULL);

      soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
      pfs_request_reply_problem_type (request, PF_PROBLEM_TOO_LARGE);
    }
}

/* The log holds no query, no header and no body: nothing that is a secret or a family's. */
static void
request_finished_cb (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  GUri *uri = soup_server_message_get_uri (message);
  const char *path;

  /* Cut before it said what it wanted. */
  if (uri == NULL)
    return;
  path = g_uri_get_path (uri);
  g_info ("%s %s %u", soup_server_message_get_method (message),
          g_str_has_prefix (path, PAY_PATH) ? PAY_PATH : path,
          soup_server_message_get_status (message));
}

PfsServer *
pfs_server_new (PfsStorage *storage, PfsClock *clock, gboolean is_behind_proxy)
{
  PfsServer *self = g_new0 (PfsServer, 1);

  self->context.storage = storage;
  self->context.clock = clock;
  self->context.is_behind_proxy = is_behind_proxy;
  self->context.events = pfs_events_new (storage, clock);
  self->soup = soup_server_new ("server-header", "portail-famille", NULL);
  soup_server_add_early_handler (self->soup, NULL, headers_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  g_signal_connect (self->soup, "request-finished", G_CALLBACK (request_finished_cb), NULL);
  self->connections = pfs_connections_new (self->soup);
  return self;
}

void
pfs_server_free (PfsServer *self)
{
  g_clear_pointer (&self->connections, pfs_connections_free);
  soup_server_disconnect (self->soup);
  g_clear_pointer (&self->context.events, pfs_events_free);
  g_object_unref (self->soup);
  g_free (self);
}

/* Returns: (transfer full): a socket that listens on @address; NULL with @error. */
static GSocket *
open_socket (GSocketAddress *address, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address),
                                             G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

gboolean
pfs_server_listen (PfsServer       *self,
                   const char      *address,
                   guint16          port,
                   GTlsCertificate *certificate,
                   GError         **error)
{
  g_autoptr (GSocketAddress) socket_address = g_inet_socket_address_new_from_string (address, port);
  g_autoptr (GSocket) socket = NULL;

  if (socket_address == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("“%s” is not a numeric address"), address);
      return FALSE;
    }
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->soup, certificate);
  socket = open_socket (socket_address, error);
  return socket != NULL &&
         soup_server_listen_socket (self->soup, socket,
                                    certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0, error);
}

char *
pfs_server_get_url (PfsServer *self)
{
  GSList *uris = soup_server_get_uris (self->soup);
  g_autofree char *text = g_uri_to_string (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  if (g_str_has_suffix (text, "/"))
    text[strlen (text) - 1] = '\0';
  return g_steal_pointer (&text);
}
