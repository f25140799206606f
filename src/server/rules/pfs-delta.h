/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a household is told of its changes: pages since a state, or everything. */
#pragma once

#include "pf-changes.h"
#include "pfs-sheets.h"
#include "pfs-storage-changes.h"

G_BEGIN_DECLS

/** PfsReader: who is told, inside a reading transaction. */
typedef struct {
  PfsStorage *storage;
  const char *household;
  const char *guardian; /* who asks */
  PfsSheets *sheets;
} PfsReader;

/** A line of the table of collections: reads the record that @change names, as the household sees
 * it now; @change->sequence is its version. Returns: (transfer full): NULL with @error; NOT_FOUND
 * where the household sees it no more, which is told as removed. */
typedef PfRecord *(*PfsReadRecord) (const PfsReader *reader, const PfsChange *change,
                                    GError **error);

/** PFS_DELTA_PAGE: so many records: a page of sheets is some 100 kB. */
#define PFS_DELTA_PAGE 100

/** Returns: (transfer full): the household's present state, opaque to clients; NULL with @error. */
char *pfs_delta_get_state (PfsStorage *storage, const char *household, GError **error);

/**
 * pfs_delta_pull:
 * @guardian: who asks
 * @since: (nullable): the state of the page before; NULL = everything
 * @page_size: records in a page at most; PFS_DELTA_PAGE
 * @is_unknown: (out): whether @since is no state of this database, or too old to tell what went
 * since
 *
 * A page, in a transaction of its own. While pages follow one another, what changes is not lost:
 * the last page's state is that of the moment of the first page.
 *
 * Returns: (transfer full): NULL with @error, or with @is_unknown.
 */
PfChanges *pfs_delta_pull (PfsStorage *storage, const char *household, const char *guardian,
                           const char *since, guint page_size, gboolean *is_unknown,
                           GError **error);

G_END_DECLS
