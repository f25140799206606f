/* SPDX-License-Identifier: GPL-3.0-or-later
 * A SoupServer that follows a script; where HTTP is to be broken it takes the connection over
 * and writes bytes. */
#include "pf-scripted-server.h"

#include <libsoup/soup.h>

struct _PfScriptedServer {
  SoupServer *server;
  GPtrArray *scripts; /* (element-type PfScript) (owned) */
  char *uri;
  guint n_unexpected;
};

typedef enum {
  HOW_REPLY,
  HOW_SILENCE,
  HOW_RAW,
  HOW_TRUNCATE,
  HOW_STREAM,
} How;

struct _PfScript {
  char *method;
  char *target;
  gboolean is_repeated;
  How how;
  int status;
  char *type;
  GBytes *body;
  SoupMessageHeaders *headers;
  guint delay;
  gsize size; /* of a truncated body */

  guint count;
  SoupMessageHeaders *request_headers; /* (nullable) */
  char *request_body;                  /* (nullable) */
  guint client_port;
  GIOStream *stream;  /* (nullable) an event stream's connection */
  GPtrArray *waiting; /* (element-type SoupServerMessage) (owned) delayed or silent */
  GArray *timeouts;   /* of delays under way */
};

static void
script_free (PfScript *script)
{
  for (guint i = 0; i < script->timeouts->len; i++)
    g_source_remove (g_array_index (script->timeouts, guint, i));
  g_array_unref (script->timeouts);
  g_free (script->method);
  g_free (script->target);
  g_free (script->type);
  g_clear_pointer (&script->body, g_bytes_unref);
  soup_message_headers_unref (script->headers);
  g_clear_pointer (&script->request_headers, soup_message_headers_unref);
  g_free (script->request_body);
  g_clear_object (&script->stream);
  g_ptr_array_unref (script->waiting);
  g_free (script);
}

static PfScript *
find_script (PfScriptedServer *self, const char *method, const char *target)
{
  for (guint i = 0; i < self->scripts->len; i++)
    {
      PfScript *script = g_ptr_array_index (self->scripts, i);

      if ((script->count == 0 || script->is_repeated) && g_str_equal (script->method, method) &&
          g_str_equal (script->target, target))
        return script;
    }
  return NULL;
}

static void
copy_header (const char *name, const char *value, gpointer user_data)
{
  soup_message_headers_append (user_data, name, value);
}

static void
record_request (PfScript *script, SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);

  GInetSocketAddress *client =
      G_INET_SOCKET_ADDRESS (soup_server_message_get_remote_address (message));

  script->count++;
  script->client_port = g_inet_socket_address_get_port (client);
  g_clear_pointer (&script->request_headers, soup_message_headers_unref);
  script->request_headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_REQUEST);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), copy_header,
                                script->request_headers);
  g_free (script->request_body);
  script->request_body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Bytes on their way to a connection that was taken over. */
typedef struct {
  GIOStream *stream;
  GBytes *bytes;
} Writing;

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Writing *writing = user_data;

  /* The client may have hung up first. */
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_io_stream_close (writing->stream, NULL, NULL);
  g_object_unref (writing->stream);
  g_bytes_unref (writing->bytes);
  g_free (writing);
}

/* Takes the connection of @message over, writes @bytes (transfer full) and hangs up. */
static void
write_raw (SoupServerMessage *message, GBytes *bytes)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->stream = soup_server_message_steal_connection (message);
  writing->bytes = bytes;
  g_output_stream_write_all_async (g_io_stream_get_output_stream (writing->stream),
                                   g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                   G_PRIORITY_DEFAULT, NULL, written_cb, writing);
}

static void
print_header (const char *name, const char *value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\r\n", name, value);
}

static GBytes *
build_truncated (PfScript *script)
{
  gsize whole = g_bytes_get_size (script->body);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GString) head = g_string_new (NULL);

  g_assert_cmpuint (script->size, <, whole);
  g_string_printf (head,
                   "HTTP/1.1 %d Scripted\r\nContent-Type: %s\r\n"
                   "Content-Length: %" G_GSIZE_FORMAT "\r\n",
                   script->status, script->type, whole);
  soup_message_headers_foreach (script->headers, print_header, head);
  g_string_append (head, "\r\n");
  g_byte_array_append (bytes, (const guint8 *) head->str, head->len);
  g_byte_array_append (bytes, g_bytes_get_data (script->body, NULL), script->size);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
open_stream (PfScript *script, SoupServerMessage *message)
{
  g_clear_object (&script->stream);
  script->stream = soup_server_message_steal_connection (message);
  pf_script_write (script, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                           "Cache-Control: no-store\r\n\r\n");
}

static void
reply (PfScript *script, SoupServerMessage *message)
{
  /* The library would cut what it asks for out of the body. */
  soup_message_headers_remove (soup_server_message_get_request_headers (message), "Range");
  soup_server_message_set_status (message, script->status, NULL);
  soup_message_headers_foreach (script->headers, copy_header,
                                soup_server_message_get_response_headers (message));
  if (script->body != NULL)
    {
      soup_message_headers_set_content_type (soup_server_message_get_response_headers (message),
                                             script->type, NULL);
      if (g_bytes_get_size (script->body) > 0)
        soup_message_body_append_bytes (soup_server_message_get_response_body (message),
                                        script->body);
    }
}

static void
answer (PfScript *script, SoupServerMessage *message)
{
  switch (script->how)
    {
    case HOW_REPLY:
      reply (script, message);
      break;
    case HOW_RAW:
      write_raw (message, g_bytes_ref (script->body));
      break;
    case HOW_TRUNCATE:
      write_raw (message, build_truncated (script));
      break;
    case HOW_STREAM:
      open_stream (script, message);
      break;
    case HOW_SILENCE:
      soup_server_message_pause (message);
      break;
    }
}

static gboolean
delay_cb (gpointer user_data)
{
  PfScript *script = user_data;
  g_autoptr (SoupServerMessage) message = g_ptr_array_steal_index (script->waiting, 0);

  g_array_remove_index (script->timeouts, 0);
  answer (script, message);
  if (script->how == HOW_REPLY)
    soup_server_message_unpause (message);
  return G_SOURCE_REMOVE;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  PfScriptedServer *self = user_data;
  GUri *uri = soup_server_message_get_uri (message);
  const char *method = soup_server_message_get_method (message);
  const char *query_text = g_uri_get_query (uri);
  /* As it was sent, escapes and all. */
  g_autofree char *target =
      g_strconcat (g_uri_get_path (uri), query_text != NULL ? "?" : NULL, query_text, NULL);
  PfScript *script = find_script (self, method, target);

  if (script == NULL)
    {
      g_test_message ("nobody expected %s %s", method, target);
      self->n_unexpected++;
      soup_server_message_set_status (message, SOUP_STATUS_NOT_IMPLEMENTED, NULL);
      return;
    }
  record_request (script, message);
  if (script->delay > 0)
    {
      guint id = g_timeout_add (script->delay, delay_cb, script);

      soup_server_message_pause (message);
      g_ptr_array_add (script->waiting, g_object_ref (message));
      g_array_append_val (script->timeouts, id);
    }
  else
    answer (script, message);
}

PfScriptedServer *
pf_scripted_server_new (GTlsCertificate *certificate)
{
  PfScriptedServer *self = g_new0 (PfScriptedServer, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) socket_address = g_inet_socket_address_new (address, 0);
  GSList *uris;

  self->scripts = g_ptr_array_new_with_free_func ((GDestroyNotify) script_free);
  self->server = soup_server_new ("tls-certificate", certificate, "raw-paths", TRUE, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen (self->server, socket_address,
                      certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->uri = g_strdup_printf ("%s://127.0.0.1:%d", certificate != NULL ? "https" : "http",
                               g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
pf_scripted_server_free (PfScriptedServer *self)
{
  soup_server_disconnect (self->server);
  g_ptr_array_unref (self->scripts);
  g_object_unref (self->server);
  g_free (self->uri);
  g_free (self);
}

const char *
pf_scripted_server_get_uri (PfScriptedServer *self)
{
  return self->uri;
}

void
pf_scripted_server_assert_done (PfScriptedServer *self)
{
  for (guint i = 0; i < self->scripts->len; i++)
    {
      PfScript *script = g_ptr_array_index (self->scripts, i);

      if (script->count == 0 && !script->is_repeated)
        g_error ("%s %s never came", script->method, script->target);
    }
  g_assert_cmpuint (self->n_unexpected, ==, 0);
}

PfScript *
pf_scripted_server_expect (PfScriptedServer *self, const char *method, const char *target)
{
  PfScript *script = g_new0 (PfScript, 1);

  script->method = g_strdup (method);
  script->target = g_strdup (target);
  script->status = SOUP_STATUS_NO_CONTENT;
  script->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  script->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  script->timeouts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->scripts, script);
  return script;
}

void
pf_script_repeat (PfScript *script)
{
  script->is_repeated = TRUE;
}

void
pf_script_reply (PfScript *script, int status, const char *type, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  pf_script_reply_bytes (script, status, type, bytes);
}

void
pf_script_reply_bytes (PfScript *script, int status, const char *type, GBytes *body)
{
  script->status = status;
  g_free (script->type);
  script->type = g_strdup (type);
  g_clear_pointer (&script->body, g_bytes_unref);
  script->body = g_bytes_ref (body);
}

void
pf_script_header (PfScript *script, const char *name, const char *value)
{
  soup_message_headers_append (script->headers, name, value);
}

void
pf_script_gzip (PfScript *script)
{
  g_autoptr (GZlibCompressor) compressor =
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) output = NULL;

  output = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_output_stream_write_all (output, g_bytes_get_data (script->body, NULL),
                             g_bytes_get_size (script->body), NULL, NULL, NULL);
  g_output_stream_close (output, NULL, NULL);
  g_bytes_unref (script->body);
  script->body = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  pf_script_header (script, "Content-Encoding", "gzip");
}

void
pf_script_delay (PfScript *script, guint milliseconds)
{
  script->delay = milliseconds;
}

void
pf_script_silence (PfScript *script)
{
  script->how = HOW_SILENCE;
}

void
pf_script_cut (PfScript *script)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  pf_script_raw (script, nothing);
}

void
pf_script_truncate (PfScript *script, gsize size)
{
  script->how = HOW_TRUNCATE;
  script->size = size;
}

void
pf_script_raw (PfScript *script, GBytes *bytes)
{
  script->how = HOW_RAW;
  g_clear_pointer (&script->body, g_bytes_unref);
  script->body = g_bytes_ref (bytes);
}

void
pf_script_stream (PfScript *script)
{
  script->how = HOW_STREAM;
}

void
pf_script_write (PfScript *script, const char *text)
{
  g_assert_nonnull (script->stream);
  g_output_stream_write_all (g_io_stream_get_output_stream (script->stream), text, strlen (text),
                             NULL, NULL, NULL);
}

void
pf_script_end (PfScript *script)
{
  g_assert_nonnull (script->stream);
  g_io_stream_close (script->stream, NULL, NULL);
  g_clear_object (&script->stream);
}

gboolean
pf_script_is_hung_up (PfScript *script)
{
  GInputStream *input = g_io_stream_get_input_stream (script->stream);
  g_autoptr (GError) error = NULL;
  char byte;
  gssize n_read;

  n_read = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (input), &byte, 1,
                                                     NULL, &error);
  return n_read == 0 ||
         (n_read < 0 && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK));
}

guint
pf_script_get_count (PfScript *script)
{
  return script->count;
}

const char *
pf_script_get_request_header (PfScript *script, const char *name)
{
  return script->request_headers != NULL
             ? soup_message_headers_get_list (script->request_headers, name)
             : NULL;
}

const char *
pf_script_get_request_body (PfScript *script)
{
  return script->request_body;
}

guint
pf_script_get_client_port (PfScript *script)
{
  return script->client_port;
}
