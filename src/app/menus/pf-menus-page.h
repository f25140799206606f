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
/** Dishes that hold one of @allergens (element-type utf8; NULL = nothing is known) are marked for
 * @child from now on. Nothing of it is kept on the disk. */
void pf_menus_page_set_allergens (PfMenusPage *self, PfChild *child, GPtrArray *allergens);

G_END_DECLS
