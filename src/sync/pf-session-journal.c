/* SPDX-License-Identifier: GPL-3.0-or-later
 * The session's journal: what the town has answered, seen or not yet. */
#include "config.h"

#include "pf-session-private.h"

/* What is seen between the reading and now is in both. */
static gboolean
has_intent (GPtrArray *intents, gint64 id)
{
  for (guint i = 0; i < intents->len; i++)
    if (((PfIntent *) g_ptr_array_index (intents, i))->id == id)
      return TRUE;
  return FALSE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GListModel *outbox = pf_session_get_outbox (g_task_get_source_object (task));
  GError *error = NULL;
  GPtrArray *intents = pf_store_load_journal_finish (PF_STORE (source), result, &error);

  if (intents == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (outbox); i++)
    {
      g_autoptr (PfIntent) intent = g_list_model_get_item (outbox, i);

      if (intent->state == PF_INTENT_SETTLED && !has_intent (intents, intent->id))
        g_ptr_array_add (intents, g_steal_pointer (&intent));
    }
  g_task_return_pointer (task, intents, (GDestroyNotify) g_ptr_array_unref);
}

void
pf_session_load_journal_async (PfSession          *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PF_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_session_load_journal_async);
  pf_store_load_journal_async (self->store, cancellable, loaded_cb, g_steal_pointer (&task));
}

GPtrArray *
pf_session_load_journal_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
