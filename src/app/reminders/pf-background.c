/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asking to be started with the session. The portal answers by a signal on an object whose name is
 * known before the call, so that no answer is missed. */
#include "config.h"

#include "pf-background.h"

#include "common/pf-settings.h"
#include "pf-reminder-settings.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define SANDBOX_FILE "/.flatpak-info"
#define PROGRAM "portail-famille"
#define OPTION "--background"

G_DEFINE_QUARK (pf-background-error-quark, pf_background_error)

/* A question to the portal. */
typedef struct {
  GDBusConnection *bus; /* (owned) */
  gboolean is_wanted;
  guint subscription; /* 0: none */
  char *path;         /* (owned): of the request */
} Question;

static void
question_free (Question *question)
{
  if (question->subscription != 0)
    g_dbus_connection_signal_unsubscribe (question->bus, question->subscription);
  g_object_unref (question->bus);
  g_free (question->path);
  g_free (question);
}

static void
end_with_error (GTask *task, PfBackgroundError code, const char *sentence)
{
  g_task_return_new_error (task, PF_BACKGROUND_ERROR, code, "%s", sentence);
}

static void
response_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Question *question = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  gboolean is_granted = FALSE;
  guint response = 2; /* ended otherwise */

  /* The task was the subscription's. */
  g_dbus_connection_signal_unsubscribe (bus, question->subscription);
  question->subscription = 0;
  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    {
      g_variant_get (parameters, "(u@a{sv})", &response, &results);
      g_variant_lookup (results, "autostart", "b", &is_granted);
    }
  if (response == 0 && is_granted == question->is_wanted)
    g_task_return_boolean (task, TRUE);
  else
    end_with_error (task, PF_BACKGROUND_ERROR_DENIED,
                    _("The desktop does not allow it. Its settings, under Apps, may change that."));
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL || question->subscription == 0)
    return;
  g_dbus_connection_signal_unsubscribe (question->bus, question->subscription);
  question->subscription = 0;
  g_debug ("No background portal: %s", error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    end_with_error (task, PF_BACKGROUND_ERROR_UNAVAILABLE,
                    _("This desktop cannot start programs from a sandbox by itself."));
}

/* Returns: (transfer full): the object that the portal will answer by. */
static char *
make_request_path (GDBusConnection *bus, const char *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  return g_strconcat (PORTAL_PATH "/request/", g_strdelimit (sender, ".", '_'), "/", token, NULL);
}

static GVariant *
make_options (const char *token, gboolean is_wanted)
{
  static const char *const command_line[] = { PROGRAM, OPTION, NULL };
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_("To remind you of deadlines in time")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (is_wanted));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command_line, -1));
  return g_variant_builder_end (&options);
}

void
pf_background_ask_portal_async (GDBusConnection    *bus,
                                gboolean            is_wanted,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autofree char *token = g_strdup_printf ("portail_famille_%08x", g_random_int ());
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus));

  question->bus = g_object_ref (bus);
  question->is_wanted = is_wanted;
  question->path = make_request_path (bus, token);
  g_task_set_source_tag (task, pf_background_ask_portal_async);
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  question->subscription =
      g_dbus_connection_signal_subscribe (bus, PORTAL, "org.freedesktop.portal.Request", "Response",
                                          question->path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                          response_cb, g_object_ref (task), g_object_unref);
  g_dbus_connection_call (bus, PORTAL, PORTAL_PATH, "org.freedesktop.portal.Background",
                          "RequestBackground",
                          g_variant_new ("(s@a{sv})", "", make_options (token, is_wanted)),
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, cancellable,
                          called_cb, task);
}

/* Outside of a sandbox */

static char *
make_file (void)
{
  return g_strconcat ("[Desktop Entry]\n"
                      "Type=Application\n"
                      "Name=Portail Famille\n"
                      "Icon=" APPLICATION_ID "\n"
                      "Exec=\"" BINDIR "/" PROGRAM "\" " OPTION "\n"
                      "NoDisplay=true\n"
                      "X-GNOME-Autostart-enabled=true\n",
                      NULL);
}

gboolean
pf_background_write_file (const char *folder, gboolean is_wanted, GError **error)
{
  g_autofree char *place = g_build_filename (folder, "autostart", NULL);
  g_autofree char *path = g_build_filename (place, APPLICATION_ID ".desktop", NULL);
  g_autofree char *contents = make_file ();
  g_autoptr (GError) failure = NULL;

  if (!is_wanted)
    {
      if (g_unlink (path) == 0 || errno == ENOENT)
        return TRUE;
      g_set_error (error, PF_BACKGROUND_ERROR, PF_BACKGROUND_ERROR_FILE,
                   _("The file “%s” cannot be removed: %s"), path, g_strerror (errno));
      return FALSE;
    }
  if (g_mkdir_with_parents (place, 0700) == 0 && g_file_set_contents (path, contents, -1, &failure))
    return TRUE;
  g_set_error (error, PF_BACKGROUND_ERROR, PF_BACKGROUND_ERROR_FILE,
               _("The file “%s” cannot be written: %s"), path,
               failure != NULL ? failure->message : g_strerror (errno));
  return FALSE;
}

/* @error: (transfer full): where it is not @done. */
static void
end (GTask *task, gboolean done, GError *error)
{
  g_autoptr (GSettings) settings = pf_settings_open (PF_BACKGROUND_KEY);

  if (!done)
    {
      g_task_return_error (task, error);
      return;
    }
  if (settings != NULL)
    g_settings_set_boolean (settings, PF_BACKGROUND_KEY,
                            GPOINTER_TO_INT (g_task_get_task_data (task)));
  g_task_return_boolean (task, TRUE);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done = pf_background_set_finish (result, &error);

  end (task, done, error);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus != NULL)
    pf_background_ask_portal_async (bus, GPOINTER_TO_INT (g_task_get_task_data (task)),
                                    g_task_get_cancellable (task), asked_cb, g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pf_background_set_async (gboolean            is_wanted,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, pf_background_set_async);
  g_task_set_task_data (task, GINT_TO_POINTER (is_wanted), NULL);
  if (g_file_test (SANDBOX_FILE, G_FILE_TEST_EXISTS))
    g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_cb, g_steal_pointer (&task));
  else
    {
      gboolean done = pf_background_write_file (g_get_user_config_dir (), is_wanted, &error);

      end (task, done, error);
    }
}

gboolean
pf_background_set_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
