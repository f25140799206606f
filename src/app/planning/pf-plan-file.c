/* SPDX-License-Identifier: GPL-3.0-or-later
 * Waits until changes are over, reads the plan a few events at a time between two frames, and lets
 * a thread compare and write. */
#include "config.h"

#include "pf-plan-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pf-plan-event.h"

#define DELAY 1000             /* ms: what changes together is written together */
#define SLICE 4000             /* µs: of reading the plan, in one turn of the loop */
#define OLD_FILE_MAX (8 << 20) /* bytes: more is no file of ours */

/* What goes to the thread and comes back. */
typedef struct {
  char *path;
  char *name;
  char *zone_name;
  GTimeZone *zone;   /* (owned) */
  GPtrArray *events; /* (owned) (element-type PfAgendaEvent) */
  PfDay first;
  PfMoment at;
} Writing;

struct _PfPlanFile {
  GObject parent_instance;

  PfSession *session; /* (owned) (nullable): NULL once it is stopped */
  char *town;
  char *path;

  guint source;     /* until it is written, then of the slices */
  PfPlan *plan;     /* (owned) (nullable): while it is read */
  GPtrArray *items; /* (owned) (nullable): of the plan, while events are made of them */
  guint n_read;
  Writing *writing;          /* (owned) (nullable): being filled */
  GCancellable *cancellable; /* (owned) */
  gboolean is_busy;          /* a thread writes */
  gboolean is_due;           /* something has changed meanwhile */
};

G_DEFINE_FINAL_TYPE (PfPlanFile, pf_plan_file, G_TYPE_OBJECT)

static guint written_signal;

/* Taken by whoever writes: what is stopped is stopped on the disk, too. */
static GMutex disk_mutex;

static void schedule (PfPlanFile *self);

static void
writing_free (Writing *writing)
{
  g_free (writing->path);
  g_free (writing->name);
  g_free (writing->zone_name);
  g_time_zone_unref (writing->zone);
  g_ptr_array_unref (writing->events);
  g_free (writing);
}

/* The thread */

/* Returns: (transfer full) (nullable) */
static GBytes *
read_before (const char *path)
{
  GStatBuf status;
  char *text;
  gsize size;

  if (g_stat (path, &status) != 0 || status.st_size > OLD_FILE_MAX ||
      !g_file_get_contents (path, &text, &size, NULL))
    return NULL;
  return g_bytes_new_take (text, size);
}

static void
write_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Writing *writing = task_data;
  g_autoptr (GBytes) before = read_before (writing->path);
  g_autoptr (GBytes) after = pf_agenda_update (before, writing->events, writing->first,
                                               writing->name, writing->zone, writing->zone_name,
                                               writing->at);
  GError *error = NULL;
  gboolean is_written = TRUE;

  if (before == NULL || !g_bytes_equal (before, after))
    {
      g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&disk_mutex);

      is_written = !g_cancellable_set_error_if_cancelled (cancellable, &error) &&
                   g_file_set_contents_full (writing->path, g_bytes_get_data (after, NULL),
                                             (gssize) g_bytes_get_size (after),
                                             G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
    }
  if (is_written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PfPlanFile *self = PF_PLAN_FILE (source);
  g_autoptr (GError) error = NULL;

  self->is_busy = FALSE;
  if (self->session == NULL)
    return;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (self, written_signal, 0);
  else
    g_message ("The calendar file is not written: %s", error->message);
  if (self->is_due)
    schedule (self);
}

/* Reading */

static void
hand_over (PfPlanFile *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, written_cb, NULL);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->plan);
  self->is_busy = TRUE;
  g_task_set_source_tag (task, hand_over);
  g_task_set_task_data (task, g_steal_pointer (&self->writing), (GDestroyNotify) writing_free);
  g_task_run_in_thread (task, write_worker);
}

static gboolean
make_events_cb (gpointer user_data)
{
  PfPlanFile *self = user_data;
  gint64 until = g_get_monotonic_time () + SLICE;

  while (self->n_read < self->items->len && g_get_monotonic_time () < until)
    {
      PfPlanItem *item = g_ptr_array_index (self->items, self->n_read++);
      PfAgendaEvent *event = pf_plan_event_new (item, self->town, self->writing->zone, TRUE);

      if (event != NULL)
        g_ptr_array_add (self->writing->events, event);
    }
  if (self->n_read < self->items->len)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  hand_over (self);
  return G_SOURCE_REMOVE;
}

static Writing *
create_writing (PfPlanFile *self, PfTown *town)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->path = g_strdup (self->path);
  /* TRANSLATORS: what a calendar program calls the plan; %s is a town. */
  writing->name = g_strdup_printf (_("Portail Famille – %s"), town->name);
  writing->zone = g_time_zone_ref (town->zone);
  writing->zone_name = g_strdup (town->time_zone);
  writing->events = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_agenda_event_free);
  writing->first = pf_plan_event_get_first (pf_session_get_today (self->session));
  writing->at = pf_session_get_now (self->session);
  return writing;
}

static void
plan_loaded_cb (PfPlanFile *self)
{
  PfTown *town = pf_session_get_town (self->session);
  GListModel *list = G_LIST_MODEL (self->plan);

  if (!pf_plan_is_loaded (self->plan) || town == NULL)
    return;
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    g_ptr_array_add (self->items, g_list_model_get_item (list, i));
  g_signal_handlers_disconnect_by_data (self->plan, self); /* it goes when it has told us */
  self->n_read = 0;
  self->writing = create_writing (self, town);
  self->source = g_idle_add (make_events_cb, self);
}

/* What the town has told so far is not yet all of it during a first sync: nothing is written then,
 * for all that is missing would be told as cancelled. */
static gboolean
can_write (PfPlanFile *self)
{
  PfSyncState state = pf_session_get_sync_state (self->session);

  pf_session_get_records (self->session, PF_COLLECTION_MENUS);
  return state != PF_SYNC_LOADING && state != PF_SYNC_FIRST && state != PF_SYNC_FAILED &&
         pf_session_has_records (self->session, PF_COLLECTION_MENUS) &&
         pf_session_get_town (self->session) != NULL;
}

static gboolean
due_cb (gpointer user_data)
{
  PfPlanFile *self = user_data;
  PfDay today;

  self->source = 0;
  if (!can_write (self))
    return G_SOURCE_REMOVE; /* what it waits for will tell */
  self->is_due = FALSE;
  today = pf_session_get_today (self->session);
  self->plan = pf_session_create_plan (self->session);
  g_signal_connect_swapped (self->plan, "notify::is-loaded", G_CALLBACK (plan_loaded_cb), self);
  pf_plan_set_range (self->plan, pf_plan_event_get_first (today), pf_plan_event_get_last (today));
  if (self->items == NULL)
    plan_loaded_cb (self);
  return G_SOURCE_REMOVE;
}

/* One at a time: what changes while it is read or written is written afterwards. */
static void
schedule (PfPlanFile *self)
{
  self->is_due = TRUE;
  if (self->session != NULL && self->source == 0 && self->plan == NULL && !self->is_busy)
    self->source = g_timeout_add (DELAY, due_cb, self);
}

static void
pf_plan_file_dispose (GObject *object)
{
  pf_plan_file_stop (PF_PLAN_FILE (object));
  G_OBJECT_CLASS (pf_plan_file_parent_class)->dispose (object);
}

static void
pf_plan_file_finalize (GObject *object)
{
  PfPlanFile *self = PF_PLAN_FILE (object);

  g_object_unref (self->cancellable);
  g_free (self->town);
  g_free (self->path);
  G_OBJECT_CLASS (pf_plan_file_parent_class)->finalize (object);
}

static void
pf_plan_file_class_init (PfPlanFileClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = pf_plan_file_dispose;
  object_class->finalize = pf_plan_file_finalize;
  written_signal = g_signal_new ("written", PF_TYPE_PLAN_FILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
pf_plan_file_init (PfPlanFile *self)
{
  self->cancellable = g_cancellable_new ();
}

PfPlanFile *
pf_plan_file_new (PfSession *session, const char *town, const char *path)
{
  static const char *const changes[] = { "notify::synced-at", "notify::sync-state", "now-changed",
                                         "records-loaded" };
  PfPlanFile *self;

  g_return_val_if_fail (PF_IS_SESSION (session) && town != NULL && path != NULL, NULL);

  self = g_object_new (PF_TYPE_PLAN_FILE, NULL);
  self->session = g_object_ref (session);
  self->town = g_strdup (town);
  self->path = g_strdup (path);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (session, changes[i], G_CALLBACK (schedule), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_session_get_outbox (session), "items-changed", G_CALLBACK (schedule),
                           self, G_CONNECT_SWAPPED);
  schedule (self);
  return self;
}

PfSession *
pf_plan_file_get_session (PfPlanFile *self)
{
  g_return_val_if_fail (PF_IS_PLAN_FILE (self), NULL);

  return self->session;
}

void
pf_plan_file_stop (PfPlanFile *self)
{
  g_return_if_fail (PF_IS_PLAN_FILE (self));

  if (self->session == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->plan != NULL)
    g_signal_handlers_disconnect_by_data (self->plan, self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_signal_handlers_disconnect_by_data (pf_session_get_outbox (self->session), self);
  g_clear_object (&self->plan);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->writing, writing_free);
  g_clear_object (&self->session);
  g_cancellable_cancel (self->cancellable);
  g_mutex_lock (&disk_mutex); /* a thread that has begun to write ends first */
  g_mutex_unlock (&disk_mutex);
}
