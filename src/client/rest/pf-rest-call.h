/* SPDX-License-Identifier: GPL-3.0-or-later
 * A call of the protocol for someone who is signed in: discovery first, then a token, renewed
 * once if need be. */
#pragma once

#include "pf-rest-service-private.h"

G_BEGIN_DECLS

/** PfRestCallFlags: %PF_REST_CALL_STREAM leaves the body of an answer 200 in the reply's stream;
 * %PF_REST_CALL_ANY_STATUS takes any answer for a reply, but for what concerns the token. */
typedef enum {
  PF_REST_CALL_NONE = 0,
  PF_REST_CALL_STREAM = 1 << 0,
  PF_REST_CALL_ANY_STATUS = 1 << 1,
} PfRestCallFlags;

/**
 * pf_rest_call_async:
 * @request: (transfer full): its uri is a path below the API's base; the token is filled in here
 *
 * Finish: (transfer full): a successful reply of type @content_type (nullable: any), or NULL
 * with a PF_CLIENT_ERROR.
 */
void pf_rest_call_async (PfRestService *service, PfRestRequest *request, PfRestCallFlags flags,
                         const char *content_type, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
PfRestReply *pf_rest_call_finish (PfRestService *service, GAsyncResult *result, GError **error);
/** The end of a call that @task made of its source. Returns: (transfer full): the reply; NULL:
 * @task has returned the error. */
PfRestReply *pf_rest_call_finish_for_task (GTask *task, GAsyncResult *result);

G_END_DECLS
