"""Words in a label or tag of a foreign format that carry what only our questions know: skill and last day."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from quizzes.questions import Question
from quizzes.questions.base import SKILLS, Common, Skill


def hints_of(fields: Common, words: Iterator[str]) -> list[str]:
    """Set what words like "skill:judgement" say, and return the other words."""
    others = []
    for word in words:
        key, _, value = word.partition(":")
        if key == "skill" and value in SKILLS:
            fields["skill"] = cast(Skill, value)
        elif key == "valid_until" and (day := _day(value)) is not None:
            fields["valid_until"] = day
        else:
            others.append(word)
    return others


def hints(question: Question) -> list[str]:
    """Return the words that hints_of() understands."""
    day = question.valid_until
    return [f"skill:{question.skill}"] * (question.skill != "recall") + (
        [f"valid_until:{day.isoformat()}"] if day is not None else []
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
