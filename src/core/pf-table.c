/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes CSV. */
#include "config.h"

#include "pf-table.h"

#include <locale.h>
#include <string.h>

#define BYTE_ORDER_MARK "\357\273\277"

struct _PfTable {
  GString *text;
  char decimal_point;
  char separator;
  gboolean is_in_row; /* the row has a cell already */
};

/* What makes a spreadsheet calculate where it stands first, in ASCII and as wide letters. */
static gboolean
begins_formula (gunichar c)
{
  static const gunichar starts[] = { '=', '+', '-', '@', 0xff1d, 0xff0b, 0xff0d, 0xff20 };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (c == starts[i])
      return TRUE;
  return FALSE;
}

static gboolean
is_formula (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return begins_formula (g_utf8_get_char (text));
}

/* Adds the cell as it is: what has to be guarded is guarded. */
static void
add_cell (PfTable *table, const char *text)
{
  const char special[] = { table->separator, '"', '\r', '\n', '\0' };

  if (table->is_in_row)
    g_string_append_c (table->text, table->separator);
  table->is_in_row = TRUE;
  if (strpbrk (text, special) == NULL)
    {
      g_string_append (table->text, text);
      return;
    }
  g_string_append_c (table->text, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (table->text, '"');
      g_string_append_c (table->text, *text);
    }
  g_string_append_c (table->text, '"');
}

char
pf_table_get_decimal_point (void)
{
  const struct lconv *locale = localeconv ();

  return strcmp (locale->decimal_point, ",") == 0 ? ',' : '.';
}

PfTable *
pf_table_new (char decimal_point)
{
  PfTable *table = g_new0 (PfTable, 1);

  table->text = g_string_new (BYTE_ORDER_MARK);
  table->decimal_point = decimal_point;
  table->separator = decimal_point == ',' ? ';' : ',';
  return table;
}

void
pf_table_free (PfTable *table)
{
  g_string_free (table->text, TRUE);
  g_free (table);
}

void
pf_table_add_text (PfTable *table, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *guarded = is_formula (valid) ? g_strconcat ("'", valid, NULL) : NULL;

  g_return_if_fail (table != NULL);

  add_cell (table, guarded != NULL ? guarded : valid);
}

void
pf_table_add_day (PfTable *table, PfDay day)
{
  g_autofree char *text = day != PF_DAY_NONE ? pf_day_format (day) : g_strdup ("");

  g_return_if_fail (table != NULL);

  add_cell (table, text);
}

void
pf_table_add_amount (PfTable *table, PfCents amount)
{
  g_autofree char *text = NULL;
  guint64 cents = (guint64) ABS (amount);

  g_return_if_fail (table != NULL);

  if (amount != PF_CENTS_UNKNOWN)
    text = g_strdup_printf ("%s%" G_GUINT64_FORMAT "%c%02d", amount < 0 ? "-" : "", cents / 100,
                            table->decimal_point, (int) (cents % 100));
  add_cell (table, text != NULL ? text : "");
}

void
pf_table_end_row (PfTable *table)
{
  g_return_if_fail (table != NULL);

  g_string_append (table->text, "\r\n");
  table->is_in_row = FALSE;
}

GBytes *
pf_table_format (PfTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  return g_bytes_new (table->text->str, table->text->len);
}
