/* SPDX-License-Identifier: GPL-3.0-or-later
 * The session's commands: what the family does. Each is on the disk before it is reported done. */
#include "config.h"

#include "pf-session.h"
#include "pf-session-private.h"

#include <glib/gi18n-lib.h>

typedef int (*StoreFinish) (PfStore *store, GAsyncResult *result, GError **error);

/* Ends a command by what the store says, read with the finish function that is the task's data. */
static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  StoreFinish finish = (StoreFinish) g_task_get_task_data (task);
  int count = finish (PF_STORE (source), result, &error);

  if (count >= 0)
    g_task_return_int (task, count);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static int
finish_command (PfSession *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self) && g_async_result_is_tagged (result, tag),
                        -1);

  return g_task_propagate_int (G_TASK (result), error);
}

/* Returns: (transfer full) (nullable): what @action means for @item now; NULL where it means
 * nothing. */
static PfLine *
make_line (PfPlanItem *item, PfAction action, PfMoment now, PfDay today)
{
  PfSlot slot = item->facts;
  PfAction wanted = action;

  if (item->mark == PF_MARK_QUEUED || item->unit == NULL || item->enrolment == NULL)
    return NULL;
  if (item->intent != NULL && item->intent->state == PF_INTENT_DRAFT)
    {
      if (item->intent->line->action == action)
        return NULL;
      wanted = PF_ACTION_NONE;
    }
  else if (!pf_slot_apply (&slot, action, now, today))
    return NULL;
  return pf_line_new (pf_record_get_id (PF_RECORD (item->enrolment)), item->unit->id,
                      item->facts.day, wanted, item->version,
                      pf_slot_get_cost (&item->facts, wanted, now, today));
}

/* Drafts being priced, in parts as large as those they will be sent in: the town takes no more. */
typedef struct {
  GPtrArray *lines; /* (owned) */
  guint n_asked;    /* of them, the last part included */
  guint n_answered;
  PfAnswer *answer; /* (owned): the parts' so far */
} Quoting;

static void
quoting_free (Quoting *quoting)
{
  g_ptr_array_unref (quoting->lines);
  g_clear_pointer (&quoting->answer, pf_answer_free);
  g_free (quoting);
}

static void quote_next (GTask *task);

static void
take_quotes (Quoting *quoting, PfAnswer *part)
{
  PfAnswer *answer = quoting->answer;

  answer->at = part->at;
  answer->total = pf_cents_add (answer->total, part->total);
  for (guint i = 0; i < part->outcomes->len; i++)
    g_ptr_array_add (answer->outcomes, pf_outcome_copy (part->outcomes->pdata[i]));
  quoting->n_answered = quoting->n_asked;
}

static void
quoted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Quoting *quoting = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PfAnswer) part =
      pf_town_service_quote_finish (PF_TOWN_SERVICE (source), result, &error);

  if (part == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (part->outcomes->len != quoting->n_asked - quoting->n_answered)
    {
      g_task_return_new_error (task, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL, "%s",
                               _("The town’s answer does not match what was sent"));
      return;
    }
  take_quotes (quoting, part);
  if (quoting->n_asked < quoting->lines->len)
    quote_next (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&quoting->answer),
                           (GDestroyNotify) pf_answer_free);
}

static void
quote_next (GTask *task)
{
  PfSession *self = g_task_get_source_object (task);
  Quoting *quoting = g_task_get_task_data (task);
  g_autoptr (GPtrArray) part = g_ptr_array_new ();

  quoting->n_asked = MIN (quoting->n_answered + PF_STORE_BATCH_MAX, quoting->lines->len);
  for (guint i = quoting->n_answered; i < quoting->n_asked; i++)
    g_ptr_array_add (part, quoting->lines->pdata[i]);
  pf_town_service_quote_async (pf_session_get_service (self), part, g_task_get_cancellable (task),
                               quoted_cb, task);
}

GTask *
pf_session_create_task (PfSession          *self,
                        gpointer            tag,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  /* What has become durable is reported, even if it was cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

PfPlanItem *
pf_session_describe_intent (PfSession *self, PfIntent *intent)
{
  PfContents *contents;
  PfCatalog *catalog;
  PfEnrolment *enrolment;
  PfActivity *activity = NULL;
  PfChild *child = NULL;
  PfPlanItem *item;
  PfSheet *sheet;
  const PfSlot *found;
  PfSlot facts;

  g_return_val_if_fail (PF_IS_SESSION (self), NULL);
  g_return_val_if_fail (PF_IS_INTENT (intent), NULL);

  contents = pf_session_get_contents (self);
  catalog = pf_contents_get_catalog (contents);
  enrolment = pf_catalog_find (catalog, PF_COLLECTION_ENROLMENTS, intent->line->enrolment, NULL);
  if (enrolment != NULL)
    {
      activity = pf_catalog_find (catalog, PF_COLLECTION_ACTIVITIES, enrolment->activity, NULL);
      child = pf_catalog_find (catalog, PF_COLLECTION_CHILDREN, enrolment->child, NULL);
    }
  sheet = pf_sheet_book_find (pf_contents_get_book (contents), intent->line->enrolment,
                              intent->line->day);
  found = sheet != NULL ? pf_sheet_find_slot (sheet, intent->line->day, intent->line->unit) : NULL;
  pf_slot_init (&facts, intent->line->day, 0);
  item = pf_plan_item_new (self, pf_contents_get_town (contents), child, enrolment, activity,
                           activity != NULL ? pf_activity_find_unit (activity, intent->line->unit)
                                            : NULL,
                           found != NULL ? found : &facts, intent, pf_contents_get_now (contents));
  item->version = sheet != NULL ? sheet->version : 0;
  return item;
}

void
pf_session_change_async (PfSession          *self,
                         GPtrArray          *items,
                         PfAction            action,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task =
      pf_session_create_task (self, pf_session_change_async, cancellable, callback, user_data);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  PfMoment now = pf_session_get_now (self);
  PfDay today = pf_session_get_today (self);

  for (guint i = 0; i < items->len; i++)
    {
      PfLine *line = make_line (g_ptr_array_index (items, i), action, now, today);

      if (line != NULL)
        g_ptr_array_add (lines, line);
    }
  if (lines->len == 0)
    {
      g_task_return_int (task, 0);
      return;
    }
  g_task_set_task_data (task, pf_store_add_drafts_finish, NULL);
  pf_store_add_drafts_async (pf_session_get_store (self), lines, now, cancellable, stored_cb,
                             g_steal_pointer (&task));
}

int
pf_session_change_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  return finish_command (self, result, pf_session_change_async, error);
}

void
pf_session_undo_async (PfSession          *self,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  GTask *task =
      pf_session_create_task (self, pf_session_undo_async, cancellable, callback, user_data);

  g_task_set_task_data (task, pf_store_undo_finish, NULL);
  pf_store_undo_async (pf_session_get_store (self), cancellable, stored_cb, task);
}

gboolean
pf_session_undo_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  return finish_command (self, result, pf_session_undo_async, error) > 0;
}

void
pf_session_discard_async (PfSession          *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task =
      pf_session_create_task (self, pf_session_discard_async, cancellable, callback, user_data);

  g_task_set_task_data (task, pf_store_discard_drafts_finish, NULL);
  pf_store_discard_drafts_async (pf_session_get_store (self), cancellable, stored_cb, task);
}

gboolean
pf_session_discard_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  return finish_command (self, result, pf_session_discard_async, error) >= 0;
}

void
pf_session_quote_async (PfSession          *self,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  GTask *task =
      pf_session_create_task (self, pf_session_quote_async, cancellable, callback, user_data);
  Quoting *quoting = g_new0 (Quoting, 1);
  GPtrArray *intents = pf_contents_get_intents (pf_session_get_contents (self));

  quoting->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_line_free);
  quoting->answer = pf_answer_new ();
  quoting->answer->total = 0;
  for (guint i = 0; i < intents->len; i++)
    {
      PfIntent *intent = g_ptr_array_index (intents, i);

      if (intent->state == PF_INTENT_DRAFT)
        g_ptr_array_add (quoting->lines, pf_line_copy (intent->line));
    }
  g_task_set_task_data (task, quoting, (GDestroyNotify) quoting_free);
  quote_next (task);
}

PfAnswer *
pf_session_quote_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
pf_session_send_async (PfSession          *self,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data)
{
  GTask *task =
      pf_session_create_task (self, pf_session_send_async, cancellable, callback, user_data);

  g_task_set_task_data (task, pf_store_queue_drafts_finish, NULL);
  pf_store_queue_drafts_async (pf_session_get_store (self), cancellable, stored_cb, task);
}

gboolean
pf_session_send_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  return finish_command (self, result, pf_session_send_async, error) > 0;
}

static void
given_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSession) self = g_object_ref (g_task_get_source_object (user_data));

  stored_cb (source, result, user_data);
  /* What became of it is the town's to say. */
  pf_session_sync_now (self);
}

void
pf_session_give_up_async (PfSession          *self,
                          const char         *key,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task =
      pf_session_create_task (self, pf_session_give_up_async, cancellable, callback, user_data);
  GPtrArray *intents = pf_contents_get_intents (pf_session_get_contents (self));
  g_autoptr (PfAnswer) answer = NULL;
  guint n_lines = 0;

  for (guint i = 0; i < intents->len; i++)
    {
      PfIntent *intent = g_ptr_array_index (intents, i);

      n_lines += intent->state == PF_INTENT_QUEUED && g_strcmp0 (intent->key, key) == 0;
    }
  answer = pf_answer_new_alike (n_lines, PF_OUTCOME_CHANGED, PF_REFUSAL_GIVEN_UP, NULL,
                                pf_session_get_now (self));
  g_task_set_task_data (task, pf_store_settle_finish, NULL);
  pf_store_settle_async (pf_session_get_store (self), key, answer, cancellable, given_up_cb, task);
}

gboolean
pf_session_give_up_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  return finish_command (self, result, pf_session_give_up_async, error) >= 0;
}

void
pf_session_dismiss_async (PfSession          *self,
                          GPtrArray          *intents,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task =
      pf_session_create_task (self, pf_session_dismiss_async, cancellable, callback, user_data);
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), intents->len);

  for (guint i = 0; i < intents->len; i++)
    g_array_append_val (ids, ((PfIntent *) intents->pdata[i])->id);
  g_task_set_task_data (task, pf_store_dismiss_finish, NULL);
  pf_store_dismiss_async (pf_session_get_store (self), ids, cancellable, stored_cb, task);
}

gboolean
pf_session_dismiss_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  return finish_command (self, result, pf_session_dismiss_async, error) >= 0;
}
