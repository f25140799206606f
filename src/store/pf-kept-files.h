/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files of the town's that are kept in the account's folder, to be opened offline. Each is named by
 * its digest, or found by a name that leads to it; past a size in all, those not used for longest
 * go. Used on the store's worker. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** What is kept in all, at most, in bytes. */
#define PF_KEPT_FILES_MAX (64 * 1024 * 1024)

/** Returns: (transfer full): a name for a file that @text tells from all others, and whose digest
 * is known only once it is here. */
char *pf_kept_files_make_name (const char *text);
/** Returns: (transfer full): the bytes of @name; PF_STORE_ERROR_MISSING where they are not here, or
 * not what they were. */
GBytes *pf_kept_files_load (const char *folder, const char *name, GError **error);
/** Keeps @bytes under @name, of pf_kept_files_make_name() or their digest: PF_STORE_ERROR_MISSING
 * where theirs is another. */
gboolean pf_kept_files_keep (const char *folder, const char *name, GBytes *bytes, GError **error);
/** Removes all that is kept. */
void pf_kept_files_forget (const char *folder);

G_END_DECLS
