/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of what the town tells everybody: news and menus. */
#pragma once

#include "pf-record-news.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** PFS_NEWS_FIRST_FILE: a news item's pictures are its attachments numbered below this one, its
 * other files those from it on. */
#define PFS_NEWS_FIRST_FILE 100

/** Adds or replaces a news item; its pictures and files are attached by themselves. */
gboolean pfs_storage_put_news (PfsStorage *self, PfNews *news, GError **error);
/** Removes a news item with its pictures and files. */
gboolean pfs_storage_remove_news (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full): with its pictures and files; NULL with @error. */
PfNews *pfs_storage_load_news (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full) (element-type PfNews): newest first, without pictures and files. */
GPtrArray *pfs_storage_list_news (PfsStorage *self, GError **error);

/** Adds or replaces the menu of a site (none = of all canteens) and a day. */
gboolean pfs_storage_put_menu (PfsStorage *self, PfMenu *menu, GError **error);
gboolean pfs_storage_remove_menu (PfsStorage *self, const char *id, GError **error);
/** Returns: (transfer full): NULL with @error. */
PfMenu *pfs_storage_load_menu (PfsStorage *self, const char *id, GError **error);
/** @site: (nullable): NULL = of every site and of all canteens, "" = of all canteens. Returns:
 * (transfer full) (element-type PfMenu): by day, then site. */
GPtrArray *pfs_storage_list_menus (PfsStorage *self, const char *site, PfDay first, PfDay last,
                                   GError **error);

G_END_DECLS
