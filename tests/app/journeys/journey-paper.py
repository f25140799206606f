#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan elsewhere: a month, a receipt and the menus on paper, tables for a spreadsheet, and a calendar file that stays up to
date. Poppler reads the sheets, Python the tables."""
import contextlib
import csv
import os
import pathlib
import re
import shutil
import sqlite3
import stat
import subprocess
import sys

import portail
from portail import begin, check, run, sign_in
from slots import is_open, tick
from town import TERM_MONDAY

CHILDREN = ("Léna", "Hugo", "Inès")
# The dialog is the toolkit's own, in its own words.
NAME = re.compile("^(Name|Nom)")
CANCEL = re.compile("^(Cancel|Annuler)$")
PAID = 5  # the column of a year's spending
FORMULA = '=HYPERLINK("http://example.net","Cantine")'


def choose(app, button, item):
    """Presses an item of the menu that @button opens."""
    app.press_last("push button", button)
    app.click("menu item", item)


def save_as(app, path):
    """Ends the file chooser."""
    app.type(NAME, str(path))
    app.click("push button", "Save")
    app.see("label", app.phrase("Saved as “%s”", path.name))
    check(path.exists(), f"{path} was not saved")


def read_pdf(path):
    """The words of each page; none where there is no reader."""
    check(path.read_bytes().startswith(b"%PDF"), f"{path} is no PDF")
    if not shutil.which("pdftotext"):
        return []
    done = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True)
    return done.stdout.replace(" €", "\u00a0€").split("\f")[:-1]


def read_table(app, path):
    """The rows of a table, as a spreadsheet in the language of the walk takes them."""
    data = path.read_bytes()
    check(data.startswith(b"\xef\xbb\xbf"), "a spreadsheet would not know that it is UTF-8")
    check(data.count(b"\n") == data.count(b"\r\n"), "a line does not end as it should")
    delimiter = ";" if app.speech.language == "fr" else ","
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines(), delimiter=delimiter, strict=True))
    check(len({len(row) for row in rows}) == 1, f"rows of different lengths: {rows}")
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def read_cents(app, cell):
    pattern = r"-?\d+,\d\d" if app.speech.language == "fr" else r"-?\d+\.\d\d"
    check(re.fullmatch(pattern, cell), f"{cell!r} is no amount of this language")
    return int(re.sub("[.,]", "", cell))


def send_two_days(app):
    """Books two days, and sends them; returns the receipt's number."""
    for _ in range(2):
        tick(app, is_open(app), app.words("booked"))
    app.open_page(3)
    app.click("push button", "Send")
    row = app.see("list item", re.compile(", " + app.words("Booked")))
    receipt = app.see("label", app.phrase("Receipt %1$s, %2$s"), inside=row)
    return re.search(app.words("Receipt %1$s, %2$s", re.compile("(?P<number>[^ ,]+)")), receipt.name)["number"]


def puts_a_month_on_paper(folder, ending):
    """The month is saved as a PDF from the menu of the planning, with what is eaten if asked for; Ctrl+P asks for a printer"""
    town, app = begin(folder, ending, TERM_MONDAY)
    sign_in(app, town.uri)
    title = app.title()
    month = pathlib.Path(folder) / "month.pdf"
    choose(app, "More", "Save the Month as PDF…")
    save_as(app, month)
    pages = read_pdf(month)
    for words in (title, *CHILDREN, str(town.now.isocalendar().week)):
        check(not pages or words in "".join(pages), f"{words!r} is not on the sheet:\n{pages}")
    check(len(pages) <= 1, f"three children take {len(pages)} pages")

    dishes = [name for name, in town.query("SELECT DISTINCT name FROM dishes")]
    check(not any(dish in page for page in pages for dish in dishes), "what is eaten is on the sheet, and nobody asked for it")
    app.press_last("push button", "More")
    app.click(("menu item", "check menu item"), "What Is Eaten, on the Sheet")
    meals = pathlib.Path(folder) / "meals.pdf"
    choose(app, "More", "Save the Month as PDF…")
    save_as(app, meals)
    pages = read_pdf(meals)
    check(not pages or any(dish in page for page in pages for dish in dishes), f"what is eaten is not on the sheet:\n{pages}")
    portail.keep_picture(app, meals, "printed-month-meals")

    app.key("ctrl+p")
    app.see(("frame", "dialog"), portail.PRINT)
    app.screenshot("print-dialog")
    app.click("push button", CANCEL)
    app.see_no(("frame", "dialog"), portail.PRINT)

    app.open_page(1)
    app.see("label", "To Do")
    app.key("ctrl+p")
    app.see("label", "There is nothing to print on this page")


def keeps_a_receipt(folder, ending):
    """What the town answered is saved with the receipt's number and the total, also once it was seen"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    receipt = send_two_days(app)
    path = pathlib.Path(folder) / "receipt.pdf"
    choose(app, "Receipt", "Save the Receipt as PDF…")
    app.screenshot("receipt-save")
    save_as(app, path)
    pages = read_pdf(path)
    for words in (receipt, town.query("SELECT name FROM town")[0][0]):
        check(not pages or words in pages[0], f"{words!r} is not on the receipt:\n{pages}")
    amounts = [app.speech.read_money(found[0]) for found in re.finditer(app.speech.amount, "".join(pages))]
    check(not pages or len(amounts) == 3 and sum(amounts[:2]) == amounts[2], f"{amounts} is no sum:\n{pages}")

    app.click("push button", "All Seen")
    app.see("label", "Nothing to Send")
    app.key("ctrl+p")
    app.see(("frame", "dialog"), portail.PRINT)
    app.click("push button", CANCEL)


def prints_an_invoice(folder, ending):
    """The town's own PDF of an invoice goes to the printer as it is"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    app.open_named("Invoices")
    app.touch("list item", re.compile("– M-0412$"))
    app.click("push button", "Save…")
    saved = pathlib.Path(folder) / "saved.pdf"
    save_as(app, saved)
    app.click("push button", "Print…")
    printed = portail.print_to_file(app, os.environ["HOME"])
    app.screenshot("invoice-printed")
    check(printed.read_bytes() == saved.read_bytes(), "the printer was given another file")


def prints_the_menus(folder, ending):
    """The week's menus of the canteen are saved as a PDF"""
    town, app = begin(folder, ending, TERM_MONDAY)
    sign_in(app, town.uri)
    app.open_named("Menus")
    app.see("label", app.phrase("Week %d: %s to %s"))
    path = pathlib.Path(folder) / "menus.pdf"
    choose(app, "More", "Save the Week as PDF…")
    save_as(app, path)
    pages = read_pdf(path)
    dishes = [name for (name,) in town.query("SELECT name FROM dishes LIMIT 200")] if has_table(town, "dishes") else []
    check(len(pages) <= 1, f"a week takes {len(pages)} pages")
    check(not pages or not dishes or any(dish in pages[0] for dish in dishes), f"no dish is on the sheet:\n{pages}")


def has_table(town, name):
    return bool(town.query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", name))


def saves_tables(folder, ending):
    """Bookings and a year's spending open in a spreadsheet of this language; what a town wrote is no formula"""
    town = portail.Town(pathlib.Path(folder) / "town", TERM_MONDAY)
    with contextlib.closing(sqlite3.connect(town.database)) as database, database:
        database.execute("UPDATE activities SET name = ? WHERE id = 'cantine'", (FORMULA,))
    town.start()
    ending.callback(town.stop)
    app = portail.App(pathlib.Path(folder) / "home").start()
    ending.callback(app.close)
    sign_in(app, town.uri)
    receipt = send_two_days(app)
    app.open_page(2)
    path = pathlib.Path(folder) / "bookings.csv"
    choose(app, "More", "Save Bookings as a Table…")
    app.see("label", "From")
    app.screenshot("table-bookings")
    app.click("push button", "Save…")
    save_as(app, path)
    rows = read_table(app, path)
    say = app.say
    check({row[say("Child")] for row in rows} == set(CHILDREN), "not all children are in the table")
    check([row[say("Receipt")] for row in rows].count(receipt) == 2, f"the receipt {receipt} is not on two days")
    check(all(re.fullmatch(r"\d{4}-\d\d-\d\d", row[say("Date")]) for row in rows), "a day is none")
    check(any(row[say("Activity")] == "'" + FORMULA for row in rows), "a formula of the town's is not guarded")
    mine = [read_cents(app, row[say("Price")]) for row in rows if row[say("Receipt")] == receipt]
    check(len(mine) == 2 and min(mine) > 0, f"the prices are {mine}")

    app.open_named_page("Invoices")
    app.see("page tab", "Wallet")
    choose(app, "More", "Save the Year’s Spending…")
    app.see("label", "Year")
    app.screenshot("table-spending")
    path = pathlib.Path(folder) / "spending.csv"
    app.click("push button", "Save…")
    save_as(app, path)
    rows = read_table(app, path)
    year = path_year(app, rows)
    paid = town.query("SELECT sum(amount) FROM payments WHERE household = 'martin'"
                      " AND strftime('%Y', at, 'unixepoch') = ?", str(year))[0][0]
    column = list(rows[0])[PAID]
    months = [row for row in rows if row[say("Month")]]
    sums = [row for row in rows if not row[say("Month")]]
    for some in (months, sums):
        found = sum(read_cents(app, row[column]) for row in some if row[column])
        check(found == paid, f"the table says that {found} was paid, the town {paid}")


def path_year(app, rows):
    """The year of the table, by the head of its columns."""
    return int(next(match[0] for match in (re.search(r"\d{4}", name) for name in rows[0]) if match))


def follows_the_plan(folder, ending):
    """A calendar file is switched on, follows what is booked, is nobody else's to read, and goes when it is switched off"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    choose(app, "Main Menu", "The Plan in Your Calendar…")
    app.see("label", "Keep a calendar file up to date")
    app.click("check box", "Keep a calendar file up to date")
    app.reach("push button", "Copy Path")
    file = app.wait("the file", lambda: next(app.data.glob("*/plan.ics"), None))
    app.see("label", str(file))
    app.screenshot("calendar-dialog")
    check(stat.S_IMODE(file.stat().st_mode) == 0o600, "others can read the file")
    app.click("push button", "Copy Path")
    app.see("label", "The path is copied: paste it into your calendar program")
    app.key("Escape")
    app.see_no("label", "Keep a calendar file up to date")

    before = file.read_text(encoding="utf-8")
    check("STATUS:CONFIRMED" in before and "Léna" in before, f"the file says nothing:\n{before}")
    tick(app, is_open(app), app.words("booked"))
    app.wait("the file to change", lambda: file.read_text(encoding="utf-8") != before)
    after = file.read_text(encoding="utf-8")
    check(after.count("BEGIN:VEVENT") == before.count("BEGIN:VEVENT") + 1, "one day is not one event")
    check(after.count("STATUS:TENTATIVE") == before.count("STATUS:TENTATIVE") + 1, "what is in the basket looks sure")

    choose(app, "Main Menu", "The Plan in Your Calendar…")
    app.click("check box", "Keep a calendar file up to date")
    app.wait("the file to go", lambda: not file.exists())


if __name__ == "__main__":
    sys.exit(run([puts_a_month_on_paper, keeps_a_receipt, prints_an_invoice, prints_the_menus, saves_tables, follows_the_plan]))
