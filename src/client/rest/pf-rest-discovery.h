/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asking an address what town it is. */
#pragma once

#include "pf-rest-transport.h"

G_BEGIN_DECLS

#define PF_REST_WELL_KNOWN "/.well-known/portail-famille"

/** @base: canonical, see pf_rest_address_parse(). */
void pf_rest_discovery_fetch_async (PfRestTransport *transport, const char *base,
                                    GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer user_data);
/**
 * pf_rest_discovery_fetch_finish:
 * @moved_to: (out) (transfer full) (nullable): the base that redirects led to, NULL if it is the
 * same
 *
 * Returns: (transfer full): the town; or NULL with PF_CLIENT_ERROR_NOT_A_TOWN for whatever
 * answers something else.
 */
PfDiscovery *pf_rest_discovery_fetch_finish (GAsyncResult *result, char **moved_to, GError **error);

G_END_DECLS
