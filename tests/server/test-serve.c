/* SPDX-License-Identifier: GPL-3.0-or-later
 * The program itself: what it refuses to serve, and HTTPS. */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>

#include "pfs-test-fixture.h"

#define LISTENING "Listening on "

typedef PfsTestFixture Fixture;

static char *
get_program (void)
{
  return g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "src", "server",
                           "portail-famille-server", NULL);
}

static GSubprocess *
start (const char *const *arguments, GSubprocessFlags flags)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_ptr_array_add (words, get_program ());
  for (int i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (words, g_strdup (arguments[i]));
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv ((const char *const *) words->pdata, flags, &error);
  g_assert_no_error (error);
  return process;
}

static void
test_what_is_not_served (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.db", NULL);
  const char *const rows[][8] = {
    { "serve", NULL },
    { "serve", "--database", missing, NULL },
    { "serve", "--database", "/dev/null", NULL },
    { "serve", "--database", fixture->path, "--address", "0.0.0.0", NULL },
    { "serve", "--database", fixture->path, "--address", "::", NULL },
    { "serve", "--database", fixture->path, "--address", "localhost", NULL },
    { "serve", "--database", fixture->path, "--port", "65536", NULL },
    { "serve", "--database", fixture->path, "--tls-cert", fixture->path, NULL },
    { "serve", "--database", fixture->path, "--tls-cert", fixture->path, "--tls-key", fixture->path,
      NULL },
    { "serve", "--nonsense", NULL },
    { "nonsense", NULL },
    { NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GSubprocess) process =
          start (rows[i], G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
      g_autofree char *output = NULL;
      g_autofree char *complaint = NULL;
      g_autoptr (GError) error = NULL;

      g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &complaint, &error);
      g_assert_no_error (error);
      g_assert_false (g_subprocess_get_successful (process));
      g_assert_true (g_subprocess_get_if_exited (process));
      g_assert_null (strstr (output, LISTENING));
      if (rows[i][0] != NULL)
        g_assert_cmpstr (complaint, !=, "");
    }
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
}

static void
test_help_is_given (Fixture *fixture, gconstpointer data)
{
  static const char *const rows[][3] = {
    { "--help", NULL },
    { "--version", NULL },
    { "init", "--help", NULL },
    { "serve", "--help", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GSubprocess) process = start (rows[i], G_SUBPROCESS_FLAGS_STDOUT_PIPE);
      g_autofree char *output = NULL;
      g_autoptr (GError) error = NULL;

      g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_subprocess_get_successful (process));
      g_assert_nonnull (strstr (output, "portail-famille-server"));
    }
}

/* Makes a certificate for loopback. Returns: whether there is a tool that can. */
static gboolean
make_certificate (const char *certificate, const char *key)
{
  g_autofree char *tool = g_find_program_in_path ("openssl");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (tool == NULL)
    return FALSE;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, tool, "req", "-x509",
                              "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-addext",
                              "subjectAltName=IP:127.0.0.1", "-days", "2", "-keyout", key, "-out",
                              certificate, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  return TRUE;
}

static char *
read_url (GSubprocess *process)
{
  g_autoptr (GDataInputStream) output =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_utf8 (output, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (line != NULL && g_str_has_prefix (line, LISTENING));
  return g_strdup (line + strlen (LISTENING));
}

static void
test_https (Fixture *fixture, gconstpointer data)
{
  g_autofree char *certificate = g_build_filename (fixture->folder, "cert.pem", NULL);
  g_autofree char *key = g_build_filename (fixture->folder, "key.pem", NULL);
  const char *const arguments[] = { "serve",     "--database", fixture->path, "--tls-cert",
                                    certificate, "--tls-key",  key,           NULL };
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GTlsDatabase) anchors = NULL;
  g_autoptr (SoupMessage) stranger = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  g_autofree char *discovery = NULL;

  if (!make_certificate (certificate, key))
    {
      g_test_skip ("openssl is not installed");
      return;
    }
  /* The leak checker itself fails in a process that has spoken TLS. */
  g_setenv ("ASAN_OPTIONS", "detect_leaks=0", TRUE);
  process = start (arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_unsetenv ("ASAN_OPTIONS");
  url = read_url (process);
  g_assert_true (g_str_has_prefix (url, "https://127.0.0.1:"));
  discovery = g_strconcat (url, "/.well-known/portail-famille", NULL);

  stranger = soup_message_new ("GET", discovery);
  g_assert_null (soup_session_send_and_read (session, stranger, NULL, &error));
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
  g_clear_error (&error);

  anchors = g_tls_file_database_new (certificate, &error);
  g_assert_no_error (error);
  soup_session_set_tls_database (session, anchors);
  message = soup_message_new ("GET", discovery);
  body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait (process, NULL, NULL);
  g_assert_true (g_subprocess_get_successful (process));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/server/serve/what-is-not-served", Fixture, NULL, pfs_test_fixture_set_up,
              test_what_is_not_served, pfs_test_fixture_tear_down);
  g_test_add ("/server/serve/help-is-given", Fixture, NULL, pfs_test_fixture_set_up,
              test_help_is_given, pfs_test_fixture_tear_down);
  g_test_add ("/server/serve/https", Fixture, NULL, pfs_test_fixture_set_up, test_https,
              pfs_test_fixture_tear_down);
  return g_test_run ();
}
