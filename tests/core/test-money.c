/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tests of money: sums at the ends of the type, and amounts as several locales write them. */
#include "config.h"

#include "pf-money.h"

#include <glib/gstdio.h>
#include <locale.h>

#define NBSP "\302\240" /* no-break space */
#define MINUS "\342\210\222"
#define MAX_TYPED 10000000  /* no family pays more at once */
#define THIN "\342\200\257" /* narrow no-break space */

typedef struct {
  const char *locale;
  PfCents amount;
  const char *currency;
  const char *text;
} FormatCase;

static void
test_adds_without_overflow (void)
{
  static const struct {
    PfCents a, b, sum;
  } cases[] = {
    { 340, 250, 590 },
    { 340, -500, -160 },
    { 0, 0, 0 },
    { G_MAXINT64, 1, G_MAXINT64 },
    { G_MAXINT64, G_MAXINT64, G_MAXINT64 },
    { G_MININT64 + 1, -1, G_MININT64 + 1 },
    { G_MININT64 + 1, -2, G_MININT64 + 1 },
    { G_MININT64 + 1, G_MININT64 + 1, G_MININT64 + 1 },
    { PF_CENTS_UNKNOWN, 340, PF_CENTS_UNKNOWN },
    { PF_CENTS_UNKNOWN, G_MAXINT64, PF_CENTS_UNKNOWN },
    { PF_CENTS_UNKNOWN, PF_CENTS_UNKNOWN, PF_CENTS_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (pf_cents_add (cases[i].a, cases[i].b), ==, cases[i].sum);
      g_assert_cmpint (pf_cents_add (cases[i].b, cases[i].a), ==, cases[i].sum);
    }
}

/* Returns: an amount of which @amount is made that a person may type. */
static PfCents
get_typable (PfCents amount)
{
  return amount < 0 ? -(amount % MAX_TYPED) : amount % MAX_TYPED;
}

static void
check_formats (const FormatCase *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *plain = NULL;

      if (setlocale (LC_ALL, cases[i].locale) == NULL)
        g_error ("no locale %s", cases[i].locale);
      text = pf_cents_format (cases[i].amount, cases[i].currency);
      plain = pf_cents_format_plain (get_typable (cases[i].amount));
      setlocale (LC_ALL, "C.UTF-8");
      g_test_message ("%s in %s", text, cases[i].locale);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpint (pf_cents_parse (plain), ==, get_typable (cases[i].amount));
    }
}

static void
test_formats_plainly_without_a_locale (void)
{
  static const FormatCase cases[] = {
    { "C.UTF-8", 340, "EUR", "€3.40" },
    { "C.UTF-8", -340, "EUR", MINUS "€3.40" },
    { "C.UTF-8", 0, "EUR", "€0.00" },
    { "C.UTF-8", 5, "EUR", "€0.05" },
    { "C.UTF-8", -5, "EUR", MINUS "€0.05" },
    { "C.UTF-8", 123456789, "EUR", "€1234567.89" },
    { "C.UTF-8", 1250, "CHF", "CHF" NBSP "12.50" },
    { "C.UTF-8", 50000, "XPF", "XPF" NBSP "500" },
    { "C.UTF-8", 50050, "XPF", "XPF" NBSP "500.50" },
    { "C.UTF-8", G_MAXINT64, "EUR", "€92233720368547758.07" },
    { "C.UTF-8", G_MININT64 + 1, "EUR", MINUS "€92233720368547758.07" },
    { "C.UTF-8", PF_CENTS_UNKNOWN, "EUR", "unknown" },
  };

  check_formats (cases, G_N_ELEMENTS (cases));
}

/* Compiles the locales that the cases need into @folder. Returns: FALSE where this system cannot.
 * */
static gboolean
compile_locales (const char *folder, const FormatCase *cases, gsize n_cases)
{
  const char *previous = "";

  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *output = g_build_filename (folder, cases[i].locale, NULL);
      g_autofree char *source = g_strndup (cases[i].locale, 5);
      const char *argv[] = { "localedef", "-i", source, "-f", "UTF-8", output, NULL };
      int status;

      if (g_str_equal (cases[i].locale, previous))
        continue;
      previous = cases[i].locale;
      if (!g_spawn_sync (NULL, (char **) argv, NULL,
                         G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                             G_SPAWN_STDERR_TO_DEV_NULL,
                         NULL, NULL, NULL, NULL, &status, NULL) ||
          !g_file_test (output, G_FILE_TEST_IS_DIR))
        return FALSE;
    }
  return TRUE;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
test_formats_as_the_locale_writes_it (void)
{
  static const FormatCase cases[] = {
    { "fr_FR.UTF-8", 340, "EUR", "3,40" NBSP "€" },
    { "fr_FR.UTF-8", -340, "EUR", MINUS "3,40" NBSP "€" },
    { "fr_FR.UTF-8", 123456789, "EUR", "1" THIN "234" THIN "567,89" NBSP "€" },
    { "fr_FR.UTF-8", 100000, "EUR", "1" THIN "000,00" NBSP "€" },
    { "fr_FR.UTF-8", 1250, "CHF", "12,50" NBSP "CHF" },
    { "en_US.UTF-8", 340, "EUR", "€3.40" },
    { "en_US.UTF-8", -123456, "EUR", MINUS "€1,234.56" },
    { "en_US.UTF-8", 123456, "USD", "$1,234.56" },
    { "en_US.UTF-8", 1250, "CHF", "CHF" NBSP "12.50" },
    { "nl_NL.UTF-8", 123456, "EUR", "€" NBSP "1.234,56" },
    { "nl_NL.UTF-8", -340, "EUR", "€" NBSP MINUS "3,40" },
  };
  g_autofree char *folder = g_dir_make_tmp ("test-money-XXXXXX", NULL);

  g_assert_nonnull (folder);
  if (compile_locales (folder, cases, G_N_ELEMENTS (cases)))
    {
      g_setenv ("LOCPATH", folder, TRUE);
      check_formats (cases, G_N_ELEMENTS (cases));
      g_unsetenv ("LOCPATH");
    }
  else
    g_test_skip ("localedef or its sources are not installed");
  remove_folder (folder);
}

static void
test_reads_what_a_person_types (void)
{
  static const struct {
    const char *text;
    PfCents amount;
  } cases[] = {
    { "12", 1200 },
    { "12.5", 1250 },
    { "12,50", 1250 },
    { "12.05", 1205 },
    { " 12,50 €", 1250 },
    { "€12.50", 1250 },
    { "12,50" NBSP "€", 1250 },
    { "0", 0 },
    { "0,01", 1 },
    { "007", 700 },
    { "", PF_CENTS_UNKNOWN },
    { "€", PF_CENTS_UNKNOWN },
    { "-1", PF_CENTS_UNKNOWN },
    { "12.", PF_CENTS_UNKNOWN },
    { ".5", PF_CENTS_UNKNOWN },
    { "12.345", PF_CENTS_UNKNOWN },
    { "1.234,50", PF_CENTS_UNKNOWN },
    { "twelve", PF_CENTS_UNKNOWN },
    { "12e3", PF_CENTS_UNKNOWN },
    { "99999999999999999999", PF_CENTS_UNKNOWN },
    { "\xff", PF_CENTS_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (pf_cents_parse (cases[i].text), ==, cases[i].amount);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/adds-without-overflow", test_adds_without_overflow);
  g_test_add_func ("/money/reads-what-a-person-types", test_reads_what_a_person_types);
  g_test_add_func ("/money/formats-plainly-without-a-locale",
                   test_formats_plainly_without_a_locale);
  g_test_add_func ("/money/formats-as-the-locale-writes-it", test_formats_as_the_locale_writes_it);
  return g_test_run ();
}
