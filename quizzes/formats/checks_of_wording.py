"""What makes a question harder to read than it need be: double negatives, and too many words."""

import re
from collections.abc import Iterator
from typing import Final

from quizzes.formats.problems import N_, Ledger
from quizzes.questions import (
    Group,
    Match,
    MultipleChoice,
    Option,
    Order,
    Poll,
    Post,
    Question,
    SingleChoice,
    TrueFalse,
)

MOST_WORDS_OF_A_PROMPT: Final = 70
"""Words, counted by spaces; a phone shows some sixty above the options."""
MOST_WORDS_OF_A_PART: Final = 30
"""Of one option, item or side of a pair."""
MOST_WORDS_OF_AN_EXPLANATION: Final = 120

# "không … không" within one clause; "hay không", "được không" at the end only ask.
# Nobody may change what somebody else said.
_QUOTED: Final = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_CLAUSE: Final = re.compile(r"[.,;:!?…«»“”\"()\n–]+")
_NEGATION: Final = re.compile(r"\b(?:không|chưa|chẳng|chả|đừng)\b")
_ONLY_ASKS: Final = re.compile(r"\b(?:hay|có|phải|được|đúng|biết) (?:không|chưa)$|\b(?:không|chưa)$")
# No negation: "không khí", "không gian", "không ngừng", "không chỉ … mà còn", "không những".
_NO_NEGATION: Final = re.compile(r"\bkhông (?:khí|gian|ngừng|chỉ|những|quân)\b|\bchưa (?:kể|hết)\b")
_NEGATIVE_STEM: Final = re.compile(
    r"\b(?:không|chưa|KHÔNG|CHƯA) (?:phải|đúng|nên|thuộc|được|chính xác|phù hợp)\b[^.!?]*\?"
)
_NEGATIVE_START: Final = re.compile(r"^(?:không|chưa|chẳng|đừng)\b", re.IGNORECASE)


def check_wording(question: Question, ledger: Ledger) -> None:
    """Note where a question turns a negative around, or asks for more reading than a phone shows."""
    _check_negatives(question, ledger)
    lengths = (
        (question.id, question.prompt, MOST_WORDS_OF_A_PROMPT),
        (question.id, question.explanation, MOST_WORDS_OF_AN_EXPLANATION),
        *(
            (f"{question.id} › {part.id}", part.text, MOST_WORDS_OF_A_PART)
            for part in parts_to_read(question)
        ),
    )
    for place, text, most in lengths:
        count = len(text.split())
        if count > most:
            ledger.add(
                place,
                N_("“%(start)s…” has %(count)s words."),
                N_("Cut it to %(most)s: what is long is guessed, not read."),
                start=" ".join(text.split()[:4]),
                count=str(count),
                most=str(most),
            )


def parts_to_read(question: Question) -> tuple[Option, ...]:
    """Return what is read beside the question itself: options, items, sides of pairs."""
    match question:
        case SingleChoice() | MultipleChoice() | Poll():
            return question.options
        case TrueFalse():
            return question.reasons
        case Order() | Group():
            return question.items
        case Match():
            return (*question.lefts, *question.rights)
        case Post():
            # The parts of a post are as long as posts are.
            return question.checks
    return ()


def _check_negatives(question: Question, ledger: Ledger) -> None:
    for clause in _twice_negative(question.prompt):
        ledger.add(
            question.id,
            N_("“%(clause)s” says no twice."),
            N_("Say it the straight way: whoever reads fast takes it for its opposite."),
            clause=clause,
        )
    if _NEGATIVE_STEM.search(question.prompt):
        for part in parts_to_read(question):
            if _NEGATIVE_START.search(part.text):
                ledger.add(
                    f"{question.id} › {part.id}",
                    N_("The question asks what is not so, and this option begins with a no as well."),
                    N_("Ask what is so, or word the option without a no."),
                )


def _twice_negative(text: str) -> Iterator[str]:
    for clause in _CLAUSE.split(_QUOTED.sub("…", text)):
        plain = _ONLY_ASKS.sub("", _NO_NEGATION.sub("", clause.strip().lower()))
        if len(_NEGATION.findall(plain)) > 1:
            yield clause.strip()
