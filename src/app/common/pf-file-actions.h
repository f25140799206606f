/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a page does with a file that the town has: open it, or save it where the family wants. What
 * is opened lies in a private temporary folder and goes with the program. */
#pragma once

#include <gtk/gtk.h>

#include "pf-session.h"

G_BEGIN_DECLS

/**
 * pf_file_actions_open:
 * @widget: what was pressed: insensitive until the file is there, and whose window tells what went
 * wrong
 * @part: (nullable): see #PfFileOf
 * @name: how the file is named where the town says nothing
 *
 * Fetches the file and opens it with the program that the family uses for such files.
 */
void pf_file_actions_open (GtkWidget *widget, PfSession *session, PfFileOf owner, const char *id,
                           const char *part, const char *name);
/** The same, but asks where to save it. */
void pf_file_actions_save (GtkWidget *widget, PfSession *session, PfFileOf owner, const char *id,
                           const char *part, const char *name);

G_END_DECLS
