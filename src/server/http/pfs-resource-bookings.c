/* SPDX-License-Identifier: GPL-3.0-or-later
 * /v1/quotes and /v1/bookings: a batch judged, and the same for real, once for each key. */
#include "config.h"

#include <string.h>

#include "pf-codec.h"
#include "pfs-bookings.h"
#include "pfs-resources.h"
#include "pfs-storage-replies.h"

#define SHORTEST_KEY 16
#define LONGEST_KEY 128
#define KEY_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"

static gboolean
is_key (const char *key)
{
  gsize length = key != NULL ? strlen (key) : 0;

  return length >= SHORTEST_KEY && length <= LONGEST_KEY && strspn (key, KEY_CHARACTERS) == length;
}

static GBytes *
digest_body (GBytes *body)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body));
  g_checksum_get_digest (checksum, digest, &size);
  return g_bytes_new (digest, size);
}

/* Books, and keeps the answer with its key: both or neither. Returns: (transfer full): the answer's
 * body; NULL with @error. */
static GBytes *
book_lines (PfsRequest *request, const char *key, GBytes *digest, GPtrArray *lines, GError **error)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (PfAnswer) answer = NULL;
  g_autoptr (GBytes) body = NULL;

  answer = pfs_bookings_book (storage, request->household, lines, request->now, error);
  if (answer == NULL)
    return NULL;
  body = pf_codec_encode_answer (answer);
  if (!pfs_storage_add_reply (storage, request->household, key, digest, body, answer->receipt,
                              error))
    return NULL;
  return g_steal_pointer (&body);
}

/* Answers a batch under its key, in one transaction with the bookings. */
static void
answer_once (PfsRequest *request, const char *key, GBytes *digest, GPtrArray *lines)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfsReply) reply = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  transaction = pfs_storage_begin (storage, request->now, &error);
  if (transaction != NULL)
    reply = pfs_storage_load_reply (storage, request->household, key, &error);
  if (g_error_matches (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      body = book_lines (request, key, digest, lines, &error);
      if (body != NULL)
        pfs_transaction_commit (transaction, &error);
    }
  if (error != NULL)
    pfs_request_reply_error (request, error);
  else if (reply != NULL && !g_bytes_equal (reply->digest, digest))
    pfs_request_reply_problem_type (request, PF_PROBLEM_KEY_REUSED);
  else
    pfs_request_reply (request, SOUP_STATUS_OK, reply != NULL ? reply->body : body);
}

void
pfs_resource_create_quote (PfsRequest *request)
{
  g_autoptr (GBytes) body = pfs_request_get_body (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = pf_codec_decode_lines (body, &error);
  g_autoptr (PfAnswer) answer = NULL;
  g_autoptr (GBytes) reply = NULL;

  if (lines != NULL)
    answer = pfs_bookings_quote (request->context->storage, request->household, lines, request->now,
                                 &error);
  if (answer == NULL)
    {
      pfs_request_reply_error (request, error);
      return;
    }
  reply = pf_codec_encode_answer (answer);
  pfs_request_reply (request, SOUP_STATUS_OK, reply);
}

void
pfs_resource_create_bookings (PfsRequest *request)
{
  g_autoptr (GBytes) body = pfs_request_get_body (request);
  g_autoptr (GBytes) digest = digest_body (body);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  const char *key = pfs_request_get_header (request, "Idempotency-Key");

  if (!is_key (key))
    {
      PfProblem *problem = pfs_problem_new (PF_PROBLEM_INVALID, request->language);

      problem->detail = g_strdup ("Idempotency-Key");
      pfs_request_reply_problem (request, problem);
      return;
    }
  lines = pf_codec_decode_lines (body, &error);
  if (lines != NULL)
    answer_once (request, key, digest, lines);
  else
    pfs_request_reply_error (request, error);
}
