/* SPDX-License-Identifier: GPL-3.0-or-later
 * Asks for the services that GLib speaks to, in its order. */
#include "config.h"

#include "pf-screen.h"

#include "pf-sandbox.h"

static const char *const services[] = { "org.gtk.Notifications", "org.freedesktop.Notifications" };

/* Returns: whether what went wrong is that there is no such service: one that answers amiss is
 * there. */
static gboolean
is_absence (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void ask (GTask *task, GDBusConnection *bus, guint service);

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  guint next = GPOINTER_TO_UINT (g_task_get_task_data (task)) + 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (bus, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (answer != NULL || !is_absence (error))
    g_task_return_boolean (task, TRUE);
  else if (next < G_N_ELEMENTS (services))
    ask (g_object_ref (task), bus, next);
  else
    g_task_return_boolean (task, FALSE);
  g_object_unref (task);
}

/* @task: (transfer full) */
static void
ask (GTask *task, GDBusConnection *bus, guint service)
{
  g_task_set_task_data (task, GUINT_TO_POINTER (service), NULL);
  g_dbus_connection_call (bus, services[service], "/", "org.freedesktop.DBus.Peer", "Ping", NULL,
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, g_task_get_cancellable (task), asked_cb,
                          task);
}

void
pf_screen_find_async (GDBusConnection    *bus,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus));

  g_task_set_source_tag (task, pf_screen_find_async);
  if (!pf_sandbox_is_on ())
    {
      ask (task, bus, 0);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

gboolean
pf_screen_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, pf_screen_find_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
