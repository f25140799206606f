/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the application does when it is told to, and the keys that tell it. */
#include "config.h"

#include "pf-application-private.h"

#include "about/pf-about.h"
#include "common/pf-help.h"
#include "pf-main-view.h"
#include "preferences/pf-forget.h"
#include "preferences/pf-preferences-window.h"
#include "welcome/pf-sign-in-dialog.h"

#include <glib/gi18n-lib.h>

#define N_DIGITS 9 /* of the keys that open pages */

/* As scripts know them, by PfSyncState. */
static const char *const state_names[] = {
  [PF_SYNC_LOADING] = "loading", [PF_SYNC_FIRST] = "first",     [PF_SYNC_SYNCING] = "syncing",
  [PF_SYNC_IDLE] = "idle",       [PF_SYNC_OFFLINE] = "offline", [PF_SYNC_SIGNED_OUT] = "signed-out",
  [PF_SYNC_FAILED] = "failed",
};

/* Actions */

static void
sync_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pf_hub_sync_now (pf_application_get_hub (user_data));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PfWindow *window = pf_application_get_window (user_data);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  g_application_quit (G_APPLICATION (user_data));
}

/* Which page it is, the action's name says. */
static void
page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);
  pf_window_show_page (pf_application_get_window (user_data),
                       g_action_get_name (G_ACTION (action)));
}

static void
new_message_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);
  g_action_group_activate_action (G_ACTION_GROUP (pf_application_get_window (user_data)),
                                  "new-message", NULL);
}

/* About the window that has the keyboard; what has no help of its own has that of what is under it.
 */
static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *active = gtk_application_get_active_window (user_data);
  const char *id = NULL;

  for (GtkWindow *window = active; id == NULL && window != NULL;
       window = gtk_window_get_transient_for (window))
    id = pf_help_get_id (PF_IS_WINDOW (window) ? pf_window_get_shown (PF_WINDOW (window))
                                               : G_OBJECT_TYPE_NAME (window));
  if (active != NULL)
    pf_help_show (active, id);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_activate (user_data);
  pf_about_present (GTK_WINDOW (pf_application_get_window (user_data)),
                    pf_application_get_hub (user_data));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PfApplication *self = user_data;

  g_application_activate (user_data);
  pf_preferences_window_present (GTK_WINDOW (pf_application_get_window (self)),
                                 pf_application_get_hub (self));
}

static void
add_town_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PfApplication *self = user_data;
  PfWindow *window = pf_application_get_window (self);

  if (window != NULL)
    pf_sign_in_dialog_present (GTK_WINDOW (window), pf_application_get_hub (self),
                               pf_application_get_demo_town (self), NULL);
}

static void
sign_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PfApplication *self = user_data;
  PfAccount *account =
      pf_hub_find_account (pf_application_get_hub (self), g_variant_get_string (parameter, NULL));
  PfWindow *window = pf_application_get_window (self);

  if (account != NULL && window != NULL)
    pf_sign_in_dialog_present (GTK_WINDOW (window), pf_application_get_hub (self),
                               pf_application_get_demo_town (self), account);
}

static void
unlock_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PfApplication *self = user_data;
  PfAccount *account =
      pf_hub_find_account (pf_application_get_hub (self), g_variant_get_string (parameter, NULL));

  if (account != NULL)
    pf_hub_unlock (pf_application_get_hub (self), account);
}

static void
forget_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PfApplication *self = user_data;
  PfAccount *account =
      pf_hub_find_account (pf_application_get_hub (self), g_variant_get_string (parameter, NULL));
  PfWindow *window = pf_application_get_window (self);

  if (account != NULL && window != NULL)
    pf_forget_ask (GTK_WINDOW (window), pf_application_get_hub (self), account);
}

static void
later_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *account, *subject;

  g_variant_get (parameter, "(&s&s)", &account, &subject);
  pf_application_put_off (user_data, account, subject);
}

static void
ignore_state_change_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  g_debug ("The state of “%s” is read-only", g_action_get_name (G_ACTION (action)));
}

static const GActionEntry actions[] = {
  { "sync", sync_cb },
  { "quit", quit_cb },
  { "about", about_cb },
  { "help", help_cb },
  { "preferences", preferences_cb },
  { "planning", page_cb },
  { "basket", page_cb },
  { "invoices", page_cb },
  { "new-message", new_message_cb },
  { "add-town", add_town_cb },
  { "sign-in", sign_in_cb, "s" },
  { "unlock", unlock_cb, "s" },
  { "forget", forget_cb, "s" },
  { "later", later_cb, "(ss)" },
  { "sync-state", NULL, NULL, "'loading'", ignore_state_change_cb },
};

static void
update_sync_state (PfApplication *self)
{
  PfHub *hub = pf_application_get_hub (self);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "sync-state");

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_string (state_names[pf_hub_get_sync_state (hub)]));
}

void
pf_application_add_actions (PfApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect_object (pf_application_get_hub (self), "notify::sync-state",
                           G_CALLBACK (update_sync_state), self, G_CONNECT_SWAPPED);
  update_sync_state (self);
}

void
pf_application_set_accelerators (PfApplication *self)
{
  static const struct {
    const char *action;
    const char *accelerators[3];
  } table[] = {
    { "app.sync", { "<Control>r", "F5" } },
    { "app.quit", { "<Control>q" } },
    { "win.undo", { "<Control>z" } },
    { "win.shortcuts", { "<Control>question" } },
    { "win.show-sidebar", { "F9" } },
    { "window.close", { "<Control>w" } },
    { "win.new-message", { "<Control>n" } },
    { "win.search", { "<Control>f" } },
    { "win.print", { "<Control>p" } },
    { "app.help", { "F1" } },
    { "app.preferences", { "<Control>comma" } },
  };
  GtkApplication *application = GTK_APPLICATION (self);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_application_set_accels_for_action (application, table[i].action, table[i].accelerators);
  for (guint i = 0; i < N_DIGITS && pf_main_view_get_page_name (i) != NULL; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.page::%s", pf_main_view_get_page_name (i));
      g_autofree char *accelerator = g_strdup_printf ("<Control>%u", i + 1);

      gtk_application_set_accels_for_action (application, action,
                                             (const char *[]){ accelerator, NULL });
    }
}
