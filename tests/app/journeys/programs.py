# SPDX-License-Identifier: GPL-3.0-or-later
"""The other programs of a desktop: a browser and a viewer that only note what they are given."""

PROGRAM = """[Desktop Entry]
Type=Application
Name={name}
Exec={script} {argument}
MimeType={types}
"""


class Programs:
    """The programs that open links and documents: each writes down what it was given."""

    def __init__(self, folder):
        self.links = folder / "links"
        self.document = folder / "document.pdf"
        self.links.touch()
        self.programs = {
            "browser": ("%u", f"printf '%s\\n' \"$1\" >>'{self.links}'\n",
                        ("x-scheme-handler/http", "x-scheme-handler/https")),
            "viewer": ("%f", f"cp \"$1\" '{self.document}.new' && mv '{self.document}.new' '{self.document}'\n",
                       ("application/pdf",)),
        }

    def install(self, folder):
        """Into the data folder of somebody who has just these programs."""
        applications = folder / "applications"
        applications.mkdir(parents=True)
        defaults = ["[Default Applications]"]
        for name, (argument, lines, types) in self.programs.items():
            script = applications / name
            script.write_text("#!/bin/sh\n" + lines, encoding="utf-8")
            script.chmod(0o755)
            (applications / f"{name}.desktop").write_text(
                PROGRAM.format(name=name, script=script, argument=argument, types=";".join(types) + ";"), encoding="utf-8")
            defaults += [f"{kind}={name}.desktop" for kind in types]
        (applications / "mimeapps.list").write_text("\n".join(defaults) + "\n", encoding="utf-8")

    def read_links(self):
        return self.links.read_text(encoding="utf-8").splitlines()

    def wait_link(self, app, count):
        """Waits until the browser was sent somewhere for the @count-th time; returns where."""
        app.wait("the browser", lambda: len(self.read_links()) >= count)
        return self.read_links()[count - 1]
