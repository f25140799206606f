/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application: starts reading the caches before GTK starts, goes online after the first frame,
 * and closes everything at the end. Without a window there is no GTK either: it starts with the
 * first one. */
#include "config.h"

#include "pf-application-private.h"

#include "common/pf-error-text.h"
#include "common/pf-settings.h"
#include "pf-account-menu.h"
#include "pf-main-view.h"
#include "pf-spoken-names.h"
#include "pf-window.h"
#include "planning/pf-plan-follower.h"
#include "reminders/pf-open-actions.h"
#include "reminders/pf-reminder-settings.h"
#include "reminders/pf-reminders.h"
#include "search/pf-search-provider.h"
#include "welcome/pf-demo-return.h"

#include <glib/gi18n-lib.h>

#define FLUSH_PATIENCE 3000    /* ms */
#define SERVICE_PATIENCE 10000 /* ms: one that was only asked waits for the next question */

struct _PfApplication {
  AdwApplication parent_instance;

  PfSearchProvider *search;  /* (owned) (nullable): while on the bus */
  PfHub *hub;                /* (owned) (nullable): NULL before startup */
  PfDemoTown *demo;          /* (owned) (nullable): NULL before startup */
  GCancellable *cancellable; /* (owned): for the life of the application */
  GError *accounts_error;    /* (owned) (nullable): told once there is a window */
  GSettings *settings;       /* (owned) (nullable): from when it has begun, if installed */
  PfReminders *reminders;    /* (owned) (nullable): from when it has begun */
  GPtrArray *untold;         /* (owned) (element-type Untold): while there is no window */
  GVariant *platform_data;   /* (owned) (nullable): of the call under way, for GTK */
  gboolean is_background;    /* started without a window */
  gboolean is_held;          /* stays without one */
  gboolean has_gtk;
  gboolean has_begun;
};

G_DEFINE_FINAL_TYPE (PfApplication, pf_application, ADW_TYPE_APPLICATION)

/* What a store had to do. */
typedef struct {
  PfSession *session; /* (owned) */
  guint notices;
} Untold;

static const GOptionEntry options[] = {
  { "page", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Open this page: home, planning, basket…"),
    N_("PAGE") },
  { "new-message", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Begin a message to the town hall"), NULL },
  { "background", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Remind of deadlines, without a window"),
    NULL },
  { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Start the demo town and sign in to it"), NULL },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_("[LINK]") },
  { NULL },
};

static void
adopt_cb (GtkWindow *window)
{
  GtkWindow *under = gtk_window_get_transient_for (window);

  if (under != NULL && gtk_window_get_application (window) == NULL)
    gtk_window_set_application (window, gtk_window_get_application (under));
}

/* What opens over a window of ours belongs to the application too, so that its keys work there. */
static void
windows_changed_cb (GListModel *windows, guint position, guint removed, guint added)
{
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, position + i);

      g_signal_connect (window, "notify::transient-for", G_CALLBACK (adopt_cb), NULL);
    }
}

/* GTK reads its own theme when its settings are first asked for, and libadwaita puts another in its
 * place at once: a third of the time to the first frame for nothing. Named before, the empty theme
 * that libadwaita is going to ask for is read instead. No other thread runs yet. */
static void
skip_default_theme (void)
{
  if (g_getenv ("GTK_THEME") != NULL)
    return;
  g_setenv ("GTK_THEME", "Adwaita-empty", TRUE);
  if (gtk_init_check ())
    gtk_settings_get_default ();
  g_unsetenv ("GTK_THEME");
}

static void
load_icons_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  gtk_icon_theme_has_icon (GTK_ICON_THEME (source), "pan-down-symbolic");
  g_task_return_boolean (task, TRUE);
}

/* Our icons and the toolkit's own are in the programs; a theme on the disk would be searched for
 * each, and drawn from SVG. They look the same everywhere. The theme reads its lists of names when
 * it is first asked: it is asked beside the work on the window (its functions lock). */
static void
use_own_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autoptr (GTask) task = g_task_new (theme, NULL, NULL, NULL);

  gtk_icon_theme_set_search_path (theme, (const char *[]){ NULL });
  g_task_run_in_thread (task, load_icons_cb);
}

/* What GTK's class does at startup, put off until there is a window to show. */
static void
start_gtk (PfApplication *self)
{
  if (self->has_gtk)
    return;
  self->has_gtk = TRUE;
  G_APPLICATION_CLASS (pf_application_parent_class)->startup (G_APPLICATION (self));
  if (self->platform_data != NULL)
    G_APPLICATION_CLASS (pf_application_parent_class)
        ->before_emit (G_APPLICATION (self), self->platform_data);
  use_own_icons ();
  pf_spoken_names_mend ();
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed",
                           G_CALLBACK (windows_changed_cb), self, 0);
  pf_application_set_accelerators (self);
}

/* Running without a window */

static void
untold_free (Untold *untold)
{
  g_object_unref (untold->session);
  g_free (untold);
}

static void
notice_cb (PfApplication *self, PfSession *session, guint notices)
{
  Untold *untold;

  if (pf_application_get_window (self) != NULL)
    return; /* which tells it */
  untold = g_new (Untold, 1);
  *untold = (Untold){ g_object_ref (session), notices };
  g_ptr_array_add (self->untold, untold);
}

/* The first window tells what there was nobody to tell. */
static void
tell_untold (PfApplication *self)
{
  g_autoptr (GPtrArray) all = g_steal_pointer (&self->untold);

  self->untold = g_ptr_array_new_with_free_func ((GDestroyNotify) untold_free);
  for (guint i = 0; i < all->len; i++)
    {
      Untold *untold = all->pdata[i];

      g_signal_emit_by_name (self->hub, "notice", untold->session, untold->notices);
    }
  if (self->has_begun && self->accounts_error != NULL)
    {
      g_autofree char *text = pf_error_text (self->accounts_error);

      pf_window_add_toast (pf_application_get_window (self), text, NULL, NULL);
      g_clear_error (&self->accounts_error);
    }
}

static void
hold (PfApplication *self)
{
  gboolean is_wanted =
      self->is_background ||
      (self->settings != NULL && g_settings_get_boolean (self->settings, PF_BACKGROUND_KEY));

  if (is_wanted == self->is_held)
    return;
  self->is_held = is_wanted;
  if (is_wanted)
    g_application_hold (G_APPLICATION (self));
  else
    g_application_release (G_APPLICATION (self));
}

static void
background_changed_cb (PfApplication *self)
{
  self->is_background = FALSE;
  hold (self);
}

static void
sync_interval_changed_cb (PfApplication *self)
{
  pf_hub_set_pull_interval (self->hub, g_settings_get_int (self->settings, PF_SYNC_INTERVAL_KEY));
}

static void
watch_settings (PfApplication *self)
{
  self->settings = pf_settings_open (PF_SYNC_INTERVAL_KEY);
  if (self->settings == NULL)
    return;
  g_signal_connect_object (self->settings, "changed::" PF_BACKGROUND_KEY,
                           G_CALLBACK (background_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::" PF_SYNC_INTERVAL_KEY,
                           G_CALLBACK (sync_interval_changed_cb), self, G_CONNECT_SWAPPED);
  sync_interval_changed_cb (self);
}

/* GApplication */

static void
pf_application_startup (GApplication *application)
{
  PfApplication *self = PF_APPLICATION (application);
  GApplicationClass *base = g_type_class_peek (G_TYPE_APPLICATION);
  gboolean is_asked = (g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) != 0;
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "portail-famille", NULL);
  g_autoptr (PfAccountList) accounts = NULL;

  if (!self->is_background && !is_asked)
    skip_default_theme ();
  /* The workers read the caches while libadwaita reads its style. */
  accounts = pf_account_list_new (folder, &self->accounts_error);
  self->hub = pf_hub_new (accounts);
  self->demo = pf_demo_town_new (folder);
  pf_hub_load (self->hub);

  g_signal_connect_object (self->hub, "notice", G_CALLBACK (notice_cb), self, G_CONNECT_SWAPPED);
  pf_application_add_actions (self);
  pf_account_menu_add_actions (GTK_APPLICATION (self), self->hub);
  pf_open_actions_add (GTK_APPLICATION (self), self->hub);
  if (self->search != NULL)
    pf_search_provider_set_hub (self->search, self->hub);
  if (is_asked)
    g_application_set_inactivity_timeout (application, SERVICE_PATIENCE);
  if (self->is_background || is_asked)
    base->startup (application);
  else
    start_gtk (self);
  if (self->is_background)
    pf_application_begin (self);
}

static void
launch_search_cb (PfApplication *self, const char *text)
{
  g_application_activate (G_APPLICATION (self));
  pf_window_search (pf_application_get_window (self), text);
}

/* Before startup: the desktop may ask as soon as the name is ours. */
static gboolean
pf_application_dbus_register (GApplication    *application,
                              GDBusConnection *connection,
                              const char      *path,
                              GError         **error)
{
  PfApplication *self = PF_APPLICATION (application);

  self->search = pf_search_provider_new (GTK_APPLICATION (self));
  g_signal_connect_object (self->search, "launch-search", G_CALLBACK (launch_search_cb), self,
                           G_CONNECT_SWAPPED);
  return pf_search_provider_export (self->search, connection, path, error) &&
         G_APPLICATION_CLASS (pf_application_parent_class)
             ->dbus_register (application, connection, path, error);
}

static void
pf_application_dbus_unregister (GApplication    *application,
                                GDBusConnection *connection,
                                const char      *path)
{
  PfApplication *self = PF_APPLICATION (application);

  if (self->search != NULL)
    pf_search_provider_unexport (self->search, connection);
  g_clear_object (&self->search);
  G_APPLICATION_CLASS (pf_application_parent_class)
      ->dbus_unregister (application, connection, path);
}

static void
pf_application_before_emit (GApplication *application, GVariant *platform_data)
{
  PfApplication *self = PF_APPLICATION (application);

  if (self->has_gtk)
    G_APPLICATION_CLASS (pf_application_parent_class)->before_emit (application, platform_data);
  else
    self->platform_data = g_variant_ref (platform_data);
}

static void
pf_application_after_emit (GApplication *application, GVariant *platform_data)
{
  PfApplication *self = PF_APPLICATION (application);

  g_clear_pointer (&self->platform_data, g_variant_unref);
  if (self->has_gtk)
    G_APPLICATION_CLASS (pf_application_parent_class)->after_emit (application, platform_data);
}

static void
pf_application_activate (GApplication *application)
{
  PfApplication *self = PF_APPLICATION (application);
  PfWindow *window;

  start_gtk (self);
  window = pf_application_get_window (self);
  if (window == NULL)
    {
      window = pf_window_new (ADW_APPLICATION (self), self->hub);
      tell_untold (self);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static int
pf_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  PfApplication *self = PF_APPLICATION (application);
  GVariantDict *given = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **links = NULL;
  const char *page = NULL;

  if (g_variant_dict_contains (given, "background"))
    return 0;
  g_application_activate (application);
  if (g_variant_dict_lookup (given, "page", "&s", &page))
    pf_window_show_page (pf_application_get_window (self), page);
  if (g_variant_dict_contains (given, "new-message"))
    g_action_group_activate_action (G_ACTION_GROUP (self), "new-message", NULL);
  if (g_variant_dict_contains (given, "demo"))
    pf_window_try_demo (pf_application_get_window (self));
  if (g_variant_dict_lookup (given, G_OPTION_REMAINING, "^a&s", &links))
    pf_window_open_link (pf_application_get_window (self), links[0]);
  return 0;
}

/* What the desktop is told to open, where it starts programs through the bus. */
static void
pf_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autofree char *link = g_file_get_uri (files[0]);

  g_application_activate (application);
  pf_window_open_link (pf_application_get_window (PF_APPLICATION (application)), link);
}

static int
pf_application_handle_local_options (GApplication *application, GVariantDict *given)
{
  const char *page = NULL;

  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("portail-famille %s\n", PACKAGE_VERSION);
      return 0;
    }
  PF_APPLICATION (application)->is_background = g_variant_dict_contains (given, "background");
  if (g_variant_dict_lookup (given, "page", "&s", &page) && !pf_main_view_has_page (page))
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; pf_main_view_get_page_name (i) != NULL; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", pf_main_view_get_page_name (i));
      /* Translators: the pages are words of the command line, and stay English. */
      g_printerr (_("There is no page “%1$s”. The pages are: %2$s.\n"), page, names->str);
      return 2;
    }
  return -1;
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean *is_over = user_data;

  if (!pf_account_list_flush_finish (PF_ACCOUNT_LIST (source), result, &error))
    g_debug ("%s", error->message); /* told when it happened */
  *is_over = TRUE;
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean *is_over = user_data;

  if (!pf_hub_close_finish (PF_HUB (source), result, &error))
    g_warning ("%s", error->message);
  *is_over = TRUE;
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/* The window is gone and the main loop has ended: nobody waits but us, and the keyring not for
 * long: it may be asking for a password that nobody gives. */
static void
pf_application_shutdown (GApplication *application)
{
  PfApplication *self = PF_APPLICATION (application);
  g_autoptr (GCancellable) patience = g_cancellable_new ();
  gboolean is_closed = FALSE;
  gboolean is_flushed = FALSE;
  guint alarm = g_timeout_add_full (G_PRIORITY_DEFAULT, FLUSH_PATIENCE, cancel_cb,
                                    g_object_ref (patience), g_object_unref);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->reminders);
  pf_hub_close_async (self->hub, closed_cb, &is_closed);
  pf_account_list_flush_async (pf_hub_get_accounts (self->hub), patience, flushed_cb, &is_flushed);
  while (!is_closed || !is_flushed)
    g_main_context_iteration (NULL, TRUE);
  if (!g_cancellable_is_cancelled (patience))
    g_source_remove (alarm);
  if (self->has_gtk)
    G_APPLICATION_CLASS (pf_application_parent_class)->shutdown (application);
  else
    G_APPLICATION_CLASS (g_type_class_peek (G_TYPE_APPLICATION))->shutdown (application);
}

static void
pf_application_finalize (GObject *object)
{
  PfApplication *self = PF_APPLICATION (object);

  g_clear_object (&self->reminders);
  g_clear_object (&self->settings);
  g_clear_object (&self->hub);
  g_clear_object (&self->demo);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->accounts_error);
  g_ptr_array_unref (self->untold);
  G_OBJECT_CLASS (pf_application_parent_class)->finalize (object);
}

static void
pf_application_class_init (PfApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = pf_application_finalize;
  application_class->dbus_register = pf_application_dbus_register;
  application_class->dbus_unregister = pf_application_dbus_unregister;
  application_class->startup = pf_application_startup;
  application_class->before_emit = pf_application_before_emit;
  application_class->after_emit = pf_application_after_emit;
  application_class->activate = pf_application_activate;
  application_class->command_line = pf_application_command_line;
  application_class->open = pf_application_open;
  application_class->handle_local_options = pf_application_handle_local_options;
  application_class->shutdown = pf_application_shutdown;
}

static void
pf_application_init (PfApplication *self)
{
  self->cancellable = g_cancellable_new ();
  self->untold = g_ptr_array_new_with_free_func ((GDestroyNotify) untold_free);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

PfApplication *
pf_application_new (void)
{
  return g_object_new (PF_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/example/PortailFamille", NULL);
}

PfWindow *
pf_application_get_window (PfApplication *self)
{
  return pf_window_find (gtk_application_get_active_window (GTK_APPLICATION (self)));
}

PfHub *
pf_application_get_hub (PfApplication *self)
{
  g_return_val_if_fail (PF_IS_APPLICATION (self), NULL);

  return self->hub;
}

PfDemoTown *
pf_application_get_demo_town (PfApplication *self)
{
  g_return_val_if_fail (PF_IS_APPLICATION (self), NULL);

  return self->demo;
}

void
pf_application_begin (PfApplication *self)
{
  PfAccount *account;

  g_return_if_fail (PF_IS_APPLICATION (self));

  if (self->has_begun)
    return;
  self->has_begun = TRUE;
  watch_settings (self);
  pf_plan_follower_get (self->hub);
  hold (self);
  if (pf_application_get_window (self) != NULL)
    tell_untold (self);
  account = pf_demo_return_find_account (self->demo, self->hub);
  if (account != NULL)
    pf_demo_return (self->demo, self->hub, account, self->cancellable);
  else
    pf_hub_start (self->hub);
  self->reminders = pf_reminders_new (G_APPLICATION (self), self->hub);
}

void
pf_application_put_off (PfApplication *self, const char *account, const char *subject)
{
  g_return_if_fail (PF_IS_APPLICATION (self));

  /* The program may have been started for nothing else. */
  pf_application_begin (self);
  pf_reminders_put_off (self->reminders, account, subject);
}
