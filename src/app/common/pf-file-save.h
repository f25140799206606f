/* SPDX-License-Identifier: GPL-3.0-or-later
 * Saving bytes where the family wants them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Asks where to save @bytes, by the portal where there is one, and proposes @name; the window of
 * @widget tells what came of it. */
void pf_file_save (GtkWidget *widget, GBytes *bytes, const char *name);

G_END_DECLS
