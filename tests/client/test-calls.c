/* SPDX-License-Identifier: GPL-3.0-or-later
 * The calls of the protocol: what is sent, and what each answer or failure becomes. */
#include "fixture.h"

#include <time.h>

static void
test_sign_in (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = NULL;
  PfScript *tokens;
  PfScript *changes;

  expect_discovery (server, "");
  tokens = expect_tokens (server, "a1", "r1");
  changes = pf_scripted_server_expect (server, "GET", "/v1/changes");
  pf_script_reply (changes, 200, JSON, CHANGES_BODY);

  g_assert_true (sign_in (service, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (
      pf_script_get_request_body (tokens), ==,
      "{\"grant\":\"password\",\"login\":\"lea@exemple.fr\",\"password\":\"Motdepasse-1\"}");
  g_assert_null (pf_script_get_request_header (tokens, "Authorization"));
  secret = pf_town_service_dup_secret (service);
  g_assert_nonnull (strstr (g_bytes_get_data (secret, NULL), "\"r1\""));
  g_assert_null (g_strstr_len (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret), "a1"));

  g_assert_true (pull (service, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pf_script_get_request_header (changes, "Authorization"), ==, "Bearer a1");
  pf_scripted_server_assert_done (server);
}

static void
test_wrong_password (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);
  g_autoptr (GError) error = NULL;

  expect_discovery (server, "");
  pf_script_reply (pf_scripted_server_expect (server, "POST", "/v1/tokens"), 401, PROBLEM,
                   PROBLEM_BODY ("bad-credentials", 401));
  g_assert_false (sign_in (service, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_CREDENTIALS);
  pf_scripted_server_assert_done (server);
}

static void
test_too_many_attempts (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);
  g_autoptr (GError) error = NULL;
  PfScript *script;

  expect_discovery (server, "");
  script = pf_scripted_server_expect (server, "POST", "/v1/tokens");
  pf_script_reply (script, 429, PROBLEM, PROBLEM_BODY ("too-many-attempts", 429));
  pf_script_header (script, "Retry-After", "42");
  g_assert_false (sign_in (service, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_BUSY);
  g_assert_cmpint (pf_client_error_get_retry_after (error), ==, 42);
}

static void
test_sign_out (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  PfScript *script = pf_scripted_server_expect (server, "DELETE", "/v1/tokens/current");

  g_assert_true (sign_out (service, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pf_script_get_request_header (script, "Authorization"), ==, "Bearer a1");
  g_assert_null (pf_town_service_dup_secret (service));
  g_assert_false (pull (service, NULL, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SIGNED_OUT);
  pf_scripted_server_assert_done (server);
}

static void
test_sign_out_without_network_keeps_the_session (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = NULL;
  PfScript *script;

  script = pf_scripted_server_expect (server, "DELETE", "/v1/tokens/current");
  pf_script_cut (script);
  /* libsoup tries again by itself when a connection that it kept turns out closed. */
  pf_script_repeat (script);
  g_assert_false (sign_out (service, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE);
  secret = pf_town_service_dup_secret (service);
  g_assert_nonnull (secret);
}

static void
test_pull_since (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PfChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/changes?since=s%2F1%26a%3D%2B");

  pf_script_reply (script, 200, JSON, CHANGES_BODY);
  pf_script_gzip (script);
  pf_town_service_pull_async (service, "s/1&a=+", NULL, keep_result_cb, &result);
  changes = pf_town_service_pull_finish (service, await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (changes->state, ==, "s-2");
  pf_scripted_server_assert_done (server);
}

static void
test_book_and_quote (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  PfScript *quoted = pf_scripted_server_expect (server, "POST", "/v1/quotes");
  PfScript *booked = pf_scripted_server_expect (server, "POST", "/v1/bookings");

  pf_script_reply (quoted, 200, JSON, ANSWER_BODY);
  pf_script_reply (booked, 200, JSON, ANSWER_BODY);
  g_assert_true (quote (service, &error));
  g_assert_no_error (error);
  g_assert_true (book (service, "5f0e6e0e-7a36-4d56", &error));
  g_assert_no_error (error);

  g_assert_null (pf_script_get_request_header (quoted, "Idempotency-Key"));
  g_assert_cmpstr (pf_script_get_request_header (booked, "Idempotency-Key"), ==,
                   "5f0e6e0e-7a36-4d56");
  g_assert_true (g_str_has_prefix (pf_script_get_request_header (booked, "Content-Type"), JSON));
  g_assert_nonnull (strstr (pf_script_get_request_body (booked), "\"action\":\"cancel\""));
  pf_scripted_server_assert_done (server);
}

static void
test_connection_is_kept (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  PfScript *first = pf_scripted_server_expect (server, "GET", "/v1/changes");
  PfScript *second = pf_scripted_server_expect (server, "GET", "/v1/changes");

  pf_script_reply (first, 200, JSON, CHANGES_BODY);
  pf_script_reply (second, 200, JSON, CHANGES_BODY);
  g_assert_true (pull (service, NULL, NULL));
  g_assert_true (pull (service, NULL, NULL));
  g_assert_cmpuint (pf_script_get_client_port (first), ==, pf_script_get_client_port (second));
}

static void
test_answers_to_a_pull (void)
{
  static const struct {
    int status;
    const char *type;
    const char *body;
    PfClientError code;
  } cases[] = {
    { 200, JSON, "", PF_CLIENT_ERROR_PROTOCOL },
    { 200, JSON, "{\"state\":", PF_CLIENT_ERROR_PROTOCOL },
    { 200, JSON, "{\"state\":1}", PF_CLIENT_ERROR_PROTOCOL },
    { 200, "text/html", "<html>", PF_CLIENT_ERROR_PROTOCOL },
    { 200, "text/html", CHANGES_BODY, PF_CLIENT_ERROR_PROTOCOL },
    { 302, "text/html", "", PF_CLIENT_ERROR_PROTOCOL },
    { 400, PROBLEM, PROBLEM_BODY ("invalid", 400), PF_CLIENT_ERROR_REFUSED },
    { 400, "text/html", "no", PF_CLIENT_ERROR_PROTOCOL },
    { 403, PROBLEM, PROBLEM_BODY ("forbidden", 403), PF_CLIENT_ERROR_REFUSED },
    { 404, PROBLEM, PROBLEM_BODY ("not-found", 404), PF_CLIENT_ERROR_REFUSED },
    { 404, "text/html", "no", PF_CLIENT_ERROR_PROTOCOL },
    { 408, "text/plain", "", PF_CLIENT_ERROR_TIMEOUT },
    { 409, PROBLEM, PROBLEM_BODY ("key-reused", 409), PF_CLIENT_ERROR_CHANGED },
    { 410, PROBLEM, PROBLEM_BODY ("state-unknown", 410), PF_CLIENT_ERROR_STATE_UNKNOWN },
    { 410, "text/html", "gone", PF_CLIENT_ERROR_STATE_UNKNOWN },
    { 413, PROBLEM, PROBLEM_BODY ("too-large", 413), PF_CLIENT_ERROR_REFUSED },
    { 429, PROBLEM, PROBLEM_BODY ("too-many-attempts", 429), PF_CLIENT_ERROR_BUSY },
    { 500, PROBLEM, PROBLEM_BODY ("internal", 500), PF_CLIENT_ERROR_SERVER },
    { 500, "text/html", "oops", PF_CLIENT_ERROR_SERVER },
    { 502, "text/html", "bad gateway", PF_CLIENT_ERROR_SERVER },
    { 503, PROBLEM, PROBLEM_BODY ("unavailable", 503), PF_CLIENT_ERROR_BUSY },
    { 503, "text/html", "back soon", PF_CLIENT_ERROR_BUSY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
      g_autoptr (PfTownService) service = new_signed_in (server);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) secret = NULL;

      g_test_message ("%d %s %s", cases[i].status, cases[i].type, cases[i].body);
      pf_script_reply (pf_scripted_server_expect (server, "GET", "/v1/changes"), cases[i].status,
                       cases[i].type, cases[i].body);
      g_assert_false (pull (service, NULL, &error));
      g_assert_error (error, PF_CLIENT_ERROR, (int) cases[i].code);
      if (cases[i].code == PF_CLIENT_ERROR_REFUSED)
        g_assert_cmpstr (error->message, ==, "Titre");
      secret = pf_town_service_dup_secret (service);
      g_assert_nonnull (secret);
      pf_scripted_server_assert_done (server);
    }
}

static void
test_problem_says_when (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;

  pf_script_reply (pf_scripted_server_expect (server, "GET", "/v1/changes"), 503, PROBLEM,
                   "{\"type\":\"urn:portail-famille:problem:unavailable\",\"title\":\"t\","
                   "\"status\":503,\"retry_after\":7}");
  g_assert_false (pull (service, NULL, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_BUSY);
  g_assert_cmpint (pf_client_error_get_retry_after (error), ==, 7);
}

static void
test_credentials_follow_no_redirect (void)
{
  g_autoptr (PfScriptedServer) thief = pf_scripted_server_new (NULL);
  static const int statuses[] = { 301, 302, 303, 307, 308 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
      g_autoptr (PfTownService) service = new_signed_in (server);
      g_autoptr (GError) error = NULL;
      PfScript *changes = pf_scripted_server_expect (server, "GET", "/v1/changes");
      PfScript *bookings = pf_scripted_server_expect (server, "POST", "/v1/bookings");

      pf_script_reply (changes, statuses[i], "text/html", "");
      pf_script_header (changes, "Location", pf_scripted_server_get_uri (thief));
      pf_script_reply (bookings, statuses[i], "text/html", "");
      pf_script_header (bookings, "Location", pf_scripted_server_get_uri (thief));
      g_assert_false (pull (service, NULL, &error));
      g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL);
      g_clear_error (&error);
      g_assert_false (book (service, "5f0e6e0e-7a36-4d56", &error));
      g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL);
      pf_scripted_server_assert_done (server);
    }
  pf_scripted_server_assert_done (thief);
}

static void
test_silent_server (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;

  pf_script_silence (pf_scripted_server_expect (server, "GET", "/v1/changes"));
  g_object_set (service, "timeout", 300, NULL);
  g_assert_false (pull (service, NULL, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_TIMEOUT);

  pf_script_reply (pf_scripted_server_expect (server, "GET", "/v1/changes"), 200, JSON,
                   CHANGES_BODY);
  g_clear_error (&error);
  g_object_set (service, "timeout", 20000, NULL);
  g_assert_true (pull (service, NULL, &error));
  g_assert_no_error (error);
}

static void
test_slow_body (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/changes");

  /* A stream that stays open is an answer that never ends. */
  pf_script_stream (script);
  g_object_set (service, "timeout", 300, NULL);
  g_assert_false (pull (service, NULL, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_TIMEOUT);
}

static void
test_patience_with_a_slow_server (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/changes");

  pf_script_reply (script, 200, JSON, CHANGES_BODY);
  pf_script_delay (script, 300);
  g_assert_true (pull (service, NULL, &error));
  g_assert_no_error (error);
}

static void
test_cut (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;

  pf_script_cut (pf_scripted_server_expect (server, "POST", "/v1/bookings"));
  g_assert_false (book (service, "5f0e6e0e-7a36-4d56", &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE);
  /* A booking is not sent twice behind the caller's back. */
  pf_scripted_server_assert_done (server);
}

static void
test_truncated (gconstpointer is_gzip)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/changes");

  pf_script_reply (script, 200, JSON, CHANGES_BODY);
  if (GPOINTER_TO_INT (is_gzip))
    pf_script_gzip (script);
  pf_script_truncate (script, 20);
  g_assert_false (pull (service, NULL, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE);
}

static void
test_damaged_gzip (void)
{
  static const char noise[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03\xff\xff\xff\xff\xff\xff\xff\xff";
  g_autoptr (GBytes) body = g_bytes_new_static (noise, sizeof noise - 1);
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/changes");

  pf_script_reply_bytes (script, 200, JSON, body);
  pf_script_header (script, "Content-Encoding", "gzip");
  g_assert_false (pull (service, NULL, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL);
}

static void
test_failure_with_a_huge_body (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autofree char *body = g_strnfill (2 * 1024 * 1024, 'x');
  g_autoptr (GError) error = NULL;

  pf_script_reply (pf_scripted_server_expect (server, "GET", "/v1/changes"), 502, "text/html",
                   body);
  pf_script_reply (pf_scripted_server_expect (server, "GET", "/v1/changes"), 200, JSON,
                   CHANGES_BODY);
  g_assert_false (pull (service, NULL, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SERVER);
  g_clear_error (&error);
  g_assert_true (pull (service, NULL, &error));
  g_assert_no_error (error);
}

static void
test_endless_body (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autofree char *spaces = g_strnfill (65 * 1024 * 1024, ' ');
  g_autofree char *body = g_strconcat (CHANGES_BODY, spaces, NULL);
  g_autoptr (GError) error = NULL;
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/changes");

  pf_script_reply (script, 200, JSON, body);
  pf_script_gzip (script);
  g_assert_false (pull (service, NULL, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL);
}

static void
test_cancel_at_every_step (void)
{
  static const char *const steps[] = { "discovery", "token", "changes" };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
      g_autoptr (PfTownService) service = new_service (server);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      PfScript *scripts[3];

      g_test_message ("during %s", steps[i]);
      scripts[0] = expect_discovery (server, "");
      scripts[1] = expect_tokens (server, "a1", "r2");
      scripts[2] = pf_scripted_server_expect (server, "GET", "/v1/changes");
      pf_script_silence (scripts[i]);
      pf_town_service_pull_async (service, NULL, cancellable, keep_result_cb, &result);
      spin_until (pf_script_get_count (scripts[i]) == 1);
      g_assert_null (result);
      g_cancellable_cancel (cancellable);
      g_assert_null (pf_town_service_pull_finish (service, await (&result), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
test_cancelled_before_it_begins (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) pulled = NULL;
  g_autoptr (GAsyncResult) signed_in = NULL;
  g_autoptr (GAsyncResult) signed_out = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  pf_town_service_pull_async (service, NULL, cancellable, keep_result_cb, &pulled);
  pf_town_service_sign_in_async (service, "l", "p", NULL, cancellable, keep_result_cb, &signed_in);
  pf_town_service_sign_out_async (service, cancellable, keep_result_cb, &signed_out);
  g_assert_null (pf_town_service_pull_finish (service, await (&pulled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (pf_town_service_sign_in_finish (service, await (&signed_in), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (pf_town_service_sign_out_finish (service, await (&signed_out), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pf_scripted_server_assert_done (server);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_clock (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) later = g_date_time_add_hours (now, 1);
  g_autofree char *date = g_date_time_format (later, "%a, %d %b %Y %H:%M:%S GMT");
  g_autoptr (GError) error = NULL;
  guint n_notified = 0;
  gint64 offset;
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/changes");

  pf_script_reply (script, 200, JSON, CHANGES_BODY);
  pf_script_header (script, "Date", date);
  g_signal_connect (service, "notify::clock-offset", G_CALLBACK (count_cb), &n_notified);
  g_assert_true (pull (service, NULL, &error));
  g_assert_no_error (error);
  g_object_get (service, "clock-offset", &offset, NULL);
  g_assert_cmpint (offset, >=, 3597);
  g_assert_cmpint (offset, <=, 3601);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpint (pf_town_service_get_now (service), >=, g_date_time_to_unix (later));
  g_assert_cmpint (pf_town_service_get_now (service), <=, g_date_time_to_unix (later) + 5);
}

static void
test_clock_of_a_cache (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  gint64 offset;
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/changes");

  pf_script_reply (script, 200, JSON, CHANGES_BODY);
  pf_script_header (script, "Date", "Thu, 05 Nov 2020 08:15:00 GMT");
  pf_script_header (script, "Age", "100");
  g_assert_true (pull (service, NULL, &error));
  g_object_get (service, "clock-offset", &offset, NULL);
  g_assert_cmpint (ABS (offset), <, 5);
}

/* Six children over three school years: what a first sync may hold at most. */
static char *
build_large_body (guint n_sheets)
{
  GString *body =
      g_string_new ("{\"state\":\"s-9\",\"more\":false,\"whole\":true,\"changed\":{\"sheets\":[");

  for (guint i = 0; i < n_sheets; i++)
    {
      guint year = 2024 + i % 3;

      g_string_append_printf (body,
                              "%s{\"id\":\"e-%u/%u-03\",\"enrolment\":\"e-%u\",\"month\":\"%u-03\","
                              "\"version\":%u,\"units\":[\"meal\",\"morning\"],"
                              "\"deadlines\":[[null,\"2026-11-03T22:59:59Z\"]],"
                              "\"prices\":[[340,510]],\"rows\":[",
                              i > 0 ? "," : "", i, year, i, year, i);
      for (guint day = 1; day <= 31; day++)
        for (guint unit = 0; unit < 2; unit++)
          g_string_append_printf (body, "%s[%u,%u,\"booked\",0,0,12,1]",
                                  day > 1 || unit > 0 ? "," : "", day, unit);
      g_string_append (body, "]}");
    }
  g_string_append (body, "]},\"removed\":{}}");
  return g_string_free (body, FALSE);
}

static gint64
get_thread_time (void)
{
  struct timespec spec;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spec);
  return spec.tv_sec * G_USEC_PER_SEC + spec.tv_nsec / 1000;
}

static void
test_large_pull_does_not_block (void)
{
  const guint n_sheets = 32000 / 62 + 1;
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autofree char *body = build_large_body (n_sheets);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PfChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 longest = 0;
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/changes");

  pf_script_reply (script, 200, JSON, body);
  pf_script_gzip (script);
  pf_town_service_pull_async (service, NULL, NULL, keep_result_cb, &result);
  while (result == NULL)
    {
      gint64 before = get_thread_time ();

      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, get_thread_time () - before);
    }
  changes = pf_town_service_pull_finish (service, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->changed[PF_COLLECTION_SHEETS]->len, ==, n_sheets);
  g_test_message ("the longest turn took %" G_GINT64_FORMAT " µs", longest);
  g_assert_cmpint (longest, <, 50000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/calls/sign-in", test_sign_in);
  g_test_add_func ("/client/calls/wrong-password", test_wrong_password);
  g_test_add_func ("/client/calls/too-many-attempts", test_too_many_attempts);
  g_test_add_func ("/client/calls/sign-out", test_sign_out);
  g_test_add_func ("/client/calls/sign-out-without-network",
                   test_sign_out_without_network_keeps_the_session);
  g_test_add_func ("/client/calls/pull-since", test_pull_since);
  g_test_add_func ("/client/calls/book-and-quote", test_book_and_quote);
  g_test_add_func ("/client/calls/connection-is-kept", test_connection_is_kept);
  g_test_add_func ("/client/calls/answers-to-a-pull", test_answers_to_a_pull);
  g_test_add_func ("/client/calls/problem-says-when", test_problem_says_when);
  g_test_add_func ("/client/calls/credentials-follow-no-redirect",
                   test_credentials_follow_no_redirect);
  g_test_add_func ("/client/calls/silent-server", test_silent_server);
  g_test_add_func ("/client/calls/slow-body", test_slow_body);
  g_test_add_func ("/client/calls/patience", test_patience_with_a_slow_server);
  g_test_add_func ("/client/calls/cut", test_cut);
  g_test_add_data_func ("/client/calls/truncated", GINT_TO_POINTER (FALSE), test_truncated);
  g_test_add_data_func ("/client/calls/truncated-gzip", GINT_TO_POINTER (TRUE), test_truncated);
  g_test_add_func ("/client/calls/damaged-gzip", test_damaged_gzip);
  g_test_add_func ("/client/calls/failure-with-a-huge-body", test_failure_with_a_huge_body);
  g_test_add_func ("/client/calls/endless-body", test_endless_body);
  g_test_add_func ("/client/calls/cancel-at-every-step", test_cancel_at_every_step);
  g_test_add_func ("/client/calls/cancelled-before-it-begins", test_cancelled_before_it_begins);
  g_test_add_func ("/client/calls/clock", test_clock);
  g_test_add_func ("/client/calls/clock-of-a-cache", test_clock_of_a_cache);
  g_test_add_func ("/client/calls/large-pull-does-not-block", test_large_pull_does_not_block);
  return g_test_run ();
}
