/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be searched of records, and days found in what is typed. */
#include "config.h"

#include <string.h>

#include "pf-record-mail.h"
#include "pf-record-news.h"
#include "pf-search.h"

/* A Saturday. */
#define TODAY pf_day_new (2026, 11, 21)

static void
test_days_in_what_is_typed (void)
{
  static const struct {
    const char *query;
    const char *day; /* NULL = none */
    const char *rest;
  } cases[] = {
    { "jeudi", "2026-11-26", "" },
    { "Jeudi ", "2026-11-26", "" },
    { "samedi", "2026-11-21", "" },
    { "thu", "2026-11-26", "" },
    { "cantine jeudi", "2026-11-26", "cantine" },
    { "jeudi cantine Léna", "2026-11-26", "cantine Léna" },
    { "12 décembre", "2026-12-12", "" },
    { "12 DEC", "2026-12-12", "" },
    { "1er décembre", "2026-12-01", "" },
    { "jeudi 3 décembre", "2026-12-03", "" },
    { "cantine jeudi 3 décembre", "2026-12-03", "cantine" },
    { "12 december 2027", "2027-12-12", "" },
    { "2 mars", "2027-03-02", "" },
    { "2 septembre", "2026-09-02", "" },
    { "12/12", "2026-12-12", "" },
    { "12.12.26", "2026-12-12", "" },
    { "2026-12-12", "2026-12-12", "" },
    { "demain", "2026-11-22", "" },
    { "aujourd'hui", "2026-11-21", "" },
    { "facture 12", NULL, "facture 12" },
    { "31 avril", NULL, "31 avril" },
    { "32/12", NULL, "32/12" },
    { "99999999999", NULL, "99999999999" },
    { "12 poulets", NULL, "12 poulets" },
    { "ma", NULL, "ma" },
    { "", NULL, "" },
    { "   ", NULL, "" },
    { "/ - .", NULL, "/ - ." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rest = NULL;
      PfDay day = pf_search_parse_day (cases[i].query, TODAY, &rest);
      g_autofree char *text = day != PF_DAY_NONE ? pf_day_format (day) : NULL;

      if (g_strcmp0 (text, cases[i].day) != 0 || strcmp (rest, cases[i].rest) != 0)
        g_error ("“%s”: %s “%s”", cases[i].query, text, rest);
    }
}

static void
test_words_of_records (void)
{
  g_autoptr (PfChild) child = pf_record_new (PF_TYPE_CHILD, "c1");
  g_autoptr (PfMenu) menu = pf_record_new (PF_TYPE_MENU, "/2026-11-23");
  g_autoptr (PfRequest) request = pf_record_new (PF_TYPE_REQUEST, "r1");
  PfReplyLine *line = g_new0 (PfReplyLine, 1);
  PfDish *dish = g_new0 (PfDish, 1);
  g_autoptr (PfSearchText) of_child = NULL;
  g_autoptr (PfSearchText) of_menu = NULL;
  g_autoptr (PfSearchText) of_request = NULL;

  child->first_name = g_strdup ("Léna");
  child->last_name = g_strdup ("Martin");
  of_child = pf_search_text_new (PF_COLLECTION_CHILDREN, PF_RECORD (child));
  g_assert_cmpstr (of_child->title, ==, "Léna Martin");
  g_assert_cmpstr (of_child->words, ==, "");

  menu->day = pf_day_new (2026, 11, 23);
  dish->name = g_strdup ("Tarte aux poireaux");
  g_ptr_array_add (menu->dishes, dish);
  of_menu = pf_search_text_new (PF_COLLECTION_MENUS, PF_RECORD (menu));
  g_assert_cmpstr (of_menu->title, ==, "2026-11-23");
  g_assert_cmpstr (of_menu->words, ==, "Tarte aux poireaux");

  /* What a family answers may be about health. */
  request->name = g_strdup ("Absence");
  line->label = g_strdup ("Raison");
  line->text = g_strdup ("varicelle");
  g_ptr_array_add (request->replies, line);
  of_request = pf_search_text_new (PF_COLLECTION_REQUESTS, PF_RECORD (request));
  g_assert_null (strstr (of_request->words, "varicelle"));
}

/* Of every type: a record with nothing in it has nothing to be found by, and harms nobody. */
static void
test_empty_records (void)
{
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      g_autoptr (PfRecord) record = pf_record_new (pf_collection_get_record_type (i), "x");
      g_autoptr (PfSearchText) text = NULL;

      if (i == PF_COLLECTION_MENUS)
        ((PfMenu *) record)->day = TODAY;
      text = pf_search_text_new (i, record);
      g_assert_true (text == NULL || g_utf8_validate (text->words, -1, NULL));
    }
}

static void
test_matches (void)
{
  static const struct {
    const char *query;
    const char *text;
    gboolean is_match;
  } cases[] = {
    { "lena", "Léna Martin", TRUE },
    { "léna", "Lena Martin", TRUE },
    { "lena pisc", "Léna Martin Piscine", TRUE },
    { "mart, LÉ", "Léna Martin", TRUE },
    { "artin", "Léna Martin", FALSE },
    { "lena judo", "Léna Martin Piscine", FALSE },
    { "", "Léna Martin", FALSE },
    { "   ", "Léna Martin", FALSE },
    { "?", "Léna Martin", FALSE },
    { "%_*", "Léna Martin", FALSE },
    { "lena", "", FALSE },
    { "λένα", "Léna Martin", FALSE },
    { "λένα", "Λένα Martin", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (pf_search_match (cases[i].query, cases[i].text) != cases[i].is_match)
      g_error ("“%s” in “%s”", cases[i].query, cases[i].text);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/search/days-in-what-is-typed", test_days_in_what_is_typed);
  g_test_add_func ("/core/search/words-of-records", test_words_of_records);
  g_test_add_func ("/core/search/empty-records", test_empty_records);
  g_test_add_func ("/core/search/matches", test_matches);
  return g_test_run ();
}
