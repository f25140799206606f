#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the real window: signing in, booking, cancelling, an agent's approval, and a night without network."""
import re
import sqlite3
import sys

import portail
from portail import LOGIN, PASSWORD, App, Town, check, run

CHILDREN = ("Léna", "Hugo", "Inès")
MONEY = re.compile(r"(-|−)?€(\d+)\.(\d\d)")


def cents(text):
    """The amount in @text, in cents."""
    found = MONEY.search(text)
    check(found, f"no amount in {text!r}")
    amount = int(found.group(2)) * 100 + int(found.group(3))
    return -amount if found.group(1) else amount


def begin(folder, ending, language="en"):
    town = Town(folder / "town").start()
    ending.callback(town.stop)
    app = App(folder / "home", language).start()
    ending.callback(app.close)
    return town, app


def sign_in(app, town, login=LOGIN, password=PASSWORD):
    app.type("Address of the town’s portal", town.uri)
    app.click("push button", "Continue")
    app.see(None, "Login")
    app.type("Login", login)
    app.type("Password", password)
    app.click("push button", "Sign In")
    app.see("check box", re.compile(", Léna, "))


def find_slot(app, words):
    """The first slot whose description holds @words, on this month's page or one of the next two."""
    pattern = re.compile(words)
    app.click("push button", "Today")
    for _ in range(3):
        slot = app.find("check box", pattern)
        if slot:
            return slot
        title = app.title()
        app.click("push button", "After")
        app.wait("the next month", lambda: app.title() != title)
    raise portail.Broken(f"no slot that is {words!r}\n{app.describe()}")


def tick(app, words, becomes):
    """Clicks a slot that is @words and waits until it is said to be @becomes; returns "DAY, CHILD, UNIT"."""
    slot = find_slot(app, words)
    name = slot.get_name().split(": ")[0]
    app.activate(slot)
    app.see("check box", re.compile("^" + re.escape(name) + ": .*" + becomes))
    return name


def held(town, login=LOGIN):
    """What the town itself holds for the family: (booking, charged) of every slot that is not plain."""
    with sqlite3.connect(f"file:{town.database}?mode=ro", uri=True) as database:
        return database.execute(
            "SELECT enrolment, unit, day, status, charged FROM booking ORDER BY enrolment, unit, day").fetchall()


def books_cancels_and_is_approved(folder, ending):
    """A parent signs in, books, cancels, is late, waits and asks; the total is right to the cent; an agent approves"""
    town, app = begin(folder, ending)
    sign_in(app, town)
    for child in CHILDREN:
        app.see("check box", re.compile(f", {child}, "))
    before = held(town)

    tick(app, r": available", "booked")
    tick(app, r": available", "booked")
    tick(app, r": booked, can be cancelled", "cancelled")
    tick(app, r": late, ", "booked")
    tick(app, r": full", "waiting list")
    tick(app, r"judo: available", "awaiting approval")

    app.open_page(3)
    total = cents(app.read(re.compile(r"Total.*€\d|^(-|−)?€\d+\.\d\d$")).string)
    lines = [cents(label.get_name()) for label in app.find_all("label", re.compile(r"^(-|−)?€\d+\.\d\d$"))]
    check(len(lines) >= 4, f"prices in the basket: {lines}")
    app.click("push button", "Send")
    for outcome in ("Booked", "Cancelled", "waiting list", "approval"):
        app.see(None, re.compile(outcome))
    after = held(town)
    charged = sum(row[4] or 0 for row in after) - sum(row[4] or 0 for row in before)
    check(charged == total, f"the basket said {total} cents, the town charged {charged}")

    waiting = [entry for entry in town.agent_json("list") if entry["state"] == "pending"]
    check(waiting, "no pending request reached the agent")


if __name__ == "__main__":
    sys.exit(run([books_cancels_and_is_approved]))
