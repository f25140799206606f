/* SPDX-License-Identifier: GPL-3.0-or-later
 * cache.db: the town's records and month sheets as last pulled. Used on the store's worker thread
 * only. */
#pragma once

#include "pf-db.h"

G_BEGIN_DECLS

typedef struct _PfCache PfCache;

/** Returns: (transfer full): where the cache of @folder is. On any thread. */
char *pf_cache_make_path (const char *folder);
PfCache *pf_cache_new (const char *folder);
void pf_cache_free (PfCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfCache, pf_cache_free)
/** Opens or makes the file if it is not open; one that is damaged is thrown away and made anew, and
 * @notices told. */
gboolean pf_cache_open (PfCache *cache, PfStoreNotice *notices, GError **error);
/** Throws everything away and begins anew. */
gboolean pf_cache_rebuild (PfCache *cache, PfStoreNotice *notices, GError **error);
/** Looks through the whole file, once, if it was not closed properly. */
gboolean pf_cache_check (PfCache *cache, GError **error);

/* Each fails with PF_STORE_ERROR_DAMAGED where the caller has to rebuild. What changed is added to
 * @news. */
gboolean pf_cache_apply (PfCache *cache, PfChanges *changes, PfMoment at, gint64 clock_offset,
                         PfStoreNews *news, GError **error);
gboolean pf_cache_start_afresh (PfCache *cache, GError **error);
/** Writes the facts of @answer to @lines durably. */
gboolean pf_cache_write_answer (PfCache *cache, GPtrArray *lines, const PfAnswer *answer,
                                PfStoreNews *news, GError **error);
/** Reads the status, the collections of PF_STORE_START_COLLECTIONS, and the sheets that meet @first
 * to @last. */
gboolean pf_cache_load (PfCache *cache, PfDay first, PfDay last, PfStoreNews *news, GError **error);
/** Reads the collections of @mask; from then on news tell of them too. */
gboolean pf_cache_load_records (PfCache *cache, guint mask, PfStoreNews *news, GError **error);
/** Returns: (transfer full) (element-type PfSearchHit): see pf_store_search_async(). */
GPtrArray *pf_cache_search (PfCache *cache, const char *text, guint limit, GError **error);
/** Returns: (transfer full) (element-type PfSheet): those of the months that meet @first to @last.
 */
GPtrArray *pf_cache_load_sheets (PfCache *cache, PfDay first, PfDay last, GError **error);

G_END_DECLS
