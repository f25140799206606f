/* SPDX-License-Identifier: GPL-3.0-or-later
 * What helps whoever looks for a fault, and may be shown to anybody: how the program is made and
 * how it fares, never who uses it, where, or for whom. */
#pragma once

#include "common/pf-hub.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Returns: (transfer full): a text of several lines, in the language of the program.
 * @widget: (nullable): one that is drawn */
char *pf_troubleshooting_describe (PfHub *hub, GtkWidget *widget);

G_END_DECLS
