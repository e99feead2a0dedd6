"""What a meeting came to: questions before and after, ideas, who was present, the measure of the meeting."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from sqlalchemy import BigInteger, SmallInteger, Text, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from elearn.meetings import judging
from elearn.meetings.answer_models import Ballot, BallotCast, Hands, Idea, IdeaVote, Round, Vote
from elearn.meetings.attendance import Attendance, attendance_of
from elearn.meetings.plan_queries import AgendaStep, ListedMeeting, agenda_of, meetings_of
from elearn.meetings.preparation import tallies_of
from elearn.meetings.results import Bar, Cast, mark_of, outcome
from quizzes.attempt import from_thousandths
from quizzes.live_names import MARKED
from quizzes.questions import Response
from quizzes.votes import Tally, final, tally

# Below these a figure says more about a person than about the question.
FEWEST_PEOPLE: Final = 5
# Up to this share of right answers the room was advised to go on talking: it stayed wrong.
STAYED_WRONG_BELOW: Final = Fraction(7, 10)
EARLIER_MEETINGS: Final = 6


@dataclass(slots=True)
class Said:
    """What was answered in one step: by members with their marks, by hands and ballots, per vote."""

    named: dict[int, dict[int, tuple[Response, Fraction]]] = field(default_factory=dict)
    nameless: dict[int, Counter[Response]] = field(default_factory=dict)

    @property
    def votes(self) -> set[int]:
        """The votes that somebody answered in, of 1 and 2."""
        return {*self.named, *self.nameless}

    def casts(self) -> dict[int, Cast]:
        """Return the answers by vote, without their marks."""
        return {
            vote: Cast(
                {member: response for member, (response, _mark) in self.named.get(vote, {}).items()},
                self.nameless.get(vote, Counter()),
            )
            for vote in self.votes
        }


@dataclass(frozen=True, slots=True)
class AskedStep:
    """A question of the meeting with what the room answered: at home, in the first vote, in the end."""

    step: AgendaStep
    prepared: Tally | None
    first: Tally
    last: Tally
    was_asked_twice: bool
    bars: tuple[Bar, ...]
    alone: Cast

    @property
    def is_marked(self) -> bool:
        """Whether there is a right answer."""
        return self.step.row.kind in MARKED

    @property
    def is_enough(self) -> bool:
        """Whether enough people answered to say anything."""
        return self.last.answered >= FEWEST_PEOPLE

    @property
    def stayed_wrong(self) -> bool:
        """Whether many answers were wrong to the end."""
        share = self.last.share
        return self.is_marked and self.is_enough and share is not None and share <= STAYED_WRONG_BELOW

    @property
    def most_drawn(self) -> Bar | None:
        """The wrong option that drew most in the end."""
        wrong = [bar for bar in self.bars if not bar.choice.is_right and bar.people and bar.choice.letter]
        return max(wrong, key=lambda bar: bar.people, default=None) if self.is_marked else None


@dataclass(frozen=True, slots=True)
class IdeaLine:
    """An idea or a question to the room, without its author, and how many found it good."""

    kind: str
    text: str
    votes: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that a meeting came to."""

    listed: ListedMeeting
    earlier: tuple[ListedMeeting, ...]
    agenda: tuple[AgendaStep, ...]
    asked: tuple[AskedStep, ...]
    ideas: tuple[IdeaLine, ...]
    attendance: tuple[Attendance, ...]
    observers: int

    @property
    def present(self) -> int:
        """How many members were present."""
        return sum(one.is_present for one in self.attendance)

    @property
    def is_confirmed(self) -> bool:
        """Whether the secretary has confirmed who was present."""
        return any(one.confirmed is not None for one in self.attendance)

    @property
    def stayed_wrong(self) -> tuple[AskedStep, ...]:
        """The questions that many answered wrongly to the end."""
        return tuple(one for one in self.asked if one.stayed_wrong)

    @property
    def judged(self) -> list[str]:
        """How the room told real from false, in words; empty where too few people judged anything."""
        items = (one for one in self.asked if one.step.row.kind == judging.KIND)
        return judging.in_words(
            judging.judged((one.step.question, one.alone) for one in items if one.step.question is not None)
        )


def summary_of(session: Session, cell_id: int, meeting_id: int) -> Summary | None:
    """Return what a meeting came to, or None for a meeting that is not the cell's; six statements."""
    meetings = meetings_of(session, cell_id)
    at = next((n for n, one in enumerate(meetings) if one.row.id == meeting_id), None)
    if at is None:
        return None
    listed = meetings[at]
    agenda = agenda_of(session, listed.row)
    said, active = _said_in(session, cell_id, meeting_id)
    prepared = tallies_of(session, cell_id, meeting_id)
    asked = [
        _asked(step, said[step.row.id], prepared.get(step.row.id))
        for step in agenda
        if step.question is not None and step.row.id in said
    ]
    attendance, observers = attendance_of(session, listed, active)
    return Summary(
        listed,
        tuple(one for one in meetings[at + 1 :] if one.is_over)[:EARLIER_MEETINGS],
        tuple(agenda),
        tuple(asked),
        tuple(_ideas(session, cell_id, meeting_id)),
        tuple(attendance),
        observers,
    )


def _said_in(session: Session, cell_id: int, meeting_id: int) -> tuple[dict[int, Said], set[int]]:
    """Return what was answered by step, and the members who took part in any way; one statement.

    Of a round that is open nothing but who took part: how its votes fall leaves the server when it is closed.
    """
    here = (Round.cell_id == cell_id, Round.meeting_id == meeting_id)
    nobody, nothing = cast(null(), BigInteger), cast(null(), Text)

    def of(kind: str, row: Any, member: Any, response: Any, number: Any) -> Any:
        joined = (row.cell_id == Round.cell_id) & (row.round_id == Round.id)
        columns = (literal(kind), Round.step_id, Round.vote, member, response, number, Round.closed_at)
        return select(*columns).join(row, joined).where(*here)

    likes = select(
        literal("idea"), cast(null(), BigInteger), cast(null(), SmallInteger), IdeaVote.member_id, nothing,
        cast(null(), SmallInteger), null(),
    ).where(IdeaVote.cell_id == cell_id, IdeaVote.meeting_id == meeting_id)  # fmt: skip
    own = select(
        literal("idea"), cast(null(), BigInteger), cast(null(), SmallInteger), Idea.member_id, nothing,
        cast(null(), SmallInteger), null(),
    ).where(Idea.cell_id == cell_id, Idea.meeting_id == meeting_id, Idea.member_id.is_not(None))  # fmt: skip
    everything: Any = union_all(
        of("vote", Vote, Vote.member_id, Vote.response, Vote.mark),
        of("hands", Hands, nobody, cast(Hands.option, Text), Hands.hands),
        of("ballot", Ballot, nobody, Ballot.response, cast(null(), SmallInteger)),
        of("cast", BallotCast, BallotCast.member_id, nothing, cast(null(), SmallInteger)),
        likes,
        own,
    )
    said: dict[int, Said] = {}
    active: set[int] = set()
    for kind, step_id, vote, member_id, response, number, closed_at in session.execute(everything):
        if member_id is not None:
            active.add(member_id)
        if closed_at is None:
            continue
        if kind == "vote":
            answer = tuple(json.loads(response)), from_thousandths(number)
            said.setdefault(step_id, Said()).named.setdefault(vote, {})[member_id] = answer
        elif kind in ("hands", "ballot"):
            given = (response,) if kind == "hands" else tuple(json.loads(response))
            counter = said.setdefault(step_id, Said()).nameless.setdefault(vote, Counter())
            counter[given] += number if kind == "hands" else 1
    return said, active


def _asked(step: AgendaStep, said: Said, prepared: Tally | None) -> AskedStep:
    assert step.question is not None  # noqa: S101 # asked for by the caller
    found = outcome(step.question, said.casts(), is_marked=step.row.kind in MARKED)
    first, second = _marks_of(step, said, 1), _marks_of(step, said, 2)
    return AskedStep(
        step,
        prepared,
        _tally(first),
        _tally((final(first[0], second[0]), second[1] or first[1])),
        2 in said.votes,
        found.bars,
        said.casts().get(1, Cast({}, {})),
    )


Marks = tuple[Mapping[int, Fraction], Mapping[Fraction, int]]


def _marks_of(step: AgendaStep, said: Said, vote: int) -> Marks:
    """Return the marks of one vote, by member and of those without a name.

    They are read as they were kept, not marked anew: an answer that was erased since stays counted.
    """
    question = step.question
    nameless: Counter[Fraction] = Counter()
    for response, people in said.nameless.get(vote, Counter()).items():
        if question is not None and step.row.kind in MARKED:
            nameless[mark_of(question, response)] += people
        else:
            nameless[Fraction(0)] += people
    return {member: mark for member, (_response, mark) in said.named.get(vote, {}).items()}, nameless


def _tally(marks: Marks) -> Tally:
    named, nameless = marks
    return tally([*Counter(named.values()).items(), *nameless.items()])


def _ideas(session: Session, cell_id: int, meeting_id: int) -> Iterable[IdeaLine]:
    """Return what was said and not hidden, what most found good leading; one statement."""
    votes = func.count(IdeaVote.member_id)
    rows = session.execute(
        select(Idea.kind, Idea.text, votes)
        .outerjoin(
            IdeaVote,
            (IdeaVote.cell_id == Idea.cell_id)
            & (IdeaVote.meeting_id == Idea.meeting_id)
            & (IdeaVote.idea_id == Idea.id),
        )
        .where(Idea.cell_id == cell_id, Idea.meeting_id == meeting_id, Idea.state == "shown")
        .group_by(Idea.id, Idea.kind, Idea.text)
        .order_by(votes.desc(), Idea.text)
    )
    return [IdeaLine(kind, text, number) for kind, text, number in rows]
