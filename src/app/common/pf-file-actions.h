/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a page does with a file that the town has: open it, or save it where the family wants. What
 * is opened lies in a private temporary folder and goes with the program. */
#pragma once

#include <gtk/gtk.h>

#include "pf-session.h"

G_BEGIN_DECLS

/**
 * pf_file_actions_open:
 * @widget: what was pressed: presses count for nothing until the file is there; where that takes
 * long, it shows how much has come and lets the person cancel. Its window tells what went wrong
 *
 * Fetches @file and opens it with the program that the family uses for such files.
 */
void pf_file_actions_open (GtkWidget *widget, PfSession *session, const PfFileSource *file);
/** PfFileTaken: @widget: what was pressed; @name, @bytes: the file's, of the caller. */
typedef void (*PfFileTaken) (GtkWidget *widget, const char *name, GBytes *bytes);
/** The same, but hands the file to @taken, unless @widget is gone from its window by then. */
void pf_file_actions_take (GtkWidget *widget, PfSession *session, const PfFileSource *file,
                           PfFileTaken taken);
/** The same, but asks where to save it. */
void pf_file_actions_save (GtkWidget *widget, PfSession *session, const PfFileSource *file);

G_END_DECLS
