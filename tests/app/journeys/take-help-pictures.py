#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the help's pictures of the demo town, whose clock stands still, so that they change only with what they show.
Usage: take-help-pictures.py LANGUAGE FOLDER"""
import contextlib
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from portail import Town, App, sign_in  # noqa: E402

NOW = datetime.datetime(2026, 11, 21, 9, 30, tzinfo=datetime.timezone.utc)
HOME, PLANNING, BASKET, INVOICES = "ctrl+1", "ctrl+2", "ctrl+3", "ctrl+7"
CHOSEN = 6  # days in the basket
SETTLED = 0.4  # a picture that stays the same for so long is taken
COLOURS = 96
# Without a compositor, what lies around a popover is black.
NO_SHADOW = ("-fuzz", "30%", "-fill", "white", "-draw", "color 0,0 floodfill", "-fuzz", "0%", "-trim", "-shave", "14x14",
             "+repage", "-bordercolor", "white", "-border", "8")


def find_window():
    return subprocess.run(["xdotool", "getactivewindow"], check=True, capture_output=True, text=True).stdout.strip()


def find_popover():
    """The smallest window: it floats over the others."""
    windows = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "portail-famille"], check=True,
                             capture_output=True, text=True).stdout.split()
    sizes = {}
    for window in windows:
        shell = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], check=True, capture_output=True,
                               text=True).stdout
        place = dict(line.split("=") for line in shell.split())
        sizes[window] = int(place["WIDTH"]) * int(place["HEIGHT"])
    return min(sizes, key=sizes.get)


def look(window):
    return subprocess.run(["import", "-window", window, "ppm:-"], check=True, capture_output=True).stdout


def take(path, window=None, changes=()):
    """Keeps a picture of the window, the one that has the keyboard unless told, as soon as it has settled."""
    window = window or find_window()
    earlier, now = None, look(window)
    while now != earlier:
        time.sleep(SETTLED)
        earlier, now = now, look(window)
    subprocess.run(["convert", "ppm:-", *changes, "+dither", "-colors", str(COLOURS), "-strip",
                    "-define", "png:exclude-chunks=date,time", "-define", "png:compression-level=9", f"png8:{path}"],
                   input=now, check=True)


def main():
    language, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    Atspi.init()
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as ending:
        town = Town(pathlib.Path(name, "town"), NOW).start()
        ending.callback(town.stop)
        home = pathlib.Path(name, "home")
        app = App(home).start()
        ending.callback(app.close)
        sign_in(app, town.uri)
        app.close()
        app = App(home, language).start()
        ending.callback(app.close)
        app.see("check box")
        for key, picture in ((HOME, "home"), (INVOICES, "invoices")):
            app.key(key)
            take(folder / f"{picture}.png")
        # The next month has days in every state.
        app.key(PLANNING)
        app.click("push button", "After")
        take(folder / "planning.png")
        app.click(None, "Legend")
        app.see("label", "Legend")
        take(folder / "legend.png", find_popover(), NO_SHADOW)
        app.key("Escape")
        app.click("push button", "Week Pattern…")
        app.see("check box", "Skip School Holidays")
        take(folder / "week-pattern.png")
        app.click("push button", "Cancel")
        app.see_no("check box", "Skip School Holidays")
        for day in app.find_all("check box", re.compile(r"Restaurant scolaire\s?: (available|réservable)"))[:CHOSEN]:
            app.activate(day)
        app.key(BASKET)
        app.see("push button", "Send")
        take(folder / "basket.png")


main()
