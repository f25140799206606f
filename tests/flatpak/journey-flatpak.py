#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The app in its Flatpak: installed, sandboxed with the permissions of the manifest, and a day booked in it."""
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys

from desktop import Desktop
from portail import APPLICATION, PATIENCE, ROOT, App, Town, check, run, sign_in
from programs import Programs
from slots import is_open, tick

PERMISSIONS = {
    "shared": {"network", "ipc"},
    "sockets": {"wayland", "fallback-x11", "x11"},  # the latter as Flatpak writes a fallback
    "devices": {"dri"},
}
SHELL = ["flatpak", "run", "--user", "--command=sh", APPLICATION, "-c"]


# The canteen of Monday 30 November is booked until Tuesday 24, 23:59; of that the family is reminded on Monday morning.
MORNING = datetime.datetime(2026, 11, 23, 6, 1, tzinfo=datetime.timezone.utc)
CANTEEN = re.compile("^Léna.*Restaurant scolaire$")


class SandboxedApp(App):
    """The app as Flatpak starts it: its home is its own, and a proxy stands between it and the bus."""

    @property
    def sandbox(self):
        return self.home / ".var" / "app" / APPLICATION

    @property
    def data(self):
        return self.sandbox / "data" / "portail-famille"

    def _prepare(self, env):
        env.pop("LOCPATH", None)  # the runtime has its own locales
        env["HOME"] = str(self.home)
        self._settle(self.sandbox / "config")
        return ["flatpak", "run", "--user", APPLICATION]

    def _find_application(self):
        for name, _ in self._call("org.a11y.atspi.Registry", ROOT, "org.a11y.atspi.Accessible", "GetChildren"):
            if self._call(name, ROOT, "org.freedesktop.DBus.Properties", "Get", "org.a11y.atspi.Accessible", "Name",
                          signature="(ss)") == "portail-famille":
                return name
        return None

    def close(self):
        subprocess.run(["flatpak", "kill", APPLICATION], check=False, stderr=subprocess.DEVNULL)
        super().close()


def begin(folder, ending, now=None):
    town = Town(folder / "town", now).start()
    ending.callback(town.stop)
    app = SandboxedApp(folder / "home").start()
    ending.callback(app.close)
    sign_in(app, town.uri)
    return town, app


def asks_for_little(_folder, _ending):
    """The sandbox opens the network and the display, no folder of the family's, and nobody's secrets"""
    told = subprocess.run(["flatpak", "info", "--user", "--show-permissions", APPLICATION], check=True, capture_output=True,
                          text=True, timeout=PATIENCE).stdout
    sections = re.findall(r"^\[(.*)\]$", told, re.MULTILINE)
    check(sections == ["Context"], f"it asks for more than a context: {told}")
    given = {key: set(filter(None, values.split(";"))) for key, values in re.findall(r"^(\w+)=(.*)$", told, re.MULTILINE)}
    check(given == PERMISSIONS, f"its permissions are {given}")
    mine = pathlib.Path(os.environ["HOME"], "mine")
    mine.write_text("private", encoding="ascii")
    seen = subprocess.run([*SHELL, f"cat '{mine}'"], check=False, capture_output=True, text=True, timeout=PATIENCE)
    check(seen.returncode != 0, f"it reads a file of the home: {seen.stdout}")


def is_whole(_folder, _ending):
    """Everything that the desktop needs is exported under the application's name"""
    exported = pathlib.Path(os.environ["FLATPAK_USER_DIR"], "exports", "share")
    for path in (f"applications/{APPLICATION}.desktop", f"dbus-1/services/{APPLICATION}.service",
                 f"icons/hicolor/scalable/apps/{APPLICATION}.svg",
                 f"icons/hicolor/symbolic/apps/{APPLICATION}-symbolic.svg"):
        check((exported / path).exists(), f"{path} is not exported")
    entry = (exported / "applications" / f"{APPLICATION}.desktop").read_text(encoding="utf-8")
    check(re.search(rf"^Exec=.*flatpak run .*{APPLICATION}", entry, re.MULTILINE), f"the launcher starts no sandbox: {entry}")


def books_a_day(folder, ending):
    """A parent signs in, books a day in the sandbox, and is still signed in after a restart; the secret is not in the clear"""
    town, app = begin(folder, ending)
    before = town.query("SELECT count(*) FROM bookings WHERE status = 1")[0][0]
    place = tick(app, is_open(app), app.words("booked"))
    app.open_page(3)
    app.click("push button", "Send")
    app.wait("the town to hold the booking",
             lambda: town.query("SELECT count(*) FROM bookings WHERE status = 1")[0][0] == before + 1)
    app.screenshot("flatpak-basket")

    accounts = json.loads((app.data / "accounts.json").read_text(encoding="utf-8"))
    check(accounts, "no account is kept")
    keyring = (app.sandbox / "data" / "keyrings" / "default.keyring").read_bytes()
    check(b"refresh_token" not in keyring, "the secret is on the disk in the clear")
    app.close()
    app.start()
    app.see("check box", app.slot_that(place, app.words("booked")))
    app.open_page(2)
    app.screenshot("flatpak-planning")
    check(app.find("push button", "Sign In Again…") is None, "the sandbox forgot who is signed in")


def find_portal_dialog():
    """The window of the portal's dialog, if it is there."""
    found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "portal"], check=False, capture_output=True,
                           text=True).stdout.split()
    return found[-1] if found else None


def answer_portal_dialog(app, *keys):
    """Types @keys into the portal's dialog, once it is there."""
    window = app.wait("the portal's dialog", find_portal_dialog)
    subprocess.run(["xdotool", "windowfocus", "--sync", window, "key", "--clearmodifiers", *keys], check=True, timeout=PATIENCE)
    return window


def saves_a_file_by_the_portal(folder, ending):
    """The plan for a calendar is saved where the portal's dialog says, outside of the sandbox"""
    _, app = begin(folder, ending)
    app.key("F10")
    app.key("c")  # The Plan in Your _Calendar…: the runtime's GTK names no menu item
    app.click("push button", "Save…")
    target = folder / "plan.ics"
    answer_portal_dialog(app, "ctrl+a")
    subprocess.run(["xdotool", "type", "--clearmodifiers", str(target)], check=True)
    app.screenshot("flatpak-portal")
    subprocess.run(["xdotool", "key", "--clearmodifiers", "Return"], check=True)
    app.wait("the file to be whole", lambda: target.exists() and "END:VCALENDAR" in target.read_text(encoding="utf-8"))


def opens_a_link_by_the_portal(folder, ending):
    """A payment link is opened by the browser outside of the sandbox, once the family agrees to the host"""
    programs = Programs(folder)
    programs.install(pathlib.Path(os.environ["XDG_DATA_HOME"]))
    _, app = begin(folder, ending)
    app.open_named_page("Invoices")
    app.touch("label", app.phrase("To be paid by %s, %s"))
    app.click("push button", "Pay")
    app.see("label", re.compile("127.0.0.1"))
    app.click("push button", "Open the Page")
    check("/pay/" in programs.wait_link(app, 1), f"the browser was sent to {programs.read_links()}")


def prints_by_the_portal(folder, ending):
    """The month goes to the printer that the portal's dialog offers, drawn in the sandbox, in a file outside of it"""
    _, app = begin(folder, ending)
    app.key("ctrl+p")
    answer_portal_dialog(app, "Tab", "Down")  # to the only printer
    app.screenshot("flatpak-print")
    answer_portal_dialog(app, "space")
    app.see("label", "Sent to the printer")
    printed = app.wait("what is printed", lambda: next((path for path in app.home.glob("*.pdf") if path.stat().st_size), None))
    check(printed.read_bytes().startswith(b"%PDF"), f"{printed} is no PDF")


def reminds_by_the_portal(folder, ending):
    """A reminder reaches the desktop through the portal, and pressed there opens its day in the sandboxed window"""
    desktop = Desktop()
    ending.callback(desktop.stop)
    _, app = begin(folder, ending, MORNING)
    app.open_page(1)
    app.see("label", "To Do")
    app.wait("the reminder", lambda: desktop.find(CANTEEN))
    desktop.press(desktop.find(CANTEEN))
    app.see("check box", re.compile(r"\b30 \w+, Léna, Restaurant scolaire"))


def starts_with_the_session_by_the_portal(folder, ending):
    """The family agrees to reminders without a window: the portal is asked, and starts the sandbox with the session"""
    desktop = Desktop()
    ending.callback(desktop.stop)
    _, app = begin(folder, ending)
    app.open_page(1)
    app.click("push button", "Remind Me")
    app.wait("the portal to ask the desktop", lambda: desktop.started.get(APPLICATION))
    command = desktop.started[APPLICATION]
    check(command[:2] == ["flatpak", "run"] and APPLICATION in command and command[-1] == "--background",
          f"the session would start {command}")
    app.see("label", "You will be reminded also when the app is closed")
    app.screenshot("flatpak-background")


if __name__ == "__main__":
    sys.exit(run([asks_for_little, is_whole, books_a_day, saves_a_file_by_the_portal, opens_a_link_by_the_portal, prints_by_the_portal,
                  reminds_by_the_portal, starts_with_the_session_by_the_portal]))
