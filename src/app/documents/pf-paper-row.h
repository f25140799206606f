/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the town hands out, as a row with its two buttons. */
#pragma once

#include <adwaita.h>

#include "pf-record-papers.h"
#include "pf-session.h"

G_BEGIN_DECLS

#define PF_TYPE_PAPER_ROW (pf_paper_row_get_type ())
G_DECLARE_FINAL_TYPE (PfPaperRow, pf_paper_row, PF, PAPER_ROW, AdwActionRow)

GtkWidget *pf_paper_row_new (PfSession *session, PfPaper *paper);

G_END_DECLS
