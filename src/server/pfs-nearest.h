/* SPDX-License-Identifier: GPL-3.0-or-later
 * What somebody may have meant by a word that does not exist. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** @names: (element-type utf8). Returns: (nullable): the one of @names that @word is most like;
 * NULL where it is like none of them. */
const char *pfs_nearest_find (const char *word, GPtrArray *names);

G_END_DECLS
