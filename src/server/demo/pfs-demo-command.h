/* SPDX-License-Identifier: GPL-3.0-or-later
 * The command `demo`: a demo town that needs nothing to be configured. */
#pragma once

#include "pfs-command.h"

G_BEGIN_DECLS

/** `demo --directory DIR`: lays the town where needed, serves it on loopback, says how to sign in.
 * Returns: the exit status. */
int pfs_command_demo (int argc, char **argv);

G_END_DECLS
