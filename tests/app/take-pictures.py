#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens the app on a demo town, whose clock stands still, and takes a picture of every page, view and dialog, once it has
settled. LANGUAGE, TEXT_SCALE and the variables of libadwaita pass through.
Usage: take-pictures.py FOLDER"""
import contextlib
import datetime
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Gio", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).parent / "journeys"))
sys.dont_write_bytecode = True
from portail import APPLICATION, LOGIN, PASSWORD, App, Town, find_town, sign_in  # noqa: E402
from speech import LOCALES  # noqa: E402

OBJECT = "/org/example/PortailFamille"
NOW = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.timezone.utc)
PAGES = ("home", "planning", "basket", "children", "enrolments", "documents", "invoices", "messages", "requests", "news",
         "menus", "household")
THINGS = ("children", "invoices", "payments", "wallets", "tariffs", "threads", "requests", "forms")
DIALOGS = ("preferences", "win.calendar", "win.shortcuts", "about")
SETTLED = 0.4  # a picture that stays the same for so long is kept
PATIENCE = 20


def tell(action, target=None):
    """Activates an action of the app, or of its window ("win.…")."""
    path, name = (f"{OBJECT}/window/1", action[4:]) if action.startswith("win.") else (OBJECT, action)
    given = [target] if target is not None else []
    Gio.bus_get_sync(Gio.BusType.SESSION, None).call_sync(
        APPLICATION, path, "org.gtk.Actions", "Activate", GLib.Variant("(sava{sv})", (name, given, {})), None, 0, 5000, None)


def press(key):
    """What is on the screen has settled, so it has the keyboard."""
    subprocess.run(["xdotool", "key", "--clearmodifiers", key], check=True)


def is_wide():
    """Whether the window shows its pages beside the page."""
    width = subprocess.run(["xdotool", "getdisplaygeometry"], check=True, capture_output=True, text=True).stdout.split()[0]
    return int(width) >= 720 * float(os.environ.get("TEXT_SCALE", "1"))


class Album:
    """The pictures of one way of looking, numbered in the order in which they are taken."""

    def __init__(self, app, folder):
        self.app = app
        self.folder = folder
        self.last = None
        self.count = 0

    def take(self, name):
        """Keeps a picture of the screen, once it is another than the last one and has settled."""
        earlier, end = self.last, time.monotonic() + PATIENCE
        while time.monotonic() < end:
            time.sleep(SETTLED)
            now = subprocess.run(["import", "-window", "root", "-define", "png:exclude-chunks=date,time", "png:-"],
                                 check=True, capture_output=True).stdout
            if now == earlier and now != self.last:
                break
            earlier = now
        self.last = now
        self.count += 1
        (self.folder / f"{self.count:02}-{name}.png").write_bytes(now)

    def take_dialog(self, name, opening):
        """A picture of the window that @opening opens; Escape closes it."""
        windows = len(self.app._ask_windows())
        opening()
        self.app.wait(f"the window of {name!r}", lambda: len(self.app._ask_windows()) > windows)
        self.take(name)
        press("Escape")
        self.app.wait("it to be closed", lambda: len(self.app._ask_windows()) == windows)


def take_sign_in(album, town):
    app = album.app
    app.see("push button", "Continue")
    album.take("welcome")
    find_town(app, town.uri)
    app.see("push button", "Sign In")
    album.take("sign-in")
    for button, name in (("Forgotten Password?", "password"), ("Create an Account", "account")):
        album.take_dialog(name, lambda button=button: app.click("push button", button))
    app.click("push button", "Another Town")
    sign_in(app, town.uri)


def take_pages(album, town):
    app = album.app
    account = next(path.name for path in app.data.iterdir() if path.is_dir())
    for page in PAGES:
        tell("win.page", GLib.Variant("s", page))
        album.take(page)
    things = {collection: records[0]["id"] for answer in town.pull(LOGIN, PASSWORD)
              for collection, records in answer["changed"].items() if records}
    for collection in THINGS:
        tell("open", GLib.Variant("(sss)", (account, collection, things[collection])))
        album.take(f"one-of-{collection}")
    tell("win.search")
    app.type("Search everything", "lena")
    album.take("search")


def take_planning(album):
    """What is opened from the plan, before other pages have a menu of the same name."""
    app = album.app
    app.see("check box")
    album.take("plan")
    press("Return")
    album.take("day")
    press("Escape")
    app.press_last("push button", "More")
    album.take("menu")
    album.take_dialog("table", lambda: app.click("menu item", "Save Bookings as a Table…"))


def take_dialogs(album):
    app = album.app
    for page, button, name in (("planning", "Week Pattern…", "pattern"), ("enrolments", "Enrol…", "enrolment")):
        tell("win.page", GLib.Variant("s", page))
        if page != "planning" or is_wide():  # where room is short, it is in the menu
            album.take_dialog(name, lambda button=button: app.click("push button", button))
    for action in DIALOGS:
        album.take_dialog(action.removeprefix("win."), lambda action=action: tell(action))
    tell("win.new-message")
    album.take("new-message")


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    language = os.environ.get("LANGUAGE", "en")
    # The display says how large text is.
    dpi = round(96 * float(os.environ.get("TEXT_SCALE", "1")))
    subprocess.run(["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER", f"Xft.dpi:\t{dpi}\n"],
                   check=True)
    Atspi.init()
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as ending:
        town = Town(pathlib.Path(name, "town"), NOW).start()
        ending.callback(town.stop)
        app = App(pathlib.Path(name, "home"), language if language in LOCALES else "en",
                  prefix=("env", f"LANGUAGE={language}")).start()
        ending.callback(app.close)
        album = Album(app, folder)
        take_sign_in(album, town)
        take_planning(album)
        take_pages(album, town)
        take_dialogs(album)


main()
