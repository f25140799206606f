/* SPDX-License-Identifier: GPL-3.0-or-later
 * The children: what their sheets say, and what of them is missing. */
#pragma once

#include "common/pf-hub.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PF_TYPE_CHILDREN_PAGE (pf_children_page_get_type ())
G_DECLARE_FINAL_TYPE (PfChildrenPage, pf_children_page, PF, CHILDREN_PAGE, GtkWidget)

GtkWidget *pf_children_page_new (PfHub *hub);
/** Shows the sheet of the child with @id. */
void pf_children_page_open (GtkWidget *page, PfSession *session, PfCollection collection,
                            const char *id);

G_END_DECLS
