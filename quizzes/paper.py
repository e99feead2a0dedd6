"""A quiz on paper: its versions, what an answer sheet asks for, and what is typed from it into a grid.

A question is answered on the sheet by letters where it can be (`choice`, `several`, `true_false`). Every
other question is answered on a line, and whoever enters the sheet marks it: 1 for right, 5 for half, 0 for
not right. Polls are left out: a sheet bears a name, and an opinion must not.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from quizzes.attempt import question_order
from quizzes.questions import MultipleChoice, Option, Question, Response, SingleChoice, TrueFalse
from quizzes.quiz import Quiz

VERSIONS: Final = ("A", "B")
LETTERS: Final = "ABCDEFGHIJ"
"""As many as a question may have options."""

HAND_MARKS: Final = {"1": Fraction(1), "5": Fraction(1, 2), "0": Fraction(0)}
"""What a mark given by hand is typed as."""

Kind = Literal["one", "many", "verdict", "reasoned", "hand"]
"""What a cell holds: a letter, letters, a verdict, a verdict and a letter, a mark given by hand."""

_VERDICT_KEYS: Final = {"D": "true", "T": "true", "S": "false", "F": "false", "?": "unknown", "K": "unknown"}
_VERDICT_LETTERS: Final = {"true": "Đ", "false": "S", "unknown": "?"}
_BETWEEN: Final = " ,;.-/+"


class Unreadable(ValueError):
    """What was typed is no answer to this question."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What a sheet says about one question; the response is blank where the mark was given by hand."""

    response: Response
    mark: Fraction


def seed_of(code: str, version: str) -> str:
    """Return the seed of one version of a printing, from which its orders are drawn."""
    return f"{code}-{version}"


def version_in(seed: str) -> str:
    """Return the version that a seed belongs to."""
    return seed.rpartition("-")[2]


def questions_on_paper(quiz: Quiz, code: str, version: str) -> tuple[Question, ...]:
    """Return the marked questions of a version as printed: in its order, with their options in its order."""
    seed = seed_of(code, version)
    asked = (quiz.question(question_id) for question_id in question_order(quiz, seed))
    return tuple(question.shown(seed) for question in asked if question.is_marked)


def kind_of(question: Question) -> Kind:
    """Return how a question is answered on the sheet."""
    if isinstance(question, SingleChoice):
        return "one"
    if isinstance(question, MultipleChoice):
        return "many"
    if isinstance(question, TrueFalse):
        return "reasoned" if question.reasons else "verdict"
    return "hand"


def letters_of(question: Question) -> str:
    """Return the letters that the options, or the reasons, of a question as printed have; "" without any."""
    return LETTERS[: len(_lettered(question))]


def verdicts_of(question: Question) -> str:
    """Return the verdicts a question offers as they stand on the sheet; "" without any."""
    if not isinstance(question, TrueFalse):
        return ""
    return "".join(_VERDICT_LETTERS[verdict.id] for verdict in question.verdicts)


def entered(question: Question, typed: str) -> Entered | None:
    """Return what a cell says about a question as printed, None for an empty one.

    Case, tone marks and signs between the letters make no difference, so what a Vietnamese input method
    leaves of a letter is read as that letter. Raises Unreadable.
    """
    keys = _plain(typed)
    if not keys:
        return None
    kind = kind_of(question)
    if kind == "hand":
        if keys not in HAND_MARKS:
            raise Unreadable(typed)
        return Entered((), HAND_MARKS[keys])
    response = _verdict(question, keys) if kind in ("verdict", "reasoned") else _options(question, keys)
    return Entered(response, question.mark(response).mark)


def typed_as(question: Question, response: Response, mark: Fraction) -> str:
    """Return the keys that entered() reads as this response, or as this mark given by hand."""
    if kind_of(question) == "hand" or not response:
        return next((key for key, worth in HAND_MARKS.items() if worth == mark), "")
    head = _VERDICT_LETTERS.get(response[0], "") if isinstance(question, TrueFalse) else ""
    chosen = set(response)
    options = zip(LETTERS, _lettered(question), strict=False)
    return head + "".join(letter for letter, option in options if option.id in chosen)


def key_of(question: Question) -> str:
    """Return the right answer in the sheet's letters; "" where it is written out."""
    if kind_of(question) == "hand":
        return ""
    return typed_as(question, question.right_response, Fraction(1))


def _lettered(question: Question) -> Sequence[Option]:
    if isinstance(question, SingleChoice | MultipleChoice):
        return question.options
    return question.reasons if isinstance(question, TrueFalse) else ()


def _plain(typed: str) -> str:
    # Đ has no decomposition: it is a letter with a stroke, not one with a mark.
    parts = unicodedata.normalize("NFD", typed.upper().replace("Đ", "D").replace("\u00d0", "D"))
    return "".join(part for part in parts if not unicodedata.combining(part) and part not in _BETWEEN)


def _options(question: Question, keys: str) -> Response:
    by_letter = dict(zip(LETTERS, (option.id for option in _lettered(question)), strict=False))
    chosen = dict.fromkeys(keys)
    if not set(chosen) <= set(by_letter) or (kind_of(question) == "one" and len(chosen) != 1):
        raise Unreadable(keys)
    return question.check(tuple(by_letter[letter] for letter in chosen))


def _verdict(question: Question, keys: str) -> Response:
    # «DD» is how Telex spells Đ.
    keys = "D" + keys.lstrip("D") if keys.startswith("DD") and "D" not in letters_of(question) else keys
    verdict, reason = _VERDICT_KEYS.get(keys[0], ""), keys[1:]
    if _VERDICT_LETTERS.get(verdict, "") not in tuple(verdicts_of(question)):
        raise Unreadable(keys)
    if not reason:
        return question.check((verdict,))
    if len(reason) != 1 or reason not in letters_of(question):
        raise Unreadable(keys)
    return question.check((verdict, _lettered(question)[LETTERS.index(reason)].id))
