/* SPDX-License-Identifier: GPL-3.0-or-later
 * The cache's words: what can be searched of each record, in a full-text index beside it,
 * written in the same transaction. Sheets are not in it. Used on the store's worker thread only. */
#pragma once

#include "pf-db.h"
#include "pf-search.h"

G_BEGIN_DECLS

/** Writes what can be searched of @record in the place of what was there. */
gboolean pf_index_write (PfDb *db, PfCollection collection, PfRecord *record, GError **error);
gboolean pf_index_remove (PfDb *db, PfCollection collection, const char *id, GError **error);
/** Removes what belongs to no record any more. */
gboolean pf_index_sweep (PfDb *db, GError **error);
/** Returns: (transfer full) (element-type PfSearchHit): at most @limit records that hold all words
 * of @text or words that begin so, best first. */
GPtrArray *pf_index_find (PfDb *db, const char *text, guint limit, GError **error);

G_END_DECLS
