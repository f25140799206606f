/* SPDX-License-Identifier: GPL-3.0-or-later
 * The edges of HTTP: methods, addresses, bodies, encodings, languages, caching, the town's clock.
 */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pf-test-cases.h"
#include "pf-test-served.h"
#include "pfs-routes.h"

#define DISCOVERY "/.well-known/portail-famille"
#define MIB (1024 * 1024)

typedef PfTestServed Fixture;

static const char *
get_header (PfTestReply *reply, const char *name)
{
  return soup_message_headers_get_list (reply->headers, name);
}

static void
test_wrong_addresses_and_methods (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *method;
    const char *path;
    guint status;
    const char *problem;
    const char *allow;
  } rows[] = {
    { "GET", "/", 404, "not-found", NULL },
    { "GET", "/v1", 404, "not-found", NULL },
    { "GET", "/v1/changes/", 404, "not-found", NULL },
    { "GET", "/v2/changes", 404, "not-found", NULL },
    { "POST", DISCOVERY, 405, NULL, "GET, HEAD" },
    { "OPTIONS", "/v1/changes", 405, NULL, "GET, HEAD" },
    { "GET", "/v1/tokens", 405, NULL, "POST" },
    { "HEAD", "/v1/events", 405, NULL, "GET" },
    { "GET", "/v1/tokens/current", 405, NULL, "DELETE" },
    { "PUT", "/v1/bookings", 405, NULL, "POST" },
    { "GET", "/v1/uploads/abc", 405, NULL, "HEAD, PUT" },
    { "GET", "/v1/uploads/", 404, "not-found", NULL },
    { "GET", "/v1/uploads/abc/def", 404, "not-found", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfTestReply) reply =
          pf_test_client_send (fixture->client, rows[i].method, rows[i].path, NULL, NULL);

      g_assert_cmpuint (reply->status, ==, rows[i].status);
      if (strcmp (rows[i].method, "HEAD") != 0)
        pf_test_reply_assert_problem (reply, rows[i].status, rows[i].problem);
      g_assert_cmpstr (get_header (reply, "Allow"), ==, rows[i].allow);
    }
}

static void
test_bodies_that_are_wrong (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *path;
    const char *body;
    const char *pointer;
  } rows[] = {
    { "/v1/tokens", "", NULL },
    { "/v1/tokens", "not JSON", NULL },
    { "/v1/tokens", "{\"grant\":\"password\",\"login\":\"x\"}", "/password" },
    { "/v1/tokens", "{\"grant\":\"other\"}", "/grant" },
    { "/v1/quotes", "{\"lines\":[]}", "/lines" },
    { "/v1/quotes", "{\"lines\":[{\"enrolment\":7}]}", "/lines/0/enrolment" },
    { "/v1/quotes", "[]", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfTestReply) reply =
          pf_test_client_send (fixture->client, "POST", rows[i].path, rows[i].body, NULL);
      g_autoptr (GBytes) body = g_bytes_new (reply->body, reply->length);
      g_autoptr (PfProblem) problem = pf_codec_decode_problem (body, (int) reply->status);

      pf_test_reply_assert_problem (reply, 400, "invalid");
      if (rows[i].pointer != NULL)
        g_assert_cmpstr (problem->pointer, ==, rows[i].pointer);
    }
}

static void
test_login_that_is_too_long (Fixture *fixture, gconstpointer data)
{
  g_autofree char *login = g_strnfill (255, 'a');
  g_autoptr (PfTestReply) reply = pf_test_client_sign_in (fixture->client, login, "password");
  g_autoptr (GBytes) body = g_bytes_new (reply->body, reply->length);
  g_autoptr (PfProblem) problem = pf_codec_decode_problem (body, (int) reply->status);

  pf_test_reply_assert_problem (reply, 400, "invalid");
  g_assert_cmpstr (problem->pointer, ==, "/login");
}

/* A connection that ends is announced: what another program would send on it would be lost. */
static void
test_answer_without_body_says_that_it_hangs_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTestReply) reply =
      pf_test_client_send (fixture->client, "DELETE", "/v1/tokens/current", NULL, NULL);

  g_assert_cmpuint (reply->status, ==, SOUP_STATUS_NO_CONTENT);
  g_assert_cmpstr (get_header (reply, "Connection"), ==, "close");
  g_assert_null (get_header (reply, "Content-Length"));
}

static void
test_body_that_is_no_json (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTestReply) reply = pf_test_client_send (fixture->client, "POST", "/v1/quotes", "{}",
                                                       "Content-Type", "text/plain", NULL);

  pf_test_reply_assert_problem (reply, 415, NULL);
}

static void
test_body_that_is_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (MIB + 1, ' ');
  g_autofree char *right = g_strnfill (MIB - 16, ' ');
  g_autoptr (PfTestReply) reply = NULL;
  g_autoptr (PfTestReply) other = NULL;

  reply = pf_test_client_send (fixture->client, "POST", "/v1/quotes", large, NULL);
  pf_test_reply_assert_problem (reply, 413, "too-large");
  other = pf_test_client_send (fixture->client, "POST", "/v1/quotes", right, NULL);
  pf_test_reply_assert_problem (other, 400, "invalid");
}

static void
test_body_without_length_that_is_too_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *url = g_strconcat (pf_test_town_get_url (fixture->town), "/v1/tokens", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autofree char *large = g_strnfill (2 * MIB, ' ');
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (large, 2 * MIB, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  soup_message_set_request_body (message, "application/json", stream, -1);
  body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 413);
}

static void
test_head_is_get_without_body (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTestReply) get = pf_test_client_send (fixture->client, "GET", DISCOVERY, NULL, NULL);
  g_autoptr (PfTestReply) head =
      pf_test_client_send (fixture->client, "HEAD", DISCOVERY, NULL, NULL);

  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpuint (head->length, ==, 0);
  g_assert_cmpint (soup_message_headers_get_content_length (head->headers), ==,
                   (goffset) get->length);
  g_assert_cmpstr (get_header (head, "ETag"), ==, get_header (get, "ETag"));
}

static void
test_discovery_is_cached_by_its_etag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTestReply) first =
      pf_test_client_send (fixture->client, "GET", DISCOVERY, NULL, NULL);
  const char *etag = get_header (first, "ETag");
  g_autofree char *several = g_strdup_printf ("\"other\", %s", etag);
  g_autoptr (PfTestReply) same =
      pf_test_client_send (fixture->client, "GET", DISCOVERY, NULL, "If-None-Match", several, NULL);
  g_autoptr (PfTestReply) other = pf_test_client_send (fixture->client, "GET", DISCOVERY, NULL,
                                                       "If-None-Match", "\"other\"", NULL);

  g_assert_cmpuint (same->status, ==, 304);
  g_assert_cmpuint (same->length, ==, 0);
  g_assert_cmpstr (get_header (same, "ETag"), ==, etag);
  g_assert_cmpuint (other->status, ==, 200);
}

static void
test_large_answers_are_compressed_when_wanted (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *accept;
    gboolean is_compressed;
  } rows[] = {
    { "gzip", TRUE },      { "br, gzip;q=0.5", TRUE }, { "*", TRUE },
    { "gzip;q=0", FALSE }, { "identity", FALSE },      { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfTestReply) reply = pf_test_client_send (fixture->client, "GET", "/v1/changes",
                                                           NULL, "Accept-Encoding", rows[i].accept,
                                                           NULL);
      gboolean is_gzip = reply->body[0] == '\x1f' && reply->body[1] == '\x8b';

      g_assert_cmpstr (get_header (reply, "Content-Encoding"), ==,
                       rows[i].is_compressed ? "gzip" : NULL);
      g_assert_cmpint (is_gzip, ==, rows[i].is_compressed);
      g_assert_cmpstr (get_header (reply, "Vary"), ==, "Accept-Encoding");
      g_assert_cmpstr (get_header (reply, "Cache-Control"), ==, "no-store");
    }
}

static void
test_problems_speak_the_family_s_language (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *accept;
    const char *language;
  } rows[] = {
    { "fr", "fr" },
    { "en-GB, fr;q=0.5", "en" },
    { "de, fr-FR;q=0.8, en;q=0.2", "fr" },
    { "de", "fr" },
    { "en", "en" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfTestReply) reply = pf_test_client_send (fixture->client, "GET", "/none", NULL,
                                                           "Accept-Language", rows[i].accept, NULL);
      gboolean is_french = strstr (reply->body, "Il n’y a rien") != NULL;

      g_assert_cmpstr (get_header (reply, "Content-Language"), ==, rows[i].language);
      g_assert_cmpint (is_french, ==, strcmp (rows[i].language, "fr") == 0);
    }
}

static void
test_date_is_the_town_s_clock (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *moment;
    const char *date;
  } rows[] = {
    { "2026-11-05T08:15:00Z", "Thu, 05 Nov 2026 08:15:00 GMT" },
    { "2027-03-28T01:00:00Z", "Sun, 28 Mar 2027 01:00:00 GMT" },
  };
  static const char *const paths[] = { DISCOVERY, "/none", "/v1/changes" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (paths); j++)
      {
        g_autoptr (PfTestReply) reply = NULL;

        pf_test_town_set_clock (fixture->town, rows[i].moment);
        reply = pf_test_client_send (fixture->client, "GET", paths[j], NULL, NULL);
        g_assert_cmpstr (get_header (reply, "Date"), ==, rows[i].date);
      }
}

static void
test_no_token_or_a_wrong_one (Fixture *fixture, gconstpointer data)
{
  static const char *const authorizations[] = {
    "Basic YTpi", "Bearer", "Bearer ", "Bearer unknown", "bearer  x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (authorizations); i++)
    {
      g_autoptr (PfTestReply) reply = pf_test_client_send (fixture->client, "GET", "/v1/changes",
                                                           NULL, "Authorization", authorizations[i],
                                                           NULL);

      pf_test_reply_assert_problem (reply, 401, "token-revoked");
      g_assert_cmpstr (get_header (reply, "WWW-Authenticate"), ==, "Bearer");
    }
}

static void
test_keys_that_are_wrong (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_key = g_strnfill (129, 'k');
  const char *keys[] = { "", "short", "with spaces in the key", "accented-clé-accentuée",
                         long_key };
  const char *batch = "{\"lines\":[{\"enrolment\":\"e\",\"unit\":\"u\",\"date\":\"2026-11-10\","
                      "\"action\":\"book\",\"version\":1}]}";
  g_autoptr (PfTestReply) none =
      pf_test_client_send (fixture->client, "POST", "/v1/bookings", batch, NULL);

  pf_test_reply_assert_problem (none, 400, "invalid");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (PfTestReply) reply = pf_test_client_send (fixture->client, "POST", "/v1/bookings",
                                                           batch, "Idempotency-Key", keys[i], NULL);

      pf_test_reply_assert_problem (reply, 400, "invalid");
    }
}

/* Returns: (transfer full): "METHOD PATH" of each call of the contract. */
static GHashTable *
read_contract (void)
{
  static const char *const methods[] = { "get", "post", "put", "patch", "delete", "head" };
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "portail-famille.openapi.yaml", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GHashTable *calls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *address = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      char *colon = strrchr (*line, ':');

      if (colon == NULL || colon[1] != '\0')
        continue;
      *colon = '\0';
      if (g_str_has_prefix (*line, "  /"))
        address = *line + 2;
      else if (!g_str_has_prefix (*line, "    "))
        address = NULL;
      for (gsize i = 0; address != NULL && i < G_N_ELEMENTS (methods); i++)
        if (strcmp (*line + strspn (*line, " "), methods[i]) == 0 && strspn (*line, " ") == 4)
          {
            g_autofree char *method = g_ascii_strup (methods[i], -1);

            g_hash_table_add (calls, g_strdup_printf ("%s %s", method, address));
          }
    }
  return calls;
}

/* Whatever is served is in the contract, but for the page on which one pays, and the other way
 * round. */
static void
test_contract_and_server_have_the_same_calls (void)
{
  g_autoptr (GHashTable) calls = read_contract ();
  gsize n_routes;
  const PfsRoute *routes = pfs_routes_get_all (&n_routes);
  GHashTableIter iter;
  gpointer call;

  g_assert_cmpuint (g_hash_table_size (calls), >, 30);
  for (gsize i = 0; i < n_routes; i++)
    {
      g_autofree char *served = g_strdup_printf ("%s %s", routes[i].method, routes[i].path);

      if (!g_str_has_prefix (routes[i].path, "/pay/") && !g_hash_table_remove (calls, served))
        g_error ("The contract knows nothing of %s", served);
    }
  g_hash_table_iter_init (&iter, calls);
  while (g_hash_table_iter_next (&iter, &call, NULL))
    g_error ("Nothing serves %s", (const char *) call);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, tests) = {
    { "wrong-addresses-and-methods", test_wrong_addresses_and_methods },
    { "bodies-that-are-wrong", test_bodies_that_are_wrong },
    { "login-that-is-too-long", test_login_that_is_too_long },
    { "answer-without-body-says-that-it-hangs-up", test_answer_without_body_says_that_it_hangs_up },
    { "body-that-is-no-json", test_body_that_is_no_json },
    { "body-that-is-too-large", test_body_that_is_too_large },
    { "body-without-length-that-is-too-large", test_body_without_length_that_is_too_large },
    { "head-is-get-without-body", test_head_is_get_without_body },
    { "discovery-is-cached-by-its-etag", test_discovery_is_cached_by_its_etag },
    { "large-answers-are-compressed-when-wanted", test_large_answers_are_compressed_when_wanted },
    { "problems-speak-the-family-s-language", test_problems_speak_the_family_s_language },
    { "date-is-the-town-s-clock", test_date_is_the_town_s_clock },
    { "no-token-or-a-wrong-one", test_no_token_or_a_wrong_one },
    { "keys-that-are-wrong", test_keys_that_are_wrong },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/http/contract-and-server-have-the-same-calls",
                   test_contract_and_server_have_the_same_calls);
  pf_test_add_cases ("/server/http/", Fixture, pf_test_served_set_up_demo, tests,
                     pf_test_served_tear_down);
  return g_test_run ();
}
