/* SPDX-License-Identifier: GPL-3.0-or-later
 * One thing that was found, as a row that opens it. */
#pragma once

#include <adwaita.h>

#include "pf-search-result.h"

G_BEGIN_DECLS

#define PF_TYPE_SEARCH_ROW (pf_search_row_get_type ())
G_DECLARE_FINAL_TYPE (PfSearchRow, pf_search_row, PF, SEARCH_ROW, AdwActionRow)

GtkWidget *pf_search_row_new (const PfSearchResult *result);
PfSearchKind pf_search_row_get_kind (PfSearchRow *self);
/** Opens what was found, in the row's window. */
void pf_search_row_open (PfSearchRow *self);

G_END_DECLS
