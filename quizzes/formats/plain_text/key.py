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
_LETTER = re.compile("[A-J]")
_LETTERS: Final = re.compile("[A-J](?:[,; ]?[A-J]){0,9}")
_IN_COLUMNS = re.compile("[\t|;]")
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
        cells = _cells(line.text)
        if above and (row := _letters(cells, len(above))):
            entries += [
                KeyEntry(runs.of(number), number, letters) for number, letters in zip(above, row, strict=True)
            ]
            above = []
        elif numbers := _numbers(cells):
            above = numbers
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


def _cells(text: str) -> list[str]:
    """Return the cells of a row: between tabs or bars where it has any, else between spaces."""
    parts = _IN_COLUMNS.split(text) if _IN_COLUMNS.search(text) else text.split()
    return [part.strip() for part in parts if part.strip()]


def _numbers(cells: Sequence[str]) -> list[int]:
    """Return the numbers of a row that has at least two and, but for a heading in front, nothing else."""
    numbers = [cell for cell in cells if cell.isdecimal() and len(cell) <= 5]
    is_row = len(numbers) >= 2 and len(numbers) >= len(cells) - 1 and cells[-1] == numbers[-1]
    return [int(number) for number in numbers] if is_row else []


def _letters(cells: Sequence[str], count: int) -> list[str]:
    """Return the letters of a row below so many numbers, a heading in front left away."""
    row = [cell.upper() for cell in cells[-count:]]
    if len(cells) - count not in (0, 1, 2) or not all(map(_LETTERS.fullmatch, row)):
        return []
    return ["".join(_LETTER.findall(cell)) for cell in row]
