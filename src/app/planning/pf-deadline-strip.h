/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line above the planning: the next deadline, whom it concerns and how many days are at
 * stake. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

/** Signal: "show-days" (int PfDay, PfChild (nullable), PfActivity): the days at stake are
 * asked for. */
#define PF_TYPE_DEADLINE_STRIP (pf_deadline_strip_get_type ())
G_DECLARE_FINAL_TYPE (PfDeadlineStrip, pf_deadline_strip, PF, DEADLINE_STRIP, GtkWidget)

/** Shows the deadlines of @hub from the next idle moment on. */
void pf_deadline_strip_set_hub (PfDeadlineStrip *self, PfHub *hub);
/** Words it again: the clock has passed something. */
void pf_deadline_strip_update (PfDeadlineStrip *self);
/**
 * pf_deadline_strip_make_text:
 * @deadlines: a GListModel of #PfDeadlineItem, sorted by time left
 * @n_merged: (out): how many of the first of them the line tells
 *
 * Returns: (transfer full) (nullable): "Tuesday 13 October, 23:59: Canteen, Léna and Hugo, 8
 * days not booked"; NULL if none has days at stake.
 */
char *pf_deadline_strip_make_text (GListModel *deadlines, PfDay today, guint *n_merged);

G_END_DECLS
