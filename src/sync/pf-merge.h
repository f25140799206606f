/* SPDX-License-Identifier: GPL-3.0-or-later
 * Merging: the town's facts of a slot plus what the family decided about it, as pure functions. */
#pragma once

#include "pf-plan-item.h"

G_BEGIN_DECLS

/**
 * pf_merge_slot:
 * @intent: (nullable): the family's last change to the slot
 * @slot: (out): what to show
 *
 * - no intent, or one that the town granted: the facts, no mark (the answer wrote the facts);
 * - a draft: the facts with the action applied now, PF_MARK_DRAFT; where it is possible no more (a
 * deadline passed, the list filled up, another guardian was faster) the facts and PF_MARK_REFUSED,
 * while it stays in the basket until the family removes it;
 * - queued: the facts with the action applied as of the moment it was decided, because only the
 * town may judge it now, PF_MARK_QUEUED; the facts alone if they already hold it;
 * - refused and not seen: the facts, PF_MARK_REFUSED.
 *
 * Returns: the mark.
 */
PfMark pf_merge_slot (const PfSlot *facts, PfIntent *intent, GTimeZone *zone, PfMoment now,
                      PfSlot *slot);
/** Returns: why @action cannot be done on @facts now; PF_REFUSAL_NONE where it can. */
PfRefusal pf_merge_get_refusal (const PfSlot *facts, PfAction action, PfMoment now, PfDay today);

G_END_DECLS
