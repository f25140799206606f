/* SPDX-License-Identifier: GPL-3.0-or-later
 * The key that seals what is secret of an account: found in the keyring, or made and kept there. */
#include "config.h"

#include "pf-account.h"

#include <sodium.h>

#include "pf-account-private.h"
#include "pf-keyring.h"
#include "pf-seal.h"

/* The account's own task is the first of those that wait. */
static void
end_search (GTask *task, GBytes *key, const GError *error)
{
  pf_account_take_key (g_task_get_source_object (task), key, error);
  g_task_return_boolean (task, TRUE);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_kept = pf_keyring_store_finish (result, &error);

  end_search (task, is_kept ? g_task_get_task_data (task) : NULL, error);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) key = pf_keyring_lookup_finish (result, &error);
  guint8 made[PF_SEAL_KEY_SIZE];

  if (!g_error_matches (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_NO_SECRET) &&
      (key == NULL || g_bytes_get_size (key) == PF_SEAL_KEY_SIZE))
    {
      end_search (task, key, error);
      return;
    }
  /* There is none, or one that nobody can have sealed with. */
  if (sodium_init () < 0)
    g_error ("libsodium cannot be used");
  randombytes_buf (made, sizeof made);
  g_clear_pointer (&key, g_bytes_unref);
  key = g_bytes_new (made, sizeof made);
  sodium_memzero (made, sizeof made);
  g_task_set_task_data (task, g_bytes_ref (key), (GDestroyNotify) g_bytes_unref);
  pf_keyring_store_async (PF_ACCOUNT (source), PF_KEYRING_KEY, key, NULL, stored_cb,
                          g_object_ref (task));
}

/* The session's secret comes first: keeping it may make the keyring. */
static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  pf_account_flush_finish (PF_ACCOUNT (source), result, NULL);
  pf_keyring_lookup_async (PF_ACCOUNT (source), PF_KEYRING_KEY, NULL, looked_up_cb,
                           g_object_ref (task));
}

void
pf_account_search_key (PfAccount *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);

  g_task_set_source_tag (task, pf_account_search_key);
  pf_account_flush_async (self, NULL, flushed_cb, g_steal_pointer (&task));
}
