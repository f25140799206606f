# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that the bus starts, as a desktop does."""
import os
import pathlib
import shutil
import signal

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from portail import APPLICATION, App, connect_to_accessibility  # noqa: E402


def ask_bus(method, signature, *arguments):
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    answer = bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method, GLib.Variant(signature, arguments),
                           None, 0, 5000, None).unpack()
    return answer[0] if answer else None


def install_service():
    """The bus of a test starts nothing but what lies in its own folder."""
    for folder in os.environ["XDG_DATA_DIRS"].split(":"):
        service = pathlib.Path(folder, "dbus-1", "services", f"{APPLICATION}.service")
        if service.exists():
            shutil.copy(service, pathlib.Path(os.environ["HOME"], "services"))
            ask_bus("ReloadConfig", "()")
            return
    raise AssertionError("no D-Bus service file is installed")


class Activated:
    """A process that the bus has started."""

    def __init__(self):
        self.pid = ask_bus("GetConnectionUnixProcessID", "(s)", APPLICATION)
        self.returncode = None

    def poll(self):
        return None if pathlib.Path("/proc", str(self.pid)).exists() else self.returncode

    def terminate(self):
        os.kill(self.pid, signal.SIGTERM)

    def wait(self):
        while ask_bus("NameHasOwner", "(s)", APPLICATION):
            pass


class Activatable(App):
    """The app that the menu of applications starts, or an action of its launcher, or that is found running."""

    def __init__(self, home):
        super().__init__(home)
        self.launcher = Gio.DesktopAppInfo.new(f"{APPLICATION}.desktop")

    def prepare_bus(self):
        install_service()
        # The bus was there before this walk chose its language.
        ask_bus("UpdateActivationEnvironment", "(a{ss})", {"LC_ALL": self.speech.locale, "LANGUAGE": self.speech.language})

    def launch(self, action=None):
        if action:
            self.launcher.launch_action(action, None)
        else:
            self.launcher.launch([], None)
        if not self.process:
            self.wait("the bus to start the app", lambda: ask_bus("NameHasOwner", "(s)", APPLICATION))
            self.process = Activated()
            self.bus = self.bus or connect_to_accessibility()
            self.bus_name = self.wait("the app to appear on the accessibility bus", self._find_application)
