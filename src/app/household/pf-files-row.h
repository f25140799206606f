/* SPDX-License-Identifier: GPL-3.0-or-later
 * The switch that says whether the town's files stay on this computer. */
#pragma once

#include <adwaita.h>

#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_FILES_ROW (pf_files_row_get_type ())
G_DECLARE_FINAL_TYPE (PfFilesRow, pf_files_row, PF, FILES_ROW, AdwActionRow)

/** Returns: (transfer floating): the row, of the account of @session. */
GtkWidget *pf_files_row_new (PfSession *session);

G_END_DECLS
