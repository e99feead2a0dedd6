"""Tables in Word: options side by side, a table of answers, or a table with one question a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from quizzes.formats.plain_text.key import read_key
from quizzes.formats.plain_text.lines import BARE, EXERCISE, LETTERS_ALONE, NUMBERED, OPTION, Line
from quizzes.formats.spreadsheet.cells import Row, Sheet
from quizzes.formats.spreadsheet.columns import find_columns

Cell = list[Line]
_LABEL_ALONE: Final = re.compile(
    r"[ \t]*\*?[ \t]?(?:[A-Ja-j][ ]?[.):/]?|(?:câu|bài)?[ ]?\d{1,4}[ ]?[.:)]?)[ \t]*", re.IGNORECASE
)
_LETTER: Final = re.compile(r"(?<![\w])[A-J](?![\w])")


@dataclass(slots=True)
class Table:
    """A table's rows of cells, each cell a few lines."""

    rows: list[list[Cell]] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Text that is found in the table."""
        return next((line.place for row in self.rows for cell in row for line in cell if line.place), "")

    def as_sheet(self) -> Sheet | None:
        """Return the table as a sheet of questions, if its first rows have headings of questions."""
        rows = tuple(
            Row(number, tuple("\n".join(line.text for line in cell).strip() for cell in row))
            for number, row in enumerate(self.rows, start=1)
        )
        sheet = Sheet("", rows)
        if self._has_options_in_cells():
            return None
        columns = find_columns(sheet)
        return sheet if columns is not None and columns.row.number <= 2 else None

    def _has_options_in_cells(self) -> bool:
        """Tell whether questions stand in cells with their options below them, and are no rows of a sheet."""
        return any(OPTION.match(line.text) for row in self.rows for cell in row for line in cell[1:])

    def as_key(self) -> list[Line] | None:
        """Return the table as lines of a table of answers, if it is nothing else."""
        lines = [self._joined(row, "\t") for row in self.rows]
        entries, strange = read_key(lines)
        letters = sum(len(_LETTER.findall(line.text.upper())) for line in lines)
        words = sum(len(line.text.split()) for line in lines)
        # A table of answers is numbers and letters; options have words.
        return lines if len(entries) >= 2 and not strange and words <= 3 * letters + 12 else None

    def as_lines(self) -> list[Line]:
        """Return the table as lines: cells that begin like options or questions stay lines of their own."""
        lines: list[Line] = []
        for row in self.rows:
            filled = [cell for cell in row if any(line.text.strip() for line in cell)]
            if filled and _LABEL_ALONE.fullmatch(filled[0][0].text):
                lines.append(self._joined(filled, " "))
            elif len(filled) == 2 and len(filled[0]) > 2 and _is_letters(filled[1]):
                lines += [*filled[0], Line(self.place, f"Đáp án: {filled[1][0].text.strip()}")]
            elif any(_is_labelled(line) for cell in filled for line in cell[:1]):
                lines += [line for cell in filled for line in cell]
            elif filled:
                lines.append(self._joined(filled, "\t"))
        return lines

    def _joined(self, row: Sequence[Cell], sign: str) -> Line:
        """Return a row as one line, its emphasis moved along."""
        text, marks = "", []
        for cell in row:
            for line in cell:
                start = len(text)
                marks += [(kind, first + start, last + start) for kind, first, last in line.marks]
                text += line.text + " "
            text = text.rstrip(" ") + sign
        return Line(self.place, text.rstrip("\t "), tuple(marks))


def _is_letters(cell: Cell) -> bool:
    return len(cell) == 1 and LETTERS_ALONE.fullmatch(cell[0].text.strip()) is not None


def _is_labelled(line: Line) -> bool:
    return any(pattern.match(line.text) for pattern in (OPTION, NUMBERED, EXERCISE, BARE))
