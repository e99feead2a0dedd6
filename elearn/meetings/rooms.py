"""A meeting that is run, as its screens and rules see it: read once for each version of the room.

Everything in a LiveRoom is settled by the version of its row: whoever changes what it shows raises the
version. So a process keeps the last reading of each room and asks the database for one number to know
whether it still holds. Who is present and who has answered is never part of it.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from threading import Lock
from typing import Final, cast

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from elearn import db
from elearn.meetings.answer_models import Round
from elearn.meetings.models import LiveSession, Meeting, MeetingStep, StepRun
from elearn.topics.queries import pinned_quiz
from quizzes.live import Room, press
from quizzes.live_names import ASKING, Command, State, StepKind
from quizzes.questions import Question

# Rooms that one process keeps readings of; the one unused for longest goes first.
MOST_ROOMS = 400


def room_key(cell_id: int, meeting_id: int) -> str:
    """Return the name on the bus of a meeting's room."""
    return f"{cell_id}.{meeting_id}"


@dataclass(frozen=True, slots=True)
class AgendaStep:
    """A step of the agenda as it was planned."""

    id: int
    kind: StepKind
    title: str
    minutes: int
    text: str
    note: str
    quiz_digest: str | None
    question_id: str | None


@dataclass(frozen=True, slots=True)
class LiveRoom:
    """A meeting's room: its agenda, the engine's state, the question asked now and its rounds' ids by vote.

    The question's options stand in one order for everybody, so that the letter on the wall is the letter
    on the phone.
    """

    cell_id: int
    meeting_id: int
    title: str
    place: str
    code: str
    host_id: int
    started_at: datetime
    agenda: tuple[AgendaStep, ...]
    room: Room
    question: Question | None
    rounds: Mapping[int, int]
    # The id of the round that is opened next: drawn now, so that its form can be rendered before it opens.
    next_round: int = field(default_factory=db.new_id, compare=False)

    @property
    def key(self) -> str:
        """The room's name on the bus."""
        return room_key(self.cell_id, self.meeting_id)

    @property
    def step(self) -> AgendaStep | None:
        """The current step; None in the lobby."""
        return None if self.room.at is None else self.agenda[self.room.at]

    @property
    def next_step(self) -> AgendaStep | None:
        """The step after this one, or None after the last."""
        following = 0 if self.room.at is None else self.room.at + 1
        return self.agenda[following] if following < len(self.agenda) else None

    @property
    def state(self) -> str:
        """The state's name."""
        return self.room.state.value

    @property
    def is_over(self) -> bool:
        """Whether the meeting has ended."""
        return self.room.state is State.ENDED

    @property
    def open_round(self) -> int | None:
        """The id of the round that takes answers now."""
        vote = self.room.open_vote
        return None if vote is None else self.rounds.get(vote)

    @property
    def is_secret(self) -> bool:
        """Whether answers to the current step are stored without their members."""
        return self.room.kind == "poll"


class _Readings:
    """The last reading of each room."""

    def __init__(self) -> None:
        self._rooms: OrderedDict[tuple[int, int], LiveRoom] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[int, int], version: int) -> LiveRoom | None:
        with self._lock:
            found = self._rooms.get(key)
            if found is None or found.room.version != version:
                return None
            self._rooms.move_to_end(key)
            return found

    def asking(self, key: tuple[int, int], round_id: int) -> LiveRoom | None:
        found = self._rooms.get(key)
        return found if found is not None and round_id in found.rounds.values() else None

    def keep(self, room: LiveRoom) -> None:
        with self._lock:
            self._rooms[(room.cell_id, room.meeting_id)] = room
            while len(self._rooms) > MOST_ROOMS:
                self._rooms.popitem(last=False)


_readings = _Readings()
_live = LiveSession.__table__
_here = (_live.c.cell_id == bindparam("cell"), _live.c.meeting_id == bindparam("meeting"))
# Every answer of every phone begins with this statement: it is put together once, of a plain table. The time
# the room was opened tells rooms of two databases apart: tests have many.
_VERSION: Final = select(_live.c.version, _live.c.started_at).where(*_here)
_round = Round.__table__
_ROUNDS: Final = select(_round.c.vote, _round.c.id).where(
    _round.c.cell_id == bindparam("cell"),
    _round.c.meeting_id == bindparam("meeting"),
    _round.c.step_id == bindparam("step"),
)
# An answer waits for a press that is under way and a press for the answers, so that each knows the other.
_VERSION_SHARED: Final = _VERSION.with_for_update(read=True)
_VERSION_LOCKED: Final = _VERSION.with_for_update()


def open_room(
    session: Session, cell_id: int, meeting_id: int, *, lock: bool = False, share: bool = False
) -> LiveRoom | None:
    """Return a meeting's room, or None before it was opened; one statement, five at a new version.

    Locked, nobody else presses until this transaction ends; shared, others may answer meanwhile.
    """
    statement = _VERSION_LOCKED if lock else _VERSION_SHARED if share else _VERSION
    row = db.rows(session, statement, {"cell": cell_id, "meeting": meeting_id}).one_or_none()
    if row is None:
        return None
    known = _readings.get((cell_id, meeting_id), row.version)
    if known is not None and known.started_at == row.started_at:
        return known
    found = read_room(session, cell_id, meeting_id)
    keep(found)
    return found


def room_that_asked(cell_id: int, meeting_id: int, round_id: int) -> LiveRoom | None:
    """Return a kept reading in which a round's question can be read, perhaps as it was a moment ago.

    A round keeps its question, so an answer can be read and checked by an old reading without any statement;
    whether it is taken is decided in the transaction that writes it.
    """
    return _readings.asking((cell_id, meeting_id), round_id)


def room_with_code(session: Session, code: str) -> LiveRoom | None:
    """Return the open room of a code, or None."""
    row = session.execute(
        select(_live.c.cell_id, _live.c.meeting_id).where(_live.c.code == code, _live.c.ended_at.is_(None))
    ).one_or_none()
    return None if row is None else open_room(session, row.cell_id, row.meeting_id)


def read_room(session: Session, cell_id: int, meeting_id: int) -> LiveRoom:
    """Return a room as it stands in this transaction, which may yet be undone."""
    row, meeting = session.execute(
        select(LiveSession, Meeting)
        .join(Meeting, (Meeting.cell_id == LiveSession.cell_id) & (Meeting.id == LiveSession.meeting_id))
        .where(LiveSession.cell_id == cell_id, LiveSession.meeting_id == meeting_id)
        .execution_options(populate_existing=True)
    ).one()
    agenda, shown = _agenda(session, cell_id, meeting_id)
    room = _room_of(row, agenda, shown)
    step = None if room.at is None else agenda[room.at]
    question, rounds = None, {}
    if step is not None and step.kind in ASKING:
        question = question_of(session, step, meeting_id)
        rounds = _rounds(session, cell_id, meeting_id, step.id)
    found = LiveRoom(
        cell_id, meeting_id, meeting.title, meeting.place, row.code, row.host_id, row.started_at,
        agenda, room, question, rounds,
    )  # fmt: skip
    return found


def moved(session: Session, live: LiveRoom, after: Room, rounds: Mapping[int, int]) -> LiveRoom:
    """Return a room as a press makes it, with the rounds of its step before; only a new step is read.

    The agenda is as it was: whoever changes it raises the version, and the press was made at this one.
    """
    step = None if after.at is None else live.agenda[after.at]
    question = live.question
    if after.at != live.room.at:
        question, rounds = None, {}
        if step is not None and step.kind in ASKING:
            question = question_of(session, step, live.meeting_id)
            rounds = _rounds(session, live.cell_id, live.meeting_id, step.id)
    return replace(live, room=after, question=question, rounds=rounds, next_round=db.new_id())


def room_after(session: Session, live: LiveRoom, command: Command, share: Fraction | None) -> LiveRoom:
    """Return the room as a press will make it, but for its clocks; `share` is that of the first vote."""
    after = press(live.room, command, live.room.version, live.room.since, share)
    found = moved(session, live, after, live.rounds)
    vote = after.open_vote
    if vote is None or vote in found.rounds:
        return found
    return replace(found, rounds={**found.rounds, vote: live.next_round})


def keep(room: LiveRoom) -> None:
    """Keep a reading for the next who asks; only of what is committed, for the version alone tells it."""
    _readings.keep(room)


def question_of(session: Session, step: AgendaStep, meeting_id: int) -> Question | None:
    """Return the question of a step in the order of this meeting, or None for a step that asks nothing."""
    if step.quiz_digest is None or step.question_id is None:
        return None
    return pinned_quiz(session, step.quiz_digest).question(step.question_id).shown(str(meeting_id))


def _agenda(session: Session, cell_id: int, meeting_id: int) -> tuple[tuple[AgendaStep, ...], frozenset[int]]:
    rows = session.execute(
        select(MeetingStep, StepRun.result_at)
        .outerjoin(
            StepRun,
            (StepRun.cell_id == MeetingStep.cell_id)
            & (StepRun.meeting_id == MeetingStep.meeting_id)
            & (StepRun.step_id == MeetingStep.id),
        )
        .where(MeetingStep.cell_id == cell_id, MeetingStep.meeting_id == meeting_id)
        .order_by(MeetingStep.position)
        .execution_options(populate_existing=True)
    ).all()
    agenda = tuple(
        AgendaStep(
            step.id, cast(StepKind, step.kind), step.title, step.minutes, step.text, step.note,
            step.quiz_digest, step.question,
        )
        for step, _result_at in rows
    )  # fmt: skip
    return agenda, frozenset(n for n, (_step, result_at) in enumerate(rows) if result_at is not None)


def _room_of(row: LiveSession, agenda: tuple[AgendaStep, ...], shown: frozenset[int]) -> Room:
    places = {step.id: n for n, step in enumerate(agenda)}
    return Room(
        steps=tuple(step.kind for step in agenda),
        since=row.since,
        at=None if row.step_id is None else places[row.step_id],
        state=State(row.state),
        version=row.version,
        shown=shown,
        timer=None if row.timer_s is None else timedelta(seconds=row.timer_s),
        deadline=row.deadline,
        paused_at=row.paused_at,
        active=timedelta(seconds=row.active_s),
        told=timedelta(seconds=row.told_s),
    )


def _rounds(session: Session, cell_id: int, meeting_id: int, step_id: int) -> dict[int, int]:
    here = {"cell": cell_id, "meeting": meeting_id, "step": step_id}
    return {vote: round_id for vote, round_id in db.rows(session, _ROUNDS, here)}
