/* SPDX-License-Identifier: GPL-3.0-or-later
 * The town's clock: the machine's, or, in tests, a file that holds an RFC 3339 moment. */
#pragma once

#include "pf-moment.h"

G_BEGIN_DECLS

/** PfsClock: immutable. */
typedef struct _PfsClock PfsClock;

/** @path: (nullable): a file read anew at each use; time stands still between its changes. */
PfsClock *pfs_clock_new (const char *path);
void pfs_clock_free (PfsClock *clock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsClock, pfs_clock_free)

/** Returns: the town's present moment; the last one read where the file cannot be read just now,
 * the machine's if none ever was. */
PfMoment pfs_clock_get_now (PfsClock *clock);

G_END_DECLS
