/* SPDX-License-Identifier: GPL-3.0-or-later
 * The change log: one row for each record that a household sees, with the sequence number of its
 * last change. */
#pragma once

#include "pf-record.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsChange: one row of the log. */
typedef struct
{
  gint64 sequence;
  PfCollection collection;
  char *id; /* (owned) */
  gboolean is_removed;
} PfsChange;

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
/** Returns: (transfer full) (element-type PfsChange): the first @limit changes after @since, in
 * order. */
GPtrArray *pfs_storage_list_changes (
    PfsStorage *self, const char *household, gint64 since, guint limit, GError **error);
/** Returns: the version of a sheet, 0 where it has none; -1 with @error. Inside a transaction: as
 * its writes will leave it. */
gint64 pfs_storage_get_sheet_version (PfsStorage *self,
                                      const char *household,
                                      const char *sheet,
                                      GError **error);

G_END_DECLS
