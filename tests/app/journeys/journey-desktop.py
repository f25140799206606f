#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The app as the desktop starts it: through the bus, at the page that an action of its launcher names."""
import os
import sys

from activation import Activatable, ask_bus
from portail import APPLICATION, Town, run, sign_in

# What only that page has.
ACTIONS = {
    "planning": ("push button", "Tick the Whole Month"),
    "basket": ("label", "Nothing to Send"),
    "invoices": (None, "Which invoices to show"),
    "new-message": ("text", "Subject"),
}


def launcher_opens_pages(folder, ending):
    """Each action of the launcher starts the app through the bus, or brings the running one to its page"""
    town = Town(folder / "town").start()
    ending.callback(town.stop)
    app = Activatable(os.environ["HOME"])
    app.start()
    sign_in(app, town.uri)
    app.close()

    app.prepare_bus()
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
