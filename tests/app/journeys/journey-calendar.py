#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the menu of applications to the fridge and to GNOME Calendar: a month goes to a printer that writes a file, the plan into another
program's calendar, which shows each day at its time."""
import datetime
import os
import pathlib
import re
import shutil
import sys

import portail
from activation import Activatable
from portail import Town, check, run, sign_in
from town import PARIS

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

SERVICES = pathlib.Path("/usr/share/dbus-1/services")
NEEDED = ("org.gnome.evolution.dataserver.Sources5", "org.gnome.evolution.dataserver.Calendar8")
# These dialogs are the toolkit's and the calendar's own, in their own words.
NAME = re.compile("^(Name|Nom)")
IMPORT = re.compile("^_?Import")


def install_services():
    """The bus of a test starts nothing but what lies in its own folder."""
    for name in NEEDED:
        lines = (SERVICES / f"{name}.service").read_text(encoding="utf-8").splitlines()
        (pathlib.Path(os.environ["HOME"]) / "services" / f"{name}.service").write_text(
            "\n".join(line for line in lines if not line.startswith("SystemdService")) + "\n", encoding="utf-8")
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    for method, signature, arguments in (("ReloadConfig", "()", ()), *(("StartServiceByName", "(su)", (name, 0)) for name in NEEDED)):
        bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                      GLib.Variant(signature, arguments), None, 0, 30000, None)


def choose(app, button, item):
    app.press_last("push button", button)
    app.click("menu item", item)


def print_month(app, folder):
    choose(app, "More", "Print the Month…")
    printed = portail.print_to_file(app, folder)
    check(printed.read_bytes().startswith(b"%PDF"), f"{printed} is no PDF")
    portail.keep_picture(app, printed, "printed-month")


def save_plan(app, path):
    choose(app, "Main Menu", "The Plan in Your Calendar…")
    app.click("push button", "Save…")
    app.type(NAME, str(path))
    app.press_last("push button", "Save")
    app.see("label", app.phrase("Saved as “%s”", path.name))
    return path.read_text(encoding="utf-8")


def list_this_month(text):
    """(title, time of day) of what the calendar @text holds in the month that GNOME Calendar opens on."""
    month = datetime.datetime.now(PARIS).strftime("%Y%m")
    events = [(re.search(r"^DTSTART;[^:]*:(\d{6})\d\dT(\d\d)(\d\d)", event, re.MULTILINE), re.search("^SUMMARY:(.*)$", event, re.MULTILINE))
              for event in text.replace("\r\n ", "").replace("\r\n", "\n").split("BEGIN:VEVENT")[1:]]
    return [(re.sub(r"\\(.)", r"\1", title[1]), f"{start[2]}:{start[3]}") for start, title in events if start[1] == month]


def one_of(texts):
    return re.compile("^(" + "|".join(map(re.escape, sorted(set(texts)))) + ")$")


def reaches_the_fridge_and_the_calendar(folder, ending):
    """The app is started from its launcher, a month is printed, and GNOME Calendar imports the plan, each day at its time of day"""
    folder = pathlib.Path(folder)
    town = Town(folder / "town").start()
    ending.callback(town.stop)
    app = Activatable(os.environ["HOME"])
    ending.callback(app.close)
    app.prepare_bus()
    app.launch()
    sign_in(app, town.uri)
    app.screenshot("launched")
    print_month(app, pathlib.Path(os.environ["HOME"]))
    plan = folder / "plan.ics"
    text = save_plan(app, plan)
    app.close()

    install_services()
    calendar = portail.App(folder / "calendar", environment={"TZ": "Europe/Paris"}, arguments=[str(plan)],
                           prefix=["sh", "-c", 'exec gnome-calendar "$1"'])
    ending.callback(calendar.close)
    calendar.start()
    count, events = text.count("BEGIN:VEVENT"), list_this_month(text)
    calendar.see("label", re.compile(rf"^Import\w* {count} "))
    calendar.screenshot("gnome-calendar-import")
    calendar.click("push button", IMPORT)
    calendar.see_no("label", re.compile(rf"^Import\w* {count} "))
    if events:  # not in the last days of a summer
        calendar.see("label", one_of(title for title, _ in events))
        calendar.see("label", one_of(time for _, time in events))
    calendar.screenshot("gnome-calendar")


if __name__ == "__main__":
    missing = [name for name in NEEDED if not (SERVICES / f"{name}.service").exists()]
    if missing or not shutil.which("gnome-calendar"):
        print("1..0 # SKIP gnome-calendar and evolution-data-server are not both installed")
        sys.exit(0)
    sys.exit(run([reaches_the_fridge_and_the_calendar]))
