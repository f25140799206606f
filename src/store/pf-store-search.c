/* SPDX-License-Identifier: GPL-3.0-or-later
 * The store's call that searches: an operation for the worker. */
#include "config.h"

#include "pf-store-private.h"

void
pf_store_search_async (PfStore            *self,
                       const char         *text,
                       guint               limit,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_search);

  operation->name = g_strdup (text);
  operation->limit = limit;
  pf_store_start_operation (self, operation, pf_store_search_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_FINISH (GPtrArray *, search, pointer)
