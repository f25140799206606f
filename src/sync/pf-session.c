/* SPDX-License-Identifier: GPL-3.0-or-later
 * The session joins store, engine and contents, and is what pages talk to. It keeps no data of its
 * own. */
#include "config.h"

#include "pf-session.h"
#include "pf-session-private.h"

#include <glib/gi18n-lib.h>

#include "pf-alarm.h"
#include "pf-deadline-list.h"
#include "pf-plan-private.h"

enum {
  PROP_SYNC_STATE = 1,
  PROP_SYNC_ERROR,
  PROP_SYNCED_AT,
  PROP_TOWN,
  PROP_HOUSEHOLD,
  PROP_BASKET_COUNT,
  PROP_CAN_UNDO,
  PROP_KEEPS_SECRETS,
  PROP_FILES_WISH,
  N_PROPERTIES
};

enum {
  SIGNAL_NOTICE,
  SIGNAL_NOW_CHANGED,
  SIGNAL_SETTLED,
  SIGNAL_SUBMISSION_SETTLED,
  SIGNAL_UPLOAD_PROGRESS,
  SIGNAL_RECORDS_LOADED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_TYPE (PfSession, pf_session, G_TYPE_OBJECT)
G_DEFINE_ENUM_TYPE (PfSyncState, pf_sync_state, G_DEFINE_ENUM_VALUE (PF_SYNC_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (PF_SYNC_FIRST, "first"),
                    G_DEFINE_ENUM_VALUE (PF_SYNC_SYNCING, "syncing"),
                    G_DEFINE_ENUM_VALUE (PF_SYNC_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (PF_SYNC_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (PF_SYNC_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (PF_SYNC_FAILED, "failed"))

/* @error: (transfer full) (nullable). */
static void
set_state (PfSession *self, PfSyncState state, GError *error)
{
  gboolean error_changed = error != NULL || self->error != NULL;
  gboolean state_changed = state != self->state;

  /* Both are new before anybody looks. */
  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  if (error_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYNC_ERROR]);
  if (state_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYNC_STATE]);
}

/* The clock */

static void
tell_now (PfSession *self)
{
  self->told_day = pf_contents_get_today (self->contents);
  pf_contents_refresh (self->contents);
  g_signal_emit (self, signals[SIGNAL_NOW_CHANGED], 0);
}

static void tick_cb (gpointer user_data);

/* Returns: the first moment after @since at which something changes by itself: a day, or a slot. */
static PfMoment
get_next_change (PfSession *self, PfMoment since)
{
  GTimeZone *zone = pf_contents_get_zone (self->contents);
  PfMoment midnight = pf_moment_at (pf_moment_get_day (since, zone) + 1, 0, zone);
  PfMoment next = pf_sheet_book_get_next_change (pf_contents_get_book (self->contents), since);

  return next != PF_MOMENT_NONE ? MIN (next, midnight) : midnight;
}

static void
arm_tick (PfSession *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->n_watchers == 0 || self->is_closed)
    return;
  self->last_tick = pf_contents_get_now (self->contents);
  self->tick = pf_alarm_add (get_next_change (self, self->last_tick) -
                                 pf_contents_get_clock_offset (self->contents),
                             tick_cb, self);
}

static void
tick_cb (gpointer user_data)
{
  PfSession *self = user_data;
  PfMoment now = pf_contents_get_now (self->contents), before = self->last_tick;
  gboolean has_passed = now < before || get_next_change (self, before) <= now;

  self->tick = 0;
  arm_tick (self);
  if (has_passed)
    tell_now (self);
}

/* Other days may change before those that were known. */
static void
book_changed_cb (PfSession *self)
{
  arm_tick (self);
}

/* Less than two seconds is the width of the town's own statement. */
static void
take_clock (PfSession *self, gint64 clock_offset)
{
  gint64 before = pf_contents_get_clock_offset (self->contents);

  if (ABS (clock_offset - before) < 2)
    return;
  pf_contents_set_clock_offset (self->contents, clock_offset);
  arm_tick (self);
  tell_now (self);
}

/* The day is the town's as soon as its time zone is known, not the machine's. */
static void
take_zone (PfSession *self)
{
  arm_tick (self);
  if (pf_contents_get_today (self->contents) != self->told_day)
    tell_now (self);
}

static void
tell_records (PfSession *self, guint mask)
{
  for (guint i = 0; self->is_complete && i < PF_N_COLLECTIONS; i++)
    if ((mask & (1u << i)) != 0)
      g_signal_emit (self, signals[SIGNAL_RECORDS_LOADED], 0, i);
}

static void
take_status (PfSession *self, const PfStoreStatus *status)
{
  self->is_complete = status != NULL && status->is_complete;
  pf_engine_set_status (self->engine, status);
  if (status == NULL)
    return;
  if (status->state != NULL)
    take_clock (self, status->clock_offset);
  if (status->synced_at == self->synced_at)
    return;
  self->synced_at = status->synced_at;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SYNCED_AT]);
}

static void
count_drafts (PfSession *self)
{
  GPtrArray *intents = pf_contents_get_intents (self->contents);
  gboolean can_undo = pf_contents_get_can_undo (self->contents);
  guint count = 0;

  for (guint i = 0; i < intents->len; i++)
    count += ((PfIntent *) intents->pdata[i])->state == PF_INTENT_DRAFT;
  if (count != self->basket_count)
    {
      self->basket_count = count;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BASKET_COUNT]);
    }
  if (can_undo != self->can_undo)
    {
      self->can_undo = can_undo;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
    }
}

static void
take_records (PfSession *self, guint mask)
{
  if ((mask & (1u << PF_COLLECTION_TOWN)) != 0)
    {
      take_zone (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOWN]);
    }
  if ((mask & (1u << PF_COLLECTION_HOUSEHOLD)) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOUSEHOLD]);
}

static void
store_changed_cb (PfSession *self, const PfStoreNews *news)
{
  gboolean was_complete = self->is_complete;

  if (news->status != NULL || news->is_reset)
    take_status (self, news->status);
  take_records (self, pf_contents_update (self->contents, news));
  if (news->outbox != NULL)
    count_drafts (self);
  if (!was_complete)
    tell_records (self, pf_contents_get_loaded (self->contents));
  /* The town has it all. */
  if (news->is_reset)
    pf_engine_run (self->engine);
}

static void
store_notice_cb (PfSession *self, PfStoreNotice notice)
{
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, notice);
}

static void
engine_state_cb (PfSession *self)
{
  const GError *error = pf_engine_get_error (self->engine);

  set_state (self, pf_engine_get_state (self->engine), error != NULL ? g_error_copy (error) : NULL);
}

static void
engine_settled_cb (PfSession *self, const char *key)
{
  GPtrArray *intents = pf_contents_get_intents (self->contents);
  g_autoptr (GPtrArray) settled = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < intents->len; i++)
    {
      PfIntent *intent = g_ptr_array_index (intents, i);

      if (intent->state == PF_INTENT_SETTLED && g_strcmp0 (intent->key, key) == 0)
        g_ptr_array_add (settled, g_object_ref (intent));
    }
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0, settled);
}

static void
submission_settled_cb (PfSession *self, const char *key)
{
  PfSubmission *submission = pf_contents_find_submission (self->contents, key);

  if (submission != NULL)
    g_signal_emit (self, signals[SIGNAL_SUBMISSION_SETTLED], 0, submission);
}

static void
upload_progress_cb (PfSession *self, const char *key, double progress)
{
  PfSubmission *submission = pf_contents_find_submission (self->contents, key);

  if (submission != NULL)
    g_signal_emit (self, signals[SIGNAL_UPLOAD_PROGRESS], 0, submission, progress);
}

static void
clock_offset_cb (PfSession *self)
{
  gint64 clock_offset;

  g_object_get (self->service, "clock-offset", &clock_offset, NULL);
  take_clock (self, clock_offset);
}

static void
watcher_gone_cb (gpointer user_data, GObject *watcher)
{
  PfSession *self = user_data;

  self->n_watchers--;
  if (self->n_watchers == 0)
    g_clear_handle_id (&self->tick, g_source_remove);
  g_object_unref (self);
}

/* @watcher's items know the session: it lives as long as they are shown. */
static void
add_watcher (PfSession *self, gpointer watcher)
{
  g_object_weak_ref (watcher, watcher_gone_cb, g_object_ref (self));
  if (self->n_watchers++ == 0)
    arm_tick (self);
}

/* Loading and starting */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfSession) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfStoreNews) news = pf_store_load_finish (PF_STORE (source), result, &error);

  if (self->is_closed)
    return;
  if (news == NULL)
    {
      set_state (self, PF_SYNC_FAILED, g_steal_pointer (&error));
      return;
    }
  take_status (self, news->status);
  take_records (self,
                pf_contents_fill (self->contents, news, self->loading_first, self->loading_last));
  count_drafts (self);
  pf_session_take_files_wish (self, news->files_wish);
  tell_records (self, pf_contents_get_loaded (self->contents));
  set_state (self, self->is_complete ? PF_SYNC_IDLE : PF_SYNC_FIRST, NULL);
  if (self->is_starting)
    pf_engine_start (self->engine, g_network_monitor_get_default ());
}

static void
begin_loading (PfSession *self)
{
  self->is_loading = TRUE;
  pf_contents_begin (self->contents, &self->loading_first, &self->loading_last);
  pf_store_load_async (self->store, self->loading_first, self->loading_last, NULL, loaded_cb,
                       g_object_ref (self));
}

static void
store_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (pf_store_close_finish (PF_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
pf_session_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  PfSession *self = PF_SESSION (object);

  switch (property_id)
    {
    case PROP_SYNC_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_SYNC_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_SYNCED_AT:
      g_value_set_int64 (value, self->synced_at);
      break;
    case PROP_TOWN:
      g_value_set_object (value, pf_session_get_town (self));
      break;
    case PROP_HOUSEHOLD:
      g_value_set_object (value, pf_session_get_household (self));
      break;
    case PROP_BASKET_COUNT:
      g_value_set_uint (value, self->basket_count);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->can_undo);
      break;
    case PROP_KEEPS_SECRETS:
      g_value_set_boolean (value, self->keeps_secrets);
      break;
    case PROP_FILES_WISH:
      g_value_set_uint (value, self->files_wish);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pf_session_dispose (GObject *object)
{
  PfSession *self = PF_SESSION (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->engine != NULL)
    pf_engine_stop (self->engine);
  g_clear_object (&self->engine);
  g_clear_object (&self->contents);
  g_clear_object (&self->store);
  g_clear_object (&self->service);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (pf_session_parent_class)->dispose (object);
}

static void
pf_session_class_init (PfSessionClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pf_session_get_property;
  object_class->dispose = pf_session_dispose;

  properties[PROP_SYNC_STATE] =
      g_param_spec_enum ("sync-state", NULL, NULL, PF_TYPE_SYNC_STATE, PF_SYNC_LOADING, flags);
  properties[PROP_SYNC_ERROR] = g_param_spec_boxed ("sync-error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_SYNCED_AT] =
      g_param_spec_int64 ("synced-at", NULL, NULL, G_MININT64, G_MAXINT64, PF_MOMENT_NONE, flags);
  properties[PROP_TOWN] = g_param_spec_object ("town", NULL, NULL, PF_TYPE_TOWN, flags);
  properties[PROP_HOUSEHOLD] =
      g_param_spec_object ("household", NULL, NULL, PF_TYPE_HOUSEHOLD, flags);
  properties[PROP_BASKET_COUNT] =
      g_param_spec_uint ("basket-count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_KEEPS_SECRETS] = g_param_spec_boolean ("keeps-secrets", NULL, NULL, FALSE, flags);
  properties[PROP_FILES_WISH] = g_param_spec_uint ("files-wish", NULL, NULL, PF_FILES_UNASKED,
                                                   PF_FILES_LEFT, PF_FILES_UNASKED, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[SIGNAL_NOTICE] = g_signal_new ("notice", PF_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_NOW_CHANGED] = g_signal_new ("now-changed", PF_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                              NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", PF_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  signals[SIGNAL_SUBMISSION_SETTLED] = g_signal_new ("submission-settled", PF_TYPE_SESSION,
                                                     G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                     G_TYPE_NONE, 1, PF_TYPE_SUBMISSION);
  signals[SIGNAL_UPLOAD_PROGRESS] =
      g_signal_new ("upload-progress", PF_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, PF_TYPE_SUBMISSION, G_TYPE_DOUBLE);
  signals[SIGNAL_RECORDS_LOADED] = g_signal_new ("records-loaded", PF_TYPE_SESSION,
                                                 G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                 G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
pf_session_init (PfSession *self)
{
  self->synced_at = PF_MOMENT_NONE;
}

PfSession *
pf_session_new (PfTownService *service, const char *folder)
{
  PfSession *self;

  g_return_val_if_fail (PF_IS_TOWN_SERVICE (service), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (PF_TYPE_SESSION, NULL);
  self->service = g_object_ref (service);
  self->store = pf_store_new (folder);
  self->contents = pf_contents_new (self->store);
  self->told_day = pf_contents_get_today (self->contents);
  self->engine = pf_engine_new (service, self->store, self->contents);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notice", G_CALLBACK (store_notice_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->engine, "notify::state", G_CALLBACK (engine_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->engine, "settled", G_CALLBACK (engine_settled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_engine_get_pusher (self->engine), "settled",
                           G_CALLBACK (submission_settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_engine_get_pusher (self->engine), "progress",
                           G_CALLBACK (upload_progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->contents, "records-loaded", G_CALLBACK (tell_records), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_contents_get_book (self->contents), "changed",
                           G_CALLBACK (book_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (service, "notify::clock-offset", G_CALLBACK (clock_offset_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
pf_session_start (PfSession *self)
{
  g_return_if_fail (PF_IS_SESSION (self));

  if (self->is_starting || self->is_closed)
    return;
  self->is_starting = TRUE;
  if (self->state == PF_SYNC_LOADING)
    pf_session_load (self);
  else if (self->state != PF_SYNC_FAILED)
    pf_engine_start (self->engine, g_network_monitor_get_default ());
}

void
pf_session_load (PfSession *self)
{
  g_return_if_fail (PF_IS_SESSION (self));

  if (self->is_loading || self->is_closed)
    return;
  begin_loading (self);
}

void
pf_session_close_async (PfSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PF_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, pf_session_close_async);
  self->is_closed = TRUE;
  g_clear_handle_id (&self->tick, g_source_remove);
  pf_engine_stop (self->engine);
  pf_store_close_async (self->store, store_closed_cb, task);
}

gboolean
pf_session_close_finish (PfSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

PfPlan *
pf_session_create_plan (PfSession *self)
{
  PfPlan *plan;

  g_return_val_if_fail (PF_IS_SESSION (self), NULL);

  plan = pf_plan_new (self->contents, self);
  add_watcher (self, plan);
  return plan;
}

GListModel *
pf_session_create_deadlines (PfSession *self, int days)
{
  PfDeadlineList *list;

  g_return_val_if_fail (PF_IS_SESSION (self), NULL);

  list = pf_deadline_list_new (self->contents, self, days);
  add_watcher (self, list);
  return G_LIST_MODEL (list);
}

gboolean
pf_session_has_deadlines (PfSession *self, GListModel *deadlines)
{
  g_return_val_if_fail (PF_IS_SESSION (self), FALSE);

  return pf_deadline_list_is_loaded (PF_DEADLINE_LIST (deadlines));
}

PfPlan *
pf_session_get_deadlines_plan (PfSession *self, GListModel *deadlines)
{
  g_return_val_if_fail (PF_IS_SESSION (self), NULL);

  return pf_deadline_list_get_plan (PF_DEADLINE_LIST (deadlines));
}

gboolean
pf_session_is_stuck (PfSession *self, PfIntent *intent)
{
  g_return_val_if_fail (PF_IS_SESSION (self), FALSE);
  g_return_val_if_fail (PF_IS_INTENT (intent), FALSE);

  return intent->state == PF_INTENT_QUEUED && pf_engine_is_stuck (self->engine, intent->key);
}

void
pf_session_set_pull_interval (PfSession *self, int minutes)
{
  g_return_if_fail (PF_IS_SESSION (self));
  g_return_if_fail (minutes >= PF_PULL_ASKED);

  pf_engine_set_pull_interval (self->engine, minutes);
}

void
pf_session_sync_now (PfSession *self)
{
  g_return_if_fail (PF_IS_SESSION (self));

  if (self->state != PF_SYNC_FAILED)
    pf_engine_run (self->engine);
  else if (!self->is_closed)
    {
      set_state (self, PF_SYNC_LOADING, NULL);
      begin_loading (self);
    }
}

void
pf_session_note_key (PfSession *self)
{
  if (self->keeps_secrets)
    return;
  self->keeps_secrets = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEEPS_SECRETS]);
}

void
pf_session_take_files_wish (PfSession *self, PfFilesWish wish)
{
  if (self->files_wish == wish)
    return;
  self->files_wish = wish;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILES_WISH]);
}
