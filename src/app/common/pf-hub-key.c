/* SPDX-License-Identifier: GPL-3.0-or-later
 * Brings each account's key to its session. */
#include "config.h"

#include "pf-hub-private.h"

static void
key_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!pf_session_set_key_finish (PF_SESSION (source), result, &error))
    g_debug ("key: %s", error->message);
}

static void
key_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSession) session = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) key = pf_account_load_key_finish (PF_ACCOUNT (source), result, &error);

  /* Without a key what is secret lives for this run only, as the pages about it say. */
  if (key != NULL)
    pf_session_set_key_async (session, key, NULL, key_set_cb, NULL);
  else
    g_debug ("%s: %s", pf_account_get_id (PF_ACCOUNT (source)), error->message);
}

void
pf_hub_give_key (PfAccount *account, PfSession *session)
{
  pf_account_load_key_async (account, NULL, key_loaded_cb, g_object_ref (session));
}
