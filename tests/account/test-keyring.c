/* SPDX-License-Identifier: GPL-3.0-or-later
 * Secrets in a real keyring: open, locked, not made yet, without a service, without a bus. with-
 * keyring says which one is there. */
#include <glib/gstdio.h>

#include "account-fixture.h"
#include "pf-account-private.h"
#include "pf-seal.h"
#include "pf-test-keyring.h"

/* Waits until the keyring has what it was given. */
static void
flush (PfAccountList *list)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pf_account_list_flush_async (list, NULL, keep_result_cb, &result);
  g_assert_true (pf_account_list_flush_finish (list, await (&result), &error));
  g_assert_no_error (error);
}

static gboolean
unlock (PfAccount *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pf_account_unlock_async (account, NULL, keep_result_cb, &result);
  return pf_account_unlock_finish (account, await (&result), error);
}

/* Returns: (transfer full): the account of a new list over the same folder, as after a restart. */
static PfAccount *
restart (Fixture *fixture)
{
  g_clear_object (&fixture->list);
  fixture->list = pf_account_list_new (fixture->folder, NULL);
  return g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
}

static void
assert_secret (PfTownService *service, const char *secret)
{
  g_autoptr (GBytes) bytes = pf_town_service_dup_secret (service);

  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), secret,
                   strlen (secret));
}

/* What a town does when it gives new tokens, or ends the session. */
static void
change_secret (PfAccount *account, const char *secret)
{
  g_autoptr (GBytes) bytes = secret != NULL ? g_bytes_new (secret, strlen (secret)) : NULL;

  g_signal_emit_by_name (pf_account_get_service (account), "secret-changed", bytes);
}

/* Returns: (transfer full) (nullable): what seals what is secret of @account. */
static GBytes *
load_key (PfAccount *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pf_account_load_key_async (account, NULL, keep_result_cb, &result);
  return pf_account_load_key_finish (account, await (&result), error);
}

static void
test_kept_and_found_again (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = add_account (fixture, "lea");
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  flush (fixture->list);
  g_assert_cmpuint (fixture->n_unavailable, ==, 0);
  again = restart (fixture);
  g_assert_true (again != account);
  g_assert_true (unlock (again, &error));
  g_assert_no_error (error);
  assert_secret (pf_account_get_service (again), SECRET ("r-lea"));
  g_assert_false (pf_account_get_needs_sign_in (again));
}

static void
test_each_account_has_its_own (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) lea = add_account (fixture, "lea");
  g_autoptr (PfAccount) tom = add_account (fixture, "tom");
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  flush (fixture->list);
  again = restart (fixture);
  g_assert_true (unlock (again, &error));
  assert_secret (pf_account_get_service (again), SECRET ("r-lea"));
  g_clear_object (&again);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->list), 1);
  g_assert_true (unlock (again, &error));
  assert_secret (pf_account_get_service (again), SECRET ("r-tom"));
}

static void
test_the_last_secret_stays (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = add_account (fixture, "lea");
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *secret =
          g_strdup_printf ("{\"version\":1,\"refresh_token\":\"r-%u\",\"household\":\"h-1\"}", i);

      change_secret (account, secret);
      if (i % 10 == 5)
        spin_for (5);
    }
  flush (fixture->list);
  again = restart (fixture);
  g_assert_true (unlock (again, &error));
  assert_secret (pf_account_get_service (again), SECRET ("r-29"));
}

/* What the town had served when the keyring had the new secret. */
typedef struct {
  PfAccount *account;
  PfScript *calls;
  guint n_served;
} Kept;

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Kept *kept = user_data;

  kept->n_served = pf_script_get_count (kept->calls);
}

static void
note_when_kept_cb (PfTownService *service, GBytes *secret, gpointer user_data)
{
  Kept *kept = user_data;

  pf_account_flush_async (kept->account, NULL, kept_cb, kept);
}

/* Else a run that ends between the two would come back with a secret that looks stolen. */
static void
test_secret_is_kept_before_the_town_sees_its_token (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAccount) account = NULL;
  g_autoptr (PfAccount) again = NULL;
  Kept kept = { .n_served = G_MAXUINT };

  account = pf_account_list_add (fixture->list, service, "lea", &error);
  g_assert_no_error (error);
  flush (fixture->list);
  kept.account = account;
  kept.calls = pf_scripted_server_expect (server, "GET", "/v1/changes");
  pf_script_reply (kept.calls, 200, JSON, CHANGES_BODY);
  g_signal_connect (service, "secret-changed", G_CALLBACK (note_when_kept_cb), &kept);
  g_assert_true (pull (service, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (kept.n_served, ==, 0);
  g_signal_handlers_disconnect_by_data (service, &kept);

  again = restart (fixture);
  g_assert_true (unlock (again, &error));
  assert_secret (pf_account_get_service (again), SECRET ("r2"));
}

static void
test_session_that_the_town_ended (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = add_account (fixture, "lea");
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  flush (fixture->list);
  g_assert_false (pf_account_get_needs_sign_in (account));
  change_secret (account, NULL);
  g_assert_true (pf_account_get_needs_sign_in (account));
  flush (fixture->list);
  again = restart (fixture);
  g_assert_false (unlock (again, &error));
  g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_NO_SECRET);
  g_assert_true (pf_account_get_needs_sign_in (again));
}

static void
test_forgotten (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = add_account (fixture, "lea");
  g_autofree char *text = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "accounts.json", NULL);
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  flush (fixture->list);
  g_file_get_contents (path, &text, NULL, NULL);
  change_secret (account, SECRET ("r-on-its-way"));
  g_assert_true (forget (fixture->list, account, NULL, &error));
  g_assert_no_error (error);

  /* The same account, as if it had never been forgotten: its secret is gone. */
  g_file_set_contents (path, text, -1, NULL);
  again = restart (fixture);
  g_assert_false (unlock (again, &error));
  g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_NO_SECRET);
}

static void
test_forgetting_given_up (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = add_account (fixture, "lea");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (forget (fixture->list, account, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  change_secret (account, SECRET ("r-after"));
  flush (fixture->list);
  g_assert_true (g_file_test (pf_account_get_folder (account), G_FILE_TEST_IS_DIR));
  again = restart (fixture);
  g_assert_true (unlock (again, &error));
  assert_secret (pf_account_get_service (again), SECRET ("r-after"));
}

static void
test_cancelled_unlock (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = add_account (fixture, "lea");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  flush (fixture->list);
  again = restart (fixture);
  pf_account_unlock_async (again, cancellable, keep_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_false (pf_account_unlock_finish (again, await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (pf_account_get_needs_sign_in (again));
}

static void
test_locked (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = add_account (fixture, "lea");
  g_autoptr (GBytes) key = load_key (account, NULL);
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  flush (fixture->list);
  pf_test_keyring_lock ();
  again = restart (fixture);
  watch_list (fixture);
  g_assert_false (unlock (again, &error));
  g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_nonnull (key);
  g_assert_null (load_key (again, &error)); /* none is made in the place of the one that is there */
  g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_LOCKED);
  g_clear_error (&error);

  change_secret (again, SECRET ("r-new"));
  change_secret (again, SECRET ("r-newer"));
  flush (fixture->list);
  g_assert_cmpuint (fixture->n_unavailable, ==, 1);
  g_assert_true (unlock (again, &error));
  g_assert_no_error (error);

  g_assert_false (forget (fixture->list, again, NULL, &error));
  g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_LOCKED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
  g_assert_false (g_file_test (pf_account_get_folder (again), G_FILE_TEST_EXISTS));
}

static void
test_locked_without_an_item (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = NULL;
  g_autoptr (GError) error = NULL;

  pf_test_keyring_lock ();
  account = add_account (fixture, "lea");
  flush (fixture->list);
  g_clear_object (&account);
  account = restart (fixture);
  g_assert_false (unlock (account, &error));
  g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_LOCKED);
}

static void
test_for_the_session (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = add_account (fixture, "lea");
  g_autoptr (PfAccount) other = add_account (fixture, "tom");
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  change_secret (account, SECRET ("r-new"));
  flush (fixture->list);
  g_assert_cmpuint (fixture->n_unavailable, ==, 1);
  g_assert_true (unlock (account, &error));
  g_assert_no_error (error);
  g_assert_false (pf_account_get_needs_sign_in (account));

  again = restart (fixture);
  g_assert_false (unlock (again, &error));
  g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_NO_KEYRING);
  g_assert_true (pf_account_get_needs_sign_in (again));
  g_clear_error (&error);
  g_assert_true (forget (fixture->list, again, NULL, &error));
  g_assert_no_error (error);
}

static void
test_key_is_made_once (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) lea = add_account (fixture, "lea");
  g_autoptr (PfAccount) tom = add_account (fixture, "tom");
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GBytes) same = NULL;
  g_autoptr (GBytes) others = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (PfAccount) again = NULL;

  pf_account_load_key_async (lea, NULL, keep_result_cb, &first);
  pf_account_load_key_async (lea, NULL, keep_result_cb, &second);
  key = pf_account_load_key_finish (lea, await (&first), NULL);
  same = pf_account_load_key_finish (lea, await (&second), NULL);
  others = load_key (tom, NULL);
  g_assert_cmpuint (g_bytes_get_size (key), ==, PF_SEAL_KEY_SIZE);
  g_assert_true (g_bytes_equal (key, same));
  g_assert_false (g_bytes_equal (key, others));

  change_secret (lea, NULL); /* the town ends the session: what is sealed stays readable */
  flush (fixture->list);
  again = restart (fixture);
  kept = load_key (again, NULL);
  g_assert_true (g_bytes_equal (key, kept));
}

static void
test_key_goes_with_the_account (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) lea = add_account (fixture, "lea");
  g_autoptr (PfAccount) same_id = NULL;
  g_autoptr (GBytes) key = load_key (lea, NULL);
  g_autoptr (GBytes) later = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (key);
  same_id = pf_account_new (fixture->folder, pf_account_get_id (lea), "rest",
                            pf_account_get_uri (lea), "lea", NULL);
  g_assert_true (forget (fixture->list, lea, NULL, &error));
  g_assert_no_error (error);
  later = load_key (same_id, &error);
  g_assert_no_error (error);
  g_assert_false (g_bytes_equal (key, later));
}

static void
test_no_key_for_the_session (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = add_account (fixture, "lea");
  g_autoptr (GError) error = NULL;

  g_assert_null (load_key (account, &error));
  g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_NO_KEYRING);
}

static const struct {
  const char *keyring;
  const char *name;
  void (*run) (Fixture *fixture, gconstpointer user_data);
} tests[] = {
  { "unlocked", "kept-and-found-again", test_kept_and_found_again },
  { "unlocked", "each-account-has-its-own", test_each_account_has_its_own },
  { "unlocked", "the-last-secret-stays", test_the_last_secret_stays },
  { "unlocked", "kept-before-its-token-is-seen",
    test_secret_is_kept_before_the_town_sees_its_token },
  { "unlocked", "session-that-the-town-ended", test_session_that_the_town_ended },
  { "unlocked", "forgotten", test_forgotten },
  { "unlocked", "forgetting-given-up", test_forgetting_given_up },
  { "unlocked", "cancelled-unlock", test_cancelled_unlock },
  { "unlocked", "key-is-made-once", test_key_is_made_once },
  { "unlocked", "key-goes-with-the-account", test_key_goes_with_the_account },
  { "locked", "locked", test_locked },
  { "locked", "locked-without-an-item", test_locked_without_an_item },
  { "empty", "for-the-session", test_for_the_session },
  { "empty", "no-key-for-the-session", test_no_key_for_the_session },
  { "absent", "for-the-session", test_for_the_session },
  { "absent", "no-key-for-the-session", test_no_key_for_the_session },
  { "no-bus", "for-the-session", test_for_the_session },
  { "no-bus", "no-key-for-the-session", test_no_key_for_the_session },
};

int
main (int argc, char **argv)
{
  const char *keyring;

  g_test_init (&argc, &argv, NULL);
  keyring = g_getenv ("PF_TEST_KEYRING");
  g_assert_nonnull (keyring);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    if (g_str_equal (tests[i].keyring, keyring))
      {
        g_autofree char *path = g_strdup_printf ("/account/keyring/%s/%s", keyring, tests[i].name);

        g_test_add (path, Fixture, NULL, fixture_set_up, tests[i].run, fixture_tear_down);
      }
  return g_test_run ();
}
