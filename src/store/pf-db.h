/* SPDX-License-Identifier: GPL-3.0-or-later
 * One SQLite file: opening, migrating, and running statements that stay prepared. Used on the
 * store's worker thread only. */
#pragma once

#include <sqlite3.h>

#include "pf-store.h"

G_BEGIN_DECLS

typedef struct _PfDb PfDb;

/** PfDbKind: what a file is for; its schema and its care follow. */
typedef struct {
  const char *const *migrations; /* the i-th brings user_version from i to i + 1; NULL ends */
  const char *synchronous;       /* "NORMAL", "FULL" */
} PfDbKind;

/** PfDb's failures are PF_STORE_ERROR_DISK, _NEWER, _IN_USE, and _DAMAGED for a file that is no
 * sound database. */
PfDb *pf_db_open (const char *path, const PfDbKind *kind, GError **error);
/** Opens a damaged file just to read what can be read. */
PfDb *pf_db_open_damaged (const char *path, GError **error);
void pf_db_close (PfDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfDb, pf_db_close)

/** Returns: whether the file had not been closed properly before it was opened. */
gboolean pf_db_was_unclean (PfDb *db);
gboolean pf_db_execute (PfDb *db, const char *sql, GError **error);

/**
 * pf_db_query:
 * @sql: a string literal: the statement is kept prepared under its address
 * @format: one letter a parameter: 's' string (nullable), 'i' int, 'l' gint64, 'b' GBytes as text,
 * 'B' GBytes as a blob
 *
 * Returns: (transfer none) (nullable): the statement, bound and ready to step; NULL with @error.
 */
sqlite3_stmt *pf_db_query (PfDb *db, GError **error, const char *sql, const char *format, ...);
/** Steps. Returns: TRUE for a row; FALSE at the end, or with @error. */
gboolean pf_db_next (PfDb *db, sqlite3_stmt *statement, GError **error);
/** pf_db_query() for a statement that gives no row. */
gboolean pf_db_run (PfDb *db, GError **error, const char *sql, const char *format, ...);
/** pf_db_query() for one integer; @fallback where there is no row or it is NULL. */
gboolean pf_db_get_int64 (PfDb *db, GError **error, const char *sql, gint64 fallback,
                          gint64 *value);

/** pf_db_run() with the columns of @row, of any database, as parameters, whatever their types. */
gboolean pf_db_copy_row (PfDb *db, GError **error, const char *sql, sqlite3_stmt *row);

/** Runs "PRAGMA quick_check" or "integrity_check": FALSE with PF_STORE_ERROR_DAMAGED where it finds
 * something. */
gboolean pf_db_check (PfDb *db, const char *sql, GError **error);

/** Transactions. After a failed commit everything is rolled back. */
gboolean pf_db_begin (PfDb *db, GError **error);
gboolean pf_db_commit (PfDb *db, GError **error);
void pf_db_rollback (PfDb *db);

/** Returns: (transfer full): a copy of the text in @column. */
GBytes *pf_db_dup_bytes (sqlite3_stmt *statement, int column);
/** Returns: (transfer full): a copy of the blob in @column. */
GBytes *pf_db_dup_blob (sqlite3_stmt *statement, int column);
const char *pf_db_get_text (sqlite3_stmt *statement, int column);

/** Removes the file and what SQLite keeps beside it. */
void pf_db_remove_files (const char *path);
/** Renames the file and what SQLite keeps beside it. Returns: (transfer full): the new path. */
char *pf_db_save_aside (const char *path, GError **error);

G_END_DECLS
