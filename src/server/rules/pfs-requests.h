/* SPDX-License-Identifier: GPL-3.0-or-later
 * Requests: forms that families send, changes of the file that an agent has to look at, and what
 * agents decide on both. Writing needs a transaction begun by the caller. */
#pragma once

#include "pf-mail-bodies.h"
#include "pfs-refusal.h"
#include "pfs-storage-requests.h"

G_BEGIN_DECLS

/** PFS_REQUEST_MAX_FILES: of one request, each of PF_UPLOAD_MAX bytes at most. */
#define PFS_REQUEST_MAX_FILES 10

/**
 * pfs_requests_open:
 * @guardian: (nullable): who asks
 * @request: name, category, child, appointment, replies and form count; the rest is set here
 * @files: (nullable) (element-type PfFile): that the household sent; checked by the caller
 * @effect: (nullable): what accepting it does: a row of the table in pfs-request-effects.c
 * @target: (nullable): to whom or what
 * @pending: (nullable): JSON: with what: a merge patch, for instance
 *
 * Keeps a request for an agent to look at.
 *
 * Returns: (transfer full): its identifier, to be told in the answer "requested"; NULL with @error.
 */
char *pfs_requests_open (PfsStorage *storage, const char *household, const char *guardian,
                         PfRequest *request, GPtrArray *files, const char *effect,
                         const char *target, GBytes *pending, PfMoment now, GError **error);
/** Adds a line to the replies of a request that is being made. @text: (nullable) */
void pfs_request_add_reply (PfRequest *request, const char *label, const char *text);

/**
 * pfs_requests_send:
 * @guardian: who writes, of @household
 *
 * Takes a form that a family filled in, or what completes a request of which the town wanted more.
 *
 * Returns: (transfer full): the request's identifier; NULL with @refusal, or with @error: NOT_FOUND
 * where the household has no such request.
 */
char *pfs_requests_send (PfsStorage *storage, const char *household, const char *guardian,
                         const PfRequestBody *body, PfMoment now, PfsRefusal *refusal,
                         GError **error);

/**
 * pfs_requests_decide:
 * @state: not SENT
 * @words: (nullable): what the family reads; needed for WANTED and REFUSED
 *
 * What an agent says to a request. Accepting it does what it asks for; one that is accepted,
 * refused or closed stays so. The family hears of it by mail.
 *
 * Returns: FALSE with @error: INVALID where it cannot be, with a sentence for a clerk.
 */
gboolean pfs_requests_decide (PfsStorage *storage, const char *id, PfRequestState state,
                              const char *words, PfMoment now, GError **error);

G_END_DECLS
