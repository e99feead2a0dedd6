"""Questions for the next meeting: those the cell got wrong in quizzes, with the numbers that say so."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.orm import Session

from elearn.attempts.standing import SHARE_THAT_IS_SOUND
from elearn.meetings.plan_actions import is_for_meetings
from elearn.scores.queries import WrongQuestion, figures_in, shares_right_in
from elearn.topics.offered import OfferedTopic

MOST_PROPOSED: Final = 10
# So many topics are looked at, those taken last: more of them would keep the secretary waiting.
LATEST_TOPICS: Final = 20


def proposals_of(session: Session, cell_id: int, offered: Mapping[str, OfferedTopic]) -> list[WrongQuestion]:
    """Return at most ten questions, what is most wrong leading; silent where there are too few answers.

    A question that a room cannot answer together, or that was dropped from the scores, is not proposed.
    Two statements: what was answered is read of the few that are proposed alone.
    """
    shares = shares_right_in(session, cell_id, offered, LATEST_TOPICS)
    found = [
        (shares[slug, question.id], slug, question.id)
        for slug, item in offered.items()
        for question in item.topic.quiz.questions
        if shares.get((slug, question.id), 1) < SHARE_THAT_IS_SOUND and is_for_meetings(question)
    ]
    few = [(slug, question) for _share, slug, question in sorted(found)[:MOST_PROPOSED]]
    if not few:
        return []
    figures = figures_in(session, cell_id, {slug: offered[slug] for slug, _question in few}, few)
    known = {(slug, one.question.id): one for slug, ones in figures.items() for one in ones}
    return [WrongQuestion(offered[slug], known[slug, question]) for slug, question in few]
