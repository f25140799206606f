/* SPDX-License-Identifier: GPL-3.0-or-later
 * A household of the demo town comes back. */
#include "config.h"

#include "pf-demo-return.h"

typedef struct {
  PfDemoTown *demo;   /* (owned) */
  PfHub *hub;         /* (owned) */
  PfAccount *account; /* (owned) */
} Return;

static void
return_free (Return *data)
{
  g_object_unref (data->demo);
  g_object_unref (data->hub);
  g_object_unref (data->account);
  g_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Return, return_free)

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSession) session = user_data;
  g_autoptr (PfChallenge) challenge = NULL;
  g_autoptr (GError) error = NULL;

  if (!pf_town_service_sign_in_finish (PF_TOWN_SERVICE (source), result, &challenge, &error))
    g_debug ("%s", error->message); /* the banner asks the person */
  else
    pf_session_sync_now (session);
}

static void
sync_state_changed_cb (PfSession *session, GParamSpec *pspec, PfDemoTown *demo)
{
  if (pf_session_get_sync_state (session) != PF_SYNC_SIGNED_OUT ||
      pf_demo_town_get_password (demo) == NULL)
    return;
  pf_town_service_sign_in_async (pf_session_get_service (session), pf_demo_town_get_login (demo),
                                 pf_demo_town_get_password (demo), NULL, NULL, signed_in_cb,
                                 g_object_ref (session));
  /* Once: a second time is for the person to decide. */
  g_signal_handlers_disconnect_by_func (session, sync_state_changed_cb, demo);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Return) data = user_data;
  g_autoptr (GError) error = NULL;
  PfSession *session = pf_hub_get_session (data->hub, data->account);

  if (!pf_demo_town_start_finish (PF_DEMO_TOWN (source), result, &error))
    g_debug ("%s", error->message); /* its household is offline, and says so */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  pf_hub_start (data->hub);
  if (session != NULL)
    g_signal_connect_object (session, "notify::sync-state", G_CALLBACK (sync_state_changed_cb),
                             data->demo, 0);
}

PfAccount *
pf_demo_return_find_account (PfDemoTown *demo, PfHub *hub)
{
  GListModel *accounts;

  g_return_val_if_fail (PF_IS_DEMO_TOWN (demo), NULL);
  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  accounts = G_LIST_MODEL (pf_hub_get_accounts (hub));
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PfAccount) account = g_list_model_get_item (accounts, i);

      if (pf_demo_town_is_at (demo, pf_account_get_uri (account)))
        return account; /* the list keeps it */
    }
  return NULL;
}

void
pf_demo_return (PfDemoTown *demo, PfHub *hub, PfAccount *account, GCancellable *cancellable)
{
  Return *data;

  g_return_if_fail (PF_IS_DEMO_TOWN (demo));
  g_return_if_fail (PF_IS_HUB (hub));
  g_return_if_fail (PF_IS_ACCOUNT (account));

  data = g_new0 (Return, 1);
  data->demo = g_object_ref (demo);
  data->hub = g_object_ref (hub);
  data->account = g_object_ref (account);
  pf_demo_town_start_async (demo, cancellable, started_cb, data);
}
