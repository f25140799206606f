/* SPDX-License-Identifier: GPL-3.0-or-later
 * A password that is typed or piped in: in a command, everyone on the machine could read it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Reads a line of the standard input, unseen where it is a terminal. Returns: (transfer full)
 * (nullable): NULL where there is none. */
char *pfs_password_read (void);

G_END_DECLS
