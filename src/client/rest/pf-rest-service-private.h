/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the parts of the REST service ask of each other. */
#pragma once

#include "pf-rest-service.h"
#include "pf-rest-tokens.h"
#include "pf-rest-transport.h"

G_BEGIN_DECLS

PfRestTransport *pf_rest_service_get_transport (PfRestService *self);
PfRestTokens *pf_rest_service_get_tokens (PfRestService *self);
/** Returns: where the API is; NULL before discovery. */
const char *pf_rest_service_get_api_base (PfRestService *self);

/** Returns: (element-type PfRestPart): what has come of files whose download was cut. */
GQueue *pf_rest_service_get_parts (PfRestService *self);

/* Each fills in the calls of one part. */
void pf_rest_bookings_iface_init (PfTownServiceInterface *iface);
void pf_rest_submissions_iface_init (PfTownServiceInterface *iface);
void pf_rest_files_iface_init (PfTownServiceInterface *iface);
void pf_rest_payments_iface_init (PfTownServiceInterface *iface);
void pf_rest_accounts_iface_init (PfTownServiceInterface *iface);
void pf_rest_health_iface_init (PfTownServiceInterface *iface);

G_END_DECLS
