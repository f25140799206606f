# SPDX-License-Identifier: GPL-3.0-or-later
"""Parts of a desktop on the walk's own bus: the one that shows notifications, with what is on the screen and a hand that
presses it; and the one behind the background portal, which starts programs with the session."""
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
INTERFACE = f"""<node><interface name="{NAME}">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>"""

PORTAL_NAME = "org.freedesktop.impl.portal.desktop.walk"
PORTAL_PATH = "/org/freedesktop/portal/desktop"
PORTAL_INTERFACE = """<node><interface name="org.freedesktop.impl.portal.Background">
<method name="GetAppState"><arg type="a{sv}" direction="out"/></method>
<method name="NotifyBackground"><arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="u" direction="out"/><arg type="a{sv}" direction="out"/></method>
<method name="EnableAutostart"><arg type="s" direction="in"/><arg type="b" direction="in"/><arg type="as" direction="in"/>
<arg type="u" direction="in"/><arg type="b" direction="out"/></method>
<signal name="RunningApplicationsChanged"/>
</interface></node>"""


class Notification:
    """One that is on the screen, or was."""

    def __init__(self, number, title, body, actions):
        self.number = number
        self.title = title
        self.body = body
        self.actions = dict(zip(actions[1::2], actions[::2]))  # by what each says
        self.is_open = True


class Desktop:
    """Answers in a thread of its own, so that nobody who waits keeps it from it."""

    def __init__(self):
        self.shown = []
        self.started = {}  # with the session: the command lines, by the application
        self.loop = None
        ready = threading.Event()
        self.thread = threading.Thread(target=self._run, args=(ready,), daemon=True)
        self.thread.start()
        ready.wait()

    def _run(self, ready):
        context = GLib.MainContext.new()
        context.push_thread_default()
        self.bus = Gio.DBusConnection.new_for_address_sync(
            Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION, None),
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.bus.register_object(PATH, Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], self._called, None, None)
        self.bus.register_object(PORTAL_PATH, Gio.DBusNodeInfo.new_for_xml(PORTAL_INTERFACE).interfaces[0],
                                 self._called_by_portal, None, None)
        for name in (NAME, PORTAL_NAME):
            self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                               GLib.Variant("(su)", (name, 0)), None, 0, -1, None)
        self.loop = GLib.MainLoop.new(context, False)
        ready.set()
        self.loop.run()

    def _called(self, bus, sender, path, interface, method, parameters, invocation):
        if method == "Notify":
            _, replaced, _, title, body, actions, _, _ = parameters.unpack()
            self._close(replaced)
            self.shown.append(Notification(len(self.shown) + 1, title, body, actions))
            invocation.return_value(GLib.Variant("(u)", (len(self.shown),)))
        elif method == "CloseNotification":
            self._close(parameters.unpack()[0])
            invocation.return_value(None)
        else:
            invocation.return_value(GLib.Variant("(as)", (["actions", "body"],)))

    def _called_by_portal(self, bus, sender, path, interface, method, parameters, invocation):
        if method == "EnableAutostart":
            application, is_wanted, command_line, _ = parameters.unpack()
            self.started[application] = command_line if is_wanted else None
            invocation.return_value(GLib.Variant("(b)", (is_wanted,)))
        elif method == "NotifyBackground":
            invocation.return_value(GLib.Variant("(ua{sv})", (0, {"result": GLib.Variant("u", 1)})))  # it may go on
        else:
            invocation.return_value(GLib.Variant("(a{sv})", ({},)))

    def _close(self, number):
        for notification in self.shown:
            if notification.number == number:
                notification.is_open = False

    def find(self, title):
        """The one on the screen whose title is as @title, a pattern, says."""
        return next((each for each in reversed(self.shown) if each.is_open and title.search(each.title)), None)

    def count(self, title):
        """How often one of such a title was shown."""
        return sum(bool(title.search(each.title)) for each in self.shown)

    def press(self, notification, label=None):
        """Presses its button that says @label, or the notification itself."""
        key = notification.actions[label] if label else "default"
        notification.is_open = False  # as desktops do
        self.bus.emit_signal(None, PATH, NAME, "ActionInvoked", GLib.Variant("(us)", (notification.number, key)))

    def stop(self):
        self.bus.close_sync(None)
        self.loop.quit()
        self.thread.join()
