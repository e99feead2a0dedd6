"""Questions for the next meeting: those the cell got wrong in quizzes, with the numbers that say so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from elearn.meetings.plan_actions import is_for_meetings
from elearn.scores.queries import QuestionFigures
from elearn.topics.offered import OfferedTopic

# From this share of right answers up the cell knows it well enough to spend its time on something else.
SHARE_THAT_IS_SOUND: Final = 0.8
MOST_PROPOSED: Final = 10


@dataclass(frozen=True, slots=True)
class Proposal:
    """A question worth asking together, of which topic, and the figures that propose it."""

    offered: OfferedTopic
    figures: QuestionFigures


def proposals_from(
    figures: Mapping[str, Iterable[QuestionFigures]], offered: Mapping[str, OfferedTopic]
) -> list[Proposal]:
    """Return at most ten questions, what is most wrong leading; silent where there are too few answers.

    A question that a room cannot answer together is not proposed.
    """
    found = [
        Proposal(offered[slug], one)
        for slug, questions in figures.items()
        for one in questions
        if one.is_enough and is_for_meetings(one.question) and one.share_right < SHARE_THAT_IS_SOUND
    ]
    found.sort(key=lambda proposal: proposal.figures.share_right)
    return found[:MOST_PROPOSED]
