/* SPDX-License-Identifier: GPL-3.0-or-later
 * The store's calls for reminders: operations for the worker. */
#include "config.h"

#include "pf-reminder.h"
#include "pf-store-private.h"

static gpointer
copy_mark (gconstpointer mark, gpointer unused)
{
  return pf_reminder_mark_copy (mark);
}

void
pf_store_keep_reminders_async (PfStore            *self,
                               GPtrArray          *marks,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_keep_reminders);

  operation->marks = g_ptr_array_copy (marks, copy_mark, NULL);
  g_ptr_array_set_free_func (operation->marks, (GDestroyNotify) pf_reminder_mark_free);
  pf_store_start_operation (self, operation, pf_store_keep_reminders_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_DONE (keep_reminders)

void
pf_store_load_reminders_async (PfStore            *self,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_load_reminders);

  pf_store_start_operation (self, operation, pf_store_load_reminders_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_FINISH (GPtrArray *, load_reminders, pointer)
