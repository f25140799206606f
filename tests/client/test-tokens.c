/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tokens: renewed once for all, never lost, never used before they are kept. */
#include "fixture.h"

static void
expire (PfScriptedServer *server, const char *target)
{
  pf_script_reply (pf_scripted_server_expect (server, "GET", target), 401, PROBLEM,
                   PROBLEM_BODY ("token-expired", 401));
}

static PfScript *
expect_changes (PfScriptedServer *server, const char *target)
{
  PfScript *script = pf_scripted_server_expect (server, "GET", target);

  pf_script_reply (script, 200, JSON, CHANGES_BODY);
  return script;
}

/* Notes each secret, and how many requests the town had served when it came. */
typedef struct {
  GString *secrets;
  PfScript *watched; /* (nullable) */
  guint watched_count;
} Notes;

static void
secret_changed_cb (PfTownService *service, GBytes *secret, gpointer user_data)
{
  Notes *notes = user_data;
  gsize size = 0;
  const char *text = secret != NULL ? g_bytes_get_data (secret, &size) : "(none)";

  g_string_append_len (notes->secrets, text, secret != NULL ? (gssize) size : -1);
  if (notes->watched != NULL)
    notes->watched_count = pf_script_get_count (notes->watched);
}

static void
notes_init (Notes *notes, PfTownService *service)
{
  notes->secrets = g_string_new (NULL);
  notes->watched = NULL;
  notes->watched_count = G_MAXUINT;
  g_signal_connect (service, "secret-changed", G_CALLBACK (secret_changed_cb), notes);
}

static void
notes_clear (Notes *notes, PfTownService *service)
{
  g_signal_handlers_disconnect_by_data (service, notes);
  g_string_free (notes->secrets, TRUE);
}

static void
test_secret_is_kept_before_its_token_is_used (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  Notes notes;

  notes_init (&notes, service);
  notes.watched = expect_changes (server, "/v1/changes");
  g_assert_true (pull (service, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (notes.secrets->str, ==, SECRET ("r2"));
  g_assert_cmpuint (notes.watched_count, ==, 0);
  g_assert_cmpuint (pf_script_get_count (notes.watched), ==, 1);
  notes_clear (&notes, service);
}

/* Notes the first secret, which takes a while to keep. */
static void
hold_cb (PfTownService *service, GBytes *secret, gpointer user_data)
{
  gboolean *is_held = user_data;

  pf_town_service_hold (service);
  *is_held = TRUE;
}

static void
test_calls_wait_for_a_secret_to_be_kept (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) given_up = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfChanges) changes = NULL;
  g_autoptr (PfChanges) more = NULL;
  gboolean is_held = FALSE;
  PfScript *used = expect_changes (server, "/v1/changes?since=1");
  PfScript *last = expect_changes (server, "/v1/changes?since=2");

  g_signal_connect (service, "secret-changed", G_CALLBACK (hold_cb), &is_held);
  pf_town_service_pull_async (service, "1", NULL, keep_result_cb, &first);
  spin_until (is_held);
  /* Who comes later waits too, and may give up. */
  pf_town_service_pull_async (service, "2", NULL, keep_result_cb, &second);
  pf_town_service_pull_async (service, "3", cancellable, keep_result_cb, &given_up);
  g_cancellable_cancel (cancellable);
  g_assert_null (pf_town_service_pull_finish (service, await (&given_up), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (first);
  g_assert_cmpuint (pf_script_get_count (used), ==, 0);

  pf_town_service_release (service);
  changes = pf_town_service_pull_finish (service, await (&first), &error);
  g_assert_no_error (error);
  more = pf_town_service_pull_finish (service, await (&second), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pf_script_get_count (used) + pf_script_get_count (last), ==, 2);
  g_signal_handlers_disconnect_by_data (service, &is_held);
}

static void
test_expired_token_is_renewed_once (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  PfScript *refresh;
  PfScript *again;

  expire (server, "/v1/changes");
  refresh = expect_tokens (server, "a2", "r3");
  again = expect_changes (server, "/v1/changes");
  g_assert_true (pull (service, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pf_script_get_request_body (refresh), ==,
                   "{\"grant\":\"refresh\",\"refresh_token\":\"r2\"}");
  g_assert_cmpstr (pf_script_get_request_header (again, "Authorization"), ==, "Bearer a2");
  pf_scripted_server_assert_done (server);
}

static void
test_expired_for_ever (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;

  expire (server, "/v1/changes");
  expect_tokens (server, "a2", "r3");
  expire (server, "/v1/changes");
  g_assert_false (pull (service, NULL, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL);
  /* A town in trouble is no reason to sign the family out. */
  secret = pf_town_service_dup_secret (service);
  g_assert_nonnull (secret);
  pf_scripted_server_assert_done (server);
}

static void
test_booking_is_sent_again_with_its_key (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  PfScript *first = pf_scripted_server_expect (server, "POST", "/v1/bookings");
  PfScript *second = pf_scripted_server_expect (server, "POST", "/v1/bookings");

  expect_tokens (server, "a2", "r3");
  pf_script_reply (first, 401, PROBLEM, PROBLEM_BODY ("token-expired", 401));
  pf_script_reply (second, 200, JSON, ANSWER_BODY);
  g_assert_true (book (service, "5f0e6e0e-7a36-4d56", &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pf_script_get_request_header (first, "Idempotency-Key"), ==,
                   pf_script_get_request_header (second, "Idempotency-Key"));
  g_assert_cmpstr (pf_script_get_request_body (first), ==, pf_script_get_request_body (second));
  pf_scripted_server_assert_done (server);
}

static void
test_concurrent_calls_share_a_refresh (void)
{
  static const char *const states[] = { "1", "2", "3", "4", "5", "6" };
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  GAsyncResult *results[G_N_ELEMENTS (states)] = { NULL };

  expect_changes (server, "/v1/changes");
  g_assert_true (pull (service, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *target = g_strconcat ("/v1/changes?since=", states[i], NULL);
      PfScript *expired = pf_scripted_server_expect (server, "GET", target);

      /* Some learn it while the refresh is under way, some when it is long over. */
      pf_script_reply (expired, 401, PROBLEM, PROBLEM_BODY ("token-expired", 401));
      pf_script_delay (expired, 1 + i * 20);
      expect_changes (server, target);
    }
  pf_script_delay (expect_tokens (server, "a2", "r3"), 50);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    pf_town_service_pull_async (service, states[i], NULL, keep_result_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PfChanges) changes =
          pf_town_service_pull_finish (service, await (&results[i]), &error);

      g_assert_no_error (error);
      g_clear_object (&results[i]);
    }
  pf_scripted_server_assert_done (server);
}

static void
test_refresh_outlives_who_asked (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PfScript *tokens;
  Notes notes;

  notes_init (&notes, service);
  expect_discovery (server, "");
  tokens = expect_tokens (server, "a1", "r2");
  pf_script_delay (tokens, 50);
  pf_town_service_pull_async (service, NULL, cancellable, keep_result_cb, &result);
  spin_until (pf_script_get_count (tokens) == 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (pf_town_service_pull_finish (service, await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (notes.secrets->str, ==, "");

  spin_until (notes.secrets->len > 0);
  g_assert_cmpstr (notes.secrets->str, ==, SECRET ("r2"));
  notes_clear (&notes, service);
}

static void
test_lost_refresh_is_tried_again (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);
  g_autoptr (GError) error = NULL;
  PfScript *lost;
  PfScript *again;

  expect_discovery (server, "");
  lost = pf_scripted_server_expect (server, "POST", "/v1/tokens");
  pf_script_cut (lost);
  again = expect_tokens (server, "a1", "r2");
  expect_changes (server, "/v1/changes");
  g_assert_false (pull (service, NULL, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_true (pull (service, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pf_script_get_request_body (lost), ==, pf_script_get_request_body (again));
  pf_scripted_server_assert_done (server);
}

static void
test_refused_refresh (void)
{
  static const struct {
    int status;
    const char *type;
    const char *body;
    PfClientError code;
    gboolean ends;
  } cases[] = {
    { 401, PROBLEM, PROBLEM_BODY ("token-revoked", 401), PF_CLIENT_ERROR_SIGNED_OUT, TRUE },
    { 401, PROBLEM, PROBLEM_BODY ("token-expired", 401), PF_CLIENT_ERROR_SIGNED_OUT, TRUE },
    { 401, PROBLEM, PROBLEM_BODY ("bad-credentials", 401), PF_CLIENT_ERROR_SIGNED_OUT, TRUE },
    { 401, "text/html", "proxy", PF_CLIENT_ERROR_PROTOCOL, FALSE },
    { 429, PROBLEM, PROBLEM_BODY ("too-many-attempts", 429), PF_CLIENT_ERROR_BUSY, FALSE },
    { 500, "text/html", "oops", PF_CLIENT_ERROR_SERVER, FALSE },
    { 200, JSON, "{}", PF_CLIENT_ERROR_PROTOCOL, FALSE },
    { 200, "text/html", "<html>", PF_CLIENT_ERROR_PROTOCOL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
      g_autoptr (PfTownService) service = new_service (server);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) secret = NULL;
      Notes notes;

      g_test_message ("%d %s", cases[i].status, cases[i].body);
      notes_init (&notes, service);
      expect_discovery (server, "");
      pf_script_reply (pf_scripted_server_expect (server, "POST", "/v1/tokens"), cases[i].status,
                       cases[i].type, cases[i].body);
      g_assert_false (pull (service, NULL, &error));
      g_assert_error (error, PF_CLIENT_ERROR, (int) cases[i].code);
      secret = pf_town_service_dup_secret (service);
      g_assert_cmpint (secret == NULL, ==, cases[i].ends);
      g_assert_cmpstr (notes.secrets->str, ==, cases[i].ends ? "(none)" : "");
      pf_scripted_server_assert_done (server);
      notes_clear (&notes, service);
    }
}

static void
test_revoked_token (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  Notes notes;

  notes_init (&notes, service);
  pf_script_reply (pf_scripted_server_expect (server, "GET", "/v1/changes"), 401, PROBLEM,
                   PROBLEM_BODY ("token-revoked", 401));
  g_assert_false (pull (service, NULL, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SIGNED_OUT);
  g_assert_cmpstr (notes.secrets->str, ==, SECRET ("r2") "(none)");
  g_clear_error (&error);
  g_assert_false (pull (service, NULL, &error));
  g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SIGNED_OUT);
  pf_scripted_server_assert_done (server);
  notes_clear (&notes, service);
}

static void
test_revoked_token_of_before (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PfChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  PfScript *late = pf_scripted_server_expect (server, "GET", "/v1/changes");
  PfScript *again = expect_changes (server, "/v1/changes");

  /* The family signs in anew while an answer to the session before is on its way. */
  pf_script_reply (late, 401, PROBLEM, PROBLEM_BODY ("token-revoked", 401));
  pf_script_delay (late, 100);
  pf_town_service_pull_async (service, NULL, NULL, keep_result_cb, &result);
  spin_until (pf_script_get_count (late) == 1);
  expect_tokens (server, "b1", "q1");
  g_assert_true (sign_in (service, &error));
  g_assert_no_error (error);
  changes = pf_town_service_pull_finish (service, await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pf_script_get_request_header (again, "Authorization"), ==, "Bearer b1");
  pf_scripted_server_assert_done (server);
}

static void
test_secret_that_comes_during_a_refresh (void)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_service (server);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PfChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  PfScript *old;
  PfScript *new;
  PfScript *asked;

  expect_discovery (server, "");
  old = expect_tokens (server, "a1", "r2");
  pf_script_delay (old, 50);
  new = expect_tokens (server, "b1", "q2");
  asked = expect_changes (server, "/v1/changes");
  pf_town_service_pull_async (service, NULL, NULL, keep_result_cb, &result);
  spin_until (pf_script_get_count (old) == 1);
  set_secret (service, SECRET ("q1"));
  changes = pf_town_service_pull_finish (service, await (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pf_script_get_request_body (new), ==,
                   "{\"grant\":\"refresh\",\"refresh_token\":\"q1\"}");
  g_assert_cmpstr (pf_script_get_request_header (asked, "Authorization"), ==, "Bearer b1");
  pf_scripted_server_assert_done (server);
}

static void
test_secrets_that_are_none (void)
{
  static const char *const secrets[] = {
    "",
    "x",
    "{}",
    "[]",
    "null",
    "{\"version\":1}",
    "{\"version\":2,\"refresh_token\":\"r1\",\"household\":\"h\"}",
    "{\"version\":1,\"refresh_token\":3,\"household\":\"h\"}",
    "{\"version\":1,\"refresh_token\":null}",
    "{\"version\":1,\"refresh_token\":[]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
      g_autoptr (PfTownService) service = new_service (server);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", secrets[i]);
      expect_discovery (server, "");
      set_secret (service, secrets[i]);
      g_assert_null (pf_town_service_dup_secret (service));
      g_assert_false (pull (service, NULL, &error));
      g_assert_error (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SIGNED_OUT);
      pf_scripted_server_assert_done (server);
    }
}

static void
test_secret_goes_round (void)
{
  g_autoptr (PfTownService) service = NULL;
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GBytes) again = NULL;

  service = new_service (server);
  secret = pf_town_service_dup_secret (service);
  pf_town_service_set_secret (service, NULL);
  g_assert_null (pf_town_service_dup_secret (service));
  pf_town_service_set_secret (service, secret);
  again = pf_town_service_dup_secret (service);
  g_assert_true (g_bytes_equal (secret, again));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/tokens/kept-before-used", test_secret_is_kept_before_its_token_is_used);
  g_test_add_func ("/client/tokens/wait-to-be-kept", test_calls_wait_for_a_secret_to_be_kept);
  g_test_add_func ("/client/tokens/renewed-once", test_expired_token_is_renewed_once);
  g_test_add_func ("/client/tokens/expired-for-ever", test_expired_for_ever);
  g_test_add_func ("/client/tokens/same-key-again", test_booking_is_sent_again_with_its_key);
  g_test_add_func ("/client/tokens/shared-refresh", test_concurrent_calls_share_a_refresh);
  g_test_add_func ("/client/tokens/refresh-outlives", test_refresh_outlives_who_asked);
  g_test_add_func ("/client/tokens/lost-refresh", test_lost_refresh_is_tried_again);
  g_test_add_func ("/client/tokens/refused-refresh", test_refused_refresh);
  g_test_add_func ("/client/tokens/revoked", test_revoked_token);
  g_test_add_func ("/client/tokens/revoked-before", test_revoked_token_of_before);
  g_test_add_func ("/client/tokens/secret-during-refresh", test_secret_that_comes_during_a_refresh);
  g_test_add_func ("/client/tokens/secrets-that-are-none", test_secrets_that_are_none);
  g_test_add_func ("/client/tokens/secret-goes-round", test_secret_goes_round);
  return g_test_run ();
}
