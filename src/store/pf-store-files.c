/* SPDX-License-Identifier: GPL-3.0-or-later
 * The store's calls for files of the town's: operations for the worker. */
#include "config.h"

#include "pf-kept-files.h"
#include "pf-store-private.h"

static gboolean
keep_file (PfDisk *disk, PfOperation *operation, GError **error)
{
  return pf_disk_may_keep_files (disk, operation, error) &&
         pf_kept_files_keep (pf_disk_get_folder (disk), operation->key, operation->bytes, error);
}

static gboolean
load_kept_file (PfDisk *disk, PfOperation *operation, GError **error)
{
  if (pf_disk_may_keep_files (disk, operation, error))
    operation->found = pf_kept_files_load (pf_disk_get_folder (disk), operation->key, error);
  return operation->found != NULL;
}

void
pf_store_set_files_wish_async (PfStore            *self,
                               PfFilesWish         wish,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_set_files_wish);

  operation->files_wish = wish;
  pf_store_start_operation (self, operation, pf_store_set_files_wish_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_DONE (set_files_wish)

void
pf_store_keep_file_async (PfStore            *self,
                          const char         *name,
                          GBytes             *bytes,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (keep_file);

  operation->key = g_strdup (name);
  operation->bytes = g_bytes_ref (bytes);
  pf_store_start_operation (self, operation, pf_store_keep_file_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_DONE (keep_file)

void
pf_store_load_kept_file_async (PfStore            *self,
                               const char         *name,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (load_kept_file);

  operation->key = g_strdup (name);
  pf_store_start_operation (self, operation, pf_store_load_kept_file_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_FINISH (GBytes *, load_kept_file, pointer)
