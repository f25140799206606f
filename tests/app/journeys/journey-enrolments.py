#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking for enrolments: at once, by an agent who refuses, without the town, and what speaks against one."""
import email
import email.policy
import re
import subprocess
import sys

from portail import begin, check, run, sign_in
from town import TERM_MONDAY


def open_wizard(app, activity):
    app.click("push button", "Enrol…")
    app.touch("list item", re.compile("^" + activity))
    app.see_usable("push button", "Back")


def choose(app, child, *weekdays):
    app.touch("check box", child)
    for name in weekdays:
        app.click(("toggle button", "push button"), name)


def send(app):
    app.click("push button", "Continue")
    app.see("list item", re.compile("^" + app.words("Activity")))
    app.click("push button", "Send")


def enrols_at_once(folder, ending):
    """A family enrols its youngest, the days appear in the planning, and what cannot be is said"""
    town, app = begin(folder, ending, TERM_MONDAY)
    sign_in(app, town.uri)
    app.open_sidebar("Enrolments")
    app.see("list item", re.compile("^Léna — Restaurant scolaire"))
    app.screenshot("enrolments")

    app.click("push button", "Enrol…")
    app.see("label", app.phrase("Enrolment opens on %s"))
    app.screenshot("enrolment-activity")
    app.touch("list item", re.compile("^Éveil corporel"))
    app.see("label", app.phrase("Too old: before %s", app.phrase("%d years", 6)))
    check(app.find_usable("push button", "Continue") is None, "nobody is chosen, but one can go on")
    app.see("label", "Choose at least one child")
    choose(app, "Hugo", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    app.see("label", re.compile(f"Hugo{app.speech.colon}" + app.words("Choose at least one weekday")))
    app.click(("toggle button", "push button"), "Saturday")
    app.screenshot("enrolment-details")
    app.click("push button", "Continue")
    app.see("label", app.phrase("The enrolment is open at once"))
    app.see("list item", re.compile("^" + app.words("Price of a day")))
    app.see("label", app.phrase("%s: %s", "Séance", re.compile(app.speech.amount)))
    app.screenshot("enrolment-recap")
    app.click("push button", "Send")
    app.see("list item", re.compile("^Hugo — Éveil corporel"))
    app.see("label", re.compile("Séance.*" + app.speech.amount))
    check(town.query("SELECT state, weekdays FROM enrolments WHERE id = 'hugo-eveil'") == [(1, 32)], "not enrolled")


def an_agent_refuses(folder, ending):
    """What an agent decides shows in the window by itself; a draft and a queued wish survive"""
    town, app = begin(folder, ending, TERM_MONDAY)
    sign_in(app, town.uri)
    app.open_sidebar("Enrolments")
    open_wizard(app, "École des sports : judo")
    choose(app, "Hugo", "Monday")
    app.click("push button", "Continue")
    app.see("label", "What happens next")
    app.kill()

    app.start()
    app.open_sidebar("Enrolments")
    app.see("list item", app.phrase("Enrolment: %s", "École des sports : judo"))
    town.stop()
    app.click("push button", "Go On")
    app.see_usable("push button", "Continue")
    send(app)
    app.see("list item", app.phrase("Enrolment: %s", "École des sports : judo"))
    app.see("label", re.compile("|".join(map(app.words, ("Kept: it will be sent when the town is back", "On its way")))))
    app.kill()
    app.start()
    app.open_sidebar("Enrolments")
    app.see("list item", app.phrase("Enrolment: %s", "École des sports : judo"))
    town.start()
    app.see("list item", re.compile("^Hugo — École des sports : judo"))
    asked = town.agent_json("enrolments")
    check([entry["id"] for entry in asked] == ["hugo-judo"], f"the agents see {asked}")
    town.agent("enrolment-refuse", "hugo-judo", "--reason", "Le groupe est complet.")
    app.see("label", re.compile("Le groupe est complet"))
    app.wait("a mail to the family", lambda: read_mails(town, "Le groupe est complet"))


def read_mails(town, words):
    """The mails that the town has sent whose text holds @words."""
    folder = town.database.with_name(town.database.name + ".mail")
    mails = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in folder.glob("*.eml")]
    return [mail for mail in mails if words in mail.get_content()]


def a_whole_year(folder, ending):
    """Two children for the whole year: what is taken each day is asked for, the week's price is told; accepted, it is booked"""
    town, app = begin(folder, ending, TERM_MONDAY)
    sign_in(app, town.uri)
    app.open_sidebar("Enrolments")
    open_wizard(app, "Transport scolaire")
    choose(app, "Inès")
    app.see("label", re.compile(f"Inès{app.speech.colon}" + app.words("Choose what to book on these days")))
    app.touch("check box", "Léna")
    subprocess.run(["xdotool", "click", "--repeat", "20", "5"], check=True)  # the wheel: it is further down
    app.touch("check box", "Aller")
    app.screenshot("enrolment-year")
    app.click("push button", "Continue")
    app.see("list item", re.compile("^" + app.words("Price of a day for each child")))
    app.see("label", app.phrase("%s a week in all", re.compile(app.speech.amount)))
    app.screenshot("enrolment-year-recap")
    app.click("push button", "Send")
    app.see("list item", re.compile("^Inès — Transport scolaire"))
    app.see("label", "Awaiting an answer")
    town.agent("enrolment-accept", "ines-bus", "lena-bus")
    check(town.query("SELECT count(*) FROM bookings WHERE enrolment = 'lena-bus'")[0][0] > 20, "the year is not booked")
    app.wait("a mail to the family", lambda: read_mails(town, "Léna"))
    app.see_no("label", "Awaiting an answer")


if __name__ == "__main__":
    sys.exit(run([enrols_at_once, an_agent_refuses, a_whole_year]))
