/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks SQLite and the disk. */
#include "config.h"

#include "pf-store-facts.h"

#include <glib/gstdio.h>

#include "pf-cache.h"

const char *
pf_store_get_library_version (void)
{
  return sqlite3_libversion ();
}

guint64
pf_store_measure_cache (const char *folder)
{
  static const char *const parts[] = { "", "-wal" };
  g_autofree char *path = pf_cache_make_path (folder);
  guint64 bytes = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = g_strconcat (path, parts[i], NULL);
      GStatBuf status;

      if (g_stat (part, &status) == 0)
        bytes += (guint64) status.st_size;
    }
  return bytes;
}
