/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opens Noethys databases of any age without changing a byte, and reads their columns whatever
 * type they were kept as. */
#include "config.h"

#include "pfs-noethys-source.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>

struct _PfsNoethysSource {
  sqlite3 *db;
  int failure; /* the first read that failed, or SQLITE_OK */
};

/* What a database must have to be one of Noethys'; all else is optional and read as NULL where it
 * is missing. */
static const struct {
  const char *table;
  const char *columns;
} required[] = {
  { "familles", "IDfamille" },
  { "individus", "IDindividu IDcivilite nom prenom date_naiss mail" },
  { "rattachements", "IDrattachement IDindividu IDfamille IDcategorie" },
  { "activites", "IDactivite nom" },
  { "groupes", "IDgroupe IDactivite nom" },
  { "unites", "IDunite IDactivite nom" },
  { "ouvertures", "IDouverture IDactivite IDunite IDgroupe date" },
  { "inscriptions", "IDinscription IDindividu IDfamille IDactivite IDgroupe" },
  { "consommations", "IDconso IDindividu IDinscription IDactivite date IDunite IDgroupe etat" },
};

G_DEFINE_QUARK (pfs-noethys-error-quark, pfs_noethys_error)

static gboolean
has_bytes (const char *path, const char *suffix)
{
  g_autofree char *beside = g_strconcat (path, suffix, NULL);
  GStatBuf info;

  return g_stat (beside, &info) == 0 && info.st_size > 0;
}

static gboolean
check_file (const char *path, GError **error)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      g_set_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_UNREADABLE,
                   _("“%s” cannot be read: %s."), path, g_strerror (errno));
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_UNREADABLE, _("“%s” is no file."),
                   path);
      return FALSE;
    }
  if (info.st_size == 0)
    {
      g_set_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_NOT_SQLITE, _("“%s” is empty."),
                   path);
      return FALSE;
    }
  if (has_bytes (path, "-wal") || has_bytes (path, "-journal"))
    {
      g_set_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_IN_USE,
                   _("“%s” is being written to: close Noethys, then try again."), path);
      return FALSE;
    }
  return TRUE;
}

/* What SQLite says of it is for whoever looks for the cause, not for a clerk. */
static void
set_damaged (const char *path, const char *details, GError **error)
{
  g_debug ("%s: %s", path, details ? details : "");
  g_set_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_DAMAGED,
               _("“%s” is damaged and cannot be read: copy it from Noethys once more."), path);
}

/* Turns what SQLite says about the whole file into a sentence; FALSE when @code is an error. */
static gboolean
check_code (PfsNoethysSource *source, int code, const char *path, GError **error)
{
  if (code == SQLITE_OK)
    return TRUE;
  if (code == SQLITE_NOTADB)
    g_set_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_NOT_SQLITE,
                 _("“%s” is no SQLite database."), path);
  else if (code == SQLITE_CANTOPEN || code == SQLITE_PERM || code == SQLITE_AUTH)
    g_set_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_UNREADABLE,
                 _("“%s” cannot be read: %s."), path, sqlite3_errstr (code));
  else
    set_damaged (path, sqlite3_errmsg (source->db), error);
  return FALSE;
}

/* @column: (nullable): any. */
static gboolean
has_column (PfsNoethysSource *source, const char *table, const char *column)
{
  /* Without a type asked for, this only says whether the column exists. */
  return sqlite3_table_column_metadata (source->db, "main", table, column, NULL, NULL, NULL, NULL,
                                        NULL) == SQLITE_OK;
}

static gboolean
check_schema (PfsNoethysSource *source, const char *path, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (required); i++)
    {
      g_auto (GStrv) columns = g_strsplit (required[i].columns, " ", -1);

      if (!has_column (source, required[i].table, NULL))
        {
          g_set_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_NOT_NOETHYS,
                       _("“%s” is no Noethys database: it has no table “%s”."), path,
                       required[i].table);
          return FALSE;
        }
      for (int k = 0; columns[k]; k++)
        if (!has_column (source, required[i].table, columns[k]))
          {
            g_set_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_NOT_NOETHYS,
                         _("“%s” is no Noethys database: its table “%s” has no column “%s”."), path,
                         required[i].table, columns[k]);
            return FALSE;
          }
    }
  return TRUE;
}

static gboolean
check_pages (PfsNoethysSource *source, const char *path, GError **error)
{
  sqlite3_stmt *rows = NULL;
  gboolean ok = FALSE;
  int code = sqlite3_prepare_v2 (source->db, "PRAGMA quick_check(1)", -1, &rows, NULL);

  if (code == SQLITE_OK)
    code = sqlite3_step (rows);
  if (code == SQLITE_ROW)
    {
      const char *answer = (const char *) sqlite3_column_text (rows, 0);

      ok = g_strcmp0 (answer, "ok") == 0;
      if (!ok)
        set_damaged (path, answer, error);
    }
  else
    check_code (source, code == SQLITE_DONE ? SQLITE_CORRUPT : code, path, error);
  sqlite3_finalize (rows);
  return ok;
}

static const char *
get_text (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  return text ? text : "";
}

PfsNoethysSource *
pfs_noethys_source_open (const char *path, GError **error)
{
  g_autoptr (PfsNoethysSource) source = g_new0 (PfsNoethysSource, 1);
  g_autofree char *escaped = NULL;
  g_autofree char *uri = NULL;
  int code;

  g_return_val_if_fail (path != NULL, NULL);

  if (!check_file (path, error))
    return NULL;
  escaped = g_uri_escape_string (path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
  /* Immutable: no lock, no journal, nothing beside the file, even in a folder that cannot be
   * written to. */
  uri = g_strdup_printf ("file:%s?mode=ro&immutable=1", escaped);
  code = sqlite3_open_v2 (uri, &source->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
  if (!check_code (source, code, path, error) || !check_pages (source, path, error) ||
      !check_schema (source, path, error))
    return NULL;
  return g_steal_pointer (&source);
}

void
pfs_noethys_source_free (PfsNoethysSource *source)
{
  if (!source)
    return;
  sqlite3_close (source->db);
  g_free (source);
}

int
pfs_noethys_source_count (PfsNoethysSource *source, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"", table);
  sqlite3_stmt *rows = NULL;
  int count = 0;

  if (!has_column (source, table, NULL))
    return 0;
  if (sqlite3_prepare_v2 (source->db, sql, -1, &rows, NULL) == SQLITE_OK &&
      sqlite3_step (rows) == SQLITE_ROW)
    count = sqlite3_column_int (rows, 0);
  sqlite3_finalize (rows);
  return count;
}

/* Appends what of @order, columns with commas between, @table has. */
static void
append_order (PfsNoethysSource *source, const char *table, const char *order, GString *sql)
{
  g_auto (GStrv) columns = g_strsplit (order, ", ", -1);
  guint n = 0;

  for (int i = 0; columns[i]; i++)
    {
      g_auto (GStrv) words = g_strsplit (columns[i], " ", 2);

      if (has_column (source, table, words[0]))
        g_string_append_printf (sql, "%s%s", n++ > 0 ? ", " : " ORDER BY ", columns[i]);
    }
}

sqlite3_stmt *
pfs_noethys_source_select (PfsNoethysSource *source,
                           const char       *table,
                           const char       *columns,
                           const char       *order)
{
  g_auto (GStrv) names = g_strsplit (columns, " ", -1);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  sqlite3_stmt *rows = NULL;
  int code;

  if (!has_column (source, table, NULL))
    return NULL;
  for (int i = 0; names[i]; i++)
    {
      gboolean known = has_column (source, table, names[i]);

      g_string_append_printf (sql, known ? "%s\"%s\"" : "%sNULL", i > 0 ? ", " : "", names[i]);
    }
  g_string_append_printf (sql, " FROM \"%s\"", table);
  append_order (source, table, order, sql);
  code = sqlite3_prepare_v2 (source->db, sql->str, -1, &rows, NULL);
  if (code != SQLITE_OK && source->failure == SQLITE_OK)
    source->failure = code;
  return rows;
}

gboolean
pfs_noethys_source_next (PfsNoethysSource *source, sqlite3_stmt **rows)
{
  int code;

  if (!*rows)
    return FALSE;
  code = sqlite3_step (*rows);
  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE && source->failure == SQLITE_OK)
    source->failure = code;
  sqlite3_finalize (g_steal_pointer (rows));
  return FALSE;
}

gboolean
pfs_noethys_source_check (PfsNoethysSource *source, GError **error)
{
  if (source->failure == SQLITE_OK)
    return TRUE;
  g_set_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_DAMAGED,
               _("The Noethys database cannot be read to its end: %s."),
               sqlite3_errstr (source->failure));
  return FALSE;
}

char *
pfs_noethys_get_text (sqlite3_stmt *row, int column)
{
  char *text = g_strstrip (g_utf8_make_valid (get_text (row, column), -1));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

gint64
pfs_noethys_get_int (sqlite3_stmt *row, int column, gint64 fallback)
{
  const char *text = get_text (row, column);
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);

  while (end != text && g_ascii_isspace (*end))
    end++;
  /* Beyond 2^53 a double no longer tells integers apart. */
  if (end == text || *end != '\0' || !(fabs (value) < 9007199254740992.0))
    return fallback;
  return (gint64) value;
}

PfCents
pfs_noethys_get_cents (sqlite3_stmt *row, int column)
{
  g_autofree char *text = g_strdelimit (g_strdup (get_text (row, column)), ",", '.');
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);

  if (end == text || !(fabs (value) < 1e9))
    return PF_CENTS_UNKNOWN;
  return (PfCents) (value * 100.0 + (value < 0 ? -0.5 : 0.5));
}

PfDay
pfs_noethys_get_day (sqlite3_stmt *row, int column)
{
  const char *text = get_text (row, column);
  int year = 0, month = 0, day = 0, used = 0;

  while (g_ascii_isspace (*text))
    text++;
  if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 &&
      sscanf (text, "%2d/%2d/%4d%n", &day, &month, &year, &used) != 3)
    return PF_DAY_NONE;
  if (used < 8 || g_ascii_isdigit (text[used]))
    return PF_DAY_NONE;
  return pf_day_new (year, month, day);
}

int
pfs_noethys_get_minute (sqlite3_stmt *row, int column)
{
  const char *text = get_text (row, column);
  int hour = -1, minute = -1;
  char separator = '\0';

  if (sscanf (text, "%2d%c%2d", &hour, &separator, &minute) != 3 ||
      (separator != ':' && separator != 'h'))
    return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return -1;
  return hour * 60 + minute;
}
