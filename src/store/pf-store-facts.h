/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a store is made of and how large it is, for whoever looks for a fault. On any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Returns: which release of SQLite keeps the stores, "3.40.1". */
const char *pf_store_get_library_version (void);
/** Returns: how many bytes the cache in @folder takes; 0 where there is none. */
guint64 pf_store_measure_cache (const char *folder);

G_END_DECLS
