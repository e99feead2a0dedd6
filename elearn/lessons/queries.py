"""What is read of lessons: how far members are, and what they answered to the check questions."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn.lessons.models import Bookmark, CheckAnswer
from quizzes.questions import InvalidResponse, Question, Response
from quizzes.quiz import Lesson, Topic


def bookmarks_of(
    session: Session, cell_id: int, member_id: int, topic: str | None = None
) -> Sequence[Bookmark]:
    """Return a member's bookmarks, in one topic or in all."""
    found = select(Bookmark).where(Bookmark.cell_id == cell_id, Bookmark.member_id == member_id)
    if topic is not None:
        found = found.where(Bookmark.topic == topic)
    return session.scalars(found.order_by(Bookmark.topic, Bookmark.lesson)).all()


def check_answers_of(
    session: Session, cell_id: int, member_id: int, topic: str | None = None
) -> Sequence[CheckAnswer]:
    """Return what a member answered to check questions, in one topic or in all."""
    found = select(CheckAnswer).where(CheckAnswer.cell_id == cell_id, CheckAnswer.member_id == member_id)
    if topic is not None:
        found = found.where(CheckAnswer.topic == topic)
    return session.scalars(found.order_by(CheckAnswer.topic, CheckAnswer.question)).all()


def bookmark_in(session: Session, cell_id: int, member_id: int, topic: str, lesson: str) -> Bookmark | None:
    """Return a member's bookmark in a lesson, or None when they never passed a card of it."""
    return session.get(Bookmark, (cell_id, member_id, topic, lesson))


def check_answer_to(
    session: Session, cell_id: int, member_id: int, topic: str, question: str
) -> CheckAnswer | None:
    """Return what a member answered to a check question, or None."""
    return session.get(CheckAnswer, (cell_id, member_id, topic, question))


def response_in(answer: CheckAnswer | None, question: Question) -> Response:
    """Return the response kept, or an empty one where the question was changed so that it no longer fits."""
    if answer is None:
        return ()
    try:
        return question.check(tuple(json.loads(answer.response)))
    except InvalidResponse:
        return ()


def card_to_resume(lesson: Lesson, bookmark: Bookmark | None) -> int:
    """Return the number of the card where a member left off; a finished lesson starts again.

    A lesson may have been made shorter since: its last card is then the one to read.
    """
    if bookmark is None or bookmark.finished_at is not None:
        return 1
    return min(bookmark.card, len(lesson.cards))


def next_lesson(topic: Topic, lesson: Lesson, bookmarks: Mapping[str, Bookmark]) -> Lesson | None:
    """Return the next lesson that is not read to its end, from the first again after the last, or None."""
    here = topic.lessons.index(lesson)
    for other in (*topic.lessons[here + 1 :], *topic.lessons[:here]):
        bookmark = bookmarks.get(other.slug)
        if bookmark is None or bookmark.finished_at is None:
            return other
    return None
