/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the store's own files share. */
#pragma once

#include "pf-disk.h"

G_BEGIN_DECLS

/** Sends @operation (transfer full) to the worker; what it brings back ends a task of @self. */
void pf_store_start_operation (PfStore *self, PfOperation *operation, gpointer tag,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

/** Defines pf_store_NAME_finish(); @kind: what the operation brings back, "int" or "pointer". */
#define PF_STORE_DEFINE_FINISH(Type, name, kind)                                                   \
  Type pf_store_##name##_finish (PfStore *self, GAsyncResult *result, GError **error)              \
  {                                                                                                \
    return g_task_propagate_##kind (G_TASK (result), error);                                       \
  }
/** The same for what is done or is not. */
#define PF_STORE_DEFINE_DONE(name)                                                                 \
  gboolean pf_store_##name##_finish (PfStore *self, GAsyncResult *result, GError **error)          \
  {                                                                                                \
    return g_task_propagate_int (G_TASK (result), error) >= 0;                                     \
  }

G_END_DECLS
