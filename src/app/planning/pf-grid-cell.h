/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the keyboard focuses and assistive technologies read of a drawn grid: an empty widget
 * for each day, and in it one for each slot. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * PfGridCell: action "day.activate" does as a click on the day, "day.open" opens its card.
 *
 * Signal: "activate" (int slot, gboolean opens): @slot is the slot's number in the cell, -1
 * for the day itself.
 */
#define PF_TYPE_GRID_CELL (pf_grid_cell_get_type ())
G_DECLARE_FINAL_TYPE (PfGridCell, pf_grid_cell, PF, GRID_CELL, GtkWidget)

GtkWidget *pf_grid_cell_new (void);
/** @label: the whole day in words. */
void pf_grid_cell_set_label (PfGridCell *self, const char *label);
void pf_grid_cell_set_selected (PfGridCell *self, gboolean is_selected);
/** Keeps @n_slots children, making what is missing. */
void pf_grid_cell_set_n_slots (PfGridCell *self, guint n_slots);
/** @area: where the slot is drawn, in the cell's coordinates; @can_toggle: whether action
 * "slot.toggle" does something. */
void pf_grid_cell_set_slot (PfGridCell *self, guint slot, const char *label, gboolean is_held,
                            gboolean can_toggle, const GdkRectangle *area);

G_END_DECLS
