/* SPDX-License-Identifier: GPL-3.0-or-later
 * A slot in words: for screen readers, for the day's card, for buttons. All strings are in the
 * user's language. */
#pragma once

#include "pf-plan-index.h"

G_BEGIN_DECLS

/** Returns: (transfer none): what is booked: the activity's name, the unit's where the
 * activity has several. */
const char *pf_slot_text_unit (PfPlanItem *item);
/** Returns: (transfer full): the same, with the town where @names_town: "Canteen, Castelnau". */
char *pf_slot_text_what (PfPlanItem *item, gboolean names_town);
/** Returns: (transfer full): "Léna, canteen: booked, can be cancelled until Tuesday 25 August,
 * 23:59". */
char *pf_slot_text_describe (const PfPlanSlot *slot, PfMoment now, PfDay today);
/** Returns: (transfer full) (nullable): "Can be cancelled until Tuesday 27 October, 23:59, 3
 * days left", "The deadline was Tuesday 27 October, 23:59". */
char *pf_slot_text_deadline (const PfPlanSlot *slot, PfMoment now, PfDay today);
/** Returns: (transfer full) (nullable): what comes after the deadline: "Then €1.50 more until
 * …", "Then no longer". */
char *pf_slot_text_after (const PfPlanSlot *slot, PfMoment now, PfDay today);
/** Returns: (transfer full) (nullable): places left, rank, approval, the closure's reason:
 * what else there is to know. */
char *pf_slot_text_facts (const PfPlanSlot *slot);
/** Returns: (transfer full) (nullable): that the change is not sent, on its way, or why it was
 * refused. */
char *pf_slot_text_mark (const PfPlanSlot *slot, PfMoment now);
/** Returns: (transfer full) (nullable): what is wrong with the day's bookings together: "Booked
 * twice from 12:00 to 13:30: also Canteen". */
char *pf_slot_text_warning (const PfPlanSlot *slot);
/** Returns: (transfer full) (nullable): the price, or what was charged; "€2.50 if granted" of what
 * the town has not given yet. The Basket says the same. */
char *pf_slot_text_price (const PfPlanSlot *slot);
/** Returns: (transfer full) (nullable): what the button does: "Book", "Book late (+€1.50)",
 * "Join the waiting list", "Undo". */
char *pf_slot_text_action (const PfPlanSlot *slot);

G_END_DECLS
