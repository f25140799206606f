/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading CSV. */
#include "config.h"

#include "pfs-csv.h"

#include "pfs-import-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COLUMNS 200
/* How many lines may stand above the header, and one more. */
#define MOST_TITLES 10

static const char separators[] = ";,\t|";

/* What other files begin with; a clerk is told how to get the one wanted. */
static const struct {
  const char *start;
  gsize length;
  const char *sentence;
} others[] = {
  { "PK\003\004", 4, N_("This is a spreadsheet: save it as CSV first.") },
  { "\xd0\xcf\x11\xe0", 4, N_("This is a spreadsheet: save it as CSV first.") },
  { "%PDF", 4, N_("This is a PDF, not a CSV file.") },
  { "SQLite format 3", 15, N_("This is a database, not a CSV file.") },
  { "<", 1, N_("This is a web page or an XML file, not a CSV file.") },
  { "{", 1, N_("This is JSON, not a CSV file.") },
  { "[", 1, N_("This is JSON, not a CSV file.") },
  { "BEGIN:VCALENDAR", 15, N_("This is a calendar, not a CSV file.") },
};

static void
set_error (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
}

/* Returns: (transfer full): the whole text; NULL with @error. */
static char *
decode (GBytes *bytes, const char **encoding, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (size >= others[i].length && memcmp (data, others[i].start, others[i].length) == 0)
      {
        set_error (error, _(others[i].sentence));
        return NULL;
      }
  return pfs_import_text_decode (bytes, encoding, error);
}

/* Returns: what stands most often between the texts of the first line. */
static char
guess_separator (const char *text)
{
  guint counts[G_N_ELEMENTS (separators)] = { 0 };
  gboolean is_quoted = FALSE;
  guint best = 0;

  for (const char *c = text; *c != '\0' && (is_quoted || (*c != '\n' && *c != '\r')); c++)
    {
      const char *separator = strchr (separators, *c);

      if (*c == '"')
        is_quoted = !is_quoted;
      else if (separator != NULL && !is_quoted)
        counts[separator - separators]++;
    }
  for (guint i = 1; separators[i] != '\0'; i++)
    if (counts[i] > counts[best])
      best = i;
  return separators[best];
}

/* Reads a text in quotes, from behind the first one. Returns: behind the last one; NULL where there
 * is none. */
static const char *
read_quoted (const char *c, GString *cell)
{
  for (;; c++)
    {
      if (*c == '\0')
        return NULL;
      if (*c == '"' && c[1] != '"')
        return c + 1;
      if (*c == '"')
        c++;
      if (*c != '\r')
        g_string_append_c (cell, *c);
    }
}

/* Reads one line of cells. Returns: behind it; NULL where a quote is never closed. */
static const char *
read_row (const char *c, char separator, GPtrArray *cells)
{
  for (;;)
    {
      g_autoptr (GString) cell = g_string_new (NULL);

      while (*c == ' ' && separator != ' ')
        c++;
      if (*c == '"')
        c = read_quoted (c + 1, cell);
      if (c == NULL)
        return NULL;
      for (; *c != separator && *c != '\n' && *c != '\r' && *c != '\0'; c++)
        g_string_append_c (cell, *c);
      g_ptr_array_add (cells, g_strstrip (g_string_free (g_steal_pointer (&cell), FALSE)));
      if (*c != separator)
        break;
      c++;
    }
  while (*c == '\r')
    c++;
  return *c == '\n' ? c + 1 : c;
}

static gboolean
is_empty (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (*(const char *) g_ptr_array_index (cells, i) != '\0')
      return FALSE;
  return TRUE;
}

/* Returns: (transfer full): the cells, as many as @n. */
static char **
fit_row (GPtrArray *cells, guint n)
{
  char **row = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    row[i] = g_strdup (i < cells->len ? g_ptr_array_index (cells, i) : "");
  return row;
}

static guint
count_lines (const char *from, const char *to)
{
  guint n = 0;

  for (; from < to; from++)
    n += *from == '\n' || (*from == '\r' && from[1] != '\n');
  return n;
}

static const char *
skip_empty_lines (const char *text)
{
  return text + strspn (text, " \r\n");
}

/* Returns: (nullable): the line of @text that @is_header takes where @separator stands between the
 * cells. */
static const char *
find_header (const char *text, char separator, PfsCsvIsHeader is_header)
{
  for (int i = 0; i < MOST_TITLES && text != NULL && *text != '\0'; i++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      const char *line = skip_empty_lines (text);

      text = read_row (line, separator, cells);
      if (text != NULL && is_header (cells))
        return line;
    }
  return NULL;
}

/* Returns: where the header begins, with the file's separator. */
static const char *
choose_header (PfsCsv *csv, const char *text, PfsCsvIsHeader is_header)
{
  const char *first = skip_empty_lines (text);

  for (const char *separator = separators; *separator != '\0'; separator++)
    {
      const char *header = find_header (text, *separator, is_header);

      csv->separator = *separator;
      if (header != NULL)
        return header;
    }
  csv->separator = guess_separator (first);
  return first;
}

static gboolean
is_same_row (char **row, char **other)
{
  return g_strv_equal ((const char *const *) row, (const char *const *) other);
}

static void
add_row (PfsCsv *csv, GPtrArray *cells, guint line)
{
  g_auto (GStrv) row =
      fit_row (cells, csv->header != NULL ? g_strv_length (csv->header) : cells->len);

  if (csv->header == NULL)
    csv->header = g_steal_pointer (&row);
  /* Files that were joined have it again. */
  else if (!is_same_row (row, csv->header))
    {
      g_ptr_array_add (csv->rows, g_steal_pointer (&row));
      g_array_append_val (csv->lines, line);
    }
}

PfsCsv *
pfs_csv_parse (GBytes *bytes, PfsCsvIsHeader is_header, GError **error)
{
  g_autoptr (PfsCsv) csv = g_new0 (PfsCsv, 1);
  g_autofree char *text = decode (bytes, &csv->encoding, error);
  const char *next;
  guint line;

  csv->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  csv->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  if (text == NULL)
    return NULL;
  next = choose_header (csv, text, is_header);
  line = 1 + count_lines (text, next);
  while (*next != '\0')
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      const char *from = next;

      next = read_row (from, csv->separator, cells);
      if (next == NULL || cells->len > MAX_COLUMNS)
        {
          set_error (error, next == NULL ? _("A quotation mark is never closed: the file is cut.")
                                         : _("This is not a file of rows and columns."));
          return NULL;
        }
      if (!is_empty (cells))
        add_row (csv, cells, line);
      line += count_lines (from, next);
    }
  if (csv->header == NULL)
    {
      set_error (error, _("The file is empty."));
      return NULL;
    }
  return g_steal_pointer (&csv);
}

void
pfs_csv_free (PfsCsv *csv)
{
  g_strfreev (csv->header);
  g_ptr_array_unref (csv->rows);
  g_array_unref (csv->lines);
  g_free (csv);
}
