"""Every write about paper: keeping what was printed, entering answer sheets, letting them count."""

import secrets
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from elearn import db
from elearn.attempts.actions import stored, sum_up
from elearn.attempts.models import Attempt, GivenResponse, SetAside
from elearn.cells.queries import lock_cell
from elearn.topics.actions import pin
from elearn.topics.models import Printing
from elearn.topics.offered import OfferedTopic
from quizzes.attempt import thousandths
from quizzes.paper import Entered, seed_of
from quizzes.questions import Question

# What changed on one sheet: what each question says now, None where its cell was emptied.
Changes = Mapping[str, Entered | None]


def keep_printing(
    session: Session, cell_id: int, printing_id: int, offered: OfferedTopic, printed_by: int, now: datetime
) -> None:
    """Keep a printing of a topic's quiz, with its text as it is now; once more changes nothing."""
    db.insert_unless_there(
        session,
        Printing,
        cell_id=cell_id,
        id=printing_id,
        topic=offered.topic.slug,
        quiz_digest=pin(session, offered, now),
        code=secrets.token_hex(2),
        printed_by=printed_by,
        printed_at=now,
    )


def enter(
    session: Session,
    printing: Printing,
    letter: str,
    questions: Mapping[str, Question],
    changes: Mapping[int, Changes],
    entered_by: int,
    now: datetime,
) -> None:
    """Keep what was typed from sheets of one version, by member id; the same once more changes nothing.

    A sheet on which nothing is left is no attempt any more. One that counts already is summed up anew.
    Members who have a sheet of the other version must have been left out before.
    """
    # Two who enter at the same time would otherwise both make a member's attempt.
    lock_cell(session, printing.cell_id)
    attempts = _attempts_for(session, printing, letter, changes, entered_by, now)
    for member_id, attempt in attempts.items():
        attempt.entered_by = entered_by
        for question_id, entered in changes[member_id].items():
            key = {"cell_id": printing.cell_id, "attempt_id": attempt.id, "question": question_id}
            if entered is None:
                session.execute(delete(GivenResponse).filter_by(**key))
                continue
            values = {
                "response": stored(entered.response),
                "mark": thousandths(entered.mark),
                "points": questions[question_id].points,
                "answered_at": now,
            }
            db.insert_or_change(session, GivenResponse, key, values)
    _remove_empty(session, printing.cell_id, attempts.values())
    _sum_up_again(session, printing, attempts)


def _attempts_for(
    session: Session,
    printing: Printing,
    letter: str,
    changes: Mapping[int, Changes],
    entered_by: int,
    now: datetime,
) -> dict[int, Attempt]:
    """Return the attempts of the members whose sheets changed, made for those who have none."""
    whose = {"cell_id": printing.cell_id, "topic": printing.topic, "mode": "paper"}
    counted = (
        select(Attempt.member_id, func.max(Attempt.ordinal))
        .where(
            Attempt.cell_id == printing.cell_id,
            Attempt.topic == printing.topic,
            Attempt.mode == "paper",
            Attempt.member_id.in_(changes),
        )
        .group_by(Attempt.member_id)
    )
    last = {member: ordinal for member, ordinal in session.execute(counted)}
    rows = [
        {
            **whose,
            "id": db.new_id(),
            "member_id": member_id,
            "ordinal": last.get(member_id, 0) + 1,
            "quiz_digest": printing.quiz_digest,
            "seed": seed_of(printing.code, letter),
            "started_at": now,
            "printing_id": printing.id,
            "entered_by": entered_by,
        }
        for member_id, cells in changes.items()
        if any(cells.values())
    ]
    db.insert_those_missing(session, Attempt, rows)
    found = select(Attempt).filter_by(cell_id=printing.cell_id, printing_id=printing.id)
    return {a.member_id: a for a in session.scalars(found.where(Attempt.member_id.in_(changes)))}


def _remove_empty(session: Session, cell_id: int, attempts: Collection[Attempt]) -> None:
    ids = [attempt.id for attempt in attempts]
    kept = select(GivenResponse.attempt_id).where(
        GivenResponse.cell_id == cell_id, GivenResponse.attempt_id.in_(ids)
    )
    of_empty = set(ids) - set(session.scalars(kept))
    if of_empty:
        session.flush()
        for table, column in ((SetAside, SetAside.attempt_id), (Attempt, Attempt.id)):
            session.execute(delete(table).where(table.cell_id == cell_id, column.in_(of_empty)))


def _sum_up_again(session: Session, printing: Printing, attempts: Mapping[int, Attempt]) -> None:
    found = select(Attempt).filter_by(cell_id=printing.cell_id, printing_id=printing.id)
    sum_up(
        session,
        session.scalars(
            found.where(Attempt.submitted_at.is_not(None), Attempt.member_id.in_(attempts))
        ).all(),
    )


def let_count(session: Session, printing: Printing, letter: str, now: datetime) -> int:
    """Let every sheet of a version that was entered count as an attempt; return how many count newly."""
    entered = session.scalars(
        select(Attempt)
        .filter_by(cell_id=printing.cell_id, printing_id=printing.id, seed=seed_of(printing.code, letter))
        .where(Attempt.submitted_at.is_(None))
        .with_for_update()
    ).all()
    sum_up(session, entered)
    for attempt in entered:
        attempt.submitted_at = now
    return len(entered)
