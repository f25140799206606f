/* SPDX-License-Identifier: GPL-3.0-or-later
 * The basket's commands, each to every town that it concerns. */
#include "config.h"

#include "pf-basket-private.h"

#include "common/pf-gathering.h"

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  pf_session_send_finish (PF_SESSION (source), result, &error);
  pf_gathering_end (task, 0, error);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  pf_session_discard_finish (PF_SESSION (source), result, &error);
  pf_gathering_end (task, 0, error);
}

static void
given_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  pf_session_give_up_finish (PF_SESSION (source), result, &error);
  pf_gathering_end (task, 0, error);
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  pf_session_dismiss_finish (PF_SESSION (source), result, &error);
  pf_gathering_end (task, 0, error);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  pf_session_change_finish (PF_SESSION (source), result, &error);
  pf_gathering_end (task, 0, error);
}

/* Calls @call for each town that has a draft. */
static void
call_for_drafts (PfBasket *self, GTask *task,
                 void (*call) (PfSession *, GCancellable *, GAsyncReadyCallback, gpointer),
                 GAsyncReadyCallback callback)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      if (pf_basket_has_line (self, session, PF_INTENT_DRAFT))
        call (session, NULL, callback, pf_gathering_add (task));
    }
}

void
pf_basket_send_async (PfBasket *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PF_IS_BASKET (self));

  task = pf_gathering_new (self, NULL, callback, user_data);
  call_for_drafts (self, task, pf_session_send_async, sent_cb);
  pf_gathering_end (task, 0, NULL);
}

void
pf_basket_discard_async (PfBasket *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PF_IS_BASKET (self));

  task = pf_gathering_new (self, NULL, callback, user_data);
  call_for_drafts (self, task, pf_session_discard_async, discarded_cb);
  pf_gathering_end (task, 0, NULL);
}

void
pf_basket_dismiss_async (PfBasket           *self,
                         PfBasketLine       *line,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  GListModel *sessions;

  g_return_if_fail (PF_IS_BASKET (self));

  task = pf_gathering_new (self, NULL, callback, user_data);
  sessions = pf_hub_get_sessions (self->hub);
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      g_autoptr (GPtrArray) intents = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint j = 0; j < self->lines->len; j++)
        {
          PfBasketLine *other = self->lines->pdata[j];

          if (other->session == session && other->intent->state == PF_INTENT_SETTLED &&
              (line == NULL || other == line))
            g_ptr_array_add (intents, g_object_ref (other->intent));
        }
      if (intents->len > 0)
        pf_session_dismiss_async (session, intents, NULL, dismissed_cb, pf_gathering_add (task));
    }
  pf_gathering_end (task, 0, NULL);
}

void
pf_basket_remove_async (PfBasket           *self,
                        PfBasketLine       *line,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GPtrArray) items = NULL;

  g_return_if_fail (PF_IS_BASKET (self));
  g_return_if_fail (PF_IS_BASKET_LINE (line));

  task = pf_gathering_new (self, NULL, callback, user_data);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (items, g_object_ref (line->item));
  pf_session_change_async (line->session, items,
                           line->intent->line->action == PF_ACTION_BOOK ? PF_ACTION_CANCEL
                                                                        : PF_ACTION_BOOK,
                           NULL, removed_cb, pf_gathering_add (task));
  pf_gathering_end (task, 0, NULL);
}

void
pf_basket_give_up_async (PfBasket *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GHashTable) keys = NULL;

  g_return_if_fail (PF_IS_BASKET (self));

  task = pf_gathering_new (self, NULL, callback, user_data);
  keys = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->lines->len; i++)
    {
      PfBasketLine *line = self->lines->pdata[i];

      if (line->is_stuck && g_hash_table_add (keys, line->intent->key))
        pf_session_give_up_async (line->session, line->intent->key, NULL, given_up_cb,
                                  pf_gathering_add (task));
    }
  pf_gathering_end (task, 0, NULL);
}

gboolean
pf_basket_finish (PfBasket *self, GAsyncResult *result, GError **error)
{
  return pf_gathering_finish (result, self, error) >= 0;
}
