/* SPDX-License-Identifier: GPL-3.0-or-later
 * The card of a day: every slot of every child, explained, with its button. */
#pragma once

#include <gtk/gtk.h>

#include "pf-plan-index.h"

G_BEGIN_DECLS

/** Signal: "change" (PfPlanItem, int PfAction): the family wants this. */
#define PF_TYPE_DAY_CARD (pf_day_card_get_type ())
G_DECLARE_FINAL_TYPE (PfDayCard, pf_day_card, PF, DAY_CARD, GtkWidget)

/** @is_narrow: for a window of its own, whose title names the day. */
GtkWidget *pf_day_card_new (PfPlanIndex *index, gboolean is_narrow);
/** Shows @day, and follows the index from then on. */
void pf_day_card_set_day (PfDayCard *self, PfDay day);

G_END_DECLS
