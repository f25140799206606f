/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pages of changes as a large family gets them: to weigh and to time. */
#pragma once

#include "pf-changes.h"

G_BEGIN_DECLS

/** Returns: (transfer full): six children's three school years, about 31 000 slots. */
PfChanges *make_first_sync (guint *n_slots);
/** Returns: (transfer full): the month sheet that one day's change sends. */
PfChanges *make_one_day (void);

G_END_DECLS
