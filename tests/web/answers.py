"""What a phone posts to answer a question, for the questions of the test topic and any other."""

from collections.abc import Callable, Mapping
from typing import Any

from quizzes.questions import Case, Poll, Question, Response

Posted = Mapping[str, str | list[str]]

# How each type's form names its fields, from the question and a response.
FIELDS: Mapping[str, Callable[[Any, Response], Posted]] = {
    "choice": lambda _, given: {"answer": given[0]},
    "several": lambda _, given: {"answers": list(given)},
    "true_false": lambda _, given: {"verdict": given[0], "reason": given[1] if len(given) > 1 else ""},
    "short_text": lambda _, given: {"text": given[0]},
    "number": lambda _, given: {"number": given[0]},
    "cloze": lambda question, given: {
        f"gap-{gap.id}": part for gap, part in zip(question.gaps, given, strict=True)
    },
    "match": lambda question, given: {
        f"pair-{left}": right for left, right in question.chosen(given).items()
    },
    "order": lambda _, given: {f"place-{item}": str(place) for place, item in enumerate(given, 1)},
    "group": lambda question, given: {
        f"group-{item}": group for item, group in question.chosen(given).items()
    },
    "post": lambda _, given: {"verdict": given[0], "check": given[1], "signs": list(given[2:])},
    "poll": lambda _, given: {"votes": list(given)},
}


def posted(question: Question, response: Response) -> Posted:
    """Return the form fields that give `response`."""
    return FIELDS[question.type](question, response)


def right(question: Question) -> Posted:
    """Return the form fields of the right answer; of a poll, those of its first option."""
    if isinstance(question, Poll):
        return posted(question, (question.options[0].id,))
    return posted(question, question.right_response)


def steps(question: Question) -> list[Posted]:
    """Return the form fields of the right answer, one form after the other: a case has one for each part."""
    if isinstance(question, Case):
        return [{"part": part.id, **right(part)} for part in question.parts]
    return [right(question)]
