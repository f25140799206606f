/* SPDX-License-Identifier: GPL-3.0-or-later
 * The headers of requests and of replies. */
#include "config.h"

#include "pf-rest-message.h"

#include <string.h>

#include "pf-rest-error.h"
#include "pf-rest-part.h"

#define JSON_TYPES "application/json, application/problem+json"
#define OF_NOTHING "bytes */" /* then how large the whole is */

void
pf_rest_message_set_body (SoupMessage *message, const PfRestRequest *request)
{
  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message,
                                              request->body_type != NULL ? request->body_type
                                                                         : "application/json",
                                              request->body);
}

/* A part of a file is a part of its bytes as they are, not as they were packed for the way. */
static void
ask_for_rest (SoupMessageHeaders *headers, const PfRestPart *part)
{
  soup_message_headers_replace (headers, "Accept-Encoding", "identity");
  if (!pf_rest_part_can_go_on (part))
    return;
  soup_message_headers_set_range (headers, part->bytes->len, -1);
  soup_message_headers_replace (headers, "If-Range", part->etag);
}

SoupMessage *
pf_rest_message_new (const PfRestRequest *request, GUri *uri)
{
  SoupMessage *message = soup_message_new_from_uri (request->method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (headers, "Accept",
                                request->accept != NULL ? request->accept : JSON_TYPES);
  if (request->token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", request->token, NULL);

      soup_message_headers_replace (headers, "Authorization", authorization);
      explicit_bzero (authorization, strlen (authorization));
    }
  if (request->idempotency_key != NULL)
    soup_message_headers_replace (headers, "Idempotency-Key", request->idempotency_key);
  if (request->last_event_id != NULL)
    soup_message_headers_replace (headers, "Last-Event-ID", request->last_event_id);
  if (request->if_match != NULL)
    soup_message_headers_replace (headers, "If-Match", request->if_match);
  if (request->content_range != NULL)
    soup_message_headers_replace (headers, "Content-Range", request->content_range);
  if (request->part != NULL)
    ask_for_rest (headers, request->part);
  pf_rest_message_set_body (message, request);
  return message;
}

/* What the headers say of the bytes of a file, and which of them these are. */
static void
read_range (PfRestReply *reply, SoupMessageHeaders *headers)
{
  const char *etag = soup_message_headers_get_one (headers, "ETag");
  const char *range = soup_message_headers_get_one (headers, "Content-Range");
  goffset start, end;

  /* A weak one, or one of bytes that were unpacked since, says nothing about these. */
  if (etag != NULL && etag[0] == '"' &&
      soup_message_headers_get_one (headers, "Content-Encoding") == NULL)
    reply->etag = g_strdup (etag);
  reply->range_start = reply->whole_size = -1;
  if (soup_message_headers_get_content_range (headers, &start, &end, NULL))
    reply->range_start = start;
  else if (range != NULL && g_str_has_prefix (range, OF_NOTHING))
    g_ascii_string_to_signed (range + strlen (OF_NOTHING), 10, 0, G_MAXINT64, &reply->whole_size,
                              NULL);
}

PfRestReply *
pf_rest_message_read_reply (SoupMessage *message, GUri *uri, PfMoment now)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  PfRestReply *reply = g_new0 (PfRestReply, 1);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  const char *offset = soup_message_headers_get_one (headers, "Upload-Offset");
  g_autoptr (GHashTable) parameters = NULL;

  reply->status = soup_message_get_status (message);
  reply->uri = g_uri_to_string (uri);
  reply->content_type = type != NULL ? g_ascii_strdown (type, -1) : NULL;
  reply->retry_after =
      pf_rest_error_parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"), now);
  reply->upload_offset = -1;
  if (offset != NULL)
    g_ascii_string_to_signed (offset, 10, 0, G_MAXINT64, &reply->upload_offset, NULL);
  read_range (reply, headers);
  if (soup_message_headers_get_content_disposition (headers, NULL, &parameters))
    reply->file_name = g_strdup (g_hash_table_lookup (parameters, "filename"));
  return reply;
}
