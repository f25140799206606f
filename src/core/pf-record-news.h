/* SPDX-License-Identifier: GPL-3.0-or-later
 * Records of what the town tells everybody: news and menus. All texts are plain. */
#pragma once

#include "pf-file.h"
#include "pf-record.h"

G_BEGIN_DECLS

#define PF_TYPE_NEWS (pf_news_get_type ())
G_DECLARE_FINAL_TYPE (PfNews, pf_news, PF, NEWS, PfRecord)
struct _PfNews {
  PfRecord parent_instance;
  char *title;   /* not NULL */
  char *service; /* a service's id */
  char *text;
  PfMoment at;
  PfDay until;         /* shown up to this day */
  char *link;          /* https */
  GPtrArray *pictures; /* (element-type PfFile) (owned) */
  GPtrArray *files;    /* (element-type PfFile) (owned) */
};

/** PfCourse: where a dish stands in a meal. */
typedef enum {
  PF_COURSE_OTHER,
  PF_COURSE_STARTER,
  PF_COURSE_MAIN,
  PF_COURSE_SIDE,
  PF_COURSE_DAIRY,
  PF_COURSE_DESSERT,
  PF_COURSE_SNACK,
} PfCourse;

/** PfDish: a plain value owned by its menu. */
typedef struct {
  PfCourse course;
  char *name; /* not NULL */
  /* (element-type utf8) (owned): of the fourteen of regulation (EU) 1169/2011: "gluten", "milk"… */
  GPtrArray *allergens;
  GPtrArray *labels; /* (element-type utf8) (owned): "bio", "local", "label-rouge"… */
} PfDish;
void pf_dish_free (PfDish *dish);

/** PfMenu: one meal of one day. Its id is "SITE/YYYY-MM-DD", the site "" where it is for all. */
#define PF_TYPE_MENU (pf_menu_get_type ())
G_DECLARE_FINAL_TYPE (PfMenu, pf_menu, PF, MENU, PfRecord)
struct _PfMenu {
  PfRecord parent_instance;
  char *site; /* a site's id, NULL = all canteens */
  PfDay day;
  char *remark;      /* "Menu végétarien" */
  GPtrArray *dishes; /* (element-type PfDish) (owned), in the order of the meal */
};

/** Returns: (transfer full): the id of the menu of @site ((nullable): NULL or "" = all canteens) on
 * @day. */
char *pf_menu_make_id (const char *site, PfDay day);

/** PF_N_ALLERGENS: those that must be declared, regulation (EU) 1169/2011, annex II. */
#define PF_N_ALLERGENS 14
/** Returns: (transfer none) (nullable): the identifier of the @index-th: "gluten", "crustaceans"…
 */
const char *pf_allergen_get_id (guint index);
/** Returns: the index of the allergen named @id, -1 for one it does not know. */
int pf_allergen_from_id (const char *id);

G_END_DECLS
