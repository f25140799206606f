/* SPDX-License-Identifier: GPL-3.0-or-later
 * The part of a paper's dialog that sends it: files, or a paper sent before; kept as a draft from
 * the first file on, then queued, watched and called back. */
#pragma once

#include <adwaita.h>

#include "pf-document-list.h"

G_BEGIN_DECLS

#define PF_TYPE_DOCUMENT_SENDER (pf_document_sender_get_type ())
G_DECLARE_FINAL_TYPE (PfDocumentSender, pf_document_sender, PF, DOCUMENT_SENDER, GtkWidget)

/**
 * PfDocumentSender: stands in the dialog's template.
 *
 * Signals: "sent" (): it is durable, and leaves by itself.
 */

/** Shows what can be sent for @item; an item without requirement, document and submission is a new
 * paper of the family's own accord. Called again with the present item, it follows. */
void pf_document_sender_set_item (PfDocumentSender *self, PfDocumentList *list,
                                  PfDocumentItem *item);
/** Adds what the clipboard holds. */
void pf_document_sender_paste (PfDocumentSender *self);
/** Accepts drops anywhere on @widget. */
void pf_document_sender_accept_drops (PfDocumentSender *self, GtkWidget *widget);

G_END_DECLS
