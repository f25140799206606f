/* SPDX-License-Identifier: GPL-3.0-or-later
 * One paper: what the town asks for, where it stands, what was sent so far, and sending it. */
#pragma once

#include <adwaita.h>

#include "pf-document-list.h"

G_BEGIN_DECLS

#define PF_TYPE_DOCUMENT_DIALOG (pf_document_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PfDocumentDialog, pf_document_dialog, PF, DOCUMENT_DIALOG, AdwWindow)

/** @item: one of @list, or a new one. */
GtkWidget *pf_document_dialog_new (GtkWindow *parent, PfDocumentList *list, PfDocumentItem *item);

G_END_DECLS
