"""The rules of a quiz taken together: one room, one step at a time, moved by the host's presses.

States, and where NEXT leads from each; a step is entered where its line begins:

    lobby       ▶ the first step
    reading together, story, discussion, conclusion:
                  shown ▶ the next step
    ideas:        collecting ▶ result ▶ the next step
    poll:         reading ▶ voting ▶ counted ▶ result ▶ the next step
    question, real/false item:
                  reading ▶ voting ▶ counted ▶ result ▶ the next step
                                             ▶ explaining ▶ revoting ▶ result
                                             ▶ discussing ▶ revoting ▶ result
    after the last step: ended

    state       in words                                      BACK leads to         also allowed
    ----------  --------------------------------------------  --------------------  ------------------------
    lobby       the room is open, nothing has begun           -                     END
    shown       something is read, told or talked about       the step before       SKIP END
    collecting  ideas are taken                               the step before       SKIP END
    reading     the question stands there, no answer yet      the step before       SKIP END
    voting      the first vote is open                        reading               SKIP END MORE_TIME
    counted     it is closed; only the host sees the share    voting (as REOPEN)    SKIP END REOPEN RESULT
                                                                                    EXPLAIN DISCUSS
    explaining  few were right: the host explains first       counted               SKIP END DISCUSS
    discussing  neighbours talk                               counted               SKIP END
    revoting    the second vote is open                       counted               SKIP END MORE_TIME
    result      the key, the bars, why, the source            the step before       SKIP END, for ideas REOPEN
    ended       the meeting is over                           -                     REOPEN

BACK from the first step leads to the lobby. A step whose result was shown is entered at its result: its key
is out, so it takes no answer again. SKIP enters the next step, and so does NEXT after a result; after the
last step both end the meeting. REOPEN after the end returns to the step where it ended. PAUSE stops the
clocks in any state but ended, and RESUME, or any press that moves, starts them again.

From `counted`, NEXT does what the share of right answers advises (`advice`): the host who only ever presses
NEXT runs the meeting well.

Every press carries the version of the room that the host saw. A press at any other version is Stale and
changes nothing, so pressing twice, or on two devices, never skips. Every change makes a new version.

Time is passed in. There is no deadline unless the host turned a timer on; an answer may be two seconds late.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from quizzes.attempt import GRACE
from quizzes.live_names import ASKING, MARKED, Command, State, StepKind, Vote
from quizzes.votes import Advice, Decision, advice

MORE: Final = timedelta(seconds=30)
LONGEST_STRETCH: Final = timedelta(minutes=45)
"""What one state adds to the meeting's clocks at most: a room left open overnight was not active so long."""


class Stale(Exception):
    """The press was made at a version of the room that has passed: somebody pressed before."""


class NotNow(Exception):
    """The state of the room has no such command."""


@dataclass(frozen=True, slots=True)
class Room:
    """A meeting's state: the kinds of its steps, where it is, and what its clocks say.

    `at` is the index of the step, None in the lobby. `shown` holds the steps whose result was shown. `since`
    is when the clocks last ran; `active` is the time in which members answered or discussed, `told` the time
    in which they were read to.
    """

    steps: tuple[StepKind, ...]
    since: datetime
    at: int | None = None
    state: State = State.LOBBY
    version: int = 1
    shown: frozenset[int] = frozenset()
    timer: timedelta | None = None
    deadline: datetime | None = None
    paused_at: datetime | None = None
    active: timedelta = timedelta(0)
    told: timedelta = timedelta(0)

    @property
    def kind(self) -> StepKind | None:
        """The kind of the current step, None in the lobby."""
        return None if self.at is None else self.steps[self.at]

    @property
    def open_vote(self) -> Vote | None:
        """The vote that is open now, if any."""
        return _VOTES.get(self.state)

    def seconds_left(self, now: datetime) -> int | None:
        """Return the seconds to the deadline, without the grace; None without one."""
        if self.deadline is None:
            return None
        return max(0, round((self.deadline - (self.paused_at or now)).total_seconds()))

    @property
    def is_active(self) -> bool:
        """Whether members are answering or discussing now, rather than listening."""
        talks = self.state is State.SHOWN and self.kind == "discussion"
        return talks or self.state in _ACTIVE


_VOTES: Final[Mapping[State, Vote]] = {State.VOTING: 1, State.REVOTING: 2}
_ACTIVE: Final = frozenset({State.VOTING, State.DISCUSSING, State.REVOTING, State.COLLECTING})
_AFTER_ADVICE: Final = {
    Advice.NOBODY: State.RESULT,
    Advice.EXPLAIN_FIRST: State.EXPLAINING,
    Advice.DISCUSS: State.DISCUSSING,
    Advice.GO_ON: State.RESULT,
}
# Where NEXT leads within a step; from `counted` the advice decides; where nothing stands the step is over.
_NEXT: Final = {
    State.READING: State.VOTING,
    State.VOTING: State.COUNTED,
    State.EXPLAINING: State.REVOTING,
    State.DISCUSSING: State.REVOTING,
    State.REVOTING: State.RESULT,
    State.COLLECTING: State.RESULT,
}
# Where BACK leads within a step; elsewhere it leads to the step before.
_BACK: Final = {
    State.VOTING: State.READING,
    State.COUNTED: State.VOTING,
    State.EXPLAINING: State.COUNTED,
    State.DISCUSSING: State.COUNTED,
    State.REVOTING: State.COUNTED,
}


def press(room: Room, command: Command, version: int, now: datetime, share: Fraction | None = None) -> Room:
    """Return what the room becomes when `command` is pressed by a host who saw `version`.

    `share` is that of right answers in the first vote; it is asked for by NEXT in `counted` alone. Raises
    Stale for another version than the room's, and NotNow for a command that the state does not have.
    """
    if version != room.version:
        raise Stale
    if command not in commands(room):
        raise NotNow(command)
    clocked = replace(_clocked(room, now), version=room.version + 1)
    if command is Command.PAUSE:
        return replace(clocked, paused_at=now)
    running = _running(clocked, now)
    return _MOVES[command](running, now, share)


def commands(room: Room) -> frozenset[Command]:
    """Return what may be pressed now."""
    if room.state is State.ENDED:
        return frozenset({Command.REOPEN})
    found = {Command.NEXT, Command.END, Command.PAUSE if room.paused_at is None else Command.RESUME}
    if room.at is not None:
        found |= {Command.BACK, Command.SKIP}
    if room.deadline is not None:
        found.add(Command.MORE_TIME)
    if room.state is State.COUNTED:
        found |= {Command.REOPEN, Command.RESULT}
        if room.kind in MARKED:
            found |= {Command.EXPLAIN, Command.DISCUSS}
    if room.state is State.EXPLAINING:
        found.add(Command.DISCUSS)
    if room.state is State.RESULT and room.kind == "ideas":
        found.add(Command.REOPEN)
    return frozenset(found)


def changed(room: Room) -> Room:
    """Return the room at a new version: something else that its screens show has changed."""
    return replace(room, version=room.version + 1)


def may_answer(room: Room, step: int, vote: Vote, now: datetime) -> Decision:
    """Decide on an answer to a vote of a step that arrives now."""
    if room.state is State.ENDED:
        return Decision.ENDED
    if room.at != step or room.open_vote != vote:
        return Decision.NOT_YET if room.at == step and room.state is State.READING else Decision.CLOSED
    # While the room is paused no time runs out.
    if room.deadline is not None and (room.paused_at or now) > room.deadline + GRACE:
        return Decision.TOO_LATE
    return Decision.ALLOWED


def _clocked(room: Room, now: datetime) -> Room:
    if room.paused_at is not None or room.state in (State.LOBBY, State.ENDED):
        return replace(room, since=now)
    stretch = min(max(now - room.since, timedelta(0)), LONGEST_STRETCH)
    if room.is_active:
        return replace(room, since=now, active=room.active + stretch)
    return replace(room, since=now, told=room.told + stretch)


def _running(room: Room, now: datetime) -> Room:
    if room.paused_at is None:
        return room
    deadline = None if room.deadline is None else room.deadline + (now - room.paused_at)
    return replace(room, paused_at=None, deadline=deadline)


def _to(room: Room, state: State, now: datetime) -> Room:
    """Return the room in another state of the same step."""
    shown = room.shown if room.at is None or state is not State.RESULT else room.shown | {room.at}
    opens = state in _VOTES and room.timer is not None
    deadline = now + room.timer if opens and room.timer is not None else None
    return replace(room, state=state, shown=shown, deadline=deadline)


def _enter(room: Room, at: int, now: datetime) -> Room:
    """Return the room at another step, in the lobby before the first or ended after the last."""
    if at < 0:
        return replace(room, at=None, state=State.LOBBY, deadline=None)
    if at >= len(room.steps):
        return replace(room, state=State.ENDED, deadline=None)
    return _to(replace(room, at=at), _entrance(room, at), now)


def _entrance(room: Room, at: int) -> State:
    if at in room.shown:
        return State.RESULT
    kind = room.steps[at]
    if kind in ASKING:
        return State.READING
    return State.COLLECTING if kind == "ideas" else State.SHOWN


def _next(room: Room, now: datetime, share: Fraction | None) -> Room:
    if room.state is State.COUNTED:
        return _to(room, _AFTER_ADVICE[advice(share)] if room.kind in MARKED else State.RESULT, now)
    state = _NEXT.get(room.state)
    return _skip(room, now, share) if state is None else _to(room, state, now)


def _skip(room: Room, now: datetime, _share: Fraction | None) -> Room:
    return _enter(room, 0 if room.at is None else room.at + 1, now)


def _back(room: Room, now: datetime, _share: Fraction | None) -> Room:
    state = _BACK.get(room.state)
    if state is not None:
        return _to(room, state, now)
    return room if room.at is None else _enter(room, room.at - 1, now)


def _reopen(room: Room, now: datetime, _share: Fraction | None) -> Room:
    if room.state is State.COUNTED:
        return _to(room, State.VOTING, now)
    if room.state is State.RESULT:
        at = room.at if room.at is not None else 0
        return _to(replace(room, shown=room.shown - {at}), State.COLLECTING, now)
    return _enter(room, -1 if room.at is None else room.at, now)


def _more_time(room: Room, now: datetime, _share: Fraction | None) -> Room:
    return replace(room, deadline=max(room.deadline or now, now) + MORE)


def _stay(room: Room, _now: datetime, _share: Fraction | None) -> Room:
    return room


def _into(state: State) -> Callable[[Room, datetime, Fraction | None], Room]:
    return lambda room, now, _share: _to(room, state, now)


_MOVES: Final[Mapping[Command, Callable[[Room, datetime, Fraction | None], Room]]] = {
    Command.NEXT: _next,
    Command.BACK: _back,
    Command.SKIP: _skip,
    Command.RESULT: _into(State.RESULT),
    Command.EXPLAIN: _into(State.EXPLAINING),
    Command.DISCUSS: _into(State.DISCUSSING),
    Command.REOPEN: _reopen,
    Command.RESUME: _stay,
    Command.MORE_TIME: _more_time,
    Command.END: _into(State.ENDED),
}
