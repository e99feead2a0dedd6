"""Answers on their way into the database: those that arrive together share one transaction.

Every acknowledged answer is on the disk, and a disk needs up to 20 ms to say so. So the first answer to
arrive takes the lead: it lets those that are right behind it come in, which gathering.py let in together with
it, writes all of them in one transaction, and tells each what became of it. While it writes, the next ones
gather.

What is decided here is decided in the transaction, by the room as it is then: an answer is either counted in
the result that the host sees or refused.
"""

import json
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event, Lock
from typing import Any

from sqlalchemy.orm import Session

from elearn import db
from elearn.accounts.queries import devices_signed_in
from elearn.meetings.answer_models import Ballot, BallotCast, Vote
from elearn.meetings.rooms import LiveRoom, open_room, room_key
from quizzes.attempt import thousandths
from quizzes.live import may_answer
from quizzes.questions import InvalidResponse, Response
from quizzes.votes import Decision

log = logging.getLogger(__name__)

# How many answers one transaction takes: the last of them must not wait long for the first.
MOST_TOGETHER = 250
PATIENCE_S = 30.0


class SignedOut(Exception):
    """The device that sent the answer is signed out, or its member left, since it was last asked."""


class Lost(Exception):
    """The answer could not be written; the phone keeps it and sends it again."""


@dataclass(slots=True)
class Sent:
    """An answer that was sent: whose, to which round, when it arrived, and then what became of it."""

    cell_id: int
    meeting_id: int
    round_id: int
    member_id: int
    response: Response
    at: datetime
    entered_by: int | None = None
    # The device that sent it; None for an answer entered for somebody, whose host was asked for already.
    device_id: int | None = None
    decision: Decision | None = None
    # Raised for this answer alone: a response that the question cannot have.
    error: Exception | None = None
    leads: bool = False
    done: Event = field(default_factory=Event)


class Intake:
    """The door through which answers of one process go into its database."""

    def __init__(self, database: db.Database, tell: Callable[[str], None]) -> None:
        self._database = database
        # Told which rooms have new answers, by their names on the bus: once for a transaction.
        self._tell = tell
        self._waiting: list[Sent] = []
        self._lock = Lock()
        self._is_led = False

    def take(self, sent: Sent) -> Decision:
        """Write an answer, perhaps together with others, and say whether it was allowed.

        Returns when it is on the disk. Raises Lost when it could not be written, SignedOut for a device that
        is no longer signed in, and InvalidResponse for a response that the question cannot have.
        """
        with self._lock:
            self._waiting.append(sent)
            sent.leads, self._is_led = not self._is_led, True
        if sent.leads:
            # Those that were let in with this one are a few steps behind it.
            time.sleep(0)
        elif not sent.done.wait(PATIENCE_S):
            raise Lost
        if sent.leads:
            self._lead()
        if sent.error is not None:
            raise sent.error
        if sent.decision is None:
            raise Lost
        return sent.decision

    def _lead(self) -> None:
        """Write what is waiting, tell everybody, and give the lead to the first who came meanwhile."""
        with self._lock:
            batch, self._waiting = self._waiting[:MOST_TOGETHER], self._waiting[MOST_TOGETHER:]
        self._write(batch)
        with self._lock:
            heir = self._waiting[0] if self._waiting else None
            self._is_led = heir is not None
            if heir is not None:
                heir.leads = True
        for sent in batch if heir is None else [*batch, heir]:
            sent.done.set()
        taken = (sent for sent in batch if sent.decision is not None and sent.decision.is_allowed)
        for room in dict.fromkeys(room_key(sent.cell_id, sent.meeting_id) for sent in taken):
            self._tell(room)

    def _write(self, batch: Sequence[Sent]) -> None:
        try:
            with self._database.writing() as session:
                write_answers(session, batch)
                session.commit()
        except Exception as error:
            # Nothing of this batch was written. One answer must not cost the others theirs.
            log.exception("%d answers could not be written", len(batch))
            for sent in batch:
                sent.decision, sent.error = None, Lost(str(error))
                if len(batch) > 1:
                    self._write([sent])


def write_answers(session: Session, batch: Sequence[Sent]) -> None:
    """Decide on answers that arrived together and write those that are allowed; never commits.

    Each room is locked against presses before its answers are decided on.
    """
    # The last answer of a member counts, also among those that arrived together.
    votes: dict[tuple[int, int], dict[str, Any]] = {}
    # Always in the same order, so that two processes never wait for each other.
    rooms: dict[tuple[int, int], LiveRoom | None] = {}
    for key in sorted({(sent.cell_id, sent.meeting_id) for sent in batch}):
        rooms[key] = open_room(session, *key, share=True)
    for sent in _from_members(session, batch):
        live = rooms[(sent.cell_id, sent.meeting_id)]
        try:
            sent.error, sent.decision = None, decide(live, sent.round_id, sent.at)
            if not sent.decision.is_allowed or live is None or live.question is None:
                continue
            checked = live.question.check(sent.response)
            if live.is_secret:
                _cast(session, sent, checked)
                continue
            mark = thousandths(live.question.mark(checked).mark)
        except InvalidResponse as error:
            sent.decision, sent.error = None, error
            continue
        votes[(sent.round_id, sent.member_id)] = {
            "cell_id": sent.cell_id,
            "round_id": sent.round_id,
            "member_id": sent.member_id,
            "response": json.dumps(checked, ensure_ascii=False),
            "mark": mark,
            "answered_at": sent.at,
            "entered_by": sent.entered_by,
        }
    db.insert_or_change_all(session, Vote, ("cell_id", "round_id", "member_id"), list(votes.values()))


def _from_members(session: Session, batch: Sequence[Sent]) -> Sequence[Sent]:
    """Return the answers of devices that are signed in now; the others get their error. One statement."""
    devices = {(sent.cell_id, sent.device_id) for sent in batch if sent.device_id is not None}
    if not devices:
        return batch
    there = devices_signed_in(session, devices)
    for sent in batch:
        is_member = sent.device_id is None or (sent.cell_id, sent.device_id) in there
        sent.error = None if is_member else SignedOut()
    return [sent for sent in batch if sent.error is None]


def decide(live: LiveRoom | None, round_id: int, now: datetime) -> Decision:
    """Decide on an answer to a round of a room as it is now."""
    if live is None or live.is_over:
        return Decision.ENDED
    vote = next((vote for vote, known in live.rounds.items() if known == round_id), None)
    if vote is None or live.room.at is None:
        return Decision.CLOSED
    return may_answer(live.room, live.room.at, 1 if vote == 1 else 2, now)


def _cast(session: Session, sent: Sent, checked: Response) -> None:
    """Cast a ballot, once: who has voted and what was chosen are two rows that nothing ties together."""
    round_key = {"cell_id": sent.cell_id, "round_id": sent.round_id}
    if db.insert_unless_there(session, BallotCast, **round_key, member_id=sent.member_id):
        ballot = {"token": secrets.token_hex(16), "response": json.dumps(checked, ensure_ascii=False)}
        db.insert_unless_there(session, Ballot, **round_key, **ballot)
