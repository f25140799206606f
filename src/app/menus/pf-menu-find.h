/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which menu is whose: that of a canteen, else that of all canteens of its town. */
#pragma once

#include "common/pf-hub.h"
#include "pf-plan-item.h"
#include "pf-record-news.h"

G_BEGIN_DECLS

/** Returns: (transfer none) (nullable): the menu of @site (nullable) on @day at the town of
 * @session; asks for the menus as pf_session_get_records() does. */
PfMenu *pf_menu_find (PfSession *session, const char *site, PfDay day);
/** Returns: (transfer none) (nullable): what @child (of @session) may eat on @day at its school's
 * canteen: for Home, pf_menu_text_dishes() tells it in one line. */
PfMenu *pf_menu_find_for_child (PfSession *session, PfChild *child, PfDay day);
/** Returns: (transfer none) (nullable): what is eaten in the slot of @item, where it is at noon and
 * that is known; asks for the menus as pf_session_get_records() does. */
PfMenu *pf_menu_find_for_slot (PfPlanItem *item);

G_END_DECLS
