"""A few typed words (`short_text`)."""

from dataclasses import dataclass, field
from typing import ClassVar, Self

from quizzes.formats.table import Table
from quizzes.questions.base import (
    InvalidResponse,
    Marking,
    Response,
    read_common,
    written_common,
)
from quizzes.questions.one_text import OneText
from quizzes.questions.typed import LONGEST_RESPONSE, Tones, TypedAnswers, read_accepted, written_accepted
from quizzes.vietnamese import clean

__all__ = ["LONGEST_RESPONSE", "ShortText", "Tones"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortText(OneText):
    """Words to type, compared as typed.py says; a response is `(cleaned text,)`."""

    type: ClassVar[str] = "short_text"

    accepted: tuple[str, ...]
    tones: Tones = "required"
    names: bool = False
    one_slip: bool = False
    refused: tuple[str, ...] = ()
    answers: TypedAnswers = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put the accepted answers in comparable form once, because marking must be fast."""
        answers = TypedAnswers(self.accepted, self.tones, self.names, self.one_slip, self.refused)
        object.__setattr__(self, "answers", answers)

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the question an author wrote, noting answers too long, repeated or without a letter."""
        answers = read_accepted(table)
        return cls(
            **read_common(table),
            accepted=answers.accepted,
            tones=answers.tones,
            names=answers.names,
            one_slip=answers.one_slip,
            refused=answers.refused,
        )

    def written(self) -> dict[str, object]:
        """Return the author's table."""
        return written_common(self) | written_accepted(self.answers)

    @property
    def right_response(self) -> Response:
        """The first accepted answer, as the author wrote it."""
        return self.accepted[:1]

    def check(self, response: Response) -> Response:
        """Return the cleaned text; raise InvalidResponse for two texts or more than 200 characters."""
        texts = tuple(map(clean, response))
        if not any(texts):
            return ()
        if len(texts) != 1 or len(texts[0]) > LONGEST_RESPONSE:
            raise InvalidResponse(f"not one text of at most {LONGEST_RESPONSE} characters for {self.id!r}")
        return texts

    def _marking(self, checked: Response) -> Marking:
        return self.answers.marking(checked[0])
