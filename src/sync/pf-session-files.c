/* SPDX-License-Identifier: GPL-3.0-or-later
 * The session's files: from this computer where they are kept, else from the town. One whose bytes
 * the town may make anew under the same name is kept for when the town cannot be reached. */
#include "config.h"

#include "pf-client-error.h"
#include "pf-file-type.h"
#include "pf-kept-files.h"
#include "pf-session-private.h"

typedef struct {
  PfFileSource *source; /* (owned) */
  char *kept_name;      /* (nullable): of one that may be kept */
  gboolean is_lasting;  /* what is kept under that name is what the town has */
  GError *failure;      /* (nullable): why the town did not give it */
  GFileProgressCallback progress;
  gpointer progress_data;
} Fetch;

static void download (GTask *task);

static void
fetch_free (Fetch *fetch)
{
  pf_file_source_free (fetch->source);
  g_free (fetch->kept_name);
  g_clear_error (&fetch->failure);
  g_free (fetch);
}

/* Returns: (transfer full) (nullable): what @source is kept under; NULL for one that never is. */
static char *
make_kept_name (const PfFileSource *source)
{
  g_autofree char *text = NULL;

  if (!pf_session_can_keep_file (source))
    return NULL;
  if (source->digest != NULL)
    return g_strdup (source->digest);
  text = g_strdup_printf ("%d/%s/%s", source->owner, source->id,
                          source->part != NULL ? source->part : "");
  return pf_kept_files_make_name (text);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!pf_store_keep_file_finish (PF_STORE (source), result, &error))
    g_message ("A file is not kept: %s", error->message);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes = pf_store_load_kept_file_finish (PF_STORE (source), result, NULL);
  g_autofree char *name = NULL;
  gsize size;
  gconstpointer data;

  if (bytes == NULL && fetch->failure != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&fetch->failure));
      return;
    }
  if (bytes == NULL)
    {
      download (task);
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  name = g_path_get_basename (fetch->source->name);
  g_task_return_pointer (
      task,
      pf_download_new (bytes, pf_file_type_get_media_type (pf_file_type_sniff (data, size)), name),
      (GDestroyNotify) pf_download_free);
}

static void
load_kept (GTask *task)
{
  PfSession *self = g_task_get_source_object (task);
  const Fetch *fetch = g_task_get_task_data (task);

  pf_store_load_kept_file_async (pf_session_get_store (self), fetch->kept_name,
                                 g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
}

static void
downloaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfSession *self = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  PfDownload *download = pf_town_service_download_finish (PF_TOWN_SERVICE (source), result, &error);

  if (download == NULL && fetch->kept_name != NULL && !fetch->is_lasting &&
      pf_client_error_is_transient (error))
    {
      fetch->failure = error;
      load_kept (task);
      return;
    }
  if (download == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (fetch->kept_name != NULL)
    pf_store_keep_file_async (pf_session_get_store (self), fetch->kept_name, download->bytes, NULL,
                              kept_cb, NULL);
  g_task_return_pointer (task, download, (GDestroyNotify) pf_download_free);
}

static void
download (GTask *task)
{
  PfSession *self = g_task_get_source_object (task);
  const Fetch *fetch = g_task_get_task_data (task);

  pf_town_service_download_async (pf_session_get_service (self), fetch->source->owner,
                                  fetch->source->id, fetch->source->part, fetch->progress,
                                  fetch->progress_data, g_task_get_cancellable (task),
                                  downloaded_cb, g_object_ref (task));
}

static void
wish_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!pf_store_set_files_wish_finish (PF_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  pf_session_take_files_wish (g_task_get_source_object (task),
                              GPOINTER_TO_UINT (g_task_get_task_data (task)));
  g_task_return_boolean (task, TRUE);
}

PfFileSource *
pf_file_source_copy (const PfFileSource *source)
{
  PfFileSource *copy = g_new (PfFileSource, 1);

  *copy = (PfFileSource){ source->owner, g_strdup (source->id), g_strdup (source->part),
                          g_strdup (source->name), g_strdup (source->digest) };
  return copy;
}

void
pf_file_source_free (PfFileSource *source)
{
  g_free ((char *) source->id);
  g_free ((char *) source->part);
  g_free ((char *) source->name);
  g_free ((char *) source->digest);
  g_free (source);
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
  gboolean keeps;
  Fetch *fetch;

  g_return_if_fail (PF_IS_SESSION (self));
  g_return_if_fail (source != NULL && source->id != NULL && source->name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_session_fetch_file_async);
  keeps = self->files_wish == PF_FILES_KEPT;
  fetch = g_new (Fetch, 1);
  *fetch = (Fetch){ .source = pf_file_source_copy (source),
                    .kept_name = keeps ? make_kept_name (source) : NULL,
                    .is_lasting = source->digest != NULL,
                    .progress = progress,
                    .progress_data = progress_data };
  g_task_set_task_data (task, fetch, (GDestroyNotify) fetch_free);
  if (fetch->kept_name != NULL && fetch->is_lasting)
    load_kept (task);
  else
    download (task);
}

PfDownload *
pf_session_fetch_file_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
pf_session_can_keep_file (const PfFileSource *source)
{
  return source->owner == PF_FILE_OF_PAPER || source->owner == PF_FILE_OF_INVOICE ||
         source->owner == PF_FILE_OF_NEWS || source->owner == PF_FILE_OF_MESSAGE;
}

PfFilesWish
pf_session_get_files_wish (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), PF_FILES_LEFT);

  return self->files_wish;
}

void
pf_session_set_files_wish_async (PfSession          *self,
                                 PfFilesWish         wish,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (PF_IS_SESSION (self));

  task = pf_session_create_task (self, pf_session_set_files_wish_async, cancellable, callback,
                                 user_data);
  g_task_set_task_data (task, GUINT_TO_POINTER (wish), NULL);
  pf_store_set_files_wish_async (pf_session_get_store (self), wish, cancellable, wish_set_cb, task);
}

gboolean
pf_session_set_files_wish_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pf_session_keep_file (PfSession *self, const PfFileSource *source, GBytes *bytes)
{
  g_autofree char *name = NULL;

  g_return_if_fail (PF_IS_SESSION (self) && source != NULL && bytes != NULL);

  name = make_kept_name (source);
  if (name != NULL)
    pf_store_keep_file_async (pf_session_get_store (self), name, bytes, NULL, kept_cb, NULL);
}
