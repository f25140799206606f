/* SPDX-License-Identifier: GPL-3.0-or-later
 * The event stream: announced states, patience after failures, and silence when told to stop. */
#include "fixture.h"

#define EVENT(state) "event: state\nid: " state "\ndata: {\"state\":\"" state "\"}\n\n"
#define FEATURES "\"delta\",\"events\""

static void
announced_cb (PfTownService *service, const char *state, gpointer user_data)
{
  g_string_append_printf (user_data, "[%s]", state);
}

static PfScript *
expect_stream (PfScriptedServer *server)
{
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/events");

  pf_script_stream (script);
  return script;
}

static void
test_states (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GString) states = g_string_new (NULL);
  PfScript *script = expect_stream (server);

  g_signal_connect (service, "state-announced", G_CALLBACK (announced_cb), states);
  pf_town_service_start_events (service);
  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (script) == 1);
  g_assert_cmpstr (pf_script_get_request_header (script, "Accept"), ==, "text/event-stream");
  g_assert_cmpstr (pf_script_get_request_header (script, "Authorization"), ==, "Bearer a1");
  g_assert_null (pf_script_get_request_header (script, "Last-Event-ID"));
  pf_script_write (script, ": welcome\n\n" EVENT ("s-1"));
  spin_until (g_str_equal (states->str, "[s-1]"));
  pf_script_write (script, "event: other\ndata: {\"state\":\"no\"}\n\n"
                           "event: state\ndata: no JSON\n\nevent: state\ndata: {}\n\n");
  pf_script_write (script, "event: state\nid: s-2\nda");
  pf_script_write (script, "ta: {\"state\":\"s-2\",\"more\":1}\n\n");
  spin_until (g_str_equal (states->str, "[s-1][s-2]"));
  pf_town_service_stop_events (service);
  pf_scripted_server_assert_done (server);
}

static void
test_reconnects_where_it_was (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GString) states = g_string_new (NULL);
  PfScript *first = expect_stream (server);
  PfScript *second = expect_stream (server);

  g_signal_connect (service, "state-announced", G_CALLBACK (announced_cb), states);
  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (first) == 1);
  pf_script_write (first, EVENT ("s-1") "event: state\nid: s-2\ndata: {\"sta");
  spin_until (states->len > 0);
  pf_script_end (first);
  spin_until (pf_script_get_count (second) == 1);
  g_assert_cmpstr (pf_script_get_request_header (second, "Last-Event-ID"), ==, "s-1");
  pf_script_write (second, EVENT ("s-3"));
  spin_until (g_str_equal (states->str, "[s-1][s-3]"));
  pf_scripted_server_assert_done (server);
}

static void
test_failures (void)
{
  static const struct {
    int status;
    const char *type;
    const char *body;
  } cases[] = {
    { 500, "text/html", "oops" }, { 503, PROBLEM, PROBLEM_BODY ("unavailable", 503) },
    { 404, "text/html", "no" },   { 200, "text/html", "<html>" },
    { 200, JSON, "{}" },          { 204, "text/plain", "" },
  };
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GString) states = g_string_new (NULL);
  PfScript *last;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    pf_script_reply (pf_scripted_server_expect (server, "GET", "/v1/events"), cases[i].status,
                     cases[i].type, cases[i].body);
  pf_script_cut (pf_scripted_server_expect (server, "GET", "/v1/events"));
  last = expect_stream (server);
  g_object_set (service, "events-delay", 1, NULL);
  g_signal_connect (service, "state-announced", G_CALLBACK (announced_cb), states);
  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (last) == 1);
  pf_script_write (last, EVENT ("s-1"));
  spin_until (states->len > 0);
  pf_scripted_server_assert_done (server);
}

static void
test_no_busy_loop (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/events");

  /* A town that says something and hangs up, each time. */
  pf_script_reply (script, 200, "text/event-stream", EVENT ("s-1"));
  pf_script_repeat (script);
  pf_town_service_start_events (service);
  spin_for (600);
  /* 10 ms doubled each time, half of it chance: 5 + 10 + 20 + 40 + 80 + 160 + 320 at the fastest.
   * */
  g_assert_cmpuint (pf_script_get_count (script), >=, 4);
  g_assert_cmpuint (pf_script_get_count (script), <=, 8);
}

static void
test_waits_as_asked (gconstpointer user_data)
{
  gboolean in_header = GPOINTER_TO_INT (user_data);
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  PfScript *script = pf_scripted_server_expect (server, "GET", "/v1/events");

  if (in_header)
    {
      pf_script_reply (script, 503, PROBLEM, PROBLEM_BODY ("unavailable", 503));
      pf_script_header (script, "Retry-After", "60");
    }
  else
    pf_script_reply (script, 200, "text/event-stream", "retry: 60000\n\n");
  g_object_set (service, "events-delay", 1, NULL);
  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (script) == 1);
  spin_for (100);
  pf_scripted_server_assert_done (server);

  /* Asked again by its owner it does not wait. */
  expect_stream (server);
  pf_town_service_start_events (service);
  spin_for (100);
  pf_scripted_server_assert_done (server);
}

static void
test_silence (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  PfScript *first = expect_stream (server);
  PfScript *second = expect_stream (server);

  g_object_set (service, "events-silence", 800, NULL);
  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (first) == 1);
  for (guint i = 0; i < 12; i++)
    {
      spin_for (100);
      pf_script_write (first, ": still here\n");
    }
  g_assert_cmpuint (pf_script_get_count (second), ==, 0);
  spin_until (pf_script_get_count (second) == 1);
  g_assert_true (pf_script_is_hung_up (first));
}

static void
stop_cb (PfTownService *service, const char *state, gpointer user_data)
{
  announced_cb (service, state, user_data);
  pf_town_service_stop_events (service);
}

static void
test_stops_at_once (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GString) states = g_string_new (NULL);
  PfScript *script = expect_stream (server);

  g_signal_connect (service, "state-announced", G_CALLBACK (stop_cb), states);
  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (script) == 1);
  pf_script_write (script, EVENT ("s-1") EVENT ("s-2"));
  spin_until (states->len > 0);
  spin_until (pf_script_is_hung_up (script));
  spin_for (50);
  g_assert_cmpstr (states->str, ==, "[s-1]");
  pf_scripted_server_assert_done (server);

  /* And begins again with the same connection to the rest of the town. */
  script = expect_stream (server);
  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (script) == 1);
  g_assert_cmpstr (pf_script_get_request_header (script, "Last-Event-ID"), ==, "s-1");
  pf_scripted_server_assert_done (server);
}

static void
test_stops_at_every_step (void)
{
  for (guint step = 0; step < 4; step++)
    {
      g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
      g_autoptr (PfTownService) service = new_service (server);
      PfScript *scripts[3];

      g_test_message ("step %u", step);
      scripts[0] = expect_discovery (server, FEATURES);
      scripts[1] = expect_tokens (server, "a1", "r2");
      scripts[2] = pf_scripted_server_expect (server, "GET", "/v1/events");
      pf_script_silence (scripts[MIN (step, 2)]);
      pf_town_service_start_events (service);
      if (step < 3)
        spin_until (pf_script_get_count (scripts[step]) == 1);
      pf_town_service_stop_events (service);
      spin_for (20);
      for (guint i = MIN (step, 2) + 1; i < 3; i++)
        g_assert_cmpuint (pf_script_get_count (scripts[i]), ==, 0);
    }
}

static void
test_town_without_events (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);
  PfScript *script = expect_discovery (server, "\"delta\"");

  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (script) == 1);
  spin_for (50);
  pf_scripted_server_assert_done (server);
}

static void
test_town_that_is_away_at_first (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);
  PfScript *script;

  pf_script_cut (pf_scripted_server_expect (server, "GET", "/.well-known/portail-famille"));
  expect_discovery (server, FEATURES);
  expect_tokens (server, "a1", "r2");
  script = expect_stream (server);
  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (script) == 1);
  pf_scripted_server_assert_done (server);
}

static void
test_expired_token (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  PfScript *script;

  pf_script_reply (pf_scripted_server_expect (server, "GET", "/v1/events"), 401, PROBLEM,
                   PROBLEM_BODY ("token-expired", 401));
  expect_tokens (server, "a2", "r3");
  script = expect_stream (server);
  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (script) == 1);
  g_assert_cmpstr (pf_script_get_request_header (script, "Authorization"), ==, "Bearer a2");
  pf_scripted_server_assert_done (server);
}

static gboolean
is_signed_in (PfTownService *service)
{
  g_autoptr (GBytes) secret = pf_town_service_dup_secret (service);

  return secret != NULL;
}

static void
test_session_that_ends_and_begins_again (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  PfScript *refused = pf_scripted_server_expect (server, "GET", "/v1/events");
  PfScript *script;

  pf_script_reply (refused, 401, PROBLEM, PROBLEM_BODY ("token-revoked", 401));
  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (refused) == 1);
  spin_until (!is_signed_in (service));
  spin_for (50);
  pf_scripted_server_assert_done (server);

  expect_tokens (server, "b1", "q1");
  script = expect_stream (server);
  g_assert_true (sign_in (service, &error));
  spin_until (pf_script_get_count (script) == 1);
  g_assert_cmpstr (pf_script_get_request_header (script, "Authorization"), ==, "Bearer b1");
  pf_scripted_server_assert_done (server);
}

static void
test_service_that_goes_away (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  PfTownService *service = new_signed_in (server);
  PfScript *script = expect_stream (server);

  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (script) == 1);
  pf_script_write (script, EVENT ("s-1"));
  spin_for (20);
  g_assert_finalize_object (service);
  spin_until (pf_script_is_hung_up (script));
}

static void
test_endless_line (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autofree char *piece = g_strnfill (70000, 'x');
  PfScript *first = expect_stream (server);
  PfScript *second = expect_stream (server);

  pf_town_service_start_events (service);
  spin_until (pf_script_get_count (first) == 1);
  pf_script_write (first, piece);
  spin_until (pf_script_get_count (second) == 1);
  g_assert_true (pf_script_is_hung_up (first));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/events/states", test_states);
  g_test_add_func ("/client/events/reconnects-where-it-was", test_reconnects_where_it_was);
  g_test_add_func ("/client/events/failures", test_failures);
  g_test_add_func ("/client/events/no-busy-loop", test_no_busy_loop);
  g_test_add_data_func ("/client/events/retry", GINT_TO_POINTER (FALSE), test_waits_as_asked);
  g_test_add_data_func ("/client/events/retry-after", GINT_TO_POINTER (TRUE), test_waits_as_asked);
  g_test_add_func ("/client/events/silence", test_silence);
  g_test_add_func ("/client/events/stops-at-once", test_stops_at_once);
  g_test_add_func ("/client/events/stops-at-every-step", test_stops_at_every_step);
  g_test_add_func ("/client/events/town-without-events", test_town_without_events);
  g_test_add_func ("/client/events/town-that-is-away", test_town_that_is_away_at_first);
  g_test_add_func ("/client/events/expired-token", test_expired_token);
  g_test_add_func ("/client/events/session-that-ends", test_session_that_ends_and_begins_again);
  g_test_add_func ("/client/events/service-that-goes-away", test_service_that_goes_away);
  g_test_add_func ("/client/events/endless-line", test_endless_line);
  return g_test_run ();
}
