"""What was typed against what is accepted: shared by every type with words to type."""

from dataclasses import dataclass, field
from typing import Final, Literal, cast

from quizzes.formats.problems import N_
from quizzes.formats.table import Table
from quizzes.questions.base import RIGHT, WRONG, Marking, refuse_repeats
from quizzes.vietnamese import comparable, lacks_only_marks

LONGEST_RESPONSE: Final = 200
"""Characters, counted after cleaning."""

Tones = Literal["optional", "required"]
TONES: Final = ("optional", "required")

_TONES_MISSING = Marking(RIGHT.mark, ("tones_missing",))
_TONES_REQUIRED = Marking(WRONG.mark, ("tones_required",))


@dataclass(frozen=True, slots=True)
class TypedAnswers:
    """The accepted answers of one field, and which slips are forgiven."""

    accepted: tuple[str, ...]
    tones: Tones = "required"
    names: bool = False
    one_slip: bool = False
    _keys: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put the accepted answers in comparable form once, because marking must be fast."""
        object.__setattr__(self, "_keys", frozenset(map(comparable, self.accepted)))

    def marking(self, text: str) -> Marking:
        """Return 1 for an accepted answer, with a remark where a slip was forgiven; else 0."""
        typed = comparable(text)
        if typed in self._keys:
            return RIGHT
        # Only a lack of marks is forgiven or remarked on: "chỉ bộ" for "chi bộ" is another word, not a slip.
        if any(lacks_only_marks(typed, accepted) for accepted in self._keys):
            return _TONES_MISSING if self.tones == "optional" else _TONES_REQUIRED
        return WRONG


def read_accepted(table: Table) -> TypedAnswers:
    """Return the accepted answers of a table, noting those too long, repeated or without a letter."""
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
    tones = cast(Tones, table.one_of("tones", TONES, default="required"))
    return TypedAnswers(accepted, tones, table.flag("names"), table.flag("one_slip"))


def written_accepted(answers: TypedAnswers) -> dict[str, object]:
    """Return the keys from which read_accepted() makes these answers."""
    table: dict[str, object] = {"accepted": list(answers.accepted)}
    if answers.tones != "required":
        table["tones"] = answers.tones
    for key, is_set in (("names", answers.names), ("one_slip", answers.one_slip)):
        if is_set:
            table[key] = True
    return table
