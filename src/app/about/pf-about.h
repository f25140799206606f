/* SPDX-License-Identifier: GPL-3.0-or-later
 * The window that says what the program is, who made it, under which licence, and what helps to
 * find a fault. */
#pragma once

#include "common/pf-hub.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Shows it over @parent; made anew each time, so that it says how things stand now. */
void pf_about_present (GtkWindow *parent, PfHub *hub);

G_END_DECLS
