/* SPDX-License-Identifier: GPL-3.0-or-later
 * Paths of calls with identifiers in them, and names of files that came from outside. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Returns: (transfer full): @pattern with @id for "{id}" and @part for "{part}" (both nullable),
 * escaped. */
char *pf_rest_path_build (const char *pattern, const char *id, const char *part);
/** Returns: (transfer full) (nullable): @name (nullable) as a plain file name: without folders,
 * control characters, or a dot in front; NULL where nothing is left of it. */
char *pf_rest_path_clean_name (const char *name);

G_END_DECLS
