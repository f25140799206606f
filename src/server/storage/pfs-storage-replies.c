/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of what was answered, and forgetting what is too old. */
#include "config.h"

#include "pfs-storage-replies.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-files.h"
#include "pfs-storage-private.h"

#define DAY_SECONDS (24 * 60 * 60)
#define REPLIES_KEPT (120 * (gint64) DAY_SECONDS)
#define TOMBSTONES_KEPT (400 * (gint64) DAY_SECONDS)
/* A token that ended stays known for a while, so that its reuse is still noticed. */
#define TOKENS_KEPT (30 * (gint64) DAY_SECONDS)
#define UPLOADS_KEPT (14 * (gint64) DAY_SECONDS)
#define MAILS_KEPT (30 * (gint64) DAY_SECONDS)
#define ATTEMPTS_KEPT (2 * (gint64) DAY_SECONDS)

void
pfs_reply_free (PfsReply *reply)
{
  g_bytes_unref (reply->digest);
  g_bytes_unref (reply->body);
  g_free (reply);
}

gboolean
pfs_storage_add_reply (PfsStorage     *self,
                       const char     *household,
                       const char     *key,
                       const PfsReply *reply,
                       const char     *receipt,
                       GBytes         *request,
                       GError        **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && key != NULL && reply != NULL, FALSE);
  g_return_val_if_fail (receipt == NULL || request != NULL, FALSE);

  return pfs_rows_write (self, error,
                         "INSERT INTO replies (household, key, digest, status, body, at)"
                         " VALUES (?, ?, ?, ?, ?, ?)",
                         "ssbnbi", household, key, reply->digest, reply->status, reply->body,
                         (gint64) self->now) &&
         (receipt == NULL ||
          pfs_rows_write (self, error,
                          "INSERT INTO receipts (id, household, body, at, request)"
                          " VALUES (?, ?, ?, ?, ?)",
                          "ssbib", receipt, household, reply->body, (gint64) self->now, request));
}

PfsReply *
pfs_storage_load_reply (PfsStorage *self, const char *household, const char *key, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;
  PfsReply *reply;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL && key != NULL, NULL);

  rows = pfs_rows_begin (self,
                         "SELECT digest, status, body FROM replies WHERE household = ? AND key = ?",
                         "ss", household, key);
  if (!pfs_rows_one (rows, _("Nothing was answered"), key, error))
    return NULL;
  reply = g_new0 (PfsReply, 1);
  reply->digest = pfs_rows_bytes (rows, 0);
  reply->status = (int) pfs_rows_integer (rows, 1);
  reply->body = pfs_rows_bytes (rows, 2);
  return reply;
}

GBytes *
pfs_storage_load_receipt (PfsStorage *self,
                          const char *household,
                          const char *receipt,
                          GBytes    **request,
                          GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL && receipt != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT body, request FROM receipts WHERE household = ? AND id = ?",
                         "ss", household, receipt);
  if (!pfs_rows_one (rows, _("There is no receipt"), receipt, error))
    return NULL;
  *request = pfs_rows_bytes (rows, 1);
  if (g_bytes_get_size (*request) == 0)
    g_clear_pointer (request, g_bytes_unref);
  return pfs_rows_bytes (rows, 0);
}

gboolean
pfs_storage_purge (PfsStorage *self, GError **error)
{
  gint64 now;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);

  now = self->now;
  return pfs_rows_write (self, error, "DELETE FROM replies WHERE at < ?", "i",
                         now - REPLIES_KEPT) &&
         pfs_rows_write (self, error, "DELETE FROM tokens WHERE until < ?", "i",
                         now - TOKENS_KEPT) &&
         pfs_rows_write (self, error,
                         "DELETE FROM token_families WHERE id NOT IN (SELECT family FROM tokens)",
                         "") &&
         pfs_rows_write (self, error, "DELETE FROM account_codes WHERE until < ?", "i", now) &&
         pfs_rows_write (self, error, "DELETE FROM mails WHERE next_try IS NULL AND queued_at < ?",
                         "i", now - MAILS_KEPT) &&
         pfs_rows_write (self, error, "DELETE FROM attempts WHERE last_at < ?", "i",
                         now - ATTEMPTS_KEPT) &&
         pfs_storage_purge_files (self, now - UPLOADS_KEPT, error) &&
         pfs_rows_write (
             self, error,
             "UPDATE town SET floor = max (floor,"
             " (SELECT ifnull (max (sequence), 0) FROM changes WHERE removed AND at < ?))",
             "i", now - TOMBSTONES_KEPT) &&
         pfs_rows_write (self, error, "DELETE FROM changes WHERE removed AND at < ?", "i",
                         now - TOMBSTONES_KEPT);
}
