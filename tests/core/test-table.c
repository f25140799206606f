/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables to the letter: separators, quotes, amounts, and no formula out of anybody's words. */
#include "config.h"

#include "pf-table.h"

#include <locale.h>
#include <string.h>

#define BYTE_ORDER_MARK "\357\273\277"

static char *
take_text (PfTable *table)
{
  g_autoptr (GBytes) bytes = pf_table_format (table);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Asserts how a cell of @text is written after another. */
static void
assert_cell (char decimal_point, const char *text, const char *expected)
{
  g_autoptr (PfTable) table = pf_table_new (decimal_point);
  g_autofree char *line =
      g_strdup_printf (BYTE_ORDER_MARK "a%c%s\r\n", decimal_point == ',' ? ';' : ',', expected);
  g_autofree char *found = NULL;

  pf_table_add_text (table, "a");
  pf_table_add_text (table, text);
  pf_table_end_row (table);
  found = take_text (table);
  g_assert_cmpstr (found, ==, line);
}

static void
test_texts (void)
{
  static const struct {
    const char *text;
    const char *with_commas;
    const char *with_semicolons;
  } rows[] = {
    { "Léna", "Léna", "Léna" },
    { NULL, "", "" },
    { "Repas, goûter", "\"Repas, goûter\"", "Repas, goûter" },
    { "matin; soir", "matin; soir", "\"matin; soir\"" },
    { "l’« été \"bleu\" »", "\"l’« été \"\"bleu\"\" »\"", "\"l’« été \"\"bleu\"\" »\"" },
    { "deux\nlignes", "\"deux\nlignes\"", "\"deux\nlignes\"" },
    { "1=1", "1=1", "1=1" },
    { "n’importe@où", "n’importe@où", "n’importe@où" },
    { "\377", "\357\277\275", "\357\277\275" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      assert_cell ('.', rows[i].text, rows[i].with_commas);
      assert_cell (',', rows[i].text, rows[i].with_semicolons);
    }
}

/* What the town names an activity is nothing that a spreadsheet calculates, or runs. */
static void
test_formulas (void)
{
  static const struct {
    const char *text;
    const char *expected;
  } rows[] = {
    { "=1+1", "'=1+1" },
    { "+33 5", "'+33 5" },
    { "-2", "'-2" },
    { "@SUM(A1)", "'@SUM(A1)" },
    { "\t=1", "'\t=1" },
    { "\r=1", "\"'\r=1\"" },
    { "  =1", "'  =1" },
    { "＝1", "'＝1" },
    { "=HYPERLINK(\"http://example.net\")", "\"'=HYPERLINK(\"\"http://example.net\"\")\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_cell ('.', rows[i].text, rows[i].expected);
}

static void
test_numbers (void)
{
  static const struct {
    PfCents amount;
    const char *in_english;
    const char *in_french;
  } rows[] = {
    { 340, "3.40", "3,40" },      { 0, "0.00", "0,00" },
    { -5, "-0.05", "-0,05" },     { 123456789, "1234567.89", "1234567,89" },
    { PF_CENTS_UNKNOWN, "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PfTable) english = pf_table_new ('.');
      g_autoptr (PfTable) french = pf_table_new (',');
      g_autofree char *in_english = NULL;
      g_autofree char *in_french = NULL;

      pf_table_add_amount (english, rows[i].amount);
      pf_table_add_amount (french, rows[i].amount);
      in_english = take_text (english);
      in_french = take_text (french);
      g_assert_cmpstr (in_english + strlen (BYTE_ORDER_MARK), ==, rows[i].in_english);
      g_assert_cmpstr (in_french + strlen (BYTE_ORDER_MARK), ==, rows[i].in_french);
    }
}

static void
test_days (void)
{
  g_autoptr (PfTable) table = pf_table_new (',');
  g_autofree char *text = NULL;

  pf_table_add_day (table, pf_day_new (2026, 11, 3));
  pf_table_add_day (table, PF_DAY_NONE);
  pf_table_end_row (table);
  text = take_text (table);
  g_assert_cmpstr (text, ==, BYTE_ORDER_MARK "2026-11-03;\r\n");
}

static void
test_locale (void)
{
  g_assert_cmpint (pf_table_get_decimal_point (), ==, '.');
  if (setlocale (LC_NUMERIC, "fr_FR.UTF-8") == NULL)
    {
      g_test_skip ("no French locale here");
      return;
    }
  g_assert_cmpint (pf_table_get_decimal_point (), ==, ',');
  setlocale (LC_NUMERIC, "C");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/table/texts", test_texts);
  g_test_add_func ("/core/table/formulas", test_formulas);
  g_test_add_func ("/core/table/numbers", test_numbers);
  g_test_add_func ("/core/table/days", test_days);
  g_test_add_func ("/core/table/locale", test_locale);
  return g_test_run ();
}
