#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts, as a parent makes and keeps them: mails come as files, each wrong input has its sentence, nothing typed is lost."""
import email
import email.policy
import gettext
import pathlib
import re
import shutil
import sys

import faults
from portail import LOGIN, begin, check, find_town, run

ADDRESS = "ines.moreau@example.org"
FRESH = "Etoile-2027"
SAYINGS = {
    "address": "Address of the town’s portal", "continue": "Continue", "create": "Create an Account",
    "first": "First name", "last": "Last name", "email": "E-mail address: you will sign in with it",
    "password": "New password", "again": "New password, once more", "terms": "I accept the terms of use",
    "apply": "Create the Account", "code": "Code or link of the mail",
    "waits": "A mail is on its way to %s. It may take a few minutes; look among the unwanted mails too. Type or paste its "
             "code or its link here. You may close the app meanwhile.",
    "planning": "Planning",
}


def speak(language):
    """What the window says, in a language."""
    bindir = pathlib.Path(shutil.which("portail-famille")).parent
    catalogue = gettext.translation("portail-famille", bindir.parent / "share" / "locale", [language], fallback=True)
    words = {key: catalogue.gettext(saying) for key, saying in SAYINGS.items()}
    words["waits"] = words["waits"] % ADDRESS
    return words


WORDS = {"en": SAYINGS | {"waits": SAYINGS["waits"] % ADDRESS}}


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
    app.activate(app.find_all("push button", name)[-1])


def fill(app, words, password=FRESH, again=None):
    app.type(words["first"], "Inès")
    app.type(words["last"], "Moreau")
    app.type(words["email"], ADDRESS)
    app.type(words["password"], password)
    app.type(words["again"], again or password)


def open_form(app, town, words):
    app.type(words["address"], town.uri)
    app.click("push button", words["continue"])
    app.click("push button", words["create"])
    app.see(("text", "password text", "entry"), words["first"])


def sign_up(app, town, words):
    open_form(app, town, words)
    fill(app, words)
    app.click("check box", words["terms"])
    app.click("push button", words["apply"])
    app.see("label", words["waits"])


def new_family(folder, ending):
    """A new family signs up, is told what is wrong at each field, and signs in by the code of the mail"""
    town, app = begin(folder, ending)
    words = WORDS["en"]
    mails = Mailbox(town, app)
    open_form(app, town, words)
    app.screenshot("accounts-sign-up")
    app.click("push button", words["apply"])
    app.see("label", "Type your first name.")
    fill(app, words, "etoile")
    app.see("label", "A small letter: done")
    app.see("label", "A digit: still missing")
    app.click("push button", words["apply"])
    app.see("label", re.compile("^The password does not keep all the rules"))
    app.screenshot("accounts-weak-password")
    fill(app, words, FRESH, "Etoile-2028")
    app.see("label", "A digit: done")
    app.click("push button", words["apply"])
    app.see("label", re.compile("^The two passwords are not the same"))
    fill(app, words)
    app.type(words["email"], "ines.moreau")
    app.click("push button", words["apply"])
    app.see("label", re.compile("^Type your e-mail address"))
    app.type(words["email"], ADDRESS)
    app.click("push button", words["apply"])
    app.see("label", re.compile("accept the terms"))
    app.click("check box", words["terms"])
    app.type("Subscriber code, if you have one", "UNKN-OWNX")
    app.click("push button", words["apply"])
    app.see("label", re.compile("This code is wrong"))
    app.type("Subscriber code, if you have one", "")
    app.click("push button", words["apply"])
    app.see("label", words["waits"])
    app.screenshot("accounts-pending")
    app.type(words["code"], "hello")
    press_last(app, words["continue"])
    app.see("label", re.compile("^This is not a code of the town’s mail"))
    app.type(words["code"], "A-22222-22222")
    press_last(app, words["continue"])
    app.see("label", re.compile("This code is wrong"))
    mail = mails.take(ADDRESS)
    check(mail["Subject"].endswith("activate your account"), f"the subject is {mail['Subject']!r}")
    link = re.search(r"portail-famille:\S+", mail.get_content())[0]
    app.type(words["code"], link)
    press_last(app, words["continue"])
    app.see("label", words["planning"])
    app.screenshot("accounts-signed-in")
    check(not (app.data / "account-draft.ini").exists(), "the draft is still there")


def in_french(folder, ending):
    """The same in French, and the mail too"""
    town, app = begin(folder, ending, language="fr")
    words = speak("fr")
    mails = Mailbox(town, app)
    sign_up(app, town, words)
    app.screenshot("accounts-pending-fr")
    mail = mails.take(ADDRESS)
    check(mail["Subject"].endswith("activez votre compte"), f"the subject is {mail['Subject']!r}")
    check("Bonjour Inès," in mail.get_content(), "the mail does not greet")
    app.type(words["code"], re.search(r"^ +(A-\w{5}-\w{5})$", mail.get_content().replace("\r\n", "\n"), re.M)[1])
    press_last(app, words["continue"])
    app.see("label", words["planning"])


def killed_meanwhile(folder, ending):
    """An app that is killed goes on where it was, without the password; a code that is a day old is told, and asked anew"""
    town, app = begin(folder, ending)
    words = WORDS["en"]
    mails = Mailbox(town, app)
    open_form(app, town, words)
    fill(app, words)
    app.wait("the draft", lambda: ADDRESS in draft(app))
    check(FRESH not in draft(app), "the password is on the disk")
    app.kill()
    app.start()
    app.click("push button", "Go On with Your Account")
    app.see(("text", "password text", "entry"), words["first"])
    check(app.read_entry(words["first"]) == "Inès", "the name did not stay")
    check(app.read_entry(words["email"]) == ADDRESS, "the address did not stay")
    app.type(words["password"], FRESH)
    app.type(words["again"], FRESH)
    app.click("check box", words["terms"])
    app.click("push button", words["apply"])
    app.see("label", words["waits"])
    code = mails.take_code(ADDRESS)
    app.kill()
    town.advance(hours=24, seconds=1)
    app.start()
    app.click("push button", "Go On with Your Account")
    app.type(words["code"], code)
    press_last(app, words["continue"])
    app.see("label", re.compile("This code is wrong, was used or is too old"))
    app.click("push button", "Fill the Form Again")
    check(app.read_entry(words["last"]) == "Moreau", "the name did not stay")
    fill(app, words)
    app.click("check box", words["terms"])
    app.click("push button", words["apply"])
    app.see("label", words["waits"])
    mails.take(ADDRESS)
    app.click("push button", "Send the Mail Again")
    app.see("label", re.compile("^The mail was sent again"))
    app.type(words["code"], mails.take_code(ADDRESS))
    press_last(app, words["continue"])
    app.see("label", words["planning"])


def draft(app):
    path = app.data / "account-draft.ini"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def known_address(folder, ending):
    """Who signs up with an address that has an account sees what a stranger sees; the mail tells"""
    town, app = begin(folder, ending)
    words = WORDS["en"]
    open_form(app, town, words)
    fill(app, words)
    app.type(words["email"], LOGIN)
    app.click("check box", words["terms"])
    app.click("push button", words["apply"])
    app.see("label", re.compile("^A mail is on its way to " + LOGIN))
    mail = Mailbox(town, app).take(LOGIN)
    check("already" in mail["Subject"], f"the subject is {mail['Subject']!r}")


def town_that_stumbles(folder, ending):
    """A town that fails in the middle of a sign-up is told, and nothing typed is lost"""
    town, app = begin(folder, ending)
    words = WORDS["en"]
    proxy = faults.Proxy(town)
    ending.callback(proxy.stop)
    find_town(app, proxy.uri)
    app.click("push button", words["create"])
    fill(app, words)
    app.click("check box", words["terms"])
    for fault, sentence in {"server-error": "has a problem of its own", "busy": "too much to do",
                            "truncate": "could not be understood|does not answer"}.items():
        proxy.misbehave(fault, "/accounts")
        app.click("push button", words["apply"])
        app.see("label", re.compile(sentence))
        check(app.read_entry(words["email"]) == ADDRESS, "the address did not stay")
        check(len(app.read_entry(words["password"])) == len(FRESH), "the password did not stay")
    proxy.misbehave(None)
    app.click("push button", words["apply"])
    app.see("label", words["waits"])


def invited(folder, ending):
    """Somebody whom the town invites chooses a password by the code of the mail"""
    town, app = begin(folder, ending)
    words = WORDS["en"]
    town.agent("invite", ADDRESS, "Inès", "Moreau", "--language", "en")
    code = Mailbox(town, app).take_code(ADDRESS)
    find_town(app, town.uri)
    app.click("push button", "I Have a Code")
    app.type(words["code"], code)
    app.type(words["password"], FRESH)
    app.type(words["again"], FRESH)
    app.click("check box", words["terms"])
    app.screenshot("accounts-invited")
    press_last(app, words["continue"])
    app.see("label", words["planning"])


def lost_password(folder, ending):
    """A lost password is replaced by another one through a mail"""
    town, app = begin(folder, ending)
    words = WORDS["en"]
    mails = Mailbox(town, app)
    find_town(app, town.uri)
    app.click("push button", "Forgotten Password?")
    app.type(words["email"], LOGIN)
    app.click("push button", "Send the Mail")
    app.see("label", "The mail is on its way.")
    app.screenshot("accounts-lost-password")
    app.type(words["code"], mails.take_code(LOGIN))
    app.type(words["password"], FRESH)
    app.type(words["again"], FRESH)
    app.click("push button", "Change the Password")
    app.see("check box")
    app.close()
    app.start()
    app.see("check box")


def provisional_password(folder, ending):
    """A provisional password is changed at the first sign-in, before anything else"""
    town, app = begin(folder, ending)
    words = WORDS["en"]
    provisional = town.agent_json("set-password", LOGIN, "--provisional")[0]["password"]
    find_town(app, town.uri)
    app.type("Login", LOGIN)
    app.type("Password", provisional)
    app.click("push button", "Sign In")
    app.see("label", re.compile("^This password was given by the town hall"))
    app.screenshot("accounts-provisional")
    app.type(words["password"], "weak")
    app.type(words["again"], "weak")
    press_last(app, words["continue"])
    app.see("label", re.compile("^The password does not keep all the rules"))
    app.type(words["password"], FRESH)
    app.type(words["again"], FRESH)
    press_last(app, words["continue"])
    app.see("check box")
    check(not town.query("SELECT 1 FROM guardians WHERE email = ? AND provisional", LOGIN), "it is still provisional")


if __name__ == "__main__":
    sys.exit(run([new_family, in_french, killed_meanwhile, known_address, town_that_stumbles, invited, lost_password,
                  provisional_password]))
