#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan with the screen off: by keys alone, and by what Orca says. Its voice is its own record of what it speaks."""
import datetime
import os
import re
import shutil
import subprocess
import sys
import time

from portail import begin, check, run, sign_in
from slots import find_slot, is_open
from town import TERM_MONDAY

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

PAUSE = 3  # seconds after which a person presses again
SPOKEN = re.compile(r"SPEECH OUTPUT: '(.*)' ?\{")


class Orca:
    """The screen reader."""

    def __init__(self, folder, app):
        self.app = app
        self.record = folder / "orca.log"
        self.heard = 0
        Gio.bus_get_sync(Gio.BusType.SESSION, None).call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
            GLib.Variant("(ssv)", ("org.a11y.Status", "ScreenReaderEnabled", GLib.Variant("b", True))), None, 0, -1, None)
        env = dict(os.environ, LC_ALL=app.speech.locale, LANGUAGE=app.speech.language)
        self.process = subprocess.Popen(["orca", "--replace", f"--debug-file={self.record}"], env=env,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def stop(self):
        self.process.kill()
        self.process.wait()

    def read(self):
        if not self.record.exists():
            return []
        return SPOKEN.findall(self.record.read_text(encoding="utf-8", errors="replace"))

    def hear(self, pattern):
        """Waits until something that matches is said, and goes on listening after it."""
        def find():
            said = self.read()
            for number in range(self.heard, len(said)):
                if pattern.search(said[number]):
                    self.heard = number + 1
                    return said[number]
            return None

        try:
            return self.app.wait(f"Orca to say {pattern.pattern!r}", find)
        except AssertionError as error:
            raise AssertionError(f"Orca said {self.read()}, of them {self.heard} before") from error

    def ask(self, pattern, *keys):
        """Presses @keys until something that matches is said: Orca hears little while it starts, and a person would press
        again."""
        pressed = []

        def find():
            said = [words for words in self.read()[self.heard:] if pattern.search(words)]
            if not said and (not pressed or time.monotonic() > pressed[-1] + PAUSE):
                subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "portail-famille", "windowactivate"],
                               check=True, stderr=subprocess.DEVNULL)
                self.app.key(*keys)
                pressed.append(time.monotonic())
            return said

        self.heard = len(self.read())
        try:
            return self.app.wait(f"Orca to say {pattern.pattern!r}", find)[0]
        except AssertionError as error:
            raise AssertionError(f"Orca said {self.read()[self.heard:]} to {keys}") from error


def begin_listening(folder, ending):
    town, app = begin(folder, ending, TERM_MONDAY)
    sign_in(app, town.uri)
    orca = Orca(folder, app)
    ending.callback(orca.stop)
    orca.hear(re.compile("Portail Famille"))
    return town, app, orca


def find_open_day(app, town):
    """How many days away something can be booked at once."""
    name = find_slot(app, is_open(app)).name
    for away in range(1, 100):
        if name.startswith(app.speech.day_heading(town.today + datetime.timedelta(days=away))):
            return away
    raise AssertionError(f"no day is that of {name!r}")


def finds_a_day_by_ear(folder, ending):
    """A parent who sees nothing finds a day by keys, hears what can be booked on it until when, and what ticking the month put in the basket"""
    town, app, orca = begin_listening(folder, ending)
    away = find_open_day(app, town)
    day = town.today + datetime.timedelta(days=away)
    app.key("Home", *["Right"] * away)
    spoken = orca.ask(re.compile(re.escape(app.speech.day_heading(day))), "Left", "Right")
    check(re.search(app.words("available"), spoken), f"Orca does not say that it can be booked: {spoken}")
    app.key("space")
    spoken = orca.ask(re.compile(app.words("Book")), "Tab")
    check(not re.search("_", spoken), f"Orca speaks a mnemonic: {spoken}")
    app.key("Escape")
    orca.ask(re.compile(app.words("%d days booked in the basket, %s")), "ctrl+a")


def says_no_machine_word(folder, ending):
    """From page to page, Orca reads names that a person gave, never a class of the toolkit"""
    _, app, orca = begin_listening(folder, ending)
    for page in range(1, 10):
        orca.ask(re.compile("."), f"ctrl+{page}", "Tab", "Tab")
    machine = [said for said in orca.read() if re.search(r"\b(Gtk|Adw|Pf)[A-Z]\w+", said)]
    check(not machine, f"Orca says {machine}")


if __name__ == "__main__":
    if shutil.which("orca") is None:
        print("1..0 # SKIP orca is not installed")
        sys.exit(0)
    sys.exit(run([finds_a_day_by_ear, says_no_machine_word]))
