"""A pasted list of names: what is understood of each line, and what is wrong with it.

People paste from Word, Excel and Zalo: numbered, with titles, in columns, with the heading of the table.
A name and a note are taken, nothing else: the other columns of a table hold what must not be kept here.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal
from unicodedata import category

from elearn.accounts.models import NAME_LENGTH, NOTE_LENGTH
from quizzes.vietnamese import clean, fold, is_mojibake

MAX_LINES = 200

State = Literal[
    "new", "there", "left", "repeated", "too_long", "broken", "old_font", "no_letters", "number", "sign"
]
# What two entries share when they are the same person as far as the cell can tell.
PersonKey = tuple[str, str]

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# «1.» «2)» «(3)» «4/» «05 -» «- » «•», also one after another.
_NUMBERING = re.compile(r"(?:\s*(?:[(\[]?\d{1,3}(?!\d)[)\].:/]*|[-–—•●▪■+*·✓►→]))+\s*")
_TITLE = re.compile(r"(?:đồng chí|đ\s*/\s*c|đ\.\s*c\b|đc\b|d/c)[\s.:]*", re.IGNORECASE)
_FIRST_COLUMN = re.compile(r"\s*(?:stt|tt|số tt|\d{1,3}[.)]?)?\s*", re.IGNORECASE)
_HEADINGS = frozenset({"ho va ten", "ho ten", "ho va ten dang vien", "ten dang vien", "danh sach dang vien"})
_AROUND = " \t.,;:"
_IN_BRACKETS_AT_THE_END = re.compile(r"[(\[]([^()\[\]]*)[)\]]?$")
_BETWEEN_LETTERS = frozenset(" '’-.")
_WORD = re.compile(r"[^ '’.-]+")
# Telephone numbers have ten digits, identity papers nine or twelve.
_DIGITS_OF_A_NUMBER = 9


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line of a pasted list: its number in the paste, the person understood, and whether to add them."""

    number: int
    name: str
    note: str
    state: State
    columns_left_out: bool = False
    was_in_capitals: bool = False


def key_of(name: str, note: str) -> PersonKey:
    """Return the key under which the same name and note are known again; letter case does not count."""
    return name.lower(), note.lower()


def holds_a_number(text: str) -> bool:
    """Say whether a text holds what looks like a telephone or identity number, which is not kept here."""
    return sum(char.isdecimal() for char in text) >= _DIGITS_OF_A_NUMBER


def signs_in(name: str) -> str:
    """Return the characters of `name` that no name has: all but letters, spaces, ' - and the dot."""
    odd = {
        char
        for char in name
        # M: a mark that has no composed letter, as some peoples' names are written.
        if not (char.isalpha() or char in _BETWEEN_LETTERS or category(char).startswith("M"))
    }
    return " ".join(sorted(odd, key=name.index))


def name_and_note(text: str, note: str = "") -> tuple[str, str]:
    """Return a name as it is written, and the note, to which words in brackets after the name belong."""
    text, note = clean(text), clean(note)
    found = _IN_BRACKETS_AT_THE_END.search(text)
    if found and found.start() and found[1].strip():
        text, note = text[: found.start()], ", ".join(filter(None, (found[1].strip(), note)))
    return without_capitals(text.strip(_AROUND)), note


def without_capitals(name: str) -> str:
    """Return a name that is all capitals as names are written: «LÒ THỊ HOÀ» becomes «Lò Thị Hoà»."""
    # One letter alone is a name as it is: «Y».
    if not name.isupper() or all(len(word) < 2 for word in name.split()):
        return name
    return _WORD.sub(lambda word: word[0][:1] + word[0][1:].lower(), name)


def filled_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines that are neither empty nor a table's heading, each with its number from 1."""
    lines = enumerate(text.splitlines(), 1)
    return [(number, line) for number, line in lines if clean(line) and not _is_heading(line)]


def understand(
    text: str, here: Collection[PersonKey], gone: Collection[PersonKey] = frozenset()
) -> list[PastedLine]:
    """Return what a pasted list says line by line, given who is `here` in the cell and who is `gone`."""
    known: dict[PersonKey, State] = {key: "left" for key in gone}
    known.update({key: "there" for key in here})
    found = []
    for number, raw in filled_lines(text):
        written, name, note, left_out = _person_in(raw)
        state = _fault(raw, name, note) or known.get(key_of(name, note), "new")
        if state == "new":
            known[key_of(name, note)] = "repeated"
        found.append(PastedLine(number, name, note, state, left_out, name not in written))
    return found


def counts_of(lines: Collection[PastedLine]) -> Mapping[str, int]:
    """Return how many lines will be added, are in the cell already, and cannot be taken."""
    added = sum(line.state == "new" for line in lines)
    already = sum(line.state in ("there", "left", "repeated") for line in lines)
    return {"added": added, "already": already, "refused": len(lines) - added - already}


def _is_heading(line: str) -> bool:
    cells = [fold(cell).strip(_AROUND) for cell in line.split("\t")]
    return any(cell in _HEADINGS for cell in cells[:2])


def _person_in(raw: str) -> tuple[str, str, str, bool]:
    """Return the name in a line as it came and as it is kept, the note, and whether columns are left out."""
    columns = [column for column in raw.split("\t") if column.strip()]
    if len(columns) > 1 and _FIRST_COLUMN.fullmatch(columns[0]):
        del columns[0]
    name, _, note = columns[0].partition(";")
    before = _without_title(clean(name))
    name, note = name_and_note(before, clean(note).strip(_AROUND))
    return before, name, note, len(columns) > 1


def _without_title(name: str) -> str:
    for prefix in (_NUMBERING, _TITLE):
        found = prefix.match(name)
        name = name[found.end() :] if found else name
    return name.strip(_AROUND)


def _fault(raw: str, name: str, note: str) -> State | None:
    if _REPLACEMENT in raw:
        return "broken"
    # The line as it came: cleaning takes out a sign that is a letter in an old font.
    if is_mojibake(raw):
        return "old_font"
    if not any(letter.isalpha() for letter in name):
        return "no_letters"
    if holds_a_number(name + note):
        return "number"
    if signs_in(name):
        return "sign"
    return "too_long" if len(name) > NAME_LENGTH or len(note) > NOTE_LENGTH else None
