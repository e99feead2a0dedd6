"""Every write about lessons: moving a bookmark, finishing a lesson, answering a check question."""

import json
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from elearn import db
from elearn.lessons.models import Bookmark, CheckAnswer
from quizzes.attempt import thousandths
from quizzes.questions import Question, Response


def move_bookmark(
    session: Session, cell_id: int, member_id: int, topic: str, lesson: str, *, card: int, now: datetime
) -> None:
    """Move a member's bookmark forward to `card`; never backward, and once more changes nothing."""
    key = {"cell_id": cell_id, "member_id": member_id, "topic": topic, "lesson": lesson}
    if db.insert_unless_there(session, Bookmark, **key, card=card, opened_at=now, moved_at=now):
        return
    # Compared and moved in one statement: of two tabs, the one further on wins.
    session.execute(
        update(Bookmark).filter_by(**key).where(Bookmark.card < card).values(card=card, moved_at=now)
    )


def finish_lesson(
    session: Session, cell_id: int, member_id: int, topic: str, lesson: str, now: datetime
) -> None:
    """Keep when a member passed the last card of a lesson for the first time."""
    key = {"cell_id": cell_id, "member_id": member_id, "topic": topic, "lesson": lesson}
    session.execute(
        update(Bookmark).filter_by(**key).where(Bookmark.finished_at.is_(None)).values(finished_at=now)
    )


def answer_check(
    session: Session,
    cell_id: int,
    member_id: int,
    topic: str,
    question: Question,
    response: Response,
    now: datetime,
    confidence: str | None = None,
) -> None:
    """Keep a member's latest response to a check question, how sure they are, and the mark of the first one.

    The same response once more changes nothing. Raises InvalidResponse for one that the question cannot have.
    """
    text = json.dumps(response, ensure_ascii=False)
    key = {"cell_id": cell_id, "member_id": member_id, "topic": topic, "question": question.id}
    known = session.get(CheckAnswer, tuple(key.values()))
    if known is not None and (known.response, known.confidence) == (text, confidence):
        return
    mark = thousandths(question.mark(response).mark)
    values = {"response": text, "mark": mark, "answered_at": now, "confidence": confidence}
    db.insert_or_change(session, CheckAnswer, key, values, first_mark=mark)
