# SPDX-License-Identifier: GPL-3.0-or-later
"""Slots of the planning, found and ticked as journeys need them, whatever month it is."""
import re

from portail import Atspi, Broken

# The demo's activities that need more than a tick: an agent's approval, a payment in advance.
ASKED_FIRST = ("judo", "piscine", "Stages sportifs des vacances")


def is_open(app):
    """Words of a slot that can be booked at once, without an agent."""
    return "".join(f"(?<!{name})" for name in ASKED_FIRST) + app.speech.colon + app.words("available")


def find_slot(app, words):
    """The first slot that can be ticked and whose description holds @words, on this month's page or one of the next two."""
    pattern = re.compile(words)
    app.click("push button", "Today")
    for _ in range(3):
        for slot in app.find_all("check box", pattern):
            if slot.has(Atspi.StateType.SENSITIVE):
                return slot
        title = app.title()
        app.click("push button", "After")
        app.wait("the next month", lambda before=title: app.title() != before)
    raise Broken(f"no slot that is {words!r}\n{app.describe()}")


def tick(app, words, becomes):
    """Clicks a slot that is @words and waits until it is said to be @becomes; returns "DAY, CHILD, UNIT"."""
    slot = find_slot(app, words)
    name = app.place(slot)
    app.click("check box", re.compile(f"^{re.escape(slot.name)}$"))
    app.see("check box", app.slot_that(name, becomes))
    return name
