/* SPDX-License-Identifier: GPL-3.0-or-later
 * The bookings of a period as a table. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

/** Asks where to save what all towns hold, and held, from @first to @last, once it is read; the
 * window of @widget tells what came of it. What is only in the basket is not in it. */
void pf_bookings_table_save (GtkWidget *widget, PfHub *hub, PfDay first, PfDay last);
/**
 * pf_bookings_table_format:
 * @items: a GListModel of #PfPlanItem
 * @now: the moment by which their states are told, where an item's session tells none
 * @journal: (element-type PfIntent): what the towns answered, which tells the receipts
 * @decimal_point: as of pf_table_new()
 *
 * Returns: (transfer full): the file.
 */
GBytes *pf_bookings_table_format (GListModel *items, PfMoment now, GPtrArray *journal,
                                  char decimal_point);

G_END_DECLS
