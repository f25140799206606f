/* SPDX-License-Identifier: GPL-3.0-or-later
 * The list of accounts: a GListModel that keeps its file up to date. */
#include "config.h"

#include "pf-account-list.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "pf-account-private.h"
#include "pf-accounts-file.h"
#include "pf-folder-removal.h"
#include "pf-keyring.h"
#include "pf-town-services.h"

struct _PfAccountList {
  GObject parent_instance;

  char *folder;
  GPtrArray *accounts; /* (element-type PfAccount) (owned) */
  gboolean has_told;   /* that the keyring is not available */
};

static void pf_account_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PfAccountList, pf_account_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      pf_account_list_model_init))

static guint keyring_unavailable_signal;

static void
not_kept_cb (PfAccount *account, const GError *error, gpointer user_data)
{
  PfAccountList *self = user_data;

  if (self->has_told)
    return;
  self->has_told = TRUE;
  g_signal_emit (self, keyring_unavailable_signal, 0);
}

static void
town_name_cb (PfAccount *account, GParamSpec *pspec, gpointer user_data)
{
  PfAccountList *self = user_data;
  g_autoptr (GError) error = NULL;

  /* The name is only remembered: the town tells it again next time. */
  if (!pf_accounts_file_write (self->folder, self->accounts, &error))
    g_message ("%s", error->message);
}

static void
watch_account (PfAccountList *self, PfAccount *account)
{
  g_signal_connect (account, "not-kept", G_CALLBACK (not_kept_cb), self);
  g_signal_connect (account, "notify::town-name", G_CALLBACK (town_name_cb), self);
}

static PfAccount *
find_account (PfAccountList *self, const char *uri, const char *login)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      PfAccount *account = g_ptr_array_index (self->accounts, i);

      if (g_str_equal (pf_account_get_uri (account), uri) &&
          g_str_equal (pf_account_get_login (account), login))
        return account;
    }
  return NULL;
}

static GType
pf_account_list_get_item_type (GListModel *model)
{
  return PF_TYPE_ACCOUNT;
}

static guint
pf_account_list_get_n_items (GListModel *model)
{
  return PF_ACCOUNT_LIST (model)->accounts->len;
}

static gpointer
pf_account_list_get_item (GListModel *model, guint position)
{
  PfAccountList *self = PF_ACCOUNT_LIST (model);

  return position < self->accounts->len
             ? g_object_ref (g_ptr_array_index (self->accounts, position))
             : NULL;
}

static void
pf_account_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pf_account_list_get_item_type;
  iface->get_n_items = pf_account_list_get_n_items;
  iface->get_item = pf_account_list_get_item;
}

static void
pf_account_list_finalize (GObject *object)
{
  PfAccountList *self = PF_ACCOUNT_LIST (object);

  for (guint i = 0; i < self->accounts->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->accounts, i), self);
  g_ptr_array_unref (self->accounts);
  g_free (self->folder);

  G_OBJECT_CLASS (pf_account_list_parent_class)->finalize (object);
}

static void
pf_account_list_class_init (PfAccountListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_account_list_finalize;
  keyring_unavailable_signal = g_signal_new ("keyring-unavailable", G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                             0);
}

static void
pf_account_list_init (PfAccountList *self)
{
}

PfAccountList *
pf_account_list_new (const char *folder, GError **error)
{
  PfAccountList *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (PF_TYPE_ACCOUNT_LIST, NULL);
  self->folder = g_strdup (folder);
  self->accounts = pf_accounts_file_read (folder, error);
  for (guint i = 0; i < self->accounts->len; i++)
    watch_account (self, g_ptr_array_index (self->accounts, i));
  return self;
}

/* Makes the account and its folder, and writes it down; only then it is in the list. */
static PfAccount *
create_account (PfAccountList *self,
                PfTownService *service,
                const char    *uri,
                const char    *login,
                GError       **error)
{
  const PfDiscovery *discovery = pf_town_service_get_discovery (service);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (PfAccount) account = pf_account_new (self->folder, id,
                                                  pf_town_services_get_kind (service), uri, login,
                                                  discovery != NULL ? discovery->name : NULL);
  guint position = self->accounts->len;

  if (g_mkdir_with_parents (pf_account_get_folder (account), 0700) != 0)
    {
      g_set_error (error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_DISK,
                   _("The account's folder could not be made: %s"), g_strerror (errno));
      return NULL;
    }
  g_ptr_array_add (self->accounts, g_object_ref (account));
  if (!pf_accounts_file_write (self->folder, self->accounts, error))
    {
      g_ptr_array_remove_index (self->accounts, position);
      g_rmdir (pf_account_get_folder (account));
      return NULL;
    }
  watch_account (self, account);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  return g_steal_pointer (&account);
}

PfAccount *
pf_account_list_add (PfAccountList *self, PfTownService *service, const char *login, GError **error)
{
  g_autofree char *uri = NULL;
  PfAccount *account;

  g_return_val_if_fail (PF_IS_ACCOUNT_LIST (self), NULL);
  g_return_val_if_fail (PF_IS_TOWN_SERVICE (service), NULL);
  g_return_val_if_fail (login != NULL, NULL);

  uri = pf_town_services_dup_uri (service);
  account = find_account (self, uri, login);
  if (account != NULL)
    g_object_ref (account);
  else
    account = create_account (self, service, uri, login, error);
  if (account != NULL)
    pf_account_adopt_service (account, service);
  return account;
}

typedef struct {
  PfAccount *account;
  GError *keyring_error; /* (nullable): the secret may still be there */
} Forgetting;

static void
forgetting_free (Forgetting *forgetting)
{
  g_object_unref (forgetting->account);
  g_clear_error (&forgetting->keyring_error);
  g_free (forgetting);
}

static void
folder_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfAccountList *self = g_task_get_source_object (task);
  Forgetting *forgetting = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  guint position;

  if (!pf_folder_removal_finish (result, &error))
    {
      pf_account_reattach (forgetting->account);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (g_ptr_array_find (self->accounts, forgetting->account, &position))
    {
      g_signal_handlers_disconnect_by_data (forgetting->account, self);
      g_ptr_array_remove_index (self->accounts, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
  if (!pf_accounts_file_write (self->folder, self->accounts, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (g_error_matches (forgetting->keyring_error, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_LOCKED))
    g_task_return_error (task, g_steal_pointer (&forgetting->keyring_error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
key_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Forgetting *forgetting = g_task_get_task_data (task);

  pf_keyring_clear_finish (result,
                           forgetting->keyring_error == NULL ? &forgetting->keyring_error : NULL);
  if (g_task_return_error_if_cancelled (task))
    {
      pf_account_reattach (forgetting->account);
      return;
    }
  /* From here on there is no way back. */
  g_task_set_check_cancellable (task, FALSE);
  pf_folder_removal_async (pf_account_get_folder (forgetting->account), folder_removed_cb,
                           g_object_ref (task));
}

static void
secret_cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Forgetting *forgetting = g_task_get_task_data (task);

  pf_keyring_clear_finish (result, &forgetting->keyring_error);
  pf_keyring_clear_async (PF_ACCOUNT (source), PF_KEYRING_KEY, g_task_get_cancellable (task),
                          key_cleared_cb, g_object_ref (task));
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfAccount *account = PF_ACCOUNT (source);

  /* What was being written was given up; clearing comes after it in any case. */
  pf_account_flush_finish (account, result, NULL);
  pf_keyring_clear_async (account, PF_KEYRING_SESSION, g_task_get_cancellable (task),
                          secret_cleared_cb, g_object_ref (task));
}

void
pf_account_list_forget_async (PfAccountList      *self,
                              PfAccount          *account,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Forgetting *forgetting;

  g_return_if_fail (PF_IS_ACCOUNT_LIST (self));
  g_return_if_fail (PF_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_account_list_forget_async);
  forgetting = g_new0 (Forgetting, 1);
  forgetting->account = g_object_ref (account);
  g_task_set_task_data (task, forgetting, (GDestroyNotify) forgetting_free);
  pf_account_detach (account);
  pf_account_flush_async (account, NULL, settled_cb, g_steal_pointer (&task));
}

gboolean
pf_account_list_forget_finish (PfAccountList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void flush_next (GTask *task);

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GPtrArray *left = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!pf_account_flush_finish (PF_ACCOUNT (source), result, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_ptr_array_remove_index (left, left->len - 1);
  flush_next (task);
}

static void
flush_next (GTask *task)
{
  GPtrArray *left = g_task_get_task_data (task);

  if (left->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    pf_account_flush_async (g_ptr_array_index (left, left->len - 1), g_task_get_cancellable (task),
                            flushed_cb, g_object_ref (task));
}

void
pf_account_list_flush_async (PfAccountList      *self,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  GPtrArray *left;

  g_return_if_fail (PF_IS_ACCOUNT_LIST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_account_list_flush_async);
  left = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->accounts->len; i++)
    g_ptr_array_add (left, g_object_ref (g_ptr_array_index (self->accounts, i)));
  g_task_set_task_data (task, left, (GDestroyNotify) g_ptr_array_unref);
  flush_next (task);
}

gboolean
pf_account_list_flush_finish (PfAccountList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
