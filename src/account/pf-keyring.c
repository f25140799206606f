/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asynchronous libsecret only: its synchronous calls wait for dialogs. "Nothing found" is believed
 * only once the keyring is
 * known to be there and open. */
#include "config.h"

#include "pf-keyring.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#define SCHEMA(name)                                                                               \
  {                                                                                                \
    name, SECRET_SCHEMA_NONE,                                                                      \
        {                                                                                          \
          { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },                                           \
          { "uri", SECRET_SCHEMA_ATTRIBUTE_STRING },                                               \
          { "login", SECRET_SCHEMA_ATTRIBUTE_STRING },                                             \
          { NULL, 0 },                                                                             \
        },                                                                                         \
  }

static const SecretSchema schemas[] = {
  [PF_KEYRING_SESSION] = SCHEMA (APPLICATION_ID),
  [PF_KEYRING_KEY] = SCHEMA (APPLICATION_ID ".Key"),
};

static const char *const labels[] = {
  /* TRANSLATORS: the name of an item in the keyring: a login, and the address of a town. */
  [PF_KEYRING_SESSION] = N_("Portail Famille: %s at %s"),
  /* TRANSLATORS: the name of an item in the keyring: a login, and the address of a town. */
  [PF_KEYRING_KEY] = N_("Portail Famille, what is secret on this device: %s at %s"),
};

static GError *
new_error (PfAccountError code)
{
  static const char *const messages[] = {
    [PF_ACCOUNT_ERROR_NO_KEYRING] = N_("This device has no keyring that can keep the session."),
    [PF_ACCOUNT_ERROR_LOCKED] = N_("The keyring is locked."),
    [PF_ACCOUNT_ERROR_NO_SECRET] = N_("No session is kept on this device: sign in."),
  };

  return g_error_new_literal (PF_ACCOUNT_ERROR, code, _(messages[code]));
}

/* Returns: (transfer full): what libsecret's @error means to an account. */
static GError *
translate_error (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);
  g_debug ("Keyring: %s", error->message);
  /* Inside a sandbox the portal's file says no more than "failed" while the keyring is locked;
   * outside of one that is a bus that is not there. */
  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
      (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED) &&
       g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS)))
    return new_error (PF_ACCOUNT_ERROR_LOCKED);
  return new_error (PF_ACCOUNT_ERROR_NO_KEYRING);
}

/* Ends @task, whose question is why nothing was found, with @code. */
static void
return_reason (GTask *task, PfAccountError code)
{
  g_task_return_error (task, new_error (code));
}

static void
got_collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, translate_error (error));
  else if (collection == NULL)
    return_reason (task, PF_ACCOUNT_ERROR_NO_KEYRING);
  else if (secret_collection_get_locked (collection))
    return_reason (task, PF_ACCOUNT_ERROR_LOCKED);
  else
    return_reason (task, PF_ACCOUNT_ERROR_NO_SECRET);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  SecretService *service = SECRET_SERVICE (source);
  g_autoptr (GError) error = NULL;
  GList *items = secret_service_search_finish (service, result, &error);

  if (error != NULL)
    g_task_return_error (task, translate_error (error));
  else if (items != NULL)
    /* There all the same: only locked items are found but not read. */
    return_reason (task, PF_ACCOUNT_ERROR_LOCKED);
  else
    secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                 g_task_get_cancellable (task), got_collection_cb,
                                 g_object_ref (task));
  g_list_free_full (items, g_object_unref);
}

static void
got_service_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfAccount *account = g_task_get_source_object (task);
  const SecretSchema *schema;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = secret_service_get_finish (result, &error);
  g_autoptr (GHashTable) attributes = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (service == NULL)
    {
      /* It was no service that answered but the portal's file, which does not hide what is locked.
       * */
      return_reason (task, PF_ACCOUNT_ERROR_NO_SECRET);
      return;
    }
  schema = g_task_get_task_data (task);
  attributes = secret_attributes_build (schema, "account", pf_account_get_id (account), NULL);
  secret_service_search (service, schema, attributes, SECRET_SEARCH_NONE,
                         g_task_get_cancellable (task), searched_cb, g_object_ref (task));
}

/* Nothing was found without an error: finds out whether that is the truth, and ends @task with
 * what it is. */
static void
explain_nothing (GTask *task)
{
  secret_service_get (SECRET_SERVICE_NONE, g_task_get_cancellable (task), got_service_cb,
                      g_object_ref (task));
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, translate_error (error));
  else
    return_reason (task, PF_ACCOUNT_ERROR_LOCKED); /* the dialog was dismissed */
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  SecretValue *value = secret_password_lookup_binary_finish (result, &error);
  const char *secret;
  gsize size;

  if (error != NULL)
    {
      g_task_return_error (task, translate_error (error));
      return;
    }
  if (value == NULL)
    {
      explain_nothing (task);
      return;
    }
  secret = secret_value_get (value, &size);
  g_task_return_pointer (task, g_bytes_new (secret, size), (GDestroyNotify) g_bytes_unref);
  secret_value_unref (value);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_password_clear_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, translate_error (error));
  else
    explain_nothing (task);
}

void
pf_keyring_store_async (PfAccount          *account,
                        PfKeyringItem       item,
                        GBytes             *secret,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (account, cancellable, callback, user_data);
  SecretValue *value = secret_value_new (g_bytes_get_data (secret, NULL), g_bytes_get_size (secret),
                                         "application/octet-stream");
  g_autofree char *label = g_strdup_printf (_(labels[item]), pf_account_get_login (account),
                                            pf_account_get_uri (account));

  g_task_set_source_tag (task, pf_keyring_store_async);
  secret_password_store_binary (&schemas[item], SECRET_COLLECTION_DEFAULT, label, value,
                                cancellable, stored_cb, g_steal_pointer (&task), "account",
                                pf_account_get_id (account), "uri", pf_account_get_uri (account),
                                "login", pf_account_get_login (account), NULL);
  secret_value_unref (value);
}

gboolean
pf_keyring_store_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pf_keyring_lookup_async (PfAccount          *account,
                         PfKeyringItem       item,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (account, cancellable, callback, user_data);

  g_task_set_source_tag (task, pf_keyring_lookup_async);
  g_task_set_task_data (task, (gpointer) &schemas[item], NULL);
  secret_password_lookup (&schemas[item], cancellable, looked_up_cb, g_steal_pointer (&task),
                          "account", pf_account_get_id (account), NULL);
}

GBytes *
pf_keyring_lookup_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pf_keyring_clear_async (PfAccount          *account,
                        PfKeyringItem       item,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (account, cancellable, callback, user_data);

  g_task_set_source_tag (task, pf_keyring_clear_async);
  g_task_set_task_data (task, (gpointer) &schemas[item], NULL);
  secret_password_clear (&schemas[item], cancellable, cleared_cb, g_steal_pointer (&task),
                         "account", pf_account_get_id (account), NULL);
}

gboolean
pf_keyring_clear_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &reason) ||
      g_error_matches (reason, PF_ACCOUNT_ERROR, PF_ACCOUNT_ERROR_NO_SECRET))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}
