/* SPDX-License-Identifier: GPL-3.0-or-later
 * A rule's refusal as an error. */
#include "config.h"

#include "pfs-forbid.h"

#include "pfs-storage.h"

gboolean
pfs_forbid (GError **error, const char *sentence)
{
  if (sentence == NULL)
    return TRUE;
  g_set_error_literal (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID, sentence);
  return FALSE;
}
