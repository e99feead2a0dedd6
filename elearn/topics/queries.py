"""What is assigned, and the texts that attempts are pinned to."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from elearn.topics.models import Assignment, QuizText, TopicPicture
from quizzes.formats.topic import quiz_reading, read_meeting
from quizzes.quiz import Quiz

# Put together once: members' pages begin with them.
_ASSIGNMENTS: Final = (
    select(Assignment)
    .where(Assignment.cell_id == bindparam("cell"))
    .order_by(Assignment.closes_on, Assignment.topic)
)
_ASSIGNMENT: Final = select(Assignment).where(
    Assignment.cell_id == bindparam("cell"), Assignment.topic == bindparam("topic")
)


def assignments_of(session: Session, cell_id: int) -> Sequence[Assignment]:
    """Return what is assigned to a cell, the window that closes first leading."""
    return session.scalars(_ASSIGNMENTS, {"cell": cell_id}).all()


def assignment_of_topic(session: Session, cell_id: int, topic: str) -> Assignment | None:
    """Return the assignment of a topic, or None."""
    return session.scalar(_ASSIGNMENT, {"cell": cell_id, "topic": topic})


def picture_of(session: Session, cell_id: int, topic: str, name: str) -> bytes | None:
    """Return a picture on a card of a cell's own topic as WebP, or None."""
    return session.scalar(
        select(TopicPicture.data).where(
            TopicPicture.cell_id == cell_id, TopicPicture.slug == topic, TopicPicture.name == name
        )
    )


_MOST_TEXTS = 512
_texts: dict[str, Quiz] = {}


def pinned_quiz(session: Session, digest: str) -> Quiz:
    """Return the quiz whose exact text has this digest; it never changes, so it is parsed once a process."""
    quiz = _texts.get(digest)
    if quiz is None:
        text = session.scalars(select(QuizText.text).where(QuizText.digest == digest)).one()
        quiz = quiz_of_text(digest, text)
    return quiz


def quiz_of_text(digest: str, text: str) -> Quiz:
    """Return the quiz of a pinned text that was read with something else, parsed once a process."""
    quiz = _texts.get(digest)
    if quiz is None:
        # Questions of a meeting are pinned to their meeting.toml, which is a quiz with one key more.
        quiz = quiz_reading(text).quiz or read_meeting(text)
        if len(_texts) >= _MOST_TEXTS:
            _texts.clear()
        _texts[digest] = quiz
    return quiz
