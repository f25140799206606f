/* SPDX-License-Identifier: GPL-3.0-or-later
 * The client's tests: a town's usual answers, and calls that wait. */
#include "fixture.h"

#include "rest/pf-rest-service.h"

static gboolean
set_true_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
spin_for (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, set_true_cb, &is_over);
  spin_until (is_over);
}

void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

GAsyncResult *
await (GAsyncResult **result)
{
  spin_until (*result != NULL);
  return *result;
}

void
note_progress_cb (goffset current, goffset total, gpointer user_data)
{
  Progress *progress = user_data;

  progress->n++;
  progress->last = current;
  progress->total = total;
}

GBytes *
make_file (gsize size)
{
  char *data = g_malloc (size);

  memset (data, 'x', size);
  return g_bytes_new_take (data, size);
}

PfScript *
expect_discovery (PfScriptedServer *server, const char *features)
{
  PfScript *script = pf_scripted_server_expect (server, "GET", "/.well-known/portail-famille");
  g_autofree char *body =
      g_strdup_printf ("{\"protocol\":1,\"name\":\"Saint-Exemple\",\"api_base\":\"/v1\","
                       "\"time_zone\":\"Europe/Paris\",\"features\":[%s]}",
                       features);

  pf_script_reply (script, 200, JSON, body);
  return script;
}

PfScript *
expect_tokens (PfScriptedServer *server, const char *access, const char *refresh)
{
  PfScript *script = pf_scripted_server_expect (server, "POST", "/v1/tokens");
  g_autofree char *body =
      g_strdup_printf ("{\"access_token\":\"%s\",\"access_until\":\"2036-01-01T00:00:00Z\","
                       "\"refresh_token\":\"%s\",\"household\":\"h-1\"}",
                       access, refresh);

  pf_script_reply (script, 200, JSON, body);
  return script;
}

void
set_secret (PfTownService *service, const char *secret)
{
  g_autoptr (GBytes) bytes = g_bytes_new (secret, strlen (secret));

  pf_town_service_set_secret (service, bytes);
}

PfTownService *
new_service (PfScriptedServer *server)
{
  PfTownService *service = pf_rest_service_new (pf_scripted_server_get_uri (server));

  g_object_set (service, "timeout", 20000, "events-silence", 20000, "events-delay", 10, NULL);
  set_secret (service, SECRET ("r1"));
  return service;
}

PfTownService *
new_signed_in (PfScriptedServer *server)
{
  expect_discovery (server, "\"delta\",\"events\",\"quotes\",\"bookings\"");
  expect_tokens (server, "a1", "r2");
  return new_service (server);
}

gboolean
sign_in (PfTownService *service, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PfChallenge) challenge = NULL;

  pf_town_service_sign_in_async (service, "lea@exemple.fr", "Motdepasse-1", NULL, NULL,
                                 keep_result_cb, &result);
  return pf_town_service_sign_in_finish (service, await (&result), &challenge, error);
}

gboolean
sign_out (PfTownService *service, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pf_town_service_sign_out_async (service, NULL, keep_result_cb, &result);
  return pf_town_service_sign_out_finish (service, await (&result), error);
}

gboolean
pull (PfTownService *service, const char *since, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PfChanges) changes = NULL;

  pf_town_service_pull_async (service, since, NULL, keep_result_cb, &result);
  changes = pf_town_service_pull_finish (service, await (&result), error);
  return changes != NULL;
}

static GPtrArray *
new_lines (void)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);

  g_ptr_array_add (lines, pf_line_new ("e-1", "meal", pf_day_new (2026, 11, 10), PF_ACTION_CANCEL,
                                       17, -340));
  return lines;
}

gboolean
book (PfTownService *service, const char *key, GError **error)
{
  g_autoptr (GPtrArray) lines = new_lines ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PfAnswer) answer = NULL;

  pf_town_service_book_async (service, key, lines, NULL, keep_result_cb, &result);
  answer = pf_town_service_book_finish (service, await (&result), error);
  return answer != NULL;
}

gboolean
quote (PfTownService *service, GError **error)
{
  g_autoptr (GPtrArray) lines = new_lines ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PfAnswer) answer = NULL;

  pf_town_service_quote_async (service, lines, NULL, keep_result_cb, &result);
  answer = pf_town_service_quote_finish (service, await (&result), error);
  return answer != NULL;
}
