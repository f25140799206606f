/* SPDX-License-Identifier: GPL-3.0-or-later
 * Error codes, refusals and notices as sentences that a parent understands. The only place that
 * words them. */
#pragma once

#include <gio/gio.h>

#include "pf-batch.h"
#include "pf-check.h"
#include "pf-store.h"

G_BEGIN_DECLS

/** Returns: (transfer full): what happened and what to do, for any error of the layers below. */
char *pf_error_text (const GError *error);
/**
 * Returns: (transfer full): why the town refused a line; its own words follow where it gave some.
 */
char *pf_error_text_for_refusal (PfRefusal refusal, const char *detail);
/**
 * Returns: (transfer full): the town's answer to a line in words: "Booked", "On the waiting list,
 * number 3", "Refused: …".
 * @currency: the town's, to name a surcharge.
 */
char *pf_error_text_for_outcome (const PfOutcome *outcome, const char *currency);
/** Returns: (transfer full) (nullable): what is wrong with a text that was typed; NULL: nothing. */
char *pf_error_text_for_check (PfCheck check);
/**
 * Returns: (transfer full) (nullable): what opening the store had to do; NULL where there is
 * nothing to tell.
 */
char *pf_error_text_for_notice (PfStoreNotice notices);

G_END_DECLS
