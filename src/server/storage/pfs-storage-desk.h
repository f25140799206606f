/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of what the town hall offers to write to: its services with their topics, and its
 * forms. */
#pragma once

#include "pf-record-mail.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

gboolean pfs_storage_put_service (PfsStorage *self, PfService *service, GError **error);
PfService *pfs_storage_load_service (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full) (element-type PfService): by name. */
GPtrArray *pfs_storage_list_services (PfsStorage *self, GError **error);
/** Threads with it stay. */
gboolean pfs_storage_remove_service (PfsStorage *self, const char *id, GError **error);

/** @position: among the others. */
gboolean pfs_storage_put_form (PfsStorage *self, PfForm *form, int position, GError **error);
PfForm *pfs_storage_load_form (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full) (element-type PfForm): in their order. */
GPtrArray *pfs_storage_list_forms (PfsStorage *self, GError **error);
/** Requests made with it stay. */
gboolean pfs_storage_remove_form (PfsStorage *self, const char *id, GError **error);

G_END_DECLS
