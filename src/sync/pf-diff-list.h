/* SPDX-License-Identifier: GPL-3.0-or-later
 * A GListModel that is always given its whole content anew, and tells in one "items-changed" what
 * part of it is not as before. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PF_TYPE_DIFF_LIST (pf_diff_list_get_type ())
G_DECLARE_FINAL_TYPE (PfDiffList, pf_diff_list, PF, DIFF_LIST, GObject)

PfDiffList *pf_diff_list_new (GType item_type);
/**
 * pf_diff_list_take:
 * @items: (transfer full) (element-type GObject): owns its elements; objects that are in the list
 * already count as unchanged
 * @changed: (nullable): those of @items that are the same objects but show something else (a set of
 * pointers)
 */
void pf_diff_list_take (PfDiffList *self, GPtrArray *items, GHashTable *changed);
/** Returns: (transfer none) (element-type GObject): what is in the list. */
GPtrArray *pf_diff_list_get_items (PfDiffList *self);

G_END_DECLS
