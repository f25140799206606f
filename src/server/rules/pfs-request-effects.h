/* SPDX-License-Identifier: GPL-3.0-or-later
 * What requests do when an agent has decided on them. */
#pragma once

#include "pf-record-mail.h"
#include "pfs-storage-requests.h"

G_BEGIN_DECLS

/** PfsEffect: does what a request asks for, inside the agent's transaction. @words: (nullable): the
 * agent's. Returns: FALSE with @error, a sentence for a clerk: then nothing is decided. */
typedef gboolean (*PfsEffect) (PfsStorage *storage, const PfsPending *pending, const char *words,
                               PfMoment now, GError **error);

/** Runs what @pending's effect has for @state: nothing where there is no such row. */
gboolean pfs_request_effects_run (PfsStorage *storage, const PfsPending *pending,
                                  PfRequestState state, const char *words, PfMoment now,
                                  GError **error);
/** Returns: (transfer none) (nullable): the effect of a form's purpose. */
const char *pfs_request_effects_find (PfFormPurpose purpose);

/* The effects, each in the file of its part. */
gboolean pfs_absence_accept (PfsStorage *storage, const PfsPending *pending, const char *words,
                             PfMoment now, GError **error);

G_END_DECLS
