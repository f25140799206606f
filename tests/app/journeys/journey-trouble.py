#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong while a family is signed in: faults of the town, deadlines that pass, another guardian, damaged files."""
import contextlib
import datetime
import os
import re
import sys

import faults
from portail import LOGIN, PASSWORD, Stopwatch, begin, begin_without_keyring, check, find_town, run, sign_in

OTHER_LOGIN = "thomas.lopez@example.org"
# A Monday morning in school time: the town's "Tuesday 23:59 for the following week" is still to come.
MONDAY = datetime.datetime(2026, 11, 16, 9, 0, tzinfo=datetime.timezone.utc)


def held(town):
    """What the town holds for the demo family: {(child, unit, day)} of the booked slots."""
    return set(town.query("SELECT c.first_name, b.unit, b.day FROM bookings b JOIN enrolments e ON e.id = b.enrolment"
                          " JOIN children c ON c.id = e.child WHERE c.household = 'martin' AND b.status = 1"))


def find_slots(app, words):
    """The slots on the page of which @words are said, as "DAY, CHILD, UNIT"."""
    return [app.place(slot) for slot in app.find_all("check box", re.compile(words))]


def meals_that(app, words, *values):
    """The canteen's slots of which the program's @words are said."""
    return find_slots(app, f", Restaurant scolaire{app.speech.colon}" + app.words(words, *values))


def draft(app):
    """What is said of a slot that was ticked."""
    return app.words("booked") + ".*" + app.words("In the basket, not sent yet")


def tick(app, name, becomes):
    app.click("check box", app.slot_that(name, ""))
    app.see("check box", app.slot_that(name, becomes))


def send(app):
    app.open_page(3)
    app.click("push button", "Send")


def faults_while_signed_in(folder, ending):
    """Whatever the town does wrong, the plan stays, a banner tells, and changes go out exactly once when it is over"""
    town, app = begin(folder, ending, MONDAY)
    proxy = faults.Proxy(town)
    ending.callback(proxy.stop)
    sign_in(app, proxy.uri)
    before = held(town)
    free = meals_that(app, "available")
    last = ".*" + app.words("Last updated %s.")
    sentences = {"server-error": app.words("The town’s portal has a problem of its own") + last,
                 "busy": app.words("The town has too much to do") + last,
                 "not-json": app.words("The town’s answer could not be understood") + last,
                 "truncate": last}
    for fault, sentence in sentences.items():
        proxy.misbehave(fault)
        proxy.cut()
        app.key("ctrl+r")
        app.see("label", re.compile(sentence))
        app.screenshot(f"trouble-{fault}")
        name = free.pop(0)
        tick(app, name, app.words("booked"))
        app.see("push button", "Try Again")
        proxy.misbehave(None)
        app.key("ctrl+r")  # it would try again by itself, a little later
        app.see_no("push button", "Try Again")
        app.see("check box", app.slot_that(name, draft(app)))
    check(held(town) == before, "the town has heard of changes that were not sent")
    proxy.misbehave("server-error", "/bookings")
    send(app)
    app.see("label", app.phrase("The town’s portal has a problem of its own"))
    app.screenshot("trouble-send")
    proxy.misbehave(None)
    app.key("ctrl+r")
    app.see(None, app.phrase("Receipt %s"))
    check(len(held(town) - before) == 4, f"the town holds {held(town) - before}")


def lost_answer(folder, ending):
    """The town has booked, but its answer is lost: the change is sent again as the same, and booked once"""
    town, app = begin(folder, ending, MONDAY)
    proxy = faults.Proxy(town)
    ending.callback(proxy.stop)
    sign_in(app, proxy.uri)
    before = held(town)
    name = meals_that(app, "available")[0]
    tick(app, name, app.words("booked"))
    proxy.misbehave("lose", "/bookings")
    send(app)
    app.see("push button", "Try Again")
    app.screenshot("trouble-lost-answer")
    check(len(held(town) - before) == 1, "the town did not hear of the change")
    app.click("push button", "Try Again")
    app.see("push button", "Try Again")
    proxy.misbehave(None)
    app.key("ctrl+r")
    app.see(None, app.phrase("Receipt %s"))
    app.screenshot("trouble-lost-answer-found")
    check(len(held(town) - before) == 1, f"the town holds {held(town) - before}")
    keys = {key for method, path, key in proxy.requests if method == "POST" and path.endswith("/bookings")}
    check(len(keys) == 1, f"sent under several keys: {keys}")


def given_up(folder, ending):
    """The town books and fails to say so, for ever: the family may stop waiting, and sees what the town has"""
    town, app = begin(folder, ending, MONDAY)
    proxy = faults.Proxy(town)
    ending.callback(proxy.stop)
    sign_in(app, proxy.uri)
    before = held(town)
    name = meals_that(app, "available")[0]
    tick(app, name, app.words("booked"))
    proxy.misbehave("stumble", "/bookings")
    send(app)
    app.see("label", app.phrase("The town has not answered yet"))
    for n_tries in range(1, 5):
        app.wait(f"try {n_tries}", lambda tries=n_tries: proxy.count("POST", "/bookings") >= tries)
        app.see("push button", "Try Again")
        app.key("ctrl+r")
    app.see("label", "The town fails to answer this: it may have done it, or not")
    app.screenshot("trouble-stuck")
    app.click("push button", "Give Up…")
    app.click("push button", re.compile("^" + app.words("Keep Waiting")))
    app.click("push button", "Give Up…")
    app.see("push button", re.compile("^" + app.words("Keep Waiting")))
    app.screenshot("trouble-give-up")
    app.click("push button", re.compile("^(?:" + app.words("Give Up") + " ?)+$"))
    app.see("label", app.phrase("No answer came, and you stopped waiting for it"))
    app.see_no("push button", "Try Again")
    app.screenshot("trouble-given-up")
    n_tries = proxy.count("POST", "/bookings")
    app.open_page(2)
    app.see("check box", app.slot_that(name, app.words("booked")))
    app.open_page(3)
    app.click("push button", "All Seen")
    app.see("label", "Nothing to Send")
    check(len(held(town) - before) == 1, f"the town holds {held(town) - before}")
    check(proxy.count("POST", "/bookings") == n_tries, "it was sent again")


def silence_while_signed_in(folder, ending):
    """A town that falls silent leaves the plan usable, and is told"""
    town, app = begin(folder, ending, MONDAY)
    proxy = faults.Proxy(town)
    ending.callback(proxy.stop)
    sign_in(app, proxy.uri)
    name = meals_that(app, "available")[0]
    proxy.misbehave("silent")
    app.key("ctrl+r")
    tick(app, name, draft(app))
    app.see("label", re.compile(app.words("The town takes too long to answer") + ".*" + app.words("Last updated %s.")))
    app.screenshot("trouble-silent")
    proxy.misbehave(None)
    app.key("ctrl+r")
    app.see_no("push button", "Try Again")
    app.see("check box", app.slot_that(name, draft(app)))


def nothing_read_yet(folder, ending):
    """Started anew before the town has told anything, and while it fails: no page says that there is nothing"""
    town, app = begin(folder, ending)
    proxy = faults.Proxy(town)
    ending.callback(proxy.stop)
    proxy.misbehave("silent", "/v1/changes")
    find_town(app, proxy.uri)
    app.type("Login", LOGIN)
    app.type("Password", PASSWORD)
    app.click("push button", "Sign In")
    app.see("label", re.compile(app.words("Reading your family’s plan…")))
    app.kill()
    proxy.misbehave("server-error", "/v1/changes")
    app.start()
    for page in ("Home", "Planning", "Children", "Household"):
        app.open_named_page(page) if page != "Household" else app.open_named(page)
        app.see("label", "No Answer Yet")
        check(not app.find("label", "No Child Yet") and not app.find("label", "No Activities Yet"), f"{page} says that there is nothing")
        app.screenshot(f"unread-{page.lower()}")
    proxy.misbehave(None)
    # It also tries by itself, and then there is nothing to press any more.
    app.wait("the family", lambda: app.find("label", re.compile("Famille Martin-Lopez")) or app.press("push button", "Try Again"))
    app.see("label", re.compile("Famille Martin-Lopez"))
    app.open_page(2)
    app.see("check box")


def deadline_passes(folder, ending):
    """A deadline passes while the window is open: days turn late, overtaken drafts stay with their reason, line by line"""
    town, app = begin(folder, ending, MONDAY)
    sign_in(app, town.uri)
    before = held(town)
    tomorrow = re.compile(app.speech.day_heading(MONDAY + datetime.timedelta(days=1)) + ".*", re.I)
    wednesday = app.speech.day_heading(MONDAY + datetime.timedelta(days=2))
    watched, drafted = meals_that(app, "available, can be booked until %s", tomorrow)[:2]
    overtaken = find_slots(app, f"{wednesday}, (Léna|Hugo), .*{app.speech.colon}" + app.words("available"))[0]
    tick(app, drafted, draft(app))
    tick(app, overtaken, draft(app))
    app.screenshot("trouble-deadline-before")
    town.set_clock(MONDAY + datetime.timedelta(days=1, hours=15))
    app.key("ctrl+r")
    app.see("check box", app.slot_that(watched, app.words("late, can be booked with a surcharge until %s")))
    app.see("check box", app.slot_that(overtaken, f"(?:{app.words('too late')}|{app.words('the deadline has passed')})"))
    app.screenshot("trouble-deadline-plan")
    tick(app, watched, draft(app))
    app.open_page(3)
    late, price, surcharge = app.speech.money(460), app.speech.money(260), app.speech.money(200)
    app.see("label", app.phrase("The town would refuse: %s", app.phrase("the deadline has passed")))
    app.see("label", app.phrase("The deadline has passed: it costs %1$s now instead of %2$s", late, price))
    app.see("label", app.phrase("Book after the deadline, with a surcharge of %s", surcharge))
    app.screenshot("trouble-deadline-basket")
    check(app.find("label", app.phrase("Total: %s", late)), "the total counts what would be refused")
    app.click("push button", "Send")
    app.see("label", app.phrase("Refused: %s", app.say("the deadline has passed")))
    app.see("label", app.phrase("Not done, because it costs %1$s now instead of %2$s", late, price))
    app.see("label", app.phrase("Booked after the deadline, with a surcharge of %s", surcharge))
    app.screenshot("trouble-deadline-sent")
    check(len(held(town) - before) == 1, f"the town holds {held(town) - before}")


def another_guardian(folder, ending):
    """What another guardian cancels is seen within two seconds, without a click"""
    town, app = begin(folder, ending, MONDAY)
    sign_in(app, town.uri)
    name = meals_that(app, "booked, can be cancelled until %s")[0]
    day, child, _ = name.split(", ")
    date = app.speech.read_day(day, 2026)
    enrolment, = town.query("SELECT e.id FROM enrolments e JOIN children c ON c.id = e.child WHERE c.first_name = ? AND"
                            " c.household = 'martin' AND e.activity = 'cantine'", child)[0]
    token = town.ask("POST", "/v1/tokens", {"grant": "password", "login": OTHER_LOGIN, "password": PASSWORD})
    pulled = town.ask("GET", "/v1/changes", None, token["access_token"])
    sheet = next(sheet for sheet in pulled["changed"]["sheets"]
                 if sheet["enrolment"] == enrolment and sheet["month"] == date.strftime("%Y-%m"))
    answer = town.ask("POST", "/v1/bookings", {"lines": [
        {"enrolment": enrolment, "unit": "repas", "date": date.isoformat(), "action": "cancel",
         "version": sheet["version"]}]}, token["access_token"], "another-guardian")
    stopwatch = Stopwatch(app, town)
    check(answer["outcomes"][0]["outcome"] == "cancelled", f"the town answers {answer}")
    app.see("check box", app.slot_that(name, app.words("cancelled")))
    check(stopwatch.read() < 2, f"seen only after {stopwatch.read():.1f} s")
    app.screenshot("trouble-another-guardian")


def no_keyring(folder, ending):
    """Without a keyring the app works for the session and says so once; the next start asks to sign in again"""
    town, app = begin_without_keyring(folder, ending, MONDAY)
    sign_in(app, town.uri)
    told = app.phrase("No keyring here: you will have to sign in again the next time")
    app.see("label", told)
    app.screenshot("trouble-no-keyring")
    name = meals_that(app, "available")[0]
    tick(app, name, draft(app))
    check(len(app.find_all("label", told)) <= 1, "it was told twice")
    app.close()
    app.start()
    app.see("label", app.phrase("Sign in again to hear from the town. Everything you chose is kept"))
    app.see("check box", app.slot_that(name, draft(app)))
    app.screenshot("trouble-no-keyring-again")


def damaged_files(folder, ending):
    """A damaged plan is read afresh and a damaged basket is told: neither stops the app"""
    town, app = begin(folder, ending, MONDAY)
    sign_in(app, town.uri)
    name = meals_that(app, "available")[0]
    tick(app, name, draft(app))
    for file, sentence in (("cache.db", "The saved plan was damaged and is read afresh"),
                           ("outbox.db", "The basket’s file was damaged")):
        app.close()
        path, = app.data.glob(f"*/{file}")
        with contextlib.suppress(FileNotFoundError):
            path.with_name(file + "-wal").unlink()
        path.write_bytes(b"this is no database " * 512)
        app.start()
        app.see("label", app.phrase(sentence))
        app.screenshot(f"trouble-damaged-{file}")
        if file == "outbox.db":
            app.see("label", str(path.parent))
            app.click("push button", re.compile("^" + app.words("Close")), app.see("dialog", "The Basket Was Damaged"))
            app.see_no("label", app.phrase(sentence))
        app.see("check box", app.slot_that(name, draft(app) if file == "cache.db" else app.words("available")))
    check(list(app.data.glob("*/outbox*damaged*")) or list(app.data.glob("*/*outbox*.*")), "no copy was kept")


def read_only_disk(folder, ending):
    """A disk that cannot be written is told, at signing in and on a change"""
    town, app = begin(folder, ending, MONDAY)
    # Root may write anywhere, unless it gives that up.
    app.prefix = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    app.close()
    app.data.mkdir(parents=True, exist_ok=True)
    ending.callback(app.data.chmod, 0o700)
    app.data.chmod(0o500)
    app.start()
    app.type("Web address of the town", town.uri)
    app.click("push button", "Continue")
    app.type("Login", LOGIN)
    app.type("Password", PASSWORD)
    app.click("push button", "Sign In")
    app.see("label", app.phrase("The account could not be written to the disk"))
    app.screenshot("trouble-read-only-sign-in")
    app.data.chmod(0o700)
    app.type("Password", PASSWORD)
    app.click("push button", "Sign In")
    app.see("check box")
    app.close()
    account, = (path.parent for path in app.data.glob("*/outbox.db"))
    for path in account.iterdir():
        path.chmod(0o400)
    account.chmod(0o500)
    ending.callback(account.chmod, 0o700)
    app.start()
    app.see("label", app.phrase("This could not be written to the disk"))
    check(not app.find("label", app.phrase("Nothing to decide")), "a plan that could not be read promises free weeks")
    app.see("label", "The Plan Cannot Be Read")
    app.see("label", "The deadlines cannot be read now")
    app.screenshot("trouble-read-only")
    app.open_page(1)
    app.see_no("label", app.phrase("Nothing to do"))
    app.screenshot("trouble-read-only-home")
    app.open_page(2)
    app.click("push button", "Try Again")
    app.see("label", app.phrase("This could not be written to the disk"))
    account.chmod(0o700)
    for path in account.iterdir():
        path.chmod(0o600)
    app.wait("the plan", lambda: app.find("check box") or app.press("push button", "Try Again"))
    app.see_no("label", app.phrase("This could not be written to the disk"))


if __name__ == "__main__":
    sys.exit(run([faults_while_signed_in, lost_answer, given_up, silence_while_signed_in, nothing_read_yet, deadline_passes, another_guardian,
                  no_keyring, damaged_files, read_only_disk]))
