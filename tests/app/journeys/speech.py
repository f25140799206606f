# SPDX-License-Identifier: GPL-3.0-or-later
"""What the installed program says, in the language of a walk: one script walks in every language."""
import datetime
import functools
import locale
import pathlib
import re
import shutil
import struct

DOMAIN = "portail-famille"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LOCALES = {"en": "en_GB.UTF-8", "fr": "fr_FR.UTF-8"}
PLACEHOLDER = re.compile(r"%(?:(\d+)\$)?[-+ 0#']*\d*(?:\.\d+)?(?:hh?|ll?|z|<\w+>)?[dsuixgf%]")


class Unknown(LookupError):
    """Words that the program never says."""


def read_catalogue(path):
    """A compiled catalogue: [(the program's words, their translations)], plural forms side by side, contexts left out."""
    data = pathlib.Path(path).read_bytes()
    order = "<" if data[:4] == b"\xde\x12\x04\x95" else ">"
    count, originals, translations = struct.unpack(f"{order}8x3I", data[:20])

    def read_at(table, number):
        length, start = struct.unpack_from(f"{order}2I", data, table + 8 * number)
        return data[start:start + length].decode().split("\x04")[-1].split("\0")

    return [(read_at(originals, number), read_at(translations, number)) for number in range(count)]


def strip_mnemonic(text):
    return re.sub(r"_(\w)", r"\1", text, count=1)


def fill(form, values):
    """A regular expression for a format string: each value in its place, anything where there is none."""
    expression, end = "", 0
    for place, found in enumerate(PLACEHOLDER.finditer(form)):
        expression += re.escape(form[end:found.start()])
        end = found.end()
        number = int(found[1] or place + 1) - 1
        value = values[number] if number < len(values) else None
        if found[0] == "%%":
            expression += "%"
        elif isinstance(value, re.Pattern):
            expression += f"(?{'i' if value.flags & re.IGNORECASE else ''}:{value.pattern})"
        else:
            expression += ".+" if value is None else re.escape(str(value))
    return expression + re.escape(form[end:])


class Speech:
    """The words of one language. Words are asked for by the program's English ones."""

    def __init__(self, language):
        self.language = language
        self.locale = LOCALES[language]
        self.colon = "\u00a0: " if language == "fr" else ": "
        self.said = {}  # English words without mnemonic: what is said in place of them
        program = shutil.which(DOMAIN)
        # The catalogue of any language tells which words there are.
        file = pathlib.Path(program).parent.parent / "share" / "locale" / "fr" / "LC_MESSAGES" / f"{DOMAIN}.mo"
        for originals, translations in read_catalogue(file):
            said = [strip_mnemonic(text) for text in (originals if language == "en" else translations) if text]
            for original in originals:
                known = self.said.setdefault(strip_mnemonic(original), [])
                known += [text for text in said if text not in known]
        self.use_names_of_days()
        for number, weekday in enumerate(WEEKDAYS):
            self.said[weekday] = [f"{datetime.date(2024, 1, 1 + number):%A}"]

    @functools.cache
    def names(self, text):
        """All that a thing can be called that is called @text in English; the town's own words stay as they are."""
        if self.language == "en":
            return (text,)
        if text.endswith(" *"):  # a field that must be filled in
            return tuple(f"{name} *" for name in self.names(text[:-2]))
        return tuple(self.said.get(text) or (text,))

    def say(self, text):
        return self.names(text)[0]

    @functools.cache
    def words(self, text, *values):
        """A regular expression for a sentence of the program, given whole or in part, with @values for its
        placeholders in the order of the English words: a text, a pattern, or None for anything."""
        forms = self.said.get(text) or [form for known, said in self.said.items() if text in known for form in said]
        if not forms and self.language == "en":
            forms = [text]  # not in the catalogue yet
        if not forms:
            raise Unknown(f"nobody has translated {text!r}, or the program never says it")
        return "(?:" + "|".join(fill(form, values) for form in forms) + ")"

    def phrase(self, text, *values):
        return re.compile(self.words(text, *values))

    def money(self, cents):
        sign, whole, part = "−" if cents < 0 else "", abs(cents) // 100, abs(cents) % 100
        return f"{sign}{whole},{part:02}\u00a0€" if self.language == "fr" else f"{sign}€{whole}.{part:02}"

    @property
    def amount(self):
        """A regular expression for an amount: its sign, whole and cents are groups."""
        return r"(-|−)?(\d+),(\d\d)\u00a0€" if self.language == "fr" else r"(-|−)?€(\d+)\.(\d\d)"

    def read_money(self, text):
        """The last amount in @text, in cents."""
        sign, whole, part = re.findall(self.amount, text)[-1]
        return (int(whole) * 100 + int(part)) * (-1 if sign else 1)

    def use_names_of_days(self):
        """From here on, days and months of this language in strftime and strptime."""
        locale.setlocale(locale.LC_TIME, "C.UTF-8" if self.language == "en" else self.locale)

    def day_heading(self, day):
        """A day as headings write it, in a year that goes without saying."""
        number = "1er" if self.language == "fr" and day.day == 1 else day.day
        text = f"{day:%A} {number} {day:%B}"
        return text[0].upper() + text[1:]

    def read_day(self, text, year):
        return datetime.datetime.strptime(f"{text.replace('1er', '1')} {year}", "%A %d %B %Y").date()
