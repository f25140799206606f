/* SPDX-License-Identifier: GPL-3.0-or-later
 * The command `import`. */
#pragma once

#include "pfs-command.h"

G_BEGIN_DECLS

/** `import noethys|menus|holidays FILE --database FILE`. Returns: the exit status. */
int pfs_command_import (int argc, char **argv);

G_END_DECLS
