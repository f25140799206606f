/* SPDX-License-Identifier: GPL-3.0-or-later
 * All papers of all towns as one live list of #PfDocumentItem: what is asked for first, then what
 * was sent of the family's own accord. */
#pragma once

#include "common/pf-hub.h"
#include "pf-document-item.h"

G_BEGIN_DECLS

/** PfDocumentList: a GListModel of #PfDocumentItem. An item stays the same object as long as
 * nothing about it changes. */
#define PF_TYPE_DOCUMENT_LIST (pf_document_list_get_type ())
G_DECLARE_FINAL_TYPE (PfDocumentList, pf_document_list, PF, DOCUMENT_LIST, GObject)

PfDocumentList *pf_document_list_new (PfHub *hub);
/** Returns: (transfer full) (nullable): the present line of @item's paper. */
PfDocumentItem *pf_document_list_find (PfDocumentList *self, PfDocumentItem *item);
/** Derives all states again: a day has passed, or something is on its way. */
void pf_document_list_update (PfDocumentList *self);
/** Returns: (transfer full) (element-type PfDocument): what was sent for @item's paper, newest
 * first. */
GPtrArray *pf_document_list_get_history (PfDocumentList *self, PfDocumentItem *item);
/** Returns: (transfer full) (element-type PfDocument): what may be sent again at @item's town,
 * newest first, each file once. */
GPtrArray *pf_document_list_get_reusable (PfDocumentList *self, PfDocumentItem *item);

G_END_DECLS
