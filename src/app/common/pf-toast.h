/* SPDX-License-Identifier: GPL-3.0-or-later
 * Toasts for pages, which do not know the window that shows them. */
#pragma once

#include <adwaita.h>

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
/** Shows @title (transfer floating) as a toast, until it is dismissed. Returns: (transfer full)
 * (nullable): the toast; NULL where nothing can show one. */
AdwToast *pf_toast_show_widget (GtkWidget *widget, GtkWidget *title, const char *button_label);
/** Takes away what pf_toast_show() still shows. */
void pf_toast_dismiss (GtkWidget *widget);

G_END_DECLS
