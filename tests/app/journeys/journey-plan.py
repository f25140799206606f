#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the real window: signing in, booking, cancelling, an agent's approval, and a night without network."""
import re
import sys

from portail import Stopwatch, begin, check, run, sign_in
from slots import find_slot, is_open, tick
from town import TERM_MONDAY

CHILDREN = ("Léna", "Hugo", "Inès")


def charged(town):
    """What the town itself charges the demo family in all, in cents."""
    return town.query(
        "SELECT ifnull(sum(b.charged), 0) FROM bookings b JOIN enrolments e ON e.id = b.enrolment"
        " JOIN children c ON c.id = e.child WHERE c.household = 'martin' AND b.status = 1")[0][0]


def books_cancels_and_is_approved(folder, ending):
    """A parent signs in, books, cancels, is late, waits and asks; the total is right to the cent; an agent approves"""
    town, app = begin(folder, ending, TERM_MONDAY)
    sign_in(app, town.uri)
    for child in CHILDREN:
        app.see("check box", re.compile(f", {child}, "))
    before = charged(town)

    tick(app, is_open(app), app.words("booked"))
    tick(app, is_open(app), app.words("booked"))
    tick(app, app.words("booked, can be cancelled until %s", re.compile("[^–]*$")), app.words("cancelled"))
    tick(app, app.words("late, can be booked with a surcharge until %s"), app.words("booked"))
    tick(app, app.speech.colon + app.words("full"), app.words("on the waiting list"))
    asked = tick(app, f"judo{app.speech.colon}" + app.words("available"), app.words("awaiting approval"))

    app.open_page(3)
    total = app.speech.read_money(app.read(app.phrase("Total: %s")).string)
    app.see("label", "Checked by the town")
    lines = [app.speech.read_money(row.name)
             for row in app.find_all("list item", re.compile(f", {app.speech.amount}(, |$)"))]
    check(len(lines) == 4 and sum(lines) == total, f"the recap's lines {lines} make {sum(lines)}, not {total}")
    later = app.find_all("list item", app.phrase("%s if granted"))
    check(len(later) == 2 and all(app.speech.read_money(row.name) > 0 for row in later),
          f"what the town has yet to grant is {[row.name for row in later]}")
    app.screenshot("basket")
    app.click("push button", "Send")
    for outcome in ("Booked", "Booked after the deadline", "Cancelled", "On the waiting list, number %d",
                    "Awaiting the town’s approval"):
        app.see("list item", re.compile(", " + app.words(outcome)))
    app.screenshot("outcomes")
    check(charged(town) - before == total, f"the basket said {total} cents, the town charged {charged(town) - before}")
    app.click("push button", "All Seen")

    requests = [entry["id"] for entry in town.agent_json("list") if entry["state"] == "pending"]
    check(requests, "no request reached the agents")
    app.open_page(2)
    app.see("check box", app.slot_that(asked, app.words("awaiting approval")))
    town.agent("approve", *requests)
    stopwatch = Stopwatch(app, town)
    app.see("check box", app.slot_that(asked, app.words("booked")))
    check(stopwatch.read() < 2, f"the agent's approval showed after {stopwatch.read():.1f} s")


def changes_wait_through_a_kill(folder, ending):
    """With the town gone the plan is whole; three changes survive SIGKILL and go out once when the town is back"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    before = charged(town)
    names = [slot.get_name() for slot in app.find_all("check box")]
    app.close()
    town.stop()

    app.start()
    app.wait("the whole plan without the town",
             lambda: [slot.get_name() for slot in app.find_all("check box")] == names)
    ticked = [tick(app, is_open(app), app.words("booked")) for _ in range(3)]
    app.screenshot("offline")
    app.kill()
    app.start()
    find_slot(app, app.slot_that(ticked[0], app.words("booked") + ".*" + app.words("In the basket, not sent yet")).pattern)
    app.open_page(3)
    total = app.speech.read_money(app.read(app.phrase("Total: %s")).string)
    app.click("push button", "Send")
    app.see("list", "On the Way")
    app.kill()

    town.start()
    app.start()
    app.open_page(3)
    booked = re.compile(f", {app.words('Booked')}, {app.speech.amount}")
    app.wait("three answers", lambda: len(app.find_all("list item", booked)) == 3)
    check(charged(town) - before == total, f"the basket said {total} cents, the town charged {charged(town) - before}")


def discards_and_thinks_again(folder, ending):
    """A basket that was emptied comes back whole by Undo"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    for _ in range(2):
        tick(app, is_open(app), app.words("booked"))
    app.open_page(3)
    line = re.compile(f", {app.words('Book')}, {app.speech.amount}")
    app.click("push button", "Discard All")
    app.see("label", "The basket is empty")
    app.see_no("list item", line)
    app.click("push button", "Undo")
    app.wait("both lines again", lambda: len(app.find_all("list item", line)) == 2)


if __name__ == "__main__":
    sys.exit(run([books_cancels_and_is_approved, changes_wait_through_a_kill, discards_and_thinks_again]))
