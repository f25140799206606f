/* SPDX-License-Identifier: GPL-3.0-or-later
 * The session's commands about what the family writes. Each is on the disk before it is reported
 * done. */
#include "config.h"

#include "pf-session.h"
#include "pf-session-private.h"

#include <glib/gi18n-lib.h>

#include "pf-file-type.h"

#define DEFAULT_NAME "file"

/* A file to keep: the task data of its putting. */
typedef struct {
  char *name;    /* (owned) (nullable): until it is known */
  GBytes *bytes; /* (owned) (nullable): until they are read */
  gboolean is_secret;
} Putting;

static void
putting_free (Putting *putting)
{
  g_free (putting->name);
  g_clear_pointer (&putting->bytes, g_bytes_unref);
  g_free (putting);
}

static gint64
finish_command (PfSession *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self) && g_async_result_is_tagged (result, tag),
                        -1);

  return g_task_propagate_int (G_TASK (result), error);
}

/* @count: -1 with @error (transfer full). */
static void
end_command (GTask *task, gint64 count, GError *error)
{
  if (count >= 0)
    g_task_return_int (task, (gssize) count);
  else
    g_task_return_error (task, error);
}

/* Drafts and the queue */

/* A draft that is gone or sent already is not written any more: that is the caller's mistake, but
 * what was typed must not be lost in silence. */
static void
end_writing (GTask *task, gint64 id, GError *error)
{
  if (id == 0)
    error = g_error_new_literal (PF_STORE_ERROR, PF_STORE_ERROR_MISSING,
                                 _("This draft was sent or discarded already"));
  end_command (task, id == 0 ? -1 : id, error);
}

static void
draft_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gint64 id = pf_store_save_draft_finish (PF_STORE (source), result, &error);

  end_writing (task, id, error);
}

static void
queued_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gint64 id = pf_store_queue_submission_finish (PF_STORE (source), result, &error);

  end_writing (task, id, error);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfSession *self = g_task_get_source_object (task);
  const char *key = g_task_get_task_data (task);
  GError *error = NULL;
  int count = pf_store_discard_submission_finish (PF_STORE (source), result, &error);

  if (key != NULL)
    pf_pusher_release (pf_engine_get_pusher (pf_session_get_engine (self)), key);
  end_command (task, count, error);
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int count = pf_store_dismiss_submission_finish (PF_STORE (source), result, &error);

  end_command (task, count, error);
}

/* Files */

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  PfFile *file = pf_store_put_file_finish (PF_STORE (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) pf_file_free);
  else
    g_task_return_error (task, error);
}

static void
put (GTask *task)
{
  PfSession *self = g_task_get_source_object (task);
  Putting *putting = g_task_get_task_data (task);

  pf_store_put_file_async (pf_session_get_store (self), putting->name, putting->bytes,
                           putting->is_secret, g_task_get_cancellable (task), put_cb,
                           g_object_ref (task));
}

/* Reads no more than what shows that the file is too large: it may be a film. */
static GBytes *
read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree char *buffer = NULL;
  gsize size;

  if (stream == NULL)
    return NULL;
  buffer = g_malloc (PF_UPLOAD_MAX + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), buffer, PF_UPLOAD_MAX + 1, &size,
                                cancellable, error))
    return NULL;
  if (size <= PF_UPLOAD_MAX)
    return g_bytes_new (buffer, size);
  g_set_error_literal (error, PF_STORE_ERROR, PF_STORE_ERROR_TOO_LARGE,
                       _("This file is too large"));
  return NULL;
}

static char *
read_name (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  const char *name = info != NULL ? g_file_info_get_display_name (info) : NULL;

  return g_strdup (name != NULL ? name : DEFAULT_NAME);
}

/* Runs on a worker thread. */
static void
read_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Putting *putting = g_new0 (Putting, 1);
  g_autoptr (GError) error = NULL;

  putting->bytes = read_file (task_data, cancellable, &error);
  putting->name = read_name (task_data, cancellable);
  if (putting->bytes != NULL)
    g_task_return_pointer (task, putting, (GDestroyNotify) putting_free);
  else
    {
      putting_free (putting);
      g_task_return_error (task, g_steal_pointer (&error));
    }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Putting *putting = g_task_propagate_pointer (G_TASK (result), &error);

  if (putting == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, putting, (GDestroyNotify) putting_free);
  put (task);
}

static void
file_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = pf_store_load_file_finish (PF_STORE (source), result, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
pf_session_save_draft_async (PfSession          *self,
                             PfSubmission       *draft,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (PF_IS_SESSION (self) && PF_IS_SUBMISSION (draft));

  task =
      pf_session_create_task (self, pf_session_save_draft_async, cancellable, callback, user_data);
  pf_store_save_draft_async (pf_session_get_store (self), draft, pf_session_get_now (self),
                             cancellable, draft_saved_cb, task);
}

gint64
pf_session_save_draft_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  gint64 id = finish_command (self, result, pf_session_save_draft_async, error);

  return MAX (id, 0);
}

void
pf_session_submit_async (PfSession          *self,
                         PfSubmission       *submission,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (PF_IS_SESSION (self) && PF_IS_SUBMISSION (submission));

  task = pf_session_create_task (self, pf_session_submit_async, cancellable, callback, user_data);
  pf_store_queue_submission_async (pf_session_get_store (self), submission,
                                   pf_session_get_now (self), cancellable, queued_cb, task);
}

gint64
pf_session_submit_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  gint64 id = finish_command (self, result, pf_session_submit_async, error);

  return MAX (id, 0);
}

void
pf_session_discard_submission_async (PfSession          *self,
                                     PfSubmission       *submission,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  PfPusher *pusher;

  g_return_if_fail (PF_IS_SESSION (self) && PF_IS_SUBMISSION (submission));

  task = pf_session_create_task (self, pf_session_discard_submission_async, cancellable, callback,
                                 user_data);
  pusher = pf_engine_get_pusher (pf_session_get_engine (self));
  if (submission->key != NULL && !pf_pusher_withhold (pusher, submission->key))
    {
      g_task_return_int (task, 0);
      return;
    }
  g_task_set_task_data (task, g_strdup (submission->key), g_free);
  pf_store_discard_submission_async (pf_session_get_store (self), submission->id, cancellable,
                                     discarded_cb, g_steal_pointer (&task));
}

gboolean
pf_session_discard_submission_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  return finish_command (self, result, pf_session_discard_submission_async, error) > 0;
}

void
pf_session_dismiss_submission_async (PfSession          *self,
                                     PfSubmission       *submission,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (PF_IS_SESSION (self) && PF_IS_SUBMISSION (submission));

  task = pf_session_create_task (self, pf_session_dismiss_submission_async, cancellable, callback,
                                 user_data);
  pf_store_dismiss_submission_async (pf_session_get_store (self), submission->id, cancellable,
                                     dismissed_cb, task);
}

gboolean
pf_session_dismiss_submission_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  return finish_command (self, result, pf_session_dismiss_submission_async, error) >= 0;
}

void
pf_session_put_file_async (PfSession          *self,
                           GFile              *file,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) reading = NULL;
  GTask *task;

  g_return_if_fail (PF_IS_SESSION (self) && G_IS_FILE (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_session_put_file_async);
  reading = g_task_new (self, cancellable, read_cb, task);
  g_task_set_source_tag (reading, read_worker);
  g_task_set_task_data (reading, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (reading, read_worker);
}

PfFile *
pf_session_put_file_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pf_session_put_bytes_async (PfSession          *self,
                            const char         *name,
                            GBytes             *bytes,
                            gboolean            is_secret,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Putting *putting;

  g_return_if_fail (PF_IS_SESSION (self) && name != NULL && bytes != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_session_put_bytes_async);
  putting = g_new0 (Putting, 1);
  putting->name = g_strdup (name);
  putting->bytes = g_bytes_ref (bytes);
  putting->is_secret = is_secret;
  g_task_set_task_data (task, putting, (GDestroyNotify) putting_free);
  put (task);
}

PfFile *
pf_session_put_bytes_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  return pf_session_put_file_finish (self, result, error);
}

void
pf_session_load_file_async (PfSession          *self,
                            const PfFile       *file,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (PF_IS_SESSION (self) && file != NULL && file->digest != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_session_load_file_async);
  pf_store_load_file_async (pf_session_get_store (self), file->digest, cancellable, file_loaded_cb,
                            task);
}

GBytes *
pf_session_load_file_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

double
pf_session_get_upload_progress (PfSession *self, PfSubmission *submission)
{
  g_return_val_if_fail (PF_IS_SESSION (self) && PF_IS_SUBMISSION (submission), -1);

  return pf_pusher_get_progress (pf_engine_get_pusher (pf_session_get_engine (self)),
                                 submission->key);
}

gboolean
pf_session_is_submission_stuck (PfSession *self, PfSubmission *submission)
{
  g_return_val_if_fail (PF_IS_SESSION (self) && PF_IS_SUBMISSION (submission), FALSE);

  return submission->state == PF_SUBMISSION_STATE_QUEUED &&
         pf_engine_is_stuck (pf_session_get_engine (self), submission->key);
}
