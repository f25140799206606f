/* SPDX-License-Identifier: GPL-3.0-or-later
 * SQL statements, prepared once and kept: the only door between this folder and SQLite. */
#pragma once

#include <sqlite3.h>
#include <stdarg.h>

#include "pf-record.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/**
 * PfsRows: a statement under way. Their parameters follow @types: 's' const char * (nullable), 'i'
 * gint64, 'n' int, 'd' PfDay, 'm' PfMoment and 'c' PfCents (NULL where none or unknown), 'b'
 * GBytes. A statement must have ended before it is begun again.
 */
typedef struct _PfsRows PfsRows;

PfsRows *pfs_rows_begin (PfsStorage *storage, const char *sql, const char *types, ...);
PfsRows *pfs_rows_begin_valist (PfsStorage *storage, const char *sql, const char *types,
                                va_list *arguments);
void pfs_rows_end (PfsRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsRows, pfs_rows_end)

/** Returns: whether there is a (next) row to read. */
gboolean pfs_rows_next (PfsRows *rows);
/** To be asked after the last row. Returns: FALSE with @error where the statement failed. */
gboolean pfs_rows_check (PfsRows *rows, GError **error);
/** Moves to the only row. Returns: FALSE with @error: NOT_FOUND with @what ("no child “%s”") about
 * @id where there is none. */
gboolean pfs_rows_one (PfsRows *rows, const char *what, const char *id, GError **error);

/** PfsRead: returns (transfer full) what the present row tells of. */
typedef gpointer (*PfsRead) (PfsRows *rows);
/** Returns: (transfer full): what each row tells of, to be freed by @free; NULL with @error. */
GPtrArray *pfs_rows_list (PfsRows *rows, PfsRead read, GDestroyNotify free, GError **error);
/** A PfsRead: the first column, as text. */
gpointer pfs_rows_id (PfsRows *rows);
/** Returns: (transfer full): a record of @type whose identifier is the first column. */
gpointer pfs_rows_record (PfsRows *rows, GType type);
/** Returns: (transfer full): the text that @sql finds by @id, its only parameter; NULL with @error:
 * as pfs_rows_one(). */
char *pfs_rows_find_text (PfsStorage *storage, const char *sql, const char *what, const char *id,
                          GError **error);

char *pfs_rows_text (PfsRows *rows, int column);
gint64 pfs_rows_integer (PfsRows *rows, int column);
PfDay pfs_rows_day (PfsRows *rows, int column);
gint64 pfs_rows_cents (PfsRows *rows, int column);
PfMoment pfs_rows_moment (PfsRows *rows, int column);
GBytes *pfs_rows_bytes (PfsRows *rows, int column);

/** Runs a statement that gives no rows. */
gboolean pfs_rows_run (PfsStorage *storage, GError **error, const char *sql, const char *types,
                       ...);
/** The same inside a transaction only. */
gboolean pfs_rows_write (PfsStorage *storage, GError **error, const char *sql, const char *types,
                         ...);

/** Sets @error from SQLite's present one. */
void pfs_rows_set_error (sqlite3 *db, int code, GError **error);

G_END_DECLS
