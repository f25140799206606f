/* SPDX-License-Identifier: GPL-3.0-or-later
 * One submission at a time, one request at a time. Every path leads to the next one or to the end
 * of the run. */
#include "config.h"

#include "pf-pusher.h"

struct _PfPusher {
  GObject parent_instance;
  PfTownService *service; /* (owned) */
  PfStore *store;         /* (owned) */
  PfContents *contents;   /* (owned) */
  PfStumbles *stumbles;   /* (unowned) */
  GHashTable *withheld;   /* (owned): keys that are not to be sent */

  PfSubmission *current;   /* (owned) (nullable): under way */
  guint n_uploaded;        /* of its files */
  double progress;         /* of them all, 0 to 1 */
  GCancellable *uploading; /* (owned) (nullable): for the file under way */
  gulong uploading_id;     /* its bond with the run's cancellable, 0 */
  GError *stumble;         /* (owned) (nullable): the last one of the run */
};

G_DEFINE_TYPE (PfPusher, pf_pusher, G_TYPE_OBJECT)

enum {
  SIGNAL_SETTLED,
  SIGNAL_PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void push_next (GTask *task);
static void push_file (GTask *task);

static gint64
sum_sizes (GPtrArray *files, guint n_files)
{
  gint64 total = 0;

  for (guint i = 0; i < n_files; i++)
    total += ((const PfFile *) g_ptr_array_index (files, i))->size;
  return total;
}

/* The town has @n_bytes of the file under way. */
static void
set_progress (PfPusher *self, goffset n_bytes)
{
  GPtrArray *files = self->current->files;
  double total = (double) sum_sizes (files, files->len);
  double done = (double) (sum_sizes (files, self->n_uploaded) + n_bytes);

  self->progress = total > 0 ? CLAMP (done / total, 0, 1) : 1;
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, self->current->key, self->progress);
}

/* Returns: (nullable): the first that is queued and that this run has not tried in vain. */
static PfSubmission *
find_next (PfPusher *self)
{
  GPtrArray *submissions = pf_contents_get_submission_array (self->contents);

  for (guint i = 0; i < submissions->len; i++)
    {
      PfSubmission *submission = g_ptr_array_index (submissions, i);

      if (submission->state == PF_SUBMISSION_STATE_QUEUED &&
          !g_hash_table_contains (self->withheld, submission->key) &&
          !pf_stumbles_has_failed (self->stumbles, submission->key))
        return submission;
    }
  return NULL;
}

/* @error: (transfer full) (nullable). */
static void
end_run (GTask *task, GError *error)
{
  PfPusher *self = g_task_get_source_object (task);
  g_autoptr (GError) stumble = g_steal_pointer (&self->stumble);

  g_clear_object (&self->current);
  if (error == NULL)
    error = g_steal_pointer (&stumble);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfPusher *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (pf_store_settle_submission_finish (PF_STORE (source), result, &error) < 0)
    {
      end_run (task, g_steal_pointer (&error));
      return;
    }
  pf_stumbles_forget (self->stumbles, self->current->key);
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0, self->current->key);
  push_next (task);
}

static void
settle (GTask *task, const PfSubmissionAnswer *answer)
{
  PfPusher *self = g_task_get_source_object (task);

  pf_store_settle_submission_async (self->store, self->current->key, answer,
                                    g_task_get_cancellable (task), settled_cb, g_object_ref (task));
}

/* It cannot be sent, now or later: it says so. */
static void
settle_alone (GTask *task, PfSubmissionOutcome outcome, const char *detail)
{
  PfPusher *self = g_task_get_source_object (task);
  g_autoptr (PfSubmissionAnswer) answer = pf_submission_answer_new (outcome);

  answer->detail = g_strdup (detail);
  answer->at = pf_contents_get_now (self->contents);
  settle (task, answer);
}

/* @error: (transfer full). */
static void
handle_error (GTask *task, GError *error)
{
  static const struct {
    PfClientError code;
    PfSubmissionOutcome outcome;
  } final_errors[] = {
    { PF_CLIENT_ERROR_REFUSED, PF_SUBMISSION_OUTCOME_REFUSED },
    { PF_CLIENT_ERROR_UNSUPPORTED, PF_SUBMISSION_OUTCOME_REFUSED },
    { PF_CLIENT_ERROR_STATE_UNKNOWN, PF_SUBMISSION_OUTCOME_REFUSED },
    { PF_CLIENT_ERROR_CHANGED, PF_SUBMISSION_OUTCOME_CHANGED },
  };
  PfPusher *self = g_task_get_source_object (task);
  g_autoptr (GError) owned = error;

  for (gsize i = 0; i < G_N_ELEMENTS (final_errors); i++)
    if (g_error_matches (error, PF_CLIENT_ERROR, (int) final_errors[i].code))
      {
        settle_alone (task, final_errors[i].outcome, error->message);
        return;
      }
  if (!pf_stumbles_is_one (error))
    {
      end_run (task, g_steal_pointer (&owned));
      return;
    }
  pf_stumbles_add (self->stumbles, self->current->key, g_get_monotonic_time ());
  g_clear_error (&self->stumble);
  self->stumble = g_steal_pointer (&owned);
  push_next (task);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfPusher *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfSubmissionAnswer) answer =
      pf_town_service_submit_finish (PF_TOWN_SERVICE (source), result, &error);

  if (answer == NULL)
    {
      handle_error (task, g_steal_pointer (&error));
      return;
    }
  answer->at = pf_contents_get_now (self->contents);
  settle (task, answer);
}

/* Whether the family does not want the one under way to be sent, or has taken it away. */
static gboolean
is_withheld (PfPusher *self)
{
  return g_hash_table_contains (self->withheld, self->current->key) ||
         pf_contents_find_submission (self->contents, self->current->key) == NULL;
}

/* Files */

static void
progress_cb (goffset n_bytes, goffset n_total, gpointer user_data)
{
  set_progress (user_data, n_bytes);
}

static void
run_cancelled_cb (GCancellable *cancellable, gpointer uploading)
{
  g_cancellable_cancel (uploading);
}

static void
begin_upload (PfPusher *self, GCancellable *cancellable)
{
  self->uploading = g_cancellable_new ();
  if (cancellable != NULL)
    self->uploading_id = g_cancellable_connect (cancellable, G_CALLBACK (run_cancelled_cb),
                                                g_object_ref (self->uploading), g_object_unref);
}

static void
end_upload (PfPusher *self, GCancellable *cancellable)
{
  g_cancellable_disconnect (cancellable, self->uploading_id);
  self->uploading_id = 0;
  g_clear_object (&self->uploading);
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfPusher *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  gboolean done = pf_town_service_upload_finish (PF_TOWN_SERVICE (source), result, &error);
  gboolean is_broken_off = g_cancellable_is_cancelled (self->uploading);

  end_upload (self, cancellable);
  if (is_broken_off || is_withheld (self))
    push_next (task);
  else if (!done)
    handle_error (task, g_steal_pointer (&error));
  else
    {
      self->n_uploaded++;
      set_progress (self, 0);
      push_file (task);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfPusher *self = g_task_get_source_object (task);
  const PfFile *file = g_ptr_array_index (self->current->files, self->n_uploaded);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = pf_store_load_file_finish (PF_STORE (source), result, &error);

  if (is_withheld (self))
    push_next (task);
  else if (g_error_matches (error, PF_STORE_ERROR, PF_STORE_ERROR_MISSING))
    settle_alone (task, PF_SUBMISSION_OUTCOME_REFUSED, error->message);
  else if (bytes == NULL)
    end_run (task, g_steal_pointer (&error));
  else
    {
      begin_upload (self, g_task_get_cancellable (task));
      pf_town_service_upload_async (self->service, file->digest, file->media_type, bytes,
                                    progress_cb, self, self->uploading, uploaded_cb,
                                    g_object_ref (task));
    }
}

/* The next of the files, or what names them. */
static void
push_file (GTask *task)
{
  PfPusher *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (self->n_uploaded < self->current->files->len)
    {
      const PfFile *file = g_ptr_array_index (self->current->files, self->n_uploaded);

      pf_store_load_file_async (self->store, file->digest, cancellable, loaded_cb,
                                g_object_ref (task));
    }
  else
    pf_town_service_submit_async (self->service, self->current, cancellable, submitted_cb,
                                  g_object_ref (task));
}

static void
push_next (GTask *task)
{
  PfPusher *self = g_task_get_source_object (task);

  if (g_task_return_error_if_cancelled (task))
    {
      g_clear_object (&self->current);
      g_clear_error (&self->stumble);
      return;
    }
  g_set_object (&self->current, find_next (self));
  self->n_uploaded = 0;
  self->progress = 0;
  if (self->current == NULL)
    end_run (task, NULL);
  else
    push_file (task);
}

static void
pf_pusher_finalize (GObject *object)
{
  PfPusher *self = PF_PUSHER (object);

  g_clear_object (&self->service);
  g_clear_object (&self->store);
  g_clear_object (&self->contents);
  g_clear_object (&self->current);
  g_clear_error (&self->stumble);
  g_hash_table_unref (self->withheld);
  G_OBJECT_CLASS (pf_pusher_parent_class)->finalize (object);
}

static void
pf_pusher_class_init (PfPusherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_pusher_finalize;

  signals[SIGNAL_SETTLED] = g_signal_new ("settled", PF_TYPE_PUSHER, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", PF_TYPE_PUSHER, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                           G_TYPE_DOUBLE);
}

static void
pf_pusher_init (PfPusher *self)
{
  self->withheld = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

PfPusher *
pf_pusher_new (PfTownService *service, PfStore *store, PfContents *contents, PfStumbles *stumbles)
{
  PfPusher *self = g_object_new (PF_TYPE_PUSHER, NULL);

  self->service = g_object_ref (service);
  self->store = g_object_ref (store);
  self->contents = g_object_ref (contents);
  self->stumbles = stumbles;
  return self;
}

void
pf_pusher_run_async (PfPusher           *self,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, pf_pusher_run_async);
  push_next (task);
}

gboolean
pf_pusher_run_finish (PfPusher *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
pf_pusher_withhold (PfPusher *self, const char *key)
{
  gboolean is_current = self->current != NULL && g_str_equal (self->current->key, key);

  if (is_current && self->n_uploaded == self->current->files->len)
    return FALSE;
  g_hash_table_add (self->withheld, g_strdup (key));
  if (is_current && self->uploading != NULL)
    g_cancellable_cancel (self->uploading);
  return TRUE;
}

void
pf_pusher_release (PfPusher *self, const char *key)
{
  g_hash_table_remove (self->withheld, key);
}

double
pf_pusher_get_progress (PfPusher *self, const char *key)
{
  if (self->current == NULL || g_strcmp0 (self->current->key, key) != 0)
    return -1;
  return self->progress;
}
