/* SPDX-License-Identifier: GPL-3.0-or-later
 * A client that says to a town exactly what a test wants. */
#include "config.h"

#include "pf-test-client.h"

#include <stdarg.h>
#include <string.h>

#include "pf-codec.h"

struct _PfTestClient {
  SoupSession *session;
  char *url;
  char *access_token;
  char *refresh_token;
};

static PfTestReply *
send_message (PfTestClient *self, SoupMessage *message)
{
  PfTestReply *reply = g_new0 (PfTestReply, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = soup_session_send_and_read (self->session, message, NULL, &error);

  g_assert_no_error (error);
  reply->status = soup_message_get_status (message);
  reply->length = g_bytes_get_size (body);
  reply->body = g_strndup (g_bytes_get_data (body, NULL), reply->length);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  return reply;
}

static GBytes *
get_body (PfTestReply *reply)
{
  return g_bytes_new (reply->body, reply->length);
}

static void
keep_tokens (PfTestClient *self, PfTestReply *reply)
{
  g_autoptr (GBytes) body = get_body (reply);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfTokens) tokens = NULL;

  if (reply->status != SOUP_STATUS_OK)
    return;
  tokens = pf_codec_decode_tokens (body, &error);
  g_assert_no_error (error);
  g_free (self->access_token);
  g_free (self->refresh_token);
  self->access_token = g_strdup (tokens->access_token);
  self->refresh_token = g_strdup (tokens->refresh_token);
}

static char *
get_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

void
pf_test_reply_free (PfTestReply *reply)
{
  g_free (reply->body);
  soup_message_headers_unref (reply->headers);
  g_free (reply);
}

void
pf_test_reply_assert_problem (PfTestReply *reply, guint status, const char *type)
{
  g_autoptr (GBytes) body = get_body (reply);
  g_autoptr (PfProblem) problem = pf_codec_decode_problem (body, (int) reply->status);
  g_autofree char *urn = type != NULL ? g_strconcat ("urn:portail-famille:problem:", type, NULL)
                                      : NULL;

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (soup_message_headers_get_content_type (reply->headers, NULL), ==,
                   "application/problem+json");
  g_assert_cmpint (problem->status, ==, (int) status);
  g_assert_cmpint (problem->type, ==,
                   urn != NULL ? pf_problem_type_from_urn (urn) : PF_PROBLEM_OTHER);
  g_assert_cmpstr (problem->title, !=, "");
}

PfTestClient *
pf_test_client_new (const char *url)
{
  PfTestClient *self = g_new0 (PfTestClient, 1);

  self->session = soup_session_new ();
  /* What comes over the wire is looked at as it is. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
  self->url = g_strdup (url);
  return self;
}

void
pf_test_client_free (PfTestClient *self)
{
  g_object_unref (self->session);
  g_free (self->url);
  g_free (self->access_token);
  g_free (self->refresh_token);
  g_free (self);
}

PfTestReply *
pf_test_client_send (PfTestClient *self,
                     const char   *method,
                     const char   *path,
                     const char   *body,
                     ...)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  const char *name;
  va_list list;

  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  if (self->access_token != NULL)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", self->access_token, NULL);

      soup_message_headers_replace (headers, "Authorization", authorization);
    }
  va_start (list, body);
  while ((name = va_arg (list, const char *)) != NULL)
    soup_message_headers_replace (headers, name, va_arg (list, const char *));
  va_end (list);
  return send_message (self, message);
}

PfTestReply *
pf_test_client_sign_in (PfTestClient *self, const char *login, const char *password)
{
  g_autoptr (GBytes) grant = pf_codec_encode_password_grant (login, password);
  g_autofree char *text = get_text (grant);
  PfTestReply *reply = pf_test_client_send (self, "POST", "/v1/tokens", text, NULL);

  keep_tokens (self, reply);
  return reply;
}

PfTestReply *
pf_test_client_refresh (PfTestClient *self, const char *refresh_token)
{
  g_autoptr (GBytes) grant =
      pf_codec_encode_refresh_grant (refresh_token != NULL ? refresh_token : self->refresh_token);
  g_autofree char *text = get_text (grant);
  PfTestReply *reply = pf_test_client_send (self, "POST", "/v1/tokens", text, NULL);

  keep_tokens (self, reply);
  return reply;
}

const char *
pf_test_client_get_access_token (PfTestClient *self)
{
  return self->access_token;
}

const char *
pf_test_client_get_refresh_token (PfTestClient *self)
{
  return self->refresh_token;
}

void
pf_test_client_set_access_token (PfTestClient *self, const char *token)
{
  g_free (self->access_token);
  self->access_token = g_strdup (token);
}

GPtrArray *
pf_test_client_pull (PfTestClient *self, const char *since)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_changes_unref);
  PfChanges *page = NULL;

  do
    {
      const char *state = page != NULL ? page->state : since;
      g_autofree char *path = state != NULL ? g_strconcat ("/v1/changes?since=", state, NULL)
                                            : g_strdup ("/v1/changes");
      g_autoptr (PfTestReply) reply = pf_test_client_send (self, "GET", path, NULL, NULL);
      g_autoptr (GBytes) body = get_body (reply);
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (reply->status, ==, SOUP_STATUS_OK);
      page = pf_codec_decode_changes (body, &error);
      g_assert_no_error (error);
      g_ptr_array_add (pages, page);
    }
  while (page->more);
  return pages;
}

PfAnswer *
pf_test_client_book (PfTestClient *self, const char *key, GPtrArray *lines)
{
  g_autoptr (GBytes) batch = pf_codec_encode_lines (lines);
  g_autofree char *text = get_text (batch);
  g_autoptr (PfTestReply) reply = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  PfAnswer *answer;

  reply = key != NULL ? pf_test_client_send (self, "POST", "/v1/bookings", text, "Idempotency-Key",
                                             key, NULL)
                      : pf_test_client_send (self, "POST", "/v1/quotes", text, NULL);
  g_assert_cmpuint (reply->status, ==, SOUP_STATUS_OK);
  body = get_body (reply);
  answer = pf_codec_decode_answer (body, &error);
  g_assert_no_error (error);
  return answer;
}
