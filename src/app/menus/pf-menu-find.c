/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finding menus. */
#include "config.h"

#include "pf-menu-find.h"

#define NOON (12 * 60)

static PfMenu *
find_exactly (PfSession *session, const char *site, PfDay day)
{
  g_autofree char *id = pf_menu_make_id (site, day);

  return pf_session_find_record (session, PF_COLLECTION_MENUS, id);
}

PfMenu *
pf_menu_find (PfSession *session, const char *site, PfDay day)
{
  PfMenu *menu;

  g_return_val_if_fail (PF_IS_SESSION (session) && pf_day_is_valid (day), NULL);

  menu = site != NULL ? find_exactly (session, site, day) : NULL;
  return menu != NULL ? menu : find_exactly (session, NULL, day);
}

PfMenu *
pf_menu_find_for_child (PfSession *session, PfChild *child, PfDay day)
{
  g_return_val_if_fail (PF_IS_CHILD (child), NULL);

  return pf_menu_find (session, child->school_site, day);
}

PfMenu *
pf_menu_find_for_slot (PfPlanItem *item)
{
  g_return_val_if_fail (PF_IS_PLAN_ITEM (item), NULL);

  if (item->unit->start_minute > NOON || item->unit->end_minute < NOON)
    return NULL;
  return pf_menu_find (item->session, item->activity->site, item->facts.day);
}
