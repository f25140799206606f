# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that the bus starts, as a desktop does."""
import os
import pathlib
import shutil
import signal

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from portail import APPLICATION  # noqa: E402


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
