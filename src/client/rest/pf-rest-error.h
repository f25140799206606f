/* SPDX-License-Identifier: GPL-3.0-or-later
 * From what went wrong on the network, or what a town answered, to a PF_CLIENT_ERROR. */
#pragma once

#include <libsoup/soup.h>

#include "pf-messages.h"

G_BEGIN_DECLS

/**
 * Returns: (transfer full): @cause of @message's failure as a PF_CLIENT_ERROR;
 * G_IO_ERROR_CANCELLED stays what it is.
 */
GError *pf_rest_error_from_network (const GError *cause, SoupMessage *message);
/**
 * Returns: (transfer full): the answer @problem; @retry_after is what the header said, -1 if
 * nothing.
 */
GError *pf_rest_error_from_problem (const PfProblem *problem, int retry_after);
/** Returns: (transfer full): a body that PF_CODEC_ERROR refused. */
GError *pf_rest_error_from_codec (const GError *cause);
/**
 * Returns: the seconds that a Retry-After header means (a number or an HTTP date, at @now), -1 if
 * it is neither.
 */
int pf_rest_error_parse_retry_after (const char *header, PfMoment now);

G_END_DECLS
