/* SPDX-License-Identifier: GPL-3.0-or-later
 * /v1/uploads: the bytes of files, by their digest, before anything names them. */
#include "config.h"

#include "pf-file.h"
#include "pfs-resources.h"
#include "pfs-uploads.h"

static void
set_offset (PfsRequest *request, gint64 offset)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, offset);

  soup_message_headers_replace (soup_server_message_get_response_headers (request->message),
                                "Upload-Offset", text);
}

static void
reply_refused (PfsRequest *request, PfProblemType type, const char *french, const char *english)
{
  PfProblem *problem = pfs_problem_new (type, request->language);

  problem->detail = g_strdup (pfs_language_say (request->language, french, english));
  pfs_request_reply_problem (request, problem);
}

static void
reply_verdict (PfsRequest *request, PfsUploadVerdict verdict, gint64 offset)
{
  switch (verdict)
    {
    case PFS_UPLOAD_WHOLE:
      set_offset (request, offset);
      pfs_request_reply_empty (request, SOUP_STATUS_CREATED);
      break;
    case PFS_UPLOAD_PARTIAL:
      set_offset (request, offset);
      pfs_request_reply_empty (request, SOUP_STATUS_ACCEPTED);
      break;
    case PFS_UPLOAD_GAP:
      set_offset (request, offset);
      pfs_request_reply_problem (request, pfs_problem_new_for_status (SOUP_STATUS_CONFLICT,
                                                                      request->language));
      break;
    case PFS_UPLOAD_TOO_LARGE:
      reply_refused (request, PF_PROBLEM_TOO_LARGE, "Un fichier peut faire 6 Mo au plus.",
                     "A file can have 6 MB at most.");
      break;
    case PFS_UPLOAD_HEIC:
      reply_refused (request, PF_PROBLEM_UNSUPPORTED_FILE,
                     "Les photos HEIC ne sont pas acceptées : envoyez un JPEG, un PNG ou un PDF.",
                     "HEIC pictures are not accepted: send a JPEG, a PNG or a PDF.");
      break;
    case PFS_UPLOAD_UNSUPPORTED:
      pfs_request_reply_problem_type (request, PF_PROBLEM_UNSUPPORTED_FILE);
      break;
    case PFS_UPLOAD_MISMATCH:
      reply_refused (request, PF_PROBLEM_INVALID, "Le fichier a été abîmé en chemin.",
                     "The file was damaged on its way.");
      break;
    default:
      g_assert_not_reached ();
    }
}

/* What part of the file the body is: all of it, unless Content-Range says otherwise. Returns:
 * whether it says so rightly. */
static gboolean
read_range (PfsRequest *request, GBytes *body, gint64 *first, gint64 *total)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  gint64 size = (gint64) g_bytes_get_size (body);
  goffset start;
  goffset end;
  goffset length;

  *first = 0;
  *total = size;
  if (pfs_request_get_header (request, "Content-Range") == NULL)
    return size > 0;
  if (!soup_message_headers_get_content_range (headers, &start, &end, &length))
    return FALSE;
  *first = start;
  *total = length;
  return start >= 0 && end - start + 1 == size && end < length;
}

void
pfs_resource_get_upload (PfsRequest *request)
{
  g_autoptr (GError) error = NULL;
  gint64 offset;

  if (!pfs_uploads_get_offset (request->context->storage, request->household, request->target,
                               &offset, &error))
    {
      pfs_request_reply_error (request, error);
      return;
    }
  set_offset (request, offset);
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message),
                                "Cache-Control", "no-store");
  pfs_request_reply_empty (request, SOUP_STATUS_OK);
}

void
pfs_resource_put_upload (PfsRequest *request)
{
  g_autoptr (GBytes) body = pfs_request_get_body (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTransaction) transaction = NULL;
  PfsUploadVerdict verdict;
  gint64 first;
  gint64 total;
  gint64 offset;

  if (!pf_digest_is_valid (request->target) || !read_range (request, body, &first, &total))
    {
      pfs_request_reply_problem_type (request, PF_PROBLEM_INVALID);
      return;
    }
  transaction = pfs_storage_begin (request->context->storage, request->now, &error);
  if (transaction == NULL ||
      !pfs_uploads_receive (request->context->storage, request->household, request->target, first,
                            total, body, &verdict, &offset, &error) ||
      !pfs_transaction_commit (transaction, &error))
    pfs_request_reply_error (request, error);
  else
    reply_verdict (request, verdict, offset);
}
