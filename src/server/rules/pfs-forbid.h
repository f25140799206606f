/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an agent asks for and a rule forbids. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Returns: FALSE with PFS_STORAGE_ERROR_INVALID that says @sentence; TRUE where it is NULL. */
gboolean pfs_forbid (GError **error, const char *sentence);

G_END_DECLS
