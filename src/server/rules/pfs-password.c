/* SPDX-License-Identifier: GPL-3.0-or-later
 * Passwords: hashed by argon2id on threads of their own, so that serving goes on. */
#include "config.h"

#include "pfs-password.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "pfs-storage-town.h"

/* Each hashing takes tens of megabytes: not more than this many at once. */
#define N_THREADS 2

typedef struct {
  unsigned long long operations;
  size_t memory;
} Cost;

/* What a thread needs to check one password. */
typedef struct {
  char *hash;     /* (nullable) */
  char *password; /* wiped when freed */
  Cost cost;
} Check;

static void
free_check (Check *check)
{
  g_free (check->hash);
  sodium_memzero (check->password, strlen (check->password));
  g_free (check->password);
  g_free (check);
}

static guint64
get_number (PfsStorage *storage, const char *key, guint64 fallback)
{
  g_autofree char *text = pfs_storage_get_setting (storage, key, NULL);
  guint64 number;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT32, &number, NULL))
    return fallback;
  return number;
}

static Cost
load_cost (PfsStorage *storage)
{
  return (Cost){
    .operations =
        get_number (storage, PFS_SETTING_PASSWORD_OPERATIONS, crypto_pwhash_OPSLIMIT_INTERACTIVE),
    .memory = get_number (storage, PFS_SETTING_PASSWORD_MEMORY, crypto_pwhash_MEMLIMIT_INTERACTIVE),
  };
}

static char *
hash_password (const char *password, const Cost *cost, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];

  if (sodium_init () < 0 ||
      crypto_pwhash_str (hash, password, strlen (password), cost->operations, cost->memory) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _("There is not enough memory to hash a password"));
      return NULL;
    }
  return g_strdup (hash);
}

static void
hash_worker (GTask *task)
{
  const Check *check = g_task_get_task_data (task);
  GError *error = NULL;
  char *hash = hash_password (check->password, &check->cost, &error);

  if (hash != NULL)
    g_task_return_pointer (task, hash, g_free);
  else
    g_task_return_error (task, error);
}

static void
check_worker (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  const Check *check = g_task_get_task_data (task);
  g_autofree char *ignored = NULL;
  GError *error = NULL;

  if (g_task_get_source_tag (task) == pfs_password_hash_async)
    {
      hash_worker (task);
      return;
    }
  if (check->hash == NULL)
    {
      /* The same work as for a login that exists. */
      ignored = hash_password (check->password, &check->cost, &error);
      if (error != NULL)
        g_task_return_error (task, error);
      else
        g_task_return_boolean (task, FALSE);
    }
  else
    g_task_return_boolean (task, sodium_init () >= 0 &&
                                     crypto_pwhash_str_verify (check->hash, check->password,
                                                               strlen (check->password)) == 0);
}

static GThreadPool *
get_threads (void)
{
  static GThreadPool *threads = NULL;

  if (threads == NULL)
    threads = g_thread_pool_new (check_worker, NULL, N_THREADS, FALSE, NULL);
  return threads;
}

char *
pfs_password_hash (PfsStorage *storage, const char *password, GError **error)
{
  Cost cost;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (password != NULL, NULL);

  cost = load_cost (storage);
  return hash_password (password, &cost, error);
}

/* Hands @task (transfer full) with what it needs to a worker. */
static void
push_task (GTask *task, gpointer tag, PfsStorage *storage, const char *hash, const char *password)
{
  Check *check = g_new0 (Check, 1);

  g_task_set_source_tag (task, tag);
  check->hash = g_strdup (hash);
  check->password = g_strdup (password);
  check->cost = load_cost (storage);
  g_task_set_task_data (task, check, (GDestroyNotify) free_check);
  g_thread_pool_push (get_threads (), task, NULL);
}

void
pfs_password_hash_async (PfsStorage         *storage,
                         const char         *password,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_return_if_fail (PFS_IS_STORAGE (storage));
  g_return_if_fail (password != NULL);

  push_task (g_task_new (NULL, cancellable, callback, user_data), pfs_password_hash_async, storage,
             NULL, password);
}

char *
pfs_password_hash_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pfs_password_hash_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pfs_password_verify_async (PfsStorage         *storage,
                           const char         *hash,
                           const char         *password,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (PFS_IS_STORAGE (storage));
  g_return_if_fail (password != NULL);

  /* Without a source: the thread must not be the last to let go of the storage. */
  push_task (g_task_new (NULL, cancellable, callback, user_data), pfs_password_verify_async,
             storage, hash, password);
}

gboolean
pfs_password_verify_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pfs_password_verify_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
