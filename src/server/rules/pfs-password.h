/* SPDX-License-Identifier: GPL-3.0-or-later
 * Passwords: hashed by argon2id, never kept. */
#pragma once

#include <gio/gio.h>

#include "pfs-storage.h"

G_BEGIN_DECLS

/** Hashes at the cost the town's settings name; takes a moment: not on a loop that serves. Returns:
 * (transfer full): NULL with @error. */
char *pfs_password_hash (PfsStorage *storage, const char *password, GError **error);

/** The same on a worker thread. Finish: (transfer full): NULL with @error. */
void pfs_password_hash_async (PfsStorage *storage, const char *password, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
char *pfs_password_hash_finish (GAsyncResult *result, GError **error);

/** Checks @password on a worker thread. @hash: (nullable): NULL (an unknown login) takes as long
 * and gives FALSE. */
void pfs_password_verify_async (PfsStorage *storage, const char *hash, const char *password,
                                GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data);
/** Returns: whether it is right; FALSE without @error where it is wrong. */
gboolean pfs_password_verify_finish (GAsyncResult *result, GError **error);

G_END_DECLS
