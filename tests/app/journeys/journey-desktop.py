#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The app as the desktop starts it: through the bus, at the page that an action of its launcher names."""
import os
import sys

from activation import Activated, ask_bus, install_service
from portail import APPLICATION, App, Town, run, sign_in

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio  # noqa: E402

# What only that page has.
ACTIONS = {
    "planning": ("push button", "Tick the Whole Month"),
    "basket": ("label", "Nothing to Send"),
    "invoices": (None, "Which invoices to show"),
    "new-message": ("text", "Subject"),
}


class Activatable(App):
    """The app that an action of the launcher starts, or finds running."""

    def __init__(self, home):
        super().__init__(home)
        self.launcher = Gio.DesktopAppInfo.new(f"{APPLICATION}.desktop")

    def launch(self, action):
        self.launcher.launch_action(action, None)
        if not self.process:
            self.wait("the bus to start the app", lambda: ask_bus("NameHasOwner", "(s)", APPLICATION))
            self.process = Activated()
            self.bus_name = self.wait("the app to appear on the accessibility bus", self._find_application)


def launcher_opens_pages(folder, ending):
    """Each action of the launcher starts the app through the bus, or brings the running one to its page"""
    town = Town(folder / "town").start()
    ending.callback(town.stop)
    app = Activatable(os.environ["HOME"])
    app.start()
    sign_in(app, town.uri)
    app.close()

    install_service()
    # The bus was there before this walk chose its language.
    ask_bus("UpdateActivationEnvironment", "(a{ss})", {"LC_ALL": app.speech.locale, "LANGUAGE": app.speech.language})
    assert set(app.launcher.list_actions()) == set(ACTIONS)
    ending.callback(app.close)
    for action, (role, name) in ACTIONS.items():
        app.launch(action)
        app.see(role, name)
        app.screenshot(f"launcher-{action}")
    first = app.process.pid
    assert ask_bus("GetConnectionUnixProcessID", "(s)", APPLICATION) == first

    app.close()
    app.process = None
    app.launch("invoices")
    app.see(*ACTIONS["invoices"])
    assert app.process.pid != first


if __name__ == "__main__":
    sys.exit(run([launcher_opens_pages]))
