/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finding a town: what is one, what is not, where redirects may lead. */
#include "fixture.h"

#include "pf-town-services.h"
#include "rest/pf-rest-service.h"

#define WELL_KNOWN "/.well-known/portail-famille"
#define TOWN_BODY                                                                                  \
  "{\"protocol\":1,\"name\":\"Saint-Exemple\",\"api_base\":\"/v1\",\"time_zone\":\"Europe/"        \
  "Paris\"}"

static PfTownService *
find (const char *address, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pf_town_services_discover_async (address, NULL, keep_result_cb, &result);
  return pf_town_services_discover_finish (await (&result), error);
}

static gboolean
discover (PfTownService *service, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pf_rest_service_discover_async (PF_REST_SERVICE (service), NULL, keep_result_cb, &result);
  return pf_rest_service_discover_finish (PF_REST_SERVICE (service), await (&result), error);
}

static void
test_town (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfTownService) service = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *api_base = NULL;
  g_autoptr (PfDiscovery) discovery = NULL;
  PfScript *script = expect_discovery (server, "\"delta\",\"quotes\"");

  service = find (pf_scripted_server_get_uri (server), &error);
  g_assert_no_error (error);
  uri = pf_town_services_dup_uri (service);
  g_assert_cmpstr (uri, ==, pf_scripted_server_get_uri (server));
  g_assert_cmpstr (pf_town_services_get_kind (service), ==, "rest");
  g_assert_cmpint (pf_town_service_get_features (service), ==,
                   PF_FEATURE_DELTA | PF_FEATURE_QUOTES);
  g_object_get (service, "discovery", &discovery, NULL);
  g_assert_cmpstr (discovery->name, ==, "Saint-Exemple");
  api_base = g_strconcat (uri, "/v1", NULL);
  g_assert_cmpstr (discovery->api_base, ==, api_base);
  g_assert_null (pf_script_get_request_header (script, "Authorization"));
  g_assert_nonnull (pf_script_get_request_header (script, "Accept-Language"));
  g_assert_nonnull (strstr (pf_script_get_request_header (script, "Accept-Encoding"), "gzip"));
  g_assert_true (
      g_str_has_prefix (pf_script_get_request_header (script, "User-Agent"), "PortailFamille/"));
  pf_scripted_server_assert_done (server);
}

static void
test_not_a_town (void)
{
  static const struct {
    int status;
    const char *type;
    const char *body;
    PfClientError code;
  } cases[] = {
    { 200, "text/html", "<html>Bienvenue</html>", PF_CLIENT_ERROR_NOT_A_TOWN },
    { 200, "text/html", TOWN_BODY, PF_CLIENT_ERROR_NOT_A_TOWN },
    { 200, JSON, "", PF_CLIENT_ERROR_NOT_A_TOWN },
    { 200, JSON, "{", PF_CLIENT_ERROR_NOT_A_TOWN },
    { 200, JSON, "[]", PF_CLIENT_ERROR_NOT_A_TOWN },
    { 200, JSON, "{\"name\":\"x\"}", PF_CLIENT_ERROR_NOT_A_TOWN },
    { 200, JSON,
      "{\"protocol\":2,\"name\":\"x\",\"api_base\":\"/v1\",\"time_zone\":\"Europe/Paris\"}",
      PF_CLIENT_ERROR_NOT_A_TOWN },
    { 200, JSON,
      "{\"protocol\":1,\"name\":\"x\",\"api_base\":\"http://exemple.fr/v1\","
      "\"time_zone\":\"Europe/Paris\"}",
      PF_CLIENT_ERROR_NOT_A_TOWN },
    { 200, JSON,
      "{\"protocol\":1,\"name\":\"x\",\"api_base\":\"http://127.0.0.1:1/v1\","
      "\"time_zone\":\"Europe/Paris\"}",
      PF_CLIENT_ERROR_NOT_A_TOWN },
    { 401, "text/html", "no", PF_CLIENT_ERROR_NOT_A_TOWN },
    { 403, PROBLEM, PROBLEM_BODY ("forbidden", 403), PF_CLIENT_ERROR_NOT_A_TOWN },
    { 404, "text/html", "no", PF_CLIENT_ERROR_NOT_A_TOWN },
    { 404, PROBLEM, PROBLEM_BODY ("not-found", 404), PF_CLIENT_ERROR_NOT_A_TOWN },
    { 410, "text/html", "gone", PF_CLIENT_ERROR_NOT_A_TOWN },
    { 429, "text/html", "no", PF_CLIENT_ERROR_BUSY },
    { 500, "text/html", "no", PF_CLIENT_ERROR_SERVER },
    { 503, "text/html", "no", PF_CLIENT_ERROR_BUSY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%d %s %s", cases[i].status, cases[i].type, cases[i].body);
      pf_script_reply (pf_scripted_server_expect (server, "GET", WELL_KNOWN), cases[i].status,
                       cases[i].type, cases[i].body);
      g_assert_null (find (pf_scripted_server_get_uri (server), &error));
      g_assert_error (error, PF_CLIENT_ERROR, (int) cases[i].code);
      pf_scripted_server_assert_done (server);
    }
}

static void
test_garbage (void)
{
  static const char noise[] = "\x16\x03\x01\x02\x00 SSH-2.0-OpenSSH\r\n\r\nhello";
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (noise, sizeof noise);
  g_autoptr (GError) error = NULL;

  pf_script_raw (pf_scripted_server_expect (server, "GET", WELL_KNOWN), bytes);
  g_assert_null (find (pf_scripted_server_get_uri (server), &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_NOT_A_TOWN);
}

static void
test_huge_body (gconstpointer is_gzip)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autofree char *padding = g_strnfill (20 * 1024 * 1024, ' ');
  g_autofree char *body = g_strconcat (TOWN_BODY, padding, NULL);
  g_autoptr (PfTownService) service = NULL;
  g_autoptr (GError) error = NULL;
  PfScript *script = pf_scripted_server_expect (server, "GET", WELL_KNOWN);

  pf_script_reply (script, 200, JSON, body);
  if (GPOINTER_TO_INT (is_gzip))
    pf_script_gzip (script);
  else
    pf_script_header (script, "Transfer-Encoding", "chunked");
  service = new_service (server);
  g_assert_false (discover (service, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_NOT_A_TOWN);

  /* What is left of that answer is not taken for the next one. */
  expect_discovery (server, "");
  g_clear_error (&error);
  discover (service, &error);
  g_assert_no_error (error);
  pf_scripted_server_assert_done (server);
}

static void
test_refused_port (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autofree char *uri = g_strdup (pf_scripted_server_get_uri (server));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&server, pf_scripted_server_free);
  g_assert_null (find (uri, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE);
}

static void
test_no_such_host (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find ("https://mairie.invalid", &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE);
}

static void
test_no_address (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find ("http://mairie-exemple.fr", &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_ADDRESS);
}

static void
test_deep_address_falls_back_to_its_origin (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autofree char *address =
      g_strconcat (pf_scripted_server_get_uri (server), "/espace/connexion.php?x=1", NULL);
  g_autoptr (PfTownService) service = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;

  pf_script_reply (pf_scripted_server_expect (server, "GET", "/espace/connexion.php" WELL_KNOWN),
                   200, "text/html", "<html>");
  expect_discovery (server, "");
  service = find (address, &error);
  g_assert_no_error (error);
  uri = pf_town_services_dup_uri (service);
  g_assert_cmpstr (uri, ==, pf_scripted_server_get_uri (server));
  pf_scripted_server_assert_done (server);
}

static void
redirect (PfScriptedServer *server, const char *target, const char *location)
{
  PfScript *script = pf_scripted_server_expect (server, "GET", target);

  pf_script_reply (script, 302, "text/html", "elsewhere");
  pf_script_header (script, "Location", location);
}

static void
test_town_that_moved (void)
{
  g_autoptr (PfScriptedServer) old = pf_scripted_server_new (NULL);
  g_autoptr (PfScriptedServer) new = pf_scripted_server_new (NULL);
  g_autofree char *location = g_strconcat (pf_scripted_server_get_uri (new), WELL_KNOWN, NULL);
  g_autofree char *api_base = g_strconcat (pf_scripted_server_get_uri (new), "/v1", NULL);
  g_autofree char *uri = NULL;
  g_autoptr (PfTownService) service = NULL;
  g_autoptr (GError) error = NULL;

  redirect (old, WELL_KNOWN, location);
  expect_discovery (new, "");
  service = find (pf_scripted_server_get_uri (old), &error);
  g_assert_no_error (error);
  uri = pf_town_services_dup_uri (service);
  g_assert_cmpstr (uri, ==, pf_scripted_server_get_uri (new));
  g_assert_cmpstr (pf_town_service_get_discovery (service)->api_base, ==, api_base);
}

static void
test_document_with_another_name (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autofree char *uri = NULL;
  g_autoptr (PfTownService) service = NULL;
  g_autoptr (GError) error = NULL;

  redirect (server, WELL_KNOWN, "/static/town.json");
  pf_script_reply (pf_scripted_server_expect (server, "GET", "/static/town.json"), 200, JSON,
                   TOWN_BODY);
  service = find (pf_scripted_server_get_uri (server), &error);
  g_assert_no_error (error);
  uri = pf_town_services_dup_uri (service);
  g_assert_cmpstr (uri, ==, pf_scripted_server_get_uri (server));
}

static void
test_five_redirects_and_no_more (void)
{
  for (guint n = 5; n <= 6; n++)
    {
      g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
      g_autoptr (PfTownService) service = NULL;
      g_autoptr (GError) error = NULL;

      redirect (server, WELL_KNOWN, "/1");
      for (guint i = 1; i < n; i++)
        {
          g_autofree char *from = g_strdup_printf ("/%u", i);
          g_autofree char *to = g_strdup_printf ("/%u", i + 1);

          redirect (server, from, to);
        }
      if (n == 5)
        pf_script_reply (pf_scripted_server_expect (server, "GET", "/5"), 200, JSON, TOWN_BODY);
      service = find (pf_scripted_server_get_uri (server), &error);
      g_assert_cmpint (service != NULL, ==, n == 5);
      if (n == 6)
        g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_NOT_A_TOWN);
      pf_scripted_server_assert_done (server);
    }
}

static void
test_redirects_nobody_follows (void)
{
  static const char *const locations[] = { "http://mairie-exemple.fr" WELL_KNOWN,
                                           "ftp://127.0.0.1/", "https://lea:secret@127.0.0.1/",
                                           "http://", "" };

  for (guint i = 0; i < G_N_ELEMENTS (locations); i++)
    {
      g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", locations[i]);
      redirect (server, WELL_KNOWN, locations[i]);
      if (*locations[i] == '\0')
        {
          /* An empty reference is this document again, for ever. */
          for (guint n = 0; n < 5; n++)
            redirect (server, WELL_KNOWN, locations[i]);
        }
      g_assert_null (find (pf_scripted_server_get_uri (server), &error));
      g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_NOT_A_TOWN);
      pf_scripted_server_assert_done (server);
    }
}

static void
test_concurrent_calls_share_one (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;
  PfRestService *rest = PF_REST_SERVICE (service);

  pf_script_delay (expect_discovery (server, ""), 50);
  pf_rest_service_discover_async (rest, cancellable, keep_result_cb, &first);
  pf_rest_service_discover_async (rest, NULL, keep_result_cb, &second);
  g_cancellable_cancel (cancellable);
  g_assert_false (pf_rest_service_discover_finish (rest, await (&first), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (second);
  g_clear_error (&error);
  g_assert_true (pf_rest_service_discover_finish (rest, await (&second), &error));
  g_assert_no_error (error);
  g_assert_true (discover (service, &error));
  pf_scripted_server_assert_done (server);
}

static void
test_cancelled_search (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PfScript *script = pf_scripted_server_expect (server, "GET", WELL_KNOWN);

  pf_script_silence (script);
  pf_town_services_discover_async (pf_scripted_server_get_uri (server), cancellable, keep_result_cb,
                                   &result);
  spin_until (pf_script_get_count (script) == 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (pf_town_services_discover_finish (await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_table (void)
{
  g_autoptr (PfTownService) service = pf_town_services_new ("rest", "https://exemple.fr");
  g_autofree char *uri = pf_town_services_dup_uri (service);

  g_assert_cmpstr (uri, ==, "https://exemple.fr");
  g_assert_cmpstr (pf_town_services_get_kind (service), ==, "rest");
  g_assert_null (pf_town_service_get_discovery (service));
  g_assert_cmpint (pf_town_service_get_features (service), ==,
                   PF_FEATURE_DELTA | PF_FEATURE_QUOTES | PF_FEATURE_BOOKINGS);
  g_assert_null (pf_town_services_new ("carrier-pigeon", "https://exemple.fr"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/discovery/town", test_town);
  g_test_add_func ("/client/discovery/not-a-town", test_not_a_town);
  g_test_add_func ("/client/discovery/garbage", test_garbage);
  g_test_add_data_func ("/client/discovery/huge-body", GINT_TO_POINTER (FALSE), test_huge_body);
  g_test_add_data_func ("/client/discovery/huge-gzip", GINT_TO_POINTER (TRUE), test_huge_body);
  g_test_add_func ("/client/discovery/refused-port", test_refused_port);
  g_test_add_func ("/client/discovery/no-such-host", test_no_such_host);
  g_test_add_func ("/client/discovery/no-address", test_no_address);
  g_test_add_func ("/client/discovery/deep-address", test_deep_address_falls_back_to_its_origin);
  g_test_add_func ("/client/discovery/town-that-moved", test_town_that_moved);
  g_test_add_func ("/client/discovery/another-name", test_document_with_another_name);
  g_test_add_func ("/client/discovery/five-redirects", test_five_redirects_and_no_more);
  g_test_add_func ("/client/discovery/redirects-nobody-follows", test_redirects_nobody_follows);
  g_test_add_func ("/client/discovery/shared", test_concurrent_calls_share_one);
  g_test_add_func ("/client/discovery/cancelled", test_cancelled_search);
  g_test_add_func ("/client/discovery/table", test_table);
  return g_test_run ();
}
