/* SPDX-License-Identifier: GPL-3.0-or-later
 * /v1/events: the stream of the household's states. */
#include "config.h"

#include "pfs-events.h"
#include "pfs-resources.h"

void
pfs_resource_get_events (PfsRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (!pfs_events_add (request->context->events, request,
                       pfs_request_get_header (request, "Last-Event-ID"), &error))
    pfs_request_reply_error (request, error);
}
