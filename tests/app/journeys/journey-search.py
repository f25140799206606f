#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One search over everything, with the keyboard alone."""
import datetime
import re
import sys
import unicodedata

from portail import Atspi, begin, check, run, sign_in
from town import TERM_MONDAY

ENTRY = "Search everything"


def look_for(app, text):
    """Opens the search by its key and types @text."""
    app.key("ctrl+f")
    app.type(ENTRY, text)


def see_found(app, name):
    """Waits until there is a text @name among what was found."""
    app.wait(f"{name!r} to be found", lambda: app.find("label", name, inside=app.find("list", "Found")))


def found_rows(app):
    return app.find_all("list item", inside=app.find("list", "Found")) if app.find("list", "Found") else []


def everything_is_found(folder, ending):
    """Children without their accents, days, pages and news are found; Enter opens them; nonsense finds nothing"""
    town, app = begin(folder, ending, TERM_MONDAY)
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


def odd_words(folder, ending):
    """Accents and capitals do not count, in any spelling; what is no word, or too much of one, finds nothing and breaks nothing"""
    town, app = begin(folder, ending, TERM_MONDAY)
    sign_in(app, town.uri)
    app.key("ctrl+f")
    for text in ("LENA", "léna", unicodedata.normalize("NFD", "Léna"), "  léna  ", "lé", "martin léna"):
        app.type(ENTRY, text)
        see_found(app, re.compile("^Léna"))
    for text in ("zoé", "léna zoé", '"', "(", "zoé OR", "zoé NEAR(", "title:", "-", "''; DROP TABLE search; --", "\U0001f955", "é" * 3000):
        app.type(ENTRY, "lena")  # so that the nothing that is seen is the answer to what comes next
        see_found(app, re.compile("^Léna"))
        app.type(ENTRY, text)
        app.wait(f"nothing to be found by {text[:20]!r}", lambda: not found_rows(app))
        app.see("label", "Nothing Found")
    app.screenshot("search-nothing")
    for text in ("", "   "):
        app.type(ENTRY, text)
        app.see(None, "Search Everything")
    town.stop()  # what was read once is found without the town
    app.type(ENTRY, "ines")
    see_found(app, re.compile("^Inès"))
    app.type(ENTRY, "hugo")
    see_found(app, re.compile("^Hugo"))
    check(not [row for row in found_rows(app) if "Inès" in row.name], "what was asked before is still there")


def opens_the_right_page(folder, ending):
    """What is found opens where it stands: an invoice, a conversation, a paper, a child; also the second of several"""
    town, app = begin(folder, ending, TERM_MONDAY)
    sign_in(app, town.uri)
    for text, found, page, there in (
            ("m-0412", re.compile("M-0412"), "Invoices", ("list item", "Left to pay")),
            ("arachide", re.compile("Repas sans arachide"), "Messages", ("label", "Repas sans arachide pour Léna")),
            ("reglement", re.compile("^Règlement"), "Documents", ("push button", app.phrase("Open “%s”", re.compile("Règlement.*")))),
            ("hugo", re.compile("^Hugo"), "Children", ("label", re.compile("^Hugo Martin")))):
        look_for(app, text)
        see_found(app, found)
        app.key("Return")
        app.see_no("label", "Search")
        app.see("label", page)
        app.see(*there)
        app.screenshot(f"search-opens-{page.lower()}")
    look_for(app, "martin")
    rows = app.wait("several", lambda: [row.name for row in found_rows(app)][1:])
    app.key("Down", "Return")
    app.see_no("label", "Search")
    check(app.find(None, re.compile(re.escape(rows[0].split(",")[0]))), f"{rows[0]!r} was not opened")


def see_keyboard_at(app, name):
    """Waits until what is called @name has the keyboard, in sight."""
    def is_there():
        node = next((node for node, _ in app.walk() if node.has(Atspi.StateType.FOCUSED)), None)
        if node is None or not name.search(node.name):
            return False
        frame, place = app._ask_place(app.find("frame")), app._ask_place(node)
        return frame[1] <= place[1] and place[1] + min(place[3], 50) <= frame[1] + frame[3]

    app.wait(f"{name.pattern!r} to have the keyboard", is_there)


def lands_at_the_record(folder, ending):
    """What is found has the keyboard, in sight, on each page, even where the page was never open before"""
    town, app = begin(folder, ending, TERM_MONDAY)
    [(first,)] = town.query("SELECT min(number) FROM invoices WHERE household = 'martin' AND number LIKE '20%'")
    cheques = town.query("SELECT p.reference, i.number FROM payments p JOIN invoices i ON i.id = p.invoice"
                         " WHERE p.household = 'martin' AND p.reference <> ''")
    sign_in(app, town.uri)
    for text, found, landed in (
            ("judo", "Léna · École des sports", "Léna — École des sports"),
            ("thomas lopez", "^Thomas Lopez", "^Thomas Lopez, .*quotient"),
            ("jeanne", "Jeanne Martin", "Jeanne Martin"),
            *((reference, number, number) for reference, number in cheques),
            (first, first, first),
            ("arachide", "Repas sans", "Oui, bien sûr"),
            ("arachide", "Claire Martin", "(?s)^Claire Martin, .*allergique"),
            ("reglement", "Règlement", "Règlement"),
            ("rendez-vous", "Prendre rendez-vous", app.words("Sent") + " · ")):
        look_for(app, text)
        see_found(app, re.compile(found))
        app.click_row("Found", re.compile(found))
        app.see_no("label", "Search")
        see_keyboard_at(app, re.compile(landed))
    look_for(app, "haricots")
    day = app.wait("a day with beans", lambda: found_rows(app))[-1].name.split(",")[0]
    app.click_row("Found", re.compile(re.escape(day)))
    see_keyboard_at(app, re.compile(re.escape(day)))


if __name__ == "__main__":
    sys.exit(run([everything_is_found, odd_words, opens_the_right_page, lands_at_the_record]))
