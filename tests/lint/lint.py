# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lints share: finding files, blanking C comments, telling problems as file:line."""
import pathlib
import re
import sys

SKIPPED_FOLDERS = {"node_modules", "__pycache__", "subprojects"}
COMMENT_OR_STRING = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL
)


def find_files(root, folders, suffixes=None):
    """Yields the files under the folders, sorted, build folders and the like left out."""
    for folder in folders:
        for path in sorted(pathlib.Path(root, folder).rglob("*")):
            parts = path.relative_to(root).parts
            if any(part in SKIPPED_FOLDERS or part[0] in "._" for part in parts):
                continue
            if path.is_file() and (suffixes is None or path.suffix in suffixes):
                yield path


def strip_comments(source):
    """Blanks comments of C, keeping strings and every line where it is."""

    def blank(match):
        text = match.group()
        return text if text[0] in "\"'" else re.sub(r"[^\n]", " ", text)

    return COMMENT_OR_STRING.sub(blank, source)


def find_line(text, position):
    return text.count("\n", 0, position) + 1


def finish(root, problems):
    """Prints (path, line, sentence) triplets and gives the exit status."""
    for path, line, sentence in problems:
        print(f"{pathlib.Path(path).relative_to(root)}:{line}: {sentence}")
    return 1 if problems else 0


def get_root():
    return pathlib.Path(sys.argv[1]).resolve()
