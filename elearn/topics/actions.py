"""Writes about topics: assigning one to the cell, and pinning the text of a quiz."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn import db
from elearn.topics.library import OfferedTopic
from elearn.topics.models import Assignment, QuizText
from quizzes.formats.topic import digest


def pin(session: Session, offered: OfferedTopic, now: datetime) -> str:
    """Keep the exact text of the topic's quiz, once, and return its digest."""
    return pin_text(session, offered.topic.slug, offered.quiz_text, now)


def pin_text(session: Session, topic: str, text: str, now: datetime) -> str:
    """Keep the exact text of a quiz.toml or meeting.toml, once, and return its digest."""
    key = digest(text)
    db.insert_unless_there(session, QuizText, digest=key, topic=topic, text=text, first_used_at=now)
    return key


def assign(
    session: Session,
    cell_id: int,
    offered: OfferedTopic,
    *,
    opens_on: date,
    closes_on: date,
    tries: int,
    minutes: int | None,
    assigned_by: int,
    now: datetime,
) -> Assignment:
    """Give a topic to the cell, or change the window it has: posting twice leaves one assignment."""
    db.insert_or_change(
        session,
        Assignment,
        {"cell_id": cell_id, "topic": offered.topic.slug},
        {"opens_on": opens_on, "closes_on": closes_on, "tries": tries, "minutes": minutes},
        id=db.new_id(),
        assigned_by=assigned_by,
        assigned_at=now,
    )
    return session.scalars(select(Assignment).filter_by(cell_id=cell_id, topic=offered.topic.slug)).one()


def withdraw(session: Session, assignment: Assignment) -> None:
    """Take an assignment back; what members did stays."""
    session.delete(assignment)
