"""From lines to questions: where one begins and ends, where the table of answers stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quizzes.formats import intake
from quizzes.formats.exchange import Import, Report, Where
from quizzes.formats.plain_text.answers import Key
from quizzes.formats.plain_text.draft import Draft, sort_lines
from quizzes.formats.plain_text.key import read_key
from quizzes.formats.plain_text.lines import (
    ANSWER,
    BARE,
    END,
    EXERCISE,
    EXPLANATION,
    KEY,
    KEY_ROW,
    LETTERS_ALONE,
    NUMBERED,
    OPTION,
    OTHER,
    SIGNATURE,
    Line,
    is_part,
)
from quizzes.formats.plain_text.question import question_of
from quizzes.formats.problems import N_
from quizzes.questions import Question
from quizzes.vietnamese import clean

_PATTERNS = (NUMBERED, EXERCISE, BARE)
_LEAST_PAIRS = 2


@dataclass(slots=True)
class _Parts:
    """The lines of a file by what they belong to."""

    preface: list[Line] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    key: list[Line] = field(default_factory=list)
    headings: list[Line] = field(default_factory=list)


def read_lines(
    lines: Sequence[Line], report: Report, where: Where = "line", key_lines: Sequence[Line] = ()
) -> Import:
    """Return the questions of a text's lines; every line is read, or said to be left out.

    `key_lines` are those of tables of answers that were told apart before.
    """
    parts = _parts(lines)
    entries, strange = read_key([*key_lines, *parts.key])
    key = Key(entries, parts.drafts)
    ids = intake.Ids()
    questions: list[Question] = []
    for draft in parts.drafts:
        question = question_of(sort_lines(draft), key.entry(draft), ids, report.at(where, draft.place))
        if question is not None:
            questions.append(question)
        _note_odd(draft, report, where)
    _note_rest(parts, strange, key.unused if questions else [], report, where)
    title = next((clean(line.text) for line in parts.preface if line.text.strip()), "")
    return intake.finished(title, questions, report)


def _parts(lines: Sequence[Line]) -> _Parts:
    splitter = _Splitter(_style(lines))
    for place, line in enumerate(lines):
        splitter.take(line, lines[place + 1 : place + 4])
    return splitter.parts


def _style(lines: Iterable[Line]) -> int | None:
    """Return which way of numbering the file uses: "Câu 1", "Bài 1", "1.", or None."""
    counts = [0, 0, 0]
    first = None
    for line in lines:
        for place, pattern in enumerate(_PATTERNS):
            if pattern.match(line.text):
                counts[place] += 1
                first = place if first is None else first
                break
    # Lists of 1. 2. 3. stand inside questions that are called "Câu 1", seldom the other way round.
    if first == 0 or counts[0] > 1:
        return 0
    return max((1, 2), key=lambda place: counts[place]) if any(counts[1:]) else None


class _Splitter:
    """Hands each line to the question it belongs to."""

    def __init__(self, style: int | None) -> None:
        self.parts = _Parts()
        self._style = style
        self._is_after = False
        self._run = 0
        self._last = 0
        self._had_blank = True
        self._open: Draft | None = None
        self._is_complete = False

    def take(self, line: Line, following: Sequence[Line]) -> None:
        if self._is_after:
            self.parts.key.append(line)
        elif END.match(line.text) or (KEY.match(line.text) and self._is_table(following)):
            self._is_after, self._open = True, None
        elif self._is_complete and SIGNATURE.match(line.text):
            self._is_after, self._open = True, None
            self.parts.headings.append(line)
        elif self._is_row_of_answers(line.text):
            self._is_after, self._open = True, None
            self.parts.key.append(line)
        elif not self._begins(line):
            self._add(line)
        self._had_blank = not line.text.strip()

    def _is_row_of_answers(self, text: str) -> bool:
        """Tell whether a line opens the table of answers though no heading says so."""
        if KEY_ROW.fullmatch(text):
            return True
        found = _PATTERNS[self._style].match(text) if self._style is not None else None
        # A number that was there before, and nothing behind it but a letter.
        return (
            found is not None
            and int(found["number"]) <= self._last
            and LETTERS_ALONE.fullmatch(text, found.end()) is not None
        )

    def _begins(self, line: Line) -> bool:
        if self._style is None:
            return self._begins_unnumbered(line)
        found = _PATTERNS[self._style].match(line.text)
        if found is None or not self._is_next(int(found["number"])):
            return False
        number = int(found["number"])
        if number <= self._last and number == 1:
            self._run += 1
        self._last = number
        self._start(Draft(line.place, number, self._run, found["note"] or "", [line.cut(found.end())]))
        return True

    def _start(self, draft: Draft) -> None:
        self._open, self._is_complete = draft, False
        self.parts.drafts.append(draft)

    def _is_next(self, number: int) -> bool:
        """Tell whether a bare number goes on with the questions, or is one of a list inside a question."""
        if self._style != 2 or self._open is None:
            return True
        return number == self._last + 1 or self._is_complete

    def _begins_unnumbered(self, line: Line) -> bool:
        """Begin a question after an empty line, where the one before has its options or answer."""
        text = line.text
        is_label = any(pattern.match(text) for pattern in (OPTION, ANSWER, EXPLANATION, OTHER))
        if not text.strip() or is_label or not self._had_blank:
            return False
        if self._open is not None and not self._is_complete:
            return False
        self._last += 1
        self._start(Draft(line.place, self._last, 0, "", [line]))
        return True

    def _add(self, line: Line) -> None:
        if is_part(line.text) and (self._open is None or self._is_complete):
            self.parts.headings.append(line)
            self._open = None
        elif self._open is not None:
            self._open.body.append(line)
            if OPTION.match(line.text) or ANSWER.match(line.text):
                self._is_complete = True
        elif self.parts.drafts:
            self.parts.headings.append(line)
        else:
            self.parts.preface.append(line)

    def _is_table(self, following: Sequence[Line]) -> bool:
        """Tell whether a heading "Đáp án" opens the table, and not a question's own answer below it."""
        entries, _ = read_key([line for line in following if line.text.strip()])
        return len(entries) >= _LEAST_PAIRS or (bool(entries) and self._is_complete)


def _note_odd(draft: Draft, report: Report, where: Where) -> None:
    for line, letter in draft.odd:
        if letter:
            report.add(
                "changed",
                where,
                line.place,
                N_("The letter %(letter)s is out of order; the option was taken in the order of the lines."),
                N_("Letter the options A, B, C and so on."),
                letter=letter,
            )
        else:
            report.add(
                "left_out",
                where,
                line.place,
                N_("This line belongs to no question: “%(text)s”."),
                N_("Number the question before it, or remove the line."),
                text=clean(line.text)[:80],
            )


def _note_rest(
    parts: _Parts, strange: Sequence[Line], unused: Sequence[str], report: Report, where: Where
) -> None:
    # What stands behind the end without a digit is no answer but a courtesy.
    courtesies: list[Line] = []
    unread: list[Line] = []
    for line in strange:
        (unread if any(map(str.isdigit, line.text)) else courtesies).append(line)
    headings = [line for line in parts.preface[1:] + parts.headings + courtesies if line.text.strip()]
    if headings:
        report.add(
            "changed",
            where,
            headings[0].place,
            N_("%(count)s headings were not taken over, the first of them “%(text)s”."),
            N_("Nothing is to be done unless a question needs one of them."),
            count=str(len(headings)),
            text=clean(headings[0].text)[:80],
        )
    if unused:
        report.add(
            "left_out",
            "file",
            "",
            N_("The table of answers has numbers that belong to no question: %(numbers)s."),
            N_("Compare the numbers of the questions with the table."),
            numbers=", ".join(unused[:20]),
        )
    for line in unread:
        report.add(
            "left_out",
            where,
            line.place,
            N_("In the table of answers this line could not be read: “%(text)s”."),
            N_("Write it like 1-A or 1.A 2.B."),
            text=clean(line.text)[:80],
        )
