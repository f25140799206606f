/* SPDX-License-Identifier: GPL-3.0-or-later
 * Bringing the school holidays of an iCalendar file, as the ministry publishes them, into the
 * town. */
#pragma once

#include "pfs-import-report.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/**
 * pfs_import_holidays:
 * @zone: (nullable): "A", "B" or "C"; NULL = the town's, or all that the file holds where the town
 * has none
 *
 * In a transaction of its own. The holidays that the town has between the first and the last day of
 * the file's are replaced, others stay; a file that holds none, or is no calendar, changes nothing.
 *
 * Returns: FALSE with a sentence for a clerk in @error.
 */
gboolean pfs_import_holidays (PfsStorage *storage, const char *path, const char *zone, PfMoment now,
                              PfsImportReport *report, GError **error);

G_END_DECLS
