/* SPDX-License-Identifier: GPL-3.0-or-later
 * The legend: for every state its identifier, short name and the town's sentence. Colours live in
 * CSS, drawing in app. */
#pragma once

#include "pf-slot.h"

G_BEGIN_DECLS

/**
 * Returns: (transfer none): the identifier of @state in the protocol and in CSS: "booked",
 * "too-late".
 */
const char *pf_state_get_id (PfState state);
/** Returns: (transfer none): the short name in the user's language: "Réservé". */
const char *pf_state_get_name (PfState state);
/** Returns: (transfer none): the town's sentence in the user's language: "Vous pouvez réserver". */
const char *pf_state_get_sentence (PfState state);
/** Returns: (transfer none): why a slot is closed, in the user's language: "vacances", "férié". */
const char *pf_closure_get_name (PfClosure closure);

G_END_DECLS
