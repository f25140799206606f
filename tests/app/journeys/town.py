# SPDX-License-Identifier: GPL-3.0-or-later
"""The real server of a town, with its clock, its agents and its database, as journeys need it."""
import contextlib
import datetime
import itertools
import json
import os
import pathlib
import signal
import socket
import sqlite3
import subprocess
import urllib.request
import zoneinfo

# How long a person would wait before calling it broken. Nothing waits for it: every wait ends at the event it waits for.
PATIENCE = float(os.environ.get("PF_TEST_PATIENCE", "60"))
# A moment as 2027-07-14T22:30:00+00:00: towns begin then, and not now.
NOW = os.environ.get("PF_TEST_NOW")
# A Monday of a term, four weeks before its end: all is open then that is open at all.
TERM_MONDAY = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.timezone.utc)
PARIS = zoneinfo.ZoneInfo("Europe/Paris")


class Broken(AssertionError):
    """What a person would say went wrong."""


# A block of ports for each process, below those that the system hands out by itself.
ports = itertools.count(20000 + os.getpid() % 600 * 20)


def check(condition, sentence):
    if not condition:
        raise Broken(sentence)


def free_port():
    """A port for a town that may stop and come back: the system gives it to nobody else."""
    for _ in range(100):
        port = next(ports)
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise Broken("no port is free")


def read_now():
    return datetime.datetime.fromisoformat(NOW) if NOW else datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


class Town:
    """The real server on loopback, with a clock that the journey sets."""

    def __init__(self, folder, now=None, demo=True, name=None):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = self.folder / "town.sqlite"
        self.clock = self.folder / "clock"
        self.port = free_port()
        self.process = None
        self.set_clock(now or read_now())
        if demo:
            named = ("--name", name) if name else ()
            self.run("init", "--demo", *named, "--database", self.database, "--clock", self.clock)

    @property
    def uri(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def today(self):
        """The town's day, whatever day it is on this machine."""
        return self.now.astimezone(PARIS).date()

    def set_clock(self, moment):
        self.now = moment
        draft = self.clock.with_suffix(".new")
        draft.write_text(moment.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"), encoding="ascii")
        draft.rename(self.clock)

    def advance(self, **how_long):
        self.set_clock(self.now + datetime.timedelta(**how_long))

    def run(self, *words, given=None):
        """@given: what is typed when it asks."""
        done = subprocess.run(["portail-famille-server", *map(str, words)], input=given, capture_output=True, text=True)
        check(done.returncode == 0, f"portail-famille-server {words}: {done.stderr}{done.stdout}")
        return done.stdout

    def agent(self, *words, given=None):
        return self.run("agent", *words, "--database", self.database, "--clock", self.clock, given=given)

    def agent_json(self, *words):
        return json.loads(self.agent(*words, "--json"))

    def query(self, sql, *values):
        """Rows of the town's own database: what it really holds."""
        with contextlib.closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            return database.execute(sql, values).fetchall()

    def ask(self, method, path, body, token=None, key=None):
        """Speaks to the town as another app would; returns its answer."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if key:
            headers["Idempotency-Key"] = key
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.uri + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def pull(self, login, password):
        """All that the town tells a family: the answers of a first sync."""
        token = self.ask("POST", "/v1/tokens", {"grant": "password", "login": login, "password": password})["access_token"]
        answers = [self.ask("GET", "/v1/changes", None, token)]
        while answers[-1]["more"]:
            answers.append(self.ask("GET", f"/v1/changes?since={answers[-1]['state']}", None, token))
        return answers

    def start(self, *options):
        self.process = subprocess.Popen(
            ["portail-famille-server", "serve", "--database", str(self.database), "--port", str(self.port),
             "--clock", str(self.clock), *map(str, options)],
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
