/* SPDX-License-Identifier: GPL-3.0-or-later
 * The town's records in memory, but for the sheets: lists to show, in their order, and finding one
 * by its id. */
#pragma once

#include "pf-diff-list.h"
#include "pf-store.h"

G_BEGIN_DECLS

#define PF_TYPE_CATALOG (pf_catalog_get_type ())
G_DECLARE_FINAL_TYPE (PfCatalog, pf_catalog, PF, CATALOG, GObject)

PfCatalog *pf_catalog_new (void);
/** Takes the records of @news; those that say the same as before stay the same objects. Returns: a
 * mask of 1 << PfCollection of what changed. */
guint pf_catalog_update (PfCatalog *self, const PfStoreNews *news);
/** Makes @object, a record or anything else that is shown with them, known as this catalog's. */
void pf_catalog_adopt (PfCatalog *self, gpointer object);
/** Returns: whether @object came from this catalog, even if it is gone from it by now. */
gboolean pf_catalog_owns (PfCatalog *self, gpointer object);
/** Returns: (transfer none): children by birth, activities, guardians and sites by name, enrolments
 * by period. */
GListModel *pf_catalog_get_list (PfCatalog *self, PfCollection collection);
/** Returns: (transfer none) (nullable): the record; @position (nullable) gets its place in the
 * list. */
gpointer pf_catalog_find (PfCatalog *self, PfCollection collection, const char *id,
                          guint *position);
/** Returns: (transfer none) (nullable): the only record of TOWN or HOUSEHOLD. */
gpointer pf_catalog_get_single (PfCatalog *self, PfCollection collection);

G_END_DECLS
