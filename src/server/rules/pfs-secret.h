/* SPDX-License-Identifier: GPL-3.0-or-later
 * Secrets that the town hands out, and of which it keeps only hashes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Returns: (transfer full): 256 random bits as characters that addresses may hold. */
char *pfs_secret_make (void);
/** Returns: (transfer full): @n random characters of PF_ACCOUNT_CODE_ALPHABET, which a person can
 * read out and type. */
char *pfs_secret_make_characters (guint n);
/** Returns: (transfer full): the hash by which @secret is kept. */
GBytes *pfs_secret_hash (const char *secret);

G_END_DECLS
