/* SPDX-License-Identifier: GPL-3.0-or-later
 * Compares words by how many letters would have to be added, left out or exchanged. */
#include "config.h"

#include "pfs-nearest.h"

#include <string.h>

/* Longer words are no slips of the fingers. */
#define LONGEST 64

static guint
count_edits (const char *from, const char *to)
{
  gsize n = strlen (to);
  guint row[LONGEST + 1];

  for (gsize k = 0; k <= n; k++)
    row[k] = (guint) k;
  for (guint i = 0; from[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i + 1;
      for (gsize k = 1; k <= n; k++)
        {
          guint exchanged = diagonal + (from[i] != to[k - 1]);

          diagonal = row[k];
          row[k] = MIN (exchanged, MIN (row[k - 1], row[k]) + 1);
        }
    }
  return row[n];
}

const char *
pfs_nearest_find (const char *word, GPtrArray *names)
{
  gsize length = strlen (word);
  const char *nearest = NULL;
  /* A third of the letters may be wrong. */
  guint least = (guint) length / 3 + 1;

  g_return_val_if_fail (names != NULL, NULL);

  for (guint i = 0; length > 0 && length <= LONGEST && i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      guint edits = strlen (name) <= LONGEST ? count_edits (word, name) : G_MAXUINT;

      if (edits <= least && (nearest == NULL || edits < least))
        {
          nearest = name;
          least = edits;
        }
    }
  return nearest;
}
