#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop's own search: what GNOME Shell asks, answered by a program that it starts for that, without a window."""
import datetime
import os
import re
import sys

from activation import Activated, ask_bus, install_service
from portail import APPLICATION, App, Town, check, run, sign_in

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

PATH = "/org/example/PortailFamille/SearchProvider"
INTERFACE = "org.gnome.Shell.SearchProvider2"


def ask(method, signature, *arguments):
    """Asks as GNOME Shell does: the bus starts the program where it does not run."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    return bus.call_sync(APPLICATION, PATH, INTERFACE, method, GLib.Variant(signature, arguments), None, 0, -1, None).unpack()


def find(*words):
    """What the shell shows for @words: {name: identifier}"""
    [found] = ask("GetInitialResultSet", "(as)", list(words))
    [metas] = ask("GetResultMetas", "(as)", found)
    check(len(metas) == len(found), f"{found} are told of as {metas}")
    return {meta["name"]: meta["id"] for meta in metas}


def begin(folder, ending):
    """A family that has signed in once; the program does not run."""
    town = Town(folder / "town").start()
    ending.callback(town.stop)
    app = App(os.environ["HOME"])
    app.start()
    sign_in(app, town.uri)
    app.open_named_page("Messages")  # so that all has come
    app.see("list item")
    app.close()
    app.process = None
    install_service()
    # The bus was there before this walk chose its language.
    ask_bus("UpdateActivationEnvironment", "(a{ss})", {"LC_ALL": app.speech.locale, "LANGUAGE": app.speech.language})
    return town, app


def wait_window(app, ending):
    app.process = Activated()
    ending.callback(app.close)
    app.bus_name = app.wait("the app to appear on the accessibility bus", app._find_application)


def finds_without_a_window(town, app):
    town.stop()
    check(any("Léna" in name for name in find("lena")), f"no child: {find('lena')}")
    number = town.query("SELECT number FROM invoices LIMIT 1")[0][0]
    check(any(number in name for name in find(number)), f"no invoice {number}: {find(number)}")
    [subject] = town.query("SELECT subject FROM threads LIMIT 1")[0]
    check(subject in find(*subject.split()), f"no message {subject!r}")
    days = find("cantine", "jeudi")
    thursday = f"{datetime.date(2026, 1, 1):%A}".capitalize()
    check(any(name.startswith(thursday) for name in days), f"no Thursday: {days}")
    check(find("xylophone-inconnu") == {}, "something was found for a word that is nowhere")
    [subset] = ask("GetSubsearchResultSet", "(asas)", list(days.values()), ["lena"])
    check(set(subset) == set(find("lena").values()), f"searching on finds {subset}")
    app.process = Activated()
    check(app._find_application() is None, "searching opened a window")
    app.process = None
    app.wait("the program to end by itself", lambda: not ask_bus("NameHasOwner", "(s)", APPLICATION))


def opens_what_was_found(town, app, ending):
    number = town.query("SELECT number FROM invoices LIMIT 1")[0][0]
    identifier = next(identifier for name, identifier in find(number).items() if number in name)
    ask("ActivateResult", "(sasu)", identifier, [number], 0)
    wait_window(app, ending)
    app.see("page tab", "Wallet")
    app.see("list item", re.compile(re.escape(number)))
    app.screenshot("shell-invoice")
    ask("LaunchSearch", "(asu)", ["lena"], 0)
    app.see("list", "Found")
    app.wait("the words to be there", lambda: app.read_entry("Search everything") == "lena")
    app.screenshot("shell-search")
    identifier = next(identifier for identifier in find("12/12").values() if "open-days" in identifier)
    ask("ActivateResult", "(sasu)", identifier, ["12/12"], 0)
    app.wait("December", lambda: f"{datetime.date(2000, 12, 1):%B}".lower() in app.title().lower())


def searches_from_the_desktop(folder, ending):
    """A child, an invoice, a message and a day are found without a window or a town, accents ignored, and each opens"""
    town, app = begin(folder, ending)
    finds_without_a_window(town, app)
    opens_what_was_found(town, app, ending)


if __name__ == "__main__":
    sys.exit(run([searches_from_the_desktop]))
