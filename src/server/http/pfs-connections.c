/* SPDX-License-Identifier: GPL-3.0-or-later
 * Closing the connections on which nothing is said any more. */
#include "config.h"

#include "pfs-connections.h"

#include <sys/socket.h>

/* A request, an answer or the next request that makes no progress for so long is not waited for. */
#define SILENT_SECONDS 60
/* TLS: an alert, and one of TLS 1.3, which looks like two bytes of data. */
#define TLS_ALERT 0x15
#define TLS_DATA 0x17
#define TLS_HIDDEN_ALERT_LENGTH 19

struct _PfsConnections {
  SoupServer *soup;  /* (unowned) */
  GHashTable *idles; /* (element-type GSocket Idle) (owned) */
};

/* A connection after an answer. */
typedef struct {
  PfsConnections *connections;
  SoupServerMessage *message; /* (owned): the last one */
  GSocket *socket;            /* (owned) */
  GSource *source;            /* (owned) */
} Idle;

static void
free_idle (Idle *idle)
{
  g_source_destroy (idle->source);
  g_source_unref (idle->source);
  g_object_unref (idle->message);
  g_object_unref (idle->socket);
  g_free (idle);
}

/* Whether what the client sends after an answer only says that it goes, or nothing at all came in
 * time. */
static gboolean
is_farewell (GSocket *socket)
{
  guint8 start[5];
  gssize n = recv (g_socket_get_fd (socket), start, sizeof start, MSG_PEEK | MSG_DONTWAIT);

  if (n < (gssize) sizeof start)
    return n <= 0;
  return start[0] == TLS_ALERT ||
         (start[0] == TLS_DATA && start[3] == 0 && start[4] == TLS_HIDDEN_ALERT_LENGTH);
}

static void
close_connection (Idle *idle)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (idle->message);

  if (stream != NULL)
    g_io_stream_close (stream, NULL, NULL);
  g_socket_close (idle->socket, NULL);
}

/* Comes before the library looks at the socket: once that has met the end, nothing closes it. */
static gboolean
readable_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Idle *idle = user_data;

  /* Without a socket the library has closed it already. */
  if (!g_socket_is_closed (socket) && soup_server_message_get_socket (idle->message) != NULL &&
      is_farewell (socket))
    close_connection (idle);
  g_hash_table_remove (idle->connections->idles, socket);
  return G_SOURCE_REMOVE;
}

static void
request_started_cb (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  PfsConnections *self = user_data;
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket == NULL)
    return;
  g_hash_table_remove (self->idles, socket);
  g_socket_set_timeout (socket, SILENT_SECONDS);
  /* Kept from now on: once the client has gone, nobody knows any more, and a warning is given. */
  soup_server_message_get_remote_address (message);
  soup_server_message_get_local_address (message);
}

static void
request_finished_cb (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  PfsConnections *self = user_data;
  GSocket *socket = soup_server_message_get_socket (message);
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  Idle *idle;

  if (socket == NULL || g_socket_is_closed (socket))
    return;
  soup_message_body_truncate (soup_server_message_get_request_body (message));
  soup_message_body_truncate (soup_server_message_get_response_body (message));
  idle = g_new0 (Idle, 1);
  idle->connections = self;
  idle->message = g_object_ref (message);
  idle->socket = g_object_ref (socket);
  idle->source = g_socket_create_source (socket, G_IO_IN | G_IO_HUP | G_IO_ERR, NULL);
  g_source_set_priority (idle->source, G_PRIORITY_HIGH);
  g_source_set_callback (idle->source, G_SOURCE_FUNC (readable_cb), idle, NULL);
  g_hash_table_replace (self->idles, socket, idle);
  g_source_attach (idle->source, context);
}

PfsConnections *
pfs_connections_new (SoupServer *soup)
{
  PfsConnections *self = g_new0 (PfsConnections, 1);

  self->soup = soup;
  self->idles = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) free_idle);
  g_signal_connect (soup, "request-started", G_CALLBACK (request_started_cb), self);
  g_signal_connect (soup, "request-finished", G_CALLBACK (request_finished_cb), self);
  return self;
}

void
pfs_connections_free (PfsConnections *self)
{
  g_signal_handlers_disconnect_by_data (self->soup, self);
  g_hash_table_unref (self->idles);
  g_free (self);
}
