/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of what was answered: replies by idempotency key, and receipts. */
#pragma once

#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsReply: what was answered to an idempotency key. */
typedef struct {
  GBytes *digest; /* of the request */
  int status;
  GBytes *body; /* of the answer */
} PfsReply;

void pfs_reply_free (PfsReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfsReply, pfs_reply_free)

/** Keeps an answer of @household, in the transaction of what it answers; with its @receipt
 * (nullable) the @request that it proves. */
gboolean pfs_storage_add_reply (PfsStorage *self, const char *household, const char *key,
                                const PfsReply *reply, const char *receipt, GBytes *request,
                                GError **error);
PfsReply *pfs_storage_load_reply (PfsStorage *self, const char *household, const char *key,
                                  GError **error);
/** Returns: (transfer full): the answer that @receipt proves. @request: (out) (nullable) (transfer
 * full): what was asked, where it was kept. */
GBytes *pfs_storage_load_receipt (PfsStorage *self, const char *household, const char *receipt,
                                  GBytes **request, GError **error);
/** Forgets what is too old to be asked again: replies after 120 days, tokens that ended, files
 * that were sent and not used within 14 days, tombstones after 400 days. */
gboolean pfs_storage_purge (PfsStorage *self, GError **error);

G_END_DECLS
