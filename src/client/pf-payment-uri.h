/* SPDX-License-Identifier: GPL-3.0-or-later
 * Whether a payment link leads where the town said. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * pf_payment_uri_is_allowed:
 * @uri: (nullable): what the town gave
 * @hosts: NULL-terminated: the hosts of its discovery document
 * @town_uri: (nullable): where the town itself is
 *
 * Returns: whether the family may be sent there: https on its own port, or http on this machine
 * where the town itself is on it; the host exactly one of @hosts; and nothing in the address that a
 * browser could read in another way.
 */
gboolean pf_payment_uri_is_allowed (const char *uri, const char *const *hosts,
                                    const char *town_uri);
/** Returns: (transfer full): what @uri says is its host, to be shown to a person who is not sent
 * there: letters, digits, dots and hyphens, all else as "?". */
char *pf_payment_uri_dup_host (const char *uri);

G_END_DECLS
