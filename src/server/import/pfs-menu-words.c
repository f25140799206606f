/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words of menu files. */
#include "config.h"

#include "pfs-menu-words.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_YEAR 2000
#define LAST_YEAR 2099
/* The day that spreadsheets count from: 1899-12-30. */
#define SPREADSHEET_EPOCH (-25569)
#define SPREADSHEET_DIGITS 5
#define COMPACT_DIGITS 8

typedef struct {
  const char *word; /* folded, without spaces where it names a column */
  int meaning;
} Word;

/* Without the prefixes "menu" and "repas" that some generations have. */
static const Word columns[] = {
  { "date", PFS_MENU_COLUMN_DAY },
  { "jour", PFS_MENU_COLUMN_DAY },
  { "datemenu", PFS_MENU_COLUMN_DAY },
  { "daterepas", PFS_MENU_COLUMN_DAY },
  { "datedumenu", PFS_MENU_COLUMN_DAY },
  { "restaurantnom", PFS_MENU_COLUMN_RESTAURANT },
  { "nomrestaurant", PFS_MENU_COLUMN_RESTAURANT },
  { "restaurant", PFS_MENU_COLUMN_RESTAURANT },
  { "cantine", PFS_MENU_COLUMN_RESTAURANT },
  { "ecole", PFS_MENU_COLUMN_RESTAURANT },
  { "repastype", PFS_MENU_COLUMN_MEAL },
  { "typerepas", PFS_MENU_COLUMN_MEAL },
  { "repas", PFS_MENU_COLUMN_MEAL },
  { "plattype", PFS_MENU_COLUMN_COURSE },
  { "typeplat", PFS_MENU_COLUMN_COURSE },
  { "typedeplat", PFS_MENU_COLUMN_COURSE },
  { "platnom", PFS_MENU_COLUMN_DISH },
  { "nomplat", PFS_MENU_COLUMN_DISH },
  { "nomduplat", PFS_MENU_COLUMN_DISH },
  { "libelleplat", PFS_MENU_COLUMN_DISH },
  { "platsiqo", PFS_MENU_COLUMN_QUALITY },
  { "siqoplat", PFS_MENU_COLUMN_QUALITY },
  { "platlabel", PFS_MENU_COLUMN_LABEL },
  { "labelplat", PFS_MENU_COLUMN_LABEL },
  { "label", PFS_MENU_COLUMN_LABEL },
  { "labels", PFS_MENU_COLUMN_LABEL },
  { "platregime", PFS_MENU_COLUMN_DIET },
  { "regimeplat", PFS_MENU_COLUMN_DIET },
  { "regime", PFS_MENU_COLUMN_DIET },
  { "platallergene", PFS_MENU_COLUMN_ALLERGENS },
  { "allergeneplat", PFS_MENU_COLUMN_ALLERGENS },
  { "allergene", PFS_MENU_COLUMN_ALLERGENS },
  { "allergenes", PFS_MENU_COLUMN_ALLERGENS },
  { "platprecision", PFS_MENU_COLUMN_REMARK },
  { "precisionplat", PFS_MENU_COLUMN_REMARK },
  { "remarque", PFS_MENU_COLUMN_REMARK },
  { "modificationinfo", PFS_MENU_COLUMN_CHANGE },
  { "entree", PFS_MENU_COLUMN_STARTER },
  { "plat", PFS_MENU_COLUMN_MAIN },
  { "platprincipal", PFS_MENU_COLUMN_MAIN },
  { "garniture", PFS_MENU_COLUMN_SIDE },
  { "accompagnement", PFS_MENU_COLUMN_SIDE },
  { "legume", PFS_MENU_COLUMN_SIDE },
  { "produitlaitier", PFS_MENU_COLUMN_DAIRY },
  { "laitage", PFS_MENU_COLUMN_DAIRY },
  { "fromage", PFS_MENU_COLUMN_DAIRY },
  { "dessert", PFS_MENU_COLUMN_DESSERT },
  { "gouter", PFS_MENU_COLUMN_SNACK },
};

/* Found anywhere in a text, the first of the table that is. */
static const Word courses[] = {
  { "entree", PF_COURSE_STARTER },  { "hors d oeuvre", PF_COURSE_STARTER },
  { "dessert", PF_COURSE_DESSERT }, { "lait", PF_COURSE_DAIRY },
  { "fromage", PF_COURSE_DAIRY },   { "garniture", PF_COURSE_SIDE },
  { "accompagn", PF_COURSE_SIDE },  { "legume", PF_COURSE_SIDE },
  { "gouter", PF_COURSE_SNACK },    { "collation", PF_COURSE_SNACK },
  { "plat", PF_COURSE_MAIN },       { "viande", PF_COURSE_MAIN },
};

static const Word meals[] = {
  { "petit dejeuner", PFS_MEAL_OTHER }, { "dejeuner", PFS_MEAL_LUNCH },
  { "diner", PFS_MEAL_OTHER },          { "souper", PFS_MEAL_OTHER },
  { "gouter", PFS_MEAL_SNACK },         { "collation", PFS_MEAL_SNACK },
  { "pique nique", PFS_MEAL_PICNIC },
};

/* Beginnings of words; the number is that of annex II of regulation (EU) 1169/2011, less one. */
static const Word allergens[] = {
  { "gluten", 0 },         { "cereale", 0 },       { "ble", 0 },          { "orge", 0 },
  { "seigle", 0 },         { "avoine", 0 },        { "epeautre", 0 },     { "crustace", 1 },
  { "oeuf", 2 },           { "poisson", 3 },       { "arachide", 4 },     { "cacahuete", 4 },
  { "soja", 5 },           { "soya", 5 },          { "lait", 6 },         { "lactose", 6 },
  { "fruits a coque", 7 }, { "fruit a coque", 7 }, { "fruits coque", 7 }, { "noix", 7 },
  { "noisette", 7 },       { "amande", 7 },        { "pistache", 7 },     { "cajou", 7 },
  { "pecan", 7 },          { "celeri", 8 },        { "moutarde", 9 },     { "sesame", 10 },
  { "sulfite", 11 },       { "anhydride", 11 },    { "lupin", 12 },       { "mollusque", 13 },
};

/* Whole words. */
static const Word allergen_codes[] = {
  { "glu", 0 },  { "cru", 1 },  { "oeu", 2 },  { "poi", 3 },  { "ara", 4 },
  { "soj", 5 },  { "lai", 6 },  { "fac", 7 },  { "cel", 8 },  { "mou", 9 },
  { "ses", 10 }, { "sul", 11 }, { "so2", 11 }, { "lup", 12 }, { "mol", 13 },
};

/* Folded beginnings, and the identifier they have here. */
static const struct {
  const char *word;
  const char *id;
} labels[] = {
  { "agriculture biologique", "bio" },
  { "biologique", "bio" },
  { "bio", "bio" },
  { "ab", "bio" },
  { "appellation d origine protegee", "aop" },
  { "aop", "aop" },
  { "appellation d origine controlee", "aoc" },
  { "aoc", "aoc" },
  { "indication geographique protegee", "igp" },
  { "igp", "igp" },
  { "specialite traditionnelle garantie", "stg" },
  { "stg", "stg" },
  { "label rouge", "label-rouge" },
  { "haute valeur environnementale", "hve" },
  { "hve", "hve" },
  { "peche durable", "msc" },
  { "msc", "msc" },
  { "commerce equitable", "fair-trade" },
  { "local", "local" },
  { "produit local", "local" },
  { "circuit court", "local" },
  { "fait maison", "home-made" },
  { "maison", "home-made" },
  { "vegetarien", "vegetarian" },
  { "vegetarienne", "vegetarian" },
  { "sans viande", "no-meat" },
  { "sans porc", "no-pork" },
  { "sans sel", "no-salt" },
  { "sans sucre ajoute", "no-added-sugar" },
};

/* What says that there is none. */
static const char *const nothings[] = {
  "", "aucun", "aucune", "neant", "non", "sans", "nc", "na", "n a", "ras", "sans objet",
};

static const char *const months[] = {
  "janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aou", "sept", "oct", "nov", "dec",
};

static gboolean
is_nothing (const char *folded)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nothings); i++)
    if (strcmp (folded, nothings[i]) == 0)
      return TRUE;
  return FALSE;
}

char *
pfs_menu_fold (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
  GString *folded = g_string_new (NULL);

  for (const char *c = apart; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter == 0x153) /* œ */
        g_string_append (folded, "oe");
      else if (g_unichar_isalnum (letter))
        g_string_append_unichar (folded, letter);
      else if (!g_unichar_ismark (letter) && folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  if (folded->len > 0 && folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (folded, FALSE);
}

int
pfs_menu_parse_column (const char *name)
{
  g_autofree char *folded = pfs_menu_fold (name);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autofree char *joined = g_strjoinv ("", words);
  const char *bare = g_str_has_prefix (joined, "menu") && strlen (joined) > strlen ("menu")
                         ? joined + strlen ("menu")
                         : joined;

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (strcmp (columns[i].word, bare) == 0)
      return columns[i].meaning;
  return -1;
}

/* Returns: the meaning of the first of @words that @text holds, or @fallback. */
static int
find_word (const Word *words, gsize n_words, const char *text, int fallback)
{
  g_autofree char *folded = pfs_menu_fold (text);

  for (gsize i = 0; i < n_words; i++)
    if (strstr (folded, words[i].word) != NULL)
      return words[i].meaning;
  return fallback;
}

PfCourse
pfs_menu_parse_course (const char *text)
{
  return (PfCourse) find_word (courses, G_N_ELEMENTS (courses), text, PF_COURSE_OTHER);
}

PfsMeal
pfs_menu_parse_meal (const char *text)
{
  return (PfsMeal) find_word (meals, G_N_ELEMENTS (meals), text, PFS_MEAL_LUNCH);
}

/* Returns: the number of a month written in letters or digits, 0 for none. */
static int
parse_month (const char *word)
{
  int month = atoi (word);

  for (int i = 0; month == 0 && i < (int) G_N_ELEMENTS (months); i++)
    if (g_str_has_prefix (word, months[i]))
      month = i + 1;
  return month;
}

static PfDay
check_year (int year, int month, int day)
{
  if (year >= 0 && year < 100)
    year += FIRST_YEAR;
  return year >= FIRST_YEAR && year <= LAST_YEAR ? pf_day_new (year, month, day) : PF_DAY_NONE;
}

/* A number alone: "20261123", or a spreadsheet's. */
static PfDay
parse_number (const char *digits)
{
  int number = atoi (digits);
  int year;
  PfDay day;

  if (strlen (digits) == COMPACT_DIGITS)
    return check_year (number / 10000, number / 100 % 100, number % 100);
  if (strlen (digits) != SPREADSHEET_DIGITS)
    return PF_DAY_NONE;
  day = number + SPREADSHEET_EPOCH;
  pf_day_get_ymd (day, &year, NULL, NULL);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? day : PF_DAY_NONE;
}

PfDay
pfs_menu_parse_day (const char *text)
{
  g_autofree char *folded = pfs_menu_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  char **part = words;

  /* The weekday may stand before. */
  while (*part != NULL && !g_ascii_isdigit (**part))
    part++;
  if (*part == NULL)
    return PF_DAY_NONE;
  if (part[1] == NULL)
    return parse_number (*part);
  if (part[2] == NULL)
    return PF_DAY_NONE;
  if (strlen (part[0]) == 4)
    return check_year (atoi (part[0]), parse_month (part[1]), atoi (part[2]));
  return check_year (atoi (part[2]), parse_month (part[1]), atoi (part[0]));
}

/* Returns: (transfer full) (element-type utf8): the texts of a list as the standard writes it
 * (["a","b"]) or as people do (a, b; c). */
static GPtrArray *
split_list (const char *text)
{
  g_autofree char *whole = pfs_menu_fold (text);
  g_auto (GStrv) parts = g_strsplit_set (is_nothing (whole) ? "" : text, "[]\",;|/\n", -1);
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *folded = pfs_menu_fold (g_strstrip (*part));

      if (!is_nothing (folded))
        g_ptr_array_add (texts, g_strdup (*part));
    }
  return texts;
}

/* Returns: whether a word of @folded begins with @start. */
static gboolean
holds_word (const char *folded, const char *start)
{
  const char *found = strstr (folded, start);

  while (found != NULL && found != folded && found[-1] != ' ')
    found = strstr (found + 1, start);
  return found != NULL;
}

/* Marks in @found the allergens that @folded names, by names, a code or a number. Returns: whether
 * there was one. */
static gboolean
find_allergens (const char *folded, gboolean *found)
{
  gboolean is_known = FALSE;
  guint64 number;

  if (g_ascii_string_to_unsigned (folded, 10, 1, PF_N_ALLERGENS, &number, NULL))
    return found[number - 1] = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (allergen_codes); i++)
    if (strcmp (allergen_codes[i].word, folded) == 0)
      return found[allergen_codes[i].meaning] = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (allergens); i++)
    if (holds_word (folded, allergens[i].word))
      is_known = found[allergens[i].meaning] = TRUE;
  return is_known;
}

static void
add_once (GPtrArray *texts, const char *text)
{
  if (!g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
    g_ptr_array_add (texts, g_strdup (text));
}

GPtrArray *
pfs_menu_parse_allergens (const char *text)
{
  g_autoptr (GPtrArray) parts = split_list (text);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) unknown = g_ptr_array_new ();
  gboolean found[PF_N_ALLERGENS] = { FALSE };

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *folded = pfs_menu_fold (g_ptr_array_index (parts, i));

      if (!g_str_has_prefix (folded, "sans ") && !find_allergens (folded, found))
        g_ptr_array_add (unknown, g_ptr_array_index (parts, i));
    }
  for (guint i = 0; i < PF_N_ALLERGENS; i++)
    if (found[i])
      g_ptr_array_add (list, g_strdup (pf_allergen_get_id (i)));
  for (guint i = 0; i < unknown->len; i++)
    add_once (list, g_ptr_array_index (unknown, i));
  return list;
}

void
pfs_menu_add_labels (GPtrArray *list, const char *text)
{
  g_autoptr (GPtrArray) parts = split_list (text);

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *folded = pfs_menu_fold (g_ptr_array_index (parts, i));
      const char *label = g_ptr_array_index (parts, i);

      for (gsize k = 0; k < G_N_ELEMENTS (labels); k++)
        if (strcmp (labels[k].word, folded) == 0)
          label = labels[k].id;
      add_once (list, label);
    }
}
