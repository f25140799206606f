/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file that the town has: its name and size, to open or to save. */
#pragma once

#include <gtk/gtk.h>

#include "pf-file.h"
#include "pf-session.h"

G_BEGIN_DECLS

/** @owner, @id: what it is attached to; see #PfFileOf. Returns: a line with its buttons. */
GtkWidget *pf_file_row_new (PfSession *session, PfFileOf owner, const char *id, const PfFile *file);

G_END_DECLS
