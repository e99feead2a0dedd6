"""The question types: one file per family, and the one table that names them all."""

from collections.abc import Mapping
from typing import Final

from quizzes.questions.base import (
    InvalidResponse,
    Marking,
    Option,
    Question,
    Response,
    Skill,
)
from quizzes.questions.case import Case
from quizzes.questions.choice import MultipleChoice, SingleChoice
from quizzes.questions.cloze import Cloze, Gap
from quizzes.questions.group import Group
from quizzes.questions.match import Match
from quizzes.questions.number import Number
from quizzes.questions.order import Order
from quizzes.questions.poll import Poll, PollResult
from quizzes.questions.post import Post, PostMarks, PostPart
from quizzes.questions.short_text import ShortText
from quizzes.questions.true_false import TrueFalse

TYPES: Final[Mapping[str, type[Question]]] = {
    "choice": SingleChoice,
    "several": MultipleChoice,
    "true_false": TrueFalse,
    "short_text": ShortText,
    "number": Number,
    "cloze": Cloze,
    "match": Match,
    "order": Order,
    "group": Group,
    "post": Post,
    "case": Case,
    "poll": Poll,
}

__all__ = [
    "TYPES",
    "Case",
    "Cloze",
    "Gap",
    "Group",
    "InvalidResponse",
    "Marking",
    "Match",
    "MultipleChoice",
    "Number",
    "Option",
    "Order",
    "Poll",
    "PollResult",
    "Post",
    "PostMarks",
    "PostPart",
    "Question",
    "Response",
    "ShortText",
    "SingleChoice",
    "Skill",
    "TrueFalse",
]
