"""Reading lessons/NN-name.md (docs/topic-format.md).

    +++
    title = "…"                     front matter, TOML
    minutes = 5
    +++

    ## A card's heading             opens a card
    Paragraphs, **bold**, *italic*, lists, > quotations; at most 80 words.
    Hình: name | what it shows      one line, optional (lesson_pictures.py)
    Nguồn: …                        one line, needed
    Đúng đến: 31/12/2026            one line, optional
    ```question                     one block, optional: TOML of one question
    ```

Lines are sorted into cards first; each card is then read alone, so one broken card hides no other's problems.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from quizzes.formats.lesson_pictures import PREFIX as _PICTURE
from quizzes.formats.lesson_pictures import read_picture
from quizzes.formats.problems import N_, Ledger
from quizzes.formats.quiz import read_question
from quizzes.formats.table import parse_toml
from quizzes.mojibake import is_mojibake
from quizzes.questions import Case, Poll, Question
from quizzes.quiz import Card, Lesson
from quizzes.vietnamese import clean

MOST_WORDS: Final = 80
MOST_CARDS_WITHOUT_QUESTION: Final = 2

_FRONT = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_SOURCE: Final = "Nguồn:"
_VALID_UNTIL: Final = "Đúng đến:"
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_FORBIDDEN: Final = (
    (re.compile(r"<[A-Za-z/!]"), N_("The card has HTML.")),
    (re.compile(r"\]\(|\]\[|https?://\w"), N_("The card has a link or an image.")),
    (re.compile(r"^\s{0,3}(?:#|```|~~~)", re.MULTILINE), N_("The card has a heading or a block of code.")),
)


@dataclass(slots=True)
class _RawCard:
    """The lines of one card, sorted by what they are."""

    title: str
    body: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    late_lines: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """What an author searches for to find the card."""
        return f"## {self.title}"

    def take(self, line: str) -> None:
        """Put one line outside a question's block where it belongs."""
        text = clean(line)
        if text.startswith(_SOURCE):
            self.sources.append(text.removeprefix(_SOURCE).strip())
        elif text.startswith(_VALID_UNTIL):
            self.days.append(text.removeprefix(_VALID_UNTIL).strip())
        elif text.startswith(_PICTURE):
            self.pictures.append(text.removeprefix(_PICTURE).strip())
        elif text and (self.sources or self.questions):
            self.late_lines.append(text)
        else:
            # Markdown reads meaning from the spaces before a line.
            self.body.append(" " * (len(line) - len(line.lstrip(" "))) + text)


def read_lesson(text: str, slug: str, ledger: Ledger) -> Lesson:
    """Return the lesson of a file's text; usable only if the ledger stayed empty."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    title, minutes, rest = _front(text, ledger)
    raw_cards = _raw_cards(rest, ledger)
    if not raw_cards:
        ledger.add("", N_("The lesson has no card."), N_("Open a card with a line “## Heading”."))
    _check_rhythm(raw_cards, ledger)
    cards = tuple(_card(raw, ledger) for raw in raw_cards)
    return Lesson(slug, title, minutes, cards, ledger.file)


def word_count(body: str) -> int:
    """Return the number of words in a card's body, counted by spaces."""
    return len(body.split())


def _front(text: str, ledger: Ledger) -> tuple[str, int, str]:
    found = _FRONT.match(text)
    if found is None:
        ledger.add(
            "",
            N_("The lesson does not begin with its title."),
            N_('Begin the file with +++, title = "…", minutes = 5 and +++, each on a line of its own.'),
        )
        return "", 1, text
    table = parse_toml(found[1], ledger, "+++")
    if table is None:
        return "", 1, text[found.end() :]
    title, minutes = table.text("title"), table.integer("minutes", 1, 60)
    table.finish()
    return title, minutes, text[found.end() :]


def _raw_cards(text: str, ledger: Ledger) -> list[_RawCard]:
    cards: list[_RawCard] = []
    early_lines = 0
    lines = iter(text.split("\n"))
    for line in lines:
        if line.startswith("## "):
            cards.append(_RawCard(clean(line[3:])))
        elif not cards:
            early_lines += bool(line.strip())
        elif line.strip() == "```question":
            cards[-1].questions.append(_block(lines, cards[-1].place, ledger))
        else:
            cards[-1].take(line)
    if early_lines:
        ledger.add("", N_("There is text before the first card."), N_("Put a line “## Heading” above it."))
    return cards


def _block(lines: Iterator[str], place: str, ledger: Ledger) -> str:
    block: list[str] = []
    for line in lines:
        if line.strip() == "```":
            return "\n".join(block)
        block.append(line)
    ledger.add(
        place, N_("The question's block is not closed."), N_("End it with a line of three backticks: ```")
    )
    return "\n".join(block)


def _card(raw: _RawCard, ledger: Ledger) -> Card:
    body = "\n".join(raw.body).strip("\n")
    _check_body(raw, body, ledger)
    picture = read_picture(raw.pictures, raw.place, ledger)
    return Card(
        raw.title, body, _source(raw, ledger), _valid_until(raw, ledger), _question(raw, ledger), picture
    )


def _check_body(raw: _RawCard, body: str, ledger: Ledger) -> None:
    if not raw.title:
        ledger.add(raw.place, N_("A card has no heading."), N_("Write the heading after “## ”."))
    count = word_count(body)
    if not count:
        ledger.add(raw.place, N_("The card has no text."), N_("Write what is to be read below its heading."))
    if count > MOST_WORDS:
        ledger.add(
            raw.place,
            N_("The card has %(count)s words."),
            N_("Cut it to %(most)s words or make two cards of it."),
            count=str(count),
            most=str(MOST_WORDS),
        )
    for pattern, message in _FORBIDDEN:
        if pattern.search(body):
            ledger.add(
                raw.place, message, N_("Use paragraphs, **bold**, *italic*, lists and > quotations alone.")
            )
    if encoding := is_mojibake(body):
        ledger.add(
            raw.place,
            N_("The card was typed in an old %(encoding)s font and cannot be read."),
            N_("Convert the text to Unicode (UniKey: Ctrl+Shift+F6), then paste it again."),
            encoding=encoding,
        )
    if raw.late_lines:
        ledger.add(
            raw.place,
            N_("“%(text)s” stands below the source or the question."),
            N_("Move it above the line “Nguồn:”, or open a new card with “## ”."),
            text=raw.late_lines[0],
        )


def _source(raw: _RawCard, ledger: Ledger) -> str:
    if len(raw.sources) == 1 and raw.sources[0]:
        return raw.sources[0]
    if len(raw.sources) > 1:
        ledger.add(
            raw.place,
            N_("The card has more than one line “Nguồn:”."),
            N_("Put all sources on one line, with “; ”."),
        )
    else:
        ledger.add(
            raw.place,
            N_("The card has no source."),
            N_("End its text with a line “Nguồn: …”: where this is written."),
        )
    return ""


def _valid_until(raw: _RawCard, ledger: Ledger) -> date | None:
    if not raw.days:
        return None
    found = _DAY.fullmatch(raw.days[0])
    try:
        if found is not None and len(raw.days) == 1:
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass  # A day such as 31/2 is noted with the rest.
    ledger.add(
        raw.place,
        N_("“%(text)s” is not one day."),
        N_("Write one line with day/month/year, as in “Đúng đến: 31/12/2026”."),
        text=raw.days[0],
    )
    return None


def _question(raw: _RawCard, ledger: Ledger) -> Question | None:
    if not raw.questions:
        return None
    if len(raw.questions) > 1:
        ledger.add(
            raw.place,
            N_("The card has more than one question."),
            N_("Give the second question to the next card."),
        )
    table = parse_toml(raw.questions[0], ledger, raw.place)
    if table is None:
        return None
    question = read_question(table)
    table.finish()
    # A check is kept under the member's name and answered in one go: no place for a vote or a case.
    if isinstance(question, Case | Poll):
        ledger.add(
            raw.place,
            N_("A question of the type “%(type)s” cannot follow a card."),
            N_("Move it to quiz.toml or meeting.toml, and ask something else here."),
            type=question.type,
        )
    return question


def _check_rhythm(raw_cards: Sequence[_RawCard], ledger: Ledger) -> None:
    since_question = 0
    for raw in raw_cards:
        since_question = 0 if raw.questions else since_question + 1
        if since_question == MOST_CARDS_WITHOUT_QUESTION + 1:
            ledger.add(
                raw.place,
                N_("This is the third card without a question."),
                N_("Add a block ```question to this card or the one before it."),
            )
    if since_question:
        ledger.add(
            raw_cards[-1].place,
            N_("The lesson does not end with a question."),
            N_("Add a block ```question to the last card."),
        )
