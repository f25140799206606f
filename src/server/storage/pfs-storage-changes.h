/* SPDX-License-Identifier: GPL-3.0-or-later
 * The change log: one row for each record that a household sees, with the sequence number of its
 * last change. */
#pragma once

#include "pf-record.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsChange: one row of the log. */
typedef struct {
  gint64 sequence;
  PfCollection collection;
  char *id; /* (owned) */
  gboolean is_removed;
} PfsChange;

void pfs_change_free (PfsChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsChange, pfs_change_free)

/** Returns: (transfer full): what the sequence numbers of this database belong to; another one in
 * every new database. */
char *pfs_storage_get_epoch (PfsStorage *self, GError **error);
/**
 * @floor: (out) (optional): changes up to this one are partly forgotten
 * @last: (out) (optional): the last change of all households
 */
gboolean pfs_storage_get_sequences (PfsStorage *self, gint64 *floor, gint64 *last, GError **error);
/** Returns: the sequence number of the last change that @household sees, -1 with @error. */
gint64 pfs_storage_get_household_sequence (PfsStorage *self, const char *household, GError **error);
/**
 * pfs_storage_list_changes:
 * @since: 0 = everything there is, and nothing of what went
 * @after: (nullable): the last record of the page before, NULL for the first page
 *
 * A page of what @household sees changed after @since, by collection, then identifier: a record
 * comes before those that name it. What changes while pages are read has a later sequence number
 * than the database had before the first page.
 *
 * Returns: (transfer full) (element-type PfsChange): at most @limit; NULL with @error.
 */
GPtrArray *pfs_storage_list_changes (PfsStorage *self, const char *household, gint64 since,
                                     const PfsChange *after, guint limit, GError **error);
/** Returns: the version of a record: the number of its last change, 0 where it has none; -1 with
 * @error. Inside a transaction: as its writes will leave it. */
gint64 pfs_storage_get_record_version (PfsStorage *self, const char *household,
                                       PfCollection collection, const char *id, GError **error);
/** The same of a sheet. */
gint64 pfs_storage_get_sheet_version (PfsStorage *self, const char *household, const char *sheet,
                                      GError **error);

G_END_DECLS
