#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Money in the real window: invoices paid in parts on the town's page, the wallet, payments in advance, prices, and links
that lead elsewhere. A browser and a viewer that only note what they are given stand in for the real ones."""
import contextlib
import datetime
import re
import sqlite3
import sys
import urllib.error
import urllib.parse
import urllib.request

import faults
import portail
from portail import check, run, sign_in
from programs import Programs
from slots import find_slot
from town import TERM_MONDAY

LOOK_ALIKE = "www.payfip.gouv.fr.example.net"


def change(town, sql, *values):
    """Changes the town's database behind its back."""
    with contextlib.closing(sqlite3.connect(town.database)) as database, database:
        database.execute(sql, values)


def begin(folder, ending, faulty=False, sql=None):
    """The demo town, signed in to, on the page of money; its proxy where it is to be @faulty. @sql: what is otherwise there."""
    town = portail.Town(folder / "town", TERM_MONDAY)
    if sql:
        change(town, sql)
    town.start()
    ending.callback(town.stop)
    proxy = None
    if faulty:
        proxy = faults.Proxy(town)
        ending.callback(proxy.stop)
    desktop = Programs(folder)
    app = portail.App(folder / "home")
    desktop.install(app.home / "data")
    app.start()
    ending.callback(app.close)
    sign_in(app, proxy.uri if proxy else town.uri)
    app.open_named_page("Invoices")
    app.see("page tab", "Wallet")
    return town, app, desktop, proxy


def submit(uri, action):
    """What pressing a button of the payment page does; returns the status and the page."""
    data = urllib.parse.urlencode({"action": action}).encode()
    request = urllib.request.Request(uri, data, {"Accept-Language": "en"}, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=portail.PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def pay_on_page(uri):
    status, page = submit(uri, "pay")
    check(status == 200, f"the payment page answered {status}: {page}")
    return page


def invoice(number):
    """A pattern for the row of an invoice."""
    return re.compile("– " + re.escape(number) + "$")


def unfold(app, number):
    """A row has no action of its own: it is a person's click."""
    app.touch("list item", invoice(number))
    return app.see("list item", "Left to pay")


def agree(app, host):
    """Lets the browser open a page of a host that it was not sent to before."""
    app.see("label", re.compile(re.escape(host)))
    app.click("push button", "Open the Page")


def close_dialog(app, heading):
    app.see("label", heading)
    app.click("push button", "Close", inside=app.see("dialog"))
    app.see_no("label", heading)


def this_month(town):
    return f"{town.now:%Y-%m}"


def pays_in_parts(folder, ending):
    """An invoice arrives while the app is open; wrong amounts are told; a part is paid, then the rest; its state follows"""
    town, app, desktop, _ = begin(folder, ending)
    app.see("label", app.phrase("Overdue since %s, %s"))
    app.see("label", app.phrase("To be paid by %s, %s"))
    app.see("label", "Paid")
    app.screenshot("money-invoices")

    [made] = town.agent_json("invoice", "--month", this_month(town), "--family", "martin")
    number, total = made["number"], int(made["total"])
    app.see("list item", invoice(number))
    unfold(app, number)
    app.screenshot("money-invoice")
    pay = app.see("push button", "Pay")
    for wrong in ("0", "abc", "1000000"):
        app.type("Amount to pay", wrong)
        app.click(name=pay)
        app.see("label", app.phrase("Type an amount from %s to %s."))
        check(app.read_entry("Amount to pay") == wrong, f"{wrong!r} did not stay")
    app.screenshot("money-wrong-amount")
    check(not desktop.read_links(), "a wrong amount was asked for")

    app.type("Amount to pay", "10")
    app.click(name=pay)
    agree(app, "127.0.0.1")
    check("€10.00" in pay_on_page(desktop.wait_link(app, 1)), "the page asks for another amount")
    app.see("list item", "Paid so far")
    app.click("push button", "Pay")
    link = desktop.wait_link(app, 2)
    check(submit(link, "refuse")[0] == 200, "the payment could not be refused")
    check(submit(link, "pay")[0] == 410, "a link was used twice")
    app.click("push button", "Pay")
    pay_on_page(desktop.wait_link(app, 3))
    app.see_no("list item", "Left to pay")
    paid = town.query("SELECT paid FROM invoices WHERE number = ?", number)[0][0]
    check(paid == total, f"{paid} of {total} cents are paid")
    app.click("page tab", "Payments")
    app.see("list item", re.compile(re.escape(number)))
    app.see("list item", "Left to pay in all")
    app.screenshot("money-payments")


def keeps_the_document(folder, ending):
    """The invoice's PDF opens in its program; when it does not come that is told, and comes when asked again"""
    town, app, desktop, proxy = begin(folder, ending, faulty=True)
    unfold(app, "M-0412")
    for fault, sentence in (("server-error", "The town’s portal has a problem of its own"),
                            ("truncate", "The town does not answer")):
        proxy.misbehave(fault, "/pdf")
        app.click("push button", "Open")
        app.see("label", re.compile(app.words(sentence)))
        app.screenshot(f"money-pdf-{fault}")
    proxy.misbehave(None)
    app.click("push button", "Open")
    app.wait("the PDF", desktop.document.exists)
    check(desktop.document.read_bytes().startswith(b"%PDF"), "another file was opened")

    # The dialog is the toolkit's own, in its own words.
    app.click("push button", "Save…")
    saved = folder / "saved.pdf"
    app.type(re.compile("^(Name|Nom)"), str(saved))
    app.screenshot("money-save")
    app.click("push button", "Save")
    app.see("label", app.phrase("Saved as “%s”", "saved.pdf"))
    check(saved.read_bytes() == desktop.document.read_bytes(), "another file was saved")


def balance(town):
    return town.query("SELECT balance FROM wallets WHERE household = 'martin'")[0][0]


def tops_up(folder, ending):
    """The wallet is filled within its limits, keeps what is typed while it changes, and says how long it lasts"""
    town, app, desktop, _ = begin(folder, ending)
    app.click("page tab", "Wallet")
    app.see("list item", "Porte-monnaie de la famille")
    app.see("label", app.phrase("It runs dry on %s, by what is booked."))
    for wrong in ("0", "dix", "9,99", "150.01"):
        app.type("Amount to top up", wrong)
        app.click("push button", "Top Up")
        app.see("label", app.phrase("Type an amount from %s to %s."))
        check(app.read_entry("Amount to top up") == wrong, f"{wrong!r} did not stay")
    app.screenshot("money-wrong-top-up")
    app.type("Amount to top up", "3")
    town.agent("wallet", "martin", "--debit", "1.00", "--reason", "Carte perdue")
    app.see("label", "Carte perdue")
    check(app.read_entry("Amount to top up") == "3", "what was being typed is gone")
    before = balance(town)
    app.type("Amount to top up", "30")
    app.click("push button", "Top Up")
    agree(app, "127.0.0.1")
    pay_on_page(desktop.wait_link(app, 1))
    app.see("label", "Top-up by card")
    check(balance(town) == before + 3000, f"the wallet held {before} cents and holds {balance(town)}")
    app.wait("the entry to be empty", lambda: app.read_entry("Amount to top up") == "")
    app.screenshot("money-wallet")


def activates(folder, ending):
    """A family begins to use its wallet; without the town it cannot, and is told why"""
    town, app, _, proxy = begin(folder, ending, faulty=True, sql="UPDATE wallets SET active = 0")
    app.click("page tab", "Wallet")
    app.see("label", "Not active: bookings are billed at the end of the month.")
    proxy.misbehave("server-error", "/activate")
    app.click("push button", "Activate")
    app.see("label", app.phrase("The town’s portal has a problem of its own"))
    proxy.misbehave(None)
    app.click("push button", "Activate")
    app.see("text", "Amount to top up")
    check(town.query("SELECT active FROM wallets WHERE household = 'martin'") == [(1,)], "the wallet is not active")
    town.agent("wallet", "martin", "--credit", "12.00", "--reason", "Geste commercial")
    app.see("label", "Geste commercial")


def book_pool(app):
    """Books an outing that is to be paid in advance, and sends it."""
    app.open_named_page("Planning")
    app.click("check box", re.compile(re.escape(find_slot(app, "piscine" + app.speech.colon + app.words("available")).name)))
    app.open_named_page("Basket")
    app.see("label", "Checked by the town")
    app.see("label", "Book, to be paid in advance")
    app.click("push button", "Send")


def pays_in_advance(folder, ending):
    """An outing is booked, waits in the basket for its payment and is paid; another one lapses, and the place is free again"""
    town, app, desktop, _ = begin(folder, ending)
    book_pool(app)
    waiting = app.phrase("%d booking to pay in advance", 1)
    app.see("list item", waiting)
    app.see("label", "Booked, provided that it is paid in time")
    app.screenshot("money-basket-prepayment")
    app.click("push button", "Pay")
    agree(app, "127.0.0.1")
    pay_on_page(desktop.wait_link(app, 1))
    app.see_no("list item", waiting)
    app.click("push button", "All Seen")

    book_pool(app)
    app.see("list item", waiting)
    [(until,)] = town.query("SELECT until FROM prepayments WHERE state = 0")
    town.set_clock(datetime.datetime.fromtimestamp(until + 60, datetime.timezone.utc))
    app.key("ctrl+r")
    app.see("list item", app.phrase("%d booking was not paid in time", 1))
    app.see_no("list item", waiting)
    app.screenshot("money-basket-lapsed")
    states = town.query("SELECT state, count(*) FROM prepayments GROUP BY state ORDER BY state")
    check(states == [(1, 1), (2, 1)], f"the prepayments are {states}")
    booked = town.query("SELECT count(*) FROM bookings WHERE activity = 'piscine' AND status = 1")[0][0]
    check(booked == 1, f"{booked} outings are booked")
    app.open_named_page("Invoices")
    app.see("list item", app.phrase("%d booking was not paid in time", 1))


def price_of(town, activity, unit, quotient):
    """What a day costs the town's families with this quotient, in cents."""
    return town.query("SELECT price FROM tariffs WHERE activity = ? AND unit = ? AND up_to >= ? ORDER BY first DESC, up_to",
                      activity, unit, quotient * 100)[0][0]


def amount_of(app, name):
    """The amount on the row of that name, in cents."""
    def find():
        row = app.find("list item", name)
        return row and app.find("label", re.compile("^" + app.speech.amount + "$"), inside=row)

    return app.speech.read_money(app.wait(f"the amount of {name!r}", find).name)


def invoiced_against_booked(folder, ending):
    """What was invoiced of a month stands beside what was booked of it, and their difference, right to the cent, as both change"""
    town, app, _, _ = begin(folder, ending)
    month = town.today.replace(day=1)
    first, end = ((day - datetime.date(1970, 1, 1)).days for day in (month, (month + datetime.timedelta(31)).replace(day=1)))

    def booked():
        return town.query("SELECT ifnull(sum(b.charged), 0) FROM bookings b JOIN enrolments e ON e.id = b.enrolment"
                          " JOIN children c ON c.id = e.child WHERE c.household = 'martin' AND b.status = 1"
                          " AND b.attendance <> 3 AND b.day >= ? AND b.day < ?", first, end)[0][0]

    def invoiced():
        return town.query("SELECT ifnull(sum(total), 0) FROM invoices WHERE household = 'martin' AND NOT cancelled"
                          " AND first >= ? AND first < ?", first, end)[0][0]

    def agrees():
        return amount_of(app, "Booked") == booked() and amount_of(app, "Invoiced") == invoiced()

    check(invoiced() == 0 and booked() > 0, "the demo town has billed this month already")
    app.click("page tab", "Prices")
    app.wait("what the town has", agrees)
    app.see_no("list item", "Booked against invoiced")
    town.agent("invoice", "--month", this_month(town), "--family", "martin")
    check(invoiced() > 0, "nothing was billed")
    app.wait("the invoice", agrees)
    difference = booked() - invoiced()
    if difference:
        check(amount_of(app, "Booked against invoiced") == difference, f"the difference is {difference} cents")
    app.screenshot("money-against")


def reckons(folder, ending):
    """What each activity costs by the quotient or by the income, and what some weekdays would cost, right to the cent"""
    town, app, _, _ = begin(folder, ending)
    app.click("page tab", "Prices")
    app.see("list item", "Booked")
    app.see("list item", "Invoiced")
    app.see("label", "Only for this reckoning: your town’s file stays as it is")
    app.touch("list item", "ALAE (accueil périscolaire)")
    app.see("label", "Choose weekdays below")
    for weekday in ("Monday", "Thursday"):
        app.click("push button", weekday)
    app.see("label", app.phrase("%u days"))
    app.screenshot("money-prices")

    def total():
        return app.speech.read_money(app.see("label", re.compile("^" + app.speech.amount + "$"),
                                             inside=app.see("list item", app.phrase("%u days"))).name)

    def days():
        return int(re.search(r"\d+", app.see("list item", app.phrase("%u days")).name).group())

    def costs(quotient):
        return days() * price_of(town, "alae", "matin", quotient)

    mine = total()
    check(mine == costs(int(app.read_entry("Quotient"))), f"{mine} cents for {days()} days")
    app.type("Quotient", "abc")
    app.see("label", "This is no number: the maximum tariff counts")
    app.wait("the maximum", lambda: total() == costs(99999) > mine)
    app.type("Quotient", "200")
    app.wait("a lower price", lambda: total() == costs(200) < mine)
    app.touch("list item", re.compile("^" + app.words("From the Tax Notice")))
    app.type("Reference income", "beaucoup")
    check(app.read_entry("Quotient") == "200", "what is no income has changed the quotient")
    app.type("Reference income", "60000")
    app.wait("a twelfth for each of two parts", lambda: app.read_entry("Quotient") == "2500")
    app.wait("the price of a high income", lambda: total() == costs(2500) > mine)
    app.type("Reference income", "9600")
    app.wait("the price of a low income", lambda: total() == costs(400) < costs(2500))
    app.screenshot("money-income")


def refuses_look_alikes(folder, ending):
    """A page at a host that the town has not named is not opened, and is named; a late link pays nothing; no network is told"""
    town, app, desktop, proxy = begin(folder, ending, faulty=True)
    unfold(app, "M-0412")
    check(not app.find("text", "Amount to pay"), "an invoice that takes no parts asks how much")
    app.click("push button", "Pay")
    agree(app, "127.0.0.1")
    link = desktop.wait_link(app, 1)
    town.advance(minutes=16)
    status, page = submit(link, "pay")
    check(status == 410 and "no longer valid" in page, f"a late link was answered {status}: {page}")

    change(town, "INSERT OR REPLACE INTO settings VALUES ('payment-page', ?)", f"https://{LOOK_ALIKE}/")
    app.click("push button", "Pay")
    app.see("label", app.phrase("The payment page would be at “%s”, which the town has not named.", LOOK_ALIKE))
    app.screenshot("money-look-alike")
    close_dialog(app, "Nothing Was Paid")

    proxy.misbehave("server-error", "/payment-link")
    app.click("push button", "Pay")
    app.see("label", app.phrase("The town’s portal has a problem of its own"))
    close_dialog(app, "Nothing Was Paid")
    proxy.misbehave(None)
    proxy.stop()
    app.click("push button", "Pay")
    app.see("label", app.phrase("The town does not answer"))
    close_dialog(app, "Nothing Was Paid")
    check(len(desktop.read_links()) == 1, "a page was opened that should not be")
    check(town.query("SELECT paid FROM invoices WHERE number = 'M-0412'") == [(0,)], "something was paid")


if __name__ == "__main__":
    sys.exit(run([pays_in_parts, keeps_the_document, tops_up, activates, pays_in_advance, reckons,
                  invoiced_against_booked, refuses_look_alikes]))
