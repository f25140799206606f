#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The household's page and the wizard of a new family, with an agent who answers."""
import re
import sys

from portail import PASSWORD, begin, check, find_town, run, sign_in

NEW_LOGIN = "nora.saidi@example.org"
PROOF = b"%PDF-1.4\n1 0 obj << /Title (Facture) >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
IBAN = "FR76 3000 6000 0112 3456 7890 189"


def show(town, family):
    return town.agent_json("family", "show", family)[0]


def step(app, number):
    return app.phrase("Step %1$d of %2$d: %3$s", number, 5)


def attach(app, path):
    """Copies a file as a file manager would, and pastes it as a proof."""
    app.copy_files(path)
    app.click("push button", "Paste")
    app.see("list item", re.compile(path.name))


def open_household(app):
    app.open_named("Household")
    app.see("label", "Famille Martin-Lopez")


def changes_address_and_account(folder, ending):
    """A telephone changes at once, an address when an agent agrees, an IBAN only where its checksum is right"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_household(app)
    app.screenshot("household")
    app.type("Telephone at home", "04 66 11 22 33")
    app.see_no("push button", "Paste")
    app.type("Street *", "3 rue Haute")
    proof = folder / "facture.pdf"
    proof.write_bytes(PROOF)
    attach(app, proof)
    app.type("Telephone at home", "04 66 11")
    app.click("push button", "Save")
    app.see("label", app.phrase("Write a telephone number as"))
    app.type("Telephone at home", "04 66 11 22 33")
    app.type("Family quotient, in euros", "beaucoup")
    app.click("push button", "Save")
    app.see("label", "A quotient is a number of whole euros.")
    app.screenshot("household-wrong")
    app.type("Family quotient, in euros", "742")
    app.type("New IBAN", "FR76 3000 6000 0112 3456 7890 188")
    app.click("push button", "Save")
    app.see("label", "There is a typing mistake in this IBAN.")
    app.type("New IBAN", IBAN)
    app.type("Postcode *", "3010")
    app.click("push button", "Save")
    app.see("label", "A postcode has five digits.")
    app.type("Postcode *", "63119")
    app.click("push button", "Save")
    app.wait("the telephone at the town", lambda: show(town, "martin")["phone"] == "04 66 11 22 33")
    check("3 rue Haute" not in show(town, "martin")["address"], "nobody had agreed to the address yet")
    request = next(row["id"] for row in town.agent_json("requests") if re.search("household|foyer", row["name"]))
    check(town.query("SELECT count(*) FROM files WHERE size = ?", len(PROOF)) == [(1,)], "the proof did not come along")
    town.agent("request", request, "accept")
    check("3 rue Haute" in show(town, "martin")["address"], "the address was accepted")
    app.wait("the page to tell it", lambda: app.read_entry("Street *") == "3 rue Haute")
    town.agent("sign-mandate", "martin")
    mandate = show(town, "martin")["mandate"]
    app.see(None, re.compile(mandate))


def guardians_and_contacts(folder, ending):
    """Profession and telephones of a guardian, and somebody who may fetch the children, written without the town"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_household(app)
    town.stop()
    app.type("Profession", "Architecte")
    app.click("push button", "Save")
    app.see(None, "Change of a guardian")
    app.click("push button", "Add an Authorised Person")
    app.type("First name *", "Paul")
    app.type("Last name *", "Durand")
    app.click("push button", "Save")
    app.see(None, "Change of an authorised person")
    app.screenshot("household-offline")
    app.kill()
    app.start()
    open_household(app)
    app.see(None, "Change of a guardian")
    app.see(None, "Change of an authorised person")
    town.start()
    app.see("list item", re.compile("^Paul Durand"))
    app.wait("the profession at the town", lambda: town.query(
        "SELECT count(*) FROM guardians WHERE profession = 'Architecte'") == [(1,)])
    check(town.query("SELECT count(*) FROM contacts WHERE last_name = 'Durand'") == [(1,)], "he is there twice")


def a_draft_survives(folder, ending):
    """What is typed and not saved is there again after the program was killed"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_household(app)
    app.type("Street *", "3 rue Haute")
    app.wait("the draft on the disk", lambda: any(
        b"rue Haute" in path.read_bytes() for path in app.data.rglob("outbox.db*")))
    app.kill()
    app.start()
    open_household(app)
    app.wait("the draft in the form", lambda: app.read_entry("Street *") == "3 rue Haute")
    app.click("push button", "Discard…")
    app.see("label", "Discard What You Changed?")
    app.click("push button", "Discard")
    app.wait("the street of the town", lambda: app.read_entry("Street *") != "3 rue Haute")


def confirms_the_year(folder, ending):
    """The update of the year is a checklist that ends in one submission, which an agent accepts"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_household(app)
    for part in ("Address and telephones", "Guardians", "Children’s sheets", "Authorised persons",
                 "Quotient and direct debit"):
        app.touch("check box", part)
    app.click("push button", "Confirm the File")
    app.wait("the update at the town", lambda: town.query(
        "SELECT update_sent FROM households WHERE id = 'martin'")[0][0])
    app.see("label", app.phrase("You have confirmed your file"))
    town.agent("accept-update", "martin")
    app.see_no("label", app.phrase("You have confirmed your file"))


def a_new_family_is_validated(folder, ending):
    """A new family fills in the wizard, is killed in the middle, loses nothing, and is validated by an agent"""
    town, app = begin(folder, ending)
    find_town(app, town.uri)
    app.type("Login", NEW_LOGIN)
    app.type("Password", PASSWORD)
    app.click("push button", "Sign In")
    app.see("label", step(app, 1))
    app.screenshot("wizard")
    app.click("push button", "Next")
    app.see("label", "This is required.")
    app.type("Mobile telephone *", "06 12 34 56 78")
    app.type("Street *", "3 rue Haute")
    app.type("Postcode *", "63119")
    app.type("Town *", "Saint-Aubin")
    app.click("push button", "Next")
    app.see("label", step(app, 2))
    app.click("push button", "Skip")
    app.see("label", step(app, 3))
    app.type("First name *", "Ilyes")
    app.type("Last name *", "Saïdi")
    app.type("Birth date *", "04/05/2020")
    app.wait("the draft on the disk", lambda: any(
        b"Ilyes" in path.read_bytes() for path in app.data.rglob("outbox.db*")))
    app.kill()
    app.start()
    app.see("label", step(app, 1))
    check(app.read_entry("Street *") == "3 rue Haute", "the street is lost")
    app.click("push button", "Next")
    app.see("label", step(app, 2))
    app.click("push button", "Skip")
    app.see("label", step(app, 3))
    check(app.read_entry("First name *") == "Ilyes", "the child is lost")
    app.click("push button", "Next")
    app.see("label", step(app, 4))
    app.type("IBAN", "FR76 3000 6000 0112 3456 7890 188")
    app.click("push button", "Next")
    app.see("label", "There is a typing mistake in this IBAN.")
    app.type("IBAN", IBAN)
    app.type("CAF number", "12")
    app.click("push button", "Next")
    app.see("label", "A CAF number has seven digits.")
    app.type("CAF number", "1234567")
    app.click("push button", "Next")
    app.see("label", step(app, 5))
    app.touch("check box", "All of this is right")
    app.click("push button", "Send the File")
    app.see("label", app.phrase("The family’s file has been sent"))
    check(show(town, "saidi")["state"] == "to validate", "the town has not the file")
    town.agent("validate-family", "saidi")
    app.see_no("label", app.phrase("The family’s file has been sent"))
    check(town.query("SELECT count(*) FROM mails WHERE recipient = ?", NEW_LOGIN)[0][0] == 1, "no mail was written")


if __name__ == "__main__":
    sys.exit(run([changes_address_and_account, guardians_and_contacts, a_draft_survives, confirms_the_year,
              a_new_family_is_validated]))
