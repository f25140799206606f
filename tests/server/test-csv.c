/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files of rows as everybody's spreadsheet saves them: the same menu comes out of each, and what
 * cannot be taken is told by its line. */
#include "config.h"

#include <string.h>

#include "pfs-menu-file.h"

#define HEADER "menuDate,menuPlatType,menuPlatNom\n"
#define RICE "2026-11-23,plat,Riz\n"

static GPtrArray *
read_menus (const char *file, gsize size, PfsImportReport *report, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (file, size);
  g_autoptr (PfsCsv) csv = pfs_csv_parse (bytes, pfs_menu_file_is_header, error);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  PfsMenuSites sites = { .known = known };

  return csv != NULL ? pfs_menu_file_read (csv, &sites, report, error) : NULL;
}

static PfsImportReport *
new_report (void)
{
  return pfs_import_report_new (PFS_TALLY_DISHES, PFS_TALLY_DISHES);
}

/* Checks that @file is one menu of rice. */
static void
check_rice (const char *name, const char *file, gsize size)
{
  g_autoptr (PfsImportReport) report = new_report ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) menus = read_menus (file, size, report, &error);
  PfMenu *menu;

  if (menus == NULL || menus->len != 1)
    g_error ("%s: %s", name, error != NULL ? error->message : "not one menu");
  menu = g_ptr_array_index (menus, 0);
  g_assert_cmpint (menu->day, ==, pf_day_parse ("2026-11-23"));
  g_assert_cmpuint (menu->dishes->len, ==, 1);
  g_assert_cmpstr (((PfDish *) g_ptr_array_index (menu->dishes, 0))->name, ==, "Riz");
}

static void
test_shapes (void)
{
  static const struct {
    const char *name;
    const char *file;
  } cases[] = {
    { "commas", HEADER RICE },
    { "semicolons", "menuDate;menuPlatNom\n2026-11-23;Riz\n" },
    { "tabs", "menuDate\tmenuPlatNom\n2026-11-23\tRiz\n" },
    { "bars", "menuDate|menuPlatNom\n2026-11-23|Riz\n" },
    { "the separator told", "sep=;\nmenuDate;menuPlatNom\n2026-11-23;Riz\n" },
    { "commas in a semicolon file", "menuDate;menuPlatNom;a,b,c,d\n2026-11-23;Riz;1,2,3\n" },
    { "a title", "Menus, novembre 2026\n\n" HEADER RICE },
    { "empty lines", "\n\r\n  \n" HEADER "\n\n" RICE "\n\n" },
    { "line ends of Windows", "menuDate,menuPlatNom\r\n2026-11-23,Riz\r\n" },
    { "line ends of old", "menuDate,menuPlatNom\r2026-11-23,Riz\r" },
    { "no last line end", "menuDate,menuPlatNom\n2026-11-23,Riz" },
    { "upper case", "MENUDATE,MENUPLATNOM\n2026-11-23,Riz\n" },
    { "another order", "menuPlatNom,other,menuDate\nRiz,x,23/11/2026\n" },
    { "quotes", "\"menuDate\",\"menuPlatNom\"\n\"2026-11-23\",\" Riz\n\"\n" },
    { "longer rows", HEADER "2026-11-23,plat,Riz,,,,\n" },
    { "joined files", HEADER RICE HEADER RICE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_rice (cases[i].name, cases[i].file, strlen (cases[i].file));
}

static void
test_letters (void)
{
  static const char *const charsets[] = { "UTF-8", "ISO-8859-1", "WINDOWS-1252", "UTF-16" };
  static const char file[] = "menuDate,menuPlatNom,préparation\n2026-11-23,Riz,à la crème\n";

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      gsize size;
      g_autofree char *bytes = g_convert (file, -1, charsets[i], "UTF-8", NULL, &size, NULL);

      check_rice (charsets[i], bytes, size);
    }
}

static void
test_other_files (void)
{
  static const struct {
    const char *file;
    gssize size;
    const char *sentence;
  } cases[] = {
    { "", 0, "empty" },
    { "\xff\xfe", 2, "empty" },
    { "\n \n", -1, "empty" },
    { "a\0b", 3, "not a text file" },
    { "\xff\xfe\x00\xd8\x41\x00", 6, "not a text file" },
    { "[{\"menuDate\": 1}]", -1, "JSON" },
    { "BEGIN:VCALENDAR\n", -1, "calendar" },
    { HEADER "2026-11-23,\"plat,Riz\n", -1, "never closed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PfsImportReport) report = new_report ();
      g_autoptr (GError) error = NULL;
      gsize size = cases[i].size >= 0 ? (gsize) cases[i].size : strlen (cases[i].file);

      g_assert_null (read_menus (cases[i].file, size, report, &error));
      g_assert_nonnull (error);
      if (strstr (error->message, cases[i].sentence) == NULL)
        g_error ("file %" G_GSIZE_FORMAT ": %s", i, error->message);
    }
}

static void
test_lines_are_named (void)
{
  static const char file[] = "Menus\n\n" HEADER RICE "\n32/11/2026,plat,Pâtes\n2026-11-24,\"en\n"
                             "trée\",\n2026-11-24,plat,\n";
  g_autoptr (PfsImportReport) report = new_report ();
  g_autoptr (GPtrArray) menus = read_menus (file, strlen (file), report, NULL);
  g_autofree char *text = pfs_import_report_format (report);

  g_assert_cmpuint (menus->len, ==, 1);
  g_assert_nonnull (strstr (text, "1  the day cannot be read (line 6)\n"));
  g_assert_nonnull (strstr (text, "2  the dish has no name (lines 7, 9)\n"));
}

/* A file that is nobody's menus is read at once, and its report can be read, too. */
static void
test_many_rows (void)
{
  g_autoptr (GString) file = g_string_new ("menuDate,menuPlatNom,menuPlatAllergenes\n");
  g_autoptr (PfsImportReport) report = new_report ();
  g_autoptr (GPtrArray) menus = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  PfMenu *menu;

  for (int i = 0; i < 100000; i++)
    g_string_append_printf (file, "2026-11-23,Plat %d,chose %d\n", i, i);
  menus = read_menus (file->str, file->len, report, NULL);
  g_assert_cmpuint (menus->len, ==, 1);
  menu = g_ptr_array_index (menus, 0);
  g_assert_cmpuint (menu->dishes->len, ==, 200);
  text = pfs_import_report_format (report);
  g_assert_nonnull (strstr (text, "99800  more dishes than a day can have"));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), <, 50);
}

/* What a clerk needs of each family, a login, is never cut; examples are. */
static void
test_notes (void)
{
  g_autoptr (PfsImportReport) report = new_report ();
  g_autofree char *text = NULL;

  for (int i = 0; i < 100; i++)
    {
      pfs_import_report_note (report, g_strdup_printf ("login %d.", i));
      pfs_import_report_note_aside (report, g_strdup_printf ("example %d.", i));
      pfs_import_report_note_aside (report, g_strdup ("example 0."));
    }
  text = pfs_import_report_format (report);
  g_assert_nonnull (strstr (text, "- login 99.\n"));
  g_assert_nonnull (strstr (text, "- example 29.\n"));
  g_assert_null (strstr (text, "- example 30.\n"));
  g_assert_nonnull (strstr (text, "- and 70 notes more\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/shapes", test_shapes);
  g_test_add_func ("/csv/letters", test_letters);
  g_test_add_func ("/csv/other-files", test_other_files);
  g_test_add_func ("/csv/lines-are-named", test_lines_are_named);
  g_test_add_func ("/csv/many-rows", test_many_rows);
  g_test_add_func ("/csv/notes", test_notes);
  return g_test_run ();
}
