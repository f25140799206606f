/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an activity demands before a child may be enrolled or booked, as far as this device knows,
 * and the page where each thing is mended. */
#pragma once

#include "pf-session.h"

G_BEGIN_DECLS

/** PfMending: what is missing, and the way to mend it. Its strings are to be translated. */
typedef struct {
  const char *text;
  const char *button;
  const char *page;
} PfMending;

#define PF_N_DEMANDS 3 /* bits of PfDemand */

/** Returns: a mask of #PfDemand: what @child, an id, still needs for @activity. */
guint pf_demands_get_unmet (PfSession *session, PfActivity *activity, const char *child);
/** Returns: how what the bit @bit of #PfDemand stands for is mended. */
const PfMending *pf_demands_get_mending (guint bit);
/** Returns: (nullable): how the first thing that keeps @child from being booked for @activity is
 * mended; also what keeps the whole household from it. */
const PfMending *pf_demands_find_mending (PfSession *session, PfActivity *activity,
                                          const char *child);

G_END_DECLS
