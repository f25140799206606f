/* SPDX-License-Identifier: GPL-3.0-or-later
 * The hub: a session for each account, their lists as one, and commands sent to the town they
 * concern. */
#include "config.h"

#include "pf-hub-private.h"

G_DEFINE_FINAL_TYPE (PfHub, pf_hub, G_TYPE_OBJECT)

typedef enum {
  PROP_HAS_ACCOUNTS = 1,
  PROP_BASKET_COUNT,
  PROP_CAN_UNDO,
  PROP_SYNC_STATE,
  PROP_SYNCED_AT,
} PfHubProperty;

static GParamSpec *properties[PROP_SYNCED_AT + 1];

enum {
  NOW_CHANGED,
  SETTLED,
  NOTICE,
  SUBMISSION_SETTLED,
  RECORDS_LOADED,
  SESSION_CLOSING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* How much a state matters when towns differ: the hub tells the one that matters most. */
static const int state_weights[] = {
  [PF_SYNC_IDLE] = 0,    [PF_SYNC_SYNCING] = 1,    [PF_SYNC_LOADING] = 2, [PF_SYNC_FIRST] = 3,
  [PF_SYNC_OFFLINE] = 4, [PF_SYNC_SIGNED_OUT] = 5, [PF_SYNC_FAILED] = 6,
};

static PfSession *
get_session_at (PfHub *self, guint position)
{
  g_autoptr (PfSession) session = g_list_model_get_item (G_LIST_MODEL (self->sessions), position);

  return session; /* the list keeps it */
}

static guint
get_n_sessions (PfHub *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->sessions));
}

/* Property changes of one session */

static void
session_notify_cb (PfHub *self, GParamSpec *pspec, PfSession *session)
{
  static const struct {
    const char *name;
    PfHubProperty property;
  } forwarded[] = {
    { "basket-count", PROP_BASKET_COUNT }, { "can-undo", PROP_CAN_UNDO },
    { "sync-state", PROP_SYNC_STATE },     { "sync-error", PROP_SYNC_STATE },
    { "synced-at", PROP_SYNCED_AT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forwarded); i++)
    if (g_str_equal (pspec->name, forwarded[i].name))
      g_object_notify_by_pspec (G_OBJECT (self), properties[forwarded[i].property]);
}

static void
session_town_changed_cb (PfHub *self, GParamSpec *pspec, PfSession *session)
{
  PfTown *town = pf_session_get_town (session);
  PfAccount *account = pf_hub_get_account (self, session);

  if (town != NULL && account != NULL &&
      g_strcmp0 (pf_account_get_town_name (account), town->name) != 0)
    pf_account_set_town_name (account, town->name);
}

static void
session_now_changed_cb (PfHub *self, PfSession *session)
{
  g_signal_emit (self, signals[NOW_CHANGED], 0);
}

static void
session_settled_cb (PfHub *self, GPtrArray *intents, PfSession *session)
{
  g_signal_emit (self, signals[SETTLED], 0, intents);
}

static void
session_notice_cb (PfHub *self, PfStoreNotice notices, PfSession *session)
{
  g_signal_emit (self, signals[NOTICE], 0, session, notices);
}

static void
session_submission_settled_cb (PfHub *self, PfSubmission *submission, PfSession *session)
{
  g_signal_emit (self, signals[SUBMISSION_SETTLED], 0, session, submission);
}

static void
session_records_loaded_cb (PfHub *self, guint collection, PfSession *session)
{
  g_signal_emit (self, signals[RECORDS_LOADED], 0, collection);
}

/* Accounts come and go */

static void
account_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSession) session = user_data;
  g_autoptr (GError) error = NULL;

  /* Without a secret the session still works, offline or signed out, and says so. */
  if (!pf_account_unlock_finish (PF_ACCOUNT (source), result, &error))
    g_debug ("%s: %s", pf_account_get_id (PF_ACCOUNT (source)), error->message);
  if (g_object_get_data (G_OBJECT (session), "pf-is-started") != NULL)
    pf_session_sync_now (session);
  g_object_set_data (G_OBJECT (session), "pf-is-started", GINT_TO_POINTER (TRUE));
  pf_session_start (session);
  /* A keyring that stayed locked was asked about a moment ago. */
  if (!g_error_matches (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_LOCKED))
    pf_hub_give_key (PF_ACCOUNT (source), session);
}

static void
start_session (PfHub *self, PfSession *session)
{
  PfAccount *account = pf_hub_get_account (self, session);

  if (account == NULL)
    return;
  pf_account_unlock_async (account, NULL, account_unlocked_cb, g_object_ref (session));
}

static PfSession *
create_session (PfHub *self, PfAccount *account)
{
  PfSession *session =
      pf_session_new (pf_account_get_service (account), pf_account_get_folder (account));

  pf_session_set_pull_interval (session, self->pull_interval);
  g_object_set_data_full (G_OBJECT (session), "pf-account", g_object_ref (account), g_object_unref);
  g_signal_connect_object (session, "notify", G_CALLBACK (session_notify_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::town", G_CALLBACK (session_town_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "now-changed", G_CALLBACK (session_now_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "settled", G_CALLBACK (session_settled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notice", G_CALLBACK (session_notice_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "submission-settled",
                           G_CALLBACK (session_submission_settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "records-loaded", G_CALLBACK (session_records_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  return session;
}

static void
accounts_changed_cb (PfHub *self, guint position, guint removed, guint added, GListModel *accounts)
{
  g_autoptr (GPtrArray) sessions = g_ptr_array_new_with_free_func (g_object_unref);

  /* It stands there once for each change. */
  for (guint i = 0; i < removed; i++)
    while (g_ptr_array_remove (self->changed, get_session_at (self, position + i)))
      continue;
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (PfAccount) account = g_list_model_get_item (accounts, position + i);

      g_ptr_array_add (sessions, create_session (self, account));
    }
  g_list_store_splice (self->sessions, position, removed, sessions->pdata, sessions->len);

  for (guint i = 0; i < sessions->len; i++)
    {
      if (self->is_started)
        start_session (self, sessions->pdata[i]);
      else if (self->is_loading)
        pf_session_load (sessions->pdata[i]);
    }
  for (PfHubProperty i = PROP_HAS_ACCOUNTS; i <= PROP_SYNCED_AT; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/* GObject */

static void
pf_hub_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  PfHub *self = PF_HUB (object);

  switch ((PfHubProperty) property_id)
    {
    case PROP_HAS_ACCOUNTS:
      g_value_set_boolean (value, pf_hub_get_has_accounts (self));
      break;
    case PROP_BASKET_COUNT:
      g_value_set_uint (value, pf_hub_get_basket_count (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, pf_hub_get_can_undo (self));
      break;
    case PROP_SYNC_STATE:
      g_value_set_enum (value, pf_hub_get_sync_state (self));
      break;
    case PROP_SYNCED_AT:
      g_value_set_int64 (value, pf_hub_get_synced_at (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pf_hub_dispose (GObject *object)
{
  PfHub *self = PF_HUB (object);

  g_clear_object (&self->children);
  g_clear_object (&self->activities);
  g_clear_object (&self->outbox);
  g_clear_object (&self->submissions);
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    g_clear_object (&self->records[i]);
  g_clear_pointer (&self->changed, g_ptr_array_unref);
  g_clear_object (&self->sessions);
  g_clear_object (&self->accounts);
  G_OBJECT_CLASS (pf_hub_parent_class)->dispose (object);
}

static void
pf_hub_class_init (PfHubClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = pf_hub_get_property;
  object_class->dispose = pf_hub_dispose;

  properties[PROP_HAS_ACCOUNTS] = g_param_spec_boolean ("has-accounts", NULL, NULL, FALSE, flags);
  properties[PROP_BASKET_COUNT] =
      g_param_spec_uint ("basket-count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_SYNC_STATE] =
      g_param_spec_enum ("sync-state", NULL, NULL, PF_TYPE_SYNC_STATE, PF_SYNC_LOADING, flags);
  properties[PROP_SYNCED_AT] =
      g_param_spec_int64 ("synced-at", NULL, NULL, G_MININT64, G_MAXINT64, PF_MOMENT_NONE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[NOW_CHANGED] = g_signal_new ("now-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[NOTICE] = g_signal_new ("notice", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, PF_TYPE_SESSION, G_TYPE_UINT);
  signals[SUBMISSION_SETTLED] = g_signal_new ("submission-settled", G_TYPE_FROM_CLASS (class),
                                              G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                              2, PF_TYPE_SESSION, PF_TYPE_SUBMISSION);
  signals[RECORDS_LOADED] = g_signal_new ("records-loaded", G_TYPE_FROM_CLASS (class),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_UINT);
  signals[SESSION_CLOSING] = g_signal_new ("session-closing", PF_TYPE_HUB, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, PF_TYPE_SESSION);
}

static void
pf_hub_init (PfHub *self)
{
  self->sessions = g_list_store_new (PF_TYPE_SESSION);
  self->changed = g_ptr_array_new ();
}

PfHub *
pf_hub_new (PfAccountList *accounts)
{
  PfHub *self;

  g_return_val_if_fail (PF_IS_ACCOUNT_LIST (accounts), NULL);

  self = g_object_new (PF_TYPE_HUB, NULL);
  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  accounts_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (accounts)),
                       G_LIST_MODEL (accounts));
  return self;
}

void
pf_hub_close_session (PfHub              *self,
                      PfSession          *session,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  g_signal_emit (self, signals[SESSION_CLOSING], 0, session);
  pf_session_close_async (session, callback, user_data);
}

void
pf_hub_renew_session (PfHub *self, PfAccount *account)
{
  for (guint i = 0; i < get_n_sessions (self); i++)
    if (pf_hub_get_account (self, get_session_at (self, i)) == account)
      {
        g_autoptr (PfSession) session = create_session (self, account);
        gpointer sessions[] = { session };

        g_list_store_splice (self->sessions, i, 1, sessions, 1);
        if (self->is_started)
          start_session (self, session);
        return;
      }
}

void
pf_hub_unlock (PfHub *self, PfAccount *account)
{
  PfSession *session;

  g_return_if_fail (PF_IS_HUB (self));
  g_return_if_fail (PF_IS_ACCOUNT (account));

  session = pf_hub_get_session (self, account);
  if (session != NULL)
    start_session (self, session);
}

void
pf_hub_load (PfHub *self)
{
  g_return_if_fail (PF_IS_HUB (self));

  if (self->is_loading || self->is_started)
    return;
  self->is_loading = TRUE;
  for (guint i = 0; i < get_n_sessions (self); i++)
    pf_session_load (get_session_at (self, i));
}

void
pf_hub_start (PfHub *self)
{
  g_return_if_fail (PF_IS_HUB (self));

  if (self->is_started)
    return;
  self->is_started = TRUE;
  for (guint i = 0; i < get_n_sessions (self); i++)
    start_session (self, get_session_at (self, i));
}

PfAccountList *
pf_hub_get_accounts (PfHub *self)
{
  g_return_val_if_fail (PF_IS_HUB (self), NULL);

  return self->accounts;
}

PfAccount *
pf_hub_find_account (PfHub *self, const char *id)
{
  g_return_val_if_fail (PF_IS_HUB (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->accounts)); i++)
    {
      g_autoptr (PfAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);

      if (g_str_equal (pf_account_get_id (account), id))
        return account; /* the list keeps it */
    }
  return NULL;
}

GListModel *
pf_hub_get_sessions (PfHub *self)
{
  g_return_val_if_fail (PF_IS_HUB (self), NULL);

  return G_LIST_MODEL (self->sessions);
}

PfSession *
pf_hub_get_session (PfHub *self, PfAccount *account)
{
  g_return_val_if_fail (PF_IS_HUB (self), NULL);

  for (guint i = 0; i < get_n_sessions (self); i++)
    if (pf_hub_get_account (self, get_session_at (self, i)) == account)
      return get_session_at (self, i);
  return NULL;
}

PfAccount *
pf_hub_get_account (PfHub *self, PfSession *session)
{
  g_return_val_if_fail (PF_IS_HUB (self), NULL);
  g_return_val_if_fail (PF_IS_SESSION (session), NULL);

  return g_object_get_data (G_OBJECT (session), "pf-account");
}

gboolean
pf_hub_get_has_accounts (PfHub *self)
{
  g_return_val_if_fail (PF_IS_HUB (self), FALSE);

  return get_n_sessions (self) > 0;
}

guint
pf_hub_get_basket_count (PfHub *self)
{
  guint total = 0;

  g_return_val_if_fail (PF_IS_HUB (self), 0);

  for (guint i = 0; i < get_n_sessions (self); i++)
    {
      guint count;

      g_object_get (get_session_at (self, i), "basket-count", &count, NULL);
      total += count;
    }
  return total;
}

gboolean
pf_hub_get_can_undo (PfHub *self)
{
  g_return_val_if_fail (PF_IS_HUB (self), FALSE);

  for (guint i = 0; i < get_n_sessions (self); i++)
    if (pf_session_get_can_undo (get_session_at (self, i)))
      return TRUE;
  return FALSE;
}

PfSyncState
pf_hub_get_sync_state (PfHub *self)
{
  PfSyncState worst = PF_SYNC_IDLE;

  g_return_val_if_fail (PF_IS_HUB (self), PF_SYNC_FAILED);

  if (get_n_sessions (self) == 0)
    return PF_SYNC_SIGNED_OUT;
  for (guint i = 0; i < get_n_sessions (self); i++)
    {
      PfSession *session = get_session_at (self, i);
      PfSyncState state = pf_session_get_sync_state (session);

      /* Read from the cache, but the town was not asked yet. */
      if (state == PF_SYNC_IDLE && g_object_get_data (G_OBJECT (session), "pf-is-started") == NULL)
        state = PF_SYNC_SYNCING;
      if (state_weights[state] > state_weights[worst])
        worst = state;
    }
  return worst;
}

PfMoment
pf_hub_get_synced_at (PfHub *self)
{
  PfMoment oldest = PF_MOMENT_NONE;

  g_return_val_if_fail (PF_IS_HUB (self), PF_MOMENT_NONE);

  for (guint i = 0; i < get_n_sessions (self); i++)
    {
      PfMoment synced_at = pf_session_get_synced_at (get_session_at (self, i));

      oldest = i == 0 ? synced_at : MIN (oldest, synced_at);
    }
  return oldest;
}

PfSession *
pf_hub_find_session (PfHub *self, gpointer item)
{
  g_return_val_if_fail (PF_IS_HUB (self), NULL);
  g_return_val_if_fail (G_IS_OBJECT (item), NULL);

  for (guint i = 0; i < get_n_sessions (self); i++)
    if (pf_session_owns (get_session_at (self, i), item))
      return get_session_at (self, i);
  return NULL;
}

PfMoment
pf_hub_get_now (PfHub *self)
{
  g_return_val_if_fail (PF_IS_HUB (self), PF_MOMENT_NONE);

  if (get_n_sessions (self) > 0)
    return pf_session_get_now (get_session_at (self, 0));
  return g_get_real_time () / G_USEC_PER_SEC;
}

PfDay
pf_hub_get_today (PfHub *self)
{
  g_autoptr (GTimeZone) zone = NULL;

  g_return_val_if_fail (PF_IS_HUB (self), PF_DAY_NONE);

  if (get_n_sessions (self) > 0)
    return pf_session_get_today (get_session_at (self, 0));
  zone = g_time_zone_new_local ();
  return pf_moment_get_day (pf_hub_get_now (self), zone);
}

void
pf_hub_sync_now (PfHub *self)
{
  g_return_if_fail (PF_IS_HUB (self));

  for (guint i = 0; i < get_n_sessions (self); i++)
    pf_session_sync_now (get_session_at (self, i));
}
