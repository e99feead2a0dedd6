"""How sure a member was of an answer: three words, no penalty; it finds what is firmly believed and wrong."""

from collections.abc import Mapping
from typing import Final

from quizzes.formats.problems import N_

LEVELS: Final[Mapping[str, str]] = {"sure": N_("Sure"), "rather": N_("Fairly sure"), "guess": N_("A guess")}
"""The codes that are stored, each with the msgid of its words, the surest first."""


def level_or_none(code: str | None) -> str | None:
    """Return the code of a level, or None for anything else: whoever says nothing is not asked again."""
    return code if code in LEVELS else None
