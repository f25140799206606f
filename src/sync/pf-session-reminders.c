/* SPDX-License-Identifier: GPL-3.0-or-later
 * The session's memory of what the family was reminded of. */
#include "config.h"

#include "pf-session-private.h"

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (pf_store_keep_reminders_finish (PF_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *marks = pf_store_load_reminders_finish (PF_STORE (source), result, &error);

  if (marks != NULL)
    g_task_return_pointer (task, marks, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
pf_session_keep_reminders_async (PfSession          *self,
                                 GPtrArray          *marks,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_return_if_fail (PF_IS_SESSION (self));
  g_return_if_fail (marks != NULL);

  pf_store_keep_reminders_async (pf_session_get_store (self), marks, cancellable, kept_cb,
                                 pf_session_create_task (self, pf_session_keep_reminders_async,
                                                         cancellable, callback, user_data));
}

gboolean
pf_session_keep_reminders_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pf_session_load_reminders_async (PfSession          *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_return_if_fail (PF_IS_SESSION (self));

  pf_store_load_reminders_async (pf_session_get_store (self), cancellable, loaded_cb,
                                 pf_session_create_task (self, pf_session_load_reminders_async,
                                                         cancellable, callback, user_data));
}

GPtrArray *
pf_session_load_reminders_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
