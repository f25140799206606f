/* SPDX-License-Identifier: GPL-3.0-or-later
 * The connections that families' apps keep open between two requests. The library (until 3.4) never
 * closes one that its client has closed meanwhile, and none at all for being idle: a town would run
 * out of descriptors within days. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct _PfsConnections PfsConnections;

/** Looks after the connections of @soup, which outlives it. */
PfsConnections *pfs_connections_new (SoupServer *soup);
void pfs_connections_free (PfsConnections *connections);

G_END_DECLS
