/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of this folder share: the connection, and the notes that become the change log
 * when a transaction ends. */
#pragma once

#include "pf-record.h"
#include "pfs-rows.h"

G_BEGIN_DECLS

/** The query of pfs_storage_list_changes(), of which a test reads the plan: its cost follows the
 * number of changes, not the size of what the household sees. */
#define PFS_SQL_CHANGES                                                                            \
  "SELECT sequence, collection, id, removed FROM changes INDEXED BY changes_sequence"              \
  " WHERE household IN ('', ?1) AND sequence > ?2 AND (collection, id) > (?3, ?4)"                 \
  " AND (?2 > 0 OR NOT removed) ORDER BY collection, id LIMIT ?5"

struct _PfsStorage {
  GObject parent_instance;

  sqlite3 *db;
  GHashTable *statements;      /* (element-type utf8 PfsRows) (owned) */
  PfsTransaction *transaction; /* (nullable): the one under way */
  PfMoment now;                /* of the transaction */
  gint64 sequence;             /* of the last change, inside a transaction */
  gint64 n_commits;
};

/** Returns: whether a writing transaction is under way; else sets @error. */
gboolean pfs_storage_can_write (PfsStorage *self, GError **error);
/** Returns: the next sequence number; inside a transaction. */
gint64 pfs_storage_next_sequence (PfsStorage *self);
/** Returns: whether @id may be an identifier; else sets @error. */
gboolean pfs_storage_check_id (const char *id, GError **error);
/** Returns: (transfer full): "PREFIX-N", the next one of @table, which has a column "number"; NULL
 * with @error. */
char *pfs_storage_make_numbered_id (PfsStorage *self, const char *table, const char *prefix,
                                    GError **error);

/** A record changed for @household ("" = for all). */
gboolean pfs_touch_record (PfsStorage *self, const char *household, PfCollection collection,
                           const char *id, gboolean is_removed, GError **error);
/** All sheets of the enrolments that @sql selects (one column: their identifiers) changed;
 * parameters as for pfs_rows_begin(). */
gboolean pfs_touch_enrolments (PfsStorage *self, GError **error, const char *sql, const char *types,
                               ...);
/** The sheets of everybody enrolled at @activity (NULL = anywhere) for the month of @day changed.
 */
gboolean pfs_touch_month (PfsStorage *self, const char *activity, PfDay day, GError **error);
/** One enrolment's sheet of the month of @day changed. */
gboolean pfs_touch_sheet (PfsStorage *self, const char *enrolment, PfDay day, GError **error);
/** The places taken on a slot are about to change: others are told where what they are told differs
 * in the end. */
gboolean pfs_touch_places (PfsStorage *self, const char *activity, const char *unit, PfDay day,
                           GError **error);
/** Makes the temporary tables of the notes; once a connection. */
gboolean pfs_touch_prepare (PfsStorage *self, GError **error);
/** Writes the notes into the change log. */
gboolean pfs_touch_flush (PfsStorage *self, GError **error);

G_END_DECLS
