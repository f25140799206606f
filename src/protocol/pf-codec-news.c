/* SPDX-License-Identifier: GPL-3.0-or-later
 * The members of records: news and menus. */
#include "config.h"

#include "pf-record-news.h"

#include "pf-codec-tables.h"

static const char *const course_words[] = {
  [PF_COURSE_OTHER] = "other", [PF_COURSE_STARTER] = "starter", [PF_COURSE_MAIN] = "main",
  [PF_COURSE_SIDE] = "side",   [PF_COURSE_DAIRY] = "dairy",     [PF_COURSE_DESSERT] = "dessert",
  [PF_COURSE_SNACK] = "snack",
};
static const PfWords courses = PF_WORDS (course_words, PF_COURSE_OTHER);

static const PfMember news_members[] = {
  PF_MEMBER ("title", name, PfNews, title, TRUE),
  PF_MEMBER ("service", id, PfNews, service),
  PF_MEMBER ("text", text, PfNews, text),
  PF_MEMBER ("at", moment, PfNews, at, TRUE),
  PF_MEMBER ("until", day, PfNews, until),
  PF_MEMBER ("link", text, PfNews, link),
  PF_MEMBER ("pictures", list, PfNews, pictures, FALSE, .table = &pf_file_table),
  PF_MEMBER ("files", list, PfNews, files, FALSE, .table = &pf_file_table),
};
const PfMemberTable pf_news_table = PF_MEMBER_TABLE (news_members, PfNews);

static const PfMember dish_members[] = {
  PF_MEMBER ("course", word, PfDish, course, FALSE, .fallback = PF_COURSE_OTHER, .words = &courses),
  PF_MEMBER ("name", name, PfDish, name, TRUE),
  PF_MEMBER ("allergens", texts, PfDish, allergens),
  PF_MEMBER ("labels", texts, PfDish, labels),
};
static const PfMemberTable dish_table = PF_MEMBER_TABLE (dish_members, PfDish);

static const PfMember menu_members[] = {
  PF_MEMBER ("site", id, PfMenu, site),
  PF_MEMBER ("day", day, PfMenu, day, TRUE),
  PF_MEMBER ("remark", text, PfMenu, remark),
  PF_MEMBER ("dishes", list, PfMenu, dishes, FALSE, .table = &dish_table),
};
const PfMemberTable pf_menu_table = PF_MEMBER_TABLE (menu_members, PfMenu);
