"""A question under reading: its lines sorted into prompt, options, answer, explanation and the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from quizzes.formats.choices import LETTERS
from quizzes.formats.plain_text import options
from quizzes.formats.plain_text.lines import ANSWER, CHOOSE, EXPLANATION, OTHER, PAGE_NUMBER, Line
from quizzes.formats.plain_text.options import Choice

_LOOK_AHEAD: Final = 20
"""Lines after an option among which the next option is looked for."""

_WHY_BEHIND: Final = re.compile(r"[ \t.;,(–-]*(?:lời[ \t]giải|giải[ \t]thích)[ \t]*:[ \t]*", re.IGNORECASE)

Field = Literal["prompt", "options", "answer", "explanation", "other"]


@dataclass(slots=True)
class Draft:
    """A question under reading; `number` is what the file calls it, `run` how often numbering began anew."""

    place: str
    number: int = 0
    run: int = 0
    note: str = ""
    body: list[Line] = field(default_factory=list)
    prompt: list[Line] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)
    other: dict[str, list[str]] = field(default_factory=dict)
    odd: list[tuple[Line, str]] = field(default_factory=list)


def sort_lines(draft: Draft) -> Draft:
    """Sort the lines of a draft's body into its fields."""
    sorter = _Sorter(draft)
    for place, line in enumerate(draft.body):
        sorter.take(line, draft.body[place + 1 : place + _LOOK_AHEAD])
    if not draft.choices:
        _find_inline(draft)
    if not draft.choices:
        _find_unlettered(draft)
    return draft


class _Sorter:
    """Takes line after line; what a line without a label belongs to is the field of the line before."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._field: Field = "prompt"
        self._key = ""
        self._after_blank = False

    def take(self, line: Line, following: Sequence[Line]) -> None:
        if not line.text.strip():
            self._after_blank = True
            if self._field == "prompt" and self._draft.prompt:
                self._draft.prompt.append(line)
            return
        if PAGE_NUMBER.fullmatch(line.text):
            self._draft.odd.append((line, ""))
            return
        if not (self._labelled(line) or self._option(line, following)):
            self._continue(line)
        self._after_blank = False

    def _labelled(self, line: Line) -> bool:
        text, draft = line.text, self._draft
        if chosen := CHOOSE.match(text):
            draft.answers.append(chosen["letters"].upper())
            self._field = "explanation" if draft.explanation else "answer"
        elif found := ANSWER.match(text):
            self._answer(text[found.end() :].strip())
        elif found := EXPLANATION.match(text):
            self._field = "explanation"
            draft.explanation.append(text[found.end() :])
        elif found := OTHER.match(text):
            self._field = "other"
            self._key = found["feedback"].upper() if found["feedback"] else str(found.lastgroup)
            draft.other.setdefault(self._key, []).append(text[found.end() :])
        else:
            return False
        return True

    def _answer(self, said: str) -> None:
        """Take an answer, and why it is right where that stands behind it."""
        self._field = "answer"
        why = _WHY_BEHIND.search(said)
        if why is not None:
            self._field = "explanation"
            self._draft.explanation.append(said[why.end() :])
            said = said[: why.start()]
        if said:
            self._draft.answers.append(said)

    def _option(self, line: Line, following: Sequence[Line]) -> bool:
        letter = options.letter_at(line)
        if not letter or self._field not in ("prompt", "options", "answer"):
            return False
        draft, place = self._draft, LETTERS.index(letter.upper())
        expected = len(draft.choices)
        if place == 0 and expected >= 2:
            return self._restarted(line, following, letter)
        if abs(place - expected) > 1 or (not expected and place):
            return False
        if place == expected + 1 and expected and len(draft.choices[-1].words) > 1:
            # The letter of the option before was forgotten: its line stands with the one above.
            forgotten = draft.choices[-1].words.pop()
            draft.odd.append((forgotten, LETTERS[expected]))
            draft.choices.append(_unlettered(forgotten, expected))
        elif place != expected:
            draft.odd.append((line, letter.upper()))
        draft.choices += options.split(line, _next_letter(following))
        self._field = "options"
        return True

    def _restarted(self, line: Line, following: Sequence[Line], letter: str) -> bool:
        """Take a) b) c) before A. B. C. as statements of the question; another A is none of its options."""
        draft = self._draft
        if not (letter.isupper() and draft.choices[0].label.text.strip(" *([")[:1].islower()):
            draft.odd.append((line, ""))
            return True
        for choice in draft.choices:
            first, *others = choice.words
            whole = Line(first.place, choice.label.text + first.text)
            draft.prompt += [whole, *others]
        draft.choices.clear()
        return self._option(line, following)

    def _continue(self, line: Line) -> None:
        draft, text = self._draft, line.text
        if self._field == "prompt":
            draft.prompt.append(line)
        elif self._field == "options" and not self._after_blank:
            draft.choices[-1].words.append(line)
        elif self._field == "explanation":
            draft.explanation.append(("\n" if self._after_blank else "") + text)
        elif self._field == "answer" and not draft.answers:
            draft.answers.append(text.strip())
        elif self._field == "other" and not self._after_blank:
            draft.other[self._key].append(text)
        else:
            draft.odd.append((line, ""))


def _next_letter(lines: Sequence[Line]) -> str:
    for line in lines:
        if letter := options.letter_at(line):
            return letter
        if ANSWER.match(line.text) or EXPLANATION.match(line.text):
            break
    return ""


def _unlettered(line: Line, place: int) -> Choice:
    return Choice(LETTERS[place], line.cut(0, 0), [line], False)


def _find_unlettered(draft: Draft) -> None:
    """Take the lines below a question for its options where the answer is a letter and no line has one."""
    answer = draft.answers[0].strip(" .()") if draft.answers else ""
    lines = [line for line in draft.prompt if line.text.strip()]
    asked = max((n for n, line in enumerate(lines) if line.text.rstrip().endswith(("?", ":"))), default=0)
    options_below = lines[asked + 1 :]
    if len(answer) != 1 or answer.upper() not in LETTERS[: len(options_below)] or len(options_below) < 2:
        return
    draft.prompt = lines[: asked + 1]
    draft.choices += [_unlettered(line, n) for n, line in enumerate(options_below)]
    draft.odd += [(line, LETTERS[n]) for n, line in enumerate(options_below)]


def _find_inline(draft: Draft) -> None:
    """Look for options that stand on the question's own line."""
    for place, line in enumerate(draft.prompt):
        start = options.inline(line)
        if start is not None:
            draft.choices += options.split(line.cut(start))
            following = draft.prompt[place + 1 :]
            draft.prompt[place:] = [line.cut(0, start)]
            for other in following:
                if other.text.strip():
                    draft.choices[-1].words.append(other)
            return
