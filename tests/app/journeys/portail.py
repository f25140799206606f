# SPDX-License-Identifier: GPL-3.0-or-later
"""What every journey needs: a real town, the real window, and a person's hands and eyes on it (AT-SPI)."""
import argparse
import ast
import contextlib
import functools
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

from speech import Speech  # noqa: E402
from town import PATIENCE, Broken, Town, check, free_port  # noqa: E402, F401 (journeys take them from here)

APPLICATION = "org.example.PortailFamille"
ROOT = "/org/a11y/atspi/accessible/root"
# What GTK tells of a node, as text: reading it so takes a tenth of the time of taking the variant apart.
TEXT = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
ITEM = re.compile(rf"\(\('[^']*', '([^']*)'\), \('[^']*', '[^']*'\), \('[^']*', '([^']*)'\), (-?\d+), (-?\d+), "
                  rf"\[[^\]]*\], {TEXT}, (\d+), {TEXT}, \[(\d+), (\d+)\]\)")
CHILD = re.compile("'(/[^']*)'")
GRID_ROLES = ("table", "table row", "table cell")
MANY = 100  # new nodes: more than these are days of the plan
LOGIN = "claire.martin@example.org"
PASSWORD = "Soleil-2026"

PRESS_TIME = 0.35  # seconds that a button is down when it is activated, and a little more


def has_state(states, state):
    return bool(states[state // 32] & (1 << state % 32))


@functools.cache
def name_role(number):
    return Atspi.role_get_name(Atspi.Role(number))


class Node:
    """Something that assistive technologies are told of, as it was when it was looked at."""

    def __init__(self, path, parent, index, count, name, role, states):
        self.path = path
        self.parent = parent
        self.index = index
        self.count = count
        self.name = name
        self.role = role
        self.states = states

    def get_name(self):
        return self.name

    def get_role_name(self):
        return self.role

    def has(self, state):
        return has_state(self.states, state)


def get_accessibility_address():
    session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1, None)
    return address.unpack()[0]


def connect_to_accessibility():
    return Gio.DBusConnection.new_for_address_sync(
        get_accessibility_address(),
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)


@functools.cache
def learn(language):
    return Speech(language)


class App:
    """The real window, seen and touched through AT-SPI. Things are called by their English names in every language; names
    that are none of the program's stay as they are."""

    language = "en"  # of this walk, where a journey names none

    def __init__(self, home, language=None, arguments=(), environment=None, prefix=()):
        self.home = pathlib.Path(home)
        self.speech = learn(language or self.language)
        self.prefix = list(prefix)
        self.arguments = list(arguments)
        self.environment = environment or {}
        self.process = None
        self.bus = None
        self.bus_name = None

    @property
    def data(self):
        """The folder of what the app keeps."""
        return self.home / "data" / "portail-famille"

    def start(self):
        env = dict(os.environ, **self.environment)
        env["LC_ALL"] = self.speech.locale
        env["LANGUAGE"] = self.speech.language
        command = self._prepare(env)
        self.process = subprocess.Popen([*self.prefix, *command, *self.arguments], env=env)
        self.bus = self.bus or connect_to_accessibility()
        self.bus_name = self.wait("the app to appear on the accessibility bus", self._find_application)
        return self

    def _prepare(self, env):
        """Gives the app a home of its own; returns what starts it."""
        for variable, folder in (("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache"),
                                 ("XDG_STATE_HOME", "state")):
            env[variable] = str(self.home / folder)
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        self._settle(self.home / "config")
        return ["portail-famille"]

    def _settle(self, configuration):
        gtk = configuration / "gtk-4.0"
        gtk.mkdir(parents=True, exist_ok=True)
        (gtk / "settings.ini").write_text("[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=false\n")

    def _ask(self, name, path, interface, method, *arguments, signature=None):
        given = GLib.Variant(signature, arguments) if signature else None
        return self.bus.call_sync(name, path, interface, method, given, None, 0, 5000, None)

    def _call(self, *words, signature=None):
        return self._ask(*words, signature=signature).unpack()[0]

    def _find_application(self):
        applications = self._call("org.a11y.atspi.Registry", ROOT,
                                  "org.a11y.atspi.Accessible", "GetChildren")
        for name, _ in applications:
            pid = self._call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetConnectionUnixProcessID", name,
                             signature="(s)")
            if pid == self.process.pid:
                return name
        return None

    def wait(self, what, condition):
        """Returns what @condition returns as soon as it is true."""
        until = time.monotonic() + PATIENCE
        while True:
            began = time.monotonic()
            with contextlib.suppress(GLib.Error):
                found = condition()
                if found:
                    return found
            if time.monotonic() > until:
                self.screenshot("broken")
                raise Broken(f"waited in vain for {what}\n{self.describe()}")
            if self.process and self.process.poll() is not None:
                raise Broken(f"the app ended with status {self.process.returncode} while waiting for {what}")
            # Looking takes the window's own time too: at most half of it.
            time.sleep(max(0.03, time.monotonic() - began))

    # Words

    def say(self, text):
        return self.speech.say(text)

    def words(self, text, *values):
        """A regular expression for a sentence of the program, to be part of a pattern; see Speech.words()."""
        return self.speech.words(text, *values)

    def phrase(self, text, *values):
        """A pattern for a sentence of the program; see Speech.words()."""
        return self.speech.phrase(text, *values)

    # Seeing

    def _ask_nodes(self):
        """What GTK knows of each node that it has made so far, by path: all of it in one call."""
        nodes = {}
        items = self._ask(self.bus_name, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems").print_(False)
        for path, parent, index, count, name, role, _, low, high in ITEM.findall(items):
            name = ast.literal_eval(name) if "\\" in name else name[1:-1]
            nodes[path] = Node(path, parent, int(index), int(count), name, name_role(int(role)), (int(low), int(high)))
        return nodes

    def _ask_children(self, paths):
        """The paths of each one's children, all asked at once: waiting for each answer would take longest of all."""
        children = {}

        def answered(bus, result, path):
            children[path] = []
            with contextlib.suppress(GLib.Error):  # gone meanwhile
                children[path] = CHILD.findall(bus.call_finish(result).print_(False))

        for path in paths:
            self.bus.call(self.bus_name, path, "org.a11y.atspi.Accessible", "GetChildren", None, None, 0, 5000, None,
                          answered, path)
        while len(children) < len(paths):
            GLib.MainContext.default().iteration(True)
        return children

    def _look(self, start):
        """The nodes that are not hidden, by path, and the paths of each one's children. Who is whose child is asked, for
        what is hidden is told to be there too; not of the many days of the plan, where nothing hides. GTK makes a node
        when its parent's children are asked: what it knows of the new ones is asked at the end, for all of them at once."""
        nodes = self._ask_nodes()
        by_parent, shown, level = {}, {}, [start]
        for node in sorted(nodes.values(), key=lambda node: node.index):
            by_parent.setdefault(node.parent, []).append(node.path)
        while level:
            if sum(path not in nodes for path in level) > MANY:
                nodes.update(self._ask_nodes())
            unknown = []
            for path in level:
                known = by_parent.get(path, []) if path in nodes and nodes[path].role in GRID_ROLES else []
                if path in nodes and path != ROOT and len(known) == nodes[path].count:
                    shown[path] = known
                else:
                    unknown.append(path)
            shown.update(self._ask_children(unknown))
            level = [child for path in level for child in shown.get(path, ())]
        if any(path not in nodes for path in shown):
            nodes.update(self._ask_nodes())
        return nodes, {path: children for path, children in shown.items() if path in nodes}

    def walk(self, inside=None):
        """Every node that is not hidden, with its depth, in the order of the window."""
        start = inside.path if inside else ROOT
        nodes, shown = self._look(start)
        pending = [(start, 0)]
        while pending:
            path, depth = pending.pop()
            if path in shown:
                yield nodes[path], depth
                pending += [(child, depth + 1) for child in reversed(shown[path])]

    def describe(self):
        lines = []
        with contextlib.suppress(Exception):
            for node, depth in self.walk():
                if node.name:
                    lines.append(f"{'  ' * depth}{node.role}: {node.name}")
        return "\n".join(lines)

    def matches(self, node, role, name):
        if role and node.role not in (role if isinstance(role, tuple) else (role,)):
            return False
        if name is None:
            return True
        return bool(name.search(node.name)) if isinstance(name, re.Pattern) else node.name in self.speech.names(name)

    def is_placed(self, node):
        """Whether it has a place in the window: a page of a stack that was never shown has none."""
        if node.role == "check box":  # a day's slot is drawn: it has a place whenever it is there
            return True
        _, _, width, height = self._ask_place(node)
        return width > 0 and height > 0

    def find_all(self, role=None, name=None, inside=None):
        with contextlib.suppress(GLib.Error):
            return [node for node, _ in self.walk(inside) if self.matches(node, role, name) and self.is_placed(node)]
        return []

    def find(self, role=None, name=None, inside=None):
        for node, _ in self.walk(inside):
            if self.matches(node, role, name) and self.is_placed(node):
                return node
        return None

    def see(self, role=None, name=None, inside=None):
        """Waits until there is a node of that role and name on the screen."""
        return self.wait(f"{role or 'anything'} named {name!r}", lambda: self.find(role, name, inside))

    def see_usable(self, role, name):
        return self.wait(f"{name!r} to be usable", lambda: self.find_usable(role, name))

    def find_usable(self, role, name):
        return next((node for node in self.find_all(role, name) if node.has(Atspi.StateType.SENSITIVE)), None)

    def see_no(self, role=None, name=None, inside=None):
        self.wait(f"no {role or 'thing'} named {name!r}", lambda: not self.find(role, name, inside))

    def read(self, name):
        """Waits for any text that matches @name; returns the match."""
        return name.search(self.see(None, name).name)

    def read_entry(self, name):
        """What is typed in the entry called @name."""
        return self._read_text(self.see(("text", "password text", "entry"), name))

    def _read_text(self, entry):
        return self._call(self.bus_name, entry.path, "org.a11y.atspi.Text", "GetText", 0, 1000, signature="(ii)")

    def title(self):
        """The month or week on the Planning page."""
        return self.see("label", re.compile(r"^[\w– ]+ \d{4}$")).name

    def place(self, slot):
        """What a slot of the plan is, without how it stands: "DAY, CHILD, UNIT"."""
        return slot.name.split(self.speech.colon)[0]

    def slot_that(self, place, becomes):
        """A pattern for the slot at @place that says @becomes, a regular expression."""
        return re.compile("^" + re.escape(place + self.speech.colon) + ".*" + becomes)

    # Touching

    def _ask_windows(self):
        """(path, states) of the windows that are open."""
        return [(path, self._call(self.bus_name, path, "org.a11y.atspi.Accessible", "GetState"))
                for _, path in self._call(self.bus_name, ROOT, "org.a11y.atspi.Accessible", "GetChildren")]

    def _find_reachable(self, role, name, inside=None):
        """As find(), but not behind a dialog, where nothing can be touched."""
        dialogs = [path for path, states in self._ask_windows() if has_state(states, Atspi.StateType.MODAL)]
        front = Node(dialogs[-1], None, 0, 0, "", "dialog", ()) if dialogs else None
        return self.find(role, name, inside or front)

    def reach(self, role=None, name=None, inside=None):
        """Waits until there is a node of that role and name that can be touched."""
        return self.wait(f"{role or 'anything'} named {name!r} within reach",
                         lambda: self._find_reachable(role, name, inside))

    def click(self, role=None, name=None, inside=None):
        if isinstance(name, Node):
            self.activate(name)
        else:
            self.wait(f"{role or 'anything'} named {name!r} to be usable",
                      lambda: self._press(self._find_reachable(role, name, inside)))

    def _is_usable(self, node):
        return any(now.path == node.path and now.has(Atspi.StateType.SENSITIVE) for now, _ in self.walk())

    def _do(self, node):
        return self._is_usable(node) and self._call(self.bus_name, node.path, "org.a11y.atspi.Action", "DoAction", 0,
                                                    signature="(i)")

    def _press(self, node):
        """A button that is activated stays down for a quarter of a second, tells its click then, and hears no other one
        meanwhile; nothing says when it is up again."""
        if node is None or not self._do(node):
            return False
        if node.role in ("push button", "toggle button"):
            down = time.monotonic()
            self.wait("the button to be up again", lambda: time.monotonic() > down + PRESS_TIME)
        return True

    def activate(self, node):
        """Presses it as soon as it can be pressed."""
        self.wait(f"{node.name!r} to be usable", lambda: self._press(node))

    def press_last(self, role, name):
        """Of several of that name, presses the last one: that of the page in front."""
        self.wait(f"the last {name!r} to be usable",
                  lambda: self._press(next(reversed(self.find_all(role, name)), None)))

    def press(self, role, name):
        """Presses it if it is there and can be pressed; waits for nothing."""
        node = self._find_reachable(role, name)
        if node:
            self._do(node)

    def type(self, name, text):
        """Replaces the text of the entry called @name. It is looked for each time: a form may be made anew."""
        def holds_it():
            entry = self._find_reachable(("text", "password text", "entry"), name)
            return (entry and entry.has(Atspi.StateType.SENSITIVE)
                    and self._call(self.bus_name, entry.path, "org.a11y.atspi.EditableText", "SetTextContents", text,
                                   signature="(s)")
                    and bool(self._read_text(entry)) == bool(text))

        self.wait(f"{name!r} to hold what is typed", holds_it)

    def touch(self, role=None, name=None):
        """Clicks with the mouse on what tells no action to a screen reader: a row."""
        node = self.reach(role, name)
        self.wait(f"{node.name!r} to be usable", lambda: self._is_usable(node))
        self._bring(node)
        self._click_on(name, lambda: self._find_reachable(role, name))

    def _ask_place(self, node):
        return self._call(self.bus_name, node.path, "org.a11y.atspi.Component", "GetExtents", 1, signature="(u)")

    def _click_on(self, name, find):
        """Clicks in the middle of what @find finds, once its window has the mouse and the keyboard and it has come to rest
        there. It is looked for each time: a list may be made anew."""
        self.wait("the window to have the keyboard", self._is_listening)
        seen = []

        def rests():
            node = find()
            seen.append(node and self._ask_place(node))
            return seen[-1] if seen[-1] in seen[-2:-1] else None

        left, top, width, height = self.wait(f"{name!r} to be at rest", rests)
        subprocess.run(["xdotool", "getactivewindow", "mousemove", "--window", "%1", str(left + width // 2),
                        str(top + height // 2), "click", "1"], check=True)

    def _bring(self, node):
        """Turns the wheel over the page until @node is in sight."""
        frame = self._ask_place(self.see("frame"))
        middle = frame[0] + 2 * frame[2] // 3, frame[1] + frame[3] // 2

        def is_in_sight():
            _, top, _, height = self._ask_place(node)
            if frame[1] + 60 <= top + height // 2 <= frame[1] + frame[3] - 90:
                return True
            button = "5" if top > middle[1] else "4"
            turns = 1 + abs(top - middle[1]) // 300  # of some 100 pixels each: never past it
            subprocess.run(["xdotool", "getactivewindow", "mousemove", "--window", "%1", *map(str, middle),
                            "click", "--delay", "0", "--repeat", str(turns), button], check=True)
            return False

        self.wait(f"{node.name!r} to come into sight", is_in_sight)

    def open_sidebar(self, title):
        """Goes to the page called @title by its row in the sidebar."""
        self.touch("list item", re.compile("^" + self.words(title)))
        self.see("label", title)

    def open_page(self, number):
        """Opens a page by its key: 1 Home, 2 Planning, 3 Basket."""
        self.key(f"ctrl+{number}")

    def open_named_page(self, name):
        """Opens a page by its key, found by its place in the sidebar; its name may say how many things wait there."""
        rows = [node.name for node in self.find_all("list item", inside=self.see("list", "Pages"))]
        number = next(i for i, row in enumerate(rows, 1) if re.fullmatch(self.words(name) + "(, .*)?", row))
        self.open_page(number)

    def click_row(self, list_name, row):
        """Activates a row of a list: rows have no action of their own, so it is a person's click."""
        self._click_on(row, lambda: self.find("list item", row, inside=self._find_reachable("list", list_name)))

    def open_named(self, name):
        """Opens a page by its name, as the search finds it."""
        self.key("ctrl+f")
        self.type("Search everything", self.say(name))
        self.see("list item", name, inside=self.see("list", "Found"))
        self.key("Return")
        self.see_no("label", "Search")

    def _is_listening(self):
        """Whether the window that is in front has the keyboard: a dialog is told to be there before it has it."""
        windows = [states for _, states in self._ask_windows()]
        dialogs = [states for states in windows if has_state(states, Atspi.StateType.MODAL)]
        return any(has_state(states, Atspi.StateType.ACTIVE) for states in dialogs or windows)

    def key(self, *keys):
        self.wait("the window to have the keyboard", self._is_listening)
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def copy_files(self, *paths, kind="text/uri-list"):
        """Copies files as a file manager would, and waits until the app knows what there is to paste: it asks as soon as it
        has heard that there is something, and so it is answered before us, who ask after it."""
        data = "".join(f"{path.as_uri()}\r\n" for path in paths).encode()
        subprocess.run(["xclip", "-selection", "clipboard", "-t", kind, "-i"], input=data, check=True)
        self._ask_windows()
        ask = ["xclip", "-selection", "clipboard", "-t", "TARGETS", "-o"]
        self.wait("the clipboard to answer", lambda: subprocess.run(ask, check=False, capture_output=True,
                                                                    timeout=PATIENCE).returncode == 0)
        for _ in range(20):  # the answer is read bit by bit between our questions
            self._ask_windows()

    # Ending, and proofs

    def screenshot(self, name):
        folder = os.environ.get("PF_SCREENSHOTS")
        if folder:
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            file = f"{name}.png" if self.speech.language == "en" else f"{name}-{self.speech.language}.png"
            subprocess.run(["import", "-window", "root", str(pathlib.Path(folder) / file)], check=False)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process = None

    def close(self):
        if self.process:
            self.process.terminate()
            self.process.wait()
            self.process = None


class Stopwatch:
    """How long the app and its town take, from now on. What they and the onlooker spend waiting for a processor that other
    programs use does not count: on a machine of their own it is the time that a clock shows."""

    def __init__(self, app, town):
        self.processes = (app.process.pid, town.process.pid, os.getpid())
        self.start = time.monotonic() - self._read_waiting()

    def _read_waiting(self):
        return sum(int(pathlib.Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[1])
                   for process in self.processes) / 1e9

    def read(self):
        return time.monotonic() - self._read_waiting() - self.start


def begin(folder, ending, now=None, language=None):
    """The demo town and the app, not yet signed in."""
    town = Town(folder / "town", now).start()
    ending.callback(town.stop)
    app = App(folder / "home", language).start()
    ending.callback(app.close)
    return town, app


def begin_without_keyring(folder, ending, now=None):
    """A session bus of its own for the app, with nothing on it; the accessibility bus stays ours."""
    configuration = folder / "bus.conf"
    configuration.write_text(
        '<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">'
        '<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>')
    bus = subprocess.Popen(["dbus-daemon", "--nofork", "--print-address", f"--config-file={configuration}"],
                           stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    ending.callback(bus.wait)
    ending.callback(bus.kill)
    town = Town(folder / "town", now).start()
    ending.callback(town.stop)
    app = App(folder / "home", environment={"DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(),
                                            "AT_SPI_BUS_ADDRESS": get_accessibility_address()}).start()
    ending.callback(app.close)
    return town, app


def find_town(app, uri):
    """The first step of signing in."""
    app.type("Web address of the town", uri)
    app.click("push button", "Continue")


def sign_in(app, uri, login=LOGIN, password=PASSWORD):
    """All steps of signing in, until the plan is there."""
    find_town(app, uri)
    app.type("Login", login)
    app.type("Password", password)
    app.click("push button", "Sign In")
    app.see("check box")


# The toolkit's own dialog, in its own words.
PRINT = re.compile("^(Print|Imprimer)$")
PRINTER = re.compile("^(Print to File|Imprimer dans un fichier)$")


def print_to_file(app, folder):
    """Ends the dialog that asks for a printer, with the one that every computer has; returns the file, somewhere in
    @folder."""
    dialog = app.see(("frame", "dialog"), PRINT)

    def choose_printer():
        # The toolkit does not tell that this dialog has the keyboard: it is pressed until it is chosen.
        left, top, width, height = app._ask_place(app.see("label", PRINTER))
        subprocess.run(["xdotool", "getactivewindow", "mousemove", "--window", "%1", str(left + width // 2),
                        str(top + height // 2), "click", "1"], check=True)
        return app.find("push button", PRINT, inside=dialog).has(Atspi.StateType.SENSITIVE)

    app.wait("the printer to be chosen", choose_printer)
    app.click("push button", PRINT)
    app.see("label", "Sent to the printer")
    return app.wait("what is printed",
                    lambda: next((path for path in pathlib.Path(folder).rglob("*.pdf") if path.stat().st_size), None))


def keep_picture(app, pdf, name):
    """Keeps the first page beside the pictures of the screen, to be looked at."""
    folder = os.environ.get("PF_SCREENSHOTS")
    if folder and shutil.which("pdftoppm"):
        name = name if app.speech.language == "en" else f"{name}-{app.speech.language}"
        subprocess.run(["pdftoppm", "-png", "-r", "80", "-singlefile", pdf, pathlib.Path(folder) / name], check=True)


def run(journeys):
    """Runs the functions given, each in a folder of its own, and speaks TAP."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--language", default="en")
    parser.add_argument("wanted", nargs="*", help="the functions to run; all, where none is named")
    arguments = parser.parse_args()
    if shutil.which("portail-famille") is None:
        print("1..0 # SKIP the programs are not installed: run meson install first")
        return 0
    Atspi.init()
    App.language = arguments.language
    learn(App.language).use_names_of_days()
    journeys = [journey for journey in journeys if not arguments.wanted or journey.__name__ in arguments.wanted]
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
