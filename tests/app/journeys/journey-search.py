#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One search over everything, with the keyboard alone."""
import datetime
import re
import sys

from portail import begin, run, sign_in

ENTRY = "Search everything"


def look_for(app, text):
    """Opens the search by its key and types @text."""
    app.key("ctrl+f")
    app.type(ENTRY, text)


def see_found(app, name):
    """Waits until there is a text @name among what was found."""
    app.wait(f"{name!r} to be found", lambda: app.find("label", name, inside=app.find("list", "Found")))


def everything_is_found(folder, ending):
    """Children without their accents, days, pages and news are found; Enter opens them; nonsense finds nothing"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    app.key("ctrl+f")
    app.see(None, "Search Everything")
    app.screenshot("search-start")

    app.type(ENTRY, "lena")
    see_found(app, re.compile("Léna"))
    see_found(app, "Children")
    see_found(app, "Enrolments")
    app.screenshot("search-lena")

    app.type(ENTRY, "zzz \" OR *")
    app.see("label", "Nothing Found")

    town.agent("news", "publish", "--title", "Œufs de Pâques", "--text", "-", given="La chasse aux œufs du quartier.\n")
    app.open_named("News")
    app.see("label", "Œufs de Pâques")
    look_for(app, "oeuf paques")
    see_found(app, "Œufs de Pâques")
    see_found(app, "News")
    app.key("Return")
    app.see("label", re.compile("La chasse aux œufs du quartier"))
    app.see_no("label", "Search")

    look_for(app, "haricots")
    see_found(app, "Menus")
    app.screenshot("search-menus")
    app.key("Return")
    app.see("label", "Haricots verts")

    look_for(app, "cantine jeudi")
    see_found(app, "Days")
    app.screenshot("search-day")
    app.key("Return")
    thursday = datetime.date(2026, 1, 1)
    app.see("check box", re.compile(f"^{thursday:%A}", re.IGNORECASE))

    look_for(app, app.say("Basket")[:4].lower())
    see_found(app, "Pages")
    app.key("Return")
    app.see("label", "Basket")

    app.key("ctrl+f")
    app.key("Escape")
    app.see_no("label", "Search")


if __name__ == "__main__":
    sys.exit(run([everything_is_found]))
