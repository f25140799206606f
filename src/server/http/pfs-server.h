/* SPDX-License-Identifier: GPL-3.0-or-later
 * The HTTP server: listens, finds the resource of each request and who asks, keeps the limits. */
#pragma once

#include <gio/gio.h>

#include "pfs-clock.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

typedef struct _PfsServer PfsServer;

/** @is_behind_proxy: a proxy of ours ends TLS and tells addresses in X-Forwarded-For. */
PfsServer *pfs_server_new (PfsStorage *storage, PfsClock *clock, gboolean is_behind_proxy);
/** Ends all connections. */
void pfs_server_free (PfsServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsServer, pfs_server_free)

/** @address: a numeric one. @port: 0 = any. @certificate: (nullable): NULL = plain HTTP. */
gboolean pfs_server_listen (PfsServer *self, const char *address, guint16 port,
                            GTlsCertificate *certificate, GError **error);
/** Returns: (transfer full): "http://127.0.0.1:8080", after listening. */
char *pfs_server_get_url (PfsServer *self);

G_END_DECLS
