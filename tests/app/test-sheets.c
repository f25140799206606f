/* SPDX-License-Identifier: GPL-3.0-or-later
 * The sheets as PDF files, read back by poppler: what stands on them, and on how many pages. With
 * PF_SHEETS=FOLDER the files stay there, to be looked at. */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "pf-menu-sheet.h"
#include "pf-month-sheet.h"
#include "pf-print.h"
#include "pf-receipt-sheet.h"
#include "plan-fixture.h"

#define N_LONG 60 /* lines of a long receipt */

/* Saves the printout (transfer full) as @name, and reads it. Returns: (transfer full): its words,
 * as they stand, with a form feed after each page. */
static char *
read_pdf (PfPrintout *printout, const char *name)
{
  g_autoptr (PfPrintout) owned = printout;
  g_autoptr (GBytes) pdf = pf_print_to_pdf (printout);
  g_autofree char *file = g_strconcat (name, ".pdf", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GSubprocess) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (g_getenv ("PF_SHEETS") != NULL)
    {
      path = g_build_filename (g_getenv ("PF_SHEETS"), file, NULL);
      g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL),
                                          (gssize) g_bytes_get_size (pdf), &error));
    }
  reader = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                             "pdftotext", "-layout", "-", "-", NULL);
  g_assert_no_error (error);
  {
    g_autoptr (GBytes) words = NULL;

    g_assert_true (g_subprocess_communicate (reader, pdf, NULL, &words, NULL, &error));
    g_assert_no_error (error);
    text = g_strndup (g_bytes_get_data (words, NULL), g_bytes_get_size (words));
  }
  g_assert_true (g_subprocess_get_successful (reader));
  return g_steal_pointer (&text);
}

static guint
count (const char *text, const char *wanted)
{
  guint n = 0;

  for (const char *at = strstr (text, wanted); at != NULL; at = strstr (at + 1, wanted))
    n++;
  return n;
}

#define assert_has(text, wanted)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (strstr ((text), (wanted)) == NULL)                                                         \
      g_error ("%s:%d: no “%s” in:\n%s", __FILE__, __LINE__, (wanted), (text));                    \
  }                                                                                                \
  G_STMT_END

static gboolean
has_reader (void)
{
  g_autofree char *reader = g_find_program_in_path ("pdftotext");

  if (reader == NULL)
    g_test_skip ("no pdftotext here");
  return reader != NULL;
}

static PfPrintout *
create_month (PlanFixture *fixture, PfDay month, PfChild *child)
{
  g_autoptr (PfPlanIndex) index = pf_plan_index_new (G_LIST_MODEL (fixture->items));

  pf_plan_index_set_clock (index, fixture->now, fixture->today);
  pf_plan_index_set_filter (index, child, NULL);
  return pf_month_sheet_new (index, month, fixture->town->calendar, "As of today");
}

/* Days, week numbers, holidays by name, and each thing that is held; six children take two pages,
 * six weeks fit on one. */
static void
test_months (void)
{
  static const struct {
    const char *name;
    guint n_children;
    int month;
    guint n_pages;
    const char *words[6];
  } rows[] = {
    { "month-1", 1, 10, 1, { "October 2026", "Autumn", "Care: Evening 1", "Thursday", "44" } },
    { "month-1-six-weeks", 1, 11, 1, { "November 2026", "Armistice", "Canteen", "44", "49" } },
    { "month-3",
      3,
      11,
      1,
      { "Léna, Hugo, Inès", "Care: Morning, Evening 1, Evening 2", "Canteen" } },
    { "month-6", 6, 11, 2, { "Léna, Hugo, Inès", "Tom, Zoé, Adam", "Page 2 of 2" } },
  };

  if (!has_reader ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlanFixture) fixture = plan_fixture_new (rows[i].n_children);
      PfDay month = pf_day_new (2026, rows[i].month, 1);
      g_autofree char *text = NULL;

      plan_fixture_fill (fixture, month, pf_day_get_month_end (month));
      text = read_pdf (create_month (fixture, month, NULL), rows[i].name);
      g_assert_cmpuint (count (text, "\f"), ==, rows[i].n_pages);
      assert_has (text, "As of today");
      for (gsize k = 0; k < G_N_ELEMENTS (rows[i].words) && rows[i].words[k] != NULL; k++)
        assert_has (text, rows[i].words[k]);
    }
}

/* What is in the basket, or could be booked, is not held; a filter leaves the others out. */
static void
test_what_is_held (void)
{
  g_autoptr (PlanFixture) fixture = plan_fixture_new (2);
  PfDay day = pf_day_new (2026, 10, 20);
  g_autofree char *all = NULL;
  g_autofree char *of_one = NULL;

  if (!has_reader ())
    return;
  plan_fixture_add (fixture, 0, PLAN_FIXTURE_CANTEEN, 0, day, PF_STATE_OPEN, PF_ACTION_BOOK);
  plan_fixture_add (fixture, 0, PLAN_FIXTURE_CARE, 1, day, PF_STATE_OPEN, PF_ACTION_NONE);
  plan_fixture_add (fixture, 1, PLAN_FIXTURE_CANTEEN, 0, day + 1, PF_STATE_WAITING,
                    PF_ACTION_CANCEL);
  all = read_pdf (create_month (fixture, day, NULL), "month-held");
  g_assert_cmpuint (count (all, "Canteen"), ==, 1);
  g_assert_cmpuint (count (all, "Waiting list"), ==, 1);
  g_assert_null (strstr (all, "Available"));
  g_assert_cmpuint (count (all, "Hugo"), ==, 2); /* at the top, and on his day */
  g_assert_cmpuint (count (all, "Léna"), ==, 1);
  of_one = read_pdf (create_month (fixture, day, g_ptr_array_index (fixture->children, 1)),
                     "month-filter");
  g_assert_null (strstr (of_one, "Léna"));
  assert_has (of_one, "Hugo");
}

/* What is eaten stands on its day, on each page; a month that has no room for it goes without. */
static void
test_meals (void)
{
  static const struct {
    const char *name;
    guint n_children;
    guint n_words; /* of a meal */
    guint n_told;
  } rows[] = {
    { "month-meals", 2, 5, 2 },
    { "month-meals-pages", 6, 5, 4 }, /* two, on each of two pages */
    { "month-meals-no-room", 2, 900, 0 },
  };

  if (!has_reader ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlanFixture) fixture = plan_fixture_new (rows[i].n_children);
      PfDay month = pf_day_new (2026, 11, 1);
      g_autoptr (GString) meal = g_string_new ("Potage");
      PfPrintout *printout;
      g_autofree char *text = NULL;

      for (guint k = 0; k < rows[i].n_words; k++)
        g_string_append (meal, ", gratin");
      plan_fixture_fill (fixture, month, pf_day_get_month_end (month));
      printout = create_month (fixture, month, NULL);
      pf_month_sheet_add_meal (printout, pf_day_new (2026, 11, 5), meal->str);
      pf_month_sheet_add_meal (printout, pf_day_new (2026, 11, 6), meal->str);
      pf_month_sheet_add_meal (printout, pf_day_new (2026, 11, 6), "Zoé: riz");
      text = read_pdf (printout, rows[i].name);
      g_assert_cmpuint (count (text, "Potage"), ==, rows[i].n_told);
      g_assert_cmpuint (count (text, "riz"), ==, rows[i].n_told / 2);
      assert_has (text, "Canteen");
    }
}

static void
test_empty_month (void)
{
  g_autoptr (PlanFixture) fixture = plan_fixture_new (0);
  g_autofree char *text = NULL;

  if (!has_reader ())
    return;
  text = read_pdf (create_month (fixture, pf_day_new (2027, 2, 1), NULL), "month-empty");
  g_assert_cmpuint (count (text, "\f"), ==, 1);
  assert_has (text, "February 2027");
}

/* Every line stands there once, however many pages it takes, and the total at the end. */
static void
test_receipts (void)
{
  const PfReceipt receipts[] = {
    { "R-12", "Montclair", "Martin (1234)", "21 November 2026, 17:02", "€6.80" },
    { "R-13", "Montclair", NULL, NULL, "€204.00" },
  };
  PfPrintout *printout = pf_receipt_sheet_new ();
  PfReceiptLine lines[N_LONG];
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) pages = NULL;

  for (int i = 0; i < N_LONG; i++)
    {
      g_ptr_array_add (days, g_strdup_printf ("day-%d. · Nursery of the large park", i));
      lines[i] =
          (PfReceiptLine){ "Léna", g_ptr_array_index (days, (guint) i),
                           i % 7 == 3 ? "Refused: the places were all taken before" : "Booked",
                           i % 7 == 3 ? NULL : "€3.40" };
    }
  if (!has_reader ())
    {
      pf_printout_free (printout);
      return;
    }
  pf_receipt_sheet_add (printout, &receipts[0], lines, 2);
  pf_receipt_sheet_add (printout, &receipts[1], lines, N_LONG);
  g_assert_cmpstr (printout->title, ==, "Receipt R-12, Receipt R-13");
  text = read_pdf (printout, "receipts");
  pages = g_strsplit (text, "\f", -1);
  g_assert_cmpuint (g_strv_length (pages), ==, 4); /* three, each with its end */
  assert_has (pages[0], "Receipt R-12");
  assert_has (pages[0], "Martin (1234)");
  assert_has (pages[0], "Total: €6.80");
  assert_has (pages[1], "Receipt R-13");
  assert_has (pages[2], "Answer"); /* the head of the columns comes again */
  g_assert_cmpuint (count (text, "Total: €204.00"), ==, 1);
  for (int i = 0; i < N_LONG; i++)
    {
      g_autofree char *day = g_strdup_printf ("day-%d.", i);

      g_assert_cmpuint (count (text, day), ==, i < 2 ? 2 : 1);
    }
}

static void
add_dish (PfMenu *menu, PfCourse course, const char *name, const char *allergen)
{
  PfDish *dish = g_new0 (PfDish, 1);

  dish->course = course;
  dish->name = g_strdup (name);
  dish->allergens = g_ptr_array_new_with_free_func (g_free);
  dish->labels = g_ptr_array_new_with_free_func (g_free);
  if (allergen != NULL)
    g_ptr_array_add (dish->allergens, g_strdup (allergen));
  else
    g_ptr_array_add (dish->labels, g_strdup ("bio"));
  g_ptr_array_add (menu->dishes, dish);
}

static void
test_menus (void)
{
  PfDay monday = pf_day_new (2026, 11, 16);
  PfMenu *menus[PF_MENU_SHEET_DAYS] = { NULL };
  g_autofree char *text = NULL;

  if (!has_reader ())
    return;
  for (int i = 0; i < 4; i++)
    {
      menus[i] = pf_record_new (PF_TYPE_MENU, "menu");
      menus[i]->day = monday + i;
      add_dish (menus[i], PF_COURSE_STARTER, "Carottes râpées", NULL);
      add_dish (menus[i], PF_COURSE_MAIN, "Poisson pané du marché", "fish");
      add_dish (menus[i], PF_COURSE_SIDE, "Purée de pommes de terre", "milk");
      add_dish (menus[i], PF_COURSE_DESSERT, "Compote de pommes et de poires du verger", NULL);
    }
  menus[1]->remark = g_strdup ("Menu végétarien");
  text = read_pdf (pf_menu_sheet_new ("École Jules-Ferry", monday, menus), "menus");
  g_assert_cmpuint (count (text, "\f"), ==, 1);
  assert_has (text, "Menus: Mon 16 Nov to Fri 20 Nov");
  assert_has (text, "École Jules-Ferry");
  assert_has (text, "Menu végétarien");
  assert_has (text, "No menu");
  g_assert_cmpuint (count (text, "Contains: fish"), ==, 4);
  g_assert_cmpuint (count (text, "organic"), ==, 8);
  for (int i = 0; i < PF_MENU_SHEET_DAYS; i++)
    g_clear_object (&menus[i]);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/sheets/months", test_months);
  g_test_add_func ("/sheets/what-is-held", test_what_is_held);
  g_test_add_func ("/sheets/meals", test_meals);
  g_test_add_func ("/sheets/empty-month", test_empty_month);
  g_test_add_func ("/sheets/receipts", test_receipts);
  g_test_add_func ("/sheets/menus", test_menus);
  return g_test_run ();
}
