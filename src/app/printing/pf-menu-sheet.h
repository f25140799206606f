/* SPDX-License-Identifier: GPL-3.0-or-later
 * A week's menus of one canteen. */
#pragma once

#include "pf-printout.h"
#include "pf-record-news.h"

G_BEGIN_DECLS

#define PF_MENU_SHEET_DAYS 7

/**
 * pf_menu_sheet_new:
 * @canteen: its name
 * @monday: of the week
 * @menus: (array fixed-size=7): from Monday to Sunday, NULL where there is none
 *
 * What the town says of each meal, with the allergens that it declares; whose they are, paper on a
 * wall does not tell.
 */
PfPrintout *pf_menu_sheet_new (const char *canteen, PfDay monday,
                               PfMenu *const menus[PF_MENU_SHEET_DAYS]);

G_END_DECLS
