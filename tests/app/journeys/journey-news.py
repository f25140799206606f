#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the town tells everybody: agents publish news and bring menus, and the window shows them at once."""
import datetime
import re
import subprocess
import sys

from portail import Broken, begin, check, run, sign_in

# The first day of a weekend in a term.
SATURDAY = datetime.datetime(2026, 11, 21, 9, 0, tzinfo=datetime.timezone.utc)
MENUS = """menuDate;menuRepasType;menuPlatType;menuPlatNom;menuPlatSiqo;menuPlatAllergene
{day};déjeuner;entrée;Velouté d'orties;["agriculture biologique"];[]
{day};déjeuner;plat principal;{main};;["poissons","lait"]
"""


def fails(town, *words, given=None):
    """What the program says when it refuses."""
    try:
        town.run(*words, given=given)
    except Broken as broken:
        return str(broken)
    raise Broken(f"{words} was taken")


def draw_picture(path):
    subprocess.run(["convert", "-size", "320x120", "xc:#1f6fb5", str(path)], check=True)


def news_appear_and_go(folder, ending):
    """An agent publishes and withdraws while the family looks; files that are none are refused with a sentence"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    app.open_named("News")
    app.see("label", "Fête d’hiver des écoles")
    app.see("label", re.compile("^Service enfance"))
    app.see("push button", app.phrase("Open %s", "Affiche de la fête d’hiver.png"))
    app.see_no("label", "Travaux dans la cour de la maternelle")
    app.screenshot("news")

    picture = folder / "strike.png"
    draw_picture(picture)
    said = town.agent("news", "publish", "--title", "Grève jeudi", "--text", "-", "--picture", picture, "--until", "tomorrow",
                      given="Pas de cantine. Détails : https://www.example.org/greve.\n")
    check("Grève jeudi" in said, said)
    app.see("label", "Grève jeudi")
    app.see("label", re.compile("Pas de cantine"))
    app.see("image", "strike.png")
    app.screenshot("news-new")

    not_a_picture = folder / "picture.png"
    not_a_picture.write_text("no picture", encoding="utf-8")
    said = fails(town, "agent", "news", "publish", "--title", "Faux", "--text", "-", "--picture", not_a_picture,
                 "--database", town.database, given="x")
    check("is no picture" in said, said)
    for words, sentence in ((("--title", "Sans texte"), "Say what is new"),
                            (("--title", "Passé", "--text", "-", "--until", "2020-01-01"), "in the past"),
                            (("--title", "Ailleurs", "--text", "-", "--service", "nowhere"), "There is no service “nowhere”"),
                            (("--title", "Lien", "--text", "-", "--link", "http://example.org"), "https://")):
        said = fails(town, "agent", "news", "publish", *words, "--database", town.database, given="x")
        check(sentence in said, said)
    check({item["title"] for item in town.agent_json("news", "list")} & {"Faux", "Passé", "Ailleurs", "Lien"} == set(), "half published")

    number = next(item["id"] for item in town.agent_json("news", "list") if item["title"] == "Grève jeudi")
    town.agent("news", "withdraw", number)
    app.see_no("label", "Grève jeudi")
    check("There is no news item" in fails(town, "agent", "news", "withdraw", number, "--database", town.database), "twice")


def menus_are_imported_and_mended(folder, ending):
    """A file of menus is imported, a corrected one replaces it, others change nothing; weeks without any say so"""
    town, app = begin(folder, ending, SATURDAY)
    sign_in(app, town.uri)
    app.open_named("Menus")
    app.see("label", "Menu végétarien")
    app.see("label", "organic")
    app.see("label", app.phrase("Contains: %s", re.compile(".*gluten.*")))
    app.screenshot("menus")
    day = town.today + datetime.timedelta(days=2)

    file = folder / "menus.csv"
    for main in ("Brandade", "Brandade de morue"):
        file.write_bytes(MENUS.format(day=day.isoformat(), main=main).encode("cp1252"))
        report = town.run("import", "menus", file, "--database", town.database)
        check(re.search(r"^menus +1 +0$", report, re.MULTILINE), report)
        app.see("label", main)
    app.see_no("label", "Brandade")
    app.see("label", app.phrase("Contains: %s", f"{app.say('fish')}, {app.say('milk')}"))

    before = town.agent("menus", "list", "2000-01-01", "2100-01-01")
    for contents, sentence in ((b"", "empty"), (b"nom;prenom\nMartin;Claire\n", "no file of menus"),
                               (b"PK\3\4 a spreadsheet", "save it as CSV"),
                               (b"menuDate;menuPlatNom\nhier;Riz\n", "No menu of this file")):
        file.write_bytes(contents)
        said = fails(town, "import", "menus", file, "--database", town.database)
        check(sentence in said, said)
    check("no site" in fails(town, "import", "menus", file, "--site", "nowhere", "--database", town.database), "nowhere")
    check(town.agent("menus", "list", "2000-01-01", "2100-01-01") == before, "a wrong file changed the menus")

    for _ in range(4):
        week = app.see("label", app.phrase("Week %d: %s to %s")).name
        app.click("push button", "Next week")
        app.see_no("label", week)
    app.read(app.phrase("No menu for this week yet. The town has published its menus up to %s."))
    app.screenshot("menus-none")
    app.click("push button", "Coming Week")
    app.see("label", "Brandade de morue")
    town.agent("menus", "remove", "all", day.isoformat())
    app.see_no("label", "Brandade de morue")


if __name__ == "__main__":
    sys.exit(run([news_appear_and_go, menus_are_imported_and_mended]))
