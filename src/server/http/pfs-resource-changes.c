/* SPDX-License-Identifier: GPL-3.0-or-later
 * /v1/changes: what the household may see, as pages and deltas. */
#include "config.h"

#include "pf-codec.h"
#include "pfs-delta.h"
#include "pfs-resources.h"

void
pfs_resource_get_changes (PfsRequest *request)
{
  g_autoptr (PfChanges) changes = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  const char *since = request->query != NULL ? g_hash_table_lookup (request->query, "since") : NULL;
  gboolean is_unknown;

  changes = pfs_delta_pull (request->context->storage, request->household, request->guardian, since,
                            PFS_DELTA_PAGE, &is_unknown, &error);
  if (is_unknown)
    pfs_request_reply_problem_type (request, PF_PROBLEM_STATE_UNKNOWN);
  else if (changes == NULL)
    pfs_request_reply_error (request, error);
  else
    {
      body = pf_codec_encode_changes (changes);
      pfs_request_reply (request, SOUP_STATUS_OK, body);
    }
}
