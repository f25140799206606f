/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words of menus: allergens, labels and courses by their names, and a menu as one sentence. */
#pragma once

#include "common/pf-allergens.h"
#include "pf-record-news.h"

G_BEGIN_DECLS

/** Returns: the allergen's name, as inside a sentence; @id itself for an unknown one. */
const char *pf_menu_text_allergen (const char *id);
/** Returns: the label's name; @id itself for an unknown one: towns have their own. */
const char *pf_menu_text_label (const char *id);
/** Returns: (nullable): the course's name; NULL for PF_COURSE_OTHER. */
const char *pf_menu_text_course (PfCourse course);
/** Returns: (transfer full): the names of @ids (element-type utf8), parted by commas. */
char *pf_menu_text_join (GPtrArray *ids, const char *(*get_name) (const char *id));
/** Returns: (transfer full): the dishes of @menu in one line: for Home. */
char *pf_menu_text_dishes (PfMenu *menu);
/** Returns: (transfer full) (nullable): those of @allergens (element-type utf8, a child's) that
 * @dish holds, by name; NULL for none. */
char *pf_menu_text_clash (const PfDish *dish, GPtrArray *allergens);
/** Returns: (transfer full) (nullable): for which allergens dishes are marked for @child, or why
 * they are not; NULL where there is nothing to mark. */
char *pf_menu_text_allergy (PfChild *child, PfAllergy allergy, GPtrArray *named);
/** Adds to @lines (element-type utf8) what of @menu the child must not eat, a dish a line. */
void pf_menu_text_add_cautions (PfMenu *menu, PfChild *child, GPtrArray *named, GPtrArray *lines);

G_END_DECLS
