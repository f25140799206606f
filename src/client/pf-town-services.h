/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of town services: finds the one that speaks to an address, and makes it again from
 * what an account remembers. */
#pragma once

#include "pf-town-service.h"

G_BEGIN_DECLS

/**
 * pf_town_services_discover_async:
 * @address: what a person typed: "mairie-exemple.fr", "https://…", "http://127.0.0.1:8080"
 *
 * Finish returns (transfer full) a service ready to sign in; PF_CLIENT_ERROR_ADDRESS, _NOT_A_TOWN,
 * _TLS, _UNREACHABLE, _TIMEOUT…
 */
void pf_town_services_discover_async (const char *address, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
PfTownService *pf_town_services_discover_finish (GAsyncResult *result, GError **error);

/**
 * Returns: (transfer full) (nullable): the service of @kind ("rest") for the canonical @uri,
 * without any network; NULL for an unknown kind.
 */
PfTownService *pf_town_services_new (const char *kind, const char *uri);
/** Returns: whether this release knows services of @kind. */
gboolean pf_town_services_has_kind (const char *kind);
/** Returns: (transfer none): the kind of @service, to remember it. */
const char *pf_town_services_get_kind (PfTownService *service);
/** Returns: (transfer full): the canonical address of @service, to remember it. */
char *pf_town_services_dup_uri (PfTownService *service);
/** Returns: (transfer full): which release of libsoup speaks, "3.2.3". */
char *pf_town_services_dup_library_version (void);

G_END_DECLS
