/* SPDX-License-Identifier: GPL-3.0-or-later
 * A coming deadline as a row: whose, what, which days, until when, and what to do about it. */
#pragma once

#include <gtk/gtk.h>

#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_DEADLINE_ROW (pf_deadline_row_get_type ())
G_DECLARE_FINAL_TYPE (PfDeadlineRow, pf_deadline_row, PF, DEADLINE_ROW, GtkListBoxRow)

/**
 * PfDeadlineRow: signals "choose" (): open these days in the planning; "book" (): book them all.
 */
GtkWidget *pf_deadline_row_new (PfDeadlineItem *deadline, PfMoment now, gboolean names_town);
/** Returns: (transfer none) */
PfDeadlineItem *pf_deadline_row_get_deadline (PfDeadlineRow *self);
/** Words the time left anew. */
void pf_deadline_row_update (PfDeadlineRow *self, PfMoment now);

G_END_DECLS
