/* SPDX-License-Identifier: GPL-3.0-or-later
 * A log of requests and answers without their secrets: headers only, for G_MESSAGES_DEBUG=pf-
 * client. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/** Logs what @session says, if anyone asked for this domain's debug messages. */
void pf_http_log_attach (SoupSession *session);

G_END_DECLS
