/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application's actions that notifications name: they open the window at one thing, even where
 * the program has only just been started for it. */
#pragma once

#include <gtk/gtk.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_OPEN_PAGE "page"

/**
 * pf_open_actions_add:
 *
 * Adds "open" (an account's id, a collection's name, an id; or PF_OPEN_PAGE and a page's name) and
 * "open-days" (an account's id, a child's, an activity's, a day).
 */
void pf_open_actions_add (GtkApplication *application, PfHub *hub);

G_END_DECLS
