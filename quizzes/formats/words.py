"""A question's common keys in the words of Vietnamese authors: levels, points, days, several answers."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Final, TypeVar

from quizzes.formats import intake
from quizzes.formats.exchange import Spot
from quizzes.formats.problems import N_
from quizzes.questions import Skill
from quizzes.questions.base import Common
from quizzes.vietnamese import clean, fold

BETWEEN_ANSWERS: Final = " | "
"""What stands between several accepted answers to type."""
SKILL_WORDS: Final[dict[Skill, str]] = {
    "recall": "nhớ",
    "judgement": "nhận định",
    "application": "vận dụng",
}
# What schools call the levels, in full and in two letters, is understood too.
_SKILLS: Final[dict[str, Skill]] = {
    **{word: "recall" for word in ("nho", "recall", "nhan biet", "nb", "biet")},
    **{word: "judgement" for word in ("nhan dinh", "judgement", "thong hieu", "th", "hieu")},
    **{word: "application" for word in ("van dung", "application", "vd", "van dung cao", "vdc")},
}
_POINTS = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)[ \t]*(?:điểm|đ)?[.]?", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
T = TypeVar("T")


def skill_of(text: str) -> Skill | None:
    """Return the skill that a word for a level names, or None."""
    return _SKILLS.get(fold(text))


def points_of(text: str) -> Fraction | None:
    """Return the points of "2", "0,5 điểm" or "1.0 đ", or None for another text."""
    found = _POINTS.fullmatch(text.strip())
    return Fraction(found[1].replace(",", ".")) if found else None


def day_of(text: str) -> date | None:
    """Return the day of "31/12/2026", or None for another text."""
    found = _DAY.fullmatch(text.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def common_of(
    text_of: Callable[[str], str], prompt: str, explanation: str, ids: intake.Ids, spot: Spot
) -> Common:
    """Return the fields of every type from the texts a file has under their keys, "" where it has none."""
    points = _known(text_of("points"), points_of, spot)
    whole = 1 if points is None else intake.whole_points(points, spot)
    fields = intake.common(ids.next(text_of("id")), prompt, explanation, whole, clean(text_of("source")))
    fields["discussion"] = clean(text_of("discussion"), keep_lines=True)
    fields["skill"] = _known(text_of("skill"), skill_of, spot) or "recall"
    fields["valid_until"] = _known(text_of("valid_until"), day_of, spot)
    return fields


def _known(text: str, read: Callable[[str], T | None], spot: Spot) -> T | None:
    value = read(text) if text.strip() else None
    if text.strip() and value is None:
        spot.left_out(
            N_("“%(text)s” is not understood here."),
            N_("Write levels as “nhớ”, “nhận định” or “vận dụng”, points in digits, days as 31/12/2026."),
            text=clean(text)[:80],
        )
    return value
