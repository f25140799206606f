#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing to the town hall in the real window: reading, answering, beginning, with agents who answer, and all that goes
wrong."""
import contextlib
import random
import re
import sqlite3
import sys

from faults import Proxy
from portail import Stopwatch, begin, check, run, sign_in

MEGABYTE = 1024 * 1024
SUBJECT = "Repas sans arachide pour Léna"


def open_messages(app):
    app.open_named_page("Messages")
    app.see("list", "Conversations")


def open_thread(app, subject):
    app.click_row("Conversations", re.compile("^" + re.escape(subject)))
    app.see("label", subject)


def threads(town):
    return {entry["subject"]: entry for entry in town.agent_json("messages", "--all")}


def texts(town, subject):
    return [entry["text"] for entry in town.agent_json("thread", threads(town)[subject]["id"])]


def reads_answers_and_is_answered(folder, ending):
    """An unread answer is counted, read and told as read; the family answers, and an agent's word shows within two
    seconds"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    app.see("list item", re.compile("^" + app.words("Messages") + ", 1.*" ))
    open_messages(app)
    app.screenshot("messages")
    open_thread(app, SUBJECT)
    app.see("list item", re.compile("Confiez le panier"))
    app.see("push button", app.phrase("Open %s", "Panier repas.pdf"))
    app.wait("the town to know that it was read",
             lambda: town.query("SELECT count(*) FROM messages WHERE from_town AND NOT read") == [(0,)])
    app.see("list item", "Messages")
    app.screenshot("messages-thread")

    app.click("push button", "Send")
    app.see(None, "Write something before you send it.")
    app.type("Your Answer", "Merci, c’est noté.")
    app.click("push button", "Send")
    app.see("list item", re.compile("Claire Martin, .*Merci, c’est noté"))
    check(texts(town, SUBJECT)[-1] == "Merci, c’est noté.", "the town has another text")
    town.agent("answer", threads(town)[SUBJECT]["id"], "Bonne rentrée à Léna !")
    stopwatch = Stopwatch(app, town)
    app.see("list item", re.compile("Service enfance, .*Bonne rentrée à Léna"))
    check(stopwatch.read() < 2, f"the agent's answer showed after {stopwatch.read():.1f} s")

    town.agent("close-thread", threads(town)[SUBJECT]["id"])
    app.see("label", app.phrase("The town hall has closed this conversation"))
    app.see_no("push button", "Send")


def begins_a_conversation(folder, ending):
    """A new message by its key: what is missing is said before it leaves, the draft survives a kill, and it arrives once"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    app.key("ctrl+n")
    app.see("label", "New Message")
    app.key("a")  # the first thing to write has the keyboard
    app.wait("what is typed", lambda: app.read_entry("Subject") == "a")
    app.type("Subject", "")
    app.see("label", app.phrase("Up to %d files of %d MB each", None, 6))
    app.click("push button", "Send")
    app.see(None, app.phrase("the subject is empty"))
    app.type("Subject", "Cantine")
    app.click("push button", "Send")
    app.see(None, "Write something before you send it.")
    app.type("Your Message", "Bonjour, y a-t-il cantine mercredi ?")
    app.type("Subject", "Cantine du mercredi")
    app.see("list item", "Cantine du mercredi")
    app.screenshot("messages-compose")
    app.kill()

    app.start()
    open_messages(app)
    app.see("list item", re.compile("Cantine du mercredi"))
    app.click("push button", re.compile("^" + app.words("Go On")))
    app.see("label", "New Message")
    check(app.read_entry("Subject") == "Cantine du mercredi", "the draft's subject was lost")
    check(app.read_entry("Your Message").startswith("Bonjour, y a-t-il"), "the draft's text was lost")
    town.stop()
    app.click("push button", "Send")
    app.see(None, app.phrase("Kept: it will be sent when the town is back"))
    app.see("label", "Your Message Is Kept")
    app.screenshot("messages-kept")
    town.start()
    app.key("ctrl+r")
    app.wait("the message at the town", lambda: "Cantine du mercredi" in threads(town))
    app.see("list item", re.compile("^Cantine du mercredi"))
    app.see_no(None, app.phrase("Kept: it will be sent when the town is back"))
    app.see_no("label", "Your Message Is Kept")
    app.see("list item", re.compile("Bonjour, y a-t-il cantine mercredi"))
    check(texts(town, "Cantine du mercredi") == ["Bonjour, y a-t-il cantine mercredi ?"], "it arrived otherwise")


def is_refused(folder, ending):
    """A town that fails is asked again; one that refuses says why, and nothing that was written is lost"""
    town, app = begin(folder, ending)
    proxy = Proxy(town)
    sign_in(app, proxy.uri)
    open_messages(app)
    open_thread(app, SUBJECT)
    proxy.misbehave("server-error", "/v1/messages")
    app.type("Your Answer", "Encore une question")
    app.click("push button", "Send")
    app.see("list item", re.compile("Encore une question"))
    check("Encore une question" not in texts(town, SUBJECT), "it arrived through a town that fails")
    town.agent("close-thread", threads(town)[SUBJECT]["id"])
    proxy.misbehave(None)
    app.key("ctrl+r")
    app.see(None, app.phrase("Not accepted: %s"))
    app.screenshot("messages-refused")
    town.agent("open-thread", threads(town)[SUBJECT]["id"])
    app.see_usable("push button", "Send")
    app.click("push button", re.compile("^" + app.words("Go On")))
    app.wait("what was written", lambda: app.read_entry("Your Answer") == "Encore une question")
    app.click("push button", "Send")
    app.wait("it to arrive", lambda: texts(town, SUBJECT)[-1] == "Encore une question")
    app.see_no(None, app.phrase("Not accepted: %s"))


def paste(app, *paths):
    """Copies files as a file manager would, and pastes them where files are attached."""
    app.copy_files(*paths)
    app.click("push button", "Paste")


def make(folder, name, size):
    path = folder / name
    path.write_bytes(b"%PDF-1.4\n" + random.Random(name).randbytes(size))
    return path


def files_beyond_the_limits(folder, ending):
    """Too many files at once, files too large for the service and for the town: a sentence each, the rest is kept and arrives"""
    town, app = begin(folder, ending)
    with contextlib.closing(sqlite3.connect(town.database)) as database, database:
        database.execute("UPDATE services SET max_files = 2, max_bytes = ?", (MEGABYTE,))
    sign_in(app, town.uri)
    app.key("ctrl+n")
    app.see("label", app.phrase("Up to %d files of %d MB each", 2, 1))
    app.type("Subject", "Ordonnance")
    app.type("Your Message", "Voici l'ordonnance de Léna.")
    app.click(("toggle button", "push button"), "Attach Files")
    paste(app, *(make(folder, name, 1000) for name in ("a.pdf", "b.pdf", "c.pdf")))
    app.see(None, app.phrase("No more than %u files can be sent at once.", 2))
    names = [name for name in ("a.pdf", "b.pdf", "c.pdf") if app.find("list item", re.compile(name))]
    check(len(names) == 2, f"{names} are attached")
    app.screenshot("messages-too-many-files")
    app.click("push button", app.phrase("Remove “%s”", names[1]))
    app.see_no("list item", re.compile(names[1]))
    paste(app, make(folder, "gros.pdf", 7 * MEGABYTE))
    app.see(None, re.compile("gros.pdf.*" + app.words("this has more than 6 MB")))
    paste(app, make(folder, "plan.pdf", 2 * MEGABYTE))
    app.see("list item", re.compile("plan.pdf"))
    app.click("push button", "Send")
    app.see(None, app.phrase("“%s” is too large: a file can have %d MB here.", "plan.pdf", 1))
    app.screenshot("messages-too-large")
    check("Ordonnance" not in threads(town), "it was sent all the same")
    check(app.read_entry("Subject") == "Ordonnance", "the subject was lost")
    app.click("push button", app.phrase("Remove “%s”", "plan.pdf"))
    app.click("push button", "Send")
    app.wait("the message at the town", lambda: "Ordonnance" in threads(town))
    sent = town.agent_json("thread", threads(town)["Ordonnance"]["id"])[0]
    check(sent["text"] == "Voici l'ordonnance de Léna.", f"{sent} arrived")
    check(town.query("SELECT a.name FROM attachments a JOIN messages m ON m.id = a.record WHERE m.text LIKE 'Voici%'")
          == [(names[0],)], "other files arrived")


if __name__ == "__main__":
    sys.exit(run([reads_answers_and_is_answered, begins_a_conversation, is_refused, files_beyond_the_limits]))
