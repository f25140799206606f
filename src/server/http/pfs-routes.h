/* SPDX-License-Identifier: GPL-3.0-or-later
 * The server's addresses: one table of what answers what. */
#pragma once

#include "pfs-request.h"

G_BEGIN_DECLS

typedef enum {
  PFS_ROUTE_OPEN = 0,
  PFS_ROUTE_SESSION = 1 << 0,     /* for who is signed in */
  PFS_ROUTE_JSON = 1 << 1,        /* takes JSON */
  PFS_ROUTE_FILE = 1 << 2,        /* takes any bytes, as many as an upload may have */
  PFS_ROUTE_STREAM = 1 << 3,      /* never ends: it has no HEAD */
  PFS_ROUTE_PROVISIONAL = 1 << 4, /* also for who has still to choose a password */
} PfsRouteFlags;

/** PfsRoute: one row. A segment "{…}" of @path stands for any one: the first is the request's
 * `target`, the second its `part`. */
typedef struct {
  const char *path;
  const char *method;
  PfsRouteFlags flags;
  void (*handle) (PfsRequest *request);
} PfsRoute;

/** Returns: the whole table. */
const PfsRoute *pfs_routes_get_all (gsize *n_routes);
/** Returns: (nullable): what answers @method at @path. */
const PfsRoute *pfs_routes_find (const char *method, const char *path);
/** Returns: (transfer full): the methods that @path answers, as the Allow header lists them; NULL
 * where there is nothing at all. */
char *pfs_routes_list_methods (const char *path);
/** Sets @target and @part (both (out) (nullable)) from the segments of @path, which @route answers.
 */
void pfs_route_read_path (const PfsRoute *route, const char *path, char **target, char **part);
/** Returns: the largest body that @route (nullable) takes, in bytes. */
goffset pfs_route_get_limit (const PfsRoute *route);

G_END_DECLS
