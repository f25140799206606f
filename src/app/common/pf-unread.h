/* SPDX-License-Identifier: GPL-3.0-or-later
 * What stands in the place of a page as long as no town has ever answered: that there is nothing is
 * not known then. */
#pragma once

#include "common/pf-hub.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Returns: whether nothing was ever read from the towns. Changes with the hub's "sync-state". */
gboolean pf_unread_is_so (PfHub *hub);
/** Returns: (transfer floating): what says so, and whether it is being read now; else there is a
 * button to try again. */
GtkWidget *pf_unread_page_new (PfHub *hub);
/** Shows such a page in @stack, made when it is first needed. */
void pf_unread_show (GtkStack *stack, PfHub *hub);

G_END_DECLS
