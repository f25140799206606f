/* SPDX-License-Identifier: GPL-3.0-or-later
 * The help page of what is on the screen. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** PF_HELP_WELCOME: what the window shows without an account, as pf_help_get_id() calls it. */
#define PF_HELP_WELCOME "welcome"

/**
 * pf_help_get_id:
 * @shown: a page of the window, or the type's name of a window of its own
 *
 * Returns: (nullable): the help page about it, without its ending.
 */
const char *pf_help_get_id (const char *shown);
/**
 * pf_help_show:
 * @window: over which it says what went wrong
 * @id: (nullable): the help page; NULL for the first one
 *
 * Opens the help in the desktop's help viewer; says so where there is none.
 */
void pf_help_show (GtkWindow *window, const char *id);

G_END_DECLS
