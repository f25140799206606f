/* SPDX-License-Identifier: GPL-3.0-or-later
 * A town that speaks the reference protocol, data/portail-famille.openapi.yaml. */
#pragma once

#include "pf-town-service.h"

G_BEGIN_DECLS

#define PF_TYPE_REST_SERVICE (pf_rest_service_get_type ())
/**
 * PfRestService:
 *
 * Properties beside those of #PfTownService, to be set before the first call:
 * "timeout" (uint, milliseconds of silence that end a call, 15 000), "tls-database" (nullable
 * GTlsDatabase, instead of the system's),
 * "events-silence" (uint, milliseconds without a byte after which the event stream is taken for
 * dead, 75 000), "events-delay" (uint,
 * milliseconds before the first reconnection, 1 000; it doubles with each failure, up to 5
 * minutes).
 */
G_DECLARE_FINAL_TYPE (PfRestService, pf_rest_service, PF, REST_SERVICE, GObject)

/** @uri: canonical, "https://host[:port][/path]". No network. */
PfTownService *pf_rest_service_new (const char *uri);
/**
 * Asks the town what it is, once: later calls answer at once. Concurrent calls share one request.
 */
void pf_rest_service_discover_async (PfRestService *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean pf_rest_service_discover_finish (PfRestService *self, GAsyncResult *result,
                                          GError **error);

/** The first town that answers at what a person typed; see pf_town_services_discover_async(). */
void pf_rest_service_find_async (const char *address, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
PfTownService *pf_rest_service_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
