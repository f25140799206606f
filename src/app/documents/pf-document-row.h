/* SPDX-License-Identifier: GPL-3.0-or-later
 * A line of the Documents page. */
#pragma once

#include <adwaita.h>

#include "pf-document-item.h"

G_BEGIN_DECLS

#define PF_TYPE_DOCUMENT_ROW (pf_document_row_get_type ())
G_DECLARE_FINAL_TYPE (PfDocumentRow, pf_document_row, PF, DOCUMENT_ROW, GtkListBoxRow)

GtkWidget *pf_document_row_new (PfDocumentItem *item);
PfDocumentItem *pf_document_row_get_item (PfDocumentRow *self);

G_END_DECLS
