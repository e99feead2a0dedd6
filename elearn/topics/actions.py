"""Writes about topics: assigning one to the cell, and pinning the text of a quiz."""

from datetime import date, datetime

import tomli_w
from sqlalchemy import select
from sqlalchemy.orm import Session

from elearn import db
from elearn.topics.models import Assignment, QuizText
from elearn.topics.offered import OfferedTopic
from quizzes.formats.topic import digest
from quizzes.questions import Question
from quizzes.quiz import Topic


def pin(session: Session, offered: OfferedTopic, now: datetime) -> str:
    """Keep the exact text of the topic's quiz, once, and return its digest."""
    return pin_text(session, offered.topic.slug, offered.quiz_text, now)


def pin_text(session: Session, topic: str, text: str, now: datetime) -> str:
    """Keep the exact text of a quiz.toml or meeting.toml, once, and return its digest."""
    key = digest(text)
    db.insert_unless_there(session, QuizText, digest=key, topic=topic, text=text, first_used_at=now)
    return key


def pin_question(session: Session, topic: Topic, question: Question, now: datetime) -> str:
    """Keep one question of a topic as a quiz of its own, once, and return its digest.

    A meeting asks questions from quizzes, lessons and sets for meetings: pinned one by one, each is read
    back in the same way, and a change to another question of the file leaves it as it is.
    """
    text = tomli_w.dumps({"title": topic.title, "question": [question.written()]})
    return pin_text(session, topic.slug, text, now)


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
