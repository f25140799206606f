/* SPDX-License-Identifier: GPL-3.0-or-later
 * The open event streams: tells each household its new state, whichever process changed it. */
#pragma once

#include "pfs-request.h"

G_BEGIN_DECLS

PfsEvents *pfs_events_new (PfsStorage *storage, PfsClock *clock);
/** Ends all streams. */
void pfs_events_free (PfsEvents *self);

/** Turns @request into a stream. @last_state: (nullable): the state that the client knows. */
gboolean pfs_events_add (PfsEvents *self, PfsRequest *request, const char *last_state,
                         GError **error);

G_END_DECLS
