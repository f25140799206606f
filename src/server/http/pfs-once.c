/* SPDX-License-Identifier: GPL-3.0-or-later
 * Keys, and what was answered to them. */
#include "config.h"

#include "pfs-once.h"

#include <string.h>

#include "pfs-storage-changes.h"
#include "pfs-storage-replies.h"

#define SHORTEST_KEY 16
#define LONGEST_KEY 128
#define KEY_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"

static void
clear_written (PfsWritten *written)
{
  g_clear_pointer (&written->body, g_bytes_unref);
  g_clear_pointer (&written->receipt, g_free);
  g_clear_pointer (&written->problem, pf_problem_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PfsWritten, clear_written)

static gboolean
is_key (const char *key)
{
  gsize length = key != NULL ? strlen (key) : 0;

  return length >= SHORTEST_KEY && length <= LONGEST_KEY && strspn (key, KEY_CHARACTERS) == length;
}

/* Of all that makes the request what it is. */
static GBytes *
digest_request (PfsRequest *request, GBytes *body)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const char *if_match = pfs_request_get_header (request, "If-Match");
  const char *const parts[] = {
    soup_server_message_get_method (request->message),
    g_uri_get_path (soup_server_message_get_uri (request->message)),
    if_match != NULL ? if_match : "",
  };
  guint8 digest[32];
  gsize size = sizeof digest;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_checksum_update (checksum, (const guchar *) parts[i], (gssize) strlen (parts[i]) + 1);
  g_checksum_update (checksum, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  g_checksum_get_digest (checksum, digest, &size);
  return g_bytes_new (digest, size);
}

/* Works, and keeps the answer with its key: both or neither. */
static gboolean
work_and_keep (PfsRequest *request,
               const char *key,
               GBytes     *body,
               GBytes     *digest,
               PfsWork     work,
               PfsWritten *written,
               GError    **error)
{
  PfsStorage *storage = request->context->storage;

  if (!work (request, body, written, error))
    return FALSE;
  g_assert (written->body != NULL);
  return pfs_storage_add_reply (storage, request->household, key,
                                &(PfsReply){ digest, written->status, written->body },
                                written->receipt, body, error);
}

static void
reply_written (PfsRequest *request, PfsWritten *written, const GError *error)
{
  if (written->problem != NULL)
    pfs_request_reply_problem (request, g_steal_pointer (&written->problem));
  else if (error != NULL)
    pfs_request_reply_error (request, error);
  else
    pfs_request_reply (request, written->status, written->body);
}

static void
answer_key (PfsRequest *request, const char *key, PfsWork work)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (GBytes) body = pfs_request_get_body (request);
  g_autoptr (GBytes) digest = digest_request (request, body);
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfsReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PfsWritten) written = { .status = SOUP_STATUS_OK };

  transaction = pfs_storage_begin (storage, request->now, &error);
  if (transaction != NULL)
    reply = pfs_storage_load_reply (storage, request->household, key, &error);
  if (reply != NULL && !g_bytes_equal (reply->digest, digest))
    {
      pfs_request_reply_problem_type (request, PF_PROBLEM_KEY_REUSED);
      return;
    }
  if (reply != NULL)
    {
      pfs_request_reply (request, reply->status, reply->body);
      return;
    }
  if (g_error_matches (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      if (work_and_keep (request, key, body, digest, work, &written, &error))
        pfs_transaction_commit (transaction, &error);
    }
  reply_written (request, &written, error);
}

void
pfs_request_answer_once (PfsRequest *self, PfsWork work)
{
  const char *key = pfs_request_get_header (self, "Idempotency-Key");
  PfProblem *problem;

  g_return_if_fail (self->household != NULL);

  if (is_key (key))
    {
      answer_key (self, key, work);
      return;
    }
  problem = pfs_problem_new (PF_PROBLEM_INVALID, self->language);
  problem->detail = g_strdup ("Idempotency-Key");
  pfs_request_reply_problem (self, problem);
}

gboolean
pfs_written_refuse (PfsWritten   *written,
                    PfsRequest   *request,
                    PfProblemType type,
                    const char   *detail,
                    const char   *pointer)
{
  g_clear_pointer (&written->problem, pf_problem_free);
  written->problem = pfs_problem_new (type, request->language);
  written->problem->detail = g_strdup (detail);
  written->problem->pointer = g_strdup (pointer);
  return FALSE;
}

gboolean
pfs_written_check_version (PfsWritten  *written,
                           PfsRequest  *request,
                           PfCollection collection,
                           const char  *id,
                           GError     **error)
{
  gint64 wanted = pf_version_parse (pfs_request_get_header (request, "If-Match"));
  gint64 version;

  if (wanted == 0)
    return TRUE;
  if (wanted == PF_VERSION_INVALID)
    return pfs_written_refuse (written, request, PF_PROBLEM_INVALID, "If-Match", NULL);
  version = pfs_storage_get_record_version (request->context->storage, request->household,
                                            collection, id, error);
  if (version < 0)
    return FALSE;
  return version == wanted || pfs_written_refuse (written, request, PF_PROBLEM_CHANGED, NULL, NULL);
}
