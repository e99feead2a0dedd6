"""Who is there and who has answered: read anew each time, never part of a room's version."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from elearn import db
from elearn.accounts.models import Member
from elearn.meetings.answer_models import BallotCast, Hands, Round, Vote
from elearn.meetings.models import Presence
from elearn.meetings.rooms import LiveRoom
from quizzes.attempt import from_thousandths
from quizzes.questions import Response

# How many are there and how many have answered: asked for with every handful of answers.
_COUNTS: Final = select(
    select(func.count())
    .where(
        Presence.cell_id == bindparam("cell"),
        Presence.meeting_id == bindparam("meeting"),
        func.coalesce(Presence.confirmed, True),
    )
    .scalar_subquery(),
    select(func.count())
    .where(Vote.cell_id == bindparam("cell"), Vote.round_id == bindparam("round"))
    .scalar_subquery(),
    select(func.count())
    .where(BallotCast.cell_id == bindparam("cell"), BallotCast.round_id == bindparam("round"))
    .scalar_subquery(),
    select(func.coalesce(func.sum(Hands.hands), 0))
    .where(Hands.cell_id == bindparam("cell"), Hands.round_id == bindparam("round"))
    .scalar_subquery(),
)


def _expected(answers: type[Vote] | type[BallotCast]) -> Select[Any]:
    member, presence, answer = Member.__table__.c, Presence.__table__.c, answers.__table__.c
    return (
        select(member.id, member.name, presence.joined_at, presence.confirmed, answer.member_id)
        .select_from(
            Member.__table__.outerjoin(
                Presence.__table__,
                (presence.cell_id == member.cell_id)
                & (presence.member_id == member.id)
                & (presence.meeting_id == bindparam("meeting")),
            ).outerjoin(
                answers.__table__,
                (answer.cell_id == member.cell_id)
                & (answer.member_id == member.id)
                & (answer.round_id == bindparam("round")),
            )
        )
        .where(member.cell_id == bindparam("cell"), member.left_at.is_(None))
        .order_by(member.sort_text, member.id)
    )


_EXPECTED: Final = _expected(Vote)
_EXPECTED_TO_CAST: Final = _expected(BallotCast)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many answered, of how many who are there."""

    answered: int
    present: int


def counts_of(session: Session, live: LiveRoom) -> Counts:
    """Return who is there and who answered in the round last opened, as numbers; one statement."""
    last = max(live.rounds, default=None)
    row = db.rows(
        session,
        _COUNTS,
        {
            "cell": live.cell_id,
            "meeting": live.meeting_id,
            "round": live.rounds[last] if last is not None else 0,
        },
    ).one()
    present, voted, cast, hands = (int(number) for number in row)
    return Counts(voted + cast + hands, max(present, voted + cast + hands))


@dataclass(frozen=True, slots=True)
class Expected:
    """A member of whom the host may wait for an answer."""

    id: int
    name: str
    is_present: bool
    has_answered: bool


def expected(session: Session, live: LiveRoom) -> Sequence[Expected]:
    """Return the members of the cell by given name: who came in, and who answered in the last round.

    Of a poll it is told who has voted, never what.
    """
    last = max(live.rounds, default=None)
    round_id = live.rounds[last] if last is not None else 0
    here = {"cell": live.cell_id, "meeting": live.meeting_id, "round": round_id}
    rows = db.rows(session, _EXPECTED_TO_CAST if live.is_secret else _EXPECTED, here)
    return [
        Expected(
            member_id,
            name,
            confirmed if confirmed is not None else joined_at is not None,
            answered is not None,
        )
        for member_id, name, joined_at, confirmed, answered in rows
    ]


def own_response(session: Session, live: LiveRoom, member_id: int) -> tuple[Response, Fraction] | None:
    """Return what a member answered last to the current step, and how right it was; one statement.

    A ballot is nobody's: for one that was cast the response is blank.
    """
    if not live.rounds:
        return None
    ids = list(live.rounds.values())
    if live.is_secret:
        cast = session.scalar(
            select(BallotCast.member_id).where(
                BallotCast.cell_id == live.cell_id,
                BallotCast.round_id.in_(ids),
                BallotCast.member_id == member_id,
            )
        )
        return None if cast is None else ((), Fraction(0))
    # In a vote that is open only its own answer counts as given.
    wanted = [live.open_round] if live.open_round is not None else ids
    row = session.execute(
        select(Vote.response, Vote.mark)
        .join(Round, (Round.cell_id == Vote.cell_id) & (Round.id == Vote.round_id))
        .where(Vote.cell_id == live.cell_id, Vote.round_id.in_(wanted), Vote.member_id == member_id)
        .order_by(Round.vote.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else (tuple(json.loads(row.response)), from_thousandths(row.mark))
