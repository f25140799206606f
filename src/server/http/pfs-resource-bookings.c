/* SPDX-License-Identifier: GPL-3.0-or-later
 * /v1/quotes and /v1/bookings: a batch judged, and the same for real. */
#include "config.h"

#include "pf-codec.h"
#include "pfs-bookings-mail.h"
#include "pfs-bookings.h"
#include "pfs-family.h"
#include "pfs-once.h"
#include "pfs-resources.h"

static gboolean
book_lines (PfsRequest *request, GBytes *body, PfsWritten *written, GError **error)
{
  g_autoptr (GPtrArray) lines = pf_codec_decode_lines (body, error);
  g_autoptr (PfAnswer) answer = NULL;

  if (lines != NULL)
    answer = pfs_bookings_book (request->context->storage, request->household, lines, request->now,
                                error);
  if (answer == NULL ||
      !pfs_bookings_queue_mail (request->context->storage, request->guardian, lines, answer, error))
    return FALSE;
  pfs_family_explain_blocks (request->context->storage, request->household, lines, request->now,
                             answer, request->language);
  written->body = pf_codec_encode_answer (answer);
  written->receipt = g_strdup (answer->receipt);
  return TRUE;
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
  pfs_family_explain_blocks (request->context->storage, request->household, lines, request->now,
                             answer, request->language);
  reply = pf_codec_encode_answer (answer);
  pfs_request_reply (request, SOUP_STATUS_OK, reply);
}

void
pfs_resource_create_bookings (PfsRequest *request)
{
  pfs_request_answer_once (request, book_lines);
}
