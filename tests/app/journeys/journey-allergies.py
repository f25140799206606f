#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a child must not eat, marked on the menus: in words, from the child's sheet, and said where it is not known."""
import sys

from portail import begin, check, run, sign_in
from town import TERM_MONDAY

MENU = """menuDate;menuPlatType;menuPlatNom;menuPlatAllergene
{day};entrée;Betteraves;["moutarde"]
{day};plat principal;Poulet satay;["arachides","soja"]
"""
WITHOUT = """menuDate;menuPlatType;menuPlatNom
{day};plat principal;Couscous
"""


def serve(town, folder, text):
    """The town's canteens serve @text today, and nothing else."""
    day = TERM_MONDAY.date().isoformat()
    for site in {menu["site"] for menu in town.agent_json("menus", "list", day)}:
        town.agent("menus", "remove", site, day)
    file = folder / "menus.csv"
    file.write_text(text.format(day=day), encoding="utf-8")
    town.run("import", "menus", file, "--database", town.database)


def caution(app):
    return app.phrase("Caution, %s is allergic: %s", "Léna", app.say("peanuts"))


def marked(folder, ending):
    """A dish with peanuts is marked for the child whose sheet names them, on the menus and on Home; another one is not"""
    town, app = begin(folder, ending, now=TERM_MONDAY)
    serve(town, folder, MENU)
    sign_in(app, town.uri)
    app.open_named("Menus")
    app.see("label", "Poulet satay")
    app.see("label", caution(app))
    check(len(app.find_all("label", caution(app))) == 1, "only one dish holds peanuts")
    app.see("label", app.phrase("Marked for %s: %s".replace(": %s", ":"), "Léna"))
    app.screenshot("allergies-menus")
    app.open_page(1)
    app.see(None, app.phrase("Caution for %1$s: %2$s (%3$s)", "Léna", "Poulet satay", app.say("peanuts")))
    app.screenshot("allergies-home")

    # A menu that declares nothing is no menu without danger.
    serve(town, folder, WITHOUT)
    app.open_named("Menus")
    app.see("label", "Couscous")
    app.see("label", "The town declares no allergens for this menu")
    app.see_no("label", caution(app))


def not_known(folder, ending):
    """Nothing of a child's health is on the disk: away from the town, the page says that nothing is marked; back, it marks"""
    town, app = begin(folder, ending, now=TERM_MONDAY)
    serve(town, folder, MENU)
    sign_in(app, town.uri)
    app.open_named("Menus")
    app.see("label", caution(app))
    app.close()
    town.stop()
    for file in app.home.rglob("*"):
        check(not file.is_file() or b"peanuts" not in file.read_bytes() or "cache.db" in file.name,
              f"{file} holds a child's allergy")
    app.start()
    app.open_named("Menus")
    app.see("label", "Poulet satay")
    app.see("label", app.phrase("Not marked for %s: what this child must not eat is not known here.", "Léna"))
    check(not app.find("label", caution(app)), "something was kept")
    app.screenshot("allergies-not-known")
    town.start()
    app.key("ctrl+r")
    app.see("label", caution(app))


if __name__ == "__main__":
    sys.exit(run([marked, not_known]))
