/* SPDX-License-Identifier: GPL-3.0-or-later
 * Sessions: rotation, a lost answer, reuse, ends; and the limit on attempts. */
#include "config.h"

#include "pf-test-cases.h"
#include "pfs-password.h"
#include "pfs-storage-families.h"
#include "pfs-storage-replies.h"
#include "pfs-test-fixture.h"
#include "pfs-tokens.h"

#define MINUTE 60
#define DAY (24 * 60 * MINUTE)
#define ADDRESS "192.0.2.7"

typedef PfsTestFixture Fixture;

static PfTokens *
start (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsLogin) login = pfs_storage_load_login (fixture->storage, "G1@Example.org", &error);
  PfsTransaction *transaction = pfs_test_begin (fixture);
  PfTokens *tokens = pfs_tokens_start (fixture->storage, login, fixture->now, &error);

  g_assert_no_error (error);
  pfs_test_commit (transaction);
  return tokens;
}

static PfTokens *
refresh (Fixture *fixture, const PfTokens *former, PfsVerdict expected)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;
  PfsVerdict verdict;
  PfTokens *tokens =
      pfs_tokens_refresh (fixture->storage, former->refresh_token, fixture->now, &verdict, &error);

  g_assert_no_error (error);
  pfs_test_commit (transaction);
  g_assert_cmpint (verdict, ==, expected);
  g_assert_true ((tokens != NULL) == (expected == PFS_VERDICT_GOOD));
  return tokens;
}

static void
assert_access (Fixture *fixture, const PfTokens *tokens, PfsVerdict expected)
{
  g_autoptr (GError) error = NULL;
  PfsVerdict verdict;
  g_autoptr (PfsToken) token =
      pfs_tokens_check (fixture->storage, tokens->access_token, fixture->now, &verdict, &error);

  g_assert_no_error (error);
  g_assert_cmpint (verdict, ==, expected);
  g_assert_true ((token != NULL) == (expected == PFS_VERDICT_GOOD));
  if (token != NULL)
    g_assert_cmpstr (token->household, ==, "h1");
}

static void
test_each_refresh_makes_the_next_pair (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTokens) first = start (fixture);
  g_autoptr (PfTokens) second = NULL;
  g_autoptr (PfTokens) third = NULL;

  assert_access (fixture, first, PFS_VERDICT_GOOD);
  second = refresh (fixture, first, PFS_VERDICT_GOOD);
  g_assert_cmpstr (second->refresh_token, !=, first->refresh_token);
  assert_access (fixture, second, PFS_VERDICT_GOOD);
  third = refresh (fixture, second, PFS_VERDICT_GOOD);
  assert_access (fixture, third, PFS_VERDICT_GOOD);
}

static void
test_lost_answer_signs_nobody_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTokens) first = start (fixture);
  g_autoptr (PfTokens) lost = refresh (fixture, first, PFS_VERDICT_GOOD);
  g_autoptr (PfTokens) again = refresh (fixture, first, PFS_VERDICT_GOOD);

  /* The unused pair was replaced. */
  assert_access (fixture, lost, PFS_VERDICT_REVOKED);
  assert_access (fixture, again, PFS_VERDICT_GOOD);
}

static void
test_stolen_refresh_token_revokes_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTokens) first = start (fixture);
  g_autoptr (PfTokens) other_sign_in = start (fixture);
  g_autoptr (PfTokens) second = refresh (fixture, first, PFS_VERDICT_GOOD);

  assert_access (fixture, second, PFS_VERDICT_GOOD);
  refresh (fixture, first, PFS_VERDICT_REVOKED);
  assert_access (fixture, second, PFS_VERDICT_REVOKED);
  refresh (fixture, second, PFS_VERDICT_REVOKED);
  assert_access (fixture, other_sign_in, PFS_VERDICT_GOOD);
}

static void
test_successor_used_to_refresh_retires_the_former (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTokens) first = start (fixture);
  g_autoptr (PfTokens) second = refresh (fixture, first, PFS_VERDICT_GOOD);
  g_autoptr (PfTokens) third = refresh (fixture, second, PFS_VERDICT_GOOD);

  refresh (fixture, first, PFS_VERDICT_REVOKED);
  assert_access (fixture, third, PFS_VERDICT_REVOKED);
}

static void
test_tokens_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTokens) tokens = start (fixture);
  PfMoment began = fixture->now;

  g_assert_cmpint (tokens->access_until, ==, began + 15 * MINUTE);
  fixture->now = began + 15 * MINUTE;
  assert_access (fixture, tokens, PFS_VERDICT_GOOD);
  fixture->now++;
  assert_access (fixture, tokens, PFS_VERDICT_EXPIRED);
  fixture->now = began + (PfMoment) 90 * DAY + 1;
  refresh (fixture, tokens, PFS_VERDICT_EXPIRED);
}

static void
test_tokens_are_not_each_other (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTokens) tokens = start (fixture);
  g_autoptr (PfTokens) swapped = pf_tokens_new ();

  swapped->access_token = g_strdup (tokens->refresh_token);
  swapped->refresh_token = g_strdup (tokens->access_token);
  assert_access (fixture, swapped, PFS_VERDICT_REVOKED);
  refresh (fixture, swapped, PFS_VERDICT_REVOKED);
}

static void
test_new_password_signs_out_everywhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PfTokens) tokens = start (fixture);
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;

  pfs_storage_set_password (fixture->storage, "g1", "hash", TRUE, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  assert_access (fixture, tokens, PFS_VERDICT_REVOKED);
}

static void
test_login_is_the_address_or_the_number (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *login;
    const char *guardian;
  } rows[] = {
    { "g2@example.org", "g2" }, { "G2@EXAMPLE.ORG", "g2" }, { "000002", "g2" }, { "000009", NULL }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PfsLogin) login = pfs_storage_load_login (fixture->storage, rows[i].login, &error);

      g_assert_cmpstr (login != NULL ? login->guardian : NULL, ==, rows[i].guardian);
      if (rows[i].guardian == NULL)
        g_assert_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND);
    }
}

static int
attempt (Fixture *fixture, const char *login, const char *address)
{
  PfsTransaction *transaction = pfs_test_begin (fixture);
  g_autoptr (GError) error = NULL;
  int wait = pfs_attempts_count (fixture->storage, login, address, fixture->now, &error);

  g_assert_no_error (error);
  pfs_test_commit (transaction);
  return wait;
}

static void
test_attempts_wait_longer_each_time (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 5; i++)
    g_assert_cmpint (attempt (fixture, "g1@example.org", ADDRESS), ==, 0);
  g_assert_cmpint (attempt (fixture, "G1@example.org", ADDRESS), ==, 30);
  /* Another login is not to blame. */
  g_assert_cmpint (attempt (fixture, "g2@example.org", ADDRESS), ==, 0);
  fixture->now += 30;
  g_assert_cmpint (attempt (fixture, "g1@example.org", ADDRESS), ==, 0);
  g_assert_cmpint (attempt (fixture, "g1@example.org", ADDRESS), ==, 60);
  fixture->now += 59;
  g_assert_cmpint (attempt (fixture, "g1@example.org", ADDRESS), ==, 1);
  fixture->now += 1;
  g_assert_cmpint (attempt (fixture, "g1@example.org", ADDRESS), ==, 0);
  g_assert_cmpint (attempt (fixture, "g1@example.org", ADDRESS), ==, 120);
  fixture->now += DAY;
  g_assert_cmpint (attempt (fixture, "g1@example.org", ADDRESS), ==, 0);
}

/* Who tries a family's login from elsewhere does not shut the family out; many who do are stopped
 * all the same. */
static void
test_others_attempts_shut_nobody_out (Fixture *fixture, gconstpointer data)
{
  int n_tries = 0;

  for (int i = 0; i < 50; i++)
    attempt (fixture, "g1@example.org", ADDRESS);
  g_assert_cmpint (attempt (fixture, "g1@example.org", ADDRESS), >, 0);
  g_assert_cmpint (attempt (fixture, "g1@example.org", "192.0.2.8"), ==, 0);
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *address = g_strdup_printf ("198.51.100.%d", i);

      for (int j = 0; j < 5; j++)
        n_tries += attempt (fixture, "g1@example.org", address) == 0;
    }
  g_assert_cmpint (n_tries, <=, 100);
}

/* One who has a whole network of IPv6 is one. */
static void
test_a_network_is_one_address (Fixture *fixture, gconstpointer data)
{
  static const char *const others[] = { "2001:db8:1:3::1", "::ffff:192.0.2.9", "192.0.2.9" };

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *address = g_strdup_printf ("2001:db8:1:2::%x", i);

      g_assert_cmpint (attempt (fixture, "g1@example.org", address), ==, 0);
    }
  g_assert_cmpint (attempt (fixture, "g1@example.org", "2001:db8:1:2:ffff::1"), ==, 30);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_cmpint (attempt (fixture, "g1@example.org", others[i]), ==, 0);
  for (int i = 0; i < 4; i++)
    g_assert_cmpint (attempt (fixture, "g1@example.org", "::ffff:192.0.2.9"), ==, 0);
  g_assert_cmpint (attempt (fixture, "g1@example.org", "::ffff:192.0.2.10"), ==, 0);
}

static void
test_success_forgives_the_login_only (Fixture *fixture, gconstpointer data)
{
  PfsTransaction *transaction;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 29; i++)
    {
      g_autofree char *login = g_strdup_printf ("guess-%d@example.org", i);

      g_assert_cmpint (attempt (fixture, login, ADDRESS), ==, 0);
    }
  /* The one who guesses has a login of his own: it gives him no new guesses. */
  g_assert_cmpint (attempt (fixture, "g1@example.org", ADDRESS), ==, 0);
  transaction = pfs_test_begin (fixture);
  pfs_attempts_forgive (fixture->storage, "g1@example.org", ADDRESS, &error);
  g_assert_no_error (error);
  pfs_test_commit (transaction);
  g_assert_cmpint (attempt (fixture, "guess-30@example.org", ADDRESS), ==, 0);
  g_assert_cmpint (attempt (fixture, "guess-31@example.org", ADDRESS), ==, 30);
  g_assert_cmpint (attempt (fixture, "guess-31@example.org", "192.0.2.8"), ==, 0);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_password_is_checked_beside_the_loop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = pfs_password_hash (fixture->storage, "Père-Noël-1", &error);
  const struct {
    const char *hash;
    const char *password;
    gboolean is_right;
  } rows[] = {
    { hash, "Père-Noël-1", TRUE },
    { hash, "Père-Noël-2", FALSE },
    { NULL, "Père-Noël-1", FALSE },
    { "junk", "x", FALSE },
  };

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (hash, "$argon2id$"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      pfs_password_verify_async (fixture->storage, rows[i].hash, rows[i].password, NULL,
                                 verified_cb, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (pfs_password_verify_finish (result, &error), ==, rows[i].is_right);
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  PF_TEST_CASES (Fixture, tests) = {
    { "each-refresh-makes-the-next-pair", test_each_refresh_makes_the_next_pair },
    { "lost-answer-signs-nobody-out", test_lost_answer_signs_nobody_out },
    { "stolen-refresh-token-revokes-all", test_stolen_refresh_token_revokes_all },
    { "successor-used-to-refresh-retires-the-former",
      test_successor_used_to_refresh_retires_the_former },
    { "tokens-end", test_tokens_end },
    { "tokens-are-not-each-other", test_tokens_are_not_each_other },
    { "new-password-signs-out-everywhere", test_new_password_signs_out_everywhere },
    { "login-is-the-address-or-the-number", test_login_is_the_address_or_the_number },
    { "attempts-wait-longer-each-time", test_attempts_wait_longer_each_time },
    { "others-attempts-shut-nobody-out", test_others_attempts_shut_nobody_out },
    { "a-network-is-one-address", test_a_network_is_one_address },
    { "success-forgives-the-login-only", test_success_forgives_the_login_only },
    { "password-is-checked-beside-the-loop", test_password_is_checked_beside_the_loop },
  };

  g_test_init (&argc, &argv, NULL);
  pf_test_add_cases ("/server/tokens/", Fixture, pfs_test_fixture_set_up, tests,
                     pfs_test_fixture_tear_down);
  return g_test_run ();
}
