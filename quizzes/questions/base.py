"""What every question is: read from text, shown in a drawn order, answered by strings, marked exactly."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal, NamedTuple, Self, TypedDict, TypeVar, cast

from quizzes.formats.problems import N_
from quizzes.formats.table import Table

Response = tuple[str, ...]
"""What a member gave, in one plain form for every type; `()` is the empty response."""

T = TypeVar("T")

Skill = Literal["recall", "judgement", "application"]
SKILLS = ("recall", "judgement", "application")


class InvalidResponse(ValueError):
    """The response cannot come from this question's form: an unknown id, too many or too few parts."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, reason, item to place or side of a pair; `feedback` is for whoever chose it."""

    id: str
    text: str
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Marking:
    """How right a response is, an exact share from 0 to 1, and the codes of the remarks to show with it."""

    mark: Fraction
    remarks: tuple[str, ...] = ()


RIGHT = Marking(Fraction(1))
WRONG = Marking(Fraction(0))


class Judgement(NamedTuple):
    """Something real or false, and whether it was taken for real; None where a member would not say."""

    is_real: bool
    believed: bool | None


class Common(TypedDict):
    """The fields that questions of every type have, as keyword arguments."""

    id: str
    prompt: str
    explanation: str
    source: str
    skill: Skill
    points: int
    valid_until: date | None
    discussion: str
    confidence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(ABC):
    """A question and its key; `points` is what a full mark earns and `valid_until` the last day it holds.

    `confidence` asks, beside the answer, how sure the member is; it never changes a mark.
    """

    type: ClassVar[str]
    # A question that is not marked earns nothing and is not counted among those asked.
    is_marked: ClassVar[bool] = True

    id: str
    prompt: str
    explanation: str
    source: str
    skill: Skill
    points: int = 1
    valid_until: date | None = None
    discussion: str = ""
    confidence: bool = False

    @classmethod
    @abstractmethod
    def read(cls, table: Table) -> Self:
        """Return the question an author wrote; usable only if the table noted no problem."""

    @abstractmethod
    def written(self) -> dict[str, object]:
        """Return the author's table, in TOML's values, from which read() makes an equal question."""

    @property
    @abstractmethod
    def right_response(self) -> Response:
        """A canonical response that earns exactly 1."""

    @abstractmethod
    def check(self, response: Response) -> Response:
        """Return the canonical form, `()` for a blank response; raise InvalidResponse where there is none."""

    @abstractmethod
    def shown(self, seed: str) -> Self:
        """Return the same question with its parts in the order drawn from seed; marks do not depend on it."""

    @abstractmethod
    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Say a response in words, one plain line a part; raise InvalidResponse as check does.

        A verdict's line is a msgid; every other line is the author's or the member's own text.
        """

    @abstractmethod
    def _marking(self, checked: Response) -> Marking:
        """Mark a response that is canonical and not blank."""

    @property
    def choices(self) -> tuple[Option, ...]:
        """Everything wrong_choice_ids may name; empty for types without wrong options."""
        return ()

    @property
    def guess_score(self) -> Fraction:
        """The mean mark of guesses: of all responses the form allows, each as likely; 0 for typed words.

        Source: "random guess score", Quiz statistics calculations (https://docs.moodle.org/dev/).
        """
        return WRONG.mark

    def judgement(self, response: Response) -> Judgement | None:
        """Return what a response takes for real, for questions about what is real; None for all others.

        Raises InvalidResponse as check does.
        """
        return None

    def is_blank(self, response: Response) -> bool:
        """Tell whether nothing was answered."""
        return not any(response)

    def is_whole(self, response: Response) -> bool:
        """Tell whether nothing of the question is left to answer; raise InvalidResponse as check does."""
        return not self.is_blank(response)

    def mark(self, response: Response) -> Marking:
        """Return how right the response is, 0 where it is blank; raise InvalidResponse as check does."""
        checked = self.check(response)
        return self._marking(checked) if checked else WRONG

    def wrong_choice_ids(self, response: Response) -> tuple[str, ...]:
        """Return the ids among choices that were drawn and are wrong; raise InvalidResponse as check does."""
        self.check(response)
        return ()

    def wrong_texts(self, response: Response) -> tuple[str, ...]:
        """Say what was wrong, one plain line a part, for types without choices; raise as check does."""
        right = set(self.answer_texts(self.right_response))
        given = self.answer_texts(response)
        return () if self.mark(response).mark == 1 else tuple(text for text in given if text not in right)


def read_common(table: Table) -> Common:
    """Return the fields of every type."""
    return {
        "id": table.identifier(),
        "prompt": table.text("prompt", lines=True),
        "explanation": table.text("explanation", lines=True),
        "source": table.text("source"),
        "skill": cast(Skill, table.one_of("skill", SKILLS)),
        "points": table.integer("points", 1, 10, default=1),
        "valid_until": table.day("valid_until"),
        "discussion": table.text("discussion", lines=True, optional=True),
        "confidence": table.flag("confidence"),
    }


def written_common(question: Question) -> dict[str, object]:
    """Return the author's keys that every type has, without those that say what is so anyway."""
    table: dict[str, object] = {
        "id": question.id,
        "type": question.type,
        "skill": question.skill,
        "prompt": question.prompt,
        "explanation": question.explanation,
        "source": question.source,
    }
    kept = {
        "points": question.points if question.points != 1 else None,
        "valid_until": question.valid_until,
        "discussion": question.discussion or None,
        "confidence": question.confidence or None,
    }
    return table | {key: value for key, value in kept.items() if value is not None}


def read_options(table: Table, key: str, low: int, high: int) -> tuple[tuple[Option, ...], tuple[str, ...]]:
    """Return the options under key and the ids of the right ones, noting ids or texts that come twice."""
    options, right_ids = [], []
    for row in table.tables(key, low, high):
        option = Option(row.identifier(), row.text("text"), row.text("feedback", optional=True))
        options.append(option)
        if row.flag("right"):
            right_ids.append(option.id)
    refuse_repeats(table, key, (option.id for option in options))
    refuse_repeats(table, key, (option.text for option in options))
    return tuple(options), tuple(right_ids)


def written_options(options: Iterable[Option], right_ids: Collection[str] = ()) -> list[dict[str, object]]:
    """Return the tables from which read_options() makes these options."""
    tables: list[dict[str, object]] = []
    for option in options:
        row: dict[str, object] = {"id": option.id, "text": option.text}
        if option.feedback:
            row["feedback"] = option.feedback
        if option.id in right_ids:
            row["right"] = True
        tables.append(row)
    return tables


def refuse_repeats(table: Table, key: str, texts: Iterable[str]) -> None:
    """Note every text that comes twice under key: a member could not tell one from the other."""
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            table.problem(
                N_("“%(text)s” comes twice in “%(key)s”."),
                N_("Change or remove one of the two."),
                text=text,
                key=key,
            )
        elif text:
            seen.add(text)


def numbered(parts: Iterable[T]) -> Iterator[tuple[str, T]]:
    """Return each part with an id for the author's table: "1", "2" and so on."""
    return ((str(number), part) for number, part in enumerate(parts, start=1))


def drawn(options: Sequence[Option], seed: str, question_id: str) -> tuple[Option, ...]:
    """Return the options in the order of SHA-256 over "seed:question:option", the same for ever."""

    def lot(option: Option) -> bytes:
        return hashlib.sha256(f"{seed}:{question_id}:{option.id}".encode("utf-8", "replace")).digest()

    return tuple(sorted(options, key=lot))


def opaque_options(question_id: str, side: str, texts: Sequence[str]) -> tuple[Option, ...]:
    """Return an option for each text whose id, 8 hexadecimal digits, tells nothing of the key.

    Ids travel to the phone, where the author's a, b, c would give away an order or a pair. More digits are
    taken in the improbable case that two texts share the first 8.
    """
    digests = [
        hashlib.sha256(f"{question_id}:{side}:{text}".encode("utf-8", "replace")).hexdigest()
        for text in texts
    ]
    length = 8
    while length < 64 and len({digest[:length] for digest in digests}) < len(set(texts)):
        length += 8
    return tuple(Option(digest[:length], text) for digest, text in zip(digests, texts, strict=True))
