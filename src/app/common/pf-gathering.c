/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathering: one task over several calls that run side by side. */
#include "config.h"

#include "pf-gathering.h"

typedef struct {
  guint n_pending;
  int total;
  GError *error; /* (owned) (nullable): the first */
} Gathering;

static void
gathering_free (Gathering *gathering)
{
  g_clear_error (&gathering->error);
  g_free (gathering);
}

GTask *
pf_gathering_new (gpointer            source,
                  GCancellable       *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer            user_data)
{
  GTask *task = g_task_new (source, cancellable, callback, user_data);
  Gathering *gathering = g_new0 (Gathering, 1);

  gathering->n_pending = 1; /* the caller's, until all calls have begun */
  g_task_set_source_tag (task, pf_gathering_new);
  g_task_set_task_data (task, gathering, (GDestroyNotify) gathering_free);
  return task;
}

GTask *
pf_gathering_add (GTask *task)
{
  Gathering *gathering = g_task_get_task_data (task);

  gathering->n_pending++;
  return g_object_ref (task);
}

void
pf_gathering_end (GTask *task, int count, const GError *error)
{
  Gathering *gathering = g_task_get_task_data (task);

  gathering->total += MAX (count, 0);
  if (error != NULL && gathering->error == NULL)
    gathering->error = g_error_copy (error);
  if (--gathering->n_pending > 0)
    return;
  if (gathering->error != NULL)
    g_task_return_error (task, g_steal_pointer (&gathering->error));
  else
    g_task_return_int (task, gathering->total);
}

int
pf_gathering_finish (GAsyncResult *result, gpointer source, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
