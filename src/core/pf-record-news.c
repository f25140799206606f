/* SPDX-License-Identifier: GPL-3.0-or-later
 * Records of news and menus, and the allergens that menus name. */
#include "config.h"

#include "pf-record-news.h"

#include "pf-record-private.h"

DEFINE_RECORD (PfNews, pf_news)
DEFINE_RECORD (PfMenu, pf_menu)

static const char *const allergens[PF_N_ALLERGENS] = {
  "gluten", "crustaceans", "eggs",    "fish",   "peanuts",   "soybeans", "milk",
  "nuts",   "celery",      "mustard", "sesame", "sulphites", "lupin",    "molluscs",
};

static void
pf_news_clear (PfNews *self)
{
  pf_free_texts (&self->title, &self->service, &self->text, &self->link, NULL);
  g_ptr_array_unref (self->pictures);
  g_ptr_array_unref (self->files);
}

static void
pf_news_init (PfNews *self)
{
  self->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  self->at = PF_MOMENT_NONE;
  self->until = PF_DAY_NONE;
}

static void
pf_menu_clear (PfMenu *self)
{
  pf_free_texts (&self->site, &self->remark, NULL);
  g_ptr_array_unref (self->dishes);
}

static void
pf_menu_init (PfMenu *self)
{
  self->dishes = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_dish_free);
  self->day = PF_DAY_NONE;
}

void
pf_dish_free (PfDish *dish)
{
  pf_free_texts (&dish->name, NULL);
  g_clear_pointer (&dish->allergens, g_ptr_array_unref);
  g_clear_pointer (&dish->labels, g_ptr_array_unref);
  g_free (dish);
}

char *
pf_menu_make_id (const char *site, PfDay day)
{
  g_autofree char *text = pf_day_format (day);

  return g_strconcat (site != NULL ? site : "", "/", text, NULL);
}

const char *
pf_allergen_get_id (guint index)
{
  return index < PF_N_ALLERGENS ? allergens[index] : NULL;
}

int
pf_allergen_from_id (const char *id)
{
  for (int i = 0; i < PF_N_ALLERGENS; i++)
    if (g_strcmp0 (allergens[i], id) == 0)
      return i;
  return -1;
}
