/* SPDX-License-Identifier: GPL-3.0-or-later
 * A page's row in the sidebar: icon, title, and how many things wait there. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PF_TYPE_SIDEBAR_ROW (pf_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (PfSidebarRow, pf_sidebar_row, PF, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *pf_sidebar_row_new (const char *title, const char *icon_name);
/**
 * Shows @count in a badge, none for 0; @description (nullable) is what a screen reader says after
 * the title: "2 changes not sent".
 */
void pf_sidebar_row_set_count (PfSidebarRow *self, guint count, const char *description);

G_END_DECLS
