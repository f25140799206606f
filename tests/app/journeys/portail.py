# SPDX-License-Identifier: GPL-3.0-or-later
"""What every journey needs: a real town, the real window, and a person's hands and eyes on it (AT-SPI)."""
import contextlib
import datetime
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

APPLICATION = "org.example.PortailFamille"
LOGIN = "claire.martin@example.org"
PASSWORD = "Soleil-2026"

# How long a person would wait before calling it broken. Nothing waits for it: every wait ends at the event it waits for.
PATIENCE = float(os.environ.get("PF_TEST_PATIENCE", "20"))


class Broken(AssertionError):
    """What a person would say went wrong."""


def check(condition, sentence):
    if not condition:
        raise Broken(sentence)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Town:
    """The real server on loopback, with a clock that the journey sets."""

    def __init__(self, folder, now=None, demo=True):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = self.folder / "town.sqlite"
        self.clock = self.folder / "clock"
        self.port = free_port()
        self.process = None
        self.set_clock(now or datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0))
        if demo:
            self.run("init", "--demo", "--database", self.database, "--clock", self.clock)

    @property
    def uri(self):
        return f"http://127.0.0.1:{self.port}"

    def set_clock(self, moment):
        self.now = moment
        draft = self.clock.with_suffix(".new")
        draft.write_text(moment.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"), encoding="ascii")
        draft.rename(self.clock)

    def run(self, *words):
        done = subprocess.run(["portail-famille-server", *map(str, words)], capture_output=True, text=True)
        check(done.returncode == 0, f"portail-famille-server {words}: {done.stderr}{done.stdout}")
        return done.stdout

    def agent(self, *words):
        return self.run("agent", *words, "--database", self.database)

    def agent_json(self, *words):
        return json.loads(self.agent(*words, "--json"))

    def start(self):
        self.process = subprocess.Popen(
            ["portail-famille-server", "serve", "--database", str(self.database), "--port", str(self.port),
             "--clock", str(self.clock)],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        check("Listening on" in line, f"the town did not start: {line!r}")
        return self

    def stop(self, how=signal.SIGTERM):
        if self.process:
            self.process.send_signal(how)
            self.process.wait()
            self.process.stdout.close()
            self.process = None


class App:
    """The real window, seen and touched through AT-SPI."""

    def __init__(self, home, language="en", arguments=(), environment=None):
        self.home = pathlib.Path(home)
        self.language = language
        self.arguments = list(arguments)
        self.environment = environment or {}
        self.process = None
        self.node = None

    def start(self):
        env = dict(os.environ, **self.environment)
        for variable, folder in (("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache"),
                                 ("XDG_STATE_HOME", "state")):
            env[variable] = str(self.home / folder)
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        gtk = self.home / "config" / "gtk-4.0"
        gtk.mkdir(exist_ok=True)
        (gtk / "settings.ini").write_text("[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=false\n")
        env["LC_ALL"] = "fr_FR.UTF-8" if self.language == "fr" else "en_GB.UTF-8"
        env["LANGUAGE"] = self.language
        self.process = subprocess.Popen(["portail-famille", *self.arguments], env=env)
        self.node = self.wait("the app to appear on the accessibility bus", self._find_application)
        return self

    def _find_application(self):
        check(self.process.poll() is None, f"the app ended with status {self.process.poll()}")
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            with contextlib.suppress(GLib.Error):
                if child and child.get_process_id() == self.process.pid and child.get_child_count() > 0:
                    return child
        return None

    def wait(self, what, condition):
        """Returns what @condition returns as soon as it is true."""
        context = GLib.MainContext.default()
        until = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(GLib.Error):
                found = condition()
                if found:
                    return found
            if time.monotonic() > until:
                self.screenshot("broken")
                raise Broken(f"waited in vain for {what}\n{self.describe()}")
            if self.process and self.process.poll() is not None:
                raise Broken(f"the app ended with status {self.process.returncode} while waiting for {what}")
            while context.pending():
                context.iteration(False)
            time.sleep(0.02)

    # Seeing

    def walk(self, node=None, depth=0):
        node = node or self.node
        node.clear_cache_single() if hasattr(node, "clear_cache_single") else node.clear_cache()
        yield node, depth
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child is not None:
                with contextlib.suppress(GLib.Error):
                    yield from self.walk(child, depth + 1)

    def describe(self):
        lines = []
        with contextlib.suppress(Exception):
            for node, depth in self.walk():
                name = node.get_name()
                if name:
                    lines.append(f"{'  ' * depth}{node.get_role_name()}: {name}")
        return "\n".join(lines)

    def matches(self, node, role, name):
        if role and node.get_role_name() not in (role if isinstance(role, tuple) else (role,)):
            return False
        if name is None:
            return True
        text = node.get_name() or ""
        return bool(name.search(text)) if isinstance(name, re.Pattern) else text == name

    def find_all(self, role=None, name=None, inside=None):
        found = []
        with contextlib.suppress(GLib.Error):
            for node, _ in self.walk(inside):
                with contextlib.suppress(GLib.Error):
                    if self.matches(node, role, name):
                        found.append(node)
        return found

    def find(self, role=None, name=None, inside=None):
        found = self.find_all(role, name, inside)
        return found[0] if found else None

    def see(self, role=None, name=None, inside=None):
        """Waits until there is a node of that role and name on the screen."""
        return self.wait(f"{role or 'anything'} named {name!r}", lambda: self.find(role, name, inside))

    def see_no(self, role=None, name=None, inside=None):
        self.wait(f"no {role or 'thing'} named {name!r}", lambda: not self.find(role, name, inside))

    def read(self, name):
        """Waits for any text that matches @name; returns the match."""
        node = self.see(None, name)
        return name.search(node.get_name())

    def title(self):
        """The month or week on the Planning page."""
        return self.see("label", re.compile(r"^[A-Za-zé–\d ]+ \d{4}$")).get_name()

    # Touching

    def click(self, role=None, name=None, inside=None):
        node = name if isinstance(name, Atspi.Accessible) else self.see(role, name, inside)
        self.activate(node)
        return node

    def activate(self, node):
        self.wait(f"{node.get_name()!r} to be usable", lambda: node.get_state_set().contains(Atspi.StateType.SENSITIVE))
        action = node.get_action_iface()
        check(action is not None and action.get_n_actions() > 0, f"{node.get_name()!r} has no action")
        check(action.do_action(0), f"{node.get_name()!r} refused its action")

    def type(self, name, text):
        """Replaces the text of the entry called @name."""
        entry = self.see(("text", "password text", "entry"), name)
        editable = self.wait(f"{name!r} to be editable", entry.get_editable_text_iface)
        check(editable.set_text_contents(text), f"{name!r} took no text")

    def open_page(self, number):
        """Opens a page by its key: 1 Home, 2 Planning, 3 Basket."""
        self.key(f"ctrl+{number}")

    def key(self, *keys):
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    # Ending, and proofs

    def screenshot(self, name):
        folder = os.environ.get("PF_SCREENSHOTS")
        if folder:
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            subprocess.run(["import", "-window", "root", str(pathlib.Path(folder) / f"{name}.png")], check=False)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process = None

    def close(self):
        if self.process:
            self.process.terminate()
            self.process.wait()
            self.process = None


def run(journeys):
    """Runs the functions given, each in a folder of its own, and speaks TAP."""
    if shutil.which("portail-famille") is None:
        print("1..0 # SKIP the programs are not installed: run meson install first")
        return 0
    Atspi.init()
    wanted = sys.argv[1:]
    journeys = [journey for journey in journeys if not wanted or journey.__name__ in wanted]
    print(f"1..{len(journeys)}", flush=True)
    failed = 0
    for number, journey in enumerate(journeys, 1):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="portail-famille-"))
        title = journey.__doc__.strip().splitlines()[0]
        ending = contextlib.ExitStack()
        try:
            with ending:
                journey(folder, ending)
            print(f"ok {number} {title}", flush=True)
        except Exception as error:  # every failure is a failed journey, told in its own words
            failed += 1
            print("\n".join(f"# {line}" for line in f"{type(error).__name__}: {error}".splitlines()))
            print(f"not ok {number} {title}", flush=True)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0
