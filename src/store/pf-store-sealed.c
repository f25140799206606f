/* SPDX-License-Identifier: GPL-3.0-or-later
 * The store's calls about what is secret: operations for the worker. */
#include "config.h"

#include "pf-codec.h"
#include "pf-store-private.h"

void
pf_store_set_key_async (PfStore            *self,
                        GBytes             *key,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_set_key);

  operation->bytes = g_bytes_ref (key);
  pf_store_start_operation (self, operation, pf_store_set_key_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_DONE (set_key)

void
pf_store_keep_health_sheet_async (PfStore            *self,
                                  PfHealthSheet      *sheet,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_keep_sheet);

  operation->key = g_strdup (pf_record_get_id (PF_RECORD (sheet)));
  operation->bytes = pf_codec_encode_record (PF_RECORD (sheet));
  pf_store_start_operation (self, operation, pf_store_keep_health_sheet_async, cancellable,
                            callback, user_data);
}

PF_STORE_DEFINE_DONE (keep_health_sheet)

void
pf_store_forget_health_sheet_async (PfStore            *self,
                                    const char         *child,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_forget_sheet);

  operation->key = g_strdup (child);
  pf_store_start_operation (self, operation, pf_store_forget_health_sheet_async, cancellable,
                            callback, user_data);
}

PF_STORE_DEFINE_DONE (forget_health_sheet)

void
pf_store_load_health_sheet_async (PfStore            *self,
                                  const char         *child,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_load_sheet);

  operation->key = g_strdup (child);
  pf_store_start_operation (self, operation, pf_store_load_health_sheet_async, cancellable,
                            callback, user_data);
}

PfHealthSheet *
pf_store_load_health_sheet_finish (PfStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GBytes) body = g_task_propagate_pointer (G_TASK (result), error);

  return body != NULL ? pf_codec_decode_health_sheet (body, error) : NULL;
}
