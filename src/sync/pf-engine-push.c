/* SPDX-License-Identifier: GPL-3.0-or-later
 * The first half of a run: the queued batches one by one, and what the town's answer to each makes
 * of it. */
#include "config.h"

#include "pf-engine-private.h"

#include <glib/gi18n-lib.h>

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfEngine) self = user_data;
  g_autoptr (GError) error = NULL;

  if (pf_store_settle_finish (PF_STORE (source), result, &error) < 0)
    {
      pf_engine_end_run (self, g_steal_pointer (&error));
      return;
    }
  pf_stumbles_forget (self->stumbles, self->key);
  g_signal_emit_by_name (self, "settled", self->key);
  pf_engine_push_next (self);
}

static void
settle (PfEngine *self, const PfAnswer *answer)
{
  pf_store_settle_async (self->store, self->key, answer, self->cancellable, settled_cb,
                         g_object_ref (self));
}

/* The town will not take this batch, now or later: each line says so, and the next batch has its
 * turn. */
static void
settle_alike (PfEngine *self, PfOutcomeKind kind, PfRefusal refusal, const char *detail)
{
  g_autoptr (PfAnswer) answer = pf_answer_new_alike (self->lines->len, kind, refusal, detail,
                                                     pf_contents_get_now (self->contents));

  settle (self, answer);
}

/* The town may have done it: only an answer that makes sense ends it. But it may be this one thing
 * that the town stumbles over: the others have their turn, and the plan is kept fresh all the same.
 * @error: (transfer full). */
static void
keep_stumble (PfEngine *self, GError *error)
{
  g_clear_error (&self->push_error);
  self->push_error = error;
}

/* @error: (transfer full). */
static void
handle_push_error (PfEngine *self, GError *error)
{
  g_autoptr (GError) owned = error;

  if (error->domain == PF_CLIENT_ERROR)
    switch ((PfClientError) error->code)
      {
      case PF_CLIENT_ERROR_REFUSED:
      case PF_CLIENT_ERROR_UNSUPPORTED:
      case PF_CLIENT_ERROR_STATE_UNKNOWN:
        settle_alike (self, PF_OUTCOME_REFUSED, PF_REFUSAL_OTHER, error->message);
        return;
      case PF_CLIENT_ERROR_CHANGED:
        settle_alike (self, PF_OUTCOME_CHANGED, PF_REFUSAL_NONE, NULL);
        return;
      case PF_CLIENT_ERROR_PROTOCOL:
      case PF_CLIENT_ERROR_SERVER:
        pf_stumbles_add (self->stumbles, self->key, g_get_monotonic_time ());
        keep_stumble (self, g_steal_pointer (&owned));
        pf_engine_push_next (self);
        return;
      default:
        break;
      }
  pf_engine_end_run (self, g_steal_pointer (&owned));
}

static void
booked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfEngine) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAnswer) answer =
      pf_town_service_book_finish (PF_TOWN_SERVICE (source), result, &error);

  if (answer != NULL && answer->outcomes->len != self->lines->len)
    {
      g_clear_pointer (&answer, pf_answer_free);
      g_set_error_literal (&error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL,
                           _("The town’s answer does not match what was sent"));
    }
  if (answer != NULL)
    settle (self, answer);
  else
    handle_push_error (self, g_steal_pointer (&error));
}

/* Takes the first queued batch that this run has not tried as the one under way. Returns: FALSE
 * where there is none. */
static gboolean
take_batch (PfEngine *self)
{
  GPtrArray *intents = pf_contents_get_intents (self->contents);

  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  for (guint i = 0; i < intents->len; i++)
    {
      PfIntent *intent = g_ptr_array_index (intents, i);

      if (intent->state != PF_INTENT_QUEUED || pf_stumbles_has_failed (self->stumbles, intent->key))
        continue;
      if (self->key == NULL)
        {
          self->key = g_strdup (intent->key);
          self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
        }
      if (g_strcmp0 (self->key, intent->key) == 0)
        g_ptr_array_add (self->lines, pf_line_copy (intent->line));
    }
  return self->key != NULL;
}

static void
pushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfEngine) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!pf_pusher_run_finish (PF_PUSHER (source), result, &error))
    {
      if (!pf_stumbles_is_one (error))
        {
          pf_engine_end_run (self, g_steal_pointer (&error));
          return;
        }
      keep_stumble (self, g_steal_pointer (&error));
    }
  pf_engine_pull (self);
}

/* The next batch; after the last one the submissions, then the pull. */
void
pf_engine_push_next (PfEngine *self)
{
  if (!self->is_started)
    pf_engine_end_run (self, NULL);
  else if (take_batch (self))
    pf_town_service_book_async (self->service, self->key, self->lines, self->cancellable, booked_cb,
                                g_object_ref (self));
  else
    pf_pusher_run_async (self->pusher, self->cancellable, pushed_cb, g_object_ref (self));
}
