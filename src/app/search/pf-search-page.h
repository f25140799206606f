/* SPDX-License-Identifier: GPL-3.0-or-later
 * One search over everything the family has at all its towns: days, pages, and all records that
 * have words. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_SEARCH_PAGE (pf_search_page_get_type ())
G_DECLARE_FINAL_TYPE (PfSearchPage, pf_search_page, PF, SEARCH_PAGE, GtkWidget)

/**
 * PfSearchPage: Enter or a click opens what was found, through the window's actions.
 *
 * Signals: "left" (): the family wants to go back to where it was (Escape).
 */
GtkWidget *pf_search_page_new (PfHub *hub);
/** Lets the family type. @text: (nullable): looked for at once; what was typed before is selected.
 */
void pf_search_page_begin (PfSearchPage *self, const char *text);

G_END_DECLS
