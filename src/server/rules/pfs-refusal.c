/* SPDX-License-Identifier: GPL-3.0-or-later
 * Why the town does not take what a family wrote. */
#include "config.h"

#include "pfs-refusal.h"

void
pfs_refusal_clear (PfsRefusal *refusal)
{
  refusal->type = PF_PROBLEM_OTHER;
  g_clear_pointer (&refusal->detail, g_free);
  g_clear_pointer (&refusal->pointer, g_free);
}

gboolean
pfs_refusal_set (PfsRefusal *refusal, PfProblemType type, char *detail, const char *pointer)
{
  pfs_refusal_clear (refusal);
  refusal->type = type;
  refusal->detail = detail;
  refusal->pointer = g_strdup (pointer);
  return FALSE;
}

gboolean
pfs_refusal_say (PfsRefusal   *refusal,
                 PfProblemType type,
                 const char   *french,
                 const char   *english,
                 const char   *pointer)
{
  return pfs_refusal_set (refusal, type,
                          g_strdup (pfs_language_say (refusal->language, french, english)),
                          pointer);
}
