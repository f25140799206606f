#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Coming back: signing in again on an account that is known, and the window as it was left."""
import datetime
import re
import subprocess
import sys

from portail import LOGIN, App, Town, begin, check, run, sign_in

# A Monday morning in school time, as in journey-trouble.
MONDAY = datetime.datetime(2026, 11, 16, 9, 0, tzinfo=datetime.timezone.utc)
NEW_PASSWORD = "Nuage-2027"
SIGN_IN_AGAIN = "Sign in again to hear from the town. Everything you chose is kept"


def count_bookings(town):
    return town.query("SELECT count(*) FROM bookings WHERE status = 1")[0][0]


def sign_in_again(folder, ending):
    """A new password ends the session: a banner asks to sign in again, and what waited is sent after it"""
    town, app = begin(folder, ending, MONDAY)
    sign_in(app, town.uri)
    before = count_bookings(town)
    slot = app.see("check box", re.compile(f", Restaurant scolaire{app.speech.colon}" + app.words("available")))
    name = app.place(slot)
    app.activate(slot)
    app.see("check box", app.slot_that(name, app.words("booked") + ".*" + app.words("In the basket, not sent yet")))
    town.agent("set-password", LOGIN, "--password", "-", given=NEW_PASSWORD + "\n")
    town.advance(hours=1)  # the access token has its time
    app.key("ctrl+r")
    app.see("label", app.phrase(SIGN_IN_AGAIN))
    app.open_page(3)
    app.click("push button", "Send")
    app.see("label", "On the Way")
    app.screenshot("return-signed-out")
    check(count_bookings(town) == before, "it was sent without a session")
    app.click("push button", "Sign In")
    dialog = app.see(("filler", "dialog", "frame"), "Sign In to a Town")
    check(app.read_entry("Login") == LOGIN, "the login has to be typed again")
    app.screenshot("return-sign-in")
    app.type("Password", "Soleil-2026")
    app.click("push button", "Sign In", inside=dialog)
    app.see("label", app.phrase("The login or the password is not right"))
    app.type("Password", NEW_PASSWORD)
    app.click("push button", "Sign In", inside=dialog)
    app.see(None, app.phrase("Receipt %s"))
    app.see_no("label", app.phrase(SIGN_IN_AGAIN))
    app.screenshot("return-signed-in")
    check(count_bookings(town) == before + 1, "the change that waited was not sent once")


def find_window():
    """The id of the app's window, its width and its height."""
    window = subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "Portail Famille"], capture_output=True,
                            text=True, check=True).stdout.split()[-1]
    shape = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], capture_output=True, text=True,
                           check=True).stdout
    return window, *(int(re.search(f"{side}=(\\d+)", shape).group(1)) for side in ("WIDTH", "HEIGHT"))


def remembered_size(folder, ending):
    """The window comes back as large as it was left"""
    town = Town(folder / "town", MONDAY).start()
    ending.callback(town.stop)
    # Where there is no desktop, settings are kept in a file; elsewhere the journeys leave none.
    app = App(folder / "home", environment={"GSETTINGS_BACKEND": "keyfile"}).start()
    ending.callback(app.close)
    sign_in(app, town.uri)
    window, width, height = find_window()
    subprocess.run(["xdotool", "windowsize", window, str(width - 120), str(height - 80)], check=True)
    app.wait("the window to take its new size", lambda: find_window()[1:] == (width - 120, height - 80))
    app.key("ctrl+q")
    app.process.wait()
    app.start()
    app.see("check box")
    check(find_window()[1:] == (width - 120, height - 80), f"the window came back as {find_window()}")


if __name__ == "__main__":
    sys.exit(run([sign_in_again, remembered_size]))
