"""The options of a question: one on each line or several on a line, and which of them are marked right."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from quizzes.formats.choices import LETTERS
from quizzes.formats.plain_text.lines import OPTION, Line
from quizzes.vietnamese import clean

_KINDS: Final = ("underline", "highlight", "colour", "bold")
"""Kinds of emphasis, the most telling first: bold is often put on labels for looks."""
_TICK: Final = re.compile(r"[ \t]*(?:\(đúng\)|\[x\]|[✓✔√*])[ \t]*$", re.IGNORECASE)


@dataclass(slots=True)
class Choice:
    """A lettered option as it stands in the text: its label and its words, perhaps over several lines."""

    letter: str
    label: Line
    words: list[Line]
    is_starred: bool

    @property
    def text(self) -> str:
        """The words in one line, without a tick after them."""
        return clean(_TICK.sub("", " ".join(line.text for line in self.words)))

    @property
    def is_ticked(self) -> bool:
        """Whether a star stands before the letter or a tick behind the words."""
        return self.is_starred or (bool(self.words) and _TICK.search(self.words[-1].text) is not None)


def letter_at(line: Line) -> str:
    """Return the letter with which a line begins as an option, else ""."""
    found = OPTION.match(line.text)
    return found["letter"] if found else ""


def split(line: Line, upto: str = "") -> Iterator[Choice]:
    """Return the options of a line that begins with one; `upto` is the letter at the next line's begin.

    Options on the same line follow each other in the alphabet, before `upto`, with a space before each.
    """
    found = OPTION.match(line.text)
    if found is None:
        return
    starts = [(found.start(), found)]
    for letter in _letters_between(found["letter"], upto):
        following = _find(letter, line.text, starts[-1][1].end())
        if following is None:
            break
        starts.append((following.start(), following))
    ends = [start for start, _ in starts[1:]] + [len(line.text)]
    for (start, label), end in zip(starts, ends, strict=True):
        is_starred = bool(label["star"] or label["late"])
        words = line.cut(label.end(), max(end, label.end()))
        yield Choice(label["letter"].upper(), line.cut(start, label.end()), [words], is_starred)


def inline(line: Line) -> int | None:
    """Return where options begin that follow a question on its own line, or None."""
    for letter, second in (("A", "B"), ("a", "b")):
        first = _find(letter, line.text, 0)
        if first is not None and _find(second, line.text, first.end()) is not None:
            return first.start()
    return None


def emphasised(choices: Sequence[Choice]) -> tuple[int, ...]:
    """Return the places of options that emphasis sets apart from the others; none where all look alike."""
    lines = (line for choice in choices for line in (choice.label, *choice.words))
    found = {kind for line in lines for kind, _, _ in line.marks}
    for kind in (kind for kind in _KINDS if kind in found):
        for parts in (
            [choice.words for choice in choices],
            [[choice.label] for choice in choices],
        ):
            chosen = tuple(place for place, lines in enumerate(parts) if _is_covered(kind, lines))
            if 0 < len(chosen) < len(choices):
                return chosen
    return ()


def _is_covered(kind: str, lines: Sequence[Line]) -> bool:
    length = sum(len(line.text.strip()) for line in lines)
    covered = sum(
        len(line.text[first:last].strip())
        for line in lines
        for name, first, last in line.marks
        if name == kind
    )
    return length > 0 and covered * 2 >= length


def _letters_between(letter: str, upto: str) -> str:
    letters = LETTERS if letter.isupper() else LETTERS.lower()
    last = letters.find(upto) if upto else -1
    return letters[letters.index(letter) + 1 : last if last >= 0 else None]


def _find(letter: str, text: str, start: int) -> re.Match[str] | None:
    wide, narrow = _patterns(letter)
    return wide.search(text, start) or narrow.search(text, start)


@lru_cache(maxsize=64)
def _patterns(letter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    label = rf"(?P<star>\*?)[ ]?[(\[]?(?P<letter>{letter})(?P<late>\*?)[.):/\]][ \t]*"
    return re.compile(rf"(?:(?<=\t)|(?<=[ ][ ])){label}"), re.compile(rf"(?<=[ \t?:.…]){label}")
