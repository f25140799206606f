/* SPDX-License-Identifier: GPL-3.0-or-later
 * The hub's commands: what concerns several towns goes to each of them, and ends when the last has
 * answered. */
#include "config.h"

#include "pf-hub-private.h"

#include "pf-gathering.h"

#define SIGN_OUT_PATIENCE 5000 /* ms */

/* Change */

static void
session_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  PfHub *self = g_task_get_source_object (task);
  int count = pf_session_change_finish (PF_SESSION (source), result, &error);

  if (count > 0)
    g_ptr_array_add (self->changed, source);
  pf_gathering_end (task, count, error);
}

static GHashTable *
group_by_session (GPtrArray *items)
{
  GHashTable *groups = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < items->len; i++)
    {
      PfPlanItem *item = items->pdata[i];
      GPtrArray *group = g_hash_table_lookup (groups, item->session);

      if (group == NULL)
        {
          group = g_ptr_array_new_with_free_func (g_object_unref);
          g_hash_table_insert (groups, item->session, group);
        }
      g_ptr_array_add (group, g_object_ref (item));
    }
  return groups;
}

void
pf_hub_change_async (PfHub              *self,
                     GPtrArray          *items,
                     PfAction            action,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GHashTable) groups = NULL;
  GHashTableIter iter;
  gpointer session, group;

  g_return_if_fail (PF_IS_HUB (self));
  g_return_if_fail (items != NULL);

  task = pf_gathering_new (self, cancellable, callback, user_data);
  groups = group_by_session (items);
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &session, &group))
    pf_session_change_async (session, group, action, cancellable, session_changed_cb,
                             pf_gathering_add (task));
  pf_gathering_end (task, 0, NULL);
}

int
pf_hub_change_finish (PfHub *self, GAsyncResult *result, GError **error)
{
  return pf_gathering_finish (result, self, error);
}

/* Undo */

static void
session_undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  gboolean undone = pf_session_undo_finish (PF_SESSION (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, undone);
}

/* The town of the last change made in this run; after a restart, any town that still has one. */
static PfSession *
take_last_changed (PfHub *self)
{
  GListModel *sessions = G_LIST_MODEL (self->sessions);

  while (self->changed->len > 0)
    {
      PfSession *session = g_ptr_array_steal_index (self->changed, self->changed->len - 1);

      if (pf_session_get_can_undo (session))
        return session;
    }
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      if (pf_session_get_can_undo (session))
        return session; /* the list keeps it */
    }
  return NULL;
}

void
pf_hub_undo_async (PfHub              *self,
                   GCancellable       *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  PfSession *session;

  g_return_if_fail (PF_IS_HUB (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_hub_undo_async);
  session = take_last_changed (self);
  if (session == NULL)
    g_task_return_boolean (task, FALSE);
  else
    pf_session_undo_async (session, cancellable, session_undone_cb, g_steal_pointer (&task));
}

gboolean
pf_hub_undo_finish (PfHub *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Forget and close */

typedef struct {
  PfAccount *account;     /* (owned) */
  GCancellable *patience; /* (owned): with the town */
  guint alarm;
  gboolean was_told;
} Forgetting;

static void
forgetting_free (Forgetting *forgetting)
{
  g_clear_handle_id (&forgetting->alarm, g_source_remove);
  g_object_unref (forgetting->account);
  g_object_unref (forgetting->patience);
  g_free (forgetting);
}

static void
account_forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Forgetting *forgetting = g_task_get_task_data (task);
  GError *error = NULL;

  if (pf_account_list_forget_finish (PF_ACCOUNT_LIST (source), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  pf_hub_renew_session (g_task_get_source_object (task), forgetting->account);
  g_task_return_error (task, error);
}

/* @task: (transfer full). */
static void
forget_account (GTask *task)
{
  PfHub *self = g_task_get_source_object (task);
  Forgetting *forgetting = g_task_get_task_data (task);

  pf_account_list_forget_async (self->accounts, forgetting->account, g_task_get_cancellable (task),
                                account_forgotten_cb, task);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Forgetting *forgetting = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&forgetting->alarm, g_source_remove);
  forgetting->was_told = pf_town_service_sign_out_finish (PF_TOWN_SERVICE (source), result, &error);
  if (!forgetting->was_told)
    g_debug ("signing out before forgetting: %s", error->message);
  forget_account (task);
}

static void
patience_ends_cb (gpointer user_data)
{
  Forgetting *forgetting = user_data;

  forgetting->alarm = 0;
  g_cancellable_cancel (forgetting->patience);
}

static void
session_closed_to_forget_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Forgetting *forgetting = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* Whatever closing says, the family wants the data gone. */
  if (!pf_session_close_finish (PF_SESSION (source), result, &error))
    g_debug ("closing before forgetting: %s", error->message);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      forget_account (task);
      return;
    }
  forgetting->alarm = g_timeout_add_once (SIGN_OUT_PATIENCE, patience_ends_cb, forgetting);
  pf_town_service_sign_out_async (pf_account_get_service (forgetting->account),
                                  forgetting->patience, signed_out_cb, task);
}

void
pf_hub_forget_async (PfHub              *self,
                     PfAccount          *account,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Forgetting *forgetting;
  PfSession *session;

  g_return_if_fail (PF_IS_HUB (self));
  g_return_if_fail (PF_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_hub_forget_async);
  forgetting = g_new0 (Forgetting, 1);
  forgetting->account = g_object_ref (account);
  forgetting->patience = g_cancellable_new ();
  g_task_set_task_data (task, forgetting, (GDestroyNotify) forgetting_free);
  session = pf_hub_get_session (self, account);
  g_return_if_fail (session != NULL);
  pf_hub_close_session (self, session, session_closed_to_forget_cb, g_steal_pointer (&task));
}

gboolean
pf_hub_forget_finish (PfHub *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
pf_hub_forget_was_told (PfHub *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return ((Forgetting *) g_task_get_task_data (G_TASK (result)))->was_told;
}

static void
session_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  pf_session_close_finish (PF_SESSION (source), result, &error);
  pf_gathering_end (task, 0, error);
}

void
pf_hub_close_async (PfHub *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GListModel *sessions;

  g_return_if_fail (PF_IS_HUB (self));

  task = pf_gathering_new (self, NULL, callback, user_data);
  sessions = G_LIST_MODEL (self->sessions);
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      pf_hub_close_session (self, session, session_closed_cb, pf_gathering_add (task));
    }
  pf_gathering_end (task, 0, NULL);
}

gboolean
pf_hub_close_finish (PfHub *self, GAsyncResult *result, GError **error)
{
  return pf_gathering_finish (result, self, error) >= 0;
}

void
pf_hub_set_pull_interval (PfHub *self, int minutes)
{
  g_return_if_fail (PF_IS_HUB (self));

  self->pull_interval = minutes;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sessions)); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (G_LIST_MODEL (self->sessions), i);

      pf_session_set_pull_interval (session, minutes);
    }
}
