/* SPDX-License-Identifier: GPL-3.0-or-later
 * A calendar file of each town that stays up to date, for calendars that follow it. It needs no
 * window. */
#pragma once

#include "common/pf-hub.h"

G_BEGIN_DECLS

/**
 * PfPlanFollower: while the family wants it, each town's plan lies in its account's folder as an
 * iCalendar file that nobody else can read, written anew a moment after the plan, the basket, the
 * menus or the day have changed; only what changed is told as changed. It goes when it is switched
 * off, and with its account.
 *
 * Property: "active" (gboolean), which outlasts the run. Signal: "written" (PfAccount): its file is
 * up to date.
 */
#define PF_TYPE_PLAN_FOLLOWER (pf_plan_follower_get_type ())
G_DECLARE_FINAL_TYPE (PfPlanFollower, pf_plan_follower, PF, PLAN_FOLLOWER, GObject)

/** Returns: (transfer none): that of @hub; the first call begins what is switched on. */
PfPlanFollower *pf_plan_follower_get (PfHub *hub);
gboolean pf_plan_follower_get_active (PfPlanFollower *self);
void pf_plan_follower_set_active (PfPlanFollower *self, gboolean active);
/** Returns: (transfer full): where the file of @account is, or would be. */
char *pf_plan_follower_get_path (PfAccount *account);

G_END_DECLS
