/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a slot looks like with the family's change on it. No state, no I/O. */
#include "config.h"

#include "pf-merge.h"

PfMark
pf_merge_slot (const PfSlot *facts, PfIntent *intent, GTimeZone *zone, PfMoment now, PfSlot *slot)
{
  *slot = *facts;
  if (intent == NULL)
    return PF_MARK_NONE;

  switch (intent->state)
    {
    case PF_INTENT_DRAFT:
      return pf_slot_apply (slot, intent->line->action, now, pf_moment_get_day (now, zone))
                 ? PF_MARK_DRAFT
                 : PF_MARK_REFUSED;
    case PF_INTENT_QUEUED:
      pf_slot_apply (slot, intent->line->action, intent->decided_at,
                     pf_moment_get_day (intent->decided_at, zone));
      return PF_MARK_QUEUED;
    case PF_INTENT_SETTLED:
      return pf_intent_is_refused (intent) ? PF_MARK_REFUSED : PF_MARK_NONE;
    default:
      g_assert_not_reached ();
    }
}

PfRefusal
pf_merge_get_refusal (const PfSlot *facts, PfAction action, PfMoment now, PfDay today)
{
  PfSlot slot = *facts;
  gboolean is_held = pf_booking_is_held (facts->booking);

  if (pf_slot_apply (&slot, action, now, today))
    return PF_REFUSAL_NONE;
  if (facts->closure != PF_CLOSURE_NONE)
    return PF_REFUSAL_CLOSED;
  if (is_held != (action == PF_ACTION_CANCEL))
    return is_held ? PF_REFUSAL_ALREADY_HELD : PF_REFUSAL_NOT_HELD;
  switch (pf_slot_get_state (facts, now, today))
    {
    case PF_STATE_TOO_EARLY:
      return PF_REFUSAL_TOO_EARLY;
    case PF_STATE_FULL:
      return PF_REFUSAL_FULL;
    default:
      return PF_REFUSAL_TOO_LATE;
    }
}
