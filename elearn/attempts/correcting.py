"""A wrong key that was put right: whose marks it changes, the change, and its record.

The attempts then point to the text they used with that one question in place of its old form: everything
else of it stays, and so does the old text itself.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import tomli_w
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Row,
    String,
    bindparam,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from elearn import db
from elearn.accounts.models import Member
from elearn.attempts.actions import sum_up_topic
from elearn.attempts.dropping import REASON_LENGTH
from elearn.attempts.models import Attempt, GivenResponse
from elearn.cells.queries import lock_cell
from elearn.db import Base, UtcDateTime, new_id
from elearn.topics.actions import pin_text
from elearn.topics.models import QUESTION_ID_LENGTH, SLUG_LENGTH, Printing, QuizText
from elearn.topics.queries import quiz_of_text
from quizzes.attempt import thousandths
from quizzes.questions import Question
from quizzes.quiz import Quiz, UnknownQuestion
from quizzes.rekeying import takes_same_answers


class KeyCorrection(Base):
    """That a question's key was put right for what members had already done, why, and who did it."""

    __tablename__ = "key_corrections"
    __table_args__ = (
        ForeignKeyConstraint(["cell_id", "corrected_by"], ["members.cell_id", "members.id"]),
        CheckConstraint("reason <> ''", name="reason_is_given"),
        Index("ix_key_corrections_cell_id_topic", "cell_id", "topic"),
    )

    cell_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("cells.id"), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, default=new_id)
    topic: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    question: Mapped[str] = mapped_column(String(QUESTION_ID_LENGTH))
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH))
    # Responses whose mark became another.
    changed: Mapped[int]
    corrected_by: Mapped[int] = mapped_column(BigInteger)
    corrected_at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Change:
    """That one response earns another mark under the new key; marks in thousandths."""

    attempt_id: int
    question: str
    member: str
    mode: str
    ordinal: int
    before: int
    after: int


def changes_under(session: Session, cell_id: int, topic: str, quiz: Quiz) -> Mapping[str, Sequence[Change]]:
    """Return whose marks the keys of this quiz would change, by question, each by name; two statements.

    What was answered to a question with other options, or marked by hand on paper, keeps its mark.
    """
    used = select(Attempt.quiz_digest).where(Attempt.cell_id == cell_id, Attempt.topic == topic)
    texts = session.execute(select(QuizText.digest, QuizText.text).where(QuizText.digest.in_(used)))
    keys: dict[str, Mapping[str, Question]] = {
        digest: _rekeyed(quiz_of_text(digest, text), quiz) for digest, text in texts
    }
    questions = {question for rekeyed in keys.values() for question in rekeyed}
    found: dict[str, list[Change]] = {}
    for row in _responses(session, cell_id, topic, questions):
        question = keys[row.quiz_digest].get(row.question)
        response = tuple(json.loads(row.response))
        if question is None or not response:
            continue
        after = thousandths(question.mark(response).mark)
        if after != row.mark:
            change = Change(row.attempt_id, row.question, row.name, row.mode, row.ordinal, row.mark, after)
            found.setdefault(row.question, []).append(change)
    return found


def _rekeyed(old: Quiz, new: Quiz) -> Mapping[str, Question]:
    """Return the questions of a new quiz by which answers to an old one can be marked, where they differ."""
    found: dict[str, Question] = {}
    for question in new.questions:
        try:
            before = old.question(question.id)
        except UnknownQuestion:
            continue
        if question.is_marked and before != question and takes_same_answers(before, question):
            found[question.id] = question
    return found


def _responses(session: Session, cell_id: int, topic: str, questions: Iterable[str]) -> Iterable[Row[Any]]:
    return session.execute(
        select(
            GivenResponse.attempt_id,
            GivenResponse.question,
            GivenResponse.response,
            GivenResponse.mark,
            Attempt.mode,
            Attempt.ordinal,
            Attempt.quiz_digest,
            Member.name,
        )
        .join(Attempt, (Attempt.cell_id == GivenResponse.cell_id) & (Attempt.id == GivenResponse.attempt_id))
        .join(Member, (Member.cell_id == Attempt.cell_id) & (Member.id == Attempt.member_id))
        .where(
            Attempt.cell_id == cell_id, Attempt.topic == topic, GivenResponse.question.in_(sorted(questions))
        )
        .order_by(Member.name, Attempt.started_at, Attempt.id)
    )


def correct(
    session: Session,
    cell_id: int,
    topic: str,
    quiz: Quiz,
    question: str,
    *,
    reason: str,
    by: int,
    now: datetime,
) -> int:
    """Mark all responses to a question by this quiz's key, and sum the results up; return how many changed.

    Once more changes nothing.
    """
    lock_cell(session, cell_id)
    changes = changes_under(session, cell_id, topic, quiz).get(question, ())
    if not changes:
        return 0
    _point_to_corrected(session, cell_id, topic, quiz, question, now)
    _mark_anew(session, cell_id, changes)
    sum_up_topic(session, cell_id, topic)
    row = KeyCorrection(cell_id=cell_id, id=db.new_id(), topic=topic, question=question, reason=reason)
    row.changed, row.corrected_by, row.corrected_at = len(changes), by, now
    session.add(row)
    return len(changes)


def _mark_anew(session: Session, cell_id: int, changes: Iterable[Change]) -> None:
    table = GivenResponse.__table__
    statement = (
        update(GivenResponse)
        .where(
            table.c.cell_id == cell_id,
            table.c.attempt_id == bindparam("attempt"),
            table.c.question == bindparam("asked"),
        )
        .values(mark=bindparam("after"))
    )
    rows = [{"attempt": each.attempt_id, "asked": each.question, "after": each.after} for each in changes]
    # The connection's own way sends the statement once for all rows.
    session.connection().execute(statement, rows)
    session.expire_all()


def _point_to_corrected(
    session: Session, cell_id: int, topic: str, quiz: Quiz, question: str, now: datetime
) -> None:
    for table in (Attempt, Printing):
        used = select(table.quiz_digest).where(table.cell_id == cell_id, table.topic == topic)
        texts = session.execute(select(QuizText.digest, QuizText.text).where(QuizText.digest.in_(used))).all()
        for digest, text in texts:
            new = _rekeyed(quiz_of_text(digest, text), quiz).get(question)
            if new is None:
                continue
            corrected = pin_text(session, topic, _with_question(text, new), now)
            session.execute(
                update(table)
                .where(table.cell_id == cell_id, table.topic == topic, table.quiz_digest == digest)
                .values(quiz_digest=corrected)
                .execution_options(synchronize_session=False)
            )
    session.expire_all()


def _with_question(text: str, question: Question) -> str:
    """Return a quiz's text with this question in place of the one with its id, at that one's weight."""
    table = tomllib.loads(text, parse_float=Decimal)
    rows = [_in_place_of(row, question) if row["id"] == question.id else row for row in table["question"]]
    return tomli_w.dumps({**table, "question": rows})


def _in_place_of(row: Mapping[str, object], question: Question) -> dict[str, object]:
    weight = {"points": row["points"]} if "points" in row else {}
    return {key: value for key, value in question.written().items() if key != "points"} | weight


_correction = KeyCorrection.__table__
_CORRECTED: Final = (
    select(_correction.c.question, func.max(_correction.c.corrected_at))
    .where(_correction.c.cell_id == bindparam("cell"), _correction.c.topic == bindparam("topic"))
    .group_by(_correction.c.question)
)


def corrected_in(session: Session, cell_id: int, topic: str) -> Mapping[str, datetime]:
    """Return when each question's key was put right last, by its id; one statement."""
    rows = db.rows(session, _CORRECTED, {"cell": cell_id, "topic": topic})
    return {question: at for question, at in rows}


def corrections_in(session: Session, cell_id: int, topic: str) -> Sequence[tuple[KeyCorrection, str]]:
    """Return the corrections of a topic's keys, the latest first, with who made them; one statement."""
    rows = session.execute(
        select(KeyCorrection, Member.name)
        .join(Member, (Member.cell_id == KeyCorrection.cell_id) & (Member.id == KeyCorrection.corrected_by))
        .where(KeyCorrection.cell_id == cell_id, KeyCorrection.topic == topic)
        .order_by(KeyCorrection.corrected_at.desc(), KeyCorrection.id.desc())
    )
    return [(row[0], row[1]) for row in rows]
