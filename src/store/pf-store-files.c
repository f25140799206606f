/* SPDX-License-Identifier: GPL-3.0-or-later
 * The store's calls for files of the town's: operations for the worker. */
#include "config.h"

#include "pf-kept-files.h"
#include "pf-store-private.h"

static gboolean
keep_file (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_open (disk, operation, error) &&
         pf_kept_files_keep (pf_disk_get_folder (disk), operation->key, operation->bytes, error);
}

static gboolean
load_kept_file (PfDisk *disk, PfOperation *operation, GError **error)
{
  if (pf_disk_open (disk, operation, error))
    operation->found = pf_kept_files_load (pf_disk_get_folder (disk), operation->key, error);
  return operation->found != NULL;
}

void
pf_store_keep_file_async (PfStore            *self,
                          const char         *digest,
                          GBytes             *bytes,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (keep_file);

  operation->key = g_strdup (digest);
  operation->bytes = g_bytes_ref (bytes);
  pf_store_start_operation (self, operation, pf_store_keep_file_async, cancellable, callback,
                            user_data);
}

gboolean
pf_store_keep_file_finish (PfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error) >= 0;
}

void
pf_store_load_kept_file_async (PfStore            *self,
                               const char         *digest,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (load_kept_file);

  operation->key = g_strdup (digest);
  pf_store_start_operation (self, operation, pf_store_load_kept_file_async, cancellable, callback,
                            user_data);
}

GBytes *
pf_store_load_kept_file_finish (PfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
