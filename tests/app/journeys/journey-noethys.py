#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A canteen that ran on Noethys: one of its real families signs in and finds its bookings on the right days."""
import collections
import contextlib
import datetime
import os
import pathlib
import re
import sqlite3
import sys

from portail import App, Town, check, run, sign_in

ROOT = pathlib.Path(__file__).resolve().parents[3]
SOURCE = pathlib.Path(os.environ.get("PF_SHARED_DATA", ROOT.parent / "shared" / "data")) / "noethys-example-cantine.sqlite"
PASSWORD = "Cantine-2026"
# Twelve years later to the day of the week, so that seasons stay where they were, and a day within what was booked.
SHIFT_TO = datetime.date(2025, 1, 3)
NOW = datetime.datetime(2025, 3, 12, 8, 0, tzinfo=datetime.timezone.utc)


def read_source(sql, *values):
    with contextlib.closing(sqlite3.connect(f"file:{SOURCE}?immutable=1", uri=True)) as database:
        return database.execute(sql, values).fetchall()


def week_start(day):
    return day - datetime.timedelta(days=day.weekday())


def read_expected(family, first, last):
    """What @family has booked from @first to @last by the source file: {(day, first name)}, its dates shifted."""
    opening = datetime.date.fromisoformat(read_source("SELECT min(date) FROM ouvertures")[0][0])
    shift = week_start(SHIFT_TO) - week_start(opening)
    rows = read_source(
        "SELECT c.date, i.prenom FROM consommations c JOIN individus i ON i.IDindividu = c.IDindividu"
        " JOIN inscriptions n ON n.IDinscription = c.IDinscription"
        " WHERE n.IDfamille = ? AND c.etat = 'reservation' AND c.date BETWEEN ? AND ?",
        family, (first - shift).isoformat(), (last - shift).isoformat())
    return {(datetime.date.fromisoformat(day) + shift, name) for day, name in rows}


def read_shown(app, year):
    """What the page says of each day: {(day, first name): state} of the slots on it."""
    shown = {}
    for slot in app.find_all("check box"):
        place, words = slot.name.split(app.speech.colon, 1)
        day, child, _ = place.split(", ", 2)
        shown[app.speech.read_day(day, year), child] = words
    return shown


def choose_family():
    """The family with most bookings, and its number."""
    rows = read_source("SELECT n.IDfamille FROM consommations c JOIN inscriptions n USING (IDinscription)")
    return collections.Counter(number for number, in rows).most_common(1)[0][0]


def family_sees_its_bookings(folder, ending):
    """A family of an imported Noethys canteen signs in and sees each of its bookings on the day where it was"""
    town = Town(folder / "town", NOW, demo=False)
    report = town.run("import", "noethys", SOURCE, "--database", town.database, "--shift-to", SHIFT_TO.isoformat(),
                      "--password", PASSWORD, "--clock", town.clock)
    taken = re.search(r"^bookings +(\d+) +(\d+)$", report, re.MULTILINE)
    check(taken and int(taken.group(1)) == read_source("SELECT count(*) FROM consommations")[0][0], report)
    number = choose_family()
    login = next(family["logins"] for family in town.agent_json("families") if family["number"] == str(number)).split()[0]
    town.start()
    ending.callback(town.stop)
    app = App(folder / "home").start()
    ending.callback(app.close)
    sign_in(app, town.uri, login, PASSWORD)

    months = 0
    was_booked = re.compile("|".join(map(app.words, ("booked", "present", "absent"))))
    for step in ("Today", "After", "After"):
        title = app.title()
        app.click("push button", step)
        if step != "Today":
            app.wait("the next month", lambda: app.title() != title)
            app.see("check box")
        shown = read_shown(app, NOW.year)
        first, last = min(day for day, _ in shown), max(day for day, _ in shown)
        expected = read_expected(number, first, last)
        booked = {place for place, words in shown.items() if was_booked.match(words)}
        check(booked == expected, f"{app.title()}: only shown {sorted(booked - expected)}, only in the source "
                                  f"{sorted(expected - booked)}")
        months += len(expected) > 0
        app.screenshot(f"noethys-{app.title()}")
    check(months >= 2, "too few bookings in these months to tell anything")


if __name__ == "__main__":
    if not SOURCE.exists():
        print(f"1..0 # SKIP there is no {SOURCE.name} beside the project")
        sys.exit(0)
    sys.exit(run([family_sees_its_bookings]))
