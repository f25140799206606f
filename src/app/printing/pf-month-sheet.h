/* SPDX-License-Identifier: GPL-3.0-or-later
 * A month for the fridge: what the town holds for each child, day by day. */
#pragma once

#include "pf-plan-index.h"
#include "pf-printout.h"

G_BEGIN_DECLS

/**
 * pf_month_sheet_new:
 * @index: of the whole month; its filter says which children and activities
 * @month: any day of it
 * @calendar: (nullable): names the holidays
 * @foot: (nullable): at the foot of each page: of when it is
 *
 * Children that a page has no room for have one of their own. What is only in the basket is not on
 * it, nor what could be booked.
 */
PfPrintout *pf_month_sheet_new (PfPlanIndex *index, PfDay month, PfCalendar *calendar,
                                const char *foot);
/** Adds a line about what is eaten on @day to @sheet, before it is laid out. Where the pages have
 * no room for all that is eaten, none of it is on them. */
void pf_month_sheet_add_meal (PfPrintout *sheet, PfDay day, const char *meal);

G_END_DECLS
