/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files over HTTP: sent in pieces, from where the town says that it has come to; fetched from where
 * a cut has left them. */
#include "config.h"

#include "pf-rest-service-private.h"

#include <glib/gi18n-lib.h>

#include "pf-client-error.h"
#include "pf-rest-call.h"
#include "pf-rest-part.h"
#include "pf-rest-path.h"

/* Small enough for a bad network to bring one through, large enough not to be many. */
#define PIECE_SIZE (256 * 1024)
#define MAX_CORRECTIONS 3
/* Of one download: then the family is told, and what came waits for it. */
#define MAX_CUTS 8
#define ANY_TYPE "*/*"
#define UNKNOWN_TYPE "application/octet-stream"
#define STATUS_CREATED 201
#define STATUS_CONFLICT 409
#define STATUS_NOTHING_THERE 416 /* where the range begins */

static const char *const file_paths[] = {
  [PF_FILE_OF_INVOICE] = "/invoices/{id}/pdf",
  [PF_FILE_OF_DOCUMENT] = "/documents/{id}/files/{part}",
  [PF_FILE_OF_PAPER] = "/papers/{id}/file",
  [PF_FILE_OF_NEWS] = "/news/{id}/files/{part}",
  [PF_FILE_OF_MESSAGE] = "/messages/{id}/files/{part}",
  [PF_FILE_OF_REQUEST] = "/requests/{id}/files/{part}",
};

/* An upload under way: the task's data. */
typedef struct {
  char *path;
  GBytes *bytes;
  gsize offset; /* so many bytes are there */
  guint n_corrections;
  GFileProgressCallback progress; /* (nullable) */
  gpointer progress_data;
} Upload;

/* A download under way: the task's data. */
typedef struct {
  PfRestPart *part; /* (nullable): NULL once it was kept */
  gsize begun;      /* so much was here when the town was asked */
  guint n_cuts;
  GFileProgressCallback progress; /* (nullable) */
  gpointer progress_data;
} Download;

static void send_piece (GTask *task);
static void ask_for_file (GTask *task);

static void
upload_free (Upload *upload)
{
  g_free (upload->path);
  g_bytes_unref (upload->bytes);
  g_free (upload);
}

static void
download_free (Download *download)
{
  g_clear_pointer (&download->part, pf_rest_part_free);
  g_free (download);
}

static void
return_nonsense (GTask *task)
{
  g_task_return_new_error (task, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL, "%s",
                           _("The town's answer cannot be understood."));
}

/* Takes what the town says is there. Returns: FALSE where it cannot be. */
static gboolean
take_offset (Upload *upload, gint64 offset)
{
  if (offset < 0 || (guint64) offset > g_bytes_get_size (upload->bytes))
    return FALSE;
  upload->offset = (gsize) offset;
  if (upload->progress != NULL)
    upload->progress (offset, (goffset) g_bytes_get_size (upload->bytes), upload->progress_data);
  return TRUE;
}

/* A piece was taken, or the town counts otherwise. */
static void
handle_piece (GTask *task, PfRestReply *reply)
{
  Upload *upload = g_task_get_task_data (task);
  gsize before = upload->offset;
  GError *error = NULL;

  if (reply->status == STATUS_CREATED)
    {
      take_offset (upload, (gint64) g_bytes_get_size (upload->bytes));
      g_task_return_boolean (task, TRUE);
    }
  else if (reply->status == STATUS_CONFLICT && upload->n_corrections < MAX_CORRECTIONS &&
           take_offset (upload, reply->upload_offset))
    {
      upload->n_corrections++;
      send_piece (task);
    }
  else if (!pf_rest_reply_check (reply, NULL, &error))
    g_task_return_error (task, error);
  else if (take_offset (upload, reply->upload_offset) && upload->offset > before &&
           upload->offset < g_bytes_get_size (upload->bytes))
    send_piece (task);
  else
    return_nonsense (task);
}

static void
piece_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (PfRestReply) reply = pf_rest_call_finish_for_task (task, result);

  if (reply != NULL)
    handle_piece (task, reply);
}

static void
send_piece (GTask *task)
{
  Upload *upload = g_task_get_task_data (task);
  gsize size = g_bytes_get_size (upload->bytes);
  gsize length = MIN (PIECE_SIZE, size - upload->offset);
  PfRestRequest *request = pf_rest_request_new ("PUT", upload->path);

  request->body = g_bytes_new_from_bytes (upload->bytes, upload->offset, length);
  request->body_type = UNKNOWN_TYPE; /* the town tells types by the bytes */
  request->max_size = PF_REST_MAX_SMALL_BODY;
  if (length < size)
    request->content_range = g_strdup_printf ("bytes %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT
                                              "/%" G_GSIZE_FORMAT,
                                              upload->offset, upload->offset + length - 1, size);
  pf_rest_call_async (g_task_get_source_object (task), request, PF_REST_CALL_ANY_STATUS, NULL,
                      g_task_get_cancellable (task), piece_cb, g_object_ref (task));
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Upload *upload = g_task_get_task_data (task);
  g_autoptr (PfRestReply) reply = pf_rest_call_finish_for_task (task, result);

  if (reply == NULL)
    return;
  if (!take_offset (upload, reply->upload_offset))
    return_nonsense (task);
  else if (upload->offset > 0 && upload->offset == g_bytes_get_size (upload->bytes))
    g_task_return_boolean (task, TRUE);
  else
    send_piece (task);
}

static void
upload_async (PfTownService        *service,
              const char           *digest,
              const char           *media_type,
              GBytes               *bytes,
              GFileProgressCallback progress,
              gpointer              progress_data,
              GCancellable         *cancellable,
              GAsyncReadyCallback   callback,
              gpointer              user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);
  Upload *upload = g_new0 (Upload, 1);
  PfRestRequest *request;

  g_task_set_source_tag (task, upload_async);
  upload->path = pf_rest_path_build ("/uploads/{id}", digest, NULL);
  upload->bytes = g_bytes_ref (bytes);
  upload->progress = progress;
  upload->progress_data = progress_data;
  g_task_set_task_data (task, upload, (GDestroyNotify) upload_free);
  request = pf_rest_request_new ("HEAD", upload->path);
  request->max_size = PF_REST_MAX_SMALL_BODY;
  pf_rest_call_async (PF_REST_SERVICE (service), request, PF_REST_CALL_NONE, NULL, cancellable,
                      asked_cb, task);
}

static gboolean
upload_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, upload_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Ends with @error; what came stays for the next time, where that may go on with it. */
static void
fail_download (GTask *task, GError *error)
{
  Download *download = g_task_get_task_data (task);
  GQueue *parts = pf_rest_service_get_parts (g_task_get_source_object (task));

  if (pf_client_error_is_transient (error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pf_rest_parts_keep (parts, g_steal_pointer (&download->part));
  g_task_return_error (task, error);
}

static void
return_file (GTask *task, GBytes *bytes)
{
  Download *download = g_task_get_task_data (task);
  const PfRestPart *part = download->part;
  g_autofree char *name = pf_rest_path_clean_name (part->name);
  const char *media_type = part->media_type != NULL ? part->media_type : UNKNOWN_TYPE;

  g_task_return_pointer (task, pf_download_new (bytes, media_type, name),
                         (GDestroyNotify) pf_download_free);
}

/* The connection broke. What came in this turn shows that the network holds now and then. */
static void
handle_cut (GTask *task, GError *error)
{
  Download *download = g_task_get_task_data (task);
  const PfRestPart *part = download->part;

  if (pf_client_error_is_transient (error) && pf_rest_part_can_go_on (part) &&
      part->bytes->len != download->begun && download->n_cuts < MAX_CUTS)
    {
      download->n_cuts++;
      g_error_free (error);
      ask_for_file (task);
    }
  else
    fail_download (task, error);
}

/* The town has nothing after what is here: it is whole, or of another file. */
static void
handle_end (GTask *task, const PfRestReply *reply)
{
  Download *download = g_task_get_task_data (task);
  PfRestPart *part = download->part;

  if (reply->whole_size == (gint64) part->bytes->len)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (part->bytes->data, part->bytes->len);

      return_file (task, bytes);
      return;
    }
  pf_rest_part_clear (part);
  ask_for_file (task);
}

static void
downloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Download *download = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (PfRestReply) reply = pf_rest_call_finish (PF_REST_SERVICE (source), result, &error);

  if (reply == NULL)
    handle_cut (task, error);
  else if (reply->status == STATUS_NOTHING_THERE && download->begun > 0)
    handle_end (task, reply);
  else if (!pf_rest_reply_check (reply, NULL, &error))
    fail_download (task, error);
  else
    return_file (task, reply->body);
}

/* All of it, or what is not here yet. */
static void
ask_for_file (GTask *task)
{
  Download *download = g_task_get_task_data (task);
  PfRestRequest *request = pf_rest_request_new ("GET", download->part->path);

  download->begun = download->part->bytes->len;
  request->accept = ANY_TYPE;
  request->max_size = PF_DOWNLOAD_MAX_SIZE;
  request->progress = download->progress;
  request->progress_data = download->progress_data;
  request->part = download->part;
  pf_rest_call_async (g_task_get_source_object (task), request, PF_REST_CALL_ANY_STATUS, NULL,
                      g_task_get_cancellable (task), downloaded_cb, g_object_ref (task));
}

static void
download_async (PfTownService        *service,
                PfFileOf              owner,
                const char           *id,
                const char           *part,
                GFileProgressCallback progress,
                gpointer              progress_data,
                GCancellable         *cancellable,
                GAsyncReadyCallback   callback,
                gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  g_autofree char *path = pf_rest_path_build (file_paths[owner], id, part);
  Download *download = g_new0 (Download, 1);

  g_task_set_source_tag (task, download_async);
  download->part = pf_rest_parts_take (pf_rest_service_get_parts (PF_REST_SERVICE (service)), path);
  download->progress = progress;
  download->progress_data = progress_data;
  g_task_set_task_data (task, download, (GDestroyNotify) download_free);
  ask_for_file (task);
}

static PfDownload *
download_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, download_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pf_rest_files_iface_init (PfTownServiceInterface *iface)
{
  iface->upload_async = upload_async;
  iface->upload_finish = upload_finish;
  iface->download_async = download_async;
  iface->download_finish = download_finish;
}
