/* SPDX-License-Identifier: GPL-3.0-or-later
 * Removes a folder and all that is in it, away from the main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * Follows no symbolic link, not even @path itself. A folder that is not there is removed. Finish:
 * PF_ACCOUNT_ERROR_DISK.
 */
void pf_folder_removal_async (const char *path, GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_folder_removal_finish (GAsyncResult *result, GError **error);

G_END_DECLS
