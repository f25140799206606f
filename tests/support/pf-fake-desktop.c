/* SPDX-License-Identifier: GPL-3.0-or-later
 * A desktop's notifications and background portal, as far as a program sees them. */
#include "config.h"

#include "pf-fake-desktop.h"

#include <string.h>

#define NOTIFICATIONS "org.freedesktop.Notifications"
#define NOTIFICATIONS_PATH "/org/freedesktop/Notifications"
#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"

struct _PfFakeDesktop {
  GDBusConnection *bus;     /* (owned): its own */
  GPtrArray *notifications; /* (owned) (element-type PfFakeNotification) */
  guint n_shown;
  int response;
  GVariant *request; /* (owned) (nullable) */
};

static const char interfaces[] =
    "<node>"
    "<interface name='" NOTIFICATIONS "'>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
    "<method name='Notify'>"
    "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
    "<arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "</interface>"
    "<interface name='org.freedesktop.portal.Background'>"
    "<method name='RequestBackground'>"
    "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='o' direction='out'/></method>"
    "</interface>"
    "</node>";

static void
notification_free (PfFakeNotification *notification)
{
  g_free (notification->title);
  g_free (notification->body);
  g_strfreev (notification->actions);
  g_free (notification);
}

static PfFakeNotification *
find_by_id (PfFakeDesktop *self, guint id)
{
  for (guint i = 0; i < self->notifications->len; i++)
    if (((PfFakeNotification *) self->notifications->pdata[i])->id == id)
      return self->notifications->pdata[i];
  return NULL;
}

static guint
notify (PfFakeDesktop *self, GVariant *parameters)
{
  PfFakeNotification *notification = g_new0 (PfFakeNotification, 1), *old;
  guint replaced;

  g_variant_get (parameters, "(&su&sss^as@a{sv}i)", NULL, &replaced, NULL, &notification->title,
                 &notification->body, &notification->actions, NULL, NULL);
  old = find_by_id (self, replaced);
  if (old != NULL)
    old->is_closed = TRUE;
  notification->id = ++self->n_shown;
  g_ptr_array_add (self->notifications, notification);
  return notification->id;
}

static void
method_cb (GDBusConnection       *bus,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  PfFakeDesktop *self = user_data;
  PfFakeNotification *notification;
  guint id;

  if (g_str_equal (method, "Notify"))
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(u)", notify (self, parameters)));
  else if (g_str_equal (method, "CloseNotification"))
    {
      g_variant_get (parameters, "(u)", &id);
      notification = find_by_id (self, id);
      if (notification != NULL)
        notification->is_closed = TRUE;
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(@as)", g_variant_new_strv (NULL, 0)));
}

/* As the portal does: the call is answered with the request's object, which tells the response. */
static void
background_cb (GDBusConnection       *bus,
               const char            *sender,
               const char            *path,
               const char            *interface,
               const char            *method,
               GVariant              *parameters,
               GDBusMethodInvocation *invocation,
               gpointer               user_data)
{
  PfFakeDesktop *self = user_data;
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *request = NULL;
  const char *token = NULL;
  gboolean is_wanted = FALSE;
  GVariantBuilder results;

  g_clear_pointer (&self->request, g_variant_unref);
  g_variant_get (parameters, "(&s@a{sv})", NULL, &self->request);
  if (self->response < 0)
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR,
                                                     G_DBUS_ERROR_UNKNOWN_METHOD, "none here");
      return;
    }
  g_assert_true (g_variant_lookup (self->request, "handle_token", "&s", &token));
  g_variant_lookup (self->request, "autostart", "b", &is_wanted);
  request = g_strconcat (PORTAL_PATH "/request/", name, "/", token, NULL);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", request));
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "autostart",
                         g_variant_new_boolean (is_wanted && self->response == 0));
  g_dbus_connection_emit_signal (bus, sender, request, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", (guint) self->response, &results),
                                 NULL);
}

static void
own_name (PfFakeDesktop *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                   "org.freedesktop.DBus", "RequestName",
                                   g_variant_new ("(su)", name, 0), NULL, G_DBUS_CALL_FLAGS_NONE,
                                   -1, NULL, &error);

  g_assert_no_error (error);
}

PfFakeDesktop *
pf_fake_desktop_new (void)
{
  static const GDBusInterfaceVTable notifications = { .method_call = method_cb };
  static const GDBusInterfaceVTable background = { .method_call = background_cb };
  PfFakeDesktop *self = g_new0 (PfFakeDesktop, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interfaces, &error);
  g_autofree char *address = NULL;

  g_assert_no_error (error);
  address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  self->notifications = g_ptr_array_new_with_free_func ((GDestroyNotify) notification_free);
  self->bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (self->bus, NOTIFICATIONS_PATH, node->interfaces[0],
                                     &notifications, self, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (self->bus, PORTAL_PATH, node->interfaces[1], &background, self,
                                     NULL, &error);
  g_assert_no_error (error);
  own_name (self, NOTIFICATIONS);
  own_name (self, PORTAL);
  return self;
}

void
pf_fake_desktop_free (PfFakeDesktop *self)
{
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  g_ptr_array_unref (self->notifications);
  g_clear_pointer (&self->request, g_variant_unref);
  g_free (self);
}

void
pf_fake_desktop_clear (PfFakeDesktop *self)
{
  g_ptr_array_set_size (self->notifications, 0);
}

guint
pf_fake_desktop_count (PfFakeDesktop *self, const char *title)
{
  guint count = 0;

  for (guint i = 0; i < self->notifications->len; i++)
    count +=
        g_str_has_prefix (((PfFakeNotification *) self->notifications->pdata[i])->title, title);
  return count;
}

gboolean
pf_fake_desktop_says (PfFakeDesktop *self, const char *text)
{
  for (guint i = 0; i < self->notifications->len; i++)
    {
      const PfFakeNotification *notification = self->notifications->pdata[i];

      if (strstr (notification->title, text) != NULL || strstr (notification->body, text) != NULL)
        return TRUE;
    }
  return FALSE;
}

const PfFakeNotification *
pf_fake_desktop_find (PfFakeDesktop *self, const char *title)
{
  for (guint i = 0; i < self->notifications->len; i++)
    {
      const PfFakeNotification *notification = self->notifications->pdata[i];

      if (!notification->is_closed && g_str_has_prefix (notification->title, title))
        return notification;
    }
  return NULL;
}

void
pf_fake_desktop_press (PfFakeDesktop            *self,
                       const PfFakeNotification *notification,
                       const char               *label)
{
  const char *key = NULL;

  for (gsize i = 0; notification->actions[i] != NULL && notification->actions[i + 1] != NULL;
       i += 2)
    if (label == NULL ? g_str_equal (notification->actions[i], "default")
                      : g_str_equal (notification->actions[i + 1], label))
      key = notification->actions[i];
  g_assert_nonnull (key);
  find_by_id (self, notification->id)->is_closed = TRUE; /* as desktops do */
  g_dbus_connection_emit_signal (self->bus, NULL, NOTIFICATIONS_PATH, NOTIFICATIONS,
                                 "ActionInvoked", g_variant_new ("(us)", notification->id, key),
                                 NULL);
}

void
pf_fake_desktop_set_portal (PfFakeDesktop *self, int response)
{
  self->response = response;
}

GVariant *
pf_fake_desktop_get_request (PfFakeDesktop *self)
{
  return self->request;
}
