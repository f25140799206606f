/* SPDX-License-Identifier: GPL-3.0-or-later
 * The accounts' tests: a folder each, which goes with them. */
#include "account-fixture.h"

#include "pf-folder-removal.h"
#include "pf-town-services.h"

static void
unavailable_cb (PfAccountList *list, gpointer user_data)
{
  ++*(guint *) user_data;
}

void
watch_list (Fixture *fixture)
{
  g_signal_connect (fixture->list, "keyring-unavailable", G_CALLBACK (unavailable_cb),
                    &fixture->n_unavailable);
}

void
fixture_set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *parent = g_dir_make_tmp ("portail-famille-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;

  /* Not made yet: the list reads before it ever writes. */
  fixture->folder = g_build_filename (parent, "accounts", NULL);
  fixture->list = pf_account_list_new (fixture->folder, &error);
  g_assert_no_error (error);
  watch_list (fixture);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) flushed = NULL;

  pf_account_list_flush_async (fixture->list, NULL, keep_result_cb, &flushed);
  pf_account_list_flush_finish (fixture->list, await (&flushed), NULL);
  g_clear_object (&fixture->list);
  pf_folder_removal_async (parent, keep_result_cb, &result);
  g_assert_true (pf_folder_removal_finish (await (&result), NULL));
  g_free (fixture->folder);
}

PfAccount *
add_account (Fixture *fixture, const char *login)
{
  g_autoptr (PfTownService) service = pf_town_services_new ("rest", TOWN_URI);
  g_autofree char *secret =
      g_strdup_printf ("{\"version\":1,\"refresh_token\":\"r-%s\",\"household\":\"h-1\"}", login);
  g_autoptr (GError) error = NULL;
  PfAccount *account;

  set_secret (service, secret);
  account = pf_account_list_add (fixture->list, service, login, &error);
  g_assert_no_error (error);
  return account;
}

gboolean
forget (PfAccountList *list, PfAccount *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  pf_account_list_forget_async (list, account, cancellable, keep_result_cb, &result);
  return pf_account_list_forget_finish (list, await (&result), error);
}
