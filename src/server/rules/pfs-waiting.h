/* SPDX-License-Identifier: GPL-3.0-or-later
 * The waiting list of a slot. */
#pragma once

#include "pfs-storage.h"

G_BEGIN_DECLS

/**
 * Gives the places left on a slot to those who wait, in their order, at the price in time of the
 * moment they asked. A day that is past or closed gives nothing.
 */
gboolean pfs_waiting_move_up (PfsStorage *storage, const char *activity, const char *unit,
                              PfDay day, PfDay today, GError **error);

G_END_DECLS
