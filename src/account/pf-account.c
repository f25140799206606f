/* SPDX-License-Identifier: GPL-3.0-or-later
 * An account's identity, its service, and the one writer that brings its secrets to the keyring in
 * order. */
#include "config.h"

#include "pf-account.h"

#include "pf-account-private.h"
#include "pf-keyring.h"
#include "pf-town-services.h"
#include "pf-waiters.h"

struct _PfAccount {
  GObject parent_instance;

  char *id;
  char *kind;
  char *uri;
  char *login;
  char *town_name; /* (nullable) */
  char *folder;
  PfTownService *service; /* (nullable) until it is asked for */
  GBytes *secret;         /* (nullable) of this run, whether or not the keyring has it */
  gboolean needs_sign_in;
  gboolean is_locked;

  GCancellable *writing; /* (nullable): nothing is being written */
  gboolean has_next;     /* another secret came while one was being written */
  gboolean is_detached;
  PfWaiters *flushes;

  GBytes *key; /* (nullable): seals what is secret; the keyring has it */
  PfWaiters *key_waiters;
  gboolean is_searching_key;
};

G_DEFINE_FINAL_TYPE (PfAccount, pf_account, G_TYPE_OBJECT)
G_DEFINE_QUARK (pf-account-error, pf_account_error)

enum {
  PROP_TOWN_NAME = 1,
  PROP_NEEDS_SIGN_IN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint not_kept_signal;

static void write_secret (PfAccount *self);

static void
set_needs_sign_in (PfAccount *self, gboolean needs_sign_in)
{
  if (self->needs_sign_in == needs_sign_in)
    return;
  self->needs_sign_in = needs_sign_in;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEEDS_SIGN_IN]);
}

static void
take_secret (PfAccount *self, GBytes *secret)
{
  g_clear_pointer (&self->secret, g_bytes_unref);
  self->secret = secret != NULL ? g_bytes_ref (secret) : NULL;
}

/* One write is over: the next secret follows, the latest; those between never need to be kept. */
static void
end_write (PfAccount *self, const GError *error)
{
  g_clear_object (&self->writing);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, not_kept_signal, 0, error);
  if (self->has_next)
    {
      write_secret (self);
      return;
    }
  if (self->service != NULL)
    pf_town_service_release (self->service);
  pf_waiters_end (self->flushes, NULL);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfAccount) self = PF_ACCOUNT (user_data);
  g_autoptr (GError) error = NULL;

  pf_keyring_store_finish (result, &error);
  end_write (self, error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfAccount) self = PF_ACCOUNT (user_data);
  g_autoptr (GError) error = NULL;

  /* What could not be cleared is a session that the town has ended: it opens nothing. */
  if (!pf_keyring_clear_finish (result, &error))
    g_debug ("%s: %s", self->id, error->message);
  end_write (self, NULL);
}

static void
write_secret (PfAccount *self)
{
  self->has_next = self->writing != NULL;
  if (self->has_next)
    return;
  self->writing = g_cancellable_new ();
  if (self->secret != NULL)
    {
      pf_town_service_hold (pf_account_get_service (self));
      pf_keyring_store_async (self, PF_KEYRING_SESSION, self->secret, self->writing, stored_cb,
                              g_object_ref (self));
    }
  else
    pf_keyring_clear_async (self, PF_KEYRING_SESSION, self->writing, cleared_cb,
                            g_object_ref (self));
}

static void
secret_changed_cb (PfTownService *service, GBytes *secret, gpointer user_data)
{
  PfAccount *self = user_data;

  take_secret (self, secret);
  set_needs_sign_in (self, secret == NULL);
  if (!self->is_detached)
    write_secret (self);
}

static void
discovery_cb (PfTownService *service, GParamSpec *pspec, gpointer user_data)
{
  const PfDiscovery *discovery = pf_town_service_get_discovery (service);

  if (discovery != NULL)
    pf_account_set_town_name (user_data, discovery->name);
}

static void
set_service (PfAccount *self, PfTownService *service)
{
  self->service = g_object_ref (service);
  g_signal_connect (service, "secret-changed", G_CALLBACK (secret_changed_cb), self);
  g_signal_connect (service, "notify::discovery", G_CALLBACK (discovery_cb), self);
}

static void
pf_account_dispose (GObject *object)
{
  PfAccount *self = PF_ACCOUNT (object);

  if (self->service != NULL)
    g_signal_handlers_disconnect_by_data (self->service, self);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (pf_account_parent_class)->dispose (object);
}

static void
pf_account_finalize (GObject *object)
{
  PfAccount *self = PF_ACCOUNT (object);

  g_free (self->id);
  g_free (self->kind);
  g_free (self->uri);
  g_free (self->login);
  g_free (self->town_name);
  g_free (self->folder);
  g_clear_pointer (&self->secret, g_bytes_unref);
  g_clear_object (&self->writing);
  pf_waiters_free (self->flushes);
  g_clear_pointer (&self->key, g_bytes_unref);
  pf_waiters_free (self->key_waiters);

  G_OBJECT_CLASS (pf_account_parent_class)->finalize (object);
}

static void
pf_account_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PfAccount *self = PF_ACCOUNT (object);

  switch (id)
    {
    case PROP_TOWN_NAME:
      g_value_set_string (value, self->town_name);
      break;
    case PROP_NEEDS_SIGN_IN:
      g_value_set_boolean (value, self->needs_sign_in);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pf_account_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TOWN_NAME:
      pf_account_set_town_name (PF_ACCOUNT (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pf_account_class_init (PfAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pf_account_dispose;
  object_class->finalize = pf_account_finalize;
  object_class->get_property = pf_account_get_property;
  object_class->set_property = pf_account_set_property;

  properties[PROP_TOWN_NAME] =
      g_param_spec_string ("town-name", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NEEDS_SIGN_IN] = g_param_spec_boolean ("needs-sign-in", NULL, NULL, FALSE,
                                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  not_kept_signal = g_signal_new ("not-kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
pf_account_init (PfAccount *self)
{
  self->flushes = pf_waiters_new ();
  self->key_waiters = pf_waiters_new ();
}

PfAccount *
pf_account_new (const char *folder,
                const char *id,
                const char *kind,
                const char *uri,
                const char *login,
                const char *town_name)
{
  PfAccount *self = g_object_new (PF_TYPE_ACCOUNT, NULL);

  self->id = g_strdup (id);
  self->kind = g_strdup (kind);
  self->uri = g_strdup (uri);
  self->login = g_strdup (login);
  self->town_name = g_strdup (town_name);
  self->folder = g_build_filename (folder, id, NULL);
  return self;
}

const char *
pf_account_get_kind (PfAccount *self)
{
  return self->kind;
}

void
pf_account_adopt_service (PfAccount *self, PfTownService *service)
{
  g_autoptr (GBytes) secret = pf_town_service_dup_secret (service);

  if (self->service == NULL)
    set_service (self, service);
  discovery_cb (service, NULL, self);
  if (self->service == service)
    secret_changed_cb (service, secret, self);
  else
    {
      /* Who waits for this account to be signed in again knows only its own service. */
      pf_town_service_set_secret (self->service, secret);
      g_signal_emit_by_name (self->service, "secret-changed", secret);
    }
}

void
pf_account_flush_async (PfAccount          *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, pf_account_flush_async);
  if (self->writing != NULL)
    pf_waiters_add (self->flushes, g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
pf_account_flush_finish (PfAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pf_account_take_key (PfAccount *self, GBytes *key, const GError *error)
{
  self->is_searching_key = FALSE;
  if (key != NULL)
    self->key = g_bytes_ref (key);
  pf_waiters_end (self->key_waiters, error);
}

void
pf_account_detach (PfAccount *self)
{
  self->is_detached = TRUE;
  self->has_next = FALSE;
  if (self->writing != NULL)
    g_cancellable_cancel (self->writing);
}

void
pf_account_reattach (PfAccount *self)
{
  self->is_detached = FALSE;
  write_secret (self);
}

const char *
pf_account_get_id (PfAccount *self)
{
  g_return_val_if_fail (PF_IS_ACCOUNT (self), NULL);
  return self->id;
}

const char *
pf_account_get_login (PfAccount *self)
{
  g_return_val_if_fail (PF_IS_ACCOUNT (self), NULL);
  return self->login;
}

const char *
pf_account_get_uri (PfAccount *self)
{
  g_return_val_if_fail (PF_IS_ACCOUNT (self), NULL);
  return self->uri;
}

const char *
pf_account_get_town_name (PfAccount *self)
{
  g_return_val_if_fail (PF_IS_ACCOUNT (self), NULL);
  return self->town_name;
}

void
pf_account_set_town_name (PfAccount *self, const char *town_name)
{
  g_return_if_fail (PF_IS_ACCOUNT (self));

  if (g_strcmp0 (self->town_name, town_name) == 0)
    return;
  g_free (self->town_name);
  self->town_name = g_strdup (town_name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOWN_NAME]);
}

const char *
pf_account_get_folder (PfAccount *self)
{
  g_return_val_if_fail (PF_IS_ACCOUNT (self), NULL);
  return self->folder;
}

gboolean
pf_account_get_needs_sign_in (PfAccount *self)
{
  g_return_val_if_fail (PF_IS_ACCOUNT (self), TRUE);
  return self->needs_sign_in;
}

PfTownService *
pf_account_get_service (PfAccount *self)
{
  g_return_val_if_fail (PF_IS_ACCOUNT (self), NULL);

  if (self->service == NULL)
    {
      g_autoptr (PfTownService) service = pf_town_services_new (self->kind, self->uri);

      set_service (self, service);
    }
  return self->service;
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfAccount *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) secret = pf_keyring_lookup_finish (result, &error);

  self->is_locked = self->secret == NULL &&
                    g_error_matches (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_LOCKED);
  if (self->secret != NULL)
    {
      /* Signed in while the keyring was asked. */
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (secret != NULL)
    {
      take_secret (self, secret);
      pf_town_service_set_secret (pf_account_get_service (self), secret);
      set_needs_sign_in (self, FALSE);
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (g_error_matches (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_NO_SECRET) ||
      g_error_matches (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_NO_KEYRING))
    set_needs_sign_in (self, TRUE);
  g_task_return_error (task, g_steal_pointer (&error));
}

gboolean
pf_account_get_is_locked (PfAccount *self)
{
  g_return_val_if_fail (PF_IS_ACCOUNT (self), FALSE);
  return self->is_locked && self->secret == NULL;
}

void
pf_account_unlock_async (PfAccount          *self,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PF_IS_ACCOUNT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_account_unlock_async);
  if (self->secret != NULL)
    g_task_return_boolean (task, TRUE);
  else
    pf_keyring_lookup_async (self, PF_KEYRING_SESSION, cancellable, looked_up_cb,
                             g_steal_pointer (&task));
}

gboolean
pf_account_unlock_finish (PfAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pf_account_load_key_async (PfAccount          *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PF_IS_ACCOUNT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_account_load_key_async);
  if (self->key != NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  pf_waiters_add (self->key_waiters, g_steal_pointer (&task));
  if (self->is_searching_key)
    return;
  self->is_searching_key = TRUE;
  pf_account_search_key (self);
}

GBytes *
pf_account_load_key_finish (PfAccount *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_boolean (G_TASK (result), error) ? g_bytes_ref (self->key) : NULL;
}
