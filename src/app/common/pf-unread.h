/* SPDX-License-Identifier: GPL-3.0-or-later
 * What stands in the place of a page as long as no town has ever answered: that there is nothing is
 * not known then. */
#pragma once

#include "common/pf-hub.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Returns: whether nothing was ever read from the towns, and nobody is about to read it. Changes
 * with the hub's "sync-state". */
gboolean pf_unread_is_so (PfHub *hub);
/** Returns: (transfer floating): what says so, with a button to try again. */
GtkWidget *pf_unread_page_new (void);
/** Shows such a page in @stack, made when it is first needed. */
void pf_unread_show (GtkStack *stack);

G_END_DECLS
