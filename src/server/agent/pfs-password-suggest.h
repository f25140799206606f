/* SPDX-License-Identifier: GPL-3.0-or-later
 * Passwords that a town hall hands out: hard to guess, easy to read over the telephone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Returns: (transfer full): a new random password with lower and upper case, digits and a sign,
 * about 51 bits. */
char *pfs_password_suggest (void);

G_END_DECLS
