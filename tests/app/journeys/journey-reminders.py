#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminders: one comes in time, at most once, opens the right page, can be put off, leaves the night alone, and needs no
window; Preferences by the keyboard."""
import contextlib
import datetime
import os
import re
import sqlite3
import subprocess
import sys
import time

from desktop import Desktop
from portail import APPLICATION, PATIENCE, App, Broken, Town, check, run, sign_in

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Gio", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

OBJECT = "/org/example/PortailFamille"
UTC = datetime.timezone.utc
# The canteen of Monday 30 November is booked until Tuesday 24, 23:59. Two days before is within the quiet hours, which
# end on Monday 23 at seven: in Paris it is an hour later.
FRIDAY = datetime.datetime(2026, 11, 20, 10, tzinfo=UTC)
NIGHT = datetime.datetime(2026, 11, 23, 5, 55, tzinfo=UTC)
MORNING = datetime.datetime(2026, 11, 23, 6, 1, tzinfo=UTC)
CANTEEN = re.compile("^Léna.*Restaurant scolaire$")
SUBJECT = "days/lena/cantine/2026-11-30"
SPORT = re.compile("^Léna.*judo$")  # until Wednesday 25, 23:59


class Lasting(App):
    """The app with settings that outlast its runs; it may run without a window."""

    def __init__(self, home, arguments=()):
        super().__init__(home, arguments=arguments, environment={"GSETTINGS_BACKEND": "keyfile"})
        self.session = Gio.bus_get_sync(Gio.BusType.SESSION, None)

    def ask_bus(self, name, path, interface, method, signature=None, *arguments):
        given = GLib.Variant(signature, arguments) if signature else None
        answer = self.session.call_sync(name, path, interface, method, given, None, 0, 5000, None).unpack()
        return answer[0] if answer else None

    def is_on_bus(self):
        return self.ask_bus("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner", "(s)", APPLICATION)

    def start_hidden(self, how="--background"):
        """As the session does after a login, or the bus for one question."""
        env = dict(os.environ, **self.environment, LC_ALL=self.speech.locale, LANGUAGE=self.speech.language)
        for variable, folder in (("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache"),
                                 ("XDG_STATE_HOME", "state")):
            env[variable] = str(self.home / folder)
        self.process = subprocess.Popen(["portail-famille", how], env=env)
        self.await_something("the app on the bus", self.is_on_bus)
        return self

    def await_something(self, what, condition):
        """As wait(), where there may be no window to describe."""
        until = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > until:
                raise Broken(f"waited in vain for {what}")
            time.sleep(0.03)

    def sync(self):
        """Asks the town, and waits for the end of it."""
        self.ask_bus(APPLICATION, OBJECT, "org.gtk.Actions", "Activate", "(sava{sv})", "sync", [], {})
        self.await_something("the town's answer", lambda: self.ask_bus(
            APPLICATION, OBJECT, "org.gtk.Actions", "Describe", "(s)", "sync-state")[2] == ["idle"])

    def has_window(self):
        """Whether assistive technologies see a window of it."""
        applications = self._call("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root",
                                  "org.a11y.atspi.Accessible", "GetChildren")
        pids = [self._call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID", name,
                           signature="(s)") for name, _ in applications]
        return self.process.pid in pids and bool(self._ask_windows())

    def appear(self):
        """Waits for the window of what had none, and gives it the keyboard, as a press on a real desktop does."""
        self.bus_name = self.wait("the app to appear on the accessibility bus", self._find_application)
        self.see("label", "Planning")
        subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "Portail Famille", "windowactivate"],
                       check=True)

    def has_keyboard(self, role, name):
        node = self._find_reachable(role, name)
        return node is not None and node.has(Atspi.StateType.FOCUSED)

    def walk_to(self, role, name):
        """Goes from one thing to the next with the Tab key, until this one has the keyboard."""
        for _ in range(60):
            if self.has_keyboard(role, name):
                return
            self.key("Tab")
        raise Broken(f"the Tab key does not lead to {name!r}\n{self.describe()}")


def set_clock(town, app, moment):
    town.set_clock(moment)
    app.sync()


def begin(folder, ending):
    desktop = Desktop()
    ending.callback(desktop.stop)
    town = Town(folder / "town", FRIDAY).start()
    ending.callback(town.stop)
    app = Lasting(folder / "home").start()
    ending.callback(app.close)
    sign_in(app, town.uri)
    return desktop, town, app


def await_notification(desktop, app, title):
    app.await_something(f"a notification {title.pattern}", lambda: desktop.find(title))
    return desktop.find(title)


def reminder_comes(folder, ending):
    """A deadline is told in the morning, names child and days, can be put off, and is told once"""
    desktop, town, app = begin(folder, ending)
    app.open_page(1)
    app.see("label", "Be reminded of deadlines when the app is closed?")
    app.click("push button", "No, Thanks")
    app.see_no("push button", "No, Thanks")
    set_clock(town, app, NIGHT)
    check(desktop.count(CANTEEN) == 0, "a reminder came in the night")
    set_clock(town, app, MORNING)
    reminder = await_notification(desktop, app, CANTEEN)
    check(re.search(r"\b30\b.*\b24\b.*23.+59", reminder.body), f"it does not say which day, or until when: {reminder.body}")

    desktop.press(reminder, app.say("Later"))
    set_clock(town, app, MORNING + datetime.timedelta(hours=2, minutes=55))
    check(desktop.find(CANTEEN) is None, "it came back before its time")
    set_clock(town, app, MORNING + datetime.timedelta(hours=3, minutes=5))
    reminder = await_notification(desktop, app, CANTEEN)

    desktop.press(reminder)
    app.see("label", "Planning")
    app.see("check box", re.compile(r"\b30 \w+, Léna, Restaurant scolaire"))
    app.screenshot("reminder-opened")

    shown = len(desktop.shown)
    app.close()
    app.start()
    app.see("check box")
    app.sync()
    check(len(desktop.shown) == shown, "a restart has repeated what was told")
    app.open_page(1)
    app.see("label", "To Do")
    check(app.find("push button", "No, Thanks") is None, "the offer came again")


def without_a_window(folder, ending):
    """The family agrees, closes the window, and is reminded all the same; also after the next login"""
    desktop, town, app = begin(folder, ending)
    file = app.home / "config" / "autostart" / f"{APPLICATION}.desktop"
    app.key("ctrl+comma")
    app.see("frame", "Preferences")
    app.walk_to(None, "Remind Me Also When the App Is Closed")
    app.key("space")
    app.await_something("the session's file", file.exists)
    check("--background" in file.read_text(encoding="utf-8"), "the session would open a window")
    app.screenshot("preferences-background")
    app.key("Escape")
    app.see_no("frame", "Preferences")
    app.key("ctrl+w")
    app.await_something("the window to go", lambda: not app.has_window())
    set_clock(town, app, MORNING)
    reminder = await_notification(desktop, app, CANTEEN)
    check(app.process.poll() is None, "the app has ended with its window")
    desktop.press(reminder)
    app.appear()
    app.key("ctrl+q")
    app.await_something("the end", lambda: app.process.poll() is not None)
    check(app.process.returncode == 0, f"it ended with {app.process.returncode}")

    shown = len(desktop.shown)
    app.start_hidden()
    app.sync()
    check(not app.has_window(), "a window opened by itself")
    check(len(desktop.shown) == shown, "the next login has repeated what was told")
    set_clock(town, app, MORNING + datetime.timedelta(days=1))
    desktop.press(await_notification(desktop, app, SPORT))
    app.appear()
    app.see("check box", re.compile(r"\b28 \w+, Léna, École des sports"))
    app.screenshot("reminder-woke-the-app")


def put_off_while_closed(folder, ending):
    """“Later” is heard also where the app does not run: the bus starts it for that, without a window"""
    desktop, town, app = begin(folder, ending)
    set_clock(town, app, MORNING)
    await_notification(desktop, app, CANTEEN)
    app.close()
    account = next(path for path in app.data.iterdir() if path.is_dir())

    def is_put_off():
        with contextlib.closing(sqlite3.connect(f"file:{account / 'outbox.db'}?mode=ro", uri=True)) as database:
            (until,), = database.execute("SELECT snoozed_until FROM reminder WHERE subject = ?", (SUBJECT,))
        return until > MORNING.timestamp()

    check(not is_put_off(), "it was put off by nobody")
    app.start_hidden("--gapplication-service")
    app.ask_bus(APPLICATION, OBJECT, "org.freedesktop.Application", "ActivateAction", "(sava{sv})", "later",
                [GLib.Variant("(ss)", (account.name, SUBJECT))], {})
    check(not app.has_window(), "a window opened for it")
    app.await_something("the service to end by itself", lambda: app.process.poll() is not None)
    check(is_put_off(), "it was not put off")


def choose(app, row, *keys):
    """Opens the list of choices of a row, goes from the first one to another by @keys, and takes it."""
    app.walk_to("combo box", row)
    app.key("space")
    app.wait("the list to have the keyboard", lambda: not app.has_keyboard("combo box", row))
    app.key(*keys, "Return")
    app.wait("the row to have the keyboard", lambda: app.has_keyboard("combo box", row))


def preferences_by_keyboard(folder, ending):
    """Every preference is reached by the keyboard, lasts, and the last of them forgets the family"""
    _, town, app = begin(folder, ending)
    settings = app.home / "config" / "glib-2.0" / "settings" / "keyfile"

    def await_setting(line):
        app.wait(f"{line} in the settings", lambda: settings.exists() and line in settings.read_text(encoding="utf-8"))

    app.key("ctrl+comma")
    app.see("frame", "Preferences")
    choose(app, "Deadlines of Bookings", "Down")
    await_setting("remind-deadlines=120")
    app.walk_to(None, "Invoices to Pay")
    app.walk_to(None, "Papers That Expire")
    app.walk_to(None, "What the Town Did Not Accept")
    app.key("space")
    await_setting("remind-refusals=-1")
    app.walk_to(None, "Messages of the Town")
    app.walk_to(None, "No Reminders at Night")
    app.walk_to(None, "From")
    choose(app, "To", "Down")
    await_setting("quiet-to=30")
    app.walk_to(None, "“Later” Puts Off")
    app.walk_to(None, "Remind Me Also When the App Is Closed")
    app.walk_to(None, "General")
    app.key("space")
    app.screenshot("preferences-general")
    choose(app, "Ask for What Is New", "End")
    await_setting("sync-interval=-1")
    app.see(None, re.compile("^Saint-Aubin-les-Tilleuls.*\\bB$"))
    app.walk_to("push button", "Synchronise")
    app.walk_to("push button", "Show")
    app.key("space")
    app.see_no("frame", "Preferences")
    app.see(None, "Legend")
    app.key("Escape")

    app.key("ctrl+comma")
    app.see("frame", "Preferences")
    app.walk_to(None, "General")
    app.key("space")
    app.walk_to("push button", "Forget…")
    app.key("space")
    app.see(None, "Forget Your Family on This Computer?")
    app.screenshot("preferences-forget")
    app.click("push button", "Forget")
    app.see("push button", "Continue")
    app.wait("the town's folder to go", lambda: not any(path.is_dir() for path in app.data.iterdir()))
    app.wait("the preferences to go", lambda: "remind-deadlines" not in settings.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(run([reminder_comes, without_a_window, put_off_while_closed, preferences_by_keyboard]))
