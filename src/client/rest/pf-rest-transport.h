/* SPDX-License-Identifier: GPL-3.0-or-later
 * One request and its answer over HTTP: limits of time and size, redirects, the town's clock.
 * Knows no call of the protocol. */
#pragma once

#include "pf-rest-request.h"

G_BEGIN_DECLS

#define PF_TYPE_REST_TRANSPORT (pf_rest_transport_get_type ())
/**
 * PfRestTransport:
 *
 * Properties: "timeout" (uint, milliseconds of silence), "tls-database" (nullable), both to be
 * set before the first request;
 * "clock-offset" (int64, read, seconds, server minus machine).
 */
G_DECLARE_FINAL_TYPE (PfRestTransport, pf_rest_transport, PF, REST_TRANSPORT, GObject)

PfRestTransport *pf_rest_transport_new (void);
gint64 pf_rest_transport_get_clock_offset (PfRestTransport *self);

/** Sends @request and reads the whole answer. Finish: (transfer full). */
void pf_rest_transport_send_async (PfRestTransport *self, const PfRestRequest *request,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
PfRestReply *pf_rest_transport_send_finish (PfRestTransport *self, GAsyncResult *result,
                                            GError **error);
/**
 * Sends @request; an answer 200 is left in the reply's stream, any other is read. Finish:
 * (transfer full).
 */
void pf_rest_transport_open_async (PfRestTransport *self, const PfRestRequest *request,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
PfRestReply *pf_rest_transport_open_finish (PfRestTransport *self, GAsyncResult *result,
                                            GError **error);

G_END_DECLS
