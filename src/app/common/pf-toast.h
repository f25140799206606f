/* SPDX-License-Identifier: GPL-3.0-or-later
 * Toasts for pages, which do not know the window that shows them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * pf_toast_show:
 * @widget: anything inside an #AdwToastOverlay
 * @button_label: (nullable): with @action, a button: "Undo", "win.undo"
 *
 * The one shown before goes: only the last thing done matters.
 */
void pf_toast_show (GtkWidget *widget, const char *text, const char *button_label,
                    const char *action);
/** Takes away what pf_toast_show() still shows. */
void pf_toast_dismiss (GtkWidget *widget);

G_END_DECLS
