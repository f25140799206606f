/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of requests. */
#include "config.h"

#include "pfs-storage-requests.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pfs-storage-files.h"
#include "pfs-storage-private.h"

#define REQUESTS                                                                                   \
  "SELECT id, form, name, category, child, sent_at, state, ifnull (appointment, ?1) FROM requests"

void
pfs_pending_free (PfsPending *pending)
{
  g_free (pending->request);
  g_free (pending->household);
  g_free (pending->guardian);
  g_free (pending->child);
  g_free (pending->effect);
  g_free (pending->target);
  g_clear_pointer (&pending->body, g_bytes_unref);
  g_free (pending);
}

static gpointer
read_request (PfsRows *rows)
{
  PfRequest *request = pfs_rows_record (rows, PF_TYPE_REQUEST);

  request->form = pfs_rows_text (rows, 1);
  request->name = pfs_rows_text (rows, 2);
  request->category = pfs_rows_text (rows, 3);
  request->child = pfs_rows_text (rows, 4);
  request->sent_at = pfs_rows_integer (rows, 5);
  request->state = (PfRequestState) pfs_rows_integer (rows, 6);
  request->appointment = pfs_rows_integer (rows, 7);
  return request;
}

static gboolean
read_replies (PfsStorage *self, const char *id, GPtrArray *replies, GError **error)
{
  g_autoptr (PfsRows) rows = pfs_rows_begin (
      self, "SELECT label, text FROM request_replies WHERE request = ? ORDER BY position", "s", id);

  while (pfs_rows_next (rows))
    {
      PfReplyLine *line = g_new0 (PfReplyLine, 1);

      line->label = pfs_rows_text (rows, 0);
      line->text = pfs_rows_text (rows, 1);
      g_ptr_array_add (replies, line);
    }
  return pfs_rows_check (rows, error);
}

static gboolean
read_history (PfsStorage *self, const char *id, GPtrArray *history, GError **error)
{
  g_autoptr (PfsRows) rows = pfs_rows_begin (
      self, "SELECT at, state, text FROM request_events WHERE request = ? ORDER BY position", "s",
      id);

  while (pfs_rows_next (rows))
    {
      PfRequestEvent *event = g_new0 (PfRequestEvent, 1);

      event->at = pfs_rows_integer (rows, 0);
      event->state = (PfRequestState) pfs_rows_integer (rows, 1);
      event->text = pfs_rows_text (rows, 2);
      g_ptr_array_add (history, event);
    }
  return pfs_rows_check (rows, error);
}

/* Adds what stands in tables of its own. */
static gboolean
complete_request (PfsStorage *self, PfRequest *request, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (request));
  GPtrArray *files = pfs_storage_list_attachments (self, PF_COLLECTION_REQUESTS, id, error);

  if (files == NULL)
    return FALSE;
  g_ptr_array_unref (request->files);
  request->files = files;
  return read_replies (self, id, request->replies, error) &&
         read_history (self, id, request->history, error);
}

static gboolean
write_replies (PfsStorage *self, const char *id, GPtrArray *replies, GError **error)
{
  for (guint i = 0; i < replies->len; i++)
    {
      const PfReplyLine *line = g_ptr_array_index (replies, i);

      if (!pfs_rows_write (self, error,
                           "INSERT INTO request_replies (request, position, label, text)"
                           " VALUES (?, ?, ?, ?)",
                           "snss", id, (int) i, line->label, line->text))
        return FALSE;
    }
  return TRUE;
}

static gboolean
touch_request (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsPending) pending = pfs_storage_load_pending (self, id, error);

  return pending != NULL &&
         pfs_touch_record (self, pending->household, PF_COLLECTION_REQUESTS, id, FALSE, error);
}

char *
pfs_storage_add_request (PfsStorage       *self,
                         PfRequest        *request,
                         const PfsPending *pending,
                         GError          **error)
{
  g_autofree char *body = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (PF_IS_REQUEST (request) && pending->household != NULL, NULL);

  if (pending->body != NULL)
    body = g_strndup (g_bytes_get_data (pending->body, NULL), g_bytes_get_size (pending->body));
  id = pfs_storage_make_numbered_id (self, "requests", "request", error);
  if (id == NULL ||
      !pfs_rows_write (self, error,
                       "INSERT INTO requests (id, household, guardian, form, name, category, child,"
                       " sent_at, state, appointment, effect, target, pending)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, nullif (?, ?), ?, ?, ?)",
                       "sssssssiniisss", id, pending->household, pending->guardian, request->form,
                       request->name, request->category, request->child, (gint64) request->sent_at,
                       (int) request->state, (gint64) request->appointment, (gint64) PF_MOMENT_NONE,
                       pending->effect, pending->target, body) ||
      !write_replies (self, id, request->replies, error) ||
      !pfs_touch_record (self, pending->household, PF_COLLECTION_REQUESTS, id, FALSE, error))
    return NULL;
  return g_steal_pointer (&id);
}

PfRequest *
pfs_storage_load_request (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfRequest) request = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, REQUESTS " WHERE id = ?2", "is", (gint64) PF_MOMENT_NONE, id);
  if (!pfs_rows_one (rows, _("There is no request"), id, error))
    return NULL;
  request = read_request (rows);
  return complete_request (self, request, error) ? g_steal_pointer (&request) : NULL;
}

PfsPending *
pfs_storage_load_pending (PfsStorage *self, const char *request, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;
  PfsPending *pending;
  char *body;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  rows = pfs_rows_begin (self,
                         "SELECT household, guardian, child, effect, target, pending FROM requests"
                         " WHERE id = ?",
                         "s", request);
  if (!pfs_rows_one (rows, _("There is no request"), request, error))
    return NULL;
  pending = g_new0 (PfsPending, 1);
  pending->request = g_strdup (request);
  pending->household = pfs_rows_text (rows, 0);
  pending->guardian = pfs_rows_text (rows, 1);
  pending->child = pfs_rows_text (rows, 2);
  pending->effect = pfs_rows_text (rows, 3);
  pending->target = pfs_rows_text (rows, 4);
  body = pfs_rows_text (rows, 5);
  if (body != NULL)
    pending->body = g_bytes_new_take (body, strlen (body));
  return pending;
}

gboolean
pfs_storage_add_request_event (PfsStorage    *self,
                               const char    *request,
                               PfRequestState state,
                               PfMoment       at,
                               const char    *text,
                               GError       **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (request != NULL, FALSE);

  return pfs_rows_write (self, error,
                         "INSERT INTO request_events (request, position, at, state, text)"
                         " SELECT ?1, (SELECT count (*) FROM request_events WHERE request = ?1),"
                         " ?2, ?3, ?4",
                         "sins", request, (gint64) at, (int) state, text) &&
         pfs_rows_write (self, error, "UPDATE requests SET state = ? WHERE id = ?", "ns",
                         (int) state, request) &&
         touch_request (self, request, error);
}

GPtrArray *
pfs_storage_list_requests (PfsStorage *self, const char *household, guint states, GError **error)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self,
                         REQUESTS " WHERE (?2 IS NULL OR household = ?2)"
                                  " AND (?3 = 0 OR (?3 >> state) & 1) ORDER BY number",
                         "isi", (gint64) PF_MOMENT_NONE, household, (gint64) states);
  requests = pfs_rows_list (rows, read_request, g_object_unref, error);
  if (requests == NULL)
    return NULL;
  for (guint i = 0; i < requests->len; i++)
    if (!complete_request (self, g_ptr_array_index (requests, i), error))
      return NULL;
  return g_steal_pointer (&requests);
}
