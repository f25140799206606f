#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the app on its demo town and takes a picture of every page, once it has settled.
Usage: take-pictures.py FOLDER"""
import pathlib
import subprocess
import sys
import time

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

APPLICATION = "org.example.PortailFamille"
OBJECT = "/org/example/PortailFamille"
PAGES = ("home", "planning", "basket", "children", "enrolments", "documents", "invoices", "messages", "requests", "news",
         "menus", "household")
PATIENCE = 60
SETTLED = 0.4  # a picture that stays the same for so long is looked at


class App:
    """The app, told what to show by its actions."""

    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        self.process = subprocess.Popen(["portail-famille", "--demo"])
        self.until("in sync", lambda: self.ask("Describe", "(s)", "sync-state")[2] == ["idle"])

    def ask(self, method, signature, *arguments, path=OBJECT):
        return self.bus.call_sync(APPLICATION, path, "org.gtk.Actions", method, GLib.Variant(signature, arguments),
                                  None, 0, 5000, None).unpack()[0]

    def until(self, what, condition):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.process.poll() is not None:
                sys.exit(f"the app ended before it was {what}")
            try:
                if condition():
                    return
            except GLib.Error:
                pass  # not on the bus yet
            time.sleep(0.1)
        sys.exit(f"the app was not {what} after {PATIENCE} s")

    def open(self, page):
        self.bus.call_sync(APPLICATION, f"{OBJECT}/window/1", "org.gtk.Actions", "Activate",
                           GLib.Variant("(sava{sv})", ("page", [GLib.Variant("s", page)], {})), None, 0, 5000, None)

    def close(self):
        self.process.terminate()
        self.process.wait()


def look():
    """The window as it is now, as a PNG file's bytes."""
    window = subprocess.run(["xdotool", "getactivewindow"], check=True, capture_output=True).stdout.strip()
    return subprocess.run(["import", "-window", window, "-define", "png:exclude-chunks=date,time", "png:-"],
                          check=True, capture_output=True).stdout


def take(path, before):
    """Keeps a picture of the window, once it is another than @before and has settled; returns it."""
    earlier, end = before, time.monotonic() + PATIENCE
    while time.monotonic() < end:
        time.sleep(SETTLED)
        now = look()
        if now == earlier and now != before:
            break
        earlier = now
    path.write_bytes(now)
    return now


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = App()
    try:
        picture = None
        for number, page in enumerate(PAGES, 1):
            app.open(page)
            picture = take(folder / f"{number:02}-{page}.png", picture)
    finally:
        app.close()


main()
