/* SPDX-License-Identifier: GPL-3.0-or-later
 * Accounts over HTTP: signing up, activating, passwords lost, provisional and changed; what a
 * stranger learns, and how often one may try. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pf-test-cases.h"
#include "pf-test-served.h"

#define NEW_ADDRESS "ines.moreau@example.org"
#define PASSWORD "Etoile-2027"
#define OTHER_PASSWORD "Comete 2028"
#define DAY_LATER "2026-11-06T08:00:00Z"
#define MORE_THAN_A_DAY_LATER "2026-11-06T08:00:01Z"

typedef PfTestServed Fixture;

static PfTestReply *
take_step (Fixture *fixture, const PfAccountForm *form, const char *method, const char *path)
{
  g_autoptr (GBytes) body = pf_codec_encode_account_form (form);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  return pf_test_client_send (fixture->client, method, path, text, "Accept-Language", "en", NULL);
}

static PfTestReply *
sign_up (Fixture *fixture, const char *email, const char *password, const char *subscriber_code)
{
  const PfAccountForm form = { .step = PF_ACCOUNT_SIGN_UP,
                               .civility = (char *) "Mme",
                               .first_name = (char *) "Inès",
                               .last_name = (char *) "Moreau",
                               .email = (char *) email,
                               .password = (char *) password,
                               .subscriber_code = (char *) subscriber_code,
                               .terms_accepted = TRUE };

  return take_step (fixture, &form, "POST", "/v1/accounts");
}

static PfTestReply *
send_email (Fixture *fixture, PfAccountStep step, const char *email)
{
  const PfAccountForm form = { .step = step, .email = (char *) email };

  return take_step (fixture, &form, "POST",
                    step == PF_ACCOUNT_RESEND ? "/v1/accounts/resend" : "/v1/password-resets");
}

static PfTestReply *
give_code (Fixture *fixture, PfAccountStep step, const char *code, const char *password)
{
  const PfAccountForm form = {
    .step = step, .code = (char *) code, .password = (char *) password, .terms_accepted = TRUE
  };

  return take_step (fixture, &form, "POST",
                    step == PF_ACCOUNT_ACTIVATE ? "/v1/accounts/activate"
                                                : "/v1/password-resets/choose");
}

static void
assert_status (PfTestReply *reply, guint status)
{
  g_autoptr (PfTestReply) owned = reply;

  if (owned->status != status)
    g_error ("%u in place of %u: %s", owned->status, status, owned->body);
}

static void
assert_problem (PfTestReply *reply, guint status, const char *type, const char *pointer)
{
  g_autoptr (PfTestReply) owned = reply;
  g_autoptr (GBytes) body = g_bytes_new (owned->body, owned->length);
  g_autoptr (PfProblem) problem = pf_codec_decode_problem (body, (int) owned->status);

  pf_test_reply_assert_problem (owned, status, type);
  g_assert_cmpstr (problem->pointer, ==, pointer);
}

static char *
take_code (Fixture *fixture, const char *email)
{
  g_autofree char *mail = pf_test_town_take_mail (fixture->town, email);

  return pf_test_mail_get_code (mail);
}

/* Returns: (transfer full): the text of a member of what an agent's command printed. */
/* Signs in anew. Returns: the tokens. */
static PfTokens *
sign_in (Fixture *fixture, const char *login, const char *password)
{
  g_autoptr (PfTestReply) reply = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  PfTokens *tokens;

  reply = pf_test_client_sign_in (fixture->client, login, password);
  g_assert_cmpuint (reply->status, ==, 200);
  body = g_bytes_new (reply->body, reply->length);
  tokens = pf_codec_decode_tokens (body, &error);
  g_assert_no_error (error);
  return tokens;
}

static void
assert_no_sign_in (Fixture *fixture, const char *login, const char *password)
{
  g_autoptr (PfTestReply) reply = pf_test_client_sign_in (fixture->client, login, password);

  pf_test_reply_assert_problem (reply, 401, "bad-credentials");
}

static PfHousehold *
pull_household (Fixture *fixture)
{
  g_autoptr (GPtrArray) pages = pf_test_client_pull (fixture->client, NULL);
  const PfChanges *changes = g_ptr_array_index (pages, 0);

  return g_object_ref (g_ptr_array_index (changes->changed[PF_COLLECTION_HOUSEHOLD], 0));
}

static void
test_new_family (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = NULL;
  g_autoptr (PfTokens) tokens = NULL;
  g_autoptr (PfHousehold) household = NULL;

  assert_status (sign_up (fixture, NEW_ADDRESS, PASSWORD, NULL), 202);
  assert_no_sign_in (fixture, NEW_ADDRESS, PASSWORD);
  code = take_code (fixture, NEW_ADDRESS);
  assert_status (give_code (fixture, PF_ACCOUNT_ACTIVATE, code, NULL), 200);
  assert_problem (give_code (fixture, PF_ACCOUNT_ACTIVATE, code, NULL), 404, "code-unknown",
                  "/code");
  tokens = sign_in (fixture, NEW_ADDRESS, PASSWORD);
  g_assert_false (tokens->must_change_password);
  g_assert_cmpint (tokens->last_sign_in, ==, PF_MOMENT_NONE);
  household = pull_household (fixture);
  g_assert_cmpstr (household->name, ==, "Moreau");
  g_assert_nonnull (household->number);
}

static void
test_forms_that_are_wrong (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *email;
    const char *password;
    const char *subscriber_code;
    guint status;
    const char *type;
    const char *pointer;
  } rows[] = {
    { "ines.moreau", PASSWORD, NULL, 400, "invalid", "/email" },
    { "x@example.org\r\nBcc: y@example.org", PASSWORD, NULL, 400, "invalid", "/email" },
    { NEW_ADDRESS, "etoile-2027", NULL, 400, "weak-password", "/password" },
    { NEW_ADDRESS, "Et-1", NULL, 400, "weak-password", "/password" },
    { NEW_ADDRESS, PASSWORD, "AAAA-BBBB", 404, "code-unknown", "/subscriber_code" },
  };
  const PfAccountForm without_terms = { .step = PF_ACCOUNT_SIGN_UP,
                                        .first_name = (char *) "Inès",
                                        .last_name = (char *) "Moreau",
                                        .email = (char *) NEW_ADDRESS,
                                        .password = (char *) PASSWORD };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_problem (sign_up (fixture, rows[i].email, rows[i].password, rows[i].subscriber_code),
                    rows[i].status, rows[i].type, rows[i].pointer);
  assert_problem (take_step (fixture, &without_terms, "POST", "/v1/accounts"), 400, "invalid",
                  "/terms_accepted");
  assert_no_sign_in (fixture, NEW_ADDRESS, PASSWORD);
}

static void
test_stranger_learns_nothing (Fixture *fixture, gconstpointer data)
{
  static const PfAccountStep steps[] = { PF_ACCOUNT_SIGN_UP, PF_ACCOUNT_RESEND,
                                         PF_ACCOUNT_LOSE_PASSWORD };
  g_autofree char *mail = NULL;
  g_autofree char *other_mail = NULL;
  g_autofree char *third_mail = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gboolean is_sign_up = steps[i] == PF_ACCOUNT_SIGN_UP;
      g_autoptr (PfTestReply) known =
          is_sign_up ? sign_up (fixture, "CLAIRE.Martin@example.org", PASSWORD, NULL)
                     : send_email (fixture, steps[i], PF_TEST_TOWN_LOGIN);
      g_autoptr (PfTestReply) unknown =
          is_sign_up ? sign_up (fixture, "nobody@example.org", PASSWORD, NULL)
                     : send_email (fixture, steps[i], "no-one@example.org");

      g_assert_cmpuint (known->status, ==, 202);
      g_assert_cmpuint (unknown->status, ==, 202);
      g_assert_cmpstr (known->body, ==, unknown->body);
    }
  mail = pf_test_town_take_mail (fixture->town, "CLAIRE.Martin@example.org");
  g_assert_nonnull (strstr (mail, "has one already"));
  other_mail = pf_test_town_take_mail (fixture->town, "no-one@example.org");
  g_assert_nonnull (strstr (other_mail, "no account"));
  third_mail = pf_test_town_take_mail (fixture->town, PF_TEST_TOWN_LOGIN);
  g_assert_nonnull (strstr (third_mail, "R-"));
  /* The password of who has an account stays. */
  pf_tokens_free (sign_in (fixture, PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD));
}

static void
test_code_lasts_a_day (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = NULL;
  g_autofree char *other = NULL;

  assert_status (sign_up (fixture, NEW_ADDRESS, PASSWORD, NULL), 202);
  code = take_code (fixture, NEW_ADDRESS);
  pf_test_town_set_clock (fixture->town, MORE_THAN_A_DAY_LATER);
  assert_problem (give_code (fixture, PF_ACCOUNT_ACTIVATE, code, NULL), 404, "code-unknown",
                  "/code");
  assert_status (sign_up (fixture, NEW_ADDRESS, OTHER_PASSWORD, NULL), 202);
  other = take_code (fixture, NEW_ADDRESS);
  pf_test_town_set_clock (fixture->town, DAY_LATER);
  assert_status (give_code (fixture, PF_ACCOUNT_ACTIVATE, other, NULL), 200);
  pf_tokens_free (sign_in (fixture, NEW_ADDRESS, OTHER_PASSWORD));
}

static void
test_mail_sent_anew (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = NULL;
  g_autofree char *other = NULL;

  assert_status (sign_up (fixture, NEW_ADDRESS, PASSWORD, NULL), 202);
  code = take_code (fixture, NEW_ADDRESS);
  assert_status (send_email (fixture, PF_ACCOUNT_RESEND, "Ines.Moreau@example.org"), 202);
  other = take_code (fixture, NEW_ADDRESS);
  assert_problem (give_code (fixture, PF_ACCOUNT_ACTIVATE, code, NULL), 404, "code-unknown",
                  "/code");
  assert_status (give_code (fixture, PF_ACCOUNT_ACTIVATE, other, NULL), 200);
}

static void
test_subscriber_joins_the_household (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *mail = NULL;
  g_autofree char *subscriber = NULL;
  g_autoptr (PfTokens) before = sign_in (fixture, PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  g_autoptr (PfTokens) tokens = NULL;

  printed =
      pf_test_town_run_agent (fixture->town, "subscriber-code", before->household, "--json", NULL);
  subscriber = pf_test_find_member (printed, "code");
  assert_status (sign_up (fixture, NEW_ADDRESS, PASSWORD, subscriber), 202);
  code = take_code (fixture, NEW_ADDRESS);
  assert_status (give_code (fixture, PF_ACCOUNT_ACTIVATE, code, NULL), 200);
  tokens = sign_in (fixture, NEW_ADDRESS, PASSWORD);
  g_assert_cmpstr (tokens->household, ==, before->household);
  /* Those who were there are told. */
  mail = pf_test_town_take_mail (fixture->town, PF_TEST_TOWN_LOGIN);
  g_assert_nonnull (strstr (mail, NEW_ADDRESS));
}

static void
test_invited (Fixture *fixture, gconstpointer data)
{
  const PfAccountForm without_terms = { .step = PF_ACCOUNT_ACTIVATE,
                                        .code = NULL,
                                        .password = (char *) PASSWORD };
  PfAccountForm form = without_terms;
  g_autofree char *printed = NULL;
  g_autofree char *listed = NULL;
  g_autofree char *mail = NULL;
  g_autofree char *code = NULL;

  printed = pf_test_town_run_agent (fixture->town, "invite", NEW_ADDRESS, "Inès", "Moreau",
                                    "--language", "en", NULL);
  g_assert_nonnull (strstr (printed, NEW_ADDRESS));
  mail = pf_test_town_take_mail (fixture->town, NEW_ADDRESS);
  g_assert_nonnull (strstr (mail, "portail-famille:code?town=3Dhttp%3A%2F%2F127.0.0.1"));
  code = pf_test_mail_get_code (mail);
  form.code = code;
  assert_problem (take_step (fixture, &form, "POST", "/v1/accounts/activate"), 400, "invalid",
                  "/terms_accepted");
  assert_problem (give_code (fixture, PF_ACCOUNT_ACTIVATE, code, NULL), 400, "invalid",
                  "/password");
  assert_problem (give_code (fixture, PF_ACCOUNT_ACTIVATE, code, "weak"), 400, "weak-password",
                  "/password");
  assert_status (give_code (fixture, PF_ACCOUNT_ACTIVATE, code, PASSWORD), 200);
  pf_tokens_free (sign_in (fixture, NEW_ADDRESS, PASSWORD));
  listed = pf_test_town_run_agent (fixture->town, "accounts", "--json", NULL);
  g_assert_null (strstr (listed, NEW_ADDRESS));
}

static void
test_agent_sends_anew (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = NULL;
  g_autofree char *listed = NULL;

  assert_status (sign_up (fixture, NEW_ADDRESS, PASSWORD, NULL), 202);
  code = take_code (fixture, NEW_ADDRESS);
  g_clear_pointer (&code, g_free);
  pf_test_town_set_clock (fixture->town, MORE_THAN_A_DAY_LATER);
  listed = pf_test_town_run_agent (fixture->town, "resend", NEW_ADDRESS, NULL);
  g_assert_nonnull (strstr (listed, "Moreau"));
  code = take_code (fixture, NEW_ADDRESS);
  assert_status (give_code (fixture, PF_ACCOUNT_ACTIVATE, code, NULL), 200);
}

static void
test_town_that_opens_accounts_itself (Fixture *fixture, gconstpointer data)
{
  g_autofree char *closed = pf_test_town_run_agent (fixture->town, "sign-up", "closed", NULL);
  g_autofree char *open = NULL;
  g_autoptr (PfTestReply) discovery =
      pf_test_client_send (fixture->client, "GET", "/.well-known/portail-famille", NULL, NULL);

  g_assert_null (strstr (discovery->body, "sign-up"));
  g_assert_nonnull (strstr (discovery->body, "accounts"));
  assert_problem (sign_up (fixture, NEW_ADDRESS, PASSWORD, NULL), 403, "forbidden", NULL);
  open = pf_test_town_run_agent (fixture->town, "sign-up", "open", NULL);
  assert_status (sign_up (fixture, NEW_ADDRESS, PASSWORD, NULL), 202);
}

static void
test_lost_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTokens) tokens = sign_in (fixture, PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  g_autofree char *code = NULL;
  g_autofree char *mail = NULL;

  assert_status (send_email (fixture, PF_ACCOUNT_LOSE_PASSWORD, PF_TEST_TOWN_LOGIN), 202);
  code = take_code (fixture, PF_TEST_TOWN_LOGIN);
  /* It opens no account, and the former password stays until another is chosen. */
  assert_problem (give_code (fixture, PF_ACCOUNT_ACTIVATE, code, PASSWORD), 404, "code-unknown",
                  "/code");
  assert_status (pf_test_client_send (fixture->client, "GET", "/v1/changes", NULL, NULL), 200);
  assert_status (give_code (fixture, PF_ACCOUNT_CHOOSE_PASSWORD, code, PASSWORD), 200);
  assert_problem (pf_test_client_send (fixture->client, "GET", "/v1/changes", NULL, NULL), 401,
                  "token-revoked", NULL);
  assert_no_sign_in (fixture, PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  pf_tokens_free (sign_in (fixture, PF_TEST_TOWN_LOGIN, PASSWORD));
  mail = pf_test_town_take_mail (fixture->town, PF_TEST_TOWN_LOGIN);
  g_assert_nonnull (strstr (mail, "Mot de passe oubli"));
}

static void
test_lost_password_code_lasts_two_hours (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = NULL;

  assert_status (send_email (fixture, PF_ACCOUNT_LOSE_PASSWORD, PF_TEST_TOWN_LOGIN), 202);
  code = take_code (fixture, PF_TEST_TOWN_LOGIN);
  pf_test_town_set_clock (fixture->town, "2026-11-05T10:00:01Z");
  assert_problem (give_code (fixture, PF_ACCOUNT_CHOOSE_PASSWORD, code, PASSWORD), 404,
                  "code-unknown", "/code");
}

static PfTestReply *
change_password (Fixture *fixture, const char *old, const char *fresh)
{
  const PfAccountForm form = { .step = PF_ACCOUNT_CHANGE_PASSWORD,
                               .old_password = (char *) old,
                               .password = (char *) fresh };

  return take_step (fixture, &form, "PUT", "/v1/password");
}

static void
test_changed_password (Fixture *fixture, gconstpointer data)
{
  Fixture other = { fixture->town, pf_test_client_new (pf_test_town_get_url (fixture->town)) };

  pf_tokens_free (sign_in (&other, PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD));
  assert_problem (change_password (fixture, PF_TEST_TOWN_PASSWORD, PASSWORD), 401, "token-revoked",
                  NULL);
  pf_tokens_free (sign_in (fixture, PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD));
  assert_problem (change_password (fixture, "Not-the-1", PASSWORD), 403, "wrong-password",
                  "/old_password");
  assert_problem (change_password (fixture, PF_TEST_TOWN_PASSWORD, "weak"), 400, "weak-password",
                  "/password");
  assert_problem (change_password (fixture, PF_TEST_TOWN_PASSWORD, PF_TEST_TOWN_PASSWORD), 400,
                  "weak-password", "/password");
  assert_status (change_password (fixture, PF_TEST_TOWN_PASSWORD, PASSWORD), 200);
  /* This device stays signed in, the other does not. */
  assert_status (pf_test_client_send (fixture->client, "GET", "/v1/changes", NULL, NULL), 200);
  assert_problem (pf_test_client_send (other.client, "GET", "/v1/changes", NULL, NULL), 401,
                  "token-revoked", NULL);
  assert_no_sign_in (&other, PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  pf_test_client_free (other.client);
}

static void
test_provisional_password (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *method;
    const char *path;
    const char *body;
  } rows[] = {
    { "GET", "/v1/changes", NULL },
    { "GET", "/v1/events", NULL },
    { "POST", "/v1/quotes", "{\"lines\":[]}" },
    { "POST", "/v1/bookings", "{\"lines\":[]}" },
  };
  g_autofree char *printed = pf_test_town_run_agent (fixture->town, "set-password",
                                                     PF_TEST_TOWN_LOGIN, "--provisional", "--json",
                                                     NULL);
  g_autofree char *provisional = pf_test_find_member (printed, "password");
  g_autoptr (PfTokens) tokens = sign_in (fixture, PF_TEST_TOWN_LOGIN, provisional);

  g_assert_true (tokens->must_change_password);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_problem (pf_test_client_send (fixture->client, rows[i].method, rows[i].path,
                                         rows[i].body, NULL),
                    403, "password-needed", NULL);
  assert_status (change_password (fixture, provisional, OTHER_PASSWORD), 200);
  assert_status (pf_test_client_send (fixture->client, "GET", "/v1/changes", NULL, NULL), 200);
}

static void
test_last_sign_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTokens) first = sign_in (fixture, PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  g_autoptr (PfTokens) second = NULL;
  g_autoptr (PfTestReply) refreshed = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (PfTokens) third = NULL;

  pf_test_town_set_clock (fixture->town, DAY_LATER);
  second = sign_in (fixture, PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
  g_assert_cmpint (second->last_sign_in, ==, pf_moment_parse (PF_TEST_TOWN_NOW));
  refreshed = pf_test_client_refresh (fixture->client, NULL);
  body = g_bytes_new (refreshed->body, refreshed->length);
  third = pf_codec_decode_tokens (body, NULL);
  g_assert_cmpint (third->last_sign_in, ==, pf_moment_parse (PF_TEST_TOWN_NOW));
}

static void
test_codes_cannot_be_guessed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *code = NULL;
  guint n = 0;

  assert_status (sign_up (fixture, NEW_ADDRESS, PASSWORD, NULL), 202);
  code = take_code (fixture, NEW_ADDRESS);
  for (guint status = 0; status != 429; n++)
    {
      g_autoptr (PfTestReply) reply =
          give_code (fixture, PF_ACCOUNT_ACTIVATE, "A-22222-22222", NULL);

      status = reply->status;
      g_assert_true (status == 404 || status == 429);
      g_assert_cmpuint (n, <, 20);
    }
  g_assert_cmpuint (n, >, 5);
  /* Not even the right one, for a while. */
  assert_problem (give_code (fixture, PF_ACCOUNT_ACTIVATE, code, NULL), 429, "too-many-attempts",
                  NULL);
  pf_test_town_set_clock (fixture->town, "2026-11-05T08:01:00Z");
  assert_status (give_code (fixture, PF_ACCOUNT_ACTIVATE, code, NULL), 200);
}

static void
test_nobodys_mailbox_is_filled (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  for (guint status = 0; status != 429; n++)
    {
      g_autoptr (PfTestReply) reply =
          send_email (fixture, PF_ACCOUNT_LOSE_PASSWORD, PF_TEST_TOWN_LOGIN);

      status = reply->status;
      g_assert_cmpuint (n, <, 20);
    }
  g_assert_cmpuint (n, <=, 6);
  /* Others are not kept waiting. */
  assert_status (send_email (fixture, PF_ACCOUNT_LOSE_PASSWORD, PF_TEST_TOWN_OTHER_LOGIN), 202);
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, tests) = {
    { "new-family", test_new_family },
    { "forms-that-are-wrong", test_forms_that_are_wrong },
    { "stranger-learns-nothing", test_stranger_learns_nothing },
    { "code-lasts-a-day", test_code_lasts_a_day },
    { "mail-sent-anew", test_mail_sent_anew },
    { "subscriber-joins-the-household", test_subscriber_joins_the_household },
    { "invited", test_invited },
    { "agent-sends-anew", test_agent_sends_anew },
    { "town-that-opens-accounts-itself", test_town_that_opens_accounts_itself },
    { "lost-password", test_lost_password },
    { "lost-password-code-lasts-two-hours", test_lost_password_code_lasts_two_hours },
    { "changed-password", test_changed_password },
    { "provisional-password", test_provisional_password },
    { "last-sign-in", test_last_sign_in },
    { "codes-cannot-be-guessed", test_codes_cannot_be_guessed },
    { "nobodys-mailbox-is-filled", test_nobodys_mailbox_is_filled },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/accounts/", Fixture, pf_test_served_set_up_stranger, tests,
                     pf_test_served_tear_down);
  return g_test_run ();
}
