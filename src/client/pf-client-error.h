/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can go wrong between the app and a town, by what a caller can do about it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PF_CLIENT_ERROR (pf_client_error_quark ())
GQuark pf_client_error_quark (void);

typedef enum {
  PF_CLIENT_ERROR_ADDRESS,     /* what was typed is no web address, or plain http beyond loopback */
  PF_CLIENT_ERROR_UNREACHABLE, /* no network, no such host, refused, cut: worth a retry */
  PF_CLIENT_ERROR_TIMEOUT,     /* silent for too long: worth a retry */
  PF_CLIENT_ERROR_TLS,         /* the certificate does not prove that it is this town */
  PF_CLIENT_ERROR_NOT_A_TOWN,  /* answers, but does not speak the protocol */
  PF_CLIENT_ERROR_PROTOCOL,    /* a town's answer breaks the contract */
  PF_CLIENT_ERROR_CREDENTIALS, /* wrong login or password */
  PF_CLIENT_ERROR_SIGNED_OUT,  /* the session ended: sign in again */
  PF_CLIENT_ERROR_BUSY,        /* 429 or 503: pf_client_error_get_retry_after() */
  PF_CLIENT_ERROR_SERVER,      /* 5xx: worth a retry */
  PF_CLIENT_ERROR_STATE_UNKNOWN, /* 410: pull everything afresh */
  PF_CLIENT_ERROR_CHANGED,       /* 409: what it was decided on is not so any more: look again */
  PF_CLIENT_ERROR_REFUSED,       /* 4xx: the town will not, and says why in the message */
  PF_CLIENT_ERROR_UNSUPPORTED,   /* this service cannot do that */
  PF_CLIENT_ERROR_PAYMENT_HOST,  /* a payment link that leads where the town said none would */
} PfClientError;

/** Returns: whether trying the same again later may succeed. */
gboolean pf_client_error_is_transient (const GError *error);
/** Returns: seconds the town asked to wait, -1 if it did not say. */
int pf_client_error_get_retry_after (const GError *error);
/** Returns: (nullable): the JSON pointer of what was sent that the town found wrong. */
const char *pf_client_error_get_pointer (const GError *error);
/** For services: makes @error, a PF_CLIENT_ERROR, point at what was wrong. @pointer: (nullable) */
void pf_client_error_set_pointer (GError *error, const char *pointer);
/** For services: makes @error, a PF_CLIENT_ERROR, say that the town asked to wait @seconds. */
void pf_client_error_set_retry_after (GError *error, int seconds);

G_END_DECLS
