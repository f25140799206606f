/* SPDX-License-Identifier: GPL-3.0-or-later
 * The town's clock. */
#include "config.h"

#include "pfs-clock.h"

struct _PfsClock {
  char *path;    /* (nullable) */
  PfMoment last; /* read from the file, PF_MOMENT_NONE before that */
};

PfsClock *
pfs_clock_new (const char *path)
{
  PfsClock *clock = g_new0 (PfsClock, 1);

  clock->path = g_strdup (path);
  clock->last = PF_MOMENT_NONE;
  return clock;
}

void
pfs_clock_free (PfsClock *clock)
{
  g_free (clock->path);
  g_free (clock);
}

PfMoment
pfs_clock_get_now (PfsClock *clock)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (clock != NULL, PF_MOMENT_NONE);

  if (clock->path != NULL && g_file_get_contents (clock->path, &text, NULL, NULL))
    {
      PfMoment moment = pf_moment_parse (g_strstrip (text));

      if (moment != PF_MOMENT_NONE)
        clock->last = moment;
    }
  return clock->last != PF_MOMENT_NONE ? clock->last : g_get_real_time () / G_USEC_PER_SEC;
}
