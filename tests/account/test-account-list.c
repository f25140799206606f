/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of accounts and its file; without a bus, so that nothing depends on a keyring. */
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "account-fixture.h"
#include "pf-folder-removal.h"
#include "pf-town-services.h"

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

static char *
get_file (Fixture *fixture)
{
  return g_build_filename (fixture->folder, "accounts.json", NULL);
}

static void
restart (Fixture *fixture, GError **error)
{
  g_clear_object (&fixture->list);
  fixture->list = pf_account_list_new (fixture->folder, error);
}

static guint
count_accounts (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

static void
test_no_account (Fixture *fixture, gconstpointer user_data)
{
  g_assert_cmpuint (count_accounts (fixture), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->list), 0));
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (fixture->list)) == PF_TYPE_ACCOUNT);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));
}

static void
test_add (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autofree char *path = get_file (fixture);
  g_autofree char *text = NULL;
  g_autoptr (PfAccount) account = NULL;
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), changes);
  account = add_account (fixture, "lea");
  g_assert_cmpstr (changes->str, ==, "0-0+1 ");
  g_assert_cmpuint (get_mode (fixture->folder), ==, 0700);
  g_assert_cmpuint (get_mode (pf_account_get_folder (account)), ==, 0700);
  g_assert_cmpuint (get_mode (path), ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "r-lea"));

  restart (fixture, &error);
  g_assert_no_error (error);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_assert_true (again != account);
  g_assert_cmpstr (pf_account_get_id (again), ==, pf_account_get_id (account));
  g_assert_cmpstr (pf_account_get_login (again), ==, "lea");
  g_assert_cmpstr (pf_account_get_uri (again), ==, TOWN_URI);
  g_assert_cmpstr (pf_account_get_folder (again), ==, pf_account_get_folder (account));
  g_assert_null (pf_account_get_town_name (again));
}

static void
count_cb (guint *count)
{
  ++*count;
}

static void
test_add_known (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) lea = add_account (fixture, "lea");
  g_autoptr (PfAccount) tom = add_account (fixture, "tom");
  g_autoptr (PfTownService) before = g_object_ref (pf_account_get_service (lea));
  g_autoptr (PfTownService) service = pf_town_services_new ("rest", TOWN_URI);
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GBytes) secret = NULL;
  g_autoptr (GError) error = NULL;
  guint n_told = 0;

  set_secret (service, SECRET ("r-new"));
  g_signal_connect_swapped (before, "secret-changed", G_CALLBACK (count_cb), &n_told);
  again = pf_account_list_add (fixture->list, service, "lea", &error);
  g_assert_no_error (error);
  g_assert_true (again == lea);
  g_assert_cmpuint (n_told, ==, 1);
  g_signal_handlers_disconnect_by_data (before, &n_told);
  g_assert_cmpuint (count_accounts (fixture), ==, 2);
  /* Who holds the account's service goes on with it, signed in again. */
  g_assert_true (pf_account_get_service (lea) == before);
  secret = pf_town_service_dup_secret (before);
  g_assert_cmpmem (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret), SECRET ("r-new"),
                   strlen (SECRET ("r-new")));
}

static void
test_signing_in_again (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = add_account (fixture, "lea");
  PfTownService *service = pf_account_get_service (account);
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  g_signal_emit_by_name (service, "secret-changed", NULL);
  g_assert_true (pf_account_get_needs_sign_in (account));
  set_secret (service, SECRET ("r-new"));
  again = pf_account_list_add (fixture->list, service, "lea", &error);
  g_assert_no_error (error);
  g_assert_true (again == account);
  g_assert_false (pf_account_get_needs_sign_in (account));
}

static void
test_town_tells_its_name (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfScriptedServer) server = pf_scripted_server_new (NULL);
  g_autoptr (PfTownService) service = new_signed_in (server);
  g_autoptr (PfAccount) account = NULL;
  g_autoptr (PfAccount) again = NULL;
  g_autoptr (GError) error = NULL;

  account = pf_account_list_add (fixture->list, service, "lea", &error);
  g_assert_null (pf_account_get_town_name (account));
  pf_script_reply (pf_scripted_server_expect (server, "GET", "/v1/changes"), 200, JSON,
                   CHANGES_BODY);
  g_assert_true (pull (pf_account_get_service (account), NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pf_account_get_town_name (account), ==, "Saint-Exemple");

  restart (fixture, &error);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_assert_cmpstr (pf_account_get_town_name (again), ==, "Saint-Exemple");
  g_object_set (again, "town-name", "Autre", NULL);
  g_clear_object (&again);
  restart (fixture, &error);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);
  g_assert_cmpstr (pf_account_get_town_name (again), ==, "Autre");
}

#define GOOD                                                                                       \
  "{\"id\":\"3b7f0a52-3c8e-4b6e-9d5c-0d5a3f3f1b11\",\"kind\":\"rest\",\"uri\":\"https://"          \
  "a.fr\",\"login\":\"lea\"}"

static void
test_damaged_files (void)
{
  static const struct {
    const char *name;
    const char *text;
    guint n_left;
  } cases[] = {
    { "empty", "", 0 },
    { "cut", "{\"version\":1,\"accounts\":[" GOOD, 0 },
    { "no JSON", "\xff\xfe", 0 },
    { "no object", "[]", 0 },
    { "another version", "{\"version\":2,\"accounts\":[" GOOD "]}", 0 },
    { "no list", "{\"version\":1,\"accounts\":{}}", 0 },
    { "no account", "{\"version\":1,\"accounts\":[1," GOOD "]}", 1 },
    { "a path for an id",
      "{\"version\":1,\"accounts\":[{\"id\":\"../../home\",\"kind\":\"rest\",\"uri\":\"https://"
      "a.fr\","
      "\"login\":\"lea\"}," GOOD "]}",
      1 },
    { "an unknown kind",
      "{\"version\":1,\"accounts\":[{\"id\":\"3b7f0a52-3c8e-4b6e-9d5c-0d5a3f3f1b12\","
      "\"kind\":\"pigeon\",\"uri\":\"https://a.fr\",\"login\":\"lea\"}," GOOD "]}",
      1 },
    { "a wrong type",
      "{\"version\":1,\"accounts\":[{\"id\":\"3b7f0a52-3c8e-4b6e-9d5c-0d5a3f3f1b12\","
      "\"kind\":\"rest\",\"uri\":[],\"login\":null}," GOOD "]}",
      1 },
    { "the same twice", "{\"version\":1,\"accounts\":[" GOOD "," GOOD "]}", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { NULL };
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *aside = NULL;
      g_autofree char *kept = NULL;

      g_test_message ("%s", cases[i].name);
      fixture_set_up (&fixture, NULL);
      path = get_file (&fixture);
      g_mkdir_with_parents (fixture.folder, 0700);
      g_assert_true (g_file_set_contents (path, cases[i].text, -1, NULL));
      restart (&fixture, &error);
      g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_DAMAGED);
      g_assert_cmpuint (count_accounts (&fixture), ==, cases[i].n_left);

      /* The message names where it lies, unchanged. */
      aside = g_strdup (strstr (error->message, fixture.folder));
      *strstr (aside, "”") = '\0';
      g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, cases[i].text);
      g_clear_error (&error);
      restart (&fixture, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_accounts (&fixture), ==, cases[i].n_left);
      fixture_tear_down (&fixture, NULL);
    }
}

static void
test_folder_that_cannot_be (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAccountList) list = pf_account_list_new ("/dev/null/accounts", &error);
  g_autoptr (PfTownService) service = pf_town_services_new ("rest", TOWN_URI);

  g_assert_nonnull (list);
  g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_DISK);
  g_clear_error (&error);
  set_secret (service, SECRET ("r1"));
  g_assert_null (pf_account_list_add (list, service, "lea", &error));
  g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_DISK);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

static void
test_file_that_cannot_be_written (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = add_account (fixture, "lea");
  g_autoptr (PfTownService) service = pf_town_services_new ("rest", TOWN_URI);
  g_autofree char *path = get_file (fixture);
  g_autofree char *inside = g_build_filename (path, "x", NULL);
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  g_mkdir_with_parents (inside, 0700);
  g_assert_null (pf_account_list_add (fixture->list, service, "tom", &error));
  g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_DISK);
  g_assert_cmpuint (count_accounts (fixture), ==, 1);
}

static void
write_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "x", -1, NULL));
}

static void
test_forget (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) lea = add_account (fixture, "lea");
  g_autoptr (PfAccount) tom = add_account (fixture, "tom");
  g_autoptr (GString) changes = g_string_new (NULL);
  g_autofree char *deep = g_build_filename (pf_account_get_folder (lea), "a", "b", "c", NULL);
  g_autofree char *link = g_build_filename (pf_account_get_folder (lea), "a", "link", NULL);
  g_autofree char *dangling = g_build_filename (pf_account_get_folder (lea), "dangling", NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (deep, 0700);
  write_file (deep, "cache.db");
  write_file (pf_account_get_folder (lea), "outbox.db");
  write_file (pf_account_get_folder (tom), "outbox.db");
  g_assert_cmpint (symlink (pf_account_get_folder (tom), link), ==, 0);
  g_assert_cmpint (symlink ("/nowhere", dangling), ==, 0);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), changes);

  g_assert_true (forget (fixture->list, lea, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (changes->str, ==, "0-1+0 ");
  g_assert_false (g_file_test (pf_account_get_folder (lea), G_FILE_TEST_EXISTS));
  write_file (pf_account_get_folder (tom), "still-there");
  restart (fixture, &error);
  g_assert_cmpuint (count_accounts (fixture), ==, 1);
}

static void
test_removal_of_a_link (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (PfAccount) account = add_account (fixture, "lea");
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  write_file (pf_account_get_folder (account), "outbox.db");
  g_assert_cmpint (symlink (pf_account_get_folder (account), link), ==, 0);
  pf_folder_removal_async (link, keep_result_cb, &result);
  g_assert_true (pf_folder_removal_finish (await (&result), &error));
  g_assert_false (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (pf_account_get_folder (account), G_FILE_TEST_IS_DIR));
}

static void
test_removal_of_nothing (void)
{
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;

  pf_folder_removal_async ("/nowhere/at/all", keep_result_cb, &first);
  g_assert_true (pf_folder_removal_finish (await (&first), &error));
  g_assert_no_error (error);
  pf_folder_removal_async ("/proc/self/fd", keep_result_cb, &second);
  g_assert_false (pf_folder_removal_finish (await (&second), &error));
  g_assert_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_DISK);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/account/list/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("no-account", test_no_account);
  ADD ("add", test_add);
  ADD ("add-known", test_add_known);
  ADD ("signing-in-again", test_signing_in_again);
  ADD ("town-tells-its-name", test_town_tells_its_name);
  g_test_add_func ("/account/list/damaged-files", test_damaged_files);
  g_test_add_func ("/account/list/folder-that-cannot-be", test_folder_that_cannot_be);
  ADD ("file-that-cannot-be-written", test_file_that_cannot_be_written);
  ADD ("forget", test_forget);
  ADD ("removal-of-a-link", test_removal_of_a_link);
  g_test_add_func ("/account/list/removal-of-nothing", test_removal_of_nothing);
  return g_test_run ();
}
