"""A lesson's text as an author edits it: which cards it has, and one more line put on a card."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from quizzes.formats.lesson import word_count
from quizzes.formats.lesson_pictures import PREFIX as PICTURE
from quizzes.formats.parts import checks_named_in, reference

_HEADING: Final = "## "
# Lines of a card that are no text to read.
_APART: Final = ("Nguồn:", "Đúng đến:", "Câu hỏi:", PICTURE)


class NoSuchCard(LookupError):
    """The text has no card of this number."""


@dataclass(frozen=True, slots=True)
class CardText:
    """A card as it stands in a text: its heading, how many words are read, the questions it names."""

    title: str
    words: int
    checks: tuple[str, ...]


def cards_in(text: str) -> tuple[CardText, ...]:
    """Return the cards of a text in their order; what stands above the first heading belongs to none."""
    return tuple(_card(lines) for lines in _divided(text)[1:])


def with_picture(text: str, card: int, line: str) -> str:
    """Return the text with this line as the picture of a card, by its number from 1; another one gives way.

    Raises NoSuchCard.
    """

    def put(lines: list[str]) -> list[str]:
        kept = [each for each in lines if not each.strip().startswith(PICTURE)]
        place = next((n for n, each in enumerate(kept) if each.strip().startswith(_APART)), None)
        return [*_stripped(kept[:place]), "", line, "", *(kept[place:] if place is not None else [])]

    return _changed(text, card, put)


def with_check(text: str, card: int, question_id: str) -> str:
    """Return the text with a check question at the end of a card, by its number from 1; raises NoSuchCard."""
    return _changed(text, card, lambda lines: [*_stripped(lines), "", reference(question_id), ""])


def _divided(text: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.startswith(_HEADING):
            parts.append([])
        parts[-1].append(line)
    return parts


def _card(lines: Sequence[str]) -> CardText:
    body = [line for line in lines[1:] if not line.strip().startswith(_APART)]
    title = lines[0].removeprefix(_HEADING).strip()
    return CardText(title, word_count("\n".join(body)), checks_named_in("\n".join(lines)))


def _changed(text: str, card: int, put: Callable[[list[str]], list[str]]) -> str:
    parts = _divided(text)
    if not 1 <= card < len(parts):
        raise NoSuchCard(card)
    parts[card] = put(parts[card])
    return "\n".join(line for part in parts for line in part).strip("\n") + "\n"


def _stripped(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines
