/* SPDX-License-Identifier: GPL-3.0-or-later
 * The menus of a file of rows and columns: one row a dish, as the French standard has them, or one
 * row a day with its courses side by side. It reads; nothing here writes. */
#pragma once

#include "pf-record-news.h"
#include "pfs-csv.h"
#include "pfs-import-report.h"

G_BEGIN_DECLS

/** PfsMenuSites: whose menus they are. */
typedef struct {
  const char *only; /* (nullable): all of the file are of this site */
  GPtrArray *known; /* (element-type PfSite): else the site named like the restaurant */
} PfsMenuSites;

/** A PfsCsvIsHeader: the names of the columns of a file of menus. */
gboolean pfs_menu_file_is_header (GPtrArray *cells);

/**
 * pfs_menu_file_read:
 *
 * Every dish is counted in @report (PFS_TALLY_DISHES) as taken or as left and why.
 *
 * Returns: (transfer full) (element-type PfMenu): one for each site and day, in the file's order;
 * NULL with a sentence for a clerk in @error where the file has no menus at all.
 */
GPtrArray *pfs_menu_file_read (PfsCsv *csv, const PfsMenuSites *sites, PfsImportReport *report,
                               GError **error);

G_END_DECLS
