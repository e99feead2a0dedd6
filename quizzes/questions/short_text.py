"""A few typed words (`short_text`)."""

from dataclasses import dataclass, field
from typing import ClassVar, Final, Literal, Self, cast

from quizzes.formats.problems import N_
from quizzes.formats.table import Table
from quizzes.questions.base import (
    RIGHT,
    WRONG,
    InvalidResponse,
    Marking,
    Question,
    Response,
    read_common,
    refuse_repeats,
)
from quizzes.vietnamese import clean, comparable, lacks_only_marks

LONGEST_RESPONSE: Final = 200
"""Characters, counted after cleaning."""

Tones = Literal["optional", "required"]

_TONES_MISSING = Marking(RIGHT.mark, ("tones_missing",))
_TONES_REQUIRED = Marking(WRONG.mark, ("tones_required",))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortText(Question):
    """Words to type, compared as vietnamese.comparable does; a response is `(cleaned text,)`."""

    type: ClassVar[str] = "short_text"

    accepted: tuple[str, ...]
    tones: Tones = "required"
    _accepted: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put the accepted answers in comparable form once, because marking must be fast."""
        object.__setattr__(self, "_accepted", frozenset(map(comparable, self.accepted)))

    @classmethod
    def read(cls, table: Table) -> Self:
        """Return the question an author wrote, noting answers too long, repeated or without a letter."""
        accepted = table.texts("accepted", 1, 20)
        refuse_repeats(table, "accepted", accepted)
        for text in accepted:
            if len(text) > LONGEST_RESPONSE:
                table.problem(
                    N_("An accepted answer has %(count)s characters."),
                    N_("Ask for something shorter: at most %(most)s characters can be typed."),
                    count=str(len(text)),
                    most=str(LONGEST_RESPONSE),
                )
            elif text and not comparable(text):
                table.problem(
                    N_("The accepted answer “%(text)s” has no letter or digit."),
                    N_("Punctuation is not compared: accept a word or a number."),
                    text=text,
                )
        tones = cast(Tones, table.one_of("tones", ("optional", "required"), default="required"))
        return cls(**read_common(table), accepted=accepted, tones=tones)

    @property
    def right_response(self) -> Response:
        """The first accepted answer, as the author wrote it."""
        return self.accepted[:1]

    def is_blank(self, response: Response) -> bool:
        """Tell whether nothing was typed but spaces and invisible characters."""
        return not any(map(clean, response))

    def check(self, response: Response) -> Response:
        """Return the cleaned text; raise InvalidResponse for two texts or more than 200 characters."""
        texts = tuple(map(clean, response))
        if not any(texts):
            return ()
        if len(texts) != 1 or len(texts[0]) > LONGEST_RESPONSE:
            raise InvalidResponse(f"not one text of at most {LONGEST_RESPONSE} characters for {self.id!r}")
        return texts

    def shown(self, seed: str) -> Self:
        """Return the question itself: it has no parts to put in order."""
        return self

    def answer_texts(self, response: Response) -> tuple[str, ...]:
        """Return the cleaned text."""
        return self.check(response)

    def mark(self, response: Response) -> Marking:
        """Return 1 for an accepted answer, with a remark where marks are missing; raise as check does."""
        checked = self.check(response)
        return self._marking(checked) if checked else WRONG

    def _marking(self, checked: Response) -> Marking:
        typed = comparable(checked[0])
        if typed in self._accepted:
            return RIGHT
        # Only a lack of marks is forgiven or remarked on: "chỉ bộ" for "chi bộ" is another word, not a slip.
        if any(lacks_only_marks(typed, accepted) for accepted in self._accepted):
            return _TONES_MISSING if self.tones == "optional" else _TONES_REQUIRED
        return WRONG
