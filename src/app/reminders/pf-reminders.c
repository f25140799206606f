/* SPDX-License-Identifier: GPL-3.0-or-later
 * A watch for each household, from when its town was asked. */
#include "config.h"

#include "pf-reminders.h"

#include "common/pf-settings.h"
#include "pf-reminder-settings.h"
#include "pf-reminder-watch.h"

struct _PfReminders {
  GObject parent_instance;

  GApplication *application; /* (unowned) */
  PfHub *hub;                /* (owned) */
  GSettings *settings;       /* (owned) (nullable): NULL where they are not installed */
  GPtrArray *watches;        /* (owned) (element-type PfReminderWatch) */
  GPtrArray *put_off;        /* (owned) (element-type PutOff): before there was its watch */
  gboolean has_begun;
};

typedef struct {
  char *account; /* (owned) */
  char *subject; /* (owned) */
} PutOff;

G_DEFINE_FINAL_TYPE (PfReminders, pf_reminders, G_TYPE_OBJECT)

static void
put_off_free (PutOff *wish)
{
  g_free (wish->account);
  g_free (wish->subject);
  g_free (wish);
}

static gboolean
is_there (PfReminders *self, PfSession *session)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) other = g_list_model_get_item (sessions, i);

      if (other == session)
        return TRUE;
    }
  return FALSE;
}

static PfReminderWatch *
find_watch (PfReminders *self, PfSession *session)
{
  for (guint i = 0; i < self->watches->len; i++)
    if (pf_reminder_watch_get_session (self->watches->pdata[i]) == session)
      return self->watches->pdata[i];
  return NULL;
}

/* Returns: whether there is a watch to do it. */
static gboolean
put_off (PfReminders *self, const char *account, const char *subject)
{
  for (guint i = 0; i < self->watches->len; i++)
    if (g_str_equal (pf_reminder_watch_get_account (self->watches->pdata[i]), account))
      {
        pf_reminder_watch_put_off (self->watches->pdata[i], subject);
        return TRUE;
      }
  return FALSE;
}

static void
remove_watches (PfReminders *self)
{
  for (guint i = self->watches->len; i > 0; i--)
    {
      PfReminderWatch *watch = self->watches->pdata[i - 1];

      if (is_there (self, pf_reminder_watch_get_session (watch)))
        continue;
      pf_reminder_watch_withdraw (watch);
      g_ptr_array_remove_index (self->watches, i - 1);
    }
}

static void
add_watches (PfReminders *self)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);
  guint n_sessions = g_list_model_get_n_items (sessions);

  for (guint i = 0; i < n_sessions; i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);
      PfAccount *account = pf_hub_get_account (self->hub, session);
      PfReminderWatch *watch = find_watch (self, session);

      if (watch == NULL)
        {
          watch = pf_reminder_watch_new (self->application, session, pf_account_get_id (account),
                                         self->settings);
          g_ptr_array_add (self->watches, watch);
        }
      pf_reminder_watch_set_names_town (watch, n_sessions > 1);
    }
  for (guint i = 0; i < self->put_off->len; i++)
    {
      PutOff *wish = self->put_off->pdata[i];

      put_off (self, wish->account, wish->subject);
    }
  g_ptr_array_set_size (self->put_off, 0);
}

static void
sessions_changed_cb (PfReminders *self)
{
  if (!self->has_begun)
    return;
  remove_watches (self);
  add_watches (self);
}

/* What the towns have to say may settle much of what the caches hold. */
static void
sync_state_changed_cb (PfReminders *self)
{
  PfSyncState state = pf_hub_get_sync_state (self->hub);

  if (self->has_begun || !pf_hub_get_has_accounts (self->hub) || state == PF_SYNC_LOADING ||
      state == PF_SYNC_FIRST || state == PF_SYNC_SYNCING)
    return;
  self->has_begun = TRUE;
  add_watches (self);
}

static void
pf_reminders_dispose (GObject *object)
{
  PfReminders *self = PF_REMINDERS (object);

  g_ptr_array_set_size (self->watches, 0);
  g_clear_object (&self->settings);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_reminders_parent_class)->dispose (object);
}

static void
pf_reminders_finalize (GObject *object)
{
  PfReminders *self = PF_REMINDERS (object);

  g_ptr_array_unref (self->watches);
  g_ptr_array_unref (self->put_off);
  G_OBJECT_CLASS (pf_reminders_parent_class)->finalize (object);
}

static void
pf_reminders_class_init (PfRemindersClass *class)
{
  G_OBJECT_CLASS (class)->dispose = pf_reminders_dispose;
  G_OBJECT_CLASS (class)->finalize = pf_reminders_finalize;
}

static void
pf_reminders_init (PfReminders *self)
{
  self->watches = g_ptr_array_new_with_free_func (g_object_unref);
  self->put_off = g_ptr_array_new_with_free_func ((GDestroyNotify) put_off_free);
}

PfReminders *
pf_reminders_new (GApplication *application, PfHub *hub)
{
  PfReminders *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_REMINDERS, NULL);
  self->application = application;
  self->hub = g_object_ref (hub);
  self->settings = pf_settings_open (pf_reminder_settings_keys[PF_REMINDER_DEADLINE]);
  g_signal_connect_object (pf_hub_get_sessions (hub), "items-changed",
                           G_CALLBACK (sessions_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "notify::sync-state", G_CALLBACK (sync_state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sync_state_changed_cb (self);
  return self;
}

void
pf_reminders_put_off (PfReminders *self, const char *account, const char *subject)
{
  PutOff *wish;

  g_return_if_fail (PF_IS_REMINDERS (self));
  g_return_if_fail (account != NULL && subject != NULL);

  if (put_off (self, account, subject) || self->has_begun)
    return;
  wish = g_new (PutOff, 1);
  *wish = (PutOff){ g_strdup (account), g_strdup (subject) };
  g_ptr_array_add (self->put_off, wish);
}
