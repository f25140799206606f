/* SPDX-License-Identifier: GPL-3.0-or-later
 * A Noethys database opened for reading only: refuses what is not one, and reads its loosely
 * typed columns as ours. */
#pragma once

#include <sqlite3.h>

#include "pf-moment.h"
#include "pf-money.h"

G_BEGIN_DECLS

#define PFS_NOETHYS_ERROR (pfs_noethys_error_quark ())
GQuark pfs_noethys_error_quark (void);

typedef enum {
  PFS_NOETHYS_ERROR_UNREADABLE,  /* no such file, a folder, no permission */
  PFS_NOETHYS_ERROR_IN_USE,      /* a journal beside it: Noethys has not finished writing */
  PFS_NOETHYS_ERROR_NOT_SQLITE,  /* some other kind of file */
  PFS_NOETHYS_ERROR_NOT_NOETHYS, /* SQLite, but other tables or columns */
  PFS_NOETHYS_ERROR_DAMAGED,     /* its pages or rows cannot be read */
  PFS_NOETHYS_ERROR_IMPORTED,    /* its families are in the town's database already */
  PFS_NOETHYS_ERROR_NO_DATE, /* dates were to be shifted, and the file holds none to start from */
} PfsNoethysError;

typedef struct _PfsNoethysSource PfsNoethysSource;

/**
 * pfs_noethys_source_open:
 * @path: the file, of which nothing is ever written
 *
 * Returns: (transfer full): the database, or NULL with a #PfsNoethysError whose message is a
 * sentence for a clerk.
 */
PfsNoethysSource *pfs_noethys_source_open (const char *path, GError **error);
void pfs_noethys_source_free (PfsNoethysSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsNoethysSource, pfs_noethys_source_free)

/** Returns: the number of rows of @table, 0 where there is no such table. */
int pfs_noethys_source_count (PfsNoethysSource *source, const char *table);

/**
 * pfs_noethys_source_select:
 * @columns: names separated by spaces; one that this version of Noethys lacks reads as NULL
 * @order: the columns to sort by
 *
 * Returns: (transfer full) (nullable): a statement over the whole table, NULL where there is no
 * such table.
 */
sqlite3_stmt *pfs_noethys_source_select (PfsNoethysSource *source, const char *table,
                                         const char *columns, const char *order);
/** Steps @rows, finalizing it at its end. Returns: whether there is a row; a read that fails is
 * kept for check(). */
gboolean pfs_noethys_source_next (PfsNoethysSource *source, sqlite3_stmt **rows);
/** Returns: FALSE with PFS_NOETHYS_ERROR_DAMAGED if any read failed so far. */
gboolean pfs_noethys_source_check (PfsNoethysSource *source, GError **error);

/** Returns: (transfer full) (nullable): the text without surrounding blanks, valid UTF-8; NULL
 * where empty. */
char *pfs_noethys_get_text (sqlite3_stmt *row, int column);
/** Returns: the integer, also where it was kept as text; @fallback where there is none. */
gint64 pfs_noethys_get_int (sqlite3_stmt *row, int column, gint64 fallback);
/** Returns: an amount of euros as cents, PF_CENTS_UNKNOWN where there is none or it makes no
 * sense. */
PfCents pfs_noethys_get_cents (sqlite3_stmt *row, int column);
/** Returns: "2013-10-18", also with a time after it, or "18/10/2013"; PF_DAY_NONE for anything
 * else. */
PfDay pfs_noethys_get_day (sqlite3_stmt *row, int column);
/** Returns: the minute of the day of "07:30", "07:30:00" or "7h30", or -1. */
int pfs_noethys_get_minute (sqlite3_stmt *row, int column);

G_END_DECLS
