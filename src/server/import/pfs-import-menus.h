/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bringing the menus of a file into the town: those of the file's days are replaced, all or
 * none. */
#pragma once

#include "pfs-import-report.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/**
 * pfs_import_menus:
 * @site: (nullable): whose menus they are; NULL = of the sites named like the file's restaurants
 *
 * In a transaction of its own. A file that holds no menu, or is no such file, changes nothing.
 *
 * Returns: FALSE with a sentence for a clerk in @error.
 */
gboolean pfs_import_menus (PfsStorage *storage, const char *path, const char *site, PfMoment now,
                           PfsImportReport *report, GError **error);

G_END_DECLS
