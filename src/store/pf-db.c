/* SPDX-License-Identifier: GPL-3.0-or-later
 * A thin skin over SQLite: error codes become PF_STORE_ERROR, statements stay prepared. It knows no
 * table. */
#include "config.h"

#include "pf-db.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

struct _PfDb {
  sqlite3 *handle;
  GHashTable *statements; /* (owned): const char * → sqlite3_stmt */
  gboolean was_unclean;
};

static const char *const companions[] = { "", "-wal", "-shm", "-journal" };

static int
get_error_code (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_MISMATCH:
    case SQLITE_SCHEMA:
    case SQLITE_ERROR:
      return PF_STORE_ERROR_DAMAGED;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return PF_STORE_ERROR_IN_USE;
    default:
      return PF_STORE_ERROR_DISK;
    }
}

static gboolean
fail (PfDb *db, GError **error)
{
  int code = sqlite3_extended_errcode (db->handle);

  g_set_error (error, PF_STORE_ERROR, get_error_code (code), "%s (%d)", sqlite3_errmsg (db->handle),
               code);
  return FALSE;
}

/* SQLite gives the files beside the database the same mode. */
static gboolean
create_private_file (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  struct stat status;

  if (fd < 0 || fstat (fd, &status) != 0 ||
      ((status.st_mode & 0777) != 0600 && fchmod (fd, 0600) != 0) ||
      (status.st_size == 0 && fsync (fd) != 0))
    {
      g_set_error (error, PF_STORE_ERROR, PF_STORE_ERROR_DISK, "%s: %s", path, g_strerror (errno));
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

static gboolean
migrate (PfDb *db, const PfDbKind *kind, GError **error)
{
  gint64 version, known = 0;

  while (kind->migrations[known] != NULL)
    known++;
  if (!pf_db_get_int64 (db, error, "PRAGMA user_version", 0, &version))
    return FALSE;
  if (version < 0 || version > known)
    {
      g_set_error_literal (error, PF_STORE_ERROR, PF_STORE_ERROR_NEWER,
                           _("These files were written by a newer release of Portail Famille"));
      return FALSE;
    }
  for (; version < known; version++)
    {
      g_autofree char *mark =
          g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, version + 1);

      if (!pf_db_begin (db, error))
        return FALSE;
      if (!pf_db_execute (db, kind->migrations[version], error) || !pf_db_execute (db, mark, error))
        {
          pf_db_rollback (db);
          return FALSE;
        }
      if (!pf_db_commit (db, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
open_handle (PfDb *db, const char *path, int flags, GError **error)
{
  int code = sqlite3_open_v2 (path, &db->handle,
                              flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  g_set_error (error, PF_STORE_ERROR, get_error_code (code), "%s: %s", path, sqlite3_errstr (code));
  return FALSE;
}

static PfDb *
create_db (void)
{
  PfDb *db = g_new0 (PfDb, 1);

  db->statements = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sqlite3_finalize);
  return db;
}

static gboolean
bind_parameters (sqlite3_stmt *statement, const char *format, va_list arguments)
{
  int code = SQLITE_OK;

  for (int i = 1; code == SQLITE_OK && *format != '\0'; i++, format++)
    switch (*format)
      {
      case 's':
        code = sqlite3_bind_text (statement, i, va_arg (arguments, const char *), -1,
                                  SQLITE_TRANSIENT);
        break;
      case 'i':
        code = sqlite3_bind_int (statement, i, va_arg (arguments, int));
        break;
      case 'l':
        code = sqlite3_bind_int64 (statement, i, va_arg (arguments, gint64));
        break;
        case 'b': {
          gsize size;
          const char *text = g_bytes_get_data (va_arg (arguments, GBytes *), &size);

          code = sqlite3_bind_text64 (statement, i, text, size, SQLITE_TRANSIENT, SQLITE_UTF8);
          break;
        }
        case 'B': {
          gsize size;
          const void *data = g_bytes_get_data (va_arg (arguments, GBytes *), &size);

          code = data != NULL ? sqlite3_bind_blob64 (statement, i, data, size, SQLITE_TRANSIENT)
                              : sqlite3_bind_zeroblob (statement, i, 0);
          break;
        }
      default:
        g_assert_not_reached ();
      }
  return code == SQLITE_OK;
}

/* Returns: (nullable): the statement of @sql, ready to be bound. */
static sqlite3_stmt *
prepare (PfDb *db, GError **error, const char *sql)
{
  sqlite3_stmt *statement = g_hash_table_lookup (db->statements, sql);

  if (statement == NULL)
    {
      if (sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
          SQLITE_OK)
        {
          fail (db, error);
          return NULL;
        }
      g_hash_table_insert (db->statements, (gpointer) sql, statement);
    }
  sqlite3_reset (statement);
  return statement;
}

static sqlite3_stmt *
query_valist (PfDb *db, GError **error, const char *sql, const char *format, va_list arguments)
{
  sqlite3_stmt *statement = prepare (db, error, sql);

  if (statement != NULL && !bind_parameters (statement, format, arguments))
    {
      fail (db, error);
      return NULL;
    }
  return statement;
}

/* Steps to the end of @statement (nullable), which gives no row. */
static gboolean
finish (PfDb *db, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  while (pf_db_next (db, statement, &failure))
    continue;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

PfDb *
pf_db_open (const char *path, const PfDbKind *kind, GError **error)
{
  g_autoptr (PfDb) db = create_db ();
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *care =
      g_strdup_printf ("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;"
                       "PRAGMA synchronous = %s; PRAGMA temp_store = MEMORY",
                       kind->synchronous);
  struct stat status;

  db->was_unclean = g_stat (wal, &status) == 0 && status.st_size > 0;
  if (!create_private_file (path, error) || !open_handle (db, path, SQLITE_OPEN_READWRITE, error) ||
      !pf_db_execute (db, care, error) || !migrate (db, kind, error))
    return NULL;
  return g_steal_pointer (&db);
}

PfDb *
pf_db_open_damaged (const char *path, GError **error)
{
  g_autoptr (PfDb) db = create_db ();

  if (!open_handle (db, path, SQLITE_OPEN_READWRITE, error) ||
      !pf_db_execute (db, "PRAGMA locking_mode = EXCLUSIVE", error))
    return NULL;
  return g_steal_pointer (&db);
}

void
pf_db_close (PfDb *db)
{
  if (db == NULL)
    return;
  g_hash_table_unref (db->statements);
  sqlite3_close_v2 (db->handle);
  g_free (db);
}

gboolean
pf_db_was_unclean (PfDb *db)
{
  return db->was_unclean;
}

gboolean
pf_db_execute (PfDb *db, const char *sql, GError **error)
{
  return sqlite3_exec (db->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail (db, error);
}

sqlite3_stmt *
pf_db_query (PfDb *db, GError **error, const char *sql, const char *format, ...)
{
  sqlite3_stmt *statement;
  va_list arguments;

  va_start (arguments, format);
  statement = query_valist (db, error, sql, format, arguments);
  va_end (arguments);
  return statement;
}

gboolean
pf_db_next (PfDb *db, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    fail (db, error);
  sqlite3_reset (statement);
  return FALSE;
}

gboolean
pf_db_run (PfDb *db, GError **error, const char *sql, const char *format, ...)
{
  sqlite3_stmt *statement;
  va_list arguments;

  va_start (arguments, format);
  statement = query_valist (db, error, sql, format, arguments);
  va_end (arguments);
  return finish (db, statement, error);
}

gboolean
pf_db_copy_row (PfDb *db, GError **error, const char *sql, sqlite3_stmt *row)
{
  sqlite3_stmt *statement = prepare (db, error, sql);

  for (int i = 0; statement != NULL && i < sqlite3_column_count (row); i++)
    if (sqlite3_bind_value (statement, i + 1, sqlite3_column_value (row, i)) != SQLITE_OK)
      return fail (db, error);
  return finish (db, statement, error);
}

gboolean
pf_db_get_int64 (PfDb *db, GError **error, const char *sql, gint64 fallback, gint64 *value)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *statement = pf_db_query (db, error, sql, "");

  if (statement == NULL)
    return FALSE;
  *value = fallback;
  if (pf_db_next (db, statement, &failure))
    {
      if (sqlite3_column_type (statement, 0) != SQLITE_NULL)
        *value = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
pf_db_check (PfDb *db, const char *sql, GError **error)
{
  g_autoptr (GError) failure = NULL;
  sqlite3_stmt *row = pf_db_query (db, error, sql, "");

  if (row == NULL)
    return FALSE;
  if (pf_db_next (db, row, &failure) && g_strcmp0 (pf_db_get_text (row, 0), "ok") != 0)
    g_set_error (&failure, PF_STORE_ERROR, PF_STORE_ERROR_DAMAGED, "%s", pf_db_get_text (row, 0));
  sqlite3_reset (row);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
pf_db_begin (PfDb *db, GError **error)
{
  return pf_db_run (db, error, "BEGIN IMMEDIATE", "");
}

gboolean
pf_db_commit (PfDb *db, GError **error)
{
  if (pf_db_run (db, error, "COMMIT", ""))
    return TRUE;
  pf_db_rollback (db);
  return FALSE;
}

/* SQLite rolls some failures back by itself. */
void
pf_db_rollback (PfDb *db)
{
  g_autoptr (GError) failure = NULL;

  if (!sqlite3_get_autocommit (db->handle) && !pf_db_run (db, &failure, "ROLLBACK", ""))
    g_debug ("rollback: %s", failure->message);
}

GBytes *
pf_db_dup_bytes (sqlite3_stmt *statement, int column)
{
  const void *text = sqlite3_column_text (statement, column);

  return g_bytes_new (text, sqlite3_column_bytes (statement, column));
}

GBytes *
pf_db_dup_blob (sqlite3_stmt *statement, int column)
{
  const void *data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, sqlite3_column_bytes (statement, column));
}

const char *
pf_db_get_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

void
pf_db_remove_files (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *file = g_strconcat (path, companions[i], NULL);

      if (g_unlink (file) != 0 && errno != ENOENT)
        g_info ("%s: %s", file, g_strerror (errno));
    }
}

char *
pf_db_save_aside (const char *path, GError **error)
{
  g_autofree char *aside = NULL;

  for (int i = 1; aside == NULL || g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%d", path, i);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *from = g_strconcat (path, companions[i], NULL);
      g_autofree char *to = g_strconcat (aside, companions[i], NULL);

      if (g_rename (from, to) != 0 && (i == 0 || errno != ENOENT))
        {
          g_set_error (error, PF_STORE_ERROR, PF_STORE_ERROR_DISK, "%s: %s", from,
                       g_strerror (errno));
          return NULL;
        }
    }
  return g_steal_pointer (&aside);
}
