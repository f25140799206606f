# SPDX-License-Identifier: GPL-3.0-or-later
"""The words that the sources mark for translation."""
import subprocess
import sys

# The same as meson's "glib" preset.
XGETTEXT = [
    "xgettext", "--from-code=UTF-8", "--add-comments=Translators",
    "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
    "--keyword=g_dcgettext:2", "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3",
    "--flag=N_:1:pass-c-format", "--flag=C_:2:pass-c-format", "--flag=NC_:2:pass-c-format",
    "--flag=g_dngettext:2:pass-c-format", "--flag=g_strdup_printf:1:c-format",
    "--flag=g_string_printf:2:c-format", "--flag=g_string_append_printf:2:c-format",
    "--flag=g_set_error:4:c-format", "--flag=g_error_new:3:c-format",
]


def make_template(root, template):
    """Writes the file @template, a catalogue without translations, from the sources under @root."""
    subprocess.run([*XGETTEXT, "--files-from=po/POTFILES.in", f"--output={template}"], cwd=root, check=True)
    if not template.exists():
        sys.exit("xgettext found nothing to translate")
