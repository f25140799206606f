/* SPDX-License-Identifier: GPL-3.0-or-later
 * One run at a time, one request at a time. Every path of a run ends in pf_engine_end_run(). */
#include "config.h"

#include "pf-engine-private.h"

#include "pf-alarm.h"
#include "pf-backoff.h"

#define LIVE_INTERVAL 15 /* minutes, where the town announces what is new */

G_DEFINE_TYPE (PfEngine, pf_engine, G_TYPE_OBJECT)

enum {
  PROP_STATE = 1,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static void pull_page (PfEngine *self);

static void
set_state (PfEngine *self, PfSyncState state, GError *error)
{
  gboolean changed = state != self->state || error != NULL || self->error != NULL;

  g_clear_error (&self->error);
  self->error = error;
  self->state = state;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
timer_cb (gpointer user_data)
{
  PfEngine *self = user_data;

  self->timer = 0;
  pf_engine_run (self);
}

static void
set_timer (PfEngine *self, guint delay_ms)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_once (delay_ms, timer_cb, self);
}

/* The next pull, while all is well: also on time after the machine slept. */
static void
set_pull_timer (PfEngine *self)
{
  int minutes = self->pull_interval == PF_PULL_LIVE ? LIVE_INTERVAL : self->pull_interval;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (minutes > 0)
    self->timer = pf_alarm_add (g_get_real_time () / G_USEC_PER_SEC + minutes * 60, timer_cb, self);
}

/* Returns: whether there is nothing to do that the family has asked for. */
static gboolean
rests (PfEngine *self)
{
  return self->pull_interval == PF_PULL_ASKED && self->is_complete && self->n_queued == 0;
}

static void
start_events (PfEngine *self)
{
  if (self->has_events || self->pull_interval != PF_PULL_LIVE ||
      (pf_town_service_get_features (self->service) & PF_FEATURE_EVENTS) == 0)
    return;
  self->has_events = TRUE;
  pf_town_service_start_events (self->service);
}

static void
stop_events (PfEngine *self)
{
  if (self->has_events)
    pf_town_service_stop_events (self->service);
  self->has_events = FALSE;
}

/* Ends a run that failed. Only what a person has to do, or a reason from outside, comes before the
 * timer. */
static void
fail_run (PfEngine *self, GError *error)
{
  if (g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SIGNED_OUT) ||
      g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_CREDENTIALS))
    {
      stop_events (self);
      set_state (self, PF_SYNC_SIGNED_OUT, error);
      return;
    }
  self->n_failed++;
  if (!rests (self))
    set_timer (self, pf_backoff_get_delay (self->n_failed, pf_client_error_get_retry_after (error),
                                           g_random_double ()));
  set_state (self, PF_SYNC_OFFLINE, error);
}

/* @error: (transfer full) (nullable). */
void
pf_engine_end_run (PfEngine *self, GError *error)
{
  g_autoptr (GError) push_error = g_steal_pointer (&self->push_error);
  g_autofree char *announced = g_steal_pointer (&self->announced);
  gboolean is_again = self->is_again ||
                      (announced != NULL && g_strcmp0 (announced, self->since) != 0);
  gboolean has_pulled = error == NULL;

  self->is_running = FALSE;
  self->is_again = FALSE;
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  if (error == NULL)
    error = g_steal_pointer (&push_error);
  if (!self->is_started)
    {
      g_clear_error (&error);
      return;
    }
  if (error != NULL)
    fail_run (self, error);
  else
    {
      self->n_failed = 0;
      set_pull_timer (self);
      set_state (self, PF_SYNC_IDLE, NULL);
    }
  /* A batch that the town stumbles over keeps nothing else waiting. */
  if (has_pulled)
    {
      start_events (self);
      if (is_again)
        pf_engine_run (self);
    }
}

static void
began_afresh_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfEngine) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!pf_store_start_afresh_finish (PF_STORE (source), result, &error))
    {
      pf_engine_end_run (self, g_steal_pointer (&error));
      return;
    }
  g_clear_pointer (&self->since, g_free);
  pull_page (self);
}

/* Once a run: a town that keeps forgetting is asked again later. */
static void
begin_afresh (PfEngine *self)
{
  self->is_afresh = TRUE;
  pf_store_start_afresh_async (self->store, self->cancellable, began_afresh_cb,
                               g_object_ref (self));
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfEngine) self = user_data;
  g_autoptr (GError) error = NULL;

  if (pf_store_apply_changes_finish (PF_STORE (source), result, &error))
    {
      if (self->has_more)
        pull_page (self);
      else
        pf_engine_end_run (self, NULL);
    }
  else if (g_error_matches (error, PF_STORE_ERROR, PF_STORE_ERROR_DAMAGED) && !self->is_afresh)
    begin_afresh (self);
  else
    pf_engine_end_run (self, g_steal_pointer (&error));
}

static void
pulled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfEngine) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PfChanges) changes =
      pf_town_service_pull_finish (PF_TOWN_SERVICE (source), result, &error);
  gint64 clock_offset;

  if (changes == NULL)
    {
      if (g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_STATE_UNKNOWN) &&
          !self->is_afresh)
        begin_afresh (self);
      else
        pf_engine_end_run (self, g_steal_pointer (&error));
      return;
    }
  g_object_get (self->service, "clock-offset", &clock_offset, NULL);
  self->has_more = changes->more;
  pf_store_apply_changes_async (self->store, changes, pf_town_service_get_now (self->service),
                                clock_offset, self->cancellable, applied_cb, g_object_ref (self));
}

static void
pull_page (PfEngine *self)
{
  if (!self->is_started)
    pf_engine_end_run (self, NULL);
  else
    pf_town_service_pull_async (self->service, self->since, self->cancellable, pulled_cb,
                                g_object_ref (self));
}

/* A town that cannot tell differences tells everything each time. */
void
pf_engine_pull (PfEngine *self)
{
  if (self->since != NULL && pf_town_service_get_discovery (self->service) != NULL &&
      (pf_town_service_get_features (self->service) & PF_FEATURE_DELTA) == 0)
    begin_afresh (self);
  else
    pull_page (self);
}

static void
state_announced_cb (PfEngine *self, const char *state)
{
  if (!self->has_events)
    return;
  g_free (self->announced);
  self->announced = g_strdup (state);
  if (!self->is_running && g_strcmp0 (state, self->since) != 0)
    pf_engine_run (self);
}

static void
secret_changed_cb (PfEngine *self, GBytes *secret)
{
  if (secret != NULL && self->state == PF_SYNC_SIGNED_OUT)
    pf_engine_run (self);
}

static guint
count_queued (PfEngine *self)
{
  GPtrArray *intents = pf_contents_get_intents (self->contents);
  GPtrArray *submissions = pf_contents_get_submission_array (self->contents);
  guint n_queued = 0;

  for (guint i = 0; i < intents->len; i++)
    n_queued += ((PfIntent *) intents->pdata[i])->state == PF_INTENT_QUEUED;
  for (guint i = 0; i < submissions->len; i++)
    n_queued += ((PfSubmission *) submissions->pdata[i])->state == PF_SUBMISSION_STATE_QUEUED;
  return n_queued;
}

/* Something new to send is a reason to run; whatever else happens in the outbox is none. */
static void
outbox_changed_cb (PfEngine *self)
{
  guint n_before = self->n_queued;

  self->n_queued = count_queued (self);
  if (self->n_queued > n_before && self->state != PF_SYNC_SIGNED_OUT)
    pf_engine_run (self);
}

/* What the monitor believes is a hint to try; only trying tells. */
static void
network_changed_cb (PfEngine *self, gboolean is_available)
{
  if (is_available && self->state == PF_SYNC_OFFLINE && !rests (self))
    pf_engine_run (self);
}

static void
pf_engine_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  PfEngine *self = PF_ENGINE (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
pf_engine_finalize (GObject *object)
{
  PfEngine *self = PF_ENGINE (object);

  pf_engine_stop (self);
  g_clear_object (&self->pusher);
  g_clear_object (&self->service);
  g_clear_object (&self->store);
  g_clear_object (&self->contents);
  g_clear_object (&self->monitor);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  pf_stumbles_free (self->stumbles);
  g_free (self->since);
  g_free (self->announced);
  G_OBJECT_CLASS (pf_engine_parent_class)->finalize (object);
}

static void
pf_engine_class_init (PfEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pf_engine_get_property;
  object_class->finalize = pf_engine_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PF_TYPE_SYNC_STATE,
                                              PF_SYNC_LOADING,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  g_signal_new ("settled", PF_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
}

static void
pf_engine_init (PfEngine *self)
{
  self->cancellable = g_cancellable_new ();
  self->stumbles = pf_stumbles_new ();
}

PfEngine *
pf_engine_new (PfTownService *service, PfStore *store, PfContents *contents)
{
  PfEngine *self = g_object_new (PF_TYPE_ENGINE, NULL);

  self->service = g_object_ref (service);
  self->store = g_object_ref (store);
  self->contents = g_object_ref (contents);
  self->pusher = pf_pusher_new (service, store, contents, self->stumbles);
  return self;
}

void
pf_engine_set_status (PfEngine *self, const PfStoreStatus *status)
{
  g_free (self->since);
  self->since = status != NULL ? g_strdup (status->state) : NULL;
  self->is_complete = status != NULL && status->is_complete;
}

void
pf_engine_set_pull_interval (PfEngine *self, int minutes)
{
  if (minutes == self->pull_interval)
    return;
  self->pull_interval = minutes;
  if (minutes != PF_PULL_LIVE)
    stop_events (self);
  /* A run under way ends by what is wanted now; after one that failed, the wait goes on. */
  if (!self->is_started || self->is_running || self->state == PF_SYNC_OFFLINE ||
      self->state == PF_SYNC_SIGNED_OUT)
    return;
  if (minutes == PF_PULL_LIVE)
    pf_engine_run (self);
  else
    set_pull_timer (self);
}

void
pf_engine_start (PfEngine *self, GNetworkMonitor *monitor)
{
  g_return_if_fail (!self->is_started);

  self->is_started = TRUE;
  self->monitor = g_object_ref (monitor);
  g_signal_connect_object (self->service, "state-announced", G_CALLBACK (state_announced_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->service, "secret-changed", G_CALLBACK (secret_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (network_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_contents_get_outbox (self->contents), "items-changed",
                           G_CALLBACK (outbox_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_contents_get_submissions (self->contents), "items-changed",
                           G_CALLBACK (outbox_changed_cb), self, G_CONNECT_SWAPPED);
  self->n_queued = count_queued (self);
  if (!rests (self))
    pf_engine_run (self);
}

void
pf_engine_stop (PfEngine *self)
{
  if (!self->is_started)
    return;
  self->is_started = FALSE;
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_signal_handlers_disconnect_by_data (pf_contents_get_outbox (self->contents), self);
  g_signal_handlers_disconnect_by_data (pf_contents_get_submissions (self->contents), self);
  g_clear_handle_id (&self->timer, g_source_remove);
  stop_events (self);
  g_cancellable_cancel (self->cancellable);
}

void
pf_engine_run (PfEngine *self)
{
  if (!self->is_started)
    return;
  if (self->is_running)
    {
      self->is_again = TRUE;
      return;
    }
  g_clear_handle_id (&self->timer, g_source_remove);
  self->is_running = TRUE;
  self->is_afresh = FALSE;
  pf_stumbles_begin_run (self->stumbles);
  set_state (self, self->is_complete ? PF_SYNC_SYNCING : PF_SYNC_FIRST, NULL);
  pf_engine_push_next (self);
}

gboolean
pf_engine_is_stuck (PfEngine *self, const char *key)
{
  return pf_stumbles_is_stuck (self->stumbles, key, g_get_monotonic_time ());
}

PfSyncState
pf_engine_get_state (PfEngine *self)
{
  return self->state;
}

const GError *
pf_engine_get_error (PfEngine *self)
{
  return self->error;
}

PfPusher *
pf_engine_get_pusher (PfEngine *self)
{
  return self->pusher;
}
