/* SPDX-License-Identifier: GPL-3.0-or-later
 * Addresses of towns: what a person types, and which ones may be spoken to. Pure. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * pf_rest_address_parse:
 * @text: what a person typed or pasted, valid UTF-8
 *
 * Returns: (transfer full): the canonical addresses to try in this order, without a slash at the
 * end: the one typed, then its
 * origin; or NULL with PF_CLIENT_ERROR_ADDRESS.
 */
char **pf_rest_address_parse (const char *text, GError **error);
/** Returns: whether a town may be spoken to at @uri: https, or http on this machine. */
gboolean pf_rest_address_is_allowed (GUri *uri);

G_END_DECLS
