/* SPDX-License-Identifier: GPL-3.0-or-later
 * Menus: one week of one canteen at a time. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_MENUS_PAGE (pf_menus_page_get_type ())
G_DECLARE_FINAL_TYPE (PfMenusPage, pf_menus_page, PF, MENUS_PAGE, GtkWidget)

GtkWidget *pf_menus_page_new (PfHub *hub);
/** Shows the week and the canteen of the menu with @id. */
void pf_menus_page_open (GtkWidget *page, PfSession *session, PfCollection collection,
                         const char *id);

G_END_DECLS
