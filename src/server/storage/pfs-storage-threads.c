/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of threads and messages. */
#include "config.h"

#include "pfs-storage-threads.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-files.h"
#include "pfs-storage-private.h"

#define THREADS                                                                                    \
  "SELECT t.id, t.service, t.topic, t.subject, t.closed,"                                          \
  " (SELECT max (m.at) FROM messages m WHERE m.thread = t.id),"                                    \
  " (SELECT count (*) FROM messages m WHERE m.thread = t.id AND m.from_town AND NOT m.read)"       \
  " FROM threads t"
#define LAST_IS_FAMILYS                                                                            \
  "NOT (SELECT m.from_town FROM messages m WHERE m.thread = t.id ORDER BY m.number DESC LIMIT 1)"
#define MESSAGES "SELECT id, thread, from_town, author, text, at, read FROM messages"

static const char *const lists[] = {
  [PFS_THREADS_ALL] = THREADS " ORDER BY 6, t.number",
  [PFS_THREADS_OPEN] = THREADS " WHERE NOT t.closed ORDER BY 6, t.number",
  [PFS_THREADS_WAITING] = THREADS " WHERE NOT t.closed AND " LAST_IS_FAMILYS
                                  " ORDER BY 6, t.number",
};

static gpointer
read_thread (PfsRows *rows)
{
  PfThread *thread = pfs_rows_record (rows, PF_TYPE_THREAD);

  thread->service = pfs_rows_text (rows, 1);
  thread->topic = pfs_rows_text (rows, 2);
  thread->subject = pfs_rows_text (rows, 3);
  thread->is_closed = pfs_rows_integer (rows, 4) != 0;
  thread->last_at = pfs_rows_integer (rows, 5);
  thread->n_unread = (int) pfs_rows_integer (rows, 6);
  return thread;
}

static gpointer
read_message (PfsRows *rows)
{
  PfMessage *message = pfs_rows_record (rows, PF_TYPE_MESSAGE);

  message->thread = pfs_rows_text (rows, 1);
  message->is_from_town = pfs_rows_integer (rows, 2) != 0;
  message->author = pfs_rows_text (rows, 3);
  message->text = pfs_rows_text (rows, 4);
  message->at = pfs_rows_integer (rows, 5);
  message->is_read = pfs_rows_integer (rows, 6) != 0;
  return message;
}

static gboolean
read_files (PfsStorage *self, PfMessage *message, GError **error)
{
  GPtrArray *files = pfs_storage_list_attachments (self, PF_COLLECTION_MESSAGES,
                                                   pf_record_get_id (PF_RECORD (message)), error);

  if (files == NULL)
    return FALSE;
  g_ptr_array_unref (message->files);
  message->files = files;
  return TRUE;
}

char *
pfs_storage_add_thread (PfsStorage *self, const char *household, PfThread *thread, GError **error)
{
  g_autofree char *id = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL && PF_IS_THREAD (thread), NULL);

  id = pfs_storage_make_numbered_id (self, "threads", "thread", error);
  if (id == NULL ||
      !pfs_rows_write (self, error,
                       "INSERT INTO threads (id, household, service, topic, subject, closed)"
                       " VALUES (?, ?, ?, ?, ?, ?)",
                       "sssssn", id, household, thread->service, thread->topic, thread->subject,
                       thread->is_closed ? 1 : 0) ||
      !pfs_touch_record (self, household, PF_COLLECTION_THREADS, id, FALSE, error))
    return NULL;
  return g_steal_pointer (&id);
}

PfThread *
pfs_storage_load_thread (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, THREADS " WHERE t.id = ?", "s", id);
  return pfs_rows_one (rows, _("There is no thread"), id, error) ? read_thread (rows) : NULL;
}

char *
pfs_storage_get_thread_household (PfsStorage *self, const char *id, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return pfs_rows_find_text (self, "SELECT household FROM threads WHERE id = ?",
                             _("There is no thread"), id, error);
}

gboolean
pfs_storage_set_thread_closed (PfsStorage *self, const char *id, gboolean is_closed, GError **error)
{
  g_autofree char *household = pfs_storage_get_thread_household (self, id, error);

  return household != NULL &&
         pfs_rows_write (self, error, "UPDATE threads SET closed = ? WHERE id = ?", "ns",
                         is_closed ? 1 : 0, id) &&
         pfs_touch_record (self, household, PF_COLLECTION_THREADS, id, FALSE, error);
}

GPtrArray *
pfs_storage_list_threads (PfsStorage *self, PfsThreadSet set, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail ((gsize) set < G_N_ELEMENTS (lists), NULL);

  rows = pfs_rows_begin (self, lists[set], "");
  return pfs_rows_list (rows, read_thread, g_object_unref, error);
}

char *
pfs_storage_add_message (PfsStorage *self, PfMessage *message, GError **error)
{
  g_autofree char *household = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (PF_IS_MESSAGE (message), NULL);

  household = pfs_storage_get_thread_household (self, message->thread, error);
  id = household != NULL ? pfs_storage_make_numbered_id (self, "messages", "message", error) : NULL;
  if (id == NULL ||
      !pfs_rows_write (self, error,
                       "INSERT INTO messages (id, thread, from_town, author, text, at, read)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?)",
                       "ssnssin", id, message->thread, message->is_from_town ? 1 : 0,
                       message->author, message->text, (gint64) message->at,
                       message->is_read ? 1 : 0) ||
      !pfs_touch_record (self, household, PF_COLLECTION_MESSAGES, id, FALSE, error) ||
      !pfs_touch_record (self, household, PF_COLLECTION_THREADS, message->thread, FALSE, error))
    return NULL;
  return g_steal_pointer (&id);
}

PfMessage *
pfs_storage_load_message (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfMessage) message = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, MESSAGES " WHERE id = ?", "s", id);
  if (!pfs_rows_one (rows, _("There is no message"), id, error))
    return NULL;
  message = read_message (rows);
  return read_files (self, message, error) ? g_steal_pointer (&message) : NULL;
}

GPtrArray *
pfs_storage_list_messages (PfsStorage *self, const char *thread, GError **error)
{
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (thread != NULL, NULL);

  rows = pfs_rows_begin (self, MESSAGES " WHERE thread = ? ORDER BY number", "s", thread);
  messages = pfs_rows_list (rows, read_message, g_object_unref, error);
  if (messages == NULL)
    return NULL;
  for (guint i = 0; i < messages->len; i++)
    if (!read_files (self, g_ptr_array_index (messages, i), error))
      return NULL;
  return g_steal_pointer (&messages);
}

gboolean
pfs_storage_mark_thread_read (PfsStorage *self, const char *thread, GError **error)
{
  g_autofree char *household = pfs_storage_get_thread_household (self, thread, error);
  g_autoptr (GPtrArray) messages = NULL;
  gboolean was_unread = FALSE;

  messages = household != NULL ? pfs_storage_list_messages (self, thread, error) : NULL;
  if (messages == NULL)
    return FALSE;
  for (guint i = 0; i < messages->len; i++)
    {
      PfMessage *message = g_ptr_array_index (messages, i);

      if (!message->is_from_town || message->is_read)
        continue;
      was_unread = TRUE;
      if (!pfs_touch_record (self, household, PF_COLLECTION_MESSAGES,
                             pf_record_get_id (PF_RECORD (message)), FALSE, error))
        return FALSE;
    }
  return !was_unread ||
         (pfs_rows_write (self, error,
                          "UPDATE messages SET read = 1 WHERE thread = ? AND from_town", "s",
                          thread) &&
          pfs_touch_record (self, household, PF_COLLECTION_THREADS, thread, FALSE, error));
}
