"""The form of each type of question. A new type adds its fields here, its example, and nothing else."""

from dataclasses import dataclass
from typing import Final

from elearn.authoring.questions.fields import (
    DayField,
    Field,
    LinesField,
    PickField,
    RowsField,
    TextField,
    TickField,
    WholeField,
)
from quizzes.formats.problems import N_

_TEXT = TextField("text", N_("Text"))
_RIGHT = TickField("right", N_("right"))
_FEEDBACK = TextField("feedback", N_("For whoever chose it"))
_OPTIONS = (_TEXT, _RIGHT, _FEEDBACK)
_VERDICTS = (("", "–"), ("true", N_("True")), ("false", N_("False")), ("unknown", N_("Not enough evidence")))
_TONES = (("", N_("needed")), ("optional", N_("may be left out")))
_KINDS_OF_PARTS = (
    ("sender", N_("who posted it")),
    ("time", N_("when it was posted")),
    ("text", N_("what it says")),
    ("picture", N_("picture, in words")),
    ("counts", N_("shares and reactions")),
)
GROUPS: Final = tuple((str(number), str(number)) for number in range(1, 6))

_TYPED = (
    PickField("tones", N_("Tone marks"), _TONES),
    TickField("one_slip", N_("One mistyped letter is forgiven")),
    TickField("names", N_("The answer is a name")),
)


@dataclass(frozen=True, slots=True)
class Spec:
    """A type of question: its word, when one takes it, and the fields that it has beside the common ones."""

    name: str
    example: str
    fields: tuple[Field, ...]
    # Polls have neither key nor weight.
    is_marked: bool = True


SPECS: Final[dict[str, Spec]] = {
    "choice": Spec(
        N_("One choice"),
        N_("Which of these should be done first?"),
        (RowsField("options", N_("Options"), _OPTIONS),),
    ),
    "several": Spec(
        N_("Several choices"),
        N_("Which signs are suspicious? Choose all."),
        (RowsField("options", N_("Options"), _OPTIONS),),
    ),
    "true_false": Spec(
        N_("True or false, and why"),
        N_("A statement to judge, perhaps with a reason to choose."),
        (
            PickField("verdict", N_("It is"), _VERDICTS),
            TickField("unknown_offered", N_("Offer “not enough evidence”, too")),
            RowsField(
                "reasons", N_("Reasons to choose among (may stay empty)"), (_TEXT, _RIGHT, _FEEDBACK), 2
            ),
        ),
    ),
    "short_text": Spec(
        N_("Short text, typed"),
        N_("A word or a few words that are to be known."),
        (
            LinesField("accepted", N_("Accepted answers, one a line; the first is shown as the key")),
            LinesField("refused", N_("Common mistakes that never count, one a line")),
            *_TYPED,
        ),
    ),
    "number": Spec(
        N_("A number"),
        N_("A year, an amount, a share."),
        (
            TextField("value", N_("The right number"), hint=N_("Like 1.000,5")),
            TextField("tolerance", N_("How far off is still right")),
            TextField("low", N_("Or: right from")),
            TextField("high", N_("right up to")),
            TextField("unit", N_("Unit")),
            TickField("unit_needed", N_("The unit has to be typed")),
            TickField("year", N_("It is a year")),
        ),
    ),
    "cloze": Spec(
        N_("Gaps in a sentence"),
        N_("Words that are missing in a sentence, typed or chosen."),
        (
            TextField(
                "text",
                N_("The sentence"),
                3,
                hint=N_("Mark gaps: [[word|other word]] is typed, [[right*|wrong]] is chosen."),
            ),
            *_TYPED,
        ),
    ),
    "match": Spec(
        N_("Pairs"),
        N_("What belongs to what?"),
        (
            RowsField(
                "pairs",
                N_("Pairs"),
                (TextField("left", N_("On the left")), TextField("right", N_("On the right"))),
            ),
            LinesField("extra", N_("More on the right that fits nowhere, one a line")),
        ),
    ),
    "order": Spec(
        N_("Order"),
        N_("Steps or events to put in order."),
        (RowsField("items", N_("Items, in the right order"), (_TEXT,)),),
    ),
    "group": Spec(
        N_("Groups"),
        N_("Which of these belongs to which group?"),
        (
            RowsField("groups", N_("Groups"), (_TEXT,), 2),
            RowsField("items", N_("Items"), (_TEXT, PickField("group", N_("in group"), GROUPS))),
        ),
    ),
    "post": Spec(
        N_("A post as on a phone"),
        N_("A message to judge, its suspicious parts, and the first check."),
        (
            PickField("verdict", N_("It is"), _VERDICTS),
            RowsField(
                "parts",
                N_("Parts of the post, from above"),
                (
                    PickField("kind", N_("What this is"), _KINDS_OF_PARTS),
                    _TEXT,
                    TickField("suspicious", N_("suspicious")),
                    TextField("feedback", N_("Why, or why not")),
                ),
                3,
            ),
            RowsField("checks", N_("First checks to choose among"), _OPTIONS, 3),
        ),
    ),
    "poll": Spec(
        N_("Poll"),
        N_("An opinion; nothing is right or wrong, and nobody's name is kept."),
        (RowsField("options", N_("Options"), (_TEXT,)), TickField("many", N_("Several may be chosen"))),
        is_marked=False,
    ),
    "case": Spec(
        N_("A situation with two to four questions"),
        N_("A story that goes on from question to question."),
        (),
    ),
}
TYPES_OF_PARTS: Final = tuple(kind for kind in SPECS if kind not in ("case", "poll", "post"))
"""What may stand in a case."""

_SKILLS = (
    ("recall", N_("remembering")),
    ("judgement", N_("judging")),
    ("application", N_("doing")),
)
PROMPT: Final = TextField("prompt", N_("Question"), 3)
_WHY: Final = (
    TextField("explanation", N_("Why, shown after every answer"), 3),
    TextField("source", N_("Source"), hint=N_("Where it is written: an address, or number and date.")),
)
_SKILL = PickField("skill", N_("It asks for"), _SKILLS)
_LATER: Final = (
    WholeField("points", N_("Weight (1 to 10, usually 1)")),
    DayField("valid_until", N_("True until (may stay empty)")),
    TextField("discussion", N_("What the host may ask the room"), 2),
    TickField("confidence", N_("Ask how sure one is")),
)


def fields_after(kind: str) -> tuple[Field, ...]:
    """Return the common fields that follow those of the type."""
    return (*_WHY, _SKILL, *_LATER) if SPECS[kind].is_marked else (*_WHY, _LATER[2])


def fields_of_part(kind: str) -> tuple[Field, ...]:
    """Return the fields of a question inside a case: what is left empty is the case's."""
    return (PROMPT, *SPECS[kind].fields, *_WHY, WholeField("points", N_("Weight (1 to 10, usually 1)")))
