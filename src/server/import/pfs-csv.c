/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading CSV. */
#include "config.h"

#include "pfs-csv.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define UTF8_MARK "\xef\xbb\xbf"
#define MAX_COLUMNS 200

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
};

static void
set_error (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, sentence);
}

/* Old files of Windows, and those of Latin-1, which is within it but for letters that nobody types.
 */
static char *
decode_windows (const char *data, gsize size, const char **encoding)
{
  char *text = g_convert (data, (gssize) size, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);

  *encoding = "Windows-1252";
  if (text == NULL)
    {
      text = g_convert (data, (gssize) size, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
      *encoding = "ISO-8859-1";
    }
  return text;
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
  if (size == 0 || memchr (data, '\0', size) != NULL)
    {
      set_error (error, size == 0 ? _("The file is empty.") : _("This is not a text file."));
      return NULL;
    }
  if (size >= strlen (UTF8_MARK) && memcmp (data, UTF8_MARK, strlen (UTF8_MARK)) == 0)
    {
      data += strlen (UTF8_MARK);
      size -= strlen (UTF8_MARK);
    }
  if (!g_utf8_validate_len (data, size, NULL))
    return decode_windows (data, size, encoding);
  *encoding = "UTF-8";
  return g_strndup (data, size);
}

/* Returns: what stands most often between the texts of the first line. */
static char
find_separator (const char *text)
{
  static const char separators[] = ";,\t";
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

PfsCsv *
pfs_csv_parse (GBytes *bytes, GError **error)
{
  g_autoptr (PfsCsv) csv = g_new0 (PfsCsv, 1);
  g_autofree char *text = decode (bytes, &csv->encoding, error);
  const char *next = text;

  csv->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  if (text == NULL)
    return NULL;
  csv->separator = find_separator (text);
  while (*next != '\0')
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      next = read_row (next, csv->separator, cells);
      if (next == NULL || cells->len > MAX_COLUMNS)
        {
          set_error (error, next == NULL ? _("A quotation mark is never closed: the file is cut.")
                                         : _("This is not a file of rows and columns."));
          return NULL;
        }
      if (is_empty (cells))
        continue;
      if (csv->header == NULL)
        csv->header = fit_row (cells, cells->len);
      else
        g_ptr_array_add (csv->rows, fit_row (cells, g_strv_length (csv->header)));
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
  g_free (csv);
}
