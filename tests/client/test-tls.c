/* SPDX-License-Identifier: GPL-3.0-or-later
 * Certificates that prove that it is this town, and those that do not. They are made here, by
 * openssl. */
#include <glib/gstdio.h>

#include "fixture.h"
#include "pf-test-certificate.h"
#include "pf-town-services.h"

static const char *folder;

static PfTownService *
new_trusting_service (PfScriptedServer *server, const char *authority)
{
  g_autofree char *name = g_strconcat (authority, ".pem", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (path, &error);
  PfTownService *service = new_service (server);

  g_assert_no_error (error);
  g_object_set (service, "tls-database", database, NULL);
  return service;
}

static void
test_good_certificate (void)
{
  g_autoptr (GTlsCertificate) certificate =
      pf_test_certificate_make (folder, "good", "IP:127.0.0.1", 30);
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (certificate);
  g_autoptr (PfTownService) service = new_trusting_service (server, "good");
  g_autoptr (GError) error = NULL;

  expect_discovery (server, "");
  expect_tokens (server, "a1", "r2");
  g_assert_true (sign_in (service, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (pf_town_service_get_discovery (service)->api_base, "https://"));
  pf_scripted_server_assert_done (server);
}

static void
test_bad_certificates (void)
{
  static const struct {
    const char *name;
    const char *authority;
    const char *address;
    int days;
    const char *message;
  } cases[] = {
    { "of another address", "good", "DNS:autre.exemple.fr,IP:127.0.0.2", 30, "another address" },
    { "of no address", "good", "email:town@exemple.fr", 30, "another address" },
    { "expired", "good", "IP:127.0.0.1", -1, "expired" },
    { "of an unknown authority", "other", "IP:127.0.0.1", 30, "authority" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GTlsCertificate) certificate =
          pf_test_certificate_make (folder, cases[i].authority, cases[i].address, cases[i].days);
      g_autoptr (PfScriptedServer) server = pf_scripted_server_new (certificate);
      g_autoptr (PfTownService) service = new_trusting_service (server, "good");
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].name);
      /* Nothing is expected: not a byte of the family's may reach this server. */
      g_assert_false (sign_in (service, &error));
      g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_TLS);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_false (pf_client_error_is_transient (error));
      pf_scripted_server_assert_done (server);
    }
}

static gboolean
incoming_cb (GSocketService    *listener,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  static const char answer[] = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer,
                             strlen (answer), NULL, NULL, NULL);
  return TRUE;
}

static void
test_no_tls_at_all (void)
{
  g_autoptr (GSocketService) listener = g_socket_service_new ();
  g_autofree char *uri = NULL;
  g_autoptr (PfTownService) service = NULL;
  g_autoptr (GError) error = NULL;
  guint port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (listener), NULL, &error);

  g_assert_no_error (error);
  g_signal_connect (listener, "incoming", G_CALLBACK (incoming_cb), NULL);
  uri = g_strdup_printf ("https://127.0.0.1:%u", port);
  service = pf_town_services_new ("rest", uri);
  g_assert_false (sign_in (service, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_TLS);
}

static void
test_redirect_from_https_to_http (void)
{
  g_autoptr (GTlsCertificate) certificate =
      pf_test_certificate_make (folder, "good", "IP:127.0.0.1", 30);
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (certificate);
  g_autoptr (PfScriptedServer) plain = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_trusting_service (server, "good");
  g_autofree char *location =
      g_strconcat (pf_scripted_server_get_uri (plain), "/.well-known/portail-famille", NULL);
  g_autoptr (GError) error = NULL;
  PfScript *script = pf_scripted_server_expect (server, "GET", "/.well-known/portail-famille");

  /* Loopback or not: what began in secret does not go on in the open. */
  pf_script_reply (script, 302, "text/html", "");
  pf_script_header (script, "Location", location);
  g_assert_false (sign_in (service, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_NOT_A_TOWN);
  pf_scripted_server_assert_done (server);
  pf_scripted_server_assert_done (plain);
}

static void
test_api_in_the_open (void)
{
  g_autoptr (GTlsCertificate) certificate =
      pf_test_certificate_make (folder, "good", "IP:127.0.0.1", 30);
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (certificate);
  g_autoptr (PfScriptedServer) plain = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_trusting_service (server, "good");
  g_autofree char *body = g_strdup_printf ("{\"protocol\":1,\"name\":\"x\",\"api_base\":\"%s/v1\","
                                           "\"time_zone\":\"Europe/Paris\"}",
                                           pf_scripted_server_get_uri (plain));
  g_autoptr (GError) error = NULL;

  pf_script_reply (pf_scripted_server_expect (server, "GET", "/.well-known/portail-famille"), 200,
                   JSON, body);
  g_assert_false (sign_in (service, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_NOT_A_TOWN);
  pf_scripted_server_assert_done (plain);
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_autofree char *made = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  made = g_dir_make_tmp ("portail-famille-tls-XXXXXX", NULL);
  folder = made;
  pf_test_authority_make (folder, "good");
  pf_test_authority_make (folder, "other");
  g_test_add_func ("/client/tls/good", test_good_certificate);
  g_test_add_func ("/client/tls/bad", test_bad_certificates);
  g_test_add_func ("/client/tls/none", test_no_tls_at_all);
  g_test_add_func ("/client/tls/https-to-http", test_redirect_from_https_to_http);
  g_test_add_func ("/client/tls/api-in-the-open", test_api_in_the_open);
  status = g_test_run ();
  remove_folder ();
  return status;
}
