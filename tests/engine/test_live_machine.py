"""The live session under any order of presses, double presses, answers, pauses and late arrivals.

A model beside the room remembers what a meeting must never forget; after every step the two are compared.
"""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quizzes.live import NotNow, Room, Stale, commands, may_answer, press
from quizzes.live_names import ASKING, Command, State
from quizzes.votes import Decision, advice, final, tally

KINDS = ("reading", "question", "real_or_false", "poll", "ideas", "story", "discussion", "conclusion")
MEMBERS = st.integers(0, 4)


class Meeting(RuleBasedStateMachine):
    """A host with two devices, five members, and a network that repeats and delays what they send."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
        # By step and vote: what each member gave, as the database keeps it.
        self.votes: dict[tuple[int, int], dict[int, bool]] = {}
        self.keys_out: set[int] = set()
        self.spent = timedelta(0)

    @initialize(
        steps=st.lists(st.sampled_from(KINDS), min_size=1, max_size=5),
        timer=st.sampled_from([None, timedelta(seconds=30)]),
    )
    def open_room(self, steps: list[str], timer: timedelta | None) -> None:
        self.room = Room(tuple(steps), self.now, timer=timer)  # type: ignore[arg-type]

    def share(self) -> Fraction | None:
        first = self.votes.get((self.room.at, 1), {}) if self.room.at is not None else {}
        return tally((Fraction(int(right)), 1) for right in first.values()).share

    @rule(data=st.data())
    def press_something(self, data: st.DataObject) -> None:
        command = data.draw(st.sampled_from(sorted(commands(self.room))))
        before = self.room
        self.room = press(before, command, before.version, self.now, self.share())
        assert self.room.version == before.version + 1
        if before.state is State.COUNTED and command is Command.NEXT and before.kind != "poll":
            wanted = {"explain_first": State.EXPLAINING, "discuss": State.DISCUSSING}
            assert self.room.state is wanted.get(advice(self.share()).value, State.RESULT)
        if self.room.state is State.RESULT and self.room.kind in ASKING and self.room.at is not None:
            self.keys_out.add(self.room.at)

    @rule(command=st.sampled_from(sorted(Command)), behind=st.integers(1, 5))
    def press_on_a_screen_that_is_behind(self, command: Command, behind: int) -> None:
        before = self.room
        try:
            press(before, command, before.version - behind, self.now, self.share())
        except Stale:
            return
        raise AssertionError("a press at an old version moved the room")

    @rule(command=st.sampled_from(sorted(Command)))
    def press_what_is_not_offered(self, command: Command) -> None:
        if command in commands(self.room):
            return
        try:
            press(self.room, command, self.room.version, self.now, self.share())
        except NotNow:
            return
        raise AssertionError("a command that is not offered moved the room")

    @rule(member=MEMBERS, right=st.booleans(), step=st.integers(0, 4), vote=st.sampled_from([1, 2]))
    def answer(self, member: int, right: bool, step: int, vote: int) -> None:
        decision = may_answer(self.room, step, 1 if vote == 1 else 2, self.now)
        if decision is Decision.ALLOWED:
            assert self.room.at == step
            assert step not in self.keys_out, "an answer was taken after its key was out"
            self.votes.setdefault((step, vote), {})[member] = right

    @precondition(lambda self: self.room.open_vote is not None)
    @rule(member=MEMBERS, right=st.booleans())
    def answer_what_is_asked(self, member: int, right: bool) -> None:
        assert self.room.at is not None
        assert self.room.open_vote is not None
        self.answer(member, right, self.room.at, self.room.open_vote)

    @rule(seconds=st.sampled_from([1, 20, 45, 600, 40_000]))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.spent += timedelta(seconds=seconds)

    @invariant()
    def the_place_is_whole(self) -> None:
        room = self.room
        assert (room.at is None) == (room.state is State.LOBBY) or room.state is State.ENDED
        assert room.at is None or 0 <= room.at < len(room.steps)
        assert room.open_vote is None or room.kind in ASKING
        assert room.open_vote != 2 or room.kind != "poll"
        assert room.deadline is None or room.open_vote is not None

    @invariant()
    def what_is_shown_stays_shown(self) -> None:
        assert self.keys_out <= self.room.shown

    @invariant()
    def no_time_is_made_up(self) -> None:
        assert timedelta(0) <= self.room.active + self.room.told <= self.spent

    @invariant()
    def a_way_on_is_always_offered(self) -> None:
        assert commands(self.room) & {Command.NEXT, Command.REOPEN}

    @invariant()
    def every_answer_counts_once(self) -> None:
        for step in range(len(self.room.steps)):
            first, second = self.votes.get((step, 1), {}), self.votes.get((step, 2), {})
            last = final(first, second)
            assert set(last) == set(first) | set(second)
            assert all(last[member] == second[member] for member in second)


Meeting.TestCase.settings = settings(max_examples=80, stateful_step_count=40, deadline=None)
TestMeeting = Meeting.TestCase
