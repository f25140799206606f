/* SPDX-License-Identifier: GPL-3.0-or-later
 * The session's files: from this computer where they are kept, else from the town. */
#include "config.h"

#include "pf-file-type.h"
#include "pf-session-private.h"

typedef struct {
  PfFileOf owner;
  char *id;
  char *part; /* (nullable) */
  char *name;
  char *digest; /* (nullable): of one that may be kept */
  GFileProgressCallback progress;
  gpointer progress_data;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_free (fetch->id);
  g_free (fetch->part);
  g_free (fetch->name);
  g_free (fetch->digest);
  g_free (fetch);
}

/* Whether files of @owner are kept: never what may tell of health. */
static gboolean
is_kept (PfFileOf owner)
{
  return owner == PF_FILE_OF_PAPER || owner == PF_FILE_OF_NEWS;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!pf_store_keep_file_finish (PF_STORE (source), result, &error))
    g_message ("A file is not kept: %s", error->message);
}

static void
downloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfSession *self = g_task_get_source_object (task);
  const Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  PfDownload *download = pf_town_service_download_finish (PF_TOWN_SERVICE (source), result, &error);

  if (download == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (fetch->digest != NULL)
    pf_store_keep_file_async (pf_session_get_store (self), fetch->digest, download->bytes, NULL,
                              kept_cb, NULL);
  g_task_return_pointer (task, download, (GDestroyNotify) pf_download_free);
}

static void
download (GTask *task)
{
  PfSession *self = g_task_get_source_object (task);
  const Fetch *fetch = g_task_get_task_data (task);

  pf_town_service_download_async (pf_session_get_service (self), fetch->owner, fetch->id,
                                  fetch->part, fetch->progress, fetch->progress_data,
                                  g_task_get_cancellable (task), downloaded_cb,
                                  g_object_ref (task));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = pf_store_load_kept_file_finish (PF_STORE (source), result, NULL);
  gsize size;
  gconstpointer data;

  if (bytes == NULL)
    {
      download (task);
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  g_task_return_pointer (
      task,
      pf_download_new (bytes, pf_file_type_get_media_type (pf_file_type_sniff (data, size)),
                       fetch->name),
      (GDestroyNotify) pf_download_free);
}

void
pf_session_fetch_file_async (PfSession            *self,
                             const PfFileSource   *source,
                             GFileProgressCallback progress,
                             gpointer              progress_data,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  Fetch *fetch;

  g_return_if_fail (PF_IS_SESSION (self));
  g_return_if_fail (source != NULL && source->id != NULL && source->name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_session_fetch_file_async);
  fetch = g_new (Fetch, 1);
  *fetch = (Fetch){ .owner = source->owner,
                    .id = g_strdup (source->id),
                    .part = g_strdup (source->part),
                    .name = g_path_get_basename (source->name),
                    .digest = is_kept (source->owner) ? g_strdup (source->digest) : NULL,
                    .progress = progress,
                    .progress_data = progress_data };
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  if (fetch->digest != NULL)
    pf_store_load_kept_file_async (pf_session_get_store (self), fetch->digest, cancellable,
                                   loaded_cb, g_steal_pointer (&task));
  else
    download (task);
}

PfDownload *
pf_session_fetch_file_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
