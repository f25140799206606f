/* SPDX-License-Identifier: GPL-3.0-or-later
 * A line of the basket as a row: what, when, the price, and the button that takes it away. */
#pragma once

#include <gtk/gtk.h>

#include "pf-basket-line.h"

G_BEGIN_DECLS

#define PF_TYPE_BASKET_ROW (pf_basket_row_get_type ())
G_DECLARE_FINAL_TYPE (PfBasketRow, pf_basket_row, PF, BASKET_ROW, GtkListBoxRow)

/**
 * PfBasketRow: signal "removed" (): its button was pressed: remove the draft, or dismiss the
 * answer; "mend" (): what keeps the town from booking it is to be mended.
 * @names_town: there are several: who hears the row hears which.
 */
GtkWidget *pf_basket_row_new (PfBasketLine *line, gboolean names_town);
/** Returns: (transfer none) */
PfBasketLine *pf_basket_row_get_line (PfBasketRow *self);
/** Shows @heading (nullable) over the line: whose lines begin here. */
void pf_basket_row_set_heading (PfBasketRow *self, const char *heading);

G_END_DECLS
