/* SPDX-License-Identifier: GPL-3.0-or-later
 * The words that menu files use, in every generation of the French standard for collective menus
 * (SCDL "menus-collectifs" 0.x to 1.2.3) and outside it: columns, courses, meals, allergens,
 * labels, dates. All are compared folded: without accents, capitals and signs. */
#pragma once

#include "pf-record-news.h"

G_BEGIN_DECLS

/** PfsMenuColumn: what a column is about. */
typedef enum {
  PFS_MENU_COLUMN_DAY,
  PFS_MENU_COLUMN_RESTAURANT,
  PFS_MENU_COLUMN_MEAL,
  PFS_MENU_COLUMN_COURSE,
  PFS_MENU_COLUMN_DISH,
  PFS_MENU_COLUMN_QUALITY, /* official signs of quality and origin */
  PFS_MENU_COLUMN_LABEL,
  PFS_MENU_COLUMN_DIET,
  PFS_MENU_COLUMN_ALLERGENS,
  PFS_MENU_COLUMN_REMARK,
  PFS_MENU_COLUMN_CHANGE, /* why it was changed */
  /* a file of one row a day: its courses side by side */
  PFS_MENU_COLUMN_STARTER,
  PFS_MENU_COLUMN_MAIN,
  PFS_MENU_COLUMN_SIDE,
  PFS_MENU_COLUMN_DAIRY,
  PFS_MENU_COLUMN_DESSERT,
  PFS_MENU_COLUMN_SNACK,
} PfsMenuColumn;

#define PFS_N_MENU_COLUMNS (PFS_MENU_COLUMN_SNACK + 1)

/** PfsMeal: which meal a row is of. */
typedef enum {
  PFS_MEAL_LUNCH,
  PFS_MEAL_PICNIC,
  PFS_MEAL_SNACK,
  PFS_MEAL_OTHER, /* breakfast, dinner: not of a school's day */
} PfsMeal;

/** Returns: (transfer full): @text without accents, capitals and signs, words parted by one space:
 * "Fruits à coques" is "fruits a coques", "Œufs" is "oeufs". */
char *pfs_menu_fold (const char *text);
/** Returns: the column named @name, -1 for another one. */
int pfs_menu_parse_column (const char *name);
/** Returns: PF_COURSE_OTHER for an unknown one. */
PfCourse pfs_menu_parse_course (const char *text);
/** Returns: lunch where @text is empty or unknown. */
PfsMeal pfs_menu_parse_meal (const char *text);
/** Returns: the day of "2026-11-23", "23/11/2026", "23.11.26", "lundi 23 novembre 2026",
 * "20261123", a moment, or a spreadsheet's number; PF_DAY_NONE for what is none, or is not of this
 * century. */
PfDay pfs_menu_parse_day (const char *text);
/** Returns: (transfer full) (element-type utf8): the allergens of a list in any form, each once:
 * identifiers of the fourteen, in their order, then unknown words as they are. */
GPtrArray *pfs_menu_parse_allergens (const char *text);
/** Adds the labels of a list in any form to @labels (element-type utf8), each once: "bio",
 * "label-rouge", "vegetarian", else the words as they are. */
void pfs_menu_add_labels (GPtrArray *labels, const char *text);

G_END_DECLS
