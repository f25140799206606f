#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking something of the town hall in the real window: forms step by step, what is missing, an agent who decides, and what
the town still wants."""
import re
import sys

from portail import begin, check, run, sign_in

MEETING = "Prendre rendez-vous"
ABSENCE = "Signaler une absence"
PICK_UP = "Autoriser une personne à venir chercher mon enfant"


def open_requests(app):
    app.open_named_page("Requests")
    app.see("list", "New Request")


def step(app, number, title):
    return app.phrase("Step %d of %d: %s", number, 4, app.say(title))


def waiting(town):
    return {entry["name"]: entry["id"] for entry in town.agent_json("requests")}


def asks_for_a_meeting(folder, ending):
    """A form is filled in step by step, survives a kill, is sent, and the agent's word shows"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    for name, identifier in waiting(town).items():
        if name == MEETING:
            town.agent("request", identifier, "close")
    open_requests(app)
    app.screenshot("requests")
    app.click_row("New Request", MEETING)
    app.see("label", step(app, 1, "An appointment"))
    app.click("push button", "Next")
    app.see("label", step(app, 2, "My information"))
    app.see("list item", re.compile("^" + app.words("Name")))
    app.click("push button", "Next")
    app.see("label", step(app, 3, "The request"))
    app.click("push button", "Next")
    app.see(None, app.phrase("“%s”: please answer this question.", "De quoi s’agit-il ?"))
    app.type("De quoi s’agit-il ?", "La rentrée de Hugo")
    app.type("Nombre de personnes", "deux")
    app.click("push button", "Next")
    app.see(None, app.phrase("“%s”: please write a number.", "Nombre de personnes"))
    app.type("Nombre de personnes", "2")
    app.screenshot("requests-questions")
    app.click("push button", "Next")
    app.see("label", step(app, 4, "Check before sending"))
    app.see("list item", re.compile("De quoi s’agit-il"))
    app.screenshot("requests-recap")
    app.kill()

    app.start()
    open_requests(app)
    app.click("push button", re.compile("^" + app.words("Go On")))
    app.see("label", step(app, 1, "An appointment"))
    app.click("push button", "Next")
    app.click("push button", "Next")
    app.wait("what was written", lambda: app.read_entry("De quoi s’agit-il ?") == "La rentrée de Hugo")
    app.click("push button", "Next")
    app.click("push button", "Send")
    app.wait("the request at the town", lambda: MEETING in waiting(town))
    app.see_no(None, app.phrase("Draft, kept"))
    town.agent("request", waiting(town)[MEETING], "accept", "Mardi à 9 h, bureau 2.")
    app.wait("its state", lambda: len(app.find_all("label", re.compile("^" + app.words("Accepted") + " · "))) >= 2)
    app.click_row("My Requests", MEETING)
    app.see("list item", re.compile("^" + app.words("Accepted") + " · "))
    app.see("label", "Mardi à 9 h, bureau 2.")
    app.screenshot("requests-accepted")


def misses_a_paper(folder, ending):
    """A mandatory paper is asked for before anything leaves; cancelling takes the draft away"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    before = waiting(town)
    open_requests(app)
    app.click_row("New Request", ABSENCE)
    app.see("label", step(app, 1, "My information"))
    app.click("push button", "Next")
    app.click("push button", "Next")
    app.see(None, app.phrase("“%s”: please answer this question.", "Enfant"))
    app.click("push button", "Back")
    app.see("label", step(app, 1, "My information"))
    app.click("push button", "Cancel")
    app.see_no("push button", "Cancel")
    app.see_no(None, app.phrase("Draft, kept"))
    check(waiting(town) == before, "something reached the town")


def answers_what_is_wanted(folder, ending):
    """What the town still wants is answered from the request itself"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_requests(app)
    app.click_row("My Requests", PICK_UP)
    app.see("label", re.compile("est illisible"))
    app.screenshot("requests-wanted")
    app.click("push button", "Send")
    app.see(None, "Write an answer, or attach what is missing.")
    app.type("Your Answer", "Je l’apporte demain en mairie.")
    app.click("push button", "Send")
    identifier = waiting(town)[PICK_UP]
    app.wait("the answer at the town",
             lambda: any(row["text"] == "Je l’apporte demain en mairie."
                         for row in town.agent_json("request", identifier)))
    app.see_no("push button", "Send")
    town.agent("request", identifier, "refuse", "Dossier incomplet.")
    app.see("label", "Dossier incomplet.")


if __name__ == "__main__":
    sys.exit(run([asks_for_a_meeting, misses_a_paper, answers_what_is_wanted]))
