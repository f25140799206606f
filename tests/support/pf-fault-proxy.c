/* SPDX-License-Identifier: GPL-3.0-or-later
 * Each connection carries one request: the proxy asks the server to close after its answer, which
 * ends the exchange without having to understand it. */
#include "config.h"

#include "pf-fault-proxy.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define CHUNK 16384

/* A fault in waiting. */
typedef struct {
  char *path;
  PfFaultKind kind;
  guint value;
} Fault;

struct _PfFaultProxy {
  GObject parent_instance;
  GSocketListener *listener; /* (owned) (nullable): NULL while down */
  GCancellable *cancellable; /* (owned): of the listener */
  char *url;
  guint16 port;
  guint16 target_port;
  GQueue faults;        /* (element-type Fault) */
  GPtrArray *lines;     /* (owned) (element-type utf8): the request lines that came */
  GPtrArray *exchanges; /* (unowned) (element-type Exchange): under way */
  GRand *random;        /* (owned) (nullable) */
  double chaos;
  guint n_faults;
  guint64 n_bytes;
};

/* A request and its answer; it frees itself when it ends. */
typedef struct {
  PfFaultProxy *proxy;       /* (owned) */
  GSocketConnection *client; /* (owned) */
  GSocketConnection *server; /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  GByteArray *request;       /* (owned) */
  char chunk[CHUNK];
  gsize to_write;
  Fault fault;
  guint64 left;     /* bytes of the answer that still come back */
  guint n_rounds;   /* how often the server is still to be asked after this */
  gboolean is_mute; /* the server's answer does not come back */
} Exchange;

G_DEFINE_TYPE (PfFaultProxy, pf_fault_proxy, G_TYPE_OBJECT)

static void read_request (Exchange *exchange);
static void connect_server (Exchange *exchange);
static void read_answer (Exchange *exchange);

static void
fault_free (Fault *fault)
{
  g_free (fault->path);
  g_free (fault);
}

/* A cut looks like one: no orderly end. */
static void
end_exchange (Exchange *exchange, gboolean is_cut)
{
  struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  if (is_cut)
    setsockopt (g_socket_get_fd (g_socket_connection_get_socket (exchange->client)), SOL_SOCKET,
                SO_LINGER, &linger, sizeof linger);
  g_ptr_array_remove (exchange->proxy->exchanges, exchange);
  g_io_stream_close (G_IO_STREAM (exchange->client), NULL, NULL);
  if (exchange->server != NULL)
    g_io_stream_close (G_IO_STREAM (exchange->server), NULL, NULL);
  g_clear_object (&exchange->server);
  g_clear_object (&exchange->client);
  g_clear_object (&exchange->cancellable);
  g_clear_pointer (&exchange->request, g_byte_array_unref);
  g_clear_object (&exchange->proxy);
  g_free (exchange);
}

static void
wrote_own_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  end_exchange (user_data, FALSE);
}

static void
write_own_answer (Exchange *exchange, guint status, const char *type, const char *body)
{
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %u Fault\r\nContent-Type: %s\r\n"
                                             "Content-Length: %zu\r\nConnection: close\r\n\r\n%s",
                                             status, type, strlen (body), body);

  exchange->to_write = strlen (answer);
  g_assert (exchange->to_write < sizeof exchange->chunk);
  memcpy (exchange->chunk, answer, exchange->to_write);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (exchange->client)),
                                   exchange->chunk, exchange->to_write, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, wrote_own_answer_cb, exchange);
}

static void
write_status (Exchange *exchange)
{
  g_autofree char *body = g_strdup_printf ("{\"title\":\"%u from the proxy\",\"status\":%u}",
                                           exchange->fault.value, exchange->fault.value);

  write_own_answer (exchange, exchange->fault.value, "application/problem+json", body);
}

/* The server has said all it had to say. */
static void
finish_answer (Exchange *exchange)
{
  if (exchange->n_rounds > 0)
    {
      exchange->n_rounds--;
      exchange->is_mute = FALSE;
      g_clear_object (&exchange->server);
      connect_server (exchange);
    }
  else if (exchange->fault.kind == PF_FAULT_REPLACE)
    write_status (exchange);
  else if (exchange->fault.kind == PF_FAULT_GARBAGE)
    write_own_answer (exchange, 200, "text/html", "<html>Wi-Fi: please accept our terms</html>");
  else
    end_exchange (exchange, FALSE);
}

static void
wrote_chunk_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    end_exchange (exchange, TRUE);
  else if (exchange->left == 0)
    end_exchange (exchange, exchange->fault.kind == PF_FAULT_CUT_ANSWER);
  else
    read_answer (exchange);
}

static void
read_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  gssize size = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (size < 0)
    end_exchange (exchange, TRUE);
  else if (size == 0)
    finish_answer (exchange);
  else if (exchange->is_mute)
    read_answer (exchange);
  else
    {
      exchange->to_write = MIN ((guint64) size, exchange->left);
      exchange->left -= exchange->to_write;
      exchange->proxy->n_bytes += exchange->to_write;
      g_output_stream_write_all_async (
          g_io_stream_get_output_stream (G_IO_STREAM (exchange->client)), exchange->chunk,
          exchange->to_write, G_PRIORITY_DEFAULT, exchange->cancellable, wrote_chunk_cb, exchange);
    }
}

static void
read_answer (Exchange *exchange)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (exchange->server)),
                             exchange->chunk, sizeof exchange->chunk, G_PRIORITY_DEFAULT,
                             exchange->cancellable, read_answer_cb, exchange);
}

static gboolean
late_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  read_answer (exchange);
  return G_SOURCE_REMOVE;
}

static void
wrote_request_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL) ||
      exchange->fault.kind == PF_FAULT_CUT_REQUEST)
    end_exchange (exchange, TRUE);
  else if (exchange->fault.kind == PF_FAULT_DELAY)
    g_timeout_add (exchange->fault.value, late_cb, exchange);
  else
    read_answer (exchange);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  gsize size = exchange->request->len;

  exchange->server = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, NULL);
  if (exchange->server == NULL)
    {
      end_exchange (exchange, TRUE);
      return;
    }
  if (exchange->fault.kind == PF_FAULT_CUT_REQUEST)
    size = MIN (size, exchange->fault.value);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (exchange->server)),
                                   exchange->request->data, size, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, wrote_request_cb, exchange);
}

static void
connect_server (Exchange *exchange)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address =
      g_inet_socket_address_new (loopback, exchange->proxy->target_port);

  g_socket_client_connect_async (client, G_SOCKET_CONNECTABLE (address), exchange->cancellable,
                                 connected_cb, exchange);
}

/* Any fault that ends by itself, the longer answers cut anywhere. */
static void
choose_random_fault (Exchange *exchange)
{
  static const PfFaultKind kinds[] = {
    PF_FAULT_CUT_REQUEST, PF_FAULT_CUT_ANSWER, PF_FAULT_TRUNCATE,  PF_FAULT_DELAY,
    PF_FAULT_ANSWER,      PF_FAULT_REPLACE,    PF_FAULT_DUPLICATE, PF_FAULT_GARBAGE,
  };
  static const guint statuses[] = { 429, 500, 502, 503 };
  GRand *random = exchange->proxy->random;

  if (g_rand_double (random) >= exchange->proxy->chaos)
    return;
  exchange->proxy->n_faults++;
  exchange->fault.kind = kinds[g_rand_int_range (random, 0, G_N_ELEMENTS (kinds))];
  exchange->fault.value =
      exchange->fault.kind == PF_FAULT_ANSWER || exchange->fault.kind == PF_FAULT_REPLACE
          ? statuses[g_rand_int_range (random, 0, G_N_ELEMENTS (statuses))]
      : exchange->fault.kind == PF_FAULT_DELAY ? (guint) g_rand_int_range (random, 1, 50)
                                               : (guint) g_rand_int_range (random, 0, 2000);
}

static void
choose_fault (Exchange *exchange, const char *line)
{
  PfFaultProxy *proxy = exchange->proxy;

  for (GList *link = proxy->faults.head; link != NULL; link = link->next)
    {
      Fault *fault = link->data;

      if (fault->path != NULL && strstr (line, fault->path) == NULL)
        continue;
      exchange->fault.kind = fault->kind;
      exchange->fault.value = fault->value;
      proxy->n_faults++;
      fault_free (fault);
      g_queue_delete_link (&proxy->faults, link);
      return;
    }
  if (proxy->chaos > 0)
    choose_random_fault (exchange);
}

static void
start_fault (Exchange *exchange)
{
  PfFaultKind kind = exchange->fault.kind;

  exchange->left = kind == PF_FAULT_CUT_ANSWER || kind == PF_FAULT_TRUNCATE ? exchange->fault.value
                                                                            : G_MAXUINT64;
  exchange->n_rounds = kind == PF_FAULT_DUPLICATE ? 1 : 0;
  exchange->is_mute = kind == PF_FAULT_DUPLICATE || kind == PF_FAULT_REPLACE ||
                      kind == PF_FAULT_GARBAGE;
  if (kind == PF_FAULT_BLACKHOLE)
    return;
  if (kind == PF_FAULT_ANSWER)
    write_status (exchange);
  else
    connect_server (exchange);
}

/* Returns: (transfer full) (nullable): the head once it is complete; @body_size gets what follows
 * it. */
static char *
parse_head (GByteArray *request, gsize *head_size, gsize *body_size)
{
  const char *end = memmem (request->data, request->len, "\r\n\r\n", 4);
  g_autofree char *head = NULL, *lower = NULL;
  const char *length;

  if (end == NULL)
    return NULL;
  *head_size = end + 4 - (const char *) request->data;
  head = g_strndup ((const char *) request->data, *head_size);
  lower = g_ascii_strdown (head, -1);
  length = strstr (lower, "\r\ncontent-length:");
  *body_size = length != NULL ? strtoul (length + strlen ("\r\ncontent-length:"), NULL, 10) : 0;
  return g_steal_pointer (&head);
}

/* Asks the server to close the connection after its answer. */
static void
ask_to_close (GByteArray *request, const char *head)
{
  static const char close_header[] = "Connection: close\r\n";
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);
  gsize head_size = strlen (head);

  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    if (g_ascii_strncasecmp (lines[i], "connection:", strlen ("connection:")) != 0)
      g_string_append_printf (text, "%s\r\n", lines[i]);
  g_string_append_printf (text, "%s\r\n", close_header);
  g_byte_array_remove_range (request, 0, head_size);
  g_byte_array_prepend (request, (const guint8 *) text->str, text->len);
}

static void
read_request_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Exchange *exchange = user_data;
  gssize size = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  g_autofree char *head = NULL;
  gsize head_size, body_size;

  if (size <= 0)
    {
      end_exchange (exchange, FALSE);
      return;
    }
  g_byte_array_append (exchange->request, (const guint8 *) exchange->chunk, size);
  head = parse_head (exchange->request, &head_size, &body_size);
  if (head == NULL || exchange->request->len < head_size + body_size)
    {
      read_request (exchange);
      return;
    }
  ask_to_close (exchange->request, head);
  g_ptr_array_add (exchange->proxy->lines, g_strndup (head, strcspn (head, "\r")));
  choose_fault (exchange, head);
  start_fault (exchange);
}

static void
read_request (Exchange *exchange)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (exchange->client)),
                             exchange->chunk, sizeof exchange->chunk, G_PRIORITY_DEFAULT,
                             exchange->cancellable, read_request_cb, exchange);
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PfFaultProxy *self = user_data;
  GSocketConnection *client =
      g_socket_listener_accept_finish (G_SOCKET_LISTENER (source), result, NULL, NULL);
  Exchange *exchange;

  /* Cancelled: the proxy may be gone. */
  if (client == NULL)
    return;
  g_socket_listener_accept_async (self->listener, self->cancellable, accepted_cb, self);
  exchange = g_new0 (Exchange, 1);
  exchange->proxy = g_object_ref (self);
  exchange->client = client;
  exchange->cancellable = g_cancellable_new ();
  exchange->request = g_byte_array_new ();
  g_ptr_array_add (self->exchanges, exchange);
  read_request (exchange);
}

static void
listen_for_clients (PfFaultProxy *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, self->port);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  self->listener = g_socket_listener_new ();
  self->cancellable = g_cancellable_new ();
  g_socket_listener_add_address (self->listener, wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &address, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  g_socket_listener_accept_async (self->listener, self->cancellable, accepted_cb, self);
}

static void
stop_listening (PfFaultProxy *self)
{
  if (self->listener == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_socket_listener_close (self->listener);
  g_clear_object (&self->listener);
  g_clear_object (&self->cancellable);
}

static void
pf_fault_proxy_dispose (GObject *object)
{
  PfFaultProxy *self = PF_FAULT_PROXY (object);

  stop_listening (self);
  g_clear_pointer (&self->random, g_rand_free);
  g_queue_clear_full (&self->faults, (GDestroyNotify) fault_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->exchanges, g_ptr_array_unref);
  g_clear_pointer (&self->url, g_free);
  G_OBJECT_CLASS (pf_fault_proxy_parent_class)->dispose (object);
}

static void
pf_fault_proxy_class_init (PfFaultProxyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pf_fault_proxy_dispose;
}

static void
pf_fault_proxy_init (PfFaultProxy *self)
{
  g_queue_init (&self->faults);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->exchanges = g_ptr_array_new ();
}

PfFaultProxy *
pf_fault_proxy_new (guint16 target_port)
{
  PfFaultProxy *self = g_object_new (PF_TYPE_FAULT_PROXY, NULL);

  self->target_port = target_port;
  listen_for_clients (self);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  return self;
}

const char *
pf_fault_proxy_get_url (PfFaultProxy *self)
{
  return self->url;
}

void
pf_fault_proxy_push (PfFaultProxy *self, const char *path, PfFaultKind kind, guint value)
{
  Fault *fault = g_new0 (Fault, 1);

  fault->path = g_strdup (path);
  fault->kind = kind;
  fault->value = value;
  g_queue_push_tail (&self->faults, fault);
}

void
pf_fault_proxy_set_chaos (PfFaultProxy *self, guint32 seed, double probability)
{
  g_clear_pointer (&self->random, g_rand_free);
  self->random = g_rand_new_with_seed (seed);
  self->chaos = probability;
}

void
pf_fault_proxy_set_down (PfFaultProxy *self, gboolean is_down)
{
  if (is_down == (self->listener == NULL))
    return;
  if (is_down)
    {
      stop_listening (self);
      pf_fault_proxy_release (self);
      /* The call that each waits for ends it. */
      for (guint i = 0; i < self->exchanges->len; i++)
        g_cancellable_cancel (((Exchange *) self->exchanges->pdata[i])->cancellable);
    }
  else
    listen_for_clients (self);
}

void
pf_fault_proxy_release (PfFaultProxy *self)
{
  for (guint i = self->exchanges->len; i > 0; i--)
    {
      Exchange *exchange = g_ptr_array_index (self->exchanges, i - 1);

      if (exchange->fault.kind == PF_FAULT_BLACKHOLE)
        end_exchange (exchange, TRUE);
    }
}

guint
pf_fault_proxy_get_n_requests (PfFaultProxy *self, const char *path)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    n += strstr (self->lines->pdata[i], path) != NULL;
  return n;
}

guint
pf_fault_proxy_get_n_faults (PfFaultProxy *self)
{
  return self->n_faults;
}

guint64
pf_fault_proxy_take_n_bytes (PfFaultProxy *self)
{
  guint64 n_bytes = self->n_bytes;

  self->n_bytes = 0;
  return n_bytes;
}
