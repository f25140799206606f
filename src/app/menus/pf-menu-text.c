/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words of menus. */
#include "config.h"

#include "pf-menu-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  const char *id;
  const char *name;
} Name;

static const Name allergens[] = {
  { "gluten", NC_("allergen", "gluten") },   { "crustaceans", NC_("allergen", "crustaceans") },
  { "eggs", NC_("allergen", "eggs") },       { "fish", NC_("allergen", "fish") },
  { "peanuts", NC_("allergen", "peanuts") }, { "soybeans", NC_("allergen", "soya") },
  { "milk", NC_("allergen", "milk") },       { "nuts", NC_("allergen", "nuts") },
  { "celery", NC_("allergen", "celery") },   { "mustard", NC_("allergen", "mustard") },
  { "sesame", NC_("allergen", "sesame") },   { "sulphites", NC_("allergen", "sulphites") },
  { "lupin", NC_("allergen", "lupin") },     { "molluscs", NC_("allergen", "molluscs") },
};

static const Name labels[] = {
  { "bio", NC_("food label", "organic") },
  { "aop", NC_("food label", "protected designation of origin") },
  { "aoc", NC_("food label", "controlled designation of origin") },
  { "igp", NC_("food label", "protected geographical indication") },
  { "stg", NC_("food label", "traditional speciality guaranteed") },
  { "label-rouge", NC_("food label", "Label Rouge") },
  { "hve", NC_("food label", "high environmental value") },
  { "msc", NC_("food label", "sustainable fishing") },
  { "fair-trade", NC_("food label", "fair trade") },
  { "local", NC_("food label", "local") },
  { "home-made", NC_("food label", "home-made") },
  { "vegetarian", NC_("food label", "vegetarian") },
  { "no-meat", NC_("food label", "without meat") },
  { "no-pork", NC_("food label", "without pork") },
  { "no-salt", NC_("food label", "without salt") },
  { "no-added-sugar", NC_("food label", "without added sugar") },
};

static const char *const courses[] = {
  [PF_COURSE_STARTER] = NC_("course", "Starter"), [PF_COURSE_MAIN] = NC_("course", "Main dish"),
  [PF_COURSE_SIDE] = NC_("course", "Side"),       [PF_COURSE_DAIRY] = NC_("course", "Dairy"),
  [PF_COURSE_DESSERT] = NC_("course", "Dessert"), [PF_COURSE_SNACK] = NC_("course", "Snack"),
};

static const char *
find_name (const Name *names, gsize n_names, const char *context, const char *id)
{
  for (gsize i = 0; i < n_names; i++)
    if (strcmp (names[i].id, id) == 0)
      return g_dpgettext2 (NULL, context, names[i].name);
  return id;
}

const char *
pf_menu_text_allergen (const char *id)
{
  return find_name (allergens, G_N_ELEMENTS (allergens), "allergen", id);
}

const char *
pf_menu_text_label (const char *id)
{
  return find_name (labels, G_N_ELEMENTS (labels), "food label", id);
}

const char *
pf_menu_text_course (PfCourse course)
{
  return course < G_N_ELEMENTS (courses) && courses[course] != NULL
             ? g_dpgettext2 (NULL, "course", courses[course])
             : NULL;
}

char *
pf_menu_text_join (GPtrArray *ids, const char *(*get_name) (const char *id))
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", get_name (g_ptr_array_index (ids, i)));
  return g_string_free (text, FALSE);
}

char *
pf_menu_text_dishes (PfMenu *menu)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < menu->dishes->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            ((const PfDish *) g_ptr_array_index (menu->dishes, i))->name);
  return g_string_free (text, FALSE);
}

char *
pf_menu_text_clash (const PfDish *dish, GPtrArray *ids)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; dish->allergens != NULL && i < dish->allergens->len; i++)
    if (g_ptr_array_find_with_equal_func (ids, g_ptr_array_index (dish->allergens, i), g_str_equal,
                                          NULL))
      g_ptr_array_add (found, g_ptr_array_index (dish->allergens, i));
  return found->len > 0 ? pf_menu_text_join (found, pf_menu_text_allergen) : NULL;
}

char *
pf_menu_text_allergy (PfChild *child, PfAllergy allergy, GPtrArray *named)
{
  static const char *const sentences[] = {
    /* TRANSLATORS: a child's first name */
    [PF_ALLERGY_UNKNOWN] = N_("Not marked for %s: what this child must not eat is not known here."),
    [PF_ALLERGY_OTHER] =
        N_("Not marked for %s, whose allergies menus have no name for: read the dishes yourself."),
    [PF_ALLERGY_NAMED] = N_("Marked for %s:"),
  };
  g_autofree char *text = NULL;
  g_autofree char *list = NULL;

  if (allergy == PF_ALLERGY_NONE || allergy == PF_ALLERGY_READING)
    return NULL;
  text = g_strdup_printf (_(sentences[allergy]), child->first_name);
  if (allergy != PF_ALLERGY_NAMED)
    return g_steal_pointer (&text);
  list = pf_menu_text_join (named, pf_menu_text_allergen);
  return g_strdup_printf ("%s %s", text, list);
}

void
pf_menu_text_add_cautions (PfMenu *menu, PfChild *child, GPtrArray *named, GPtrArray *lines)
{
  for (guint i = 0; i < menu->dishes->len; i++)
    {
      const PfDish *dish = g_ptr_array_index (menu->dishes, i);
      g_autofree char *clash = pf_menu_text_clash (dish, named);

      if (clash != NULL)
        /* TRANSLATORS: a child's first name, a dish, and the allergens in it */
        g_ptr_array_add (lines, g_strdup_printf (_("Caution for %1$s: %2$s (%3$s)"),
                                                 child->first_name, dish->name, clash));
    }
}
