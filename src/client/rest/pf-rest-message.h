/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a request looks like on its way, and what the headers of a reply say. */
#pragma once

#include <libsoup/soup.h>

#include "pf-moment.h"
#include "pf-rest-request.h"

G_BEGIN_DECLS

/** Returns: (transfer full): @request as it goes to @uri. */
SoupMessage *pf_rest_message_new (const PfRestRequest *request, GUri *uri);
/** Gives @message the body of @request, again where it was read already. */
void pf_rest_message_set_body (SoupMessage *message, const PfRestRequest *request);
/** Returns: (transfer full): what the answer to @message says, without its body; @uri: where it
 * came from, @now: the town's moment. */
PfRestReply *pf_rest_message_read_reply (SoupMessage *message, GUri *uri, PfMoment now);

G_END_DECLS
