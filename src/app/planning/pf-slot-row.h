/* SPDX-License-Identifier: GPL-3.0-or-later
 * A slot in the day's card: what it is, what it costs, until when it can be changed and what
 * comes after, and the button. */
#pragma once

#include <gtk/gtk.h>

#include "pf-plan-index.h"

G_BEGIN_DECLS

/** Signal: "change" (PfPlanItem, int PfAction): the button was pressed. */
#define PF_TYPE_SLOT_ROW (pf_slot_row_get_type ())
G_DECLARE_FINAL_TYPE (PfSlotRow, pf_slot_row, PF, SLOT_ROW, GtkWidget)

/** @is_narrow: whether the button stands below the words, not beside them. */
GtkWidget *pf_slot_row_new (gboolean is_narrow);
/** Shows @slot; nothing of it is kept but its item. */
void pf_slot_row_set_slot (PfSlotRow *self, const PfPlanSlot *slot, PfMoment now, PfDay today);

G_END_DECLS
