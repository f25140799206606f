#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong at signing in, seen by a parent: each failure has its sentence, and nothing typed is lost."""
import re
import sys

import faults
from portail import LOGIN, PASSWORD, App, Town, begin, check, find_town, free_port, run, sign_in

ADDRESS = "Web address of the town"
NO_ANSWER = "The town does not answer"
NOT_A_TOWN = "There is a web site at this address, but no family portal"
NOT_SAFE = "This address cannot prove that it belongs to the town, so nothing was sent"
WRONG_PASSWORD = "The login or the password is not right"


def try_password(app, password):
    app.type("Password", password)
    app.click("push button", "Sign In")


def wrong_password(folder, ending):
    """A wrong password is told, what was typed stays, and the right one then opens the plan"""
    town, app = begin(folder, ending)
    find_town(app, town.uri)
    app.type("Login", LOGIN)
    try_password(app, "Soleil-2025")
    app.see("label", app.phrase(WRONG_PASSWORD))
    app.screenshot("errors-wrong-password")
    check(app.read_entry("Login") == LOGIN, "the login did not stay")
    check(len(app.read_entry("Password")) == len("Soleil-2025"), "the password did not stay")
    try_password(app, PASSWORD)
    app.see("check box")


def too_many_attempts(folder, ending):
    """Too many wrong passwords are told with the time to wait, and once it is over the right one opens the plan"""
    town, app = begin(folder, ending)
    find_town(app, town.uri)
    app.type("Login", LOGIN)
    for attempt in range(6):
        try_password(app, f"Soleil-{attempt}")
        app.see("label", app.phrase(WRONG_PASSWORD if attempt < 5 else "too many attempts were made. Try again in"))
        app.see("push button", "Sign In")
    app.screenshot("errors-too-many-attempts")
    town.advance(hours=1)
    try_password(app, PASSWORD)
    app.see("check box")


def unknown_town(folder, ending):
    """An address that leads nowhere is told under it, and stays to be corrected"""
    app = App(folder / "home").start()
    ending.callback(app.close)
    for address in ("no-such-town.invalid", f"http://127.0.0.1:{free_port()}"):
        find_town(app, address)
        app.see("label", app.phrase(NO_ANSWER))
        check(app.read_entry(ADDRESS) == address, "the address did not stay")
        app.screenshot("errors-unknown-town")
        app.type(ADDRESS, "")


def not_a_town(folder, ending):
    """A web site that is no portal is told to be one"""
    site = faults.WebSite()
    ending.callback(site.stop)
    app = App(folder / "home").start()
    ending.callback(app.close)
    find_town(app, site.uri)
    app.see("label", app.phrase(NOT_A_TOWN))
    app.screenshot("errors-not-a-town")


def unsafe_address(folder, ending):
    """An address over which a password would travel in the clear is refused before anything is sent"""
    app = App(folder / "home").start()
    ending.callback(app.close)
    find_town(app, "http://example.org")
    app.see("label", re.compile("https://"))
    app.screenshot("errors-unsafe-address")


def foreign_certificate(folder, ending):
    """A certificate that proves nothing is told, and no password leaves; another town's is no better"""
    app = App(folder / "home").start()
    ending.callback(app.close)
    for name in ("localhost", "another-town.example.org"):
        certificate, key = faults.make_certificate(folder, name)
        town = Town(folder / name).start("--tls-cert", certificate, "--tls-key", key)
        ending.callback(town.stop)
        find_town(app, town.uri.replace("http://127.0.0.1", "https://localhost"))
        app.see("label", app.phrase(NOT_SAFE))
        app.screenshot(f"errors-certificate-{name}")
        app.type(ADDRESS, "")


def town_that_stumbles(folder, ending):
    """A town that fails, answers nonsense or breaks off is told at each step; afterwards signing in goes on"""
    town, app = begin(folder, ending)
    proxy = faults.Proxy(town)
    ending.callback(proxy.stop)
    nonsense = (NOT_A_TOWN, "The town’s answer could not be understood")
    sentences = {fault: re.compile("|".join(map(app.words, said))) for fault, said in {
        "server-error": ("The town’s portal has a problem of its own",), "busy": ("The town has too much to do",),
        "not-json": nonsense, "truncate": (*nonsense, NO_ANSWER)}.items()}
    for fault, sentence in sentences.items():
        proxy.misbehave(fault)
        find_town(app, proxy.uri)
        app.see("label", sentence)
        app.screenshot(f"errors-find-{fault}")
    proxy.misbehave(None)
    find_town(app, proxy.uri)
    app.type("Login", LOGIN)
    for fault, sentence in sentences.items():
        proxy.misbehave(fault, "/tokens")
        try_password(app, PASSWORD)
        app.see("label", sentence)
        app.screenshot(f"errors-sign-in-{fault}")
    proxy.misbehave("not-json", "/changes")
    try_password(app, PASSWORD)
    app.see("label", sentences["not-json"])
    app.screenshot("errors-first-reading")
    proxy.misbehave(None)
    # It also tries by itself, and then there is nothing to press any more.
    app.wait("the plan", lambda: app.find("check box") or app.press("push button", "Try Again"))


def town_that_keeps_silent(folder, ending):
    """A town that never answers shows that it is waited for, can be cancelled, and is told in the end"""
    town, app = begin(folder, ending)
    proxy = faults.Proxy(town)
    ending.callback(proxy.stop)
    proxy.misbehave("silent")
    find_town(app, proxy.uri)
    app.see("label", "Looking for the town…")
    app.screenshot("errors-silent")
    app.click("push button", "Cancel")
    app.see_usable("push button", "Continue")
    check(app.read_entry(ADDRESS) == proxy.uri, "the address did not stay")
    app.click("push button", "Continue")
    app.see("label", app.phrase("The town takes too long to answer"))
    app.screenshot("errors-too-long")
    proxy.misbehave(None)
    sign_in(app, proxy.uri)


if __name__ == "__main__":
    sys.exit(run([wrong_password, too_many_attempts, unknown_town, not_a_town, unsafe_address, foreign_certificate,
                  town_that_stumbles, town_that_keeps_silent]))
