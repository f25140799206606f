/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether the program runs in a sandbox of Flatpak's, where the desktop does some things for it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pf_sandbox_is_on (void);

G_END_DECLS
