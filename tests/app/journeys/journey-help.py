#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""F1 opens the help of what is on the screen."""
import os
import pathlib
import re
import subprocess
import sys

from portail import LOGIN, App, Town, begin, check, run, sign_in

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

# The pages in the order of their keys, and the help of each.
PAGES = ("home", "book-day", "basket", "child-sheet", "enrol", "documents", "pay", "messages", "requests")

# The toolkit's own words.
TROUBLESHOOTING = re.compile("^(Troubleshooting|Dépannage)$")
DEBUGGING = re.compile("^(Debugging Information|Informations de débogage)$")
COPY = re.compile("^(Copy Text|Copier le texte)$")


class Viewer:
    """A help viewer that writes down what it is asked to show."""

    def __init__(self, home):
        self.shown = home / "shown"
        program = home / "viewer"
        applications = home / "data" / "applications"
        for folder in (applications, home / "config"):
            folder.mkdir(parents=True, exist_ok=True)
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>{self.shown}\n')
        program.chmod(0o755)
        (applications / "viewer.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName=Viewer\nExec={program} %u\nMimeType=x-scheme-handler/help;\n")
        (home / "config" / "mimeapps.list").write_text("[Default Applications]\nx-scheme-handler/help=viewer.desktop\n")

    def list_shown(self):
        return self.shown.read_text().split() if self.shown.exists() else []


def is_installed(name):
    """Whether the help has that page, in both languages."""
    folders = [pathlib.Path(folder, "help") for folder in os.environ["XDG_DATA_DIRS"].split(":")]
    return all(any((folder / language / "portail-famille" / f"{name}.page").exists() for folder in folders)
               for language in ("C", "fr"))


def press_help():
    subprocess.run(["xdotool", "key", "--clearmodifiers", "F1"], check=True)


def has_keyboard(title):
    """Whether the window with that title does; a dialog's states say so only once it had it anew."""
    name = subprocess.run(["xdotool", "getactivewindow", "getwindowname"], check=False, capture_output=True, text=True).stdout
    return name.strip() == title


def see_help(app, viewer, name):
    """Presses F1 and waits until the viewer was asked for the page @name."""
    before = viewer.list_shown()
    press_help()
    app.wait(f"the help page {name}, after {before}",
             lambda: viewer.list_shown() == [*before, f"help:portail-famille/{name}"])
    check(is_installed(name), f"there is no help page {name}")


def open_page(app, number):
    """Opens a page by its key, and waits until the sidebar shows that it is there."""
    app.open_page(number)
    app.wait(f"page {number} to be open",
             lambda: app.find_all("list item", inside=app.find("list", "Pages"))[number - 1].has(Atspi.StateType.SELECTED))


def each_page_has_its_help(folder, ending):
    """On each page and in each dialog, F1 opens the help page about it"""
    viewer = Viewer(folder / "home")
    town = Town(folder / "town").start()
    ending.callback(town.stop)
    app = App(folder / "home").start()
    ending.callback(app.close)
    app.see_usable("push button", "Try the Demo Town")
    see_help(app, viewer, "sign-in")
    sign_in(app, town.uri)
    for number, name in enumerate(PAGES, 1):
        open_page(app, number)
        see_help(app, viewer, name)

    app.key("ctrl+f")
    app.see("label", "Search")
    see_help(app, viewer, "search")
    open_page(app, 2)
    app.click("push button", "Week Pattern…")
    app.see("check box", "Skip School Holidays")
    app.wait("the dialog to have the keyboard", lambda: has_keyboard(app.say("Week Pattern")))
    see_help(app, viewer, "book-month")


def no_viewer_is_told(folder, ending):
    """Where no program shows help, a sentence says so, and what to do"""
    config = folder / "home" / "config"
    config.mkdir(parents=True)
    (config / "mimeapps.list").write_text("[Removed Associations]\nx-scheme-handler/help=yelp.desktop;org.gnome.Yelp.desktop;\n")
    app = App(folder / "home").start()
    ending.callback(app.close)
    app.see_usable("push button", "Try the Demo Town")
    app.key("F1")
    app.see("label", "The Help Cannot Be Opened")
    app.screenshot("help-without-viewer")


def copy_troubleshooting(app):
    """Goes from the window about the program to its text; returns what is copied there."""
    app.press_last("push button", "Main Menu")
    app.click("menu item", "About Portail Famille")
    app.touch("label", TROUBLESHOOTING)
    app.screenshot("about")
    app.touch("label", DEBUGGING)
    app.click("push button", COPY)
    app.screenshot("about-troubleshooting")
    return app.wait("the text to be copied", lambda: subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"], check=False, capture_output=True, text=True, timeout=5).stdout)


def about_tells_of_the_program_alone(folder, ending):
    """The window about the program gives a text to copy for whoever looks for a fault: versions and numbers, no family"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    text = copy_troubleshooting(app)
    for said in (r"^GTK\s?: 4\.", r"^SQLite\s?: 3\.", r": idle$"):
        check(re.search(said, text, re.MULTILINE), f"{said} is not told: {text}")
    known = [name for row in town.query("SELECT first_name, last_name FROM children UNION SELECT first_name, last_name FROM guardians")
             for name in row]
    for name in (*known, LOGIN, town.uri, "127.0.0.1", str(folder)):
        check(name.lower() not in text.lower(), f"{name} is told: {text}")


if __name__ == "__main__":
    sys.exit(run([each_page_has_its_help, no_viewer_is_told, about_tells_of_the_program_alone]))
