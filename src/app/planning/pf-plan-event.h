/* SPDX-License-Identifier: GPL-3.0-or-later
 * A slot of the plan as other programs' calendars show it. */
#pragma once

#include "common/pf-hub.h"
#include "pf-agenda.h"

G_BEGIN_DECLS

/** PF_PLAN_EVENT_MONTHS: so many months are told of, from last month on. */
#define PF_PLAN_EVENT_MONTHS 14

/** Returns: the first day that calendars are told of on @today. */
PfDay pf_plan_event_get_first (PfDay today);
/** Returns: the last one. */
PfDay pf_plan_event_get_last (PfDay today);
/**
 * pf_plan_event_new:
 * @item: of a session
 * @town: the address of the session's town, for an identifier that is no other town's
 * @zone: in which the event's times are told
 * @tells_changes: also of what the family has decided and the town not answered yet: what is to be
 *   booked is not sure, and the text says how far it has come
 *
 * Of health it tells nothing.
 *
 * Returns: (transfer full) (nullable): NULL for what no calendar has to know: nothing is held, and
 * nothing was.
 */
PfAgendaEvent *pf_plan_event_new (PfPlanItem *item, const char *town, GTimeZone *zone,
                                  gboolean tells_changes);

G_END_DECLS
