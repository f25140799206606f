/* SPDX-License-Identifier: GPL-3.0-or-later
 * The fake town's calls: on their way they fail, get lost or wait, as told; what they do there is
 * the town's business. */
#include "config.h"

#include "pf-fake-town-private.h"

static void
call_free (Call *call)
{
  g_clear_pointer (&call->lines, g_ptr_array_unref);
  g_clear_object (&call->submission);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  g_free (call->since);
  g_free (call->key);
  g_free (call);
}

/* Takes one of @n away. Returns: whether there was one. */
static gboolean
take (guint *n)
{
  if (*n == 0)
    return FALSE;
  --*n;
  return TRUE;
}

static gboolean
is_chaotic (PfFakeTown *self)
{
  return self->chaos > 0 && g_rand_double (self->random) < self->chaos;
}

static void
answer_task (PfFakeTown *self, GTask *task)
{
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer answer = NULL;
  GDestroyNotify free_answer = (GDestroyNotify) pf_answer_free;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (take (&self->n_failures[call->call]))
    error = g_error_new_literal (PF_CLIENT_ERROR, self->failures[call->call], "as told");
  else if (is_chaotic (self))
    error = g_error_new_literal (PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE, "chaos before");
  else if (call->call == PF_FAKE_PULL)
    {
      answer = pf_fake_town_pull (self, call->since, &error);
      free_answer = (GDestroyNotify) pf_changes_unref;
    }
  else if (call->call == PF_FAKE_SUBMIT)
    {
      answer = pf_fake_town_submit (self, call->submission);
      free_answer = (GDestroyNotify) pf_submission_answer_free;
    }
  else if (call->call == PF_FAKE_UPLOAD)
    {
      pf_fake_town_take_file (self, call);
      answer = g_bytes_ref (call->bytes);
      free_answer = (GDestroyNotify) g_bytes_unref;
    }
  else
    answer = call->call == PF_FAKE_BOOK ? pf_fake_town_book (self, call)
                                        : pf_fake_town_judge (self, call->lines, FALSE);

  if (error == NULL && (take (&self->n_losses[call->call]) || is_chaotic (self)))
    {
      g_clear_pointer (&answer, free_answer);
      error = g_error_new_literal (PF_CLIENT_ERROR, PF_CLIENT_ERROR_UNREACHABLE, "answer lost");
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, free_answer);
}

static gboolean
answer_cb (gpointer user_data)
{
  GTask *task = user_data;

  answer_task (g_task_get_source_object (task), task);
  return G_SOURCE_REMOVE;
}

static void
give_call (PfFakeTown *self, Call *call, GTask *task)
{
  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  self->n_calls[call->call]++;
  if (self->is_held)
    g_queue_push_tail (&self->held, task);
  else
    g_idle_add_full (G_PRIORITY_DEFAULT, answer_cb, task, g_object_unref);
}

static void
start_call (PfFakeTown         *self,
            PfFakeCall          which,
            const char         *text,
            GPtrArray          *lines,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->call = which;
  call->since = which == PF_FAKE_PULL ? g_strdup (text) : NULL;
  call->key = which == PF_FAKE_BOOK ? g_strdup (text) : NULL;
  if (lines != NULL)
    call->lines = g_ptr_array_ref (lines);
  give_call (self, call, task);
}

static const PfDiscovery *
get_discovery (PfTownService *service)
{
  return PF_FAKE_TOWN (service)->discovery;
}

static PfFeatures
get_features (PfTownService *service)
{
  return PF_FAKE_TOWN (service)->features;
}

static void
set_secret (PfTownService *service, GBytes *secret)
{
}

static void
pull_async (PfTownService      *service,
            const char         *since,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  start_call (PF_FAKE_TOWN (service), PF_FAKE_PULL, since, NULL, cancellable, callback, user_data);
}

static PfChanges *
pull_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
quote_async (PfTownService      *service,
             GPtrArray          *lines,
             GCancellable       *cancellable,
             GAsyncReadyCallback callback,
             gpointer            user_data)
{
  start_call (PF_FAKE_TOWN (service), PF_FAKE_QUOTE, NULL, lines, cancellable, callback, user_data);
}

static void
book_async (PfTownService      *service,
            const char         *key,
            GPtrArray          *lines,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  start_call (PF_FAKE_TOWN (service), PF_FAKE_BOOK, key, lines, cancellable, callback, user_data);
}

static PfAnswer *
answer_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
submit_async (PfTownService      *service,
              PfSubmission       *submission,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  Call *call = g_new0 (Call, 1);

  call->call = PF_FAKE_SUBMIT;
  call->submission = g_object_ref (submission);
  give_call (PF_FAKE_TOWN (service), call, g_task_new (service, cancellable, callback, user_data));
}

static PfSubmissionAnswer *
submit_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
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
  Call *call = g_new0 (Call, 1);

  call->call = PF_FAKE_UPLOAD;
  call->bytes = g_bytes_ref (bytes);
  call->progress = progress;
  call->progress_data = progress_data;
  give_call (PF_FAKE_TOWN (service), call, g_task_new (service, cancellable, callback, user_data));
}

static gboolean
upload_finish (PfTownService *service, GAsyncResult *result, GError **error)
{
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), error);

  return bytes != NULL;
}

static void
start_events (PfTownService *service)
{
  PF_FAKE_TOWN (service)->has_events = TRUE;
}

static void
stop_events (PfTownService *service)
{
  PF_FAKE_TOWN (service)->has_events = FALSE;
}

void
pf_fake_calls_iface_init (PfTownServiceInterface *iface)
{
  iface->get_discovery = get_discovery;
  iface->get_features = get_features;
  iface->set_secret = set_secret;
  iface->pull_async = pull_async;
  iface->pull_finish = pull_finish;
  iface->quote_async = quote_async;
  iface->quote_finish = answer_finish;
  iface->book_async = book_async;
  iface->book_finish = answer_finish;
  iface->submit_async = submit_async;
  iface->submit_finish = submit_finish;
  iface->upload_async = upload_async;
  iface->upload_finish = upload_finish;
  iface->start_events = start_events;
  iface->stop_events = stop_events;
}

void
pf_fake_town_set_held (PfFakeTown *self, gboolean is_held)
{
  GTask *task;

  self->is_held = is_held;
  while (!is_held && (task = g_queue_pop_head (&self->held)) != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, answer_cb, task, g_object_unref);
}
