/* SPDX-License-Identifier: GPL-3.0-or-later
 * One day's menu: courses, allergens and labels by their names, and what a child must not eat. */
#pragma once

#include <gtk/gtk.h>

#include "pf-record-news.h"

G_BEGIN_DECLS

/** PfChildAllergens: what one child must not eat. */
typedef struct {
  PfChild *child;       /* (owned) */
  GPtrArray *allergens; /* (owned) (element-type utf8) */
} PfChildAllergens;
PfChildAllergens *pf_child_allergens_new (PfChild *child, GPtrArray *allergens);
void pf_child_allergens_free (PfChildAllergens *of);

#define PF_TYPE_MENU_DAY (pf_menu_day_get_type ())
G_DECLARE_FINAL_TYPE (PfMenuDay, pf_menu_day, PF, MENU_DAY, GtkWidget)

/** @menu: (nullable): NULL where there is none; @known: (element-type PfChildAllergens): whom to
 * warn. */
GtkWidget *pf_menu_day_new (PfDay day, PfDay today, PfMenu *menu, GPtrArray *known);

G_END_DECLS
