/* SPDX-License-Identifier: GPL-3.0-or-later
 * A list of GTasks that share one operation's end. */
#include "config.h"

#include "pf-waiters.h"

struct _PfWaiters {
  GPtrArray *waiters; /* (element-type Waiter) (owned) */
};

typedef struct {
  PfWaiters *list; /* (unowned) */
  GTask *task;     /* (owned) */
  GSource *source; /* (owned) (nullable) */
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  if (waiter->source != NULL)
    {
      g_source_destroy (waiter->source);
      g_source_unref (waiter->source);
    }
  g_object_unref (waiter->task);
  g_free (waiter);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove_fast (waiter->list->waiters, waiter);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

PfWaiters *
pf_waiters_new (void)
{
  PfWaiters *self = g_new0 (PfWaiters, 1);

  self->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify) waiter_free);
  return self;
}

void
pf_waiters_free (PfWaiters *self)
{
  g_ptr_array_unref (self->waiters);
  g_free (self);
}

void
pf_waiters_add (PfWaiters *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->list = self;
  waiter->task = task;
  g_ptr_array_add (self->waiters, waiter);
  if (cancellable == NULL)
    return;
  waiter->source = g_cancellable_source_new (cancellable);
  g_source_set_callback (waiter->source, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
  g_source_attach (waiter->source, g_task_get_context (task));
}

void
pf_waiters_end (PfWaiters *self, const GError *error)
{
  g_autoptr (GPtrArray) ended = self->waiters;

  /* Returning may call back at once, and callers may wait again. */
  self->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify) waiter_free);
  for (guint i = 0; i < ended->len; i++)
    {
      Waiter *waiter = g_ptr_array_index (ended, i);

      if (error != NULL)
        g_task_return_error (waiter->task, g_error_copy (error));
      else
        g_task_return_boolean (waiter->task, TRUE);
    }
}
