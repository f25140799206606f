/* SPDX-License-Identifier: GPL-3.0-or-later
 * Exponential back-off with jitter. No clock, no state. */
#include "config.h"

#include "pf-backoff.h"

guint
pf_backoff_get_delay (guint attempt, int retry_after, double random)
{
  double longest = PF_BACKOFF_FIRST_MS,
         asked = MIN (retry_after * 1000.0, PF_BACKOFF_LONGEST_ASKED_MS);

  for (guint i = 1; i < attempt && longest < PF_BACKOFF_LONGEST_MS; i++)
    longest *= 2;
  longest = MIN (longest, PF_BACKOFF_LONGEST_MS);
  if (retry_after < 0 || asked < longest / 2)
    return (guint) (longest / 2 + longest / 2 * random);
  return (guint) (asked + asked / 4 * random);
}
