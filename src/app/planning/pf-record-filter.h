/* SPDX-License-Identifier: GPL-3.0-or-later
 * Choosing one child or one activity of a list: keys that outlive a sync, which brings new
 * records for the same things, and the menu. */
#pragma once

#include <gtk/gtk.h>

#include "pf-record.h"

G_BEGIN_DECLS

/** Returns: (transfer full): what names @record, a #PfChild or a #PfActivity; the same child
 * has one key at two towns. */
char *pf_record_filter_make_key (gpointer record);
/**
 * pf_record_filter_find:
 * @records: a GListModel of children or of activities
 * @n_keys: (out): how many different ones there are
 *
 * Returns: (transfer none) (nullable): the first with @key.
 */
gpointer pf_record_filter_find (GListModel *records, const char *key, guint *n_keys);
/**
 * Gives @button a menu of @records, each once, under @all; its items set @action to their key,
 * "" for all.
 */
void pf_record_filter_create_menu (GtkMenuButton *button, GListModel *records, const char *action,
                                   const char *all);

G_END_DECLS
