#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts, as a parent makes and keeps them: mails come as files, each wrong input has its sentence, nothing typed is lost."""
import email
import email.policy
import re
import sys

import faults
from portail import LOGIN, begin, check, find_town, run

ADDRESS = "ines.moreau@example.org"
FRESH = "Etoile-2027"
WORDS = {
    "address": "Web address of the town", "continue": "Continue", "create": "Create an Account",
    "first": "First name", "last": "Last name", "email": "E-mail address: you will sign in with it",
    "password": "New password", "again": "New password, once more", "terms": "I accept the terms of use",
    "apply": "Create the Account", "code": "Code or link of the mail",
    "waits": "A mail is on its way to %s. It may take a few minutes; look among the unwanted mails too. Type or paste its "
             "code or its link here. You may close the app meanwhile.",
    "planning": "Planning",
}


# What the town's mails say in each language: they are templates of their own.
MAILS = {
    "en": {"subject": "activate your account", "greeting": "Hello Inès,", "already": "already"},
    "fr": {"subject": "activez votre compte", "greeting": "Bonjour Inès,", "already": "déjà"},
}


def says(app, what, text):
    words = MAILS[app.speech.language][what]
    check(words in text, f"not {words!r}, but {text!r}")


class Mailbox:
    """The mails that the town has sent, taken one by one."""

    def __init__(self, town, app):
        self.folder = town.database.with_name(town.database.name + ".mail")
        self.app = app
        self.taken = set()

    def _find(self, to):
        files = sorted(self.folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns) if self.folder.is_dir() else []
        for path in files:
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if path not in self.taken and to in mail["To"]:
                self.taken.add(path)
                return mail
        return None

    def take(self, to):
        mail = self.app.wait(f"a mail to {to}", lambda: self._find(to))
        check(not mail.defects, f"the mail is not well made: {mail.defects}")
        return mail

    def read(self, to):
        return self.take(to).get_content().replace("\r\n", "\n")

    def take_code(self, to):
        return re.search(r"^ +([ANR]-\w{5}-\w{5})$", self.read(to), re.M)[1]


def press_last(app, name):
    """Of several buttons of that name, that of the page in front."""
    app.press_last("push button", name)


def fill(app, password=FRESH, again=None):
    app.type(WORDS["first"], "Inès")
    app.type(WORDS["last"], "Moreau")
    app.type(WORDS["email"], ADDRESS)
    app.type(WORDS["password"], password)
    app.type(WORDS["again"], again or password)


def open_form(app, town):
    app.type(WORDS["address"], town.uri)
    app.click("push button", WORDS["continue"])
    app.click("push button", WORDS["create"])
    app.see(("text", "password text", "entry"), WORDS["first"])


def new_family(folder, ending):
    """A new family signs up, is told what is wrong at each field, and signs in by the code of the mail"""
    town, app = begin(folder, ending)
    mails = Mailbox(town, app)
    open_form(app, town)
    app.screenshot("accounts-sign-up")
    app.click("push button", WORDS["apply"])
    app.see("label", "Type your first name.")
    fill(app, "etoile")
    app.see("label", app.phrase("%s: done", app.say("A small letter")))
    app.see("label", app.phrase("%s: still missing", app.say("A digit")))
    app.click("push button", WORDS["apply"])
    app.see("label", app.phrase("The password does not keep all the rules"))
    app.screenshot("accounts-weak-password")
    fill(app, FRESH, "Etoile-2028")
    app.see("label", app.phrase("%s: done", app.say("A digit")))
    app.click("push button", WORDS["apply"])
    app.see("label", app.phrase("The two passwords are not the same"))
    fill(app)
    app.type(WORDS["email"], "ines.moreau")
    app.click("push button", WORDS["apply"])
    app.see("label", app.phrase("Type your e-mail address"))
    app.type(WORDS["email"], ADDRESS)
    app.click("push button", WORDS["apply"])
    app.see("label", app.phrase("accept the terms"))
    app.click("check box", WORDS["terms"])
    app.type("Subscriber code, if you have one", "UNKN-OWNX")
    app.click("push button", WORDS["apply"])
    app.see("label", app.phrase("This code is wrong"))
    app.type("Subscriber code, if you have one", "")
    app.click("push button", WORDS["apply"])
    app.see("label", app.phrase(WORDS["waits"], ADDRESS))
    app.screenshot("accounts-pending")
    app.type(WORDS["code"], "hello")
    press_last(app, WORDS["continue"])
    app.see("label", app.phrase("This is not a code of the town’s mail"))
    app.type(WORDS["code"], "A-22222-22222")
    press_last(app, WORDS["continue"])
    app.see("label", app.phrase("This code is wrong"))
    mail = mails.take(ADDRESS)
    says(app, "subject", mail["Subject"])
    says(app, "greeting", mail.get_content())
    link = re.search(r"portail-famille:\S+", mail.get_content())[0]
    app.type(WORDS["code"], link)
    press_last(app, WORDS["continue"])
    app.see("label", WORDS["planning"])
    app.screenshot("accounts-signed-in")
    check(not (app.data / "account-draft.ini").exists(), "the draft is still there")


def killed_meanwhile(folder, ending):
    """An app that is killed goes on where it was, without the password; a code that is a day old is told, and asked anew"""
    town, app = begin(folder, ending)
    mails = Mailbox(town, app)
    open_form(app, town)
    fill(app)
    app.wait("the draft", lambda: ADDRESS in draft(app))
    check(FRESH not in draft(app), "the password is on the disk")
    app.kill()
    app.start()
    app.click("push button", "Go On with Your Account")
    app.see(("text", "password text", "entry"), WORDS["first"])
    check(app.read_entry(WORDS["first"]) == "Inès", "the name did not stay")
    check(app.read_entry(WORDS["email"]) == ADDRESS, "the address did not stay")
    app.type(WORDS["password"], FRESH)
    app.type(WORDS["again"], FRESH)
    app.click("check box", WORDS["terms"])
    app.click("push button", WORDS["apply"])
    app.see("label", app.phrase(WORDS["waits"], ADDRESS))
    code = mails.take_code(ADDRESS)
    app.kill()
    town.advance(hours=24, seconds=1)
    app.start()
    app.click("push button", "Go On with Your Account")
    app.type(WORDS["code"], code)
    press_last(app, WORDS["continue"])
    app.see("label", app.phrase("This code is wrong, was used or is too old"))
    app.click("push button", "Fill the Form Again")
    check(app.read_entry(WORDS["last"]) == "Moreau", "the name did not stay")
    fill(app)
    app.click("check box", WORDS["terms"])
    app.click("push button", WORDS["apply"])
    app.see("label", app.phrase(WORDS["waits"], ADDRESS))
    mails.take(ADDRESS)
    app.click("push button", "Send the Mail Again")
    app.see("label", app.phrase("The mail was sent again"))
    app.type(WORDS["code"], mails.take_code(ADDRESS))
    press_last(app, WORDS["continue"])
    app.see("label", WORDS["planning"])


def draft(app):
    path = app.data / "account-draft.ini"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def known_address(folder, ending):
    """Who signs up with an address that has an account sees what a stranger sees; the mail tells"""
    town, app = begin(folder, ending)
    open_form(app, town)
    fill(app)
    app.type(WORDS["email"], LOGIN)
    app.click("check box", WORDS["terms"])
    app.click("push button", WORDS["apply"])
    app.see("label", app.phrase(WORDS["waits"], LOGIN))
    mail = Mailbox(town, app).take(LOGIN)
    says(app, "already", mail["Subject"])


def town_that_stumbles(folder, ending):
    """A town that fails in the middle of a sign-up is told, and nothing typed is lost"""
    town, app = begin(folder, ending)
    proxy = faults.Proxy(town)
    ending.callback(proxy.stop)
    find_town(app, proxy.uri)
    app.click("push button", WORDS["create"])
    fill(app)
    app.click("check box", WORDS["terms"])
    for fault, sentence in {"server-error": app.words("The town’s portal has a problem of its own"),
                            "busy": app.words("The town has too much to do"),
                            "truncate": app.words("The town’s answer could not be understood") + "|"
                            + app.words("The town does not answer")}.items():
        proxy.misbehave(fault, "/accounts")
        app.click("push button", WORDS["apply"])
        app.see("label", re.compile(sentence))
        check(app.read_entry(WORDS["email"]) == ADDRESS, "the address did not stay")
        check(len(app.read_entry(WORDS["password"])) == len(FRESH), "the password did not stay")
    proxy.misbehave(None)
    app.click("push button", WORDS["apply"])
    app.see("label", app.phrase(WORDS["waits"], ADDRESS))


def invited(folder, ending):
    """Somebody whom the town invites chooses a password by the code of the mail"""
    town, app = begin(folder, ending)
    town.agent("invite", ADDRESS, "Inès", "Moreau", "--language", app.speech.language)
    code = Mailbox(town, app).take_code(ADDRESS)
    find_town(app, town.uri)
    app.click("push button", "I Have a Code")
    app.type(WORDS["code"], code)
    app.type(WORDS["password"], FRESH)
    app.type(WORDS["again"], FRESH)
    app.click("check box", WORDS["terms"])
    app.screenshot("accounts-invited")
    press_last(app, WORDS["continue"])
    app.see("label", WORDS["planning"])


def lost_password(folder, ending):
    """A lost password is replaced by another one through a mail"""
    town, app = begin(folder, ending)
    mails = Mailbox(town, app)
    find_town(app, town.uri)
    app.click("push button", "Forgotten Password?")
    app.type(WORDS["email"], LOGIN)
    app.click("push button", "Send the Mail")
    app.see("label", "The mail is on its way.")
    app.screenshot("accounts-lost-password")
    app.type(WORDS["code"], mails.take_code(LOGIN))
    app.type(WORDS["password"], FRESH)
    app.type(WORDS["again"], FRESH)
    app.click("push button", "Change the Password")
    app.see("check box")
    app.close()
    app.start()
    app.see("check box")


def provisional_password(folder, ending):
    """A provisional password is changed at the first sign-in, before anything else"""
    town, app = begin(folder, ending)
    provisional = town.agent_json("set-password", LOGIN, "--provisional")[0]["password"]
    find_town(app, town.uri)
    app.type("Login", LOGIN)
    app.type("Password", provisional)
    app.click("push button", "Sign In")
    app.see("label", app.phrase("This password was given by the town hall"))
    app.screenshot("accounts-provisional")
    app.type(WORDS["password"], "weak")
    app.type(WORDS["again"], "weak")
    press_last(app, WORDS["continue"])
    app.see("label", app.phrase("The password does not keep all the rules"))
    app.type(WORDS["password"], FRESH)
    app.type(WORDS["again"], FRESH)
    press_last(app, WORDS["continue"])
    app.see("check box")
    check(not town.query("SELECT 1 FROM guardians WHERE email = ? AND provisional", LOGIN), "it is still provisional")


if __name__ == "__main__":
    sys.exit(run([new_family, killed_meanwhile, known_address, town_that_stumbles, invited, lost_password,
                  provisional_password]))
