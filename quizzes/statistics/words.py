"""What figures mean, in plain words, as msgids: so that nobody has to know what a coefficient is."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from quizzes.formats.problems import N_
from quizzes.statistics.whole import Ranking

RANKING_WORDS: Final[Mapping[Ranking, str]] = {
    Ranking.TOO_FEW: N_("Not enough data to say whether results differ by more than chance."),
    Ranking.DIFFERENT_QUESTIONS: N_(
        "Members had different questions: their results should not be ranked against each other."
    ),
    Ranking.ONE_QUESTION: N_("One question alone says too little about a person: do not rank."),
    Ranking.ALL_EQUAL: N_("All results are the same: there is nothing to rank."),
    Ranking.NEGATIVE_CONSISTENCY: N_(
        "The questions contradict each other (negative consistency): these differences are smaller than the "
        "error; do not rank."
    ),
    Ranking.WITHIN_ERROR: N_(
        "Results mostly differ by less than %(least)s points of a hundred: these differences are smaller "
        "than the error; do not rank."
    ),
    Ranking.BEYOND_ERROR: N_(
        "Two results less than %(least)s points of a hundred apart: this difference is smaller than the "
        "error; do not rank."
    ),
}
"""Each as a msgid, some with %(least)s for the least difference that means something."""


class Telling(StrEnum):
    """How well a question tells those who know the subject from those who do not."""

    OPPOSES = "opposes"
    VERY_WEAK = "very_weak"
    WEAK = "weak"
    ADEQUATE = "adequate"
    VERY_GOOD = "very_good"


_LEVELS: Final = ((50, Telling.VERY_GOOD), (30, Telling.ADEQUATE), (20, Telling.WEAK), (0, Telling.VERY_WEAK))

TELLING_WORDS: Final[Mapping[Telling, str]] = {
    Telling.OPPOSES: N_(
        "Whoever is right here does worse elsewhere: look at the question and its key once more."
    ),
    Telling.VERY_WEAK: N_("Right or wrong here says almost nothing about the rest of the quiz."),
    Telling.WEAK: N_("Right or wrong here says little about the rest of the quiz."),
    Telling.ADEQUATE: N_("Those who do well in the rest of the quiz are right here more often."),
    Telling.VERY_GOOD: N_(
        "This question clearly tells those who know the subject from those who do not yet."
    ),
}
"""Each as a msgid."""


def telling_of(discrimination: float) -> Telling:
    """Return what a discrimination index, -100 to 100, means.

    Levels 50, 30, 20 and 0: "Quiz report statistics", Moodle's documentation
    (https://docs.moodle.org/dev/Quiz_report_statistics).
    """
    return next((telling for level, telling in _LEVELS if discrimination >= level), Telling.OPPOSES)
