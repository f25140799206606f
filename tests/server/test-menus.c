/* SPDX-License-Identifier: GPL-3.0-or-later
 * Menu files: every generation of the standard and what towns save themselves, read into the same
 * menus; the import, again and again; and what news and menus tell families. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "../core/test-data.h"
#include "pfs-delta.h"
#include "pfs-import-menus.h"
#include "pfs-menu-file.h"
#include "pfs-menu-words.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-files.h"
#include "pfs-storage-news.h"
#include "pfs-test-fixture.h"

#define SCHEMA "scdl-menus-collectifs.schema.json"
#define PNG "\x89PNG\r\n\x1a\n and so on, long enough to be told"

typedef PfsTestFixture Fixture;

static char *
join (GPtrArray *texts)
{
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (",", (char **) texts->pdata);
}

static void
test_days_in_every_form (void)
{
  static const struct {
    const char *text;
    const char *day; /* NULL = none */
  } cases[] = {
    { "2026-11-23", "2026-11-23" },
    { "23/11/2026", "2026-11-23" },
    { "3/1/2027", "2027-01-03" },
    { "23.11.26", "2026-11-23" },
    { "23-11-2026", "2026-11-23" },
    { "2026/11/23", "2026-11-23" },
    { "20261123", "2026-11-23" },
    { "2026-11-23T00:00:00+01:00", "2026-11-23" },
    { "23/11/2026 00:00", "2026-11-23" },
    { "lundi 23 novembre 2026", "2026-11-23" },
    { "Mardi 1er DÉCEMBRE 2026", "2026-12-01" },
    { "dimanche 2 août 2026", "2026-08-02" },
    { "12 févr. 2026", "2026-02-12" },
    { "46349", "2026-11-23" },
    { "31/02/2026", NULL },
    { "23/13/2026", NULL },
    { "1926-11-23", NULL },
    { "12345678901234567890", NULL },
    { "99999", NULL },
    { "lundi", NULL },
    { "", NULL },
    { "2026", NULL },
    { "23/11", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PfDay day = pfs_menu_parse_day (cases[i].text);
      g_autofree char *text = day != PF_DAY_NONE ? pf_day_format (day) : NULL;

      if (g_strcmp0 (text, cases[i].day) != 0)
        g_error ("“%s” is %s, not %s", cases[i].text, text, cases[i].day);
    }
}

static void
test_allergens_in_every_form (void)
{
  static const struct {
    const char *text;
    const char *allergens;
  } cases[] = {
    { "[\"fruits à coques\",\"céréales contenant du gluten\"]", "gluten,nuts" },
    { "lait;Œufs", "eggs,milk" },
    { "Lait, oeufs et gluten (blé, orge)", "gluten,eggs,milk" },
    { "1, 3,7", "gluten,eggs,milk" },
    { "GLU / LAI", "gluten,milk" },
    { "traces éventuelles d'arachides", "peanuts" },
    { "anhydride sulfureux et sulfites", "sulphites" },
    { "Soja|SÉSAME", "soybeans,sesame" },
    { "crustacés\nmollusques", "crustaceans,molluscs" },
    { "sans gluten", "" },
    { "Aucun", "" },
    { "néant", "" },
    { "n/a", "" },
    { "-", "" },
    { "[]", "" },
    { "", "" },
    { "kiwi, lait", "milk,kiwi" },
    { "15", "15" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) list = pfs_menu_parse_allergens (cases[i].text);
      g_autofree char *text = join (list);

      if (strcmp (text, cases[i].allergens) != 0)
        g_error ("“%s” is “%s”, not “%s”", cases[i].text, text, cases[i].allergens);
    }
}

static void
test_labels_have_one_name (void)
{
  static const struct {
    const char *text;
    const char *labels;
  } cases[] = {
    { "[\"agriculture biologique\",\"label rouge\"]", "bio,label-rouge" },
    { "Bio ; AB", "bio" },
    { "appellation d’origine protégée", "aop" },
    { "sans porc ", "no-pork" },
    { "Végétarien", "vegetarian" },
    { "ferme des Jarouilles; Local", "ferme des Jarouilles,local" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text = NULL;

      pfs_menu_add_labels (list, cases[i].text);
      text = join (list);
      g_assert_cmpstr (text, ==, cases[i].labels);
    }
}

/* Reads @file. Returns: (transfer full) (nullable): its menus. */
static GPtrArray *
read_menus (const char *file, gssize size, PfsImportReport *report, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (file, size >= 0 ? (gsize) size : strlen (file));
  g_autoptr (PfsCsv) csv = pfs_csv_parse (bytes, pfs_menu_file_is_header, error);
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_object_unref);
  PfsMenuSites sites = { .known = known };
  PfSite *site = pf_record_new (PF_TYPE_SITE, "prevert");

  site->name = g_strdup ("École Jacques Prévert");
  g_ptr_array_add (known, site);
  return csv != NULL ? pfs_menu_file_read (csv, &sites, report, error) : NULL;
}

/* Returns: (transfer full): all there is to @menus, a menu a line. */
static char *
describe (GPtrArray *menus)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < menus->len; i++)
    {
      PfMenu *menu = g_ptr_array_index (menus, i);

      g_string_append_printf (text, "%s %s:", pf_record_get_id (PF_RECORD (menu)),
                              menu->remark != NULL ? menu->remark : "");
      for (guint k = 0; k < menu->dishes->len; k++)
        {
          const PfDish *dish = g_ptr_array_index (menu->dishes, k);
          g_autofree char *allergens = join (dish->allergens);
          g_autofree char *labels = join (dish->labels);

          g_string_append_printf (text, " %d %s [%s|%s]", dish->course, dish->name, allergens,
                                  labels);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/* What all generations say of one lunch. */
/* clang-format off */
#define LUNCH                                                                                      \
  "/2026-11-23 semaine du goût: 1 Carottes râpées [|bio]"                                          \
  " 2 Bœuf bourguignon [gluten,sulphites|] 5 Compote [|]\n"
/* clang-format on */

static const struct {
  const char *name;
  const char *file;
  const char *menus;
} generations[] = {
  { "version 0.x",
    "collectiviteNom,collectiviteSiret,etablissementNom,restaurantNom,restaurantType,"
    "restaurantConvive,menuDate,menuTypeRepas,menuTypePlat,menuNomPlat,menuSiqoPlat,menuLabelPlat,"
    "menuAllergenePlat,menuPrecisionPlat,menuModificationDate\n"
    "Saint-Exemple,21330063500017,Cuisine,Cantine,élémentaire,tous,2026-11-23,déjeuner,entrée,"
    "Carottes râpées,agriculture biologique,,,semaine du goût,2026-11-01\n"
    "Saint-Exemple,21330063500017,Cuisine,Cantine,élémentaire,tous,2026-11-23,déjeuner,"
    "plat principal,Bœuf bourguignon,,,gluten;sulfites,semaine du goût,2026-11-01\n"
    "Saint-Exemple,21330063500017,Cuisine,Cantine,élémentaire,tous,2026-11-23,déjeuner,dessert,"
    "Compote,,,,,2026-11-01\n",
    LUNCH },
  { "version 1.2",
    "menuCollNom;menuRestaurantNom;menuDate;menuTypeRepas;menuTypePlat;menuNomPlat;menuPlatSiqo;"
    "menuPlatPrecision;menuPlatAllergene\r\n"
    "Saint-Exemple;Cantine;23/11/2026;déjeuner;dessert;Compote;;;\r\n"
    "Saint-Exemple;Cantine;23/11/2026;déjeuner;plat principal;\"Bœuf\r\nbourguignon\";;semaine du "
    "goût;\"[\"\"céréales contenant du gluten\"\",\"\"anhydride sulfureux et sulfites\"\"]\"\r\n"
    ";;;;;;;;\r\n"
    "Saint-Exemple;Cantine;23/11/2026;déjeuner;entrée;Carottes râpées;[\"agriculture "
    "biologique\"];;\r\n",
    LUNCH },
  { "version 1.2.3",
    "\xef\xbb\xbfmenuCollNom\tmenuRestaurantNom\tmenuDate\tmenuRepasType\tmenuPlatType\tmenuPlatNom"
    "\tmenuPlatSiqo\tmenuPlatPrecision\tmenuPlatAllergene\n"
    "Saint-Exemple\tCantine\t2026-11-23\tdéjeuner\tentrée\tCarottes râpées\t[\"agriculture "
    "biologique\"]\tsemaine du goût\t[]\n"
    "Saint-Exemple\tCantine\t2026-11-23\tdéjeuner\tplat principal\tBœuf bourguignon\t\t\t1;12\n"
    "Saint-Exemple\tCantine\t2026-11-23\tdéjeuner\tdessert\tCompote\t\t\t\n"
    "Saint-Exemple\tCantine\t2026-11-23\tdîner\tentrée\tSoupe\t\t\t\n",
    LUNCH },
  { "one row a day",
    "Date;Entrée;Plat;Accompagnement;Laitage;Dessert;Goûter;Remarque\n"
    "lundi 23 novembre 2026;Betteraves;\"Poisson pané\nOmelette\";Riz;Yaourt;;Pain et "
    "chocolat;Végétarien possible\n"
    "mardi 24 novembre 2026;;;;;;;\n",
    "/2026-11-23 Végétarien possible: 1 Betteraves [|] 2 Poisson pané [|] 2 Omelette [|] 3 Riz [|]"
    " 4 Yaourt [|] 6 Pain et chocolat [|]\n" },
  { "a restaurant that is a site, guests, other meals",
    "menuDate,menuRestaurantNom,menuRestaurantConvive,menuRepasType,menuPlatType,menuPlatNom,"
    "menuPlatRegime,menuPlatAllergene,menuModificationInfo\n"
    "2026-11-23,ECOLE JACQUES PREVERT,maternelle,déjeuner,plat principal,Pizza,,gluten,\n"
    "2026-11-23,ECOLE JACQUES PREVERT,élémentaire,déjeuner,plat principal,Pizza,[\"végétarien\"],"
    "lait,livraison\n"
    "2026-11-23,ECOLE JACQUES PREVERT,tous,goûter,autre,Madeleine,,,\n"
    "2026-11-24,ECOLE JACQUES PREVERT,tous,pique-nique,autre,Sandwich,,,\n"
    "2026-11-23,Gymnase,tous,déjeuner,entrée,Salade,,,\n",
    "prevert/2026-11-23 livraison: 2 Pizza [gluten,milk|vegetarian] 6 Madeleine [|]\n"
    "prevert/2026-11-24 Pique-nique: 0 Sandwich [|]\n" },
};

static void
test_generations_give_the_same_menus (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (generations); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PfsImportReport) report =
          pfs_import_report_new (PFS_TALLY_DISHES, PFS_TALLY_MENUS);
      g_autoptr (GPtrArray) menus = read_menus (generations[i].file, -1, report, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = describe (menus);
      if (strcmp (text, generations[i].menus) != 0)
        g_error ("%s: %s instead of %s", generations[i].name, text, generations[i].menus);
    }
}

static void
test_letters_of_every_encoding (void)
{
  static const char *const encodings[] = { "UTF-8", "ISO-8859-1", "WINDOWS-1252" };
  /* Latin-1 has no œ; Windows' letters have. */
  static const char *const files[] = {
    "menuDate;menuPlatNom\n2026-11-23;Bœuf râpé\n",
    "menuDate;menuPlatNom\n2026-11-23;Pâté râpé\n",
    "menuDate;menuPlatNom\n2026-11-23;Bœuf à 2 € râpé\n",
  };
  static const char *const names[] = { "Bœuf râpé", "Pâté râpé", "Bœuf à 2 € râpé" };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PfsImportReport) report =
          pfs_import_report_new (PFS_TALLY_DISHES, PFS_TALLY_MENUS);
      gsize size = 0;
      g_autofree char *file = g_convert (files[i], -1, encodings[i], "UTF-8", NULL, &size, &error);
      g_autoptr (GPtrArray) menus = read_menus (file, (gssize) size, report, &error);
      PfMenu *menu;

      g_assert_no_error (error);
      g_assert_cmpuint (menus->len, ==, 1);
      menu = g_ptr_array_index (menus, 0);
      g_assert_cmpstr (((PfDish *) g_ptr_array_index (menu->dishes, 0))->name, ==, names[i]);
    }
}

static void
test_every_row_is_accounted_for (void)
{
  static const char file[] = "menuDate,menuRepasType,menuPlatNom\n"
                             "2026-11-23,déjeuner,Riz\n"
                             "2026-11-23,déjeuner,Riz\n"
                             "hier,déjeuner,Pain\n"
                             "2026-11-23,dîner,Soupe\n"
                             "2026-11-23,déjeuner,\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsImportReport) report = pfs_import_report_new (PFS_TALLY_DISHES, PFS_TALLY_MENUS);
  g_autoptr (GPtrArray) menus = read_menus (file, -1, report, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (menus->len, ==, 1);
  g_assert_cmpuint (pfs_import_report_get_taken (report, PFS_TALLY_DISHES), ==, 1);
  g_assert_cmpuint (pfs_import_report_get_left (report, PFS_TALLY_DISHES), ==, 4);
  g_assert_cmpuint (
      pfs_import_report_get_left_for (report, PFS_TALLY_DISHES, "the day cannot be read"), ==, 1);
  text = pfs_import_report_format (report);
  g_assert_nonnull (strstr (text, "neither lunch nor snack"));
  g_assert_null (strstr (text, "families"));
}

static char *
write_file (Fixture *fixture, const char *contents, gssize size)
{
  char *path = g_build_filename (fixture->folder, "menus.csv", NULL);

  g_assert_true (g_file_set_contents (path, contents, size, NULL));
  return path;
}

/* Imports @contents as a file. Returns: whether it was taken. */
static gboolean
import (Fixture         *fixture,
        const char      *contents,
        gssize           size,
        const char      *site,
        PfsImportReport *report,
        GError         **error)
{
  g_autofree char *path = write_file (fixture, contents, size);

  return pfs_import_menus (fixture->storage, path, site, fixture->now, report, error);
}

static char *
describe_town (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) menus = pfs_storage_list_menus (fixture->storage, NULL,
                                                        pf_day_parse ("2026-01-01"), G_MAXINT32,
                                                        &error);

  g_assert_no_error (error);
  return describe (menus);
}

static void
test_importing_again_replaces (Fixture *fixture, gconstpointer data)
{
  static const char first[] = "menuDate,menuPlatType,menuPlatNom\n"
                              "2026-11-23,plat principal,Riz\n2026-11-24,dessert,Flan\n";
  static const guint n_taken[] = { 2, 0, 1 };
  static const char mended[] = "menuDate,menuPlatType,menuPlatNom\n"
                               "2026-11-23,plat principal,Riz\n2026-11-24,dessert,Tarte\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *state = NULL;
  g_autofree char *later = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (PfsImportReport) report =
          pfs_import_report_new (PFS_TALLY_DISHES, PFS_TALLY_MENUS);

      import (fixture, i < 2 ? first : mended, -1, NULL, report, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (pfs_import_report_get_taken (report, PFS_TALLY_MENUS), ==, n_taken[i]);
      if (i == 0)
        state = pfs_delta_get_state (fixture->storage, "h1", NULL);
      /* What did not change is told to nobody. */
      if (i == 1)
        {
          later = pfs_delta_get_state (fixture->storage, "h1", NULL);
          g_assert_cmpstr (later, ==, state);
        }
    }
  text = describe_town (fixture);
  g_assert_cmpstr (text, ==, "/2026-11-23 : 2 Riz [|]\n/2026-11-24 : 5 Tarte [|]\n");
}

static void
test_files_that_change_nothing (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *contents;
    gssize size;
    const char *site;
  } cases[] = {
    { "", 0, NULL },
    { "\n\n", -1, NULL },
    { "PK\003\004 a spreadsheet", -1, NULL },
    { "%PDF-1.4", -1, NULL },
    { "menuDate,menuPlatNom\n2026-11-23,\"Riz", -1, NULL },
    { "menuDate,menuPlatNom\n2026-11-2\0"
      "3,Riz",
      35, NULL },
    { "nom,prenom\nMartin,Léna\n", -1, NULL },
    { "menuDate,menuRestaurantNom\n2026-11-23,Cantine\n", -1, NULL },
    { "menuPlatNom,menuPlatType\nRiz,plat\n", -1, NULL },
    { "menuDate,menuPlatNom\n", -1, NULL },
    { "menuDate,menuPlatNom\nhier,Riz\n", -1, NULL },
    { "menuDate,menuPlatNom\n2026-11-23,Riz\n", -1, "nowhere" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autoptr (PfsImportReport) report =
          pfs_import_report_new (PFS_TALLY_DISHES, PFS_TALLY_MENUS);

      if (import (fixture, cases[i].contents, cases[i].size, cases[i].site, report, &error))
        g_error ("file %" G_GSIZE_FORMAT " was taken", i);
      g_assert_nonnull (error);
      g_assert_true (g_str_has_suffix (error->message, "."));
      text = describe_town (fixture);
      g_assert_cmpstr (text, ==, "");
    }
}

static PfChanges *
pull (Fixture *fixture, const char *household, const char *since)
{
  g_autoptr (GError) error = NULL;
  gboolean is_unknown;
  PfChanges *changes =
      pfs_delta_pull (fixture->storage, household, "g1", since, 1000, &is_unknown, &error);

  g_assert_no_error (error);
  return changes;
}

static void
test_every_household_is_told (Fixture *fixture, gconstpointer data)
{
  static const char *const households[] = { "h1", "h2", "h3" };
  g_autoptr (GError) error = NULL;
  g_autoptr (PfNews) news = pf_record_new (PF_TYPE_NEWS, "n-1");
  g_autoptr (GBytes) bytes = g_bytes_new_static (PNG, sizeof PNG);
  g_autofree char *digest = NULL;
  g_autofree char *state = NULL;
  PfsTransaction *transaction = pfs_test_begin (fixture);

  news->title = g_strdup ("Grève");
  news->text = g_strdup ("Jeudi, pas de cantine.");
  news->at = fixture->now;
  news->until = pf_day_parse ("2026-11-30");
  digest = pfs_storage_put_file (fixture->storage, "image/png", bytes, &error);
  g_assert_true (pfs_storage_put_news (fixture->storage, news, &error));
  g_assert_true (pfs_storage_attach (fixture->storage, "", PF_COLLECTION_NEWS, "n-1", 0,
                                     "picture.png", digest, &error));
  g_assert_true (pfs_storage_attach (fixture->storage, "", PF_COLLECTION_NEWS, "n-1",
                                     PFS_NEWS_FIRST_FILE, "paper.png", digest, &error));
  pfs_test_commit (transaction);
  for (gsize i = 0; i < G_N_ELEMENTS (households); i++)
    {
      g_autoptr (PfChanges) changes = pull (fixture, households[i], NULL);
      GPtrArray *told = changes->changed[PF_COLLECTION_NEWS];
      PfNews *item = told->len == 1 ? g_ptr_array_index (told, 0) : NULL;

      g_assert_nonnull (item);
      g_assert_cmpstr (item->title, ==, "Grève");
      g_assert_cmpuint (item->pictures->len, ==, 1);
      g_assert_cmpuint (item->files->len, ==, 1);
      g_assert_cmpstr (((PfFile *) g_ptr_array_index (item->files, 0))->name, ==, "paper.png");
      if (i == 0)
        state = g_strdup (changes->state);
    }
  transaction = pfs_test_begin (fixture);
  g_assert_true (pfs_storage_remove_news (fixture->storage, "n-1", &error));
  pfs_test_commit (transaction);
  {
    g_autoptr (PfChanges) changes = pull (fixture, "h1", state);

    g_assert_cmpuint (changes->removed[PF_COLLECTION_NEWS]->len, ==, 1);
    g_assert_null (
        pfs_storage_load_attachment (fixture->storage, "h1", PF_COLLECTION_NEWS, "n-1", "0", NULL));
  }
}

/* Every word that an enumeration of the standard allows is understood. */
static void
check_enumeration (JsonObject *field)
{
  const char *name = json_object_get_string_member (field, "name");
  JsonObject *item = json_object_has_member (field, "arrayItem")
                         ? json_object_get_object_member (field, "arrayItem")
                         : field;
  JsonObject *constraints = json_object_get_object_member (item, "constraints");
  JsonArray *words = constraints != NULL && json_object_has_member (constraints, "enum")
                         ? json_object_get_array_member (constraints, "enum")
                         : NULL;
  int column = pfs_menu_parse_column (name);
  g_autoptr (GHashTable) meanings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; words != NULL && i < json_array_get_length (words); i++)
    {
      const char *word = json_array_get_string_element (words, i);
      g_autoptr (GPtrArray) list = column == PFS_MENU_COLUMN_ALLERGENS
                                       ? pfs_menu_parse_allergens (word)
                                       : g_ptr_array_new_with_free_func (g_free);

      if (column == PFS_MENU_COLUMN_ALLERGENS)
        g_assert_cmpint (pf_allergen_from_id (g_ptr_array_index (list, 0)), >=, 0);
      else if (column == PFS_MENU_COLUMN_QUALITY || column == PFS_MENU_COLUMN_DIET)
        pfs_menu_add_labels (list, word);
      else
        continue;
      g_assert_cmpuint (list->len, ==, 1);
      g_assert_true (g_str_is_ascii (g_ptr_array_index (list, 0)));
      g_hash_table_add (meanings, g_strdup (g_ptr_array_index (list, 0)));
    }
  if (g_hash_table_size (meanings) > 0)
    g_assert_cmpuint (g_hash_table_size (meanings), ==, json_array_get_length (words));
}

static void
test_the_standard_s_own_words (void)
{
  static const char *const needed[] = {
    "menuDate",       "menuRestaurantNom", "menuRepasType",       "menuPlatType",
    "menuPlatNom",    "menuPlatSiqo",      "menuPlatLabel",       "menuPlatPrecision",
    "menuPlatRegime", "menuPlatAllergene", "menuModificationInfo"
  };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *text = test_data_load (SCHEMA, &length);
  guint n_found = 0;
  JsonArray *fields;

  if (text == NULL)
    return;
  json_parser_load_from_data (parser, text, (gssize) length, &error);
  g_assert_no_error (error);
  fields =
      json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)), "fields");
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);
      const char *name = json_object_get_string_member (field, "name");

      for (gsize k = 0; k < G_N_ELEMENTS (needed); k++)
        if (strcmp (needed[k], name) == 0)
          {
            g_assert_cmpint (pfs_menu_parse_column (name), >=, 0);
            n_found++;
          }
      check_enumeration (field);
    }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (needed));
}

#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, pfs_test_fixture_set_up, function, pfs_test_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/menus/days-in-every-form", test_days_in_every_form);
  g_test_add_func ("/server/menus/allergens-in-every-form", test_allergens_in_every_form);
  g_test_add_func ("/server/menus/labels-have-one-name", test_labels_have_one_name);
  g_test_add_func ("/server/menus/generations-give-the-same-menus",
                   test_generations_give_the_same_menus);
  g_test_add_func ("/server/menus/letters-of-every-encoding", test_letters_of_every_encoding);
  g_test_add_func ("/server/menus/every-row-is-accounted-for", test_every_row_is_accounted_for);
  ADD ("/server/menus/importing-again-replaces", test_importing_again_replaces);
  ADD ("/server/menus/files-that-change-nothing", test_files_that_change_nothing);
  ADD ("/server/menus/every-household-is-told", test_every_household_is_told);
  g_test_add_func ("/server/menus/the-standard-s-own-words", test_the_standard_s_own_words);
  return g_test_run ();
}
