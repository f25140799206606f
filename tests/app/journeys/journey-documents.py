#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Papers in the real window: sending them in every way, an agent judging them, and all that is wrong with files."""
import pathlib
import random
import re
import subprocess
import sys

import portail
from faults import Proxy
from portail import begin, check, run, sign_in

PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
MEGABYTE = 1024 * 1024
UNDER_WAY = ("Kept here; it will be sent by itself", "Being sent: %d %%", "The town has failed to take it again and again")


def make(folder, name, contents):
    path = pathlib.Path(folder) / name
    path.write_bytes(contents)
    return path


def make_large_photo(folder):
    """A JPEG of more than 6 MB, as telephones make them: noise does not compress."""
    path = pathlib.Path(folder) / "photo.jpg"
    subprocess.run(["convert", "-size", "2600x2000", "xc:", "+noise", "Random", "-quality", "92", str(path)], check=True)
    check(path.stat().st_size > 6 * MEGABYTE, f"the photo has only {path.stat().st_size} bytes")
    return path


def paste(app, *paths, kind="text/uri-list"):
    """Copies files as a file manager would, and presses Ctrl+V."""
    app.copy_files(*paths, kind=kind)
    app.key("ctrl+v")


def open_documents(app):
    app.open_named_page("Documents")
    app.see("list item", re.compile("Carnet de vaccination"))


def open_paper(app, name, whose):
    app.click("push button", re.compile(app.words("Send “%s”, %s", name, re.compile(whose)) + "|"
                                        + app.words("Details of “%s”, %s", name, re.compile(whose))))
    app.see_usable("push button", "Choose Files…")


def state(app, words, *values):
    """A pattern for the row of Hugo's paper that says so."""
    return re.compile("^Carnet de vaccination, Hugo.*" + app.words(words, *values))


def sends_and_is_judged(folder, ending):
    """A paper is sent, refused with a reason, sent anew by a paper sent before, validated; all seen live"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_documents(app)
    app.screenshot("documents")
    open_paper(app, "Carnet de vaccination", "Hugo")
    paste(app, make(folder, "carnet.pdf", PDF), make(folder, "page 2.pdf", PDF + b"2\n"))
    app.see("list item", re.compile("carnet.pdf"))
    app.see("list item", re.compile("page 2.pdf"))
    app.screenshot("document-dialog")
    app.click("push button", "Send to the Town")
    app.see("list item", state(app, "The town has it; somebody will look at it"))

    sent = next(paper for paper in town.agent_json("papers") if (paper["child"] or "").startswith("Hugo"))
    check(sent["pages"] == 2, f"the agent sees {sent}")
    town.agent("save-paper", sent["id"], folder)
    check(any(path.read_bytes() == PDF for path in pathlib.Path(folder).glob("D-*")), "the agent has another file")
    town.agent("refuse-paper", sent["id"], "--reason", "La page des vaccins manque")
    app.see("list item", state(app, "Refused: %s", "La page des vaccins manque"))

    open_paper(app, "Carnet de vaccination", "Hugo")
    app.see("label", "Sent So Far")
    app.click("push button", "Use a Paper Sent Before")
    app.click("push button", app.phrase("Use “%s”", "Carnet de vaccination"))
    app.see("label", app.phrase("%s, the town has it already"))
    app.click("push button", "Send to the Town")
    app.see("list item", state(app, "The town has it; somebody will look at it"))
    again = next(paper for paper in town.agent_json("papers") if (paper["child"] or "").startswith("Hugo"))
    town.agent("validate-paper", again["id"], "--until", "2030-08-31")
    app.see("list item", state(app, "Validated by the town, counts until %s", re.compile(".*2030")))

    town.agent("require-paper", "Photo d'identité", "hugo", "--mandatory")
    app.see("list item", re.compile("^Photo d.identité, Hugo · " + app.words("mandatory")))
    town.agent("certify", "hugo-cantine")
    app.see("push button", app.phrase("Open “%s”", re.compile("Certificat d.inscription : Hugo.*")))


def filters(folder, ending):
    """The list is narrowed by state, by person and to what is mandatory"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_documents(app)
    app.see("list item", re.compile("^Avis d.imposition"))
    app.click("push button", "Mandatory Only")
    app.see_no("list item", re.compile("^Avis d.imposition"))
    app.see("list item", re.compile("^Justificatif de domicile.*" + app.words("Counts until %s (%s): send the next one")))
    app.click("push button", "Mandatory Only")
    app.see("list item", re.compile("^Avis d.imposition"))


def wrong_files(folder, ending):
    """HEIC, a text called .pdf, a PDF and a photo too large: a sentence each, and a smaller copy of the photo"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_documents(app)
    open_paper(app, "Carnet de vaccination", "Hugo")
    for name, contents, sentence in (
            ("photo.heic", b"\0\0\0\x18ftypheic" + bytes(100), "this is a HEIC picture"),
            ("lettre.pdf", "Bonjour, ceci est du texte.".encode(), "this is no PDF, JPEG or PNG"),
            ("gros.pdf", b"%PDF-1.4\n" + random.Random(7).randbytes(7 * MEGABYTE), "this has more than 6 MB"),
            ("vide.pdf", b"", "this is no PDF")):
        paste(app, make(folder, name, contents))
        app.see(None, re.compile(f"“?{name}.*" + app.words(sentence)))
        check(not app.find_usable("push button", "Send to the Town"), f"{name} could be sent")
    app.screenshot("wrong-file")
    paste(app, make_large_photo(folder))
    app.see(None, app.phrase("“%s” has %s; the town takes 6 MB at most", "photo.jpg"))
    app.click("push button", "Add a Smaller Copy")
    app.see("list item", re.compile("photo.jpg"))
    size = re.compile(r"[\d.,]+.[kM][Bo]")
    app.see("label", app.phrase("%s, made smaller (it had %s)", size, size))
    app.screenshot("smaller-copy")
    app.click("push button", "Send to the Town")
    app.see("list item", state(app, "The town has it; somebody will look at it"))
    kept = town.query("SELECT media_type, size FROM files ORDER BY at DESC, size DESC LIMIT 1")[0]
    check(kept[0] == "image/jpeg" and kept[1] <= 6 * MEGABYTE, f"the town has {kept}")


def make_viewer(app, folder):
    """What opens PDF files on this computer: it copies them. Returns the copy's path."""
    copy = pathlib.Path(folder) / "opened.pdf"
    applications = app.home / "data" / "applications"
    applications.mkdir(parents=True)
    (applications / "viewer.desktop").write_text("[Desktop Entry]\nType=Application\nName=Viewer\n"
                                                 f"MimeType=application/pdf;\nExec=cp %f {copy}\n")
    (app.home / "config").mkdir(parents=True, exist_ok=True)
    (app.home / "config" / "mimeapps.list").write_text("[Default Applications]\napplication/pdf=viewer.desktop\n")
    return copy


def open_and_take(app, name, copy):
    app.click("push button", name)
    app.wait(f"{name} to be opened", copy.exists)
    copy.unlink()


QUESTION = "Keep the files that you open, to read them offline?"


def opened_folder(app):
    """The private temporary folder of what is open, or None."""
    return next(app.temporary.glob("portail-famille-*"), None)


def toggle_keeping(app):
    """Turns the switch of the household's page."""
    app.open_named("Household")
    app.click("check box", "Keep the Files That Are Opened")


def downloads(folder, ending):
    """A paper of the town's is called off while it comes, opens, and with consent opens without the town; what the family sent does not"""
    town = portail.Town(pathlib.Path(folder) / "town").start()
    ending.callback(town.stop)
    proxy = Proxy(town)
    app = portail.App(pathlib.Path(folder) / "home")
    copy = make_viewer(app, folder)
    app.start()
    ending.callback(app.close)
    sign_in(app, proxy.uri)
    open_documents(app)
    rules = app.see("push button", app.phrase("Open “%s”", re.compile("Règlement.*"))).name
    proxy.misbehave("silent", "/v1/papers")
    app.click("push button", rules)
    app.see("label", app.phrase("“%s” is on its way", "reglement.pdf"))
    app.screenshot("document-on-its-way")
    app.click("push button", re.compile("^" + app.words("Cancel")))
    app.see_no("label", app.phrase("“%s” is on its way", "reglement.pdf"))
    check(not copy.exists(), "a download that was called off was opened")
    proxy.misbehave(None)
    open_and_take(app, rules, copy)
    app.see("label", QUESTION)
    app.screenshot("keep-files")
    app.click("push button", "Keep")
    app.see("label", "Files are kept. “Household” has the switch.")
    open_paper(app, "Justificatif de domicile", app.words("For the household"))
    sent = app.see("push button", app.phrase("Open “%s”", re.compile(r".*\.pdf"))).name
    open_and_take(app, sent, copy)
    town.stop()
    app.click("push button", sent)
    app.see(None, app.phrase("The town does not answer. Check the address"))
    check(not copy.exists(), "what the family sent was kept on this computer")
    app.touch("label", "Sent So Far")  # so that the dialog has the keyboard
    app.key("Escape")  # also while a toast is shown
    app.see_no("push button", "Choose Files…")
    open_and_take(app, rules, copy)
    toggle_keeping(app)
    app.wait("the kept files to go", lambda: not list(app.data.glob("*/files")))
    open_documents(app)
    app.click("push button", rules)
    app.see(None, app.phrase("The town does not answer. Check the address"))
    check(not copy.exists(), "a file that is not kept was opened")


def opens_privately(folder, ending):
    """Without consent what is opened lies in a private place for as long as the program runs, and the question comes once"""
    town = portail.Town(pathlib.Path(folder) / "town").start()
    ending.callback(town.stop)
    temporary = pathlib.Path(folder) / "tmp"
    temporary.mkdir()
    app = portail.App(pathlib.Path(folder) / "home", environment={"TMPDIR": str(temporary)})
    app.temporary = temporary
    copy = make_viewer(app, folder)
    app.start()
    ending.callback(app.close)
    sign_in(app, town.uri)
    open_documents(app)
    rules = app.see("push button", app.phrase("Open “%s”", re.compile("Règlement.*"))).name
    open_and_take(app, rules, copy)
    app.see("label", QUESTION)
    opened = opened_folder(app)
    check(opened and opened.stat().st_mode & 0o777 == 0o700, f"{opened} is open to others")
    check([path.stat().st_mode & 0o777 for path in opened.iterdir()] == [0o600], "the file is open to others")
    check(not list(app.data.glob("*/files")), "a file was kept that nobody agreed to")
    app.key("ctrl+q")
    app.process.wait()
    app.process = None
    check(not opened_folder(app), "what was opened is still there")
    app.start()
    open_documents(app)
    open_and_take(app, rules, copy)
    app.see_no("label", QUESTION)
    town.stop()
    app.click("push button", rules)
    app.see(None, app.phrase("The town does not answer. Check the address"))
    town.start()
    toggle_keeping(app)
    app.screenshot("household-files")
    open_documents(app)
    open_and_take(app, rules, copy)
    town.stop()
    open_and_take(app, rules, copy)


def offline_and_killed(folder, ending):
    """Chosen and sent without the town, the app killed: the draft and the queue are kept, and it arrives by itself"""
    town, app = begin(folder, ending)
    sign_in(app, town.uri)
    open_documents(app)
    open_paper(app, "Carnet de vaccination", "Hugo")
    paste(app, make(folder, "carnet.pdf", PDF))
    app.see("list item", re.compile("carnet.pdf"))
    app.key("Escape")
    app.see("list item", state(app, "Files are chosen, but not sent"))
    app.kill()
    town.stop()
    app.start()
    open_documents(app)
    open_paper(app, "Carnet de vaccination", "Hugo")
    app.see("list item", re.compile("carnet.pdf"))
    app.click("push button", "Send to the Town")
    app.see("list item", state(app, "Kept here; it will be sent by itself"))
    app.screenshot("document-queued")
    app.kill()
    town.start()
    app.start()
    open_documents(app)
    app.see("list item", state(app, "The town has it; somebody will look at it"))
    check(len(town.query("SELECT id FROM documents WHERE requirement = 'vaccins:hugo'")) == 1, "it was sent twice")


def faults(folder, ending):
    """A connection cut in the upload, a lost answer, a server that fails: it arrives once"""
    town = portail.Town(pathlib.Path(folder) / "town").start()
    ending.callback(town.stop)
    proxy = Proxy(town)
    app = portail.App(pathlib.Path(folder) / "home").start()
    ending.callback(app.close)
    sign_in(app, proxy.uri)
    open_documents(app)
    for number, (fault, only) in enumerate((("lose", "/v1/uploads"), ("server-error", "/v1/uploads"),
                                            ("lose", "/v1/documents"), ("stumble", "/v1/documents"))):
        open_paper(app, "Carnet de vaccination", "Hugo")
        paste(app, make(folder, f"page {number}.pdf", PDF + random.Random(number).randbytes(2 * MEGABYTE)))
        app.see("list item", re.compile(f"page {number}.pdf"))
        proxy.misbehave(fault, only)
        app.click("push button", "Send to the Town")
        app.see("list item", re.compile("^Carnet de vaccination, Hugo.*(?:" + "|".join(map(app.words, UNDER_WAY)) + ")"))
        proxy.misbehave(None)
        app.key("ctrl+r")
        app.see("list item", state(app, "The town has it; somebody will look at it"))
        count = len(town.query("SELECT id FROM documents WHERE requirement = 'vaccins:hugo'"))
        check(count == number + 1, f"after {fault}: {count} documents in place of {number + 1}")


if __name__ == "__main__":
    sys.exit(run((sends_and_is_judged, filters, wrong_files, downloads, opens_privately, offline_and_killed, faults)))
