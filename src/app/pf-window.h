/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window: a sidebar of pages that folds, each page built when it is first shown; or the
 * welcome page where there is no account. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_WINDOW (pf_window_get_type ())
G_DECLARE_FINAL_TYPE (PfWindow, pf_window, PF, WINDOW, AdwApplicationWindow)

/** PfWindow: actions "page" (name), "undo", "search", "shortcuts", "show-sidebar". */
PfWindow *pf_window_new (AdwApplication *application, PfHub *hub);
/** Returns: (nullable): the window that @window (nullable) is, or is over. */
PfWindow *pf_window_find (GtkWindow *window);
/** @page: "home", "planning" or "basket". */
void pf_window_show_page (PfWindow *self, const char *page);
/** Returns: (nullable): the name of the page on the screen, or PF_HELP_WELCOME. */
const char *pf_window_get_shown (PfWindow *self);
/** Opens the page of @collection at the thing with @id; see pf_main_view_open(). */
void pf_window_open (PfWindow *self, PfSession *session, PfCollection collection, const char *id);
/** Opens Planning at @first, for @child and @activity where they are not NULL. */
void pf_window_show_days (PfWindow *self, PfDay first, PfChild *child, PfActivity *activity);
/** Opens the legend, in Planning. */
void pf_window_show_legend (PfWindow *self);
/** Opens the search. @text: (nullable): looked for at once */
void pf_window_search (PfWindow *self, const char *text);
/** Leaves the welcome page for Planning, now that there is an account. */
void pf_window_enter (PfWindow *self);
/** Goes on with the link of a town's mail, "portail-famille:code?…". */
void pf_window_open_link (PfWindow *self, const char *link);
/** Starts the demo town and signs in to it. */
void pf_window_try_demo (PfWindow *self);
/**
 * Shows @text for a moment; with a @button_label, its button activates @action
 * ("win.page::basket").
 */
void pf_window_add_toast (PfWindow *self, const char *text, const char *button_label,
                          const char *action);

G_END_DECLS
