/* SPDX-License-Identifier: GPL-3.0-or-later
 * A button that shows a day and opens a calendar to choose another. */
#pragma once

#include <gtk/gtk.h>

#include "pf-day.h"

G_BEGIN_DECLS

/** Property: "day" (int, PfDay). */
#define PF_TYPE_DATE_BUTTON (pf_date_button_get_type ())
G_DECLARE_FINAL_TYPE (PfDateButton, pf_date_button, PF, DATE_BUTTON, GtkWidget)

void pf_date_button_set_day (PfDateButton *self, PfDay day);
PfDay pf_date_button_get_day (PfDateButton *self);

G_END_DECLS
