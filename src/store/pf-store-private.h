/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the store's own files share. */
#pragma once

#include "pf-disk.h"

G_BEGIN_DECLS

/** Sends @operation (transfer full) to the worker; what it brings back ends a task of @self. */
void pf_store_start_operation (PfStore *self, PfOperation *operation, gpointer tag,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

G_END_DECLS
