/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sends requests over one SoupSession, made at first use, and reads answers within their limits
 * without ever blocking. */
#include "config.h"

#include "pf-rest-transport.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "pf-client-error.h"
#include "pf-http-log.h"
#include "pf-rest-address.h"
#include "pf-rest-error.h"
#include "pf-rest-message.h"
#include "pf-rest-part.h"

#define CHUNK_SIZE (64 * 1024)
#define MAX_REDIRECTS 5
#define DEFAULT_TIMEOUT 15000
#define MAX_CLOCK_ROUND_TRIP (10 * G_USEC_PER_SEC)
/* The Date header holds whole seconds: smaller differences are noise. */
#define CLOCK_NOISE 2
/* The event stream holds one all the time. */
#define MAX_CONNECTIONS 4

struct _PfRestTransport {
  GObject parent_instance;

  SoupSession *session; /* (nullable) until the first request */
  GTlsDatabase *tls_database;
  guint timeout;
  gint64 clock_offset;
};

G_DEFINE_FINAL_TYPE (PfRestTransport, pf_rest_transport, G_TYPE_OBJECT)

enum {
  PROP_TIMEOUT = 1,
  PROP_TLS_DATABASE,
  PROP_CLOCK_OFFSET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* One send() or open() under way: the task data of its GTask. */
typedef struct {
  PfRestRequest *request;
  GUri *uri; /* present one, after redirects */
  gboolean keep_stream;
  guint n_redirects;
  SoupMessage *message;
  GCancellable *inner; /* cancelled by the caller's cancellable and by silence */
  GSource *outer_source;
  guint silence_id;
  gboolean is_silent;
  gint64 sent_at; /* monotonic */
  PfRestReply *reply;
  GInputStream *stream;
  GByteArray *received; /* those of the request's part, where it has one */
  goffset whole;        /* so large will it be, 0 = unsaid */
  guint8 *chunk;
} Exchange;

static void start_exchange (GTask *task);
static void read_chunk (GTask *task);

static void
exchange_free (Exchange *exchange)
{
  g_clear_handle_id (&exchange->silence_id, g_source_remove);
  if (exchange->outer_source != NULL)
    g_source_destroy (exchange->outer_source);
  g_clear_pointer (&exchange->outer_source, g_source_unref);
  g_clear_pointer (&exchange->request, pf_rest_request_free);
  g_clear_pointer (&exchange->uri, g_uri_unref);
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->inner);
  g_clear_pointer (&exchange->reply, pf_rest_reply_free);
  g_clear_pointer (&exchange->stream, pf_rest_stream_cut);
  g_clear_pointer (&exchange->received, g_byte_array_unref);
  g_free (exchange->chunk);
  g_free (exchange);
}

static gboolean
silence_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->silence_id = 0;
  exchange->is_silent = TRUE;
  g_cancellable_cancel (exchange->inner);
  return G_SOURCE_REMOVE;
}

static gboolean
outer_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Exchange *exchange = user_data;

  g_cancellable_cancel (exchange->inner);
  return G_SOURCE_REMOVE;
}

/* Something was heard: the time of silence begins again. */
static void
watch_silence (GTask *task)
{
  PfRestTransport *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  g_clear_handle_id (&exchange->silence_id, g_source_remove);
  exchange->silence_id = g_timeout_add (self->timeout, silence_cb, exchange);
}

static void
stop_watching (Exchange *exchange)
{
  g_clear_handle_id (&exchange->silence_id, g_source_remove);
  if (exchange->outer_source != NULL)
    g_source_destroy (exchange->outer_source);
}

/* Ends @task with what @cause means: silence, the caller's wish, or the network's failure. */
static void
return_network_error (GTask *task, const GError *cause)
{
  PfRestTransport *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) timed_out = NULL;

  stop_watching (exchange);
  g_debug ("%s %s: %s", exchange->request->method, g_uri_get_path (exchange->uri), cause->message);
  if (exchange->is_silent)
    {
      /* The connection may be dead without knowing it, and shared: the next request gets
       * another. */
      g_clear_object (&self->session);
      timed_out = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, cause->message);
    }
  g_task_return_error (task, pf_rest_error_from_network (timed_out != NULL ? timed_out : cause,
                                                         exchange->message));
}

static void
return_protocol_error (GTask *task, const char *message)
{
  stop_watching (g_task_get_task_data (task));
  g_task_return_new_error (task, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL, "%s", message);
}

/* Whether the answer is what was asked for, or the rest of it. */
static gboolean
has_what_was_asked (Exchange *exchange)
{
  return exchange->reply->status == SOUP_STATUS_OK ||
         (exchange->reply->status == SOUP_STATUS_PARTIAL_CONTENT &&
          exchange->request->part != NULL);
}

/* The most that this answer's body may hold. */
static gsize
get_max_size (Exchange *exchange)
{
  gsize max_size = exchange->request->max_size;

  return has_what_was_asked (exchange) ? max_size : MIN (max_size, PF_REST_MAX_SMALL_BODY);
}

static void
return_reply (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  stop_watching (exchange);
  g_task_return_pointer (task, g_steal_pointer (&exchange->reply),
                         (GDestroyNotify) pf_rest_reply_free);
}

/* A failure's status says enough without its body. */
static void
return_too_large (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  if (has_what_was_asked (exchange))
    return_protocol_error (task, _("The town's answer is too large."));
  else
    return_reply (task);
}

static void
set_clock_offset (PfRestTransport *self, gint64 clock_offset)
{
  if (ABS (clock_offset - self->clock_offset) < CLOCK_NOISE)
    return;
  self->clock_offset = clock_offset;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOCK_OFFSET]);
}

/* The Date of an answer is the server's moment half way between asking and hearing. */
static void
learn_clock (PfRestTransport *self, SoupMessageHeaders *headers, gint64 sent_at)
{
  gint64 round_trip = g_get_monotonic_time () - sent_at;
  const char *text = soup_message_headers_get_one (headers, "Date");
  PfMoment date = text != NULL ? pf_moment_parse_http (text) : PF_MOMENT_NONE;
  gint64 difference;

  /* An answer out of some cache tells the time of long ago. */
  if (date == PF_MOMENT_NONE || round_trip >= MAX_CLOCK_ROUND_TRIP ||
      soup_message_headers_get_one (headers, "Age") != NULL)
    return;
  difference = date * G_USEC_PER_SEC + G_USEC_PER_SEC / 2 - (g_get_real_time () - round_trip / 2);
  set_clock_offset (self,
                    (difference + (difference < 0 ? -1 : 1) * G_USEC_PER_SEC / 2) / G_USEC_PER_SEC);
}

static SoupSession *
ensure_session (PfRestTransport *self)
{
  if (self->session == NULL)
    {
      /* Silence is watched here, from the look-up of the name on. */
      self->session = soup_session_new_with_options ("timeout", 0, "accept-language-auto", TRUE,
                                                     "user-agent",
                                                     "PortailFamille/" PACKAGE_VERSION,
                                                     "max-conns-per-host", MAX_CONNECTIONS, NULL);
      if (self->tls_database != NULL)
        soup_session_set_tls_database (self->session, self->tls_database);
      pf_http_log_attach (self->session);
    }
  return self->session;
}

/* libsoup sends a request of its own accord again where a connection that it kept turns out closed,
 * but what was read of the body is gone by then. */
static void
restarted_cb (SoupMessage *message, GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  pf_rest_message_set_body (message, exchange->request);
}

/* Returns: where a redirect leads; NULL where nobody may follow it. */
static GUri *
find_redirect (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  g_autoptr (GUri) target = NULL;

  if (exchange->request->token != NULL || !g_str_equal (exchange->request->method, "GET") ||
      exchange->n_redirects >= MAX_REDIRECTS || location == NULL)
    return NULL;
  target = g_uri_parse_relative (exchange->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (target == NULL || !pf_rest_address_is_allowed (target) ||
      (g_str_equal (g_uri_get_scheme (exchange->uri), "https") &&
       !g_str_equal (g_uri_get_scheme (target), "https")))
    return NULL;
  return g_steal_pointer (&target);
}

static void
follow_redirect (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GUri) target = find_redirect (exchange);

  if (target == NULL)
    {
      return_protocol_error (task, _("The town sends elsewhere, where the app may not follow."));
      return;
    }
  exchange->n_redirects++;
  g_clear_pointer (&exchange->stream, pf_rest_stream_cut);
  g_clear_pointer (&exchange->reply, pf_rest_reply_free);
  g_clear_pointer (&exchange->uri, g_uri_unref);
  exchange->uri = g_steal_pointer (&target);
  start_exchange (task);
}

static void
tell_progress (Exchange *exchange)
{
  if (exchange->request->progress != NULL && has_what_was_asked (exchange))
    exchange->request->progress (exchange->received->len, exchange->whole,
                                 exchange->request->progress_data);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (n_read < 0)
    return_network_error (task, error);
  else if (n_read == 0)
    {
      exchange->reply->body = g_byte_array_free_to_bytes (g_steal_pointer (&exchange->received));
      /* Read to its end it closes without waiting, and leaves the connection to the next. */
      g_input_stream_close (exchange->stream, NULL, NULL);
      g_clear_object (&exchange->stream);
      return_reply (task);
    }
  else if (exchange->received->len + (gsize) n_read > get_max_size (exchange))
    return_too_large (task);
  else
    {
      g_byte_array_append (exchange->received, exchange->chunk, n_read);
      tell_progress (exchange);
      watch_silence (task);
      read_chunk (task);
    }
}

static void
read_chunk (GTask *task)
{
  Exchange *exchange = g_task_get_task_data (task);

  g_input_stream_read_async (exchange->stream, exchange->chunk, CHUNK_SIZE,
                             g_task_get_priority (task), exchange->inner, read_cb,
                             g_object_ref (task));
}

/* Finds where the body goes. Returns: FALSE where it does not go on with what was asked for. */
static gboolean
begin_body (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  goffset length = soup_message_headers_get_content_length (headers);
  PfRestPart *part = has_what_was_asked (exchange) ? exchange->request->part : NULL;

  if (part != NULL && !pf_rest_part_begin (part, exchange->reply))
    return FALSE;
  exchange->received = part != NULL ? g_byte_array_ref (part->bytes) : g_byte_array_new ();
  exchange->whole = length > 0 ? (goffset) exchange->received->len + length : 0;
  exchange->chunk = g_malloc (CHUNK_SIZE);
  return TRUE;
}

static void
send_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfRestTransport *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  SoupMessageHeaders *headers;

  g_signal_handlers_disconnect_by_data (exchange->message, task);
  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      return_network_error (task, error);
      return;
    }

  headers = soup_message_get_response_headers (exchange->message);
  learn_clock (self, headers, exchange->sent_at);
  exchange->reply =
      pf_rest_message_read_reply (exchange->message, exchange->uri,
                                  g_get_real_time () / G_USEC_PER_SEC + self->clock_offset);
  if (SOUP_STATUS_IS_REDIRECTION (exchange->reply->status))
    follow_redirect (task);
  else if (exchange->keep_stream && exchange->reply->status == SOUP_STATUS_OK)
    {
      exchange->reply->stream = g_steal_pointer (&exchange->stream);
      return_reply (task);
    }
  else if (soup_message_headers_get_content_length (headers) > (goffset) get_max_size (exchange))
    return_too_large (task);
  else if (!begin_body (exchange))
    return_protocol_error (task, _("The town's answer cannot be understood."));
  else
    {
      watch_silence (task);
      read_chunk (task);
    }
}

static void
start_exchange (GTask *task)
{
  PfRestTransport *self = g_task_get_source_object (task);
  Exchange *exchange = g_task_get_task_data (task);

  g_clear_object (&exchange->message);
  exchange->message = pf_rest_message_new (exchange->request, exchange->uri);
  g_signal_connect_swapped (exchange->message, "network-event", G_CALLBACK (watch_silence), task);
  /* What goes out is no silence either. */
  g_signal_connect_swapped (exchange->message, "wrote-body-data", G_CALLBACK (watch_silence), task);
  g_signal_connect (exchange->message, "restarted", G_CALLBACK (restarted_cb), task);
  exchange->sent_at = g_get_monotonic_time ();
  watch_silence (task);
  soup_session_send_async (ensure_session (self), exchange->message, g_task_get_priority (task),
                           exchange->inner, send_cb, g_object_ref (task));
}

static void
exchange_async (PfRestTransport     *self,
                const PfRestRequest *request,
                gboolean             keep_stream,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Exchange *exchange = g_new0 (Exchange, 1);

  g_task_set_source_tag (task, exchange_async);
  g_task_set_task_data (task, exchange, (GDestroyNotify) exchange_free);
  exchange->request = pf_rest_request_copy (request);
  exchange->keep_stream = keep_stream;
  exchange->inner = g_cancellable_new ();
  exchange->uri = g_uri_parse (request->uri, SOUP_HTTP_URI_FLAGS, NULL);
  if (exchange->uri == NULL || !pf_rest_address_is_allowed (exchange->uri))
    {
      g_task_return_new_error (task, PF_CLIENT_ERROR, PF_CLIENT_ERROR_ADDRESS, "%s",
                               _("This is not the address of a town."));
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  if (cancellable != NULL)
    {
      exchange->outer_source = g_cancellable_source_new (cancellable);
      g_source_set_callback (exchange->outer_source, G_SOURCE_FUNC (outer_cancelled_cb), exchange,
                             NULL);
      g_source_attach (exchange->outer_source, g_main_context_get_thread_default ());
    }
  start_exchange (task);
}

static void
pf_rest_transport_dispose (GObject *object)
{
  PfRestTransport *self = PF_REST_TRANSPORT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->tls_database);

  G_OBJECT_CLASS (pf_rest_transport_parent_class)->dispose (object);
}

static void
pf_rest_transport_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PfRestTransport *self = PF_REST_TRANSPORT (object);

  switch (id)
    {
    case PROP_TIMEOUT:
      g_value_set_uint (value, self->timeout);
      break;
    case PROP_TLS_DATABASE:
      g_value_set_object (value, self->tls_database);
      break;
    case PROP_CLOCK_OFFSET:
      g_value_set_int64 (value, self->clock_offset);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pf_rest_transport_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PfRestTransport *self = PF_REST_TRANSPORT (object);

  switch (id)
    {
    case PROP_TIMEOUT:
      self->timeout = g_value_get_uint (value);
      break;
    case PROP_TLS_DATABASE:
      g_set_object (&self->tls_database, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pf_rest_transport_class_init (PfRestTransportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pf_rest_transport_dispose;
  object_class->get_property = pf_rest_transport_get_property;
  object_class->set_property = pf_rest_transport_set_property;

  properties[PROP_TIMEOUT] = g_param_spec_uint ("timeout", NULL, NULL, 1, G_MAXUINT,
                                                DEFAULT_TIMEOUT,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TLS_DATABASE] = g_param_spec_object ("tls-database", NULL, NULL,
                                                       G_TYPE_TLS_DATABASE,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CLOCK_OFFSET] = g_param_spec_int64 ("clock-offset", NULL, NULL, G_MININT64,
                                                      G_MAXINT64, 0,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pf_rest_transport_init (PfRestTransport *self)
{
  self->timeout = DEFAULT_TIMEOUT;
}

PfRestTransport *
pf_rest_transport_new (void)
{
  return g_object_new (PF_TYPE_REST_TRANSPORT, NULL);
}

gint64
pf_rest_transport_get_clock_offset (PfRestTransport *self)
{
  return self->clock_offset;
}

void
pf_rest_transport_send_async (PfRestTransport     *self,
                              const PfRestRequest *request,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  exchange_async (self, request, FALSE, cancellable, callback, user_data);
}

PfRestReply *
pf_rest_transport_send_finish (PfRestTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pf_rest_transport_open_async (PfRestTransport     *self,
                              const PfRestRequest *request,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  exchange_async (self, request, TRUE, cancellable, callback, user_data);
}

PfRestReply *
pf_rest_transport_open_finish (PfRestTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
