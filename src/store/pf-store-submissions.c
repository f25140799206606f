/* SPDX-License-Identifier: GPL-3.0-or-later
 * The store's calls about submissions and their files: each is an operation for the worker. */
#include "config.h"

#include "pf-store-private.h"

void
pf_store_save_draft_async (PfStore            *self,
                           PfSubmission       *draft,
                           PfMoment            at,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_save_draft);

  operation->submission = g_object_ref (draft);
  operation->at = at;
  pf_store_start_operation (self, operation, pf_store_save_draft_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_FINISH (gint64, save_draft, int)

void
pf_store_queue_submission_async (PfStore            *self,
                                 PfSubmission       *submission,
                                 PfMoment            at,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_queue_submission);

  operation->submission = g_object_ref (submission);
  operation->at = at;
  pf_store_start_operation (self, operation, pf_store_queue_submission_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_FINISH (gint64, queue_submission, int)

void
pf_store_discard_submission_async (PfStore            *self,
                                   gint64              id,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_discard_submission);

  operation->id = id;
  pf_store_start_operation (self, operation, pf_store_discard_submission_async, cancellable,
                            callback, user_data);
}

PF_STORE_DEFINE_FINISH (int, discard_submission, int)

void
pf_store_settle_submission_async (PfStore                  *self,
                                  const char               *key,
                                  const PfSubmissionAnswer *answer,
                                  GCancellable             *cancellable,
                                  GAsyncReadyCallback       callback,
                                  gpointer                  user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_settle_submission);

  operation->key = g_strdup (key);
  operation->said = pf_submission_answer_copy (answer);
  pf_store_start_operation (self, operation, pf_store_settle_submission_async, cancellable,
                            callback, user_data);
}

PF_STORE_DEFINE_FINISH (int, settle_submission, int)

void
pf_store_dismiss_submission_async (PfStore            *self,
                                   gint64              id,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_dismiss_submission);

  operation->id = id;
  pf_store_start_operation (self, operation, pf_store_dismiss_submission_async, cancellable,
                            callback, user_data);
}

PF_STORE_DEFINE_FINISH (int, dismiss_submission, int)

void
pf_store_put_file_async (PfStore            *self,
                         const char         *name,
                         GBytes             *bytes,
                         gboolean            is_secret,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_put_file);

  operation->name = g_strdup (name);
  operation->bytes = g_bytes_ref (bytes);
  operation->is_secret = is_secret;
  pf_store_start_operation (self, operation, pf_store_put_file_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_FINISH (PfFile *, put_file, pointer)

void
pf_store_load_file_async (PfStore            *self,
                          const char         *digest,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  PfOperation *operation = pf_operation_new (pf_disk_load_file);

  operation->key = g_strdup (digest);
  pf_store_start_operation (self, operation, pf_store_load_file_async, cancellable, callback,
                            user_data);
}

PF_STORE_DEFINE_FINISH (GBytes *, load_file, pointer)
