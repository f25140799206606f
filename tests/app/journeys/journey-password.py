#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one does with an account from the window's menu: its password, signing out, forgetting; and the links of mails."""
import email
import email.policy
import re
import subprocess
import sys

from portail import LOGIN, PASSWORD, begin, check, run, sign_in

ADDRESS = "ines.moreau@example.org"
FRESH = "Etoile-2027"
# The town's own words, in the family's language.
TOWN_REFUSES = re.compile("(This is not your present password|Ce n’est pas votre mot de passe actuel)")


def choose(app, town, item):
    """Presses an item of the town's menu."""
    app.activate(app.find_all("push button", "Main Menu")[-1])
    app.click("menu item", town.query("SELECT name FROM town")[0][0])
    app.click("menu item", item)


def sign_in_again(app, password):
    """By the banner's button, in the dialog."""
    app.click("push button", "Sign In")
    app.type("Password", password)
    app.click("push button", "Sign In")


def refused(town, password):
    """Whether the town refuses @password."""
    try:
        town.ask("POST", "/v1/tokens", {"grant": "password", "login": LOGIN, "password": password})
    except OSError as error:
        return error.code == 401
    return False


def see_signed_out(app):
    app.see("label", "Sign in again to hear from the town. Everything you chose is kept.")


def change_and_sign_out(folder, ending):
    """The password is changed, each wrong input told; signed out the plan stays, and only the new password signs in"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    choose(app, town, "Change the Password…")
    app.type("New password", FRESH)
    app.type("New password, once more", FRESH)
    app.click("push button", "Change the Password")
    app.see("label", "Type your present password.")
    app.type("Present password", "Not-the-password-1")
    app.click("push button", "Change the Password")
    app.see("label", TOWN_REFUSES)
    app.screenshot("password-wrong")
    app.type("Present password", PASSWORD)
    app.type("New password, once more", FRESH + "!")
    app.click("push button", "Change the Password")
    app.see("label", app.phrase("The two passwords are not the same"))
    check(app.read_entry("Present password") != "", "what was typed is gone")
    app.type("New password, once more", FRESH)
    app.click("push button", "Change the Password")
    app.see("label", "The password is changed")
    app.see("check box")
    check(refused(town, PASSWORD) and not refused(town, FRESH), "the town has not changed the password")

    choose(app, town, "Sign Out")
    app.see("label", "Signed out. What was not sent is kept until you sign in again.")
    see_signed_out(app)
    app.see("check box")
    app.screenshot("password-signed-out")
    app.close()
    app.start()
    see_signed_out(app)
    sign_in_again(app, PASSWORD)
    app.see("label", app.phrase("The login or the password is not right."))
    app.type("Password", FRESH)
    app.click("push button", "Sign In")
    app.see_no("label", "Sign in again to hear from the town. Everything you chose is kept.")
    app.see("check box")


def forgotten_device(folder, ending):
    """Forgetting asks first; afterwards nothing of the family is on the disk, and the town knows this device no more"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    choose(app, town, "Forget on This Computer…")
    app.click("push button", re.compile("^" + app.words("Cancel")))
    app.see("check box")
    choose(app, town, "Forget on This Computer…")
    app.screenshot("password-forget")
    app.click("push button", re.compile("^" + app.words("Forget")))
    app.see(("text", "password text", "entry"), "Web address of the town")
    left = [path for path in (app.data / "accounts").rglob("*") if path.is_file()] if (app.data / "accounts").is_dir() else []
    check(not left, f"something is left: {left}")
    check(not town.query("SELECT 1 FROM token_families WHERE revoked = 0"), "the town still knows this device")


def take_link(town, app, to):
    """The link of the mail that the town has sent last."""
    folder = town.database.with_name(town.database.name + ".mail")

    def find():
        for path in sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns, reverse=True):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if to in mail["To"]:
                return re.search(r"portail-famille:code\S+", mail.get_content())[0]
        return None

    return app.wait(f"a mail to {to}", find)


def link_of_a_mail(folder, ending):
    """The link of an invitation opens the app at its code, whether it runs or not; half a link is told"""
    town, app = begin(folder, ending)
    town.agent("invite", ADDRESS, "Inès", "Moreau", "--language", "en")
    link = take_link(town, app, ADDRESS)
    subprocess.run(["gio", "open", "portail-famille:code?town=somewhere"], check=True)
    app.see("label", "This link is not complete: copy it from the mail as a whole")
    subprocess.run(["gio", "open", link], check=True)
    app.see(("text", "password text", "entry"), "Code or link of the mail")
    code = app.read_entry("Code or link of the mail")
    check(re.fullmatch(r"N-\w{5}-\w{5}", code), f"the code is {code!r}")
    app.screenshot("password-link")
    app.close()

    app.arguments = [link]
    app.start()
    app.see(("text", "password text", "entry"), "Code or link of the mail")
    app.type("New password", FRESH)
    app.type("New password, once more", FRESH)
    app.click("check box", "I accept the terms of use")
    # Clicked once more, as people do: the form that is open stays as it is.
    subprocess.run(["gio", "open", link], check=True)
    check(len(app.read_entry("New password")) == len(FRESH), "what was typed is gone")
    app.click("push button", "Continue")
    app.see("label", "Planning")
    app.arguments = []
    app.close()
    app.start()
    app.see("label", "Planning")


if __name__ == "__main__":
    sys.exit(run([change_and_sign_out, forgotten_device, link_of_a_mail]))
