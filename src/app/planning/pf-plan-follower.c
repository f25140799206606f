/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file for each session of the hub, while it is switched on. */
#include "config.h"

#include "pf-plan-follower.h"

#include <glib/gstdio.h>

#include "common/pf-settings.h"
#include "pf-plan-file.h"

#define KEY "calendar-file"
#define FILE_NAME "plan.ics"
#define OF_HUB "pf-plan-follower"

struct _PfPlanFollower {
  GObject parent_instance;

  PfHub *hub;          /* (unowned): it owns us */
  GSettings *settings; /* (owned) (nullable): where they are installed */
  GPtrArray *files;    /* (owned) (element-type PfPlanFile) */
  gboolean is_active;
};

G_DEFINE_FINAL_TYPE (PfPlanFollower, pf_plan_follower, G_TYPE_OBJECT)

typedef enum {
  PROP_ACTIVE = 1,
} PfPlanFollowerProperty;

static GParamSpec *properties[PROP_ACTIVE + 1];
static guint written_signal;

static void
file_written_cb (PfPlanFollower *self, PfPlanFile *file)
{
  PfAccount *account = pf_hub_get_account (self->hub, pf_plan_file_get_session (file));

  if (account != NULL)
    g_signal_emit (self, written_signal, 0, account);
}

static gboolean
has_file (PfPlanFollower *self, PfSession *session)
{
  for (guint i = 0; i < self->files->len; i++)
    if (pf_plan_file_get_session (g_ptr_array_index (self->files, i)) == session)
      return TRUE;
  return FALSE;
}

static void
add_file (PfPlanFollower *self, PfSession *session)
{
  PfAccount *account = pf_hub_get_account (self->hub, session);
  g_autofree char *path = NULL;
  PfPlanFile *file;

  if (account == NULL || has_file (self, session))
    return;
  path = pf_plan_follower_get_path (account);
  file = pf_plan_file_new (session, pf_account_get_uri (account), path);
  g_signal_connect_object (file, "written", G_CALLBACK (file_written_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->files, file);
}

static void
add_files (PfPlanFollower *self)
{
  GListModel *sessions = pf_hub_get_sessions (self->hub);

  for (guint i = 0; self->is_active && i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (PfSession) session = g_list_model_get_item (sessions, i);

      add_file (self, session);
    }
}

/* Its folder may go now. */
static void
session_closing_cb (PfPlanFollower *self, PfSession *session)
{
  for (guint i = self->files->len; i > 0; i--)
    {
      PfPlanFile *file = g_ptr_array_index (self->files, i - 1);

      if (pf_plan_file_get_session (file) != session)
        continue;
      pf_plan_file_stop (file);
      g_ptr_array_remove_index (self->files, i - 1);
    }
}

/* Nothing is left on the disk of what nobody wants to be told any more. */
static void
remove_files (PfPlanFollower *self)
{
  GListModel *accounts = G_LIST_MODEL (pf_hub_get_accounts (self->hub));

  g_ptr_array_set_size (self->files, 0); /* stops each */
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (PfAccount) account = g_list_model_get_item (accounts, i);
      g_autofree char *path = pf_plan_follower_get_path (account);

      g_remove (path);
    }
}

static void
apply (PfPlanFollower *self, gboolean active)
{
  if (active == self->is_active)
    return;
  self->is_active = active;
  if (active)
    add_files (self);
  else
    remove_files (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static void
setting_changed_cb (PfPlanFollower *self)
{
  apply (self, g_settings_get_boolean (self->settings, KEY));
}

static void
pf_plan_follower_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_ACTIVE)
    g_value_set_boolean (value, PF_PLAN_FOLLOWER (object)->is_active);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
pf_plan_follower_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  if (id == PROP_ACTIVE)
    pf_plan_follower_set_active (PF_PLAN_FOLLOWER (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
pf_plan_follower_finalize (GObject *object)
{
  PfPlanFollower *self = PF_PLAN_FOLLOWER (object);

  g_ptr_array_unref (self->files);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (pf_plan_follower_parent_class)->finalize (object);
}

static void
pf_plan_follower_class_init (PfPlanFollowerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = pf_plan_follower_get_property;
  object_class->set_property = pf_plan_follower_set_property;
  object_class->finalize = pf_plan_follower_finalize;
  properties[PROP_ACTIVE] =
      g_param_spec_boolean ("active", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  written_signal = g_signal_new ("written", PF_TYPE_PLAN_FOLLOWER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, PF_TYPE_ACCOUNT);
}

static void
pf_plan_follower_init (PfPlanFollower *self)
{
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
}

PfPlanFollower *
pf_plan_follower_get (PfHub *hub)
{
  PfPlanFollower *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_get_data (G_OBJECT (hub), OF_HUB);
  if (self != NULL)
    return self;
  self = g_object_new (PF_TYPE_PLAN_FOLLOWER, NULL);
  g_object_set_data_full (G_OBJECT (hub), OF_HUB, self, g_object_unref);
  self->hub = hub;
  g_signal_connect_object (hub, "session-closing", G_CALLBACK (session_closing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pf_hub_get_sessions (hub), "items-changed", G_CALLBACK (add_files), self,
                           G_CONNECT_SWAPPED);
  self->settings = pf_settings_open (KEY);
  if (self->settings != NULL)
    {
      g_signal_connect_object (self->settings, "changed::" KEY, G_CALLBACK (setting_changed_cb),
                               self, G_CONNECT_SWAPPED);
      setting_changed_cb (self);
    }
  return self;
}

gboolean
pf_plan_follower_get_active (PfPlanFollower *self)
{
  g_return_val_if_fail (PF_IS_PLAN_FOLLOWER (self), FALSE);

  return self->is_active;
}

void
pf_plan_follower_set_active (PfPlanFollower *self, gboolean active)
{
  g_return_if_fail (PF_IS_PLAN_FOLLOWER (self));

  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, KEY, active);
  apply (self, active);
}

char *
pf_plan_follower_get_path (PfAccount *account)
{
  g_return_val_if_fail (PF_IS_ACCOUNT (account), NULL);

  return g_build_filename (pf_account_get_folder (account), FILE_NAME, NULL);
}
