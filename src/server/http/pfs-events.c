/* SPDX-License-Identifier: GPL-3.0-or-later
 * The open event streams. Other processes write to the database too, so its data version is looked
 * at several times a second. */
#include "config.h"

#include "pfs-events.h"

#include <string.h>

#include "pf-codec.h"
#include "pfs-delta.h"
#include "pfs-storage-access.h"

#define LOOK_MS 250
/* The contract's 30 seconds, with room for a slow network. */
#define KEEP_ALIVE_SECONDS 15
/* A household with more streams than this lost some without telling. */
#define STREAMS_A_HOUSEHOLD 8

struct _PfsEvents {
  PfsStorage *storage; /* (unowned) */
  PfsClock *clock;     /* (unowned) */
  GPtrArray *streams;  /* (element-type Stream) (owned), oldest first */
  gint64 data_version;
  guint look_source;
  guint keep_alive_source;
};

typedef struct {
  PfsEvents *events;
  PfsRequest *request;
  char *state;       /* the last one told, or that the client knew */
  guint n_unwritten; /* chunks; at 0 the message waits for one */
  gboolean is_ended;
} Stream;

static void
free_stream (Stream *stream)
{
  g_signal_handlers_disconnect_by_data (stream->request->message, stream);
  pfs_request_unref (stream->request);
  g_free (stream->state);
  g_free (stream);
}

static SoupMessageBody *
get_body (Stream *stream)
{
  return soup_server_message_get_response_body (stream->request->message);
}

static void
wake (Stream *stream)
{
  if (stream->n_unwritten++ == 0 && !stream->request->is_finished)
    soup_server_message_unpause (stream->request->message);
}

static void
write_text (Stream *stream, const char *text)
{
  if (stream->is_ended)
    return;
  soup_message_body_append (get_body (stream), SOUP_MEMORY_COPY, text, strlen (text));
  wake (stream);
}

/* Ends a stream; it goes from the list when it has finished. */
static void
end_stream (Stream *stream)
{
  if (stream->is_ended)
    return;
  stream->is_ended = TRUE;
  soup_message_body_complete (get_body (stream));
  wake (stream);
}

static void
tell_state (Stream *stream, const char *state)
{
  g_autoptr (GBytes) data = NULL;
  g_autofree char *text = NULL;

  if (g_strcmp0 (stream->state, state) == 0)
    return;
  g_free (stream->state);
  stream->state = g_strdup (state);
  data = pf_codec_encode_event (state);
  text = g_strdup_printf ("event: state\nid: %s\ndata: %.*s\n\n", state,
                          (int) g_bytes_get_size (data),
                          (const char *) g_bytes_get_data (data, NULL));
  write_text (stream, text);
}

static void
wrote_chunk_cb (SoupServerMessage *message, Stream *stream)
{
  stream->n_unwritten--;
}

static void
finished_cb (SoupServerMessage *message, Stream *stream)
{
  g_ptr_array_remove (stream->events->streams, stream);
}

/* A stream lives as long as the session it came by. */
static gboolean
is_over (PfsEvents *self, Stream *stream, PfMoment now)
{
  return now > stream->request->until ||
         !pfs_storage_has_tokens (self->storage, stream->request->token_family);
}

/* Tells each household its state, if it is another one, and ends the streams that are over. */
static void
tell_states (PfsEvents *self)
{
  PfMoment now = pfs_clock_get_now (self->clock);

  for (guint i = 0; i < self->streams->len; i++)
    {
      Stream *stream = g_ptr_array_index (self->streams, i);
      g_autoptr (GError) error = NULL;
      g_autofree char *state = NULL;

      if (is_over (self, stream, now))
        {
          end_stream (stream);
          continue;
        }
      state = pfs_delta_get_state (self->storage, stream->request->household, &error);
      if (state != NULL)
        tell_state (stream, state);
      else
        {
          /* Looked at again the next time. */
          g_message ("%s", error->message);
          self->data_version = -1;
        }
    }
}

static gboolean
look_cb (gpointer user_data)
{
  PfsEvents *self = user_data;
  gint64 data_version;

  if (self->streams->len == 0)
    return G_SOURCE_CONTINUE;
  data_version = pfs_storage_get_data_version (self->storage);
  if (data_version != self->data_version)
    {
      self->data_version = data_version;
      tell_states (self);
    }
  return G_SOURCE_CONTINUE;
}

/* Says that the town is alive; time itself ends sessions too. */
static gboolean
keep_alive_cb (gpointer user_data)
{
  PfsEvents *self = user_data;

  for (guint i = 0; i < self->streams->len; i++)
    write_text (g_ptr_array_index (self->streams, i), ": alive\n\n");
  tell_states (self);
  return G_SOURCE_CONTINUE;
}

/* Ends the household's oldest stream where it has too many. */
static void
end_oldest (PfsEvents *self, const char *household)
{
  Stream *oldest = NULL;
  guint n_streams = 0;

  for (guint i = self->streams->len; i > 0; i--)
    {
      Stream *stream = g_ptr_array_index (self->streams, i - 1);

      if (g_str_equal (stream->request->household, household))
        {
          oldest = stream;
          n_streams++;
        }
    }
  if (n_streams >= STREAMS_A_HOUSEHOLD)
    end_stream (oldest);
}

PfsEvents *
pfs_events_new (PfsStorage *storage, PfsClock *clock)
{
  PfsEvents *self = g_new0 (PfsEvents, 1);

  self->storage = storage;
  self->clock = clock;
  self->streams = g_ptr_array_new_with_free_func ((GDestroyNotify) free_stream);
  self->data_version = pfs_storage_get_data_version (storage);
  self->look_source = g_timeout_add (LOOK_MS, look_cb, self);
  self->keep_alive_source = g_timeout_add_seconds (KEEP_ALIVE_SECONDS, keep_alive_cb, self);
  return self;
}

void
pfs_events_free (PfsEvents *self)
{
  g_source_remove (self->look_source);
  g_source_remove (self->keep_alive_source);
  g_ptr_array_unref (self->streams);
  g_free (self);
}

gboolean
pfs_events_add (PfsEvents *self, PfsRequest *request, const char *last_state, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  g_autofree char *state = pfs_delta_get_state (self->storage, request->household, error);
  Stream *stream;

  if (state == NULL)
    return FALSE;
  end_oldest (self, request->household);
  pfs_request_set_date (request->message, request->now);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_set_content_type (headers, "text/event-stream", NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_server_message_set_status (request->message, SOUP_STATUS_OK, NULL);

  stream = g_new0 (Stream, 1);
  stream->events = self;
  stream->request = pfs_request_ref (request);
  stream->state = g_strdup (last_state);
  g_signal_connect (request->message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), stream);
  g_signal_connect (request->message, "finished", G_CALLBACK (finished_cb), stream);
  soup_message_body_set_accumulate (get_body (stream), FALSE);
  /* The answer is not under way yet: what is written now needs no waking. */
  stream->n_unwritten = 1;
  soup_message_body_append (get_body (stream), SOUP_MEMORY_STATIC, ": welcome\n\n",
                            strlen (": welcome\n\n"));
  tell_state (stream, state);
  g_ptr_array_add (self->streams, stream);
  return TRUE;
}
