/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long to wait before trying again: a pure function. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PF_BACKOFF_FIRST_MS 2000
#define PF_BACKOFF_LONGEST_MS (15 * 60 * 1000)
#define PF_BACKOFF_LONGEST_ASKED_MS (24 * 60 * 60 * 1000)

/**
 * pf_backoff_get_delay:
 * @attempt: how many tries in a row have failed, from 1
 * @retry_after: seconds the town asked to wait, -1 if it did not say
 * @random: evenly spread in 0 ≤ random < 1
 *
 * Doubles from PF_BACKOFF_FIRST_MS up to PF_BACKOFF_LONGEST_MS, of which half is fixed and half is
 * random, so that the phones of a town do not come back together. Never before @retry_after (of
 * which a day is believed), and up to a quarter later.
 *
 * Returns: milliseconds.
 */
guint pf_backoff_get_delay (guint attempt, int retry_after, double random);

G_END_DECLS
