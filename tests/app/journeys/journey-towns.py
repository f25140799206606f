#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two towns that know the same children, side by side in one window: grid, basket, Home, one of them away, one forgotten."""
import re
import signal
import sys

from portail import LOGIN, PASSWORD, App, Town, check, find_town, free_port, run, sign_in
from town import TERM_MONDAY

OTHER = "Autre-Ville"
TWICE = "%1$s: %2$s is booked twice from %3$s to %4$s"
TIME = re.compile(r"\d\d(?::|\u00a0h\u00a0)\d\d")


def count_bookings(town):
    return town.query("SELECT count(*) FROM bookings WHERE status = 1")[0][0]


def choose(app, *items):
    """Presses the items of the main menu, one inside the other."""
    app.activate(app.find_all("push button", "Main Menu")[-1])
    for item in items:
        app.click("menu item", item)


def add_town(app, town):
    choose(app, "Add a Town…")
    dialog = app.see(("filler", "dialog", "frame"), "Sign In to a Town")
    find_town(app, town.uri)
    app.type("Login", LOGIN)
    app.type("Password", PASSWORD)
    app.click("push button", "Sign In", inside=dialog)
    app.see_no(None, "Sign In to a Town")


def slots_of(app, name, state=""):
    """What a day's slot says that is at the town called @name, and @state."""
    return re.compile(f", {re.escape(name)}{app.speech.colon}{state}")


def book(app, name):
    """Ticks something open at the town called @name; returns "DAY, CHILD, UNIT, TOWN"."""
    slot = app.see("check box", slots_of(app, name, app.words("available, can be booked until %s", re.compile("[^–]*$"))))
    what = app.place(slot)
    app.activate(slot)
    app.see("check box", app.slot_that(what, app.words("booked") + ".*" + app.words("In the basket, not sent yet")))
    return what


def two_towns(folder, ending):
    """A second town is added: one grid names each town and shows what clashes, one basket sends each line to its own"""
    here = Town(folder / "here", TERM_MONDAY).start()
    ending.callback(here.stop)
    there = Town(folder / "there", TERM_MONDAY, name=OTHER).start()
    ending.callback(there.stop)
    name = here.query("SELECT name FROM town")[0][0]
    app = App(folder / "home").start()
    ending.callback(app.close)

    sign_in(app, here.uri)
    check(not app.find("check box", slots_of(app, name)), "one town needs no name on each day")
    add_town(app, there)
    app.see("check box", slots_of(app, OTHER, app.words("booked")))
    app.see("check box", slots_of(app, name, app.words("booked")))
    app.see("check box", 
            slots_of(app, OTHER, app.words("booked") + ".* – "
                     + app.words("Booked twice from %1$s to %2$s: also %3$s", TIME, TIME, re.compile(f".*, {re.escape(name)}"))))
    app.screenshot("towns-grid")

    # One basket, a line for each town, one button.
    before = count_bookings(here), count_bookings(there)
    book(app, name)
    book(app, OTHER)
    app.open_page(3)
    app.see("label", "Checked by the town")
    app.see("list item", re.compile(rf"^\w+ · {re.escape(name)}\b"))
    app.see("list item", re.compile(rf"^\w+ · {OTHER}\b"))
    app.screenshot("towns-basket")
    app.click("push button", "Send")
    app.wait("both receipts", lambda: len(app.find_all("label", app.phrase("Receipt %s"))) == 2)
    check((count_bookings(here), count_bookings(there)) == (before[0] + 1, before[1] + 1),
          "each town was to get one booking")
    app.click("push button", "All Seen")

    # One Home: what clashes, and what is to be done at each.
    app.open_page(1)
    clash = app.see("list item", app.phrase(TWICE, None, None, TIME, TIME))
    check(OTHER in clash.name and name in clash.name, f"it does not say at which towns: {clash.name!r}")
    app.see("list item", re.compile(re.escape(OTHER)))
    check(len(app.find_all("list item", re.compile(r"^Léna"))) >= 1, "a child of two towns is listed")
    app.screenshot("towns-home")

    # One search: what either town has is found, and which one has it is said.
    there.agent("news", "publish", "--title", "Foire aux livres", "--text", "-", given="Sur la place.\n")
    app.open_named("News")
    app.see("label", "Foire aux livres")
    app.key("ctrl+f")
    app.type("Search everything", "foire livres")
    app.wait("what one town has to be found", lambda: app.find("label", "Foire aux livres", app.find("list", "Found")))
    app.see("label", re.compile(OTHER), app.find("list", "Found"))
    app.screenshot("towns-search")
    app.key("Escape")

    # One town is away: it is named, and the other goes on.
    there.stop(signal.SIGKILL)
    app.open_page(2)
    app.key("ctrl+r")
    app.see("label", re.compile(f"^{OTHER}{app.speech.colon}" + app.words("Offline.")))
    app.screenshot("towns-offline")
    book(app, name)
    book(app, OTHER)
    app.open_page(3)
    app.click("push button", "Send")
    app.see("label", app.phrase("Receipt %s"))
    check(count_bookings(here) == before[0] + 2, "the town that was there did not get its booking")
    app.see("label", "On the Way")
    there.start()
    app.key("ctrl+r")
    app.wait("the other's receipt", lambda: len(app.find_all("label", app.phrase("Receipt %s"))) == 2)
    check(count_bookings(there) == before[1] + 2, "what waited did not reach its town once")
    app.click("push button", "All Seen")

    # What clashes opens its days.
    app.open_page(1)
    app.click("push button", re.compile(
        "^" + app.words("%s: %s", app.say("See Days"), app.phrase(TWICE, None, None, TIME, TIME))))
    app.see("check box", app.phrase("Booked twice from %1$s to %2$s: also %3$s"))

    # Forgetting one leaves the other.
    choose(app, OTHER, "Forget on This Computer…")
    app.see("label", app.phrase("Forget %s?", OTHER))
    app.click("push button", re.compile("^" + app.words("Forget")))
    app.open_page(2)
    app.see_no("check box", slots_of(app, OTHER))
    app.see("check box", app.phrase("booked"))
    check(not app.find("check box", slots_of(app, name)), "one town needs no name on each day again")
    app.open_page(1)
    app.see_no("list item", re.compile(OTHER))
    folders = [entry for entry in (app.data / "accounts").iterdir() if entry.is_dir()] \
        if (app.data / "accounts").is_dir() else []
    check(len(folders) <= 1, f"something of the forgotten town is left: {folders}")


def subjects(town):
    return [thread["subject"] for thread in town.agent_json("messages", "--all")]


def begin_both(folder, ending):
    """Two towns and an app that is signed in to both; (here, there, app, the name of the first)"""
    here = Town(folder / "here", TERM_MONDAY).start()
    ending.callback(here.stop)
    there = Town(folder / "there", TERM_MONDAY, name=OTHER).start()
    ending.callback(there.stop)
    app = App(folder / "home").start()
    ending.callback(app.close)
    sign_in(app, here.uri)
    add_town(app, there)
    app.see("check box", slots_of(app, OTHER))
    return here, there, app, here.query("SELECT name FROM town")[0][0]


def wrong_second_town(folder, ending):
    """No town, a wrong password, the town that is there already: each has its sentence or changes nothing, and the first goes on"""
    here = Town(folder / "here", TERM_MONDAY).start()
    ending.callback(here.stop)
    there = Town(folder / "there", TERM_MONDAY, name=OTHER).start()
    ending.callback(there.stop)
    app = App(folder / "home").start()
    ending.callback(app.close)
    sign_in(app, here.uri)
    choose(app, "Add a Town…")
    dialog = app.see(("filler", "dialog", "frame"), "Sign In to a Town")
    find_town(app, f"http://127.0.0.1:{free_port()}")
    app.see("label", app.phrase("The town does not answer"))
    find_town(app, there.uri)
    app.type("Login", LOGIN)
    app.type("Password", "Soleil-2025")
    app.click("push button", "Sign In", inside=dialog)
    app.see("label", app.phrase("The login or the password is not right"))
    check(app.read_entry("Login") == LOGIN, "the login was lost")
    app.screenshot("towns-wrong-password")
    app.click("push button", "Close", inside=dialog)
    app.see_no(None, "Sign In to a Town")
    check(not app.find("check box", slots_of(app, OTHER)), "a town was added without its password")
    add_town(app, here)  # again
    app.see("check box", app.phrase("booked"))
    check(not app.find("check box", slots_of(app, here.query("SELECT name FROM town")[0][0])),
          "the town that was there already is there twice")
    add_town(app, there)
    app.see("check box", slots_of(app, OTHER))


def each_town_its_own(folder, ending):
    """After a restart without the network both towns are read; what is written goes to the town it is for, and one that asks to
    sign in again leaves the other alone"""
    here, there, app, name = begin_both(folder, ending)
    here.stop()
    there.stop()
    app.kill()
    app.start()
    app.open_page(2)
    app.see("check box", slots_of(app, name))
    app.see("check box", slots_of(app, OTHER))
    app.open_named("Documents")
    app.see("label", re.compile(OTHER))
    app.screenshot("towns-documents")
    app.key("ctrl+n")
    app.see("label", "New Message")
    app.touch("combo box", "Service")
    app.key("Down", "Down", "Down", "Return")
    app.type("Subject", "Foire aux livres")
    app.type("Your Message", "À quelle heure commence-t-elle ?")
    app.screenshot("towns-message")
    app.click("push button", "Send")
    app.see(None, app.phrase("Kept: it will be sent when the town is back"))
    here.start()
    there.start()
    app.key("ctrl+r")
    app.wait("the message at its town", lambda: "Foire aux livres" in subjects(there))
    check("Foire aux livres" not in subjects(here), "the message went to both towns")

    there.agent("set-password", LOGIN, "--password", "-", given="Lune-2027-Neuve\n")
    app.key("ctrl+r")
    app.see("label", re.compile(f"^{OTHER}{app.speech.colon}" + app.words("Sign in again to hear from the town.")))
    here.agent("news", "publish", "--title", "Marché de Noël", "--text", "-", given="Samedi.\n")
    app.open_named("News")
    app.see("label", "Marché de Noël")
    app.screenshot("towns-signed-out")


if __name__ == "__main__":
    sys.exit(run([two_towns, wrong_second_town, each_town_its_own]))
