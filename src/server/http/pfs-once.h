/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every write of a family happens once, however often it is sent: the request carries an
 * Idempotency-Key, and what was answered to it is kept and told again. */
#pragma once

#include "pf-record.h"
#include "pfs-request.h"

G_BEGIN_DECLS

/** PfsWritten: what a write answers. It begins empty, with status 200. */
typedef struct {
  int status;         /* 200, 201 or 202 */
  GBytes *body;       /* (owned): JSON */
  char *receipt;      /* (owned) (nullable): proves it */
  PfProblem *problem; /* (owned) (nullable): why nothing was written */
} PfsWritten;

/**
 * PfsWork:
 * @body: what the request carries
 * @written: (inout): to be filled with the answer
 *
 * Does what @request asks, inside a transaction that is begun before and committed after it, so
 * that work and answer are kept both or neither. It answers nothing itself.
 *
 * Returns: FALSE with @error, or with a problem in @written: then nothing is written.
 */
typedef gboolean (*PfsWork) (PfsRequest *request, GBytes *body, PfsWritten *written,
                             GError **error);

/**
 * pfs_request_answer_once:
 *
 * Answers @self by @work, under its key. The same request with the same key is answered as it was
 * the first time, without working again; another one with that key (another method, address,
 * If-Match or body) is refused as `key-reused`. A problem is not kept: it changed nothing, and what
 * is sent again is judged by the facts of then.
 */
void pfs_request_answer_once (PfsRequest *self, PfsWork work);

/** Refuses with a problem of @type; @detail and @pointer: (nullable). Returns: FALSE. */
gboolean pfs_written_refuse (PfsWritten *written, PfsRequest *request, PfProblemType type,
                             const char *detail, const char *pointer);
/**
 * Inside a transaction: whether the record is still of the version that If-Match names; without
 * If-Match it always is. Returns: FALSE with the problem `changed` or `invalid` in @written, or
 * with @error.
 */
gboolean pfs_written_check_version (PfsWritten *written, PfsRequest *request,
                                    PfCollection collection, const char *id, GError **error);

G_END_DECLS
