#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The app in a language that nobody speaks: whatever still reads as English was not marked for translation."""
import datetime
import importlib.machinery
import importlib.util
import pathlib
import re
import sys

from gi.repository import Gio, GLib

from portail import APPLICATION, LOGIN, PASSWORD, App, Broken, Town, run, sign_in
from speech import read_catalogue, strip_mnemonic

OBJECT = "/org/example/PortailFamille"
SUPPORT = pathlib.Path(__file__).resolve().parents[2] / "support" / "with-pseudo"
TOOLKIT = ("gtk40", "libadwaita", "glib20")  # they speak their own words
PAGES = {"home": "Home", "planning": "Planning", "basket": "Basket", "children": "Children", "enrolments": "Enrolments",
         "documents": "Documents", "invoices": "Invoices", "messages": "Messages", "requests": "Requests", "news": "News",
         "menus": "Menus", "household": "Household"}
# What has a view of its own, and dialogs.
THINGS = ("children", "invoices", "payments", "wallets", "tariffs", "threads", "requests", "forms", "papers")
DIALOGS = ("preferences", "win.calendar", "win.shortcuts")
BUTTONS = {"planning": "Week Pattern…", "enrolments": "Enrol…"}
WORD = re.compile(r"[^\W\d_]{2,}")
UNITS = {"kB", "KiB", "MB", "EUR"}
# The program's name, and vaccines as a child's health record prints them and the town hears of them.
SAME_EVERYWHERE = {"portail", "famille", "Portail", "Famille", "DTP", "Coqueluche", "ROR", "Hib", "Hépatite", "Pneumocoque",
                   "Méningocoque"}
UNNAMED = re.compile("(Gtk|Adw|Pf)[A-Z]\\w+")  # GTK 4.8 says the type of what has no name


def load_pseudo():
    loader = importlib.machinery.SourceFileLoader("pseudo", str(SUPPORT))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("pseudo", loader))
    loader.exec_module(module)
    return module


def list_texts(value):
    """All texts in an answer of the town, whatever they are called there."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from list_texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from list_texts(part)


def read_town(town):
    """The words that the town itself writes, which stay as they are in every language, and one thing of each collection."""
    answers = town.pull(LOGIN, PASSWORD)
    things = {collection: records[0]["id"] for answer in answers for collection, records in answer["changed"].items() if records}
    answers += [town.uri, LOGIN, town.ask("GET", "/.well-known/portail-famille", None)]
    return {word for text in list_texts(answers) for word in WORD.findall(text)}, things


def list_names_of_days():
    """They come from the locale."""
    days = [datetime.date(2024, 1, 1) + datetime.timedelta(days=number) for number in range(366)]
    return {f"{day:{directive}}" for day in days for directive in ("%a", "%A", "%b", "%B")}


def list_words_of_toolkit():
    return {word for domain in TOOLKIT for file in pathlib.Path("/usr/share/locale/fr/LC_MESSAGES").glob(f"{domain}.mo")
            for originals, _ in read_catalogue(file) for text in originals for word in (text, strip_mnemonic(text))}


class Reader:
    """Looks at all that is on the screen, and keeps what reads as English."""

    def __init__(self, app, known, toolkit):
        self.app = app
        self.known = known
        self.toolkit = toolkit
        self.read = set()
        self.faults = {}

    def is_english(self, text):
        return (text not in self.toolkit and not UNNAMED.fullmatch(text) and
                any(re.search("[A-Za-z]", word) and word not in self.known for word in WORD.findall(text)))

    def look(self, place):
        for node, _ in self.app.walk():
            if node.name and node.name not in self.read:
                self.read.add(node.name)
                if self.is_english(node.name):
                    self.faults[node.name] = f"{place}: {node.role}: {node.name}"


def tell(action, target=None):
    """Activates an action of the app, or of its window ("win.…")."""
    path, name = (f"{OBJECT}/window/1", action[4:]) if action.startswith("win.") else (OBJECT, action)
    given = [target] if target is not None else []
    Gio.bus_get_sync(Gio.BusType.SESSION, None).call_sync(
        APPLICATION, path, "org.gtk.Actions", "Activate", GLib.Variant("(sava{sv})", (name, given, {})), None, 0, 5000, None)


def look_at_window_of(app, reader, place, opening, closing):
    """Looks at the window that @opening opens and @closing closes."""
    windows = len(app._ask_windows())
    opening()
    app.wait(f"the window of {place!r}", lambda: len(app._ask_windows()) > windows)
    reader.look(place)
    closing()
    app.wait(f"the window of {place!r} to be closed", lambda: len(app._ask_windows()) == windows)


def look_everywhere(app, reader, disguise, things):
    account = next(path.name for path in app.data.iterdir() if path.is_dir())
    for page, title in PAGES.items():
        tell("win.page", GLib.Variant("s", page))
        app.see("label", disguise(title))
        reader.look(page)
    for collection in THINGS:
        tell("open", GLib.Variant("(sss)", (account, collection, things[collection])))
        reader.look(collection)
    for action in DIALOGS:
        look_at_window_of(app, reader, action, lambda action=action: tell(action), lambda: app.key("Escape"))
    for page, button in BUTTONS.items():
        tell("win.page", GLib.Variant("s", page))
        look_at_window_of(app, reader, button, lambda button=button: app.click("push button", disguise(button)),
                          lambda: app.click("push button", disguise("Cancel")))


def every_word_can_be_translated(folder, ending):
    """In a language that nobody speaks, no word of the program is English: pages, dialogs, names for screen readers"""
    pseudo = load_pseudo()
    catalogue = folder / "catalogue"
    catalogue.mkdir()
    pseudo.write_catalogue(catalogue)
    town = Town(folder / "town").start()
    ending.callback(town.stop)
    app = App(folder / "home").start()
    ending.callback(app.close)
    sign_in(app, town.uri)
    app.close()
    known, things = read_town(town)
    known |= list_names_of_days() | UNITS | SAME_EVERYWHERE

    app = App(folder / "home", prefix=("env", f"LANGUAGE={pseudo.LANGUAGE}", f"PF_LOCALEDIR={catalogue}")).start()
    ending.callback(app.close)
    reader = Reader(app, known, list_words_of_toolkit())
    app.see("check box")
    look_everywhere(app, reader, pseudo.disguise, things)
    if reader.faults:
        raise Broken("not marked for translation:\n" + "\n".join(reader.faults.values()))


sys.exit(run([every_word_can_be_translated]))
