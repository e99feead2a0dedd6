"""Every write of the room but answers: opening it, pressing, coming in, being confirmed as present."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, cast

from sqlalchemy import Executable, Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from elearn import db
from elearn.meetings import rooms
from elearn.meetings.answer_models import Ballot, BallotCast, Round
from elearn.meetings.models import LiveSession, Meeting, Observer, Presence, StepRun
from elearn.meetings.results import share_of_first
from elearn.meetings.rooms import LiveRoom
from quizzes.live import Stale, changed
from quizzes.live import press as engine_press
from quizzes.live_names import Command, State


class NothingPlanned(Exception):
    """The meeting has no step: there is nothing to run."""


class NoCodeLeft(Exception):
    """No unused code was drawn: as good as impossible."""


def open_the_room(
    session: Session, meeting: Meeting, host_id: int, now: datetime, codes: Iterable[str]
) -> LiveRoom:
    """Open a meeting's room, or return the one that is open; `codes` are drawn until one is unused.

    Raises NothingPlanned for a meeting without a step.
    """
    known = rooms.open_room(session, meeting.cell_id, meeting.id)
    if known is not None:
        return known
    for code in codes:
        opened = db.insert_unless_there(
            session,
            LiveSession,
            cell_id=meeting.cell_id,
            meeting_id=meeting.id,
            code=code,
            host_id=host_id,
            state=State.LOBBY.value,
            version=1,
            since=now,
            active_s=0,
            told_s=0,
            started_at=now,
        )
        if opened or session.get(LiveSession, (meeting.cell_id, meeting.id)) is not None:
            break
    else:
        raise NoCodeLeft
    found = rooms.read_room(session, meeting.cell_id, meeting.id)
    if not found.agenda:
        raise NothingPlanned
    return found


def press(
    session: Session, live: LiveRoom, command: Command, version: int, now: datetime, codes: Iterable[str]
) -> LiveRoom:
    """Move a locked room as the engine's rules say, and write what follows from it.

    Raises Stale for a press that was made at an earlier version, NotNow for one the state does not have.
    """
    before = live.room
    share = None
    if before.state is State.COUNTED and command is Command.NEXT:
        share = share_of_first(session, live)
    after = engine_press(before, command, version, now, share)
    was, is_now = live.step, None if after.at is None else live.agenda[after.at]
    if is_now is not None and is_now is not was:
        _reach(session, live, is_now.id, now)
    if was is not None:
        spent = (after.active + after.told) - (before.active + before.told)
        _spend(session, live, was.id, round(spent.total_seconds()))
    rounds = _move_rounds(session, live, after.at, after.open_vote, now)
    if is_now is not None and (after.at in after.shown) != (after.at in before.shown):
        _show_result(session, live, is_now.id, now if after.at in after.shown else None)
    values: dict[str, Any] = {
        "state": after.state.value,
        "step_id": None if is_now is None else is_now.id,
        "version": after.version,
        "deadline": after.deadline,
        "paused_at": after.paused_at,
        "since": after.since,
        "active_s": round(after.active.total_seconds()),
        "told_s": round(after.told.total_seconds()),
    }
    if (after.state is State.ENDED) != (before.state is State.ENDED):
        values |= _ending(session, live, after.state is State.ENDED, now, codes)
    _write(session, live, values)
    # Nothing else changed: the room need not be read again before everybody sees it.
    return replace(rooms.moved(session, live, after, rounds), code=values.get("code", live.code))


def touch(session: Session, live: LiveRoom, **values: Any) -> LiveRoom:
    """Raise a locked room's version: something that its screens show has changed."""
    _write(session, live, values | {"version": changed(live.room).version})
    return rooms.read_room(session, live.cell_id, live.meeting_id)


def _write(session: Session, live: LiveRoom, values: dict[str, Any]) -> None:
    key = {"of_cell": live.cell_id, "of_meeting": live.meeting_id, "at_version": live.room.version}
    if not db.rows(session, _writing(tuple(values)), key | values).all():
        raise Stale


# Put together once for each set of columns: everybody waits for a press.
@lru_cache(maxsize=16)
def _writing(columns: tuple[str, ...]) -> Executable:
    row = cast(Table, LiveSession.__table__)
    return (
        update(row)
        .where(
            row.c.cell_id == bindparam("of_cell"),
            row.c.meeting_id == bindparam("of_meeting"),
            # The row is locked; this holds also where somebody forgot to.
            row.c.version == bindparam("at_version"),
        )
        .values({name: bindparam(name) for name in columns})
        .returning(row.c.version)
    )


def _ending(
    session: Session, live: LiveRoom, ends: bool, now: datetime, codes: Iterable[str]
) -> dict[str, Any]:
    ended_at = now if ends else None
    session.execute(
        update(Meeting)
        .where(Meeting.cell_id == live.cell_id, Meeting.id == live.meeting_id)
        .values(ended_at=ended_at),
        execution_options={"synchronize_session": False},
    )
    if ends:
        return {"ended_at": ended_at}
    # The old code may lead to another room by now.
    taken = set(session.scalars(select(LiveSession.code).where(LiveSession.ended_at.is_(None))))
    return {"ended_at": None, "code": next(code for code in codes if code not in taken)}


def _reach(session: Session, live: LiveRoom, step_id: int, now: datetime) -> None:
    db.insert_unless_there(
        session,
        StepRun,
        cell_id=live.cell_id,
        meeting_id=live.meeting_id,
        step_id=step_id,
        reached_at=now,
        seconds=0,
    )


# Put together once: everybody waits for a press.
_run, _round = cast(Table, StepRun.__table__), cast(Table, Round.__table__)
_this_run = (
    _run.c.cell_id == bindparam("of_cell"),
    _run.c.meeting_id == bindparam("of_meeting"),
    _run.c.step_id == bindparam("of_step"),
)
_SPEND: Final = update(_run).where(*_this_run).values(seconds=_run.c.seconds + bindparam("more"))
_SHOW: Final = update(_run).where(*_this_run).values(result_at=bindparam("at", type_=db.UtcDateTime))
_CLOSE: Final = (
    update(_round)
    .where(_round.c.cell_id == bindparam("of_cell"), _round.c.id == bindparam("of_round"))
    .values(closed_at=bindparam("at", type_=db.UtcDateTime))
)


def _of_step(live: LiveRoom, step_id: int) -> dict[str, Any]:
    return {"of_cell": live.cell_id, "of_meeting": live.meeting_id, "of_step": step_id}


def _spend(session: Session, live: LiveRoom, step_id: int, seconds: int) -> None:
    if seconds:
        db.rows(session, _SPEND, _of_step(live, step_id) | {"more": seconds})


def _show_result(session: Session, live: LiveRoom, step_id: int, at: datetime | None) -> None:
    db.rows(session, _SHOW, _of_step(live, step_id) | {"at": at})


def _move_rounds(
    session: Session, live: LiveRoom, at: int | None, vote: int | None, now: datetime
) -> Mapping[int, int]:
    """Close the round that was open and open the one that is to be; return the rounds of the step.

    One that was closed is opened again.
    """
    was_open, stays = live.open_round, live.room.at == at and live.room.open_vote == vote
    if was_open is not None and not stays:
        db.rows(session, _CLOSE, {"of_cell": live.cell_id, "of_round": was_open, "at": now})
        if live.is_secret:
            seal(session, live.cell_id, was_open)
    if vote is None or at is None or stays:
        return live.rounds
    round_id = live.rounds.get(vote, live.next_round)
    key = {"cell_id": live.cell_id, "meeting_id": live.meeting_id, "step_id": live.agenda[at].id}
    db.insert_or_change(session, Round, key | {"vote": vote}, {"closed_at": None}, id=round_id, opened_at=now)
    return {**live.rounds, vote: round_id}


def seal(session: Session, cell_id: int, round_id: int) -> None:
    """Write a poll's rows anew, sorted, in this one transaction: nothing tells who cast which ballot.

    Until now PostgreSQL kept, beside each row, when it was written.
    """
    for table in (Ballot, BallotCast):
        where = (table.cell_id == cell_id, table.round_id == round_id)
        key = table.token if table is Ballot else BallotCast.member_id
        found = session.execute(select(*table.__table__.columns).where(*where).order_by(key))
        rows = [dict(row) for row in found.mappings()]
        session.execute(delete(table).where(*where), execution_options={"synchronize_session": False})
        if rows:
            session.execute(insert(table), rows)


def join(session: Session, live: LiveRoom, member_id: int, now: datetime) -> bool:
    """Note that a member's phone came in; False when it did before."""
    key = {"cell_id": live.cell_id, "meeting_id": live.meeting_id, "member_id": member_id}
    if db.insert_unless_there(session, Presence, **key, joined_at=now):
        return True
    came = session.execute(
        update(Presence)
        .filter_by(**key)
        .where(Presence.joined_at.is_(None))
        .values(joined_at=now)
        .returning(Presence.member_id),
        execution_options={"synchronize_session": False},
    ).all()
    return bool(came)


def join_as_observer(session: Session, live: LiveRoom, now: datetime) -> int:
    """Note that a guest came in, and return the number by which their browser is known."""
    observer = Observer(cell_id=live.cell_id, meeting_id=live.meeting_id, joined_at=now)
    session.add(observer)
    session.flush()
    return observer.id


def confirm_presence(
    session: Session, cell_id: int, meeting_id: int, member_id: int, present: bool | None, by: int
) -> None:
    """Write down whether a member is present in the secretary's word; None takes the word back."""
    key = {"cell_id": cell_id, "meeting_id": meeting_id, "member_id": member_id}
    if present is None:
        found = session.get(Presence, (cell_id, meeting_id, member_id))
        if found is not None and found.joined_at is None:
            session.delete(found)
        elif found is not None:
            found.confirmed = found.confirmed_by = None
        return
    db.insert_or_change(session, Presence, key, {"confirmed": present, "confirmed_by": by})


def note_present(session: Session, cell_id: int, meeting_id: int, member_id: int, by: int) -> None:
    """Write down that a member is there whose answer was entered; what is known already stays."""
    key = {"cell_id": cell_id, "meeting_id": meeting_id, "member_id": member_id}
    db.insert_unless_there(session, Presence, **key, confirmed=True, confirmed_by=by)


def set_timer(session: Session, live: LiveRoom, seconds: int | None) -> LiveRoom:
    """Turn the timer on or off; it holds from the next vote on."""
    return touch(session, live, timer_s=seconds)
