/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window around a day's card where the main window is too narrow for a popover. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PF_TYPE_DAY_WINDOW (pf_day_window_get_type ())
G_DECLARE_FINAL_TYPE (PfDayWindow, pf_day_window, PF, DAY_WINDOW, AdwWindow)

/** As wide and as high as @parent, over which it stands. */
PfDayWindow *pf_day_window_new (GtkWindow *parent);
void pf_day_window_set_card (PfDayWindow *self, GtkWidget *card);

G_END_DECLS
