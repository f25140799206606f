/* SPDX-License-Identifier: GPL-3.0-or-later
 * Toasts for pages, which do not know the window that shows them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * pf_toast_show:
 * @widget: anything inside an #AdwToastOverlay
 * @button_label: (nullable): with @action, a button: "Undo", "win.undo"
 */
void
pf_toast_show (GtkWidget *widget, const char *text, const char *button_label, const char *action);

G_END_DECLS
