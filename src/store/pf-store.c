/* SPDX-License-Identifier: GPL-3.0-or-later
 * The store as the main thread sees it: calls become operations, which the worker runs one after
 * the other and sends back. */
#include "config.h"

#include "pf-store-private.h"

#include <glib/gi18n-lib.h>

#include "pf-handover.h"

struct _PfStore {
  GObject parent_instance;
  char *folder;          /* (owned) */
  GMainContext *context; /* (owned): where everything comes back */
  GAsyncQueue *queue;    /* (owned) (element-type PfOperation) */
  GThread *worker;       /* (owned) (nullable): from the first call on */
  gboolean is_closed;
};

G_DEFINE_TYPE (PfStore, pf_store, G_TYPE_OBJECT)
G_DEFINE_QUARK (pf-store-error-quark, pf_store_error)

enum {
  SIGNAL_CHANGED,
  SIGNAL_NOTICE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
return_operation (PfOperation *operation)
{
  GTask *task = operation->task;

  if (operation->error != NULL)
    g_task_return_error (task, g_steal_pointer (&operation->error));
  else if (operation->loaded != NULL)
    g_task_return_pointer (task, g_steal_pointer (&operation->loaded),
                           (GDestroyNotify) pf_store_news_free);
  else if (operation->sheets != NULL)
    g_task_return_pointer (task, g_steal_pointer (&operation->sheets),
                           (GDestroyNotify) g_ptr_array_unref);
  else if (operation->hits != NULL)
    g_task_return_pointer (task, g_steal_pointer (&operation->hits),
                           (GDestroyNotify) g_ptr_array_unref);
  else if (operation->journal != NULL)
    g_task_return_pointer (task, g_steal_pointer (&operation->journal),
                           (GDestroyNotify) g_ptr_array_unref);
  else if (operation->file != NULL)
    g_task_return_pointer (task, g_steal_pointer (&operation->file), (GDestroyNotify) pf_file_free);
  else if (operation->found != NULL)
    g_task_return_pointer (task, g_steal_pointer (&operation->found),
                           (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_int (task, operation->count);
}

static gboolean
operation_done_cb (gpointer user_data)
{
  PfOperation *operation = user_data;
  PfStore *self = g_task_get_source_object (operation->task);

  pf_handover_take (operation);
  for (guint bit = 1; bit <= PF_STORE_NOTICE_SECRETS_LOST; bit <<= 1)
    if ((operation->notices & bit) != 0)
      g_signal_emit (self, signals[SIGNAL_NOTICE], 0, bit);
  if (operation->changed != NULL)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, operation->changed);
  /* The end: the worker has nothing left to do. */
  if (operation->run == NULL)
    g_clear_pointer (&self->worker, g_thread_join);
  return_operation (operation);
  return G_SOURCE_REMOVE;
}

/* Always through the loop, even where the worker could be the context's owner for a moment. */
static void
send_back (PfStore *self, PfOperation *operation)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, operation_done_cb, operation, (GDestroyNotify) pf_operation_free);
  g_source_set_static_name (source, "PfStore");
  pf_handover_give (operation);
  g_source_attach (source, self->context);
}

static void
give_operation (PfStore *self, PfOperation *operation)
{
  pf_handover_give (operation);
  g_async_queue_push (self->queue, operation);
}

static PfOperation *
take_operation (PfStore *self)
{
  PfOperation *operation = g_async_queue_pop (self->queue);

  pf_handover_take (operation);
  return operation;
}

/* Ends with an operation that has nothing to run. */
static gpointer
worker_main (gpointer user_data)
{
  PfStore *self = user_data;
  PfDisk *disk = pf_disk_new (self->folder);
  PfOperation *operation;

  while ((operation = take_operation (self))->run != NULL)
    {
      pf_disk_run (disk, operation);
      send_back (self, operation);
    }
  pf_disk_free (disk);
  if (operation->task != NULL)
    send_back (self, operation);
  else
    pf_operation_free (operation);
  return NULL;
}

static void
pf_store_finalize (GObject *object)
{
  PfStore *self = PF_STORE (object);

  if (self->worker != NULL)
    {
      give_operation (self, pf_operation_new (NULL));
      g_thread_join (self->worker);
    }
  g_async_queue_unref (self->queue);
  g_main_context_unref (self->context);
  g_free (self->folder);
  G_OBJECT_CLASS (pf_store_parent_class)->finalize (object);
}

static void
pf_store_class_init (PfStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_store_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PF_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", PF_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
pf_store_init (PfStore *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->queue = g_async_queue_new ();
}

void
pf_store_status_free (PfStoreStatus *status)
{
  g_free (status->state);
  g_free (status);
}

void
pf_store_news_free (PfStoreNews *news)
{
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    g_clear_pointer (&news->records[i], g_ptr_array_unref);
  g_clear_pointer (&news->status, pf_store_status_free);
  g_clear_pointer (&news->sheets, g_ptr_array_unref);
  g_clear_pointer (&news->removed_sheets, g_ptr_array_unref);
  g_clear_pointer (&news->outbox, g_ptr_array_unref);
  g_clear_pointer (&news->submissions, g_ptr_array_unref);
  g_free (news);
}

void
pf_store_start_operation (PfStore            *self,
                          PfOperation        *operation,
                          gpointer            tag,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  operation->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (operation->task, tag);
  /* What has become durable is reported, even if it was cancelled meanwhile. */
  g_task_set_check_cancellable (operation->task, FALSE);
  if (self->is_closed)
    {
      g_task_return_new_error (operation->task, PF_STORE_ERROR, PF_STORE_ERROR_CLOSED,
                               _("The account is closed"));
      pf_operation_free (operation);
      return;
    }
  if (self->worker == NULL)
    self->worker = g_thread_new ("pf-store", worker_main, self);
  give_operation (self, operation);
}

/* pf_store_NAME_async() of what needs to know nothing. */
#define DEFINE_START(name)                                                                         \
  void pf_store_##name##_async (PfStore *self, GCancellable *cancellable,                          \
                                GAsyncReadyCallback callback, gpointer user_data)                  \
  {                                                                                                \
    pf_store_start_operation (self, pf_operation_new (pf_disk_##name), pf_store_##name##_async,    \
                              cancellable, callback, user_data);                                   \
  }

PfStore *
pf_store_new (const char *folder)
{
  PfStore *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (PF_TYPE_STORE, NULL);
  self->folder = g_strdup (folder);
  return self;
}

DEFINE_START (open)

PF_STORE_DEFINE_DONE (open)

void
pf_store_close_async (PfStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  pf_store_start_operation (self, pf_operation_new (NULL), pf_store_close_async, NULL, callback,
                            user_data);
  self->is_closed = TRUE;
}

PF_STORE_DEFINE_DONE (close)

void
pf_store_load_async (PfStore            *self,
                     PfDay               first,
                     PfDay               last,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_load);

  operation->first = first;
  operation->last = last;
  pf_store_start_operation (self, operation, pf_store_load_async, cancellable, callback, user_data);
  pf_store_start_operation (self, pf_operation_new (pf_disk_check), pf_store_load_async, NULL, NULL,
                            NULL);
}

PF_STORE_DEFINE_FINISH (PfStoreNews *, load, pointer)

void
pf_store_load_records_async (PfStore            *self,
                             guint               mask,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_load_records);

  operation->mask = mask;
  pf_store_start_operation (self, operation, pf_store_load_records_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_FINISH (PfStoreNews *, load_records, pointer)

void
pf_store_load_sheets_async (PfStore            *self,
                            PfDay               first,
                            PfDay               last,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_load_sheets);

  operation->first = first;
  operation->last = last;
  pf_store_start_operation (self, operation, pf_store_load_sheets_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_FINISH (GPtrArray *, load_sheets, pointer)

void
pf_store_apply_changes_async (PfStore            *self,
                              PfChanges          *changes,
                              PfMoment            at,
                              gint64              clock_offset,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_apply_changes);

  operation->changes = pf_changes_ref (changes);
  operation->at = at;
  operation->clock_offset = clock_offset;
  pf_store_start_operation (self, operation, pf_store_apply_changes_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_DONE (apply_changes)

DEFINE_START (load_journal)

PF_STORE_DEFINE_FINISH (GPtrArray *, load_journal, pointer)

DEFINE_START (start_afresh)

PF_STORE_DEFINE_DONE (start_afresh)

void
pf_store_add_drafts_async (PfStore            *self,
                           GPtrArray          *lines,
                           PfMoment            at,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_add_drafts);

  operation->lines = g_ptr_array_new_full (lines->len, (GDestroyNotify) pf_line_free);
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (operation->lines, pf_line_copy (g_ptr_array_index (lines, i)));
  operation->at = at;
  pf_store_start_operation (self, operation, pf_store_add_drafts_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_FINISH (int, add_drafts, int)

DEFINE_START (undo)

PF_STORE_DEFINE_FINISH (int, undo, int)

DEFINE_START (discard_drafts)

PF_STORE_DEFINE_FINISH (int, discard_drafts, int)

DEFINE_START (queue_drafts)

PF_STORE_DEFINE_FINISH (int, queue_drafts, int)

void
pf_store_settle_async (PfStore            *self,
                       const char         *key,
                       const PfAnswer     *answer,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_settle);

  operation->key = g_strdup (key);
  operation->answer = pf_answer_copy (answer);
  pf_store_start_operation (self, operation, pf_store_settle_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_FINISH (int, settle, int)

void
pf_store_dismiss_async (PfStore            *self,
                        GArray             *ids,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_dismiss);

  operation->ids = g_array_copy (ids);
  pf_store_start_operation (self, operation, pf_store_dismiss_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_FINISH (int, dismiss, int)
