/* SPDX-License-Identifier: GPL-3.0-or-later
 * Prints rows of texts as aligned columns or as JSON. */
#include "config.h"

#include "pfs-table.h"

#include "pf-day.h"
#include "pf-money.h"

#include <glib/gi18n-lib.h>

struct _PfsTable {
  const PfsColumn *columns;
  guint n_columns;
  GPtrArray *rows; /* (element-type GPtrArray of utf8) */
};

PfsTable *
pfs_table_new (const PfsColumn *columns)
{
  PfsTable *table = g_new0 (PfsTable, 1);

  table->columns = columns;
  while (columns[table->n_columns].id)
    table->n_columns++;
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return table;
}

void
pfs_table_free (PfsTable *table)
{
  if (!table)
    return;
  g_ptr_array_unref (table->rows);
  g_free (table);
}

void
pfs_table_take_row (PfsTable *table, ...)
{
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
  va_list cells;

  va_start (cells, table);
  for (guint i = 0; i < table->n_columns; i++)
    g_ptr_array_add (row, va_arg (cells, char *));
  va_end (cells);
  g_ptr_array_add (table->rows, row);
}

guint
pfs_table_get_n_rows (PfsTable *table)
{
  return table->rows->len;
}

static char *
format_day (const char *text)
{
  PfDay day = pf_day_parse (text);
  g_autoptr (GDateTime) date = day != PF_DAY_NONE ? pf_day_to_date_time (day) : NULL;

  return date ? g_date_time_format (date, "%a %F") : g_strdup (text);
}

static char *
format_cell (const PfsColumn *column, const char *text)
{
  if (!text)
    return g_strdup ("–");
  if (column->kind == PFS_COLUMN_MONEY)
    return pf_cents_format (g_ascii_strtoll (text, NULL, 10), "EUR");
  if (column->kind == PFS_COLUMN_DAY)
    return format_day (text);
  return g_strdup (text);
}

static void
append_aligned (GString    *line,
                const char *text,
                glong       width,
                gboolean    to_the_right,
                gboolean    is_last)
{
  int gap = (int) (width - g_utf8_strlen (text, -1));

  if (to_the_right)
    g_string_append_printf (line, "%*s%s", gap, "", text);
  else
    g_string_append_printf (line, "%s%*s", text, is_last ? 0 : gap, "");
  g_string_append (line, is_last ? "\n" : "  ");
}

static char *
format_text (PfsTable *table)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autofree glong *widths = g_new0 (glong, table->n_columns);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < table->n_columns; i++)
    g_ptr_array_add (cells, g_strdup (_(table->columns[i].title)));
  for (guint r = 0; r < table->rows->len; r++)
    for (guint i = 0; i < table->n_columns; i++)
      g_ptr_array_add (cells,
                       format_cell (&table->columns[i],
                                    g_ptr_array_index ((GPtrArray *) table->rows->pdata[r], i)));
  for (guint n = 0; n < cells->len; n++)
    widths[n % table->n_columns] =
        MAX (widths[n % table->n_columns], g_utf8_strlen (g_ptr_array_index (cells, n), -1));
  for (guint n = 0; n < cells->len && table->rows->len > 0; n++)
    {
      guint i = n % table->n_columns;
      PfsColumnKind kind = table->columns[i].kind;

      append_aligned (text, g_ptr_array_index (cells, n), widths[i],
                      kind == PFS_COLUMN_NUMBER || kind == PFS_COLUMN_MONEY,
                      i + 1 == table->n_columns);
    }
  return g_string_free (text, FALSE);
}

static void
append_json_string (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *c = text; *c; c++)
    {
      if (*c == '"' || *c == '\\')
        g_string_append_printf (json, "\\%c", *c);
      else if ((guchar) *c < 0x20)
        g_string_append_printf (json, "\\u%04x", *c);
      else
        g_string_append_c (json, *c);
    }
  g_string_append_c (json, '"');
}

static void
append_json_member (GString *json, const PfsColumn *column, const char *text)
{
  append_json_string (json, column->id);
  g_string_append (json, ": ");
  if (!text)
    g_string_append (json, "null");
  else if (column->kind == PFS_COLUMN_NUMBER || column->kind == PFS_COLUMN_MONEY)
    g_string_append (json, text);
  else
    append_json_string (json, text);
}

static char *
format_json (PfsTable *table)
{
  GString *json = g_string_new ("[");

  for (guint r = 0; r < table->rows->len; r++)
    {
      GPtrArray *row = g_ptr_array_index (table->rows, r);

      g_string_append (json, r > 0 ? ",\n  {" : "\n  {");
      for (guint i = 0; i < table->n_columns; i++)
        {
          g_string_append (json, i > 0 ? ", " : "");
          append_json_member (json, &table->columns[i], g_ptr_array_index (row, i));
        }
      g_string_append_c (json, '}');
    }
  g_string_append (json, table->rows->len > 0 ? "\n]\n" : "]\n");
  return g_string_free (json, FALSE);
}

char *
pfs_table_format (PfsTable *table, gboolean as_json)
{
  return as_json ? format_json (table) : format_text (table);
}
