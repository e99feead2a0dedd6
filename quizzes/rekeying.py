"""Whether answers to a question can be marked by another form of it: one whose key was put right."""

from collections.abc import Iterable
from typing import Protocol

from quizzes.questions import (
    Case,
    Cloze,
    Group,
    Match,
    MultipleChoice,
    Order,
    Post,
    Question,
    SingleChoice,
    TrueFalse,
)

Ids = tuple[object, ...]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


def takes_same_answers(one: Question, other: Question) -> bool:
    """Tell whether both are of one type and are answered with the same ids, whatever their texts and keys.

    What was typed can be marked by any key of its type.
    """
    return one.type == other.type and _ids(one) == _ids(other)


def _ids(question: Question) -> Ids:
    match question:
        case SingleChoice() | MultipleChoice():
            return _sorted(question.options)
        case TrueFalse():
            return (question.unknown_offered, *_sorted(question.reasons))
        case Order():
            return _sorted(question.items)
        case Group():
            return (_sorted(question.groups), _sorted(question.items))
        case Match():
            return (_sorted(question.lefts), _sorted(question.rights))
        case Post():
            return (_sorted(question.parts), _sorted(question.checks))
    return _ids_in_parts(question)


def _ids_in_parts(question: Question) -> Ids:
    match question:
        case Cloze():
            return tuple((gap.id, _sorted(gap.options)) for gap in question.gaps)
        case Case():
            return tuple((part.id, part.type, _ids(part)) for part in question.parts)
    return ()


def _sorted(parts: Iterable[_HasId]) -> Ids:
    return tuple(sorted(part.id for part in parts))
