/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files of the town's that are kept in the account's folder, to be opened offline. Each is named by
 * its digest; past a size in all, those not used for longest go. Used on the store's worker. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What is kept in all, at most, in bytes. */
#define PF_KEPT_FILES_MAX (64 * 1024 * 1024)

/** Returns: (transfer full): the bytes of @digest; PF_STORE_ERROR_MISSING where they are not here,
 * or not what they were. */
GBytes *pf_kept_files_load (const char *folder, const char *digest, GError **error);
/** Keeps @bytes, whose digest is @digest: PF_STORE_ERROR_MISSING where it is another. */
gboolean pf_kept_files_keep (const char *folder, const char *digest, GBytes *bytes, GError **error);

G_END_DECLS
