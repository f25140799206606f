/* SPDX-License-Identifier: GPL-3.0-or-later
 * One request and its answer. */
#include "config.h"

#include "pfs-request.h"

#include <string.h>

#include "pf-codec.h"

/* Smaller bodies are not worth compressing. */
#define LEAST_COMPRESSED 512
#define BUSY_SECONDS 2
#define ETAG_LENGTH 24
#define BYTES "bytes="

static void
finished_cb (SoupServerMessage *message, PfsRequest *self)
{
  self->is_finished = TRUE;
}

PfsRequest *
pfs_request_new (const PfsContext *context, SoupServerMessage *message, GHashTable *query)
{
  PfsRequest *self = g_rc_box_new0 (PfsRequest);

  self->context = context;
  self->message = g_object_ref (message);
  self->query = query != NULL ? g_hash_table_ref (query) : NULL;
  self->now = pfs_clock_get_now (context->clock);
  self->language = pfs_language_choose (pfs_request_get_header (self, "Accept-Language"));
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  return self;
}

PfsRequest *
pfs_request_ref (PfsRequest *self)
{
  return g_rc_box_acquire (self);
}

static void
clear_request (PfsRequest *self)
{
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_object_unref (self->message);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_free (self->target);
  g_free (self->part);
  g_free (self->guardian);
  g_free (self->household);
}

void
pfs_request_unref (PfsRequest *self)
{
  g_rc_box_release_full (self, (GDestroyNotify) clear_request);
}

GBytes *
pfs_request_get_body (PfsRequest *self)
{
  return soup_message_body_flatten (soup_server_message_get_request_body (self->message));
}

const char *
pfs_request_get_header (PfsRequest *self, const char *name)
{
  return soup_message_headers_get_list (soup_server_message_get_request_headers (self->message),
                                        name);
}

char *
pfs_request_get_address (PfsRequest *self)
{
  const char *forwarded = pfs_request_get_header (self, "X-Forwarded-For");
  const char *address;

  if (self->context->is_behind_proxy && forwarded != NULL)
    {
      /* The last one is what our own proxy saw; those before are what others claim. */
      const char *comma = strrchr (forwarded, ',');

      return g_strstrip (g_strdup (comma != NULL ? comma + 1 : forwarded));
    }
  address = soup_server_message_get_remote_host (self->message);
  return g_strdup (address != NULL ? address : "");
}

void
pfs_request_set_date (SoupServerMessage *message, PfMoment now)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now);
  g_autofree char *text = soup_date_time_to_string (date, SOUP_DATE_HTTP);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Date", text);
}

static gboolean
accepts_gzip (PfsRequest *self)
{
  const char *header = pfs_request_get_header (self, "Accept-Encoding");
  GSList *codings;
  gboolean accepts = FALSE;

  if (header == NULL)
    return FALSE;
  codings = soup_header_parse_quality_list (header, NULL);
  for (GSList *item = codings; item != NULL && !accepts; item = item->next)
    accepts = g_ascii_strcasecmp (item->data, "gzip") == 0 || strcmp (item->data, "*") == 0;
  soup_header_free_list (codings);
  return accepts;
}

/* Returns: (transfer full): @body compressed. */
static GBytes *
compress_body (GBytes *body)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);

  if (!g_output_stream_write_all (stream, g_bytes_get_data (body, NULL), g_bytes_get_size (body),
                                  NULL, NULL, NULL) ||
      !g_output_stream_close (stream, NULL, NULL))
    return g_bytes_ref (body);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
send_body (PfsRequest *self, int status, const char *type, GBytes *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  g_autoptr (GBytes) sent = NULL;

  pfs_request_set_date (self->message, self->now);
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_append (headers, "Vary", "Accept-Encoding");
  if (g_bytes_get_size (body) > LEAST_COMPRESSED && accepts_gzip (self))
    {
      sent = compress_body (body);
      soup_message_headers_replace (headers, "Content-Encoding", "gzip");
    }
  else
    sent = g_bytes_ref (body);
  soup_server_message_set_status (self->message, (guint) status, NULL);
  soup_message_headers_set_content_type (headers, type, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), sent);
}

static void
forbid_storing (PfsRequest *self)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                "Cache-Control", "no-store");
}

void
pfs_request_reply (PfsRequest *self, int status, GBytes *json)
{
  forbid_storing (self);
  send_body (self, status, "application/json", json);
}

/* Whether @header lists @etag, compared weakly. */
static gboolean
has_etag (const char *header, const char *etag)
{
  g_auto (GStrv) known = g_strsplit (header, ",", -1);

  for (char **item = known; *item != NULL; item++)
    {
      const char *text = g_strstrip (*item);

      if (strcmp (text, "*") == 0 || strcmp (text, etag) == 0 ||
          (g_str_has_prefix (etag, "W/") && strcmp (text, etag + strlen ("W/")) == 0))
        return TRUE;
    }
  return FALSE;
}

void
pfs_request_reply_public (PfsRequest *self, GBytes *json)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, json);
  g_autofree char *etag = g_strdup_printf ("W/\"%.*s\"", ETAG_LENGTH, digest);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  const char *known = pfs_request_get_header (self, "If-None-Match");

  soup_message_headers_replace (headers, "ETag", etag);
  soup_message_headers_replace (headers, "Cache-Control", "no-cache");
  if (known != NULL && has_etag (known, etag))
    pfs_request_reply_empty (self, SOUP_STATUS_NOT_MODIFIED);
  else
    send_body (self, SOUP_STATUS_OK, "application/json", json);
}

/* Whether Range begins where the file has nothing; what else it says is the library's business. */
static gboolean
asks_beyond (PfsRequest *self, gsize size)
{
  const char *range = pfs_request_get_header (self, "Range");
  char *end;
  guint64 start;

  if (range == NULL || !g_str_has_prefix (range, BYTES))
    return FALSE;
  start = g_ascii_strtoull (range + strlen (BYTES), &end, 10);
  return end > range + strlen (BYTES) && *end == '-' && start >= size;
}

/* Whether Range names several pieces, of which the library makes an answer that may be a thousand
 * times the file: whoever asks so gets the whole. */
static gboolean
asks_for_many (PfsRequest *self)
{
  const char *range = pfs_request_get_header (self, "Range");

  return range != NULL && strchr (range, ',') != NULL;
}

static void
reply_beyond (PfsRequest *self, gsize size)
{
  g_autofree char *whole = g_strdup_printf ("bytes */%" G_GSIZE_FORMAT, size);

  soup_message_headers_remove (soup_server_message_get_request_headers (self->message), "Range");
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                "Content-Range", whole);
  pfs_request_reply_empty (self, SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE);
}

void
pfs_request_reply_file (PfsRequest *self,
                        GBytes     *bytes,
                        const char *media_type,
                        const char *digest,
                        const char *name)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", digest);
  g_autoptr (GHashTable) parameters = g_hash_table_new (g_str_hash, g_str_equal);
  const char *known = pfs_request_get_header (self, "If-None-Match");
  const char *partly = pfs_request_get_header (self, "If-Range");

  soup_message_headers_replace (headers, "ETag", etag);
  soup_message_headers_replace (headers, "Cache-Control", "private, no-cache");
  if (known != NULL && has_etag (known, etag))
    {
      pfs_request_reply_empty (self, SOUP_STATUS_NOT_MODIFIED);
      return;
    }
  /* The library cuts what Range asks for out of the body, but knows nothing of If-Range, and no
   * measure. */
  if ((partly != NULL && strcmp (partly, etag) != 0) || asks_for_many (self))
    soup_message_headers_remove (soup_server_message_get_request_headers (self->message), "Range");
  if (asks_beyond (self, g_bytes_get_size (bytes)))
    {
      reply_beyond (self, g_bytes_get_size (bytes));
      return;
    }
  g_hash_table_insert (parameters, (gpointer) "filename", (gpointer) name);
  soup_message_headers_set_content_disposition (headers, "attachment", parameters);
  soup_message_headers_replace (headers, "Accept-Ranges", "bytes");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  pfs_request_set_date (self->message, self->now);
  soup_server_message_set_status (self->message, SOUP_STATUS_OK, NULL);
  soup_message_headers_set_content_type (headers, media_type, NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), bytes);
}

void
pfs_request_reply_empty (PfsRequest *self, int status)
{
  pfs_request_set_date (self->message, self->now);
  /* The library hangs up after an answer without a length, and a 204 may have none: it has to say
   * so, or the next request on the connection is lost. */
  if (status == SOUP_STATUS_NO_CONTENT)
    soup_message_headers_replace (soup_server_message_get_response_headers (self->message),
                                  "Connection", "close");
  soup_server_message_set_status (self->message, (guint) status, NULL);
}

void
pfs_request_reply_problem (PfsRequest *self, PfProblem *problem)
{
  g_autoptr (PfProblem) owned = problem;
  g_autoptr (GBytes) body = pf_codec_encode_problem (owned);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);

  if (owned->retry_after >= 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%d", owned->retry_after);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
  if (owned->type == PF_PROBLEM_TOKEN_EXPIRED || owned->type == PF_PROBLEM_TOKEN_REVOKED)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Bearer");
  soup_message_headers_replace (headers, "Content-Language", pfs_language_get_tag (self->language));
  forbid_storing (self);
  send_body (self, owned->status, "application/problem+json", body);
}

void
pfs_request_reply_problem_type (PfsRequest *self, PfProblemType type)
{
  pfs_request_reply_problem (self, pfs_problem_new (type, self->language));
}

void
pfs_request_reply_wait (PfsRequest *self, int seconds)
{
  PfProblem *problem = pfs_problem_new (PF_PROBLEM_TOO_MANY_ATTEMPTS, self->language);

  problem->retry_after = seconds;
  pfs_request_reply_problem (self, problem);
}

void
pfs_request_reply_error (PfsRequest *self, const GError *error)
{
  g_autoptr (PfProblem) problem = NULL;

  if (error->domain == PF_CODEC_ERROR)
    {
      problem = pfs_problem_new (PF_PROBLEM_INVALID, self->language);
      problem->pointer = g_strdup (
          error->code == PF_CODEC_ERROR_MEMBER ? pf_codec_error_get_pointer (error) : NULL);
    }
  else if (g_error_matches (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_BUSY))
    {
      problem = pfs_problem_new (PF_PROBLEM_UNAVAILABLE, self->language);
      problem->retry_after = BUSY_SECONDS;
    }
  else if (g_error_matches (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND))
    problem = pfs_problem_new (PF_PROBLEM_NOT_FOUND, self->language);
  else
    {
      g_message ("%s", error->message);
      problem = pfs_problem_new (PF_PROBLEM_INTERNAL, self->language);
    }
  pfs_request_reply_problem (self, g_steal_pointer (&problem));
}
