/* SPDX-License-Identifier: GPL-3.0-or-later
 * The life of the event stream: connect, read, notice silence, wait, connect again. */
#include "config.h"

#include "pf-rest-events.h"

#include "pf-codec.h"
#include "pf-rest-call.h"
#include "pf-sse-parser.h"

#define CHUNK_SIZE 4096
#define DEFAULT_SILENCE 75000
#define DEFAULT_DELAY 1000
#define MAX_DELAY (5 * 60 * 1000)
/* A connection that stood this many times the first delay was no failure. */
#define LASTING 10

struct _PfRestEvents {
  GObject parent_instance;

  PfRestService *service; /* (unowned) */
  guint silence;
  guint delay;

  GCancellable *cancellable; /* (nullable): stopped; of this start until its stop */
  GInputStream *stream;      /* (nullable): not connected */
  PfSseParser *parser;
  guint silence_id;
  guint wait_id;
  gint64 connected_at; /* monotonic */
  guint n_failures;    /* attempts in a row that did not last */
};

G_DEFINE_FINAL_TYPE (PfRestEvents, pf_rest_events, G_TYPE_OBJECT)

enum {
  PROP_SILENCE = 1,
  PROP_DELAY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint state_signal;

static void connect_stream (PfRestEvents *self);
static void read_stream (PfRestEvents *self);

static void
disconnect_stream (PfRestEvents *self)
{
  g_clear_handle_id (&self->silence_id, g_source_remove);
  g_clear_handle_id (&self->wait_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* A read under way holds it and ends with the cancellation. */
  if (self->stream != NULL && !g_input_stream_has_pending (self->stream))
    pf_rest_stream_cut (g_steal_pointer (&self->stream));
  g_clear_object (&self->stream);
}

static gboolean
wait_cb (gpointer user_data)
{
  PfRestEvents *self = user_data;

  self->wait_id = 0;
  connect_stream (self);
  return G_SOURCE_REMOVE;
}

/* Half of the time is fixed and half is chance, so that a town that comes back is not stormed. */
static guint
get_delay (PfRestEvents *self, int retry_after)
{
  int asked = pf_sse_parser_get_retry (self->parser);
  guint64 delay = asked >= 0 ? MAX ((guint) asked, self->delay) : self->delay;

  delay = MIN (delay << MIN (self->n_failures, 16), MAX_DELAY);
  delay = delay / 2 + g_random_int_range (0, (gint32) delay / 2 + 1);
  return MAX (delay, (guint64) MAX (retry_after, 0) * 1000);
}

static void
reconnect_later (PfRestEvents *self, int retry_after)
{
  guint delay;

  if (self->stream != NULL &&
      g_get_monotonic_time () - self->connected_at > (gint64) self->delay * 1000 * LASTING)
    self->n_failures = 0;
  delay = get_delay (self, retry_after);
  disconnect_stream (self);
  self->cancellable = g_cancellable_new ();
  self->n_failures++;
  g_debug ("Events: connecting again in %u ms", delay);
  self->wait_id = g_timeout_add (delay, wait_cb, self);
}

static gboolean
silence_cb (gpointer user_data)
{
  PfRestEvents *self = user_data;

  self->silence_id = 0;
  g_debug ("Events: nothing heard for %u ms", self->silence);
  reconnect_later (self, -1);
  return G_SOURCE_REMOVE;
}

static void
watch_silence (PfRestEvents *self)
{
  g_clear_handle_id (&self->silence_id, g_source_remove);
  self->silence_id = g_timeout_add (self->silence, silence_cb, self);
}

static gboolean
event_cb (const char *type, const char *data, gpointer user_data)
{
  PfRestEvents *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *state = NULL;

  if (!g_str_equal (type, "state"))
    return TRUE;
  body = g_bytes_new (data, strlen (data));
  state = pf_codec_decode_event (body, &error);
  if (state == NULL)
    {
      g_debug ("Events: %s", error->message);
      return TRUE;
    }
  g_signal_emit (self, state_signal, 0, state);
  /* A listener may stop us amid bytes that hold several events. */
  return self->cancellable != NULL;
}

/* Of one read: tells it apart from those of a later connection. */
typedef struct {
  PfRestEvents *self;        /* (owned) */
  GCancellable *cancellable; /* (owned) */
} Turn;

static Turn *
turn_new (PfRestEvents *self)
{
  Turn *turn = g_new (Turn, 1);

  turn->self = g_object_ref (self);
  turn->cancellable = g_object_ref (self->cancellable);
  return turn;
}

static void
turn_free (Turn *turn)
{
  g_object_unref (turn->self);
  g_object_unref (turn->cancellable);
  g_free (turn);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_free)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Turn) turn = user_data;
  PfRestEvents *self = turn->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size = 0;
  const char *data;

  bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (self->cancellable != turn->cancellable)
    {
      pf_rest_stream_cut (g_object_ref (G_INPUT_STREAM (source)));
      return;
    }
  data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  if (size == 0)
    {
      g_debug ("Events: the stream ended: %s", error != NULL ? error->message : "closed");
      reconnect_later (self, -1);
      return;
    }
  watch_silence (self);
  if (!pf_sse_parser_feed (self->parser, data, size) && self->cancellable == turn->cancellable)
    reconnect_later (self, -1);
  else if (self->cancellable == turn->cancellable)
    read_stream (self);
}

static void
read_stream (PfRestEvents *self)
{
  g_input_stream_read_bytes_async (self->stream, CHUNK_SIZE, G_PRIORITY_DEFAULT, self->cancellable,
                                   read_cb, turn_new (self));
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Turn) turn = user_data;
  PfRestEvents *self = turn->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfRestReply) reply = NULL;

  reply = pf_rest_call_finish (PF_REST_SERVICE (source), result, &error);
  if (self->cancellable != turn->cancellable)
    return;
  if (g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SIGNED_OUT))
    {
      disconnect_stream (self);
      return;
    }
  if (reply == NULL || reply->stream == NULL)
    {
      reconnect_later (self, error != NULL ? pf_client_error_get_retry_after (error) : -1);
      return;
    }
  self->stream = g_steal_pointer (&reply->stream);
  self->connected_at = g_get_monotonic_time ();
  pf_sse_parser_restart (self->parser);
  watch_silence (self);
  read_stream (self);
}

static void
open_stream (PfRestEvents *self)
{
  PfRestRequest *request = pf_rest_request_new ("GET", "/events");
  const char *last_id = pf_sse_parser_get_last_id (self->parser);

  request->accept = "text/event-stream";
  if (last_id != NULL && *last_id != '\0')
    request->last_event_id = g_strdup (last_id);
  pf_rest_call_async (self->service, request, PF_REST_CALL_STREAM, "text/event-stream",
                      self->cancellable, connected_cb, turn_new (self));
}

static void
discovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Turn) turn = user_data;
  PfRestEvents *self = turn->self;
  g_autoptr (GError) error = NULL;
  gboolean is_known;

  is_known = pf_rest_service_discover_finish (PF_REST_SERVICE (source), result, &error);
  if (self->cancellable != turn->cancellable)
    return;
  if (!is_known)
    reconnect_later (self, pf_client_error_get_retry_after (error));
  else if (pf_town_service_get_features (PF_TOWN_SERVICE (source)) & PF_FEATURE_EVENTS)
    open_stream (self);
  else
    disconnect_stream (self);
}

static void
connect_stream (PfRestEvents *self)
{
  pf_rest_service_discover_async (self->service, self->cancellable, discovered_cb, turn_new (self));
}

static void
pf_rest_events_dispose (GObject *object)
{
  disconnect_stream (PF_REST_EVENTS (object));

  G_OBJECT_CLASS (pf_rest_events_parent_class)->dispose (object);
}

static void
pf_rest_events_finalize (GObject *object)
{
  pf_sse_parser_free (PF_REST_EVENTS (object)->parser);

  G_OBJECT_CLASS (pf_rest_events_parent_class)->finalize (object);
}

static guint *
get_time (PfRestEvents *self, guint id)
{
  return id == PROP_SILENCE ? &self->silence : &self->delay;
}

static void
pf_rest_events_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_uint (value, *get_time (PF_REST_EVENTS (object), id));
}

static void
pf_rest_events_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  *get_time (PF_REST_EVENTS (object), id) = g_value_get_uint (value);
}

static void
pf_rest_events_class_init (PfRestEventsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pf_rest_events_dispose;
  object_class->finalize = pf_rest_events_finalize;
  object_class->get_property = pf_rest_events_get_property;
  object_class->set_property = pf_rest_events_set_property;

  properties[PROP_SILENCE] = g_param_spec_uint ("silence", NULL, NULL, 1, G_MAXUINT,
                                                DEFAULT_SILENCE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DELAY] = g_param_spec_uint ("delay", NULL, NULL, 1, MAX_DELAY, DEFAULT_DELAY,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  state_signal = g_signal_new ("state", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pf_rest_events_init (PfRestEvents *self)
{
  self->silence = DEFAULT_SILENCE;
  self->delay = DEFAULT_DELAY;
  self->parser = pf_sse_parser_new (event_cb, self);
}

PfRestEvents *
pf_rest_events_new (PfRestService *service)
{
  PfRestEvents *self = g_object_new (PF_TYPE_REST_EVENTS, NULL);

  self->service = service;
  return self;
}

void
pf_rest_events_start (PfRestEvents *self)
{
  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  else if (self->wait_id == 0)
    return;
  g_clear_handle_id (&self->wait_id, g_source_remove);
  connect_stream (self);
}

void
pf_rest_events_stop (PfRestEvents *self)
{
  disconnect_stream (self);
  self->n_failures = 0;
}
