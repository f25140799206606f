/* SPDX-License-Identifier: GPL-3.0-or-later
 * What menus say of a child's allergies. No display needed. */
#include "config.h"

#include "menus/pf-menu-text.h"

static GPtrArray *
split (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_ptr_array_add (list, g_strdup (*word));
  return list;
}

static void
add_dish (PfMenu *menu, const char *name, const char *allergens)
{
  PfDish *dish = g_new0 (PfDish, 1);

  dish->name = g_strdup (name);
  dish->allergens = allergens != NULL ? split (allergens) : NULL;
  g_ptr_array_add (menu->dishes, dish);
}

static PfMenu *
make_menu (void)
{
  PfMenu *menu = pf_record_new (PF_TYPE_MENU, "/2026-11-23");

  if (menu->dishes == NULL)
    menu->dishes = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_dish_free);
  add_dish (menu, "Satay", "peanuts soybeans milk");
  add_dish (menu, "Rice", NULL);
  add_dish (menu, "Custard", "milk kiwi");
  return menu;
}

static PfChild *
make_child (void)
{
  PfChild *child = pf_record_new (PF_TYPE_CHILD, "lena");

  child->first_name = g_strdup ("Léna");
  return child;
}

static void
only_what_the_child_must_not_eat (void)
{
  static const struct {
    const char *named;
    const char *lines;
  } cases[] = {
    { "peanuts", "Caution for Léna: Satay (peanuts)" },
    { "milk", "Caution for Léna: Satay (milk)\n"
              "Caution for Léna: Custard (milk)" },
    { "milk peanuts kiwi", "Caution for Léna: Satay (peanuts, milk)\n"
                           "Caution for Léna: Custard (milk, kiwi)" },
    { "fish", "" },
    { "", "" },
  };
  g_autoptr (PfMenu) menu = make_menu ();
  g_autoptr (PfChild) child = make_child ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) named = split (cases[i].named);
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *text = NULL;

      pf_menu_text_add_cautions (menu, child, named, lines);
      g_ptr_array_add (lines, NULL);
      text = g_strjoinv ("\n", (char **) lines->pdata);
      g_assert_cmpstr (text, ==, cases[i].lines);
    }
}

static void
what_is_not_known_is_said (void)
{
  g_autoptr (PfChild) child = make_child ();
  g_autoptr (GPtrArray) named = split ("peanuts milk");
  const struct {
    PfAllergy allergy;
    const char *text;
  } cases[] = {
    { PF_ALLERGY_UNKNOWN, "Not marked for Léna: what this child must not eat is not known here." },
    { PF_ALLERGY_OTHER,
      "Not marked for Léna, whose allergies menus have no name for: read the dishes yourself." },
    { PF_ALLERGY_NAMED, "Marked for Léna: peanuts, milk" },
    { PF_ALLERGY_NONE, NULL },
    { PF_ALLERGY_READING, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pf_menu_text_allergy (child, cases[i].allergy, named);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/menu-text/only-what-the-child-must-not-eat",
                   only_what_the_child_must_not_eat);
  g_test_add_func ("/app/menu-text/what-is-not-known-is-said", what_is_not_known_is_said);
  return g_test_run ();
}
