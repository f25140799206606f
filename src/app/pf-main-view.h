/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the window shows once there is an account: sidebar, header bar, banner and pages. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_MAIN_VIEW (pf_main_view_get_type ())
G_DECLARE_FINAL_TYPE (PfMainView, pf_main_view, PF, MAIN_VIEW, GtkWidget)

/** PfMainView: property "narrow" (boolean): whether the sidebar is folded over the page. */
GtkWidget *pf_main_view_new (PfHub *hub);
/** Builds the page the first time. Returns: FALSE if there is no page @name. */
gboolean pf_main_view_show_page (PfMainView *self, const char *name);
/** Shows the search, ready to type. @text: (nullable): looked for at once */
void pf_main_view_show_search (PfMainView *self, const char *text);
/**
 * pf_main_view_open:
 * @session: whose
 *
 * Shows the page on which the things of @collection live, at the one with @id; a page whose row has
 * no `open` is just shown.
 *
 * Returns: FALSE where there is no such page.
 */
gboolean pf_main_view_open (PfMainView *self, PfSession *session, PfCollection collection,
                            const char *id);
/** Returns: (transfer none) (nullable): the page @name if it was built. */
GtkWidget *pf_main_view_get_page (PfMainView *self, const char *name);
/** Returns: (nullable): the name of the page that is shown. */
const char *pf_main_view_get_visible_page (PfMainView *self);
void pf_main_view_toggle_sidebar (PfMainView *self);
/**
 * Returns: the name of the page at @position in the sidebar, NULL after the last: for
 * accelerators.
 */
const char *pf_main_view_get_page_name (guint position);
/** Returns: the page's name for people; NULL after the last. */
const char *pf_main_view_get_page_title (guint position);
gboolean pf_main_view_has_page (const char *name);

G_END_DECLS
