/* SPDX-License-Identifier: GPL-3.0-or-later
 * The log of requests and answers: there when asked for, without a secret. */
#include "fixture.h"

static GString *log_text;

static GLogWriterOutput
note_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      g_string_append_printf (log_text, "%s\n", (const char *) fields[i].value);
  return G_LOG_WRITER_HANDLED;
}

static void
test_no_secret_is_logged (void)
{
  static const char *const secrets[] = { "Motdepasse-1",  "access-secret",  "refresh-secret",
                                         "cookie-secret", "lea@exemple.fr", "state-secret",
                                         "Saint-Exemple", "other-secret" };
  static const char *const shown[] = { "POST /v1/tokens",
                                       "GET /v1/changes",
                                       "Authorization: [hidden]",
                                       "Set-Cookie: [hidden]",
                                       "Content-Type: application/json",
                                       "HTTP/1.1 200" };
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);
  g_autoptr (GError) error = NULL;
  PfScript *script;

  expect_discovery (server, "");
  script = expect_tokens (server, "access-secret", "refresh-secret");
  pf_script_header (script, "Set-Cookie", "session=cookie-secret");
  pf_script_header (script, "X-Other", "other-secret");
  script = pf_scripted_server_expect (server, "GET", "/v1/changes?since=state-secret");
  pf_script_reply (script, 200, JSON, CHANGES_BODY);
  g_assert_true (sign_in (service, &error));
  g_assert_true (pull (service, "state-secret", &error));
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (strstr (log_text->str, secrets[i]) != NULL)
      g_error ("“%s” was logged:\n%s", secrets[i], log_text->str);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (strstr (log_text->str, shown[i]) == NULL)
      g_error ("“%s” was not logged:\n%s", shown[i], log_text->str);
}

int
main (int argc, char **argv)
{
  int status;

  /* Before the first message: GLib reads it once. */
  g_setenv ("G_MESSAGES_DEBUG", "pf-client", TRUE);
  log_text = g_string_new (NULL);
  g_log_set_writer_func (note_log, NULL, NULL);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/http-log/no-secret", test_no_secret_is_logged);
  status = g_test_run ();
  g_string_free (log_text, TRUE);
  return status;
}
