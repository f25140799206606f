/* SPDX-License-Identifier: GPL-3.0-or-later
 * SQL statements, prepared once and kept. */
#include "config.h"

#include "pfs-rows.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>

#include "pf-money.h"
#include "pfs-storage-private.h"

struct _PfsRows {
  sqlite3 *db; /* (unowned) */
  sqlite3_stmt *statement;
  int result; /* of the last step: SQLITE_ROW, SQLITE_DONE or an error */
};

static void
free_rows (PfsRows *rows)
{
  sqlite3_finalize (rows->statement);
  g_free (rows);
}

static PfsRows *
prepare_rows (PfsStorage *storage, const char *sql)
{
  PfsRows *rows;

  if (storage->statements == NULL)
    storage->statements =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_rows);
  rows = g_hash_table_lookup (storage->statements, sql);
  if (rows == NULL)
    {
      rows = g_new0 (PfsRows, 1);
      rows->db = storage->db;
      rows->result = sqlite3_prepare_v3 (storage->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                         &rows->statement, NULL);
      g_hash_table_insert (storage->statements, g_strdup (sql), rows);
    }
  return rows;
}

static int
bind_parameter (sqlite3_stmt *statement, int index, char type, va_list *arguments)
{
  switch (type)
    {
    case 's':
      return sqlite3_bind_text (statement, index, va_arg (*arguments, const char *), -1,
                                SQLITE_TRANSIENT);
    case 'n':
      return sqlite3_bind_int (statement, index, va_arg (*arguments, int));
    case 'i':
      return sqlite3_bind_int64 (statement, index, va_arg (*arguments, gint64));
      case 'd': {
        PfDay day = va_arg (*arguments, PfDay);

        return day == PF_DAY_NONE ? sqlite3_bind_null (statement, index)
                                  : sqlite3_bind_int64 (statement, index, day);
      }
      case 'c': {
        gint64 cents = va_arg (*arguments, gint64);

        return cents == PF_CENTS_UNKNOWN ? sqlite3_bind_null (statement, index)
                                         : sqlite3_bind_int64 (statement, index, cents);
      }
      case 'm': {
        PfMoment moment = va_arg (*arguments, PfMoment);

        return moment == PF_MOMENT_NONE ? sqlite3_bind_null (statement, index)
                                        : sqlite3_bind_int64 (statement, index, moment);
      }
      case 'b': {
        gsize size;
        const void *data = g_bytes_get_data (va_arg (*arguments, GBytes *), &size);

        return sqlite3_bind_blob64 (statement, index, data != NULL ? data : "", size,
                                    SQLITE_TRANSIENT);
      }
    default:
      g_assert_not_reached ();
    }
}

PfsRows *
pfs_rows_begin_valist (PfsStorage *storage, const char *sql, const char *types, va_list *arguments)
{
  PfsRows *rows = prepare_rows (storage, sql);

  if (rows->statement == NULL)
    return rows;
  g_assert (!sqlite3_stmt_busy (rows->statement));
  sqlite3_reset (rows->statement);
  rows->result = SQLITE_OK;
  for (int i = 0; types[i] != '\0' && rows->result == SQLITE_OK; i++)
    rows->result = bind_parameter (rows->statement, i + 1, types[i], arguments);
  return rows;
}

static PfsStorageError
convert_code (int extended)
{
  switch (extended)
    {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
      return PFS_STORAGE_ERROR_EXISTS;
    default:
      break;
    }
  switch (extended & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return PFS_STORAGE_ERROR_BUSY;
    case SQLITE_NOTADB:
      return PFS_STORAGE_ERROR_NOT_A_TOWN;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return PFS_STORAGE_ERROR_INVALID;
    default:
      return PFS_STORAGE_ERROR_FAILED;
    }
}

/* What happens to files, in a clerk's words; SQLite's follow for who looks after the machine. */
static const struct {
  int code;
  const char *sentence;
} mishaps[] = {
  { SQLITE_CORRUPT, N_("The town’s database is damaged (%s)") },
  { SQLITE_FULL, N_("The disk is full: nothing was changed (%s)") },
  { SQLITE_IOERR,
    N_("The disk of the town’s database is full or fails: nothing was changed (%s)") },
  { SQLITE_READONLY, N_("The town’s database or its folder is read-only (%s)") },
  { SQLITE_CANTOPEN, N_("The town’s database is no file, or may not be read (%s)") },
};

static const char *
find_mishap (int code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mishaps); i++)
    if (mishaps[i].code == (code & 0xff))
      return mishaps[i].sentence;
  return N_("The town’s database cannot be used: %s");
}

void
pfs_rows_set_error (sqlite3 *db, int code, GError **error)
{
  int extended = db != NULL ? sqlite3_extended_errcode (db) : code;
  PfsStorageError kind = convert_code (extended);
  const char *reason = db != NULL ? sqlite3_errmsg (db) : sqlite3_errstr (code);
  static const char *const sentences[] = {
    [PFS_STORAGE_ERROR_EXISTS] = N_("There is one like this already (%s)"),
    [PFS_STORAGE_ERROR_NOT_A_TOWN] = N_("This file is not a town’s database (%s)"),
    [PFS_STORAGE_ERROR_BUSY] = N_("Another program is writing to the town’s database (%s)"),
    [PFS_STORAGE_ERROR_INVALID] = N_("It does not fit the rest of the town’s database (%s)"),
  };

  g_set_error (error, PFS_STORAGE_ERROR, kind,
               _(kind != PFS_STORAGE_ERROR_FAILED ? sentences[kind] : find_mishap (extended)),
               reason);
}

PfsRows *
pfs_rows_begin (PfsStorage *storage, const char *sql, const char *types, ...)
{
  va_list arguments;
  PfsRows *rows;

  va_start (arguments, types);
  rows = pfs_rows_begin_valist (storage, sql, types, &arguments);
  va_end (arguments);
  return rows;
}

void
pfs_rows_end (PfsRows *rows)
{
  if (rows->statement == NULL)
    return;
  sqlite3_reset (rows->statement);
  sqlite3_clear_bindings (rows->statement);
}

gboolean
pfs_rows_next (PfsRows *rows)
{
  if (rows->result == SQLITE_OK || rows->result == SQLITE_ROW)
    rows->result = sqlite3_step (rows->statement);
  return rows->result == SQLITE_ROW;
}

gboolean
pfs_rows_check (PfsRows *rows, GError **error)
{
  if (rows->result == SQLITE_DONE || rows->result == SQLITE_ROW)
    return TRUE;
  pfs_rows_set_error (rows->db, rows->result, error);
  return FALSE;
}

gboolean
pfs_rows_one (PfsRows *rows, const char *what, const char *id, GError **error)
{
  if (pfs_rows_next (rows))
    return TRUE;
  if (pfs_rows_check (rows, error))
    pfs_storage_set_absent (what, id, error);
  return FALSE;
}

GPtrArray *
pfs_rows_list (PfsRows *rows, PfsRead read, GDestroyNotify free, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (free);

  while (pfs_rows_next (rows))
    g_ptr_array_add (list, read (rows));
  return pfs_rows_check (rows, error) ? g_steal_pointer (&list) : NULL;
}

gpointer
pfs_rows_id (PfsRows *rows)
{
  return pfs_rows_text (rows, 0);
}

gpointer
pfs_rows_record (PfsRows *rows, GType type)
{
  g_autofree char *id = pfs_rows_text (rows, 0);

  return pf_record_new (type, id);
}

char *
pfs_rows_find_text (PfsStorage *storage,
                    const char *sql,
                    const char *what,
                    const char *id,
                    GError    **error)
{
  g_autoptr (PfsRows) rows = pfs_rows_begin (storage, sql, "s", id);

  return pfs_rows_one (rows, what, id, error) ? pfs_rows_text (rows, 0) : NULL;
}

char *
pfs_rows_text (PfsRows *rows, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (rows->statement, column));
}

gint64
pfs_rows_integer (PfsRows *rows, int column)
{
  return sqlite3_column_int64 (rows->statement, column);
}

PfDay
pfs_rows_day (PfsRows *rows, int column)
{
  if (sqlite3_column_type (rows->statement, column) == SQLITE_NULL)
    return PF_DAY_NONE;
  return (PfDay) sqlite3_column_int64 (rows->statement, column);
}

gint64
pfs_rows_cents (PfsRows *rows, int column)
{
  if (sqlite3_column_type (rows->statement, column) == SQLITE_NULL)
    return PF_CENTS_UNKNOWN;
  return sqlite3_column_int64 (rows->statement, column);
}

PfMoment
pfs_rows_moment (PfsRows *rows, int column)
{
  if (sqlite3_column_type (rows->statement, column) == SQLITE_NULL)
    return PF_MOMENT_NONE;
  return sqlite3_column_int64 (rows->statement, column);
}

GBytes *
pfs_rows_bytes (PfsRows *rows, int column)
{
  const void *data = sqlite3_column_blob (rows->statement, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (rows->statement, column));
}

gboolean
pfs_rows_run (PfsStorage *storage, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (PfsRows) rows = NULL;
  va_list arguments;

  va_start (arguments, types);
  rows = pfs_rows_begin_valist (storage, sql, types, &arguments);
  va_end (arguments);
  while (pfs_rows_next (rows))
    ;
  return pfs_rows_check (rows, error);
}

gboolean
pfs_rows_write (PfsStorage *storage, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (PfsRows) rows = NULL;
  va_list arguments;

  if (!pfs_storage_can_write (storage, error))
    return FALSE;
  va_start (arguments, types);
  rows = pfs_rows_begin_valist (storage, sql, types, &arguments);
  va_end (arguments);
  while (pfs_rows_next (rows))
    ;
  return pfs_rows_check (rows, error);
}
