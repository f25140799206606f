#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The children's sheets: what is missing, what is saved, what an agent has to agree to, and that health stays off the disk."""
import re
import sys

from portail import begin, check, run, sign_in



def open_sheet(app, child):
    app.open_named("Children")
    app.click("push button", f"Open the sheet of {child}")
    app.see("label", re.compile(f"^{child} "))
    app.see(("text", "entry"), "Doctor")


def missing(town, child):
    return town.agent_json("children", "show", child)[0]["missing"].split()


def find_on_disk(app, words):
    """The files of the account's folder that hold @words in the clear."""
    return [path.name for path in app.data.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def fills_in_what_is_missing(folder, ending):
    """A parent sees what is missing of a sheet, fills it in, and it is complete at the town"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    check("doctor" in missing(town, "hugo"), "the demo town misses no doctor")
    open_sheet(app, "Hugo")
    app.see("push button", "Image rights")
    app.screenshot("children-sheet")
    app.type("Doctor", "Dr Quenelle")
    app.type("Doctor’s telephone", "04 66")
    app.click("push button", "Save")
    app.see("label", re.compile("^Write a telephone number as"))
    check("doctor" in missing(town, "hugo"), "a wrong telephone was sent")
    app.type("Doctor’s telephone", "04 66 00 00 01")
    app.click("push button", "Save")
    app.wait("the doctor at the town", lambda: "doctor" not in missing(town, "hugo"))
    app.see_no("push button", "Doctor")
    check(town.agent_json("health-sheet", "hugo")[0]["doctor"] == "Dr Quenelle", "another doctor is at the town")
    check(not find_on_disk(app, "Quenelle"), f"health is on the disk: {find_on_disk(app, 'Quenelle')}")


def an_agent_agrees_to_an_allergy(folder, ending):
    """What needs proof becomes a request, and changes when an agent accepts it; nothing of it is on the disk"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_sheet(app, "Léna")
    app.type("Other allergies, and what to do", "Noix de cajou")
    app.click("push button", "Save")
    app.see("label", re.compile("^A change of this sheet waits"))
    check("cajou" not in town.agent_json("health-sheet", "lena")[0]["allergies"], "nobody had agreed yet")
    request = next(row["id"] for row in town.agent_json("requests") if "health sheet" in row["name"])
    town.agent("request", request, "accept")
    app.see_no("label", re.compile("^A change of this sheet waits"))
    app.wait("the sheet to tell it", lambda: app.read_entry("Other allergies, and what to do") == "Noix de cajou")
    check(not find_on_disk(app, "cajou"), f"health is on the disk: {find_on_disk(app, 'cajou')}")


def a_birth_date_cannot_be_to_come(folder, ending):
    """A birth date that is still to come is told at once, and nothing is sent"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_sheet(app, "Hugo")
    app.type("Birth date *", "21/02/2099")
    app.click("push button", "Save")
    app.see("label", "This birth date is still to come.")
    app.type("Birth date *", "the 21st")
    app.click("push button", "Save")
    app.see("label", "Write the day as 21/02/2021.")
    app.click("push button", "Discard Changes")
    check(app.read_entry("Birth date *") == "21/02/2021", "what was there before is not back")


def is_kept_without_the_town(folder, ending):
    """While the town cannot be reached, a sheet's change waits on the disk; a health sheet says that it is not kept"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_sheet(app, "Hugo")
    town.stop()
    app.type("Class", "CP A")
    app.click("push button", "Save")
    app.see(None, re.compile("Change of the sheet"))
    app.kill()
    app.start()
    app.open_named("Children")
    app.click("push button", "Open the sheet of Hugo")
    app.see("label", re.compile("^Health is not kept on this device"))
    app.see(None, re.compile("Change of the sheet"))
    town.start()
    app.wait("the request at the town", lambda: town.agent_json("requests"))


if __name__ == "__main__":
    sys.exit(run([fills_in_what_is_missing, an_agent_agrees_to_an_allergy, a_birth_date_cannot_be_to_come,
                  is_kept_without_the_town]))
