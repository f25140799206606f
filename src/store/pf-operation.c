/* SPDX-License-Identifier: GPL-3.0-or-later
 * The life of an operation. */
#include "config.h"

#include "pf-disk.h"

PfOperation *
pf_operation_new (PfOperationRun run)
{
  PfOperation *operation = g_new0 (PfOperation, 1);

  operation->run = run;
  return operation;
}

void
pf_operation_free (PfOperation *operation)
{
  g_clear_object (&operation->task);
  g_clear_pointer (&operation->changes, pf_changes_unref);
  g_clear_pointer (&operation->lines, g_ptr_array_unref);
  g_clear_pointer (&operation->ids, g_array_unref);
  g_clear_pointer (&operation->answer, pf_answer_free);
  g_clear_pointer (&operation->sheets, g_ptr_array_unref);
  g_clear_pointer (&operation->hits, g_ptr_array_unref);
  g_clear_pointer (&operation->marks, g_ptr_array_unref);
  g_clear_pointer (&operation->journal, g_ptr_array_unref);
  g_clear_pointer (&operation->loaded, pf_store_news_free);
  g_clear_pointer (&operation->changed, pf_store_news_free);
  g_clear_error (&operation->error);
  g_clear_object (&operation->submission);
  g_clear_pointer (&operation->said, pf_submission_answer_free);
  g_clear_pointer (&operation->bytes, g_bytes_unref);
  g_clear_pointer (&operation->found, g_bytes_unref);
  g_clear_pointer (&operation->file, pf_file_free);
  g_free (operation->name);
  g_free (operation->key);
  g_free (operation);
}
