/* SPDX-License-Identifier: GPL-3.0-or-later
 * The desk: the services and forms that a town offers, as its own file describes them. */
#pragma once

#include "pf-record-mail.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/** Keeps @services (element-type PfService) and @forms (element-type PfForm), in their order;
 * inside
 * a transaction. Returns: FALSE with @error: INVALID for a form that could not be filled in, or
 * whose purpose needs a field that it lacks. */
gboolean pfs_desk_put (PfsStorage *storage, GPtrArray *services, GPtrArray *forms, GError **error);

G_END_DECLS
