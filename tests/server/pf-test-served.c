/* SPDX-License-Identifier: GPL-3.0-or-later
 * A town that is served, and a family's client of it. */
#include "config.h"

#include "pf-test-served.h"

#include "pfs-test-fixture.h"

typedef void (*Fill) (PfsStorage *storage);

static void
fill_town (const char *path, const char *clock, gpointer user_data)
{
  const Fill *fill = user_data;
  PfMoment now = pf_moment_parse (PFS_TEST_NOW);
  g_autoptr (PfsStorage) storage = pfs_test_make_town (path, now);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTransaction) transaction = NULL;

  if (*fill == NULL)
    return;
  transaction = pfs_storage_begin (storage, now, &error);
  g_assert_no_error (error);
  (*fill) (storage);
  pfs_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

void
pf_test_served_set_up (PfTestServed *served, gconstpointer data)
{
  pf_test_served_set_up_filled (served, NULL);
}

void
pf_test_served_set_up_demo (PfTestServed *served, gconstpointer data)
{
  served->town = pf_test_town_new (NULL);
  served->client = pf_test_served_add_client (served, PF_TEST_TOWN_LOGIN, PF_TEST_TOWN_PASSWORD);
}

void
pf_test_served_set_up_stranger (PfTestServed *served, gconstpointer data)
{
  served->town = pf_test_town_new (NULL);
  served->client = pf_test_client_new (pf_test_town_get_url (served->town));
}

void
pf_test_served_tear_down (PfTestServed *served, gconstpointer data)
{
  pf_test_client_free (served->client);
  pf_test_town_stop (served->town);
  pf_test_town_free (served->town);
}

void
pf_test_served_set_up_filled (PfTestServed *served, void (*fill) (PfsStorage *storage))
{
  served->town = pf_test_town_new_filled (PFS_TEST_NOW, fill_town, &fill);
  served->client = pf_test_served_add_client (served, "g1@example.org", PFS_TEST_PASSWORD);
}

PfTestClient *
pf_test_served_add_client (PfTestServed *served, const char *login, const char *password)
{
  PfTestClient *client = pf_test_client_new (pf_test_town_get_url (served->town));
  g_autoptr (PfTestReply) reply = pf_test_client_sign_in (client, login, password);

  g_assert_cmpuint (reply->status, ==, 200);
  return client;
}
