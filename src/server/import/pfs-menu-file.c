/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading the menus of a file. */
#include "config.h"

#include "pfs-menu-file.h"

#include "pfs-menu-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In bytes; what the contract takes is longer. */
#define MAX_NAME 400
/* Of a day at a site; the contract takes more, and no canteen cooks as many. */
#define MOST_DISHES 200
#define REMARK_SEPARATOR " · "

/* A reading under way. */
typedef struct {
  PfsCsv *csv;
  const PfsMenuSites *sites;
  PfsImportReport *report;
  int columns[PFS_N_MENU_COLUMNS]; /* where each stands, -1 = nowhere */
  gboolean is_only_restaurant;     /* the file names one at most */
  GPtrArray *menus;                /* (element-type PfMenu) */
  GHashTable *by_id;               /* (element-type utf8 PfMenu) */
} Reading;

/* The courses of a file of one row a day. */
static const struct {
  PfsMenuColumn column;
  PfCourse course;
} wide_courses[] = {
  { PFS_MENU_COLUMN_STARTER, PF_COURSE_STARTER }, { PFS_MENU_COLUMN_MAIN, PF_COURSE_MAIN },
  { PFS_MENU_COLUMN_SIDE, PF_COURSE_SIDE },       { PFS_MENU_COLUMN_DAIRY, PF_COURSE_DAIRY },
  { PFS_MENU_COLUMN_DESSERT, PF_COURSE_DESSERT }, { PFS_MENU_COLUMN_SNACK, PF_COURSE_SNACK },
};

/* Returns: the cell, "" where the file has no such column. */
static const char *
get_cell (const Reading *reading, char **row, PfsMenuColumn column)
{
  int index = reading->columns[column];

  return index >= 0 ? row[index] : "";
}

/* The first column of a meaning counts. */
static void
find_columns (Reading *reading)
{
  for (int i = 0; i < PFS_N_MENU_COLUMNS; i++)
    reading->columns[i] = -1;
  for (int i = 0; reading->csv->header[i] != NULL; i++)
    {
      int column = pfs_menu_parse_column (reading->csv->header[i]);

      if (column >= 0 && reading->columns[column] < 0)
        reading->columns[column] = i;
    }
}

static gboolean
is_wide (const Reading *reading)
{
  return reading->columns[PFS_MENU_COLUMN_DISH] < 0;
}

static gboolean
check_columns (const Reading *reading, GError **error)
{
  guint n_courses = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (wide_courses); i++)
    n_courses += reading->columns[wide_courses[i].column] >= 0 ? 1 : 0;
  if (reading->columns[PFS_MENU_COLUMN_DAY] >= 0 && (!is_wide (reading) || n_courses > 1))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               _("This is no file of menus: it has no column for the %s. Nothing was changed."),
               reading->columns[PFS_MENU_COLUMN_DAY] < 0 ? _("day (menuDate)")
                                                         : _("dish (menuPlatNom)"));
  return FALSE;
}

static void
count_restaurants (Reading *reading)
{
  const char *first = NULL;

  reading->is_only_restaurant = TRUE;
  for (guint i = 0; i < reading->csv->rows->len; i++)
    {
      const char *name =
          get_cell (reading, g_ptr_array_index (reading->csv->rows, i), PFS_MENU_COLUMN_RESTAURANT);

      if (*name == '\0')
        continue;
      if (first == NULL)
        first = name;
      else if (strcmp (first, name) != 0)
        reading->is_only_restaurant = FALSE;
    }
}

/* Returns: (nullable): the site named like @restaurant. */
static const char *
match_site (const Reading *reading, const char *restaurant)
{
  g_autofree char *wanted = pfs_menu_fold (restaurant);

  for (guint i = 0; *wanted != '\0' && i < reading->sites->known->len; i++)
    {
      PfSite *site = g_ptr_array_index (reading->sites->known, i);
      g_autofree char *name = pfs_menu_fold (site->name);

      if (strcmp (name, wanted) == 0 || strstr (wanted, name) != NULL ||
          strstr (name, wanted) != NULL ||
          strcmp (pf_record_get_id (PF_RECORD (site)), restaurant) == 0)
        return pf_record_get_id (PF_RECORD (site));
    }
  return NULL;
}

/* Returns: (nullable): whose menu a row is: "" of all canteens; NULL with @reason for nobody's. */
static const char *
choose_site (const Reading *reading, const char *restaurant, const char **reason)
{
  const char *site = reading->sites->only;

  if (site == NULL)
    site = match_site (reading, restaurant);
  if (site != NULL)
    return site;
  if (!reading->is_only_restaurant)
    {
      *reason = N_("their restaurant is no site of the town: --site names one");
      return NULL;
    }
  if (*restaurant != '\0')
    pfs_import_report_note (
        reading->report,
        g_strdup_printf (_("“%s” is no site of the town: its menus are shown for all canteens."),
                         restaurant));
  return "";
}

static PfMenu *
take_menu (Reading *reading, const char *site, PfDay day)
{
  g_autofree char *id = pf_menu_make_id (site, day);
  PfMenu *menu = g_hash_table_lookup (reading->by_id, id);

  if (menu == NULL)
    {
      menu = pf_record_new (PF_TYPE_MENU, id);
      menu->site = *site != '\0' ? g_strdup (site) : NULL;
      menu->day = day;
      g_ptr_array_add (reading->menus, menu);
      g_hash_table_insert (reading->by_id, (char *) pf_record_get_id (PF_RECORD (menu)), menu);
    }
  return menu;
}

static void
add_remark (PfMenu *menu, const char *text)
{
  char *longer;

  if (*text == '\0' || (menu->remark != NULL && strstr (menu->remark, text) != NULL))
    return;
  longer = menu->remark != NULL ? g_strconcat (menu->remark, REMARK_SEPARATOR, text, NULL)
                                : g_strdup (text);
  g_free (menu->remark);
  menu->remark = longer;
}

static PfDish *
find_dish (PfMenu *menu, PfCourse course, const char *name)
{
  for (guint i = 0; i < menu->dishes->len; i++)
    {
      PfDish *dish = g_ptr_array_index (menu->dishes, i);

      if (dish->course == course && strcmp (dish->name, name) == 0)
        return dish;
    }
  return NULL;
}

static void
add_texts (GPtrArray *texts, GPtrArray *more)
{
  for (guint i = 0; i < more->len; i++)
    if (!g_ptr_array_find_with_equal_func (texts, g_ptr_array_index (more, i), g_str_equal, NULL))
      g_ptr_array_add (texts, g_strdup (g_ptr_array_index (more, i)));
}

static void
note_unknown_allergens (Reading *reading, GPtrArray *allergens)
{
  for (guint i = 0; i < allergens->len; i++)
    if (pf_allergen_from_id (g_ptr_array_index (allergens, i)) < 0)
      pfs_import_report_note_aside (
          reading->report,
          g_strdup_printf (_("“%s” is none of the fourteen allergens: it is shown as it stands."),
                           (const char *) g_ptr_array_index (allergens, i)));
}

/* Gives @dish the allergens and labels of @row. */
static void
fill_dish (Reading *reading, PfDish *dish, char **row)
{
  g_autoptr (GPtrArray) allergens =
      pfs_menu_parse_allergens (get_cell (reading, row, PFS_MENU_COLUMN_ALLERGENS));

  note_unknown_allergens (reading, allergens);
  add_texts (dish->allergens, allergens);
  pfs_menu_add_labels (dish->labels, get_cell (reading, row, PFS_MENU_COLUMN_QUALITY));
  pfs_menu_add_labels (dish->labels, get_cell (reading, row, PFS_MENU_COLUMN_LABEL));
  pfs_menu_add_labels (dish->labels, get_cell (reading, row, PFS_MENU_COLUMN_DIET));
}

/* Adds a dish to @menu, unless it is there: then what @row says of it is added. Returns: (nullable)
 * why it was left. */
static const char *
add_dish (Reading *reading, PfMenu *menu, PfCourse course, const char *text, char **row)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n\t", -1);
  g_autoptr (GString) name = g_string_new (NULL);
  PfDish *dish;

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", *word);
  if (name->len > MAX_NAME)
    return N_("the dish’s name is too long");
  dish = find_dish (menu, course, name->str);
  if (dish != NULL)
    {
      fill_dish (reading, dish, row);
      return N_("the same dish again, for other guests");
    }
  if (menu->dishes->len >= MOST_DISHES)
    return N_("more dishes than a day can have");
  dish = g_new0 (PfDish, 1);
  dish->course = course;
  dish->name = g_strdup (name->str);
  dish->allergens = g_ptr_array_new_with_free_func (g_free);
  dish->labels = g_ptr_array_new_with_free_func (g_free);
  fill_dish (reading, dish, row);
  g_ptr_array_add (menu->dishes, dish);
  return NULL;
}

/* A row that is one dish. Returns: (nullable): why it was left. */
static const char *
read_dish (Reading *reading, char **row, const char *site, PfDay day)
{
  const char *name = get_cell (reading, row, PFS_MENU_COLUMN_DISH);
  PfsMeal meal = pfs_menu_parse_meal (get_cell (reading, row, PFS_MENU_COLUMN_MEAL));
  PfCourse course = meal == PFS_MEAL_SNACK
                        ? PF_COURSE_SNACK
                        : pfs_menu_parse_course (get_cell (reading, row, PFS_MENU_COLUMN_COURSE));
  PfMenu *menu;

  if (*name == '\0')
    return N_("the dish has no name");
  if (meal == PFS_MEAL_OTHER)
    return N_("neither lunch nor snack");
  menu = take_menu (reading, site, day);
  if (meal == PFS_MEAL_PICNIC)
    add_remark (menu, "Pique-nique");
  return add_dish (reading, menu, course, name, row);
}

/* A row that is one day: each line of a cell is a dish. */
static void
read_wide (Reading *reading, char **row, const char *site, PfDay day, guint line)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wide_courses); i++)
    {
      const char *cell = get_cell (reading, row, wide_courses[i].column);
      g_auto (GStrv) names = g_strsplit_set (cell, "\n;", -1);

      for (char **name = names; *name != NULL; name++)
        if (*g_strstrip (*name) != '\0')
          pfs_import_report_count_at (reading->report, PFS_TALLY_DISHES,
                                      add_dish (reading, take_menu (reading, site, day),
                                                wide_courses[i].course, *name, row),
                                      line);
    }
}

static void
read_row (Reading *reading, char **row, guint line)
{
  PfDay day = pfs_menu_parse_day (get_cell (reading, row, PFS_MENU_COLUMN_DAY));
  const char *reason = NULL;
  const char *site =
      choose_site (reading, get_cell (reading, row, PFS_MENU_COLUMN_RESTAURANT), &reason);
  PfMenu *menu;

  if (day == PF_DAY_NONE)
    reason = N_("the day cannot be read");
  if (reason == NULL && is_wide (reading))
    read_wide (reading, row, site, day, line);
  else
    pfs_import_report_count_at (reading->report, PFS_TALLY_DISHES,
                                reason != NULL ? reason : read_dish (reading, row, site, day),
                                line);
  if (site == NULL || day == PF_DAY_NONE)
    return;
  menu = take_menu (reading, site, day);
  add_remark (menu, get_cell (reading, row, PFS_MENU_COLUMN_REMARK));
  add_remark (menu, get_cell (reading, row, PFS_MENU_COLUMN_CHANGE));
}

/* In the order of the meal; bread and what else is neither comes before the snack. */
static int
compare_dishes (gconstpointer a, gconstpointer b)
{
  const PfDish *first = *(const PfDish *const *) a;
  const PfDish *second = *(const PfDish *const *) b;
  int order = first->course == PF_COURSE_OTHER ? 2 * PF_COURSE_SNACK - 1 : 2 * (int) first->course;

  return order -
         (second->course == PF_COURSE_OTHER ? 2 * PF_COURSE_SNACK - 1 : 2 * (int) second->course);
}

/* Sorts dishes, and drops menus that have none. */
static void
finish (Reading *reading)
{
  for (guint i = reading->menus->len; i > 0; i--)
    {
      PfMenu *menu = g_ptr_array_index (reading->menus, i - 1);

      if (menu->dishes->len == 0)
        g_ptr_array_remove_index (reading->menus, i - 1);
      else
        g_ptr_array_sort (menu->dishes, compare_dishes);
    }
}

gboolean
pfs_menu_file_is_header (GPtrArray *cells)
{
  guint n_known = 0;
  gboolean has_day = FALSE;

  for (guint i = 0; i < cells->len; i++)
    {
      int column = pfs_menu_parse_column (g_ptr_array_index (cells, i));

      n_known += column >= 0 ? 1 : 0;
      has_day = has_day || column == PFS_MENU_COLUMN_DAY;
    }
  return has_day && n_known > 1;
}

GPtrArray *
pfs_menu_file_read (PfsCsv *csv, const PfsMenuSites *sites, PfsImportReport *report, GError **error)
{
  g_autoptr (GPtrArray) menus = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = {
    .csv = csv, .sites = sites, .report = report, .menus = menus, .by_id = by_id
  };

  find_columns (&reading);
  if (!check_columns (&reading, error))
    return NULL;
  count_restaurants (&reading);
  for (guint i = 0; i < csv->rows->len; i++)
    read_row (&reading, g_ptr_array_index (csv->rows, i), g_array_index (csv->lines, guint, i));
  finish (&reading);
  return g_steal_pointer (&menus);
}
