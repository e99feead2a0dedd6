"""The table of answers behind the questions: 1-A, 1.A 2.B, "Câu 1: A", or a grid of numbers above letters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from quizzes.formats.plain_text.lines import CHOOSE, EXPLANATION, Line, is_part

_PAIR: Final = re.compile(
    r"(?<![\w.,])(?:câu[ \t]?)?(\d{1,5})[ \t]*[-.:)–—=/]?[ \t]*(?:đáp án|chọn)?[ \t]*:?[ \t]*"
    r"([A-J](?:[ \t]?[,;&+][ \t]?[A-J])*|[A-J]{2,10})(?![\w])",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"\D{0,30}\d{1,5}(?:[ \t|;]+\d{1,5})+[ \t|]*")
_LETTERS: Final = re.compile(r"[^\t|]{0,30}?(?<!\w)[A-J](?:[ \t|;]+[A-J,]{1,9})+[ \t|]*")
_LETTER = re.compile("[A-J]")
_CELL = re.compile(r"[ \t|;]+")
_COMMENTED: Final = re.compile(
    r"[ \t]*(?:câu[ \t]?)?(\d{1,5})[ \t]*[.:)][ \t]*(?:đáp án|chọn)?[ \t]*:?[ \t]*([A-J])[ \t]*[.:,;–-]?"
    r"[ \t]+(?=\S)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class KeyEntry:
    """What the table says of one number in one run of numbers: the letters, and why, where it says."""

    run: int
    number: int
    letters: str
    why: list[str] = field(default_factory=list)


def read_key(lines: Sequence[Line]) -> tuple[list[KeyEntry], list[Line]]:
    """Return the answers of the table, and the lines without any but for headings and blank ones."""
    entries: list[KeyEntry] = []
    strange: list[Line] = []
    above: list[int] = []
    runs = _Runs()
    for line in lines:
        if not line.text.strip():
            continue
        if above and (row := _row_of_letters(line.text)) and len(row) == len(above):
            entries += [
                KeyEntry(runs.of(number), number, letters) for number, letters in zip(above, row, strict=True)
            ]
            above = []
        elif _NUMBERS.fullmatch(line.text):
            above = [int(number) for number in re.findall(r"\d{1,5}", line.text)]
        elif found := list(_entries(line.text, runs)):
            entries += found
        elif not _continues(entries, line.text) and not is_part(line.text):
            strange.append(line)
    return entries, strange


class _Runs:
    """Counts how often numbering began anew."""

    def __init__(self) -> None:
        self.run, self._last = 0, 0

    def of(self, number: int) -> int:
        if number == 1 and self._last > 1:
            self.run += 1
        self._last = number
        return self.run


def _entries(text: str, runs: _Runs) -> Iterator[KeyEntry]:
    commented = _COMMENTED.match(text)
    if commented and not _PAIR.search(text, commented.end() - 1):
        number = int(commented[1])
        why = text[commented.end() :]
        label = EXPLANATION.match(why)
        yield KeyEntry(runs.of(number), number, commented[2].upper(), [why[label.end() :] if label else why])
        return
    for pair in _PAIR.finditer(text):
        number = int(pair[1])
        yield KeyEntry(runs.of(number), number, "".join(_LETTER.findall(pair[2].upper())))


def _continues(entries: list[KeyEntry], text: str) -> bool:
    """Take a line as the continuation of an explanation, if one is open."""
    label = EXPLANATION.match(text)
    if not entries or not (label or entries[-1].why):
        return False
    if not CHOOSE.match(text):
        entries[-1].why.append(text[label.end() :] if label else text)
    return True


def _row_of_letters(text: str) -> list[str]:
    if not _LETTERS.fullmatch(text):
        return []
    cells = _CELL.split(text.strip(" \t|"))
    letters = ["".join(_LETTER.findall(cell)) for cell in cells]
    while letters and not re.fullmatch("[A-J,]+", cells[len(cells) - len(letters)]):
        letters.pop(0)
    return letters
