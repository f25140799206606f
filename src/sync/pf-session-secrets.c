/* SPDX-License-Identifier: GPL-3.0-or-later
 * The session's commands about what is secret: the key, and the health sheets that are kept. */
#include "config.h"

#include "pf-session.h"
#include "pf-session-private.h"

static void
end_with_boolean (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
key_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done = pf_store_set_key_finish (PF_STORE (source), result, &error);

  if (done)
    pf_session_note_key (g_task_get_source_object (task));
  end_with_boolean (task, done, error);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  end_with_boolean (task, pf_store_keep_health_sheet_finish (PF_STORE (source), result, &error),
                    error);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  end_with_boolean (task, pf_store_forget_health_sheet_finish (PF_STORE (source), result, &error),
                    error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  PfHealthSheet *sheet = pf_store_load_health_sheet_finish (PF_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, sheet, g_object_unref);
}

void
pf_session_set_key_async (PfSession          *self,
                          GBytes             *key,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (PF_IS_SESSION (self) && key != NULL);

  task = pf_session_create_task (self, pf_session_set_key_async, cancellable, callback, user_data);
  pf_store_set_key_async (pf_session_get_store (self), key, cancellable, key_set_cb, task);
}

gboolean
pf_session_set_key_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
pf_session_get_keeps_secrets (PfSession *self)
{
  g_return_val_if_fail (PF_IS_SESSION (self), FALSE);

  return self->keeps_secrets;
}

void
pf_session_keep_health_sheet_async (PfSession          *self,
                                    PfHealthSheet      *sheet,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (PF_IS_SESSION (self) && PF_IS_HEALTH_SHEET (sheet));

  task = pf_session_create_task (self, pf_session_keep_health_sheet_async, cancellable, callback,
                                 user_data);
  pf_store_keep_health_sheet_async (pf_session_get_store (self), sheet, cancellable, kept_cb, task);
}

gboolean
pf_session_keep_health_sheet_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pf_session_forget_health_sheet_async (PfSession          *self,
                                      const char         *child,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (PF_IS_SESSION (self) && child != NULL);

  task = pf_session_create_task (self, pf_session_forget_health_sheet_async, cancellable, callback,
                                 user_data);
  pf_store_forget_health_sheet_async (pf_session_get_store (self), child, cancellable, forgotten_cb,
                                      task);
}

gboolean
pf_session_forget_health_sheet_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
pf_session_load_health_sheet_async (PfSession          *self,
                                    const char         *child,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (PF_IS_SESSION (self) && child != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_session_load_health_sheet_async);
  pf_store_load_health_sheet_async (pf_session_get_store (self), child, cancellable, loaded_cb,
                                    task);
}

PfHealthSheet *
pf_session_load_health_sheet_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
