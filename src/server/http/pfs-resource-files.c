/* SPDX-License-Identifier: GPL-3.0-or-later
 * The files that go with records, each for those who may see its record. */
#include "config.h"

#include "pfs-resources.h"
#include "pfs-storage-files.h"

/* Answers with the file @id of the record of @collection that the path names. */
static void
reply_attachment (PfsRequest *request, PfCollection collection, const char *id)
{
  PfsStorage *storage = request->context->storage;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfFile) file = pfs_storage_load_attachment (storage, request->household, collection,
                                                         request->target, id, &error);
  g_autoptr (GBytes) bytes = file != NULL ? pfs_storage_load_bytes (storage, file->digest, &error)
                                          : NULL;

  if (bytes != NULL)
    pfs_request_reply_file (request, bytes, file->media_type, file->digest, file->name);
  else
    pfs_request_reply_error (request, error);
}

void
pfs_resource_get_document_file (PfsRequest *request)
{
  reply_attachment (request, PF_COLLECTION_DOCUMENTS, request->part);
}

void
pfs_resource_get_paper_file (PfsRequest *request)
{
  reply_attachment (request, PF_COLLECTION_PAPERS, "0");
}

void
pfs_resource_get_message_file (PfsRequest *request)
{
  reply_attachment (request, PF_COLLECTION_MESSAGES, request->part);
}

void
pfs_resource_get_request_file (PfsRequest *request)
{
  reply_attachment (request, PF_COLLECTION_REQUESTS, request->part);
}

void
pfs_resource_get_news_file (PfsRequest *request)
{
  reply_attachment (request, PF_COLLECTION_NEWS, request->part);
}
