/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers what there is, asks the rules what is due, writes down that it was told, tells it, and
 * sets one alarm for the next time. */
#include "config.h"

#include "pf-reminder-watch.h"

#include "home/pf-todo-list.h"
#include "pf-alarm.h"
#include "pf-reminder-matter.h"
#include "pf-reminder-settings.h"
#include "pf-screen.h"

#include <glib/gi18n-lib.h>

/* As far ahead as one can be reminded of a deadline, and a night. */
#define DEADLINE_DAYS 9

struct _PfReminderWatch {
  GObject parent_instance;

  GApplication *application; /* (unowned): NULL once it is gone */
  PfSession *session;        /* (owned) */
  char *account;             /* (owned) */
  GSettings *settings;       /* (owned) (nullable) */
  GListModel *deadlines;     /* (owned) (element-type PfDeadlineItem) */
  GHashTable *marks;         /* (owned) (nullable): by subject; NULL until they are read */
  GHashTable *shown;         /* (owned) (element-type utf8): subjects that have a notification */
  GPtrArray *put_off;        /* (owned) (element-type utf8): before the marks were read */
  gboolean names_town;
  guint idle;  /* source id, 0 */
  guint alarm; /* source id, 0 */
};

G_DEFINE_FINAL_TYPE (PfReminderWatch, pf_reminder_watch, G_TYPE_OBJECT)

/* What is told as soon as it is written down. */
typedef struct {
  PfReminderWatch *self; /* (owned) */
  GPtrArray *matters;    /* (owned) (nullable) (element-type PfReminderMatter): all there are */
  GPtrArray *told;       /* (owned) (nullable): those of @matters */
} Telling;

static void
telling_free (Telling *telling)
{
  g_clear_pointer (&telling->told, g_ptr_array_unref);
  g_clear_pointer (&telling->matters, g_ptr_array_unref);
  g_object_unref (telling->self);
  g_free (telling);
}

/* Notifications */

static char *
make_id (PfReminderWatch *self, const char *subject)
{
  return g_strconcat ("reminder/", self->account, "/", subject, NULL);
}

static void
withdraw (PfReminderWatch *self, const char *subject)
{
  g_autofree char *id = make_id (self, subject);

  g_application_withdraw_notification (self->application, id);
}

static void
show (PfReminderWatch *self, const PfReminderMatter *matter)
{
  g_autofree char *id = make_id (self, matter->fact.subject);
  g_autoptr (GNotification) notification = g_notification_new (matter->title);

  if (matter->body != NULL)
    g_notification_set_body (notification, matter->body);
  if (matter->fact.kind == PF_REMINDER_DEADLINE)
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  g_notification_set_default_action_and_target_value (notification, matter->action, matter->target);
  g_notification_add_button_with_target (notification, _("Later"), "app.later", "(ss)",
                                         self->account, matter->fact.subject);
  g_application_send_notification (self->application, id, notification);
}

static void
screen_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Telling *telling = user_data;
  gboolean is_there = pf_screen_find_finish (result, NULL);
  GApplication *application = telling->self->application;

  if (!is_there)
    g_debug ("Nothing shows notifications");
  /* The program may have ended while it was asked. */
  is_there = is_there && application != NULL && g_application_get_is_registered (application);
  for (guint i = 0; is_there && i < telling->told->len; i++)
    {
      PfReminderMatter *matter = telling->told->pdata[i];

      if (g_hash_table_contains (telling->self->shown, matter->fact.subject))
        show (telling->self, matter);
    }
  telling_free (telling);
}

/* Writing down */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Telling *telling = user_data;
  GDBusConnection *bus;
  g_autoptr (GError) error = NULL;

  if (!pf_session_keep_reminders_finish (PF_SESSION (source), result, &error))
    {
      /* The next run tells it. */
      if (g_error_matches (error, PF_STORE_ERROR, PF_STORE_ERROR_CLOSED))
        g_clear_pointer (&telling->told, g_ptr_array_unref);
      else /* one that the next run repeats is better than none */
        g_message ("What was told is not written down: %s", error->message);
    }
  bus = telling->self->application != NULL
            ? g_application_get_dbus_connection (telling->self->application)
            : NULL;
  if (telling->told != NULL && telling->told->len > 0 && bus != NULL)
    pf_screen_find_async (bus, NULL, screen_found_cb, telling);
  else
    telling_free (telling);
}

/* @matters: (nullable): to tell those of @told (nullable). */
static void
keep (PfReminderWatch *self, GPtrArray *matters, GPtrArray *told)
{
  Telling *telling = g_new0 (Telling, 1);
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer mark;

  g_hash_table_iter_init (&iter, self->marks);
  while (g_hash_table_iter_next (&iter, NULL, &mark))
    g_ptr_array_add (marks, mark);
  telling->self = g_object_ref (self);
  telling->matters = matters != NULL ? g_ptr_array_ref (matters) : NULL;
  telling->told = told != NULL ? g_ptr_array_ref (told) : NULL;
  pf_session_keep_reminders_async (self->session, marks, NULL, kept_cb, telling);
}

/* Looking */

static gboolean
knows_all (PfReminderWatch *self)
{
  guint mask = pf_todo_list_get_collections ();

  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if ((mask & (1u << i)) != 0 && !pf_session_has_records (self->session, i))
      return FALSE;
  return self->marks != NULL && pf_session_has_deadlines (self->session, self->deadlines);
}

/* Returns: whether what was told of @subject is not so any more, as @matters say. */
static gboolean
is_settled (PfReminderWatch          *self,
            const char               *subject,
            GPtrArray                *matters,
            const PfReminderSettings *settings)
{
  PfReminderMark *mark = g_hash_table_lookup (self->marks, subject);

  for (guint i = 0; i < matters->len; i++)
    {
      PfReminderFact *fact = matters->pdata[i];

      if (g_str_equal (fact->subject, subject))
        return mark == NULL || mark->version != fact->version ||
               settings->minutes_before[fact->kind] < 0;
    }
  return TRUE;
}

static void
withdraw_settled (PfReminderWatch *self, GPtrArray *matters, const PfReminderSettings *settings)
{
  GHashTableIter iter;
  gpointer subject;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &subject, NULL))
    if (is_settled (self, subject, matters, settings))
      {
        withdraw (self, subject);
        g_hash_table_iter_remove (&iter);
      }
}

static void look_later (PfReminderWatch *self);

static void
alarm_cb (gpointer user_data)
{
  PfReminderWatch *self = user_data;

  self->alarm = 0;
  look_later (self);
}

/* @next: by the town's clock, which is told as a difference to the machine's. */
static void
set_alarm (PfReminderWatch *self, PfMoment next)
{
  PfMoment offset = pf_session_get_now (self->session) - g_get_real_time () / G_USEC_PER_SEC;

  g_clear_handle_id (&self->alarm, g_source_remove);
  if (next != PF_MOMENT_NONE)
    self->alarm = pf_alarm_add (next - offset, alarm_cb, self);
}

static void
look (PfReminderWatch *self)
{
  PfTown *town = pf_session_get_town (self->session);
  PfMoment now = pf_session_get_now (self->session), next;
  PfReminderSettings settings;
  g_autoptr (GPtrArray) matters = NULL;
  g_autoptr (GPtrArray) told = NULL;
  gboolean has_changed;

  if (town == NULL || !knows_all (self))
    return;
  pf_reminder_settings_read (self->settings, &settings);
  has_changed = pf_reminder_matter_note_asked (self->session, self->deadlines, self->marks);
  matters = pf_reminder_matter_gather (self->session, self->account, self->deadlines, self->marks,
                                       self->names_town);
  told = pf_reminder_decide (matters, self->marks, &settings, town->zone, now, &next);
  for (guint i = 0; i < told->len; i++)
    {
      PfReminderMark *mark = pf_reminder_mark_new (told->pdata[i], now);

      g_hash_table_replace (self->marks, mark->subject, mark);
      g_hash_table_add (self->shown, g_strdup (mark->subject));
    }
  withdraw_settled (self, matters, &settings);
  has_changed |= pf_reminder_prune (self->marks, matters, now);
  if (told->len > 0 || has_changed)
    keep (self, matters, told);
  set_alarm (self, next);
}

static void
look_cb (gpointer user_data)
{
  PfReminderWatch *self = user_data;

  self->idle = 0;
  look (self);
}

/* Several changes at once are one. */
static void
look_later (PfReminderWatch *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_once (look_cb, self);
}

/* Putting off */

static void
put_off (PfReminderWatch *self, const char *subject)
{
  PfReminderMark *mark = g_hash_table_lookup (self->marks, subject);
  PfTown *town = pf_session_get_town (self->session);

  if (mark == NULL || town == NULL)
    return;
  pf_reminder_mark_snooze (mark, pf_reminder_settings_get_snooze (self->settings), town->zone,
                           pf_session_get_now (self->session));
  withdraw (self, subject);
  g_hash_table_remove (self->shown, subject);
  keep (self, NULL, NULL);
  look_later (self);
}

/* Beginning */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PfReminderWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) marks =
      pf_session_load_reminders_finish (PF_SESSION (source), result, &error);

  /* A store that cannot be read is told of by the session. */
  if (marks == NULL)
    {
      g_debug ("%s", error->message);
      return;
    }
  self->marks =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) pf_reminder_mark_free);
  for (guint i = 0; i < marks->len; i++)
    {
      PfReminderMark *mark = pf_reminder_mark_copy (marks->pdata[i]);

      g_hash_table_replace (self->marks, mark->subject, mark);
      if (mark->snoozed_until == PF_MOMENT_NONE)
        g_hash_table_add (self->shown, g_strdup (mark->subject));
    }
  for (guint i = 0; i < self->put_off->len; i++)
    put_off (self, self->put_off->pdata[i]);
  look_later (self);
}

static void
watch_lists (PfReminderWatch *self)
{
  static const char *const watched[] = { "now-changed", "records-loaded", "notify::town" };
  guint mask = pf_todo_list_get_collections () | 1u << PF_COLLECTION_SERVICES;

  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if ((mask & (1u << i)) != 0)
      g_signal_connect_object (pf_session_get_records (self->session, i), "items-changed",
                               G_CALLBACK (look_later), self, G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (self->session, watched[i], G_CALLBACK (look_later), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_session_get_submissions (self->session), "items-changed",
                           G_CALLBACK (look_later), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_session_get_outbox (self->session), "items-changed",
                           G_CALLBACK (look_later), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->deadlines, "items-changed", G_CALLBACK (look_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_session_get_deadlines_plan (self->session, self->deadlines),
                           "items-changed", G_CALLBACK (look_later), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->deadlines, "loaded", G_CALLBACK (look_later), self,
                           G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed", G_CALLBACK (look_later), self,
                             G_CONNECT_SWAPPED);
}

/* GObject */

static void
pf_reminder_watch_dispose (GObject *object)
{
  PfReminderWatch *self = PF_REMINDER_WATCH (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->alarm, g_source_remove);
  g_clear_object (&self->deadlines);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (pf_reminder_watch_parent_class)->dispose (object);
}

static void
pf_reminder_watch_finalize (GObject *object)
{
  PfReminderWatch *self = PF_REMINDER_WATCH (object);

  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_hash_table_unref (self->shown);
  g_ptr_array_unref (self->put_off);
  g_free (self->account);
  g_clear_weak_pointer (&self->application);
  G_OBJECT_CLASS (pf_reminder_watch_parent_class)->finalize (object);
}

static void
pf_reminder_watch_class_init (PfReminderWatchClass *class)
{
  G_OBJECT_CLASS (class)->dispose = pf_reminder_watch_dispose;
  G_OBJECT_CLASS (class)->finalize = pf_reminder_watch_finalize;
}

static void
pf_reminder_watch_init (PfReminderWatch *self)
{
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->put_off = g_ptr_array_new_with_free_func (g_free);
}

PfReminderWatch *
pf_reminder_watch_new (GApplication *application,
                       PfSession    *session,
                       const char   *account,
                       GSettings    *settings)
{
  PfReminderWatch *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (PF_IS_SESSION (session) && account != NULL, NULL);

  self = g_object_new (PF_TYPE_REMINDER_WATCH, NULL);
  g_set_weak_pointer (&self->application, application);
  self->session = g_object_ref (session);
  self->account = g_strdup (account);
  g_set_object (&self->settings, settings);
  self->deadlines = pf_session_create_deadlines (session, DEADLINE_DAYS);
  watch_lists (self);
  pf_session_load_reminders_async (session, NULL, loaded_cb, g_object_ref (self));
  return self;
}

PfSession *
pf_reminder_watch_get_session (PfReminderWatch *self)
{
  g_return_val_if_fail (PF_IS_REMINDER_WATCH (self), NULL);

  return self->session;
}

const char *
pf_reminder_watch_get_account (PfReminderWatch *self)
{
  g_return_val_if_fail (PF_IS_REMINDER_WATCH (self), NULL);

  return self->account;
}

void
pf_reminder_watch_set_names_town (PfReminderWatch *self, gboolean names_town)
{
  g_return_if_fail (PF_IS_REMINDER_WATCH (self));

  self->names_town = names_town;
}

void
pf_reminder_watch_put_off (PfReminderWatch *self, const char *subject)
{
  g_return_if_fail (PF_IS_REMINDER_WATCH (self));
  g_return_if_fail (subject != NULL);

  if (self->marks != NULL)
    put_off (self, subject);
  else
    g_ptr_array_add (self->put_off, g_strdup (subject));
}

void
pf_reminder_watch_withdraw (PfReminderWatch *self)
{
  GHashTableIter iter;
  gpointer subject;

  g_return_if_fail (PF_IS_REMINDER_WATCH (self));

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &subject, NULL))
    withdraw (self, subject);
  g_hash_table_remove_all (self->shown);
}
