#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The children's sheets: what is missing, what is saved, what an agent has to agree to, what an incomplete sheet blocks,
and that health is on the disk only where the family wants it, and then sealed."""
import hashlib
import pathlib
import re
import sys


from portail import App, Town, begin, begin_without_keyring, check, run, sign_in

PROOF = b"%PDF-1.4\n1 0 obj << /Title (Certificat du docteur Quenelle: noix de cajou) >> endobj\ntrailer << >>\n%%EOF\n"
REMARKS = "Asthme d'effort"
KEEP = "Keep This Health Sheet on This Device"


def open_sheet(app, child):
    app.open_named("Children")
    app.click("push button", app.phrase("Open the sheet of %s", child))
    app.see("label", re.compile(f"^{child} "))


def open_health(app, child):
    open_sheet(app, child)
    app.see(("text", "entry"), "Doctor")


def missing(town, child):
    return town.agent_json("children", "show", child)[0]["missing"].split()


def health(town, child):
    return town.agent_json("health-sheet", child)[0]


def find_on_disk(app, words):
    """The files of the account's folder, and the log, that hold @words in the clear."""
    words = words if isinstance(words, bytes) else words.encode()
    paths = [path for path in app.home.rglob("*") if path.is_file()]
    return [str(path.relative_to(app.home)) for path in paths if words in path.read_bytes()]


def check_not_on_disk(app, *words):
    for word in words:
        check(not find_on_disk(app, word), f"{word!r} is on the disk: {find_on_disk(app, word)}")


def digest_outbox(app):
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(app.data.rglob("outbox.db*")))).digest()


def begin_with_log(folder, ending):
    """The app with all that it can tell in a log, which stands beside its data."""
    town = Town(folder / "town").start()
    ending.callback(town.stop)
    home = pathlib.Path(folder / "home")
    home.mkdir()
    app = App(home, environment={"G_MESSAGES_DEBUG": "all"},
              prefix=("/bin/sh", "-c", f'exec "$@" >>"{home}/log" 2>&1', "sh")).start()
    ending.callback(app.close)
    return town, app


def fills_in_what_is_missing(folder, ending):
    """A parent sees what is missing of a sheet, fills it in, and it is complete at the town"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    check("doctor" in missing(town, "hugo"), "the demo town misses no doctor")
    open_health(app, "Hugo")
    app.see("push button", "Image rights")
    app.screenshot("children-sheet")
    app.type("Doctor", "Dr Quenelle")
    app.type("Doctor’s telephone", "04 66")
    app.touch(None, "Vaccinations, with their days")
    app.type("Coqueluche", "printemps 2022")
    app.click("push button", "Save")
    app.see("label", app.phrase("Write a telephone number as"))
    app.see("label", app.phrase("%s: write the day as 21/02/2021.", "Coqueluche"))
    app.screenshot("children-wrong")
    check("doctor" in missing(town, "hugo"), "a wrong telephone was sent")
    app.type("Doctor’s telephone", "04 66 00 00 01")
    app.type("Coqueluche", "02/03/2022")
    app.click("push button", "Save")
    app.wait("the doctor at the town", lambda: "doctor" not in missing(town, "hugo"))
    app.see_no("push button", "Doctor")
    check(health(town, "hugo")["doctor"] == "Dr Quenelle", "another doctor is at the town")
    check_not_on_disk(app, "Quenelle")


def an_agent_agrees_to_an_allergy(folder, ending):
    """What needs proof becomes a request with it, and changes when an agent accepts it; nothing of it is on the disk"""
    town, app = begin_with_log(folder, ending)
    sign_in(app, town.uri)
    open_health(app, "Léna")
    check(not app.find("push button", "Choose Files…"), "a proof is asked for before anything was changed")
    app.type("Other allergies, advice", "Noix de cajou")
    app.see("push button", "Choose Files…")
    path = folder / "allergie-cajou.pdf"
    path.write_bytes(PROOF)
    app.copy_files(path)
    app.click("push button", "Paste")
    app.see("list item", re.compile("allergie-cajou.pdf"))
    app.screenshot("children-proof")
    app.click("push button", "Save")
    app.see("label", app.phrase("A change of this sheet waits"))
    check("cajou" not in health(town, "lena")["allergies"], "nobody had agreed yet")
    request = next(row["id"] for row in town.agent_json("requests") if re.search("health sheet|fiche sanitaire", row["name"]))
    sent = town.query("SELECT count(*) FROM files WHERE size = ?", len(PROOF))
    check(sent == [(1,)], f"the town has the proof {sent} times")
    town.agent("request", request, "accept")
    app.see_no("label", app.phrase("A change of this sheet waits"))
    app.wait("the sheet to tell it", lambda: app.read_entry("Other allergies, advice") == "Noix de cajou")
    check_not_on_disk(app, "cajou", PROOF[20:60])
    check((app.home / "log").stat().st_size > 1000, "the log tells nothing: it proves nothing")


def a_birth_date_cannot_be_to_come(folder, ending):
    """A birth date that is still to come is told at once, and nothing is sent"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    asked = town.agent_json("requests")
    open_health(app, "Hugo")
    born = app.read_entry("Birth date *")
    app.type("Birth date *", "21/02/2099")
    app.click("push button", "Save")
    app.see("label", "This birth date is still to come.")
    app.type("Birth date *", "the 21st")
    app.click("push button", "Save")
    app.see("label", "Write the day as 21/02/2021.")
    app.type("First name *", "")
    app.click("push button", "Save")
    app.see("label", "This is required.")
    app.click("push button", "Discard…")
    app.see("label", "Discard What You Changed?")
    app.click("push button", "Discard")
    app.wait("what was there before", lambda: app.read_entry("Birth date *") == born)
    app.wait("the name that was there before", lambda: app.read_entry("First name *") == "Hugo")
    check(town.agent_json("requests") == asked, "something was sent")


def is_kept_without_the_town(folder, ending):
    """While the town cannot be reached, a sheet's change waits on the disk; a health sheet says that it is not kept"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_health(app, "Hugo")
    asked = len(town.agent_json("requests"))
    town.stop()
    app.type("Class", "CP A")
    app.click("push button", "Save")
    app.see(None, "Change of the sheet")
    app.kill()
    app.start()
    open_sheet(app, "Hugo")
    app.see("label", app.phrase("Health is not kept on this device: it is read while the town can be reached"))
    app.see(None, "Change of the sheet")
    town.start()
    app.wait("the request at the town", lambda: len(town.agent_json("requests")) > asked)


def health_is_kept_sealed(folder, ending):
    """Where the family agrees, health is read and written without the town, killed in the middle, and never in the clear"""
    town, app = begin_with_log(folder, ending)
    sign_in(app, town.uri)
    open_health(app, "Léna")
    app.type("Doctor", "Dr Quenelle")
    app.click("push button", "Save")
    app.wait("the doctor at the town", lambda: health(town, "lena")["doctor"] == "Dr Quenelle")
    before = digest_outbox(app)
    app.click("check box", KEEP)
    app.wait("the sheet to be kept", lambda: digest_outbox(app) != before)
    town.stop()
    app.kill()
    app.start()
    open_health(app, "Léna")
    check(app.read_entry("Doctor") == "Dr Quenelle", "the sheet that was kept says something else")
    app.screenshot("children-offline")
    before = digest_outbox(app)
    app.type("Remarks", REMARKS)
    app.wait("the draft on the disk", lambda: digest_outbox(app) != before)
    app.kill()
    app.start()
    open_health(app, "Léna")
    app.wait("the draft in the form", lambda: app.read_entry("Remarks") == REMARKS)
    app.click("push button", "Save")
    app.see(None, "Change of the health sheet")
    app.kill()
    check_not_on_disk(app, REMARKS, "Quenelle", "Arachides")
    town.start()
    app.start()
    app.wait("the remarks at the town", lambda: health(town, "lena")["remarks"] == REMARKS)
    open_health(app, "Léna")
    app.see_no(None, "Change of the health sheet")
    app.click("check box", KEEP)
    town.stop()
    app.close()
    app.start()
    open_sheet(app, "Léna")
    app.see("label", app.phrase("Health is not kept on this device: it is read while the town can be reached"))
    app.close()
    check_not_on_disk(app, REMARKS, "Quenelle", "Arachides")


def without_a_keyring(folder, ending):
    """Without a keyring health cannot be kept, and what is written of it lives as long as the window; the page says so"""
    town, app = begin_without_keyring(folder, ending)
    sign_in(app, town.uri)
    open_health(app, "Léna")
    app.see("label", app.phrase("This device has no keyring that could hold a key"))
    check(not app.find_usable("check box", KEEP), "it can be kept all the same")
    town.stop()
    app.type("Remarks", REMARKS)
    app.click("push button", "Save")
    app.see(None, "Change of the health sheet")
    check_not_on_disk(app, REMARKS)
    town.start()
    app.wait("the remarks at the town", lambda: health(town, "lena")["remarks"] == REMARKS)
    check_not_on_disk(app, REMARKS)


def another_parent_was_quicker(folder, ending):
    """What another parent has changed meanwhile is shown beside what is written here; nothing is overwritten"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_health(app, "Léna")
    app.type("Doctor", "Dr Ici")
    app.type("Remarks", REMARKS)
    token = town.ask("POST", "/v1/tokens", {"grant": "password", "login": "claire.martin@example.org",
                                             "password": "Soleil-2026"})
    town.ask("PATCH", "/v1/health-sheets/lena", {"doctor": "Dr Ailleurs"}, token["access_token"], "another-parent-was-quicker")
    app.click("push button", "Save")
    app.see("label", "Not done: it has changed at the town in the meantime")
    app.click("push button", "Go On")
    app.see(None, re.compile("Dr Ailleurs"))
    app.screenshot("children-changed")
    app.click("push button", "Save")
    app.wait("the remarks at the town", lambda: health(town, "lena")["remarks"] == REMARKS)


def an_incomplete_sheet_blocks(folder, ending):
    """An activity that demands a complete sheet says what is missing, one click from where it is mended"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    app.open_named("Enrolments")
    app.click("push button", "Enrol…")
    app.touch("list item", re.compile("^Centre de loisirs des vacances"))
    app.touch("check box", "Hugo")
    app.see(None, "A child’s sheet is incomplete")
    app.screenshot("children-blocks")
    app.click("push button", "Complete It")
    app.see("push button", app.phrase("Open the sheet of %s", "Hugo"))


def book_lunch(app, child):
    """Ticks a lunch of @child's that can be booked; returns "DAY, CHILD, UNIT"."""
    free = re.compile(f", {child}, Restaurant scolaire.*{app.speech.colon}{app.words('available')}")
    app.open_named_page("Planning")
    app.wait("the plan", lambda: app.find("check box"))
    for _ in range(3):
        slot = app.find("check box", free)
        if slot:
            break
        title = app.title()
        app.click("push button", "After")
        app.wait("the next month", lambda before=title: app.title() != before)
    check(slot, f"{child} has no lunch to book")
    app.activate(slot)
    app.see("check box", app.slot_that(app.place(slot), app.words("booked")))
    return app.place(slot)


def lunches(town):
    return town.query("SELECT count(*) FROM bookings WHERE enrolment = 'hugo-cantine' AND status = 1")[0][0]


def an_incomplete_sheet_blocks_a_booking(folder, ending):
    """A booking is refused while a sheet is incomplete, in the recap and when it was sent; the sheet is one click away, and complete it is booked"""
    town, app = begin(folder, ending)
    town.agent("sheet-wants", "doctor")
    town.agent("offer", "cantine", "--demand", "sheet")
    sign_in(app, town.uri)
    before = lunches(town)
    book_lunch(app, "Hugo")
    app.open_named_page("Basket")
    app.see(None, app.phrase("The town would refuse: %s", re.compile(".*")))
    app.screenshot("basket-blocked")
    app.click("push button", "Send")
    app.see("list item", re.compile(", " + app.words("Refused: %s", re.compile(".*"))))
    app.screenshot("basket-refused")
    check(lunches(town) == before, "the town has booked it all the same")
    app.click("push button", "Complete It")
    app.see("label", re.compile("^Hugo "))
    app.see(("text", "entry"), "Doctor")
    app.type("Doctor", "Dr Quenelle")
    app.type("Doctor’s telephone", "04 66 00 00 01")
    app.click("push button", "Save")
    app.wait("the doctor at the town", lambda: "doctor" not in missing(town, "hugo"))
    app.open_named_page("Basket")
    app.see_no("push button", "Complete It")
    app.click("push button", "Seen")
    booked = book_lunch(app, "Hugo")
    app.open_named_page("Basket")
    app.see("label", "Checked by the town")
    app.see_no(None, app.phrase("The town would refuse: %s", re.compile(".*")))
    app.click("push button", "Send")
    app.see("list item", re.compile(", " + app.words("Booked")))
    check(lunches(town) == before + 1, f"the town has not booked {booked}")


def choose(app, row, steps):
    """Takes the choice so many below the present one, by keyboard."""
    app.touch("combo box", row)
    app.key(*["Down"] * steps, "Return")


def rights(folder, ending):
    """Image rights, swimming and leaving alone are said by the family, and the town knows them at once"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_health(app, "Hugo")
    for row in ("Photographs may be taken and shown", "Can swim", "May leave alone"):
        choose(app, row, 2)
    app.click("push button", "Save")
    app.wait("the rights at the town", lambda: town.query(
        "SELECT image_rights, swims, leaves_alone FROM children WHERE id = 'hugo'") == [(2, 2, 2)])
    app.see_no("push button", "Image rights")


def authorised_persons(folder, ending):
    """Somebody who may fetch a child is added, mended and removed; a wrong telephone is told"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_health(app, "Hugo")
    app.click("push button", "Add an Authorised Person")
    app.see("label", "Authorised Person")  # the sheet behind has names, too
    app.type("First name *", "Paul")
    app.type("Last name *", "Durand")
    app.type("Telephone", "12")
    app.click("push button", "Save")
    app.see("label", app.phrase("Write a telephone number as"))
    app.screenshot("children-contact")
    app.type("Telephone", "06 12 34 56 78")
    app.click("push button", "Save")
    app.see("list item", re.compile("^Paul Durand"))
    app.wait("the person at the town", lambda: town.query(
        "SELECT child, phone FROM contacts WHERE last_name = 'Durand'") == [("hugo", "06 12 34 56 78")])
    app.touch("list item", re.compile("^Paul Durand"))
    app.type("Telephone", "06 12 34 56 79")
    app.click("push button", "Save")
    app.wait("the other telephone at the town", lambda: town.query(
        "SELECT phone FROM contacts WHERE last_name = 'Durand'") == [("06 12 34 56 79",)])
    app.click("push button", app.phrase("Remove %s", "Paul Durand"))
    app.wait("the person to be gone at the town", lambda: not town.query(
        "SELECT 1 FROM contacts WHERE last_name = 'Durand'"))
    app.see_no("list item", re.compile("^Paul Durand"))


if __name__ == "__main__":
    sys.exit(run([fills_in_what_is_missing, an_agent_agrees_to_an_allergy, a_birth_date_cannot_be_to_come,
                  is_kept_without_the_town, health_is_kept_sealed, without_a_keyring, another_parent_was_quicker,
                  an_incomplete_sheet_blocks, an_incomplete_sheet_blocks_a_booking, rights, authorised_persons]))
