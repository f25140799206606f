#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asking something of the town hall in the real window: forms step by step, what is missing, an agent who decides, and what
the town still wants."""
import pathlib
import re
import sys

from portail import begin, check, run, sign_in

MEETING = "Prendre rendez-vous"
ABSENCE = "Signaler une absence"
CARD = "Déclarer une carte perdue"
PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
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


def count_open_choices(app):
    return len(app.find_all("label", "–"))


def choose(app, question, answer, number):
    """Takes the answer that is so many lines below none, by the keyboard: a list that is open is a window of its own."""
    before = count_open_choices(app)
    app.touch("combo box", re.compile("^" + re.escape(question)))
    app.see("label", answer)
    app.key(*["Down"] * number, "Return")
    app.wait(f"{answer} to be chosen", lambda: count_open_choices(app) < before)


def attach(app, folder, name, contents):
    """Copies a file as a file manager would, and pastes it."""
    path = pathlib.Path(folder) / name
    path.write_bytes(contents)
    app.copy_files(path)
    app.click("push button", "Paste")


def send_and_find(app, town, name):
    """Returns the request's identifier at the town."""
    app.click("push button", "Send")
    app.wait("the request at the town", lambda: name in waiting(town))
    return waiting(town)[name]


def reports_an_absence(folder, ending):
    """A child is ill: the reason, the days in the wrong order, the proof that is missing or no paper; an agent excuses it"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_requests(app)
    app.click_row("New Request", ABSENCE)
    app.see("label", app.phrase("About %d minutes", 3))
    app.click("push button", "Next")
    app.click("push button", "Next")
    app.see(None, app.phrase("“%s”: please answer this question.", "Enfant"))
    choose(app, "Enfant", "Léna", 2)
    app.click("push button", "Next")
    app.see(None, app.phrase("“%s”: please answer this question.", "Motif"))
    choose(app, "Motif", "Maladie", 1)
    app.screenshot("requests-absence")
    app.click("push button", "Next")
    app.see("label", app.phrase("Step %d of %d: %s", 3, 4, app.say("Papers to attach")))
    app.click("push button", "Next")
    app.see(None, app.phrase("Please attach “%s”", re.compile("Justificatif.*")))
    attach(app, folder, "mot.pdf", "Léna a de la fièvre.".encode())
    app.see(None, re.compile("“?mot.pdf.*" + app.words("this is no PDF, JPEG or PNG")))
    app.click("push button", "Next")
    app.see(None, app.phrase("Please attach “%s”", re.compile("Justificatif.*")))
    attach(app, folder, "certificat.pdf", PDF)
    app.see("list item", re.compile("certificat.pdf"))
    app.click("push button", "Next")
    app.see("list item", re.compile("^Motif"))
    app.screenshot("requests-absence-recap")
    identifier = send_and_find(app, town, ABSENCE)
    check(any(row["text"] == "Maladie" for row in town.agent_json("request", identifier)), "the reason is lost")
    town.agent("request", identifier, "accept", "Bon rétablissement à Léna.")
    app.click_row("My Requests", ABSENCE)
    app.see("list item", re.compile("^" + app.words("Accepted") + " · "))
    app.see("label", "Bon rétablissement à Léna.")
    app.see("push button", app.phrase("Open %s", "certificat.pdf"))
    app.screenshot("requests-absence-accepted")


def loses_a_card(folder, ending):
    """A lost card, without an appointment: whose it is has to be said; the steps back keep what was written"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_requests(app)
    app.click_row("New Request", CARD)
    app.see("label", step(app, 1, "An appointment"))
    app.click("push button", "Next")
    app.click("push button", "Next")
    app.type("Numéro de la carte", "4711")
    app.click("push button", "Next")
    app.see(None, app.phrase("“%s”: please answer this question.", "Carte de"))
    choose(app, "Carte de", "Inès", 1)
    app.click("push button", "Next")
    app.see("label", step(app, 4, "Check before sending"))
    app.click("push button", "Back")
    check(app.read_entry("Numéro de la carte") == "4711", "what was written is lost on the way back")
    app.click("push button", "Next")
    identifier = send_and_find(app, town, CARD)
    check(any(row["text"] == "4711" for row in town.agent_json("request", identifier)), "the number is lost")
    town.agent("request", identifier, "study")
    app.see("label", re.compile("^" + app.words("Being looked at") + " · "))


def authorises_a_person(folder, ending):
    """Somebody may fetch the children: their consent and their identity document are asked for; accepted, they are known"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    for name, identifier in waiting(town).items():
        if name == PICK_UP:
            town.agent("request", identifier, "close")
    open_requests(app)
    app.click_row("New Request", PICK_UP)
    app.click("push button", "Next")
    app.type("Prénom *", "Odile")
    app.type("Nom *", "Perrin")
    app.type("Téléphone *", "01 99 00 41 77")
    app.click("push button", "Next")
    app.see(None, app.phrase("“%s”: please answer this question.", re.compile(".*plus de 16 ans.*")))
    app.touch("list item", re.compile("plus de 16 ans"))
    app.click("push button", "Next")
    app.click("push button", "Next")
    app.see(None, app.phrase("Please attach “%s”", re.compile("Pièce d’identité.*")))
    attach(app, folder, "identite.pdf", PDF)
    app.see("list item", re.compile("identite.pdf"))
    app.click("push button", "Next")
    identifier = send_and_find(app, town, PICK_UP)
    town.agent("request", identifier, "accept")
    app.wait("the person to be known", lambda: town.query("SELECT id FROM contacts WHERE last_name = 'Perrin'"))


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
    sys.exit(run([asks_for_a_meeting, reports_an_absence, loses_a_card, authorises_a_person, misses_a_paper,
                  answers_what_is_wanted]))
