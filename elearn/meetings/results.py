"""What the answers to a step come to. Nothing here may reach a screen before the host closes the round."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from sqlalchemy import BigInteger, Select, Text, bindparam, null, select, union_all
from sqlalchemy import cast as typed
from sqlalchemy.orm import Session

from elearn import db
from elearn.meetings.answer_models import Ballot, Hands, Round, Vote
from elearn.meetings.rooms import LiveRoom
from quizzes.live_names import MARKED
from quizzes.questions import Option, Question, Response
from quizzes.questions.poll import FEWEST_BALLOTS
from quizzes.votes import Tally, final, tally


@dataclass(frozen=True, slots=True)
class Cast:
    """The answers of one vote: by member where they have one, and without anybody for hands and ballots."""

    by_member: Mapping[int, Response]
    nameless: Mapping[Response, int]

    @property
    def answered(self) -> int:
        """How many people answered."""
        return len(self.by_member) + sum(self.nameless.values())


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: its letter on wall and phone, its text, whether it is right."""

    letter: str
    id: str
    text: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """How many chose one thing, before and after the discussion; `before` is None with one vote only."""

    choice: Choice
    people: int
    share: Fraction
    before: int | None = None
    before_share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step came to: the bars, the tally of each vote, and how many answered in the end."""

    bars: tuple[Bar, ...]
    first: Tally
    last: Tally
    was_asked_twice: bool
    is_marked: bool

    @property
    def is_silent(self) -> bool:
        """Whether too few voted in a poll: the result would say what single people think."""
        return not self.is_marked and self.last.answered < FEWEST_BALLOTS


LETTERS: Final = "ABCDEFGHIJ"
# What stands for a question without options to count: how right the answers were.
BY_MARK: Final = ("right", "partly", "wrong")


def choices_of(question: Question) -> tuple[Choice, ...]:
    """Return what can be chosen in a question, in the order it is shown; empty where one types or places."""
    options: Sequence[Option] = getattr(question, "verdicts", ()) or getattr(question, "options", ())
    key = set(question.right_response)
    return tuple(
        Choice(letter, option.id, option.text, option.id in key)
        for letter, option in zip(LETTERS, options, strict=False)
    )


def _in_a_step(row: type[Vote] | type[Hands] | type[Ballot], *columns: Any) -> Select[Any]:
    return (
        select(Round.vote, *columns)
        .join(row, (row.cell_id == Round.cell_id) & (row.round_id == Round.id))
        .where(
            Round.cell_id == bindparam("cell"),
            Round.meeting_id == bindparam("meeting"),
            Round.step_id == bindparam("step"),
        )
    )


# Hands have an option and their number; a ballot is nobody's. Put together once: everybody waits for a press.
_CAST: Final = union_all(
    _in_a_step(Hands, typed(null(), BigInteger), typed(Hands.option, Text), Hands.hands),
    _in_a_step(Vote, Vote.member_id, Vote.response, null()),
    _in_a_step(Ballot, null(), Ballot.response, null()),
)


def cast_in(session: Session, live: LiveRoom, step_id: int | None = None) -> dict[int, Cast]:
    """Return the answers to a step by vote, 1 and 2; one statement."""
    wanted = step_id if step_id is not None else (live.step.id if live.step else 0)
    here = {"cell": live.cell_id, "meeting": live.meeting_id, "step": wanted}
    named: dict[int, dict[int, Response]] = {}
    nameless: dict[int, Counter[Response]] = {}
    for vote, member_id, given, hands in db.rows(session, _CAST, here):
        response = (given,) if hands is not None else tuple(json.loads(given))
        if member_id is None:
            nameless.setdefault(vote, Counter())[response] += 1 if hands is None else hands
        else:
            named.setdefault(vote, {})[member_id] = response
    return {vote: Cast(named.get(vote, {}), nameless.get(vote, Counter())) for vote in {*named, *nameless}}


def share_of_first(session: Session, live: LiveRoom) -> Fraction | None:
    """Return the share of right answers in the first vote; None where nobody answered or none is right."""
    if live.question is None or live.room.kind not in MARKED:
        return None
    cast = cast_in(session, live).get(1)
    return None if cast is None else _tally(live.question, cast).share


def outcome_of(session: Session, live: LiveRoom) -> Outcome | None:
    """Return what the current step came to so far, or None for a step that asks nothing."""
    if live.question is None:
        return None
    return outcome(live.question, cast_in(session, live), is_marked=live.room.kind in MARKED)


def outcome(question: Question, votes: Mapping[int, Cast], *, is_marked: bool) -> Outcome:
    """Return what the votes on a question come to: a member's second answer takes the place of the first.

    Raised hands belong to nobody, so those of the second vote take the place of all of the first.
    """
    first, second = votes.get(1, Cast({}, {})), votes.get(2)
    last = first if second is None else _after(first, second)
    before = first if second is not None else None
    return Outcome(
        _bars(question, last, before, is_marked),
        _tally(question, first),
        _tally(question, last),
        second is not None,
        is_marked,
    )


def _after(first: Cast, second: Cast) -> Cast:
    return Cast(final(first.by_member, second.by_member), second.nameless or first.nameless)


def _people(cast: Cast) -> Counter[Response]:
    return Counter(cast.by_member.values()) + Counter(cast.nameless)


def _tally(question: Question, cast: Cast) -> Tally:
    return tally((mark_of(question, response), people) for response, people in _people(cast).items())


def mark_of(question: Question, response: Response) -> Fraction:
    """Return how right a kept response is; a raised hand for one option of a larger answer counts as given.

    An erased response earns nothing and still counts as an answer.
    """
    verdict_only = question.type == "true_false" and len(response) == 1
    if verdict_only:
        return Fraction(int(response[0] == question.right_response[0]))
    return question.mark(response).mark


def _bars(question: Question, last: Cast, before: Cast | None, is_marked: bool) -> tuple[Bar, ...]:
    choices = choices_of(question)
    count = _chosen if choices else _by_mark
    if not choices:
        choices = tuple(Choice("", code, code, code == "right") for code in BY_MARK)
    if not is_marked:
        choices = tuple(Choice(c.letter, c.id, c.text, False) for c in choices)
    after, earlier = count(question, last), count(question, before) if before else None
    return tuple(
        Bar(
            choice,
            after[choice.id],
            _share(after[choice.id], last.answered),
            earlier[choice.id] if earlier is not None else None,
            _share(earlier[choice.id], before.answered) if earlier is not None and before else None,
        )
        for choice in choices
    )


def _share(people: int, of: int) -> Fraction:
    return Fraction(people, of) if of else Fraction(0)


def _chosen(_question: Question, cast: Cast) -> Counter[str]:
    found: Counter[str] = Counter()
    for response, people in _people(cast).items():
        for part in set(response):
            found[part] += people
    return found


def _by_mark(question: Question, cast: Cast) -> Counter[str]:
    found: Counter[str] = Counter()
    for response, people in _people(cast).items():
        mark = mark_of(question, response)
        found["right" if mark == 1 else "wrong" if mark == 0 else "partly"] += people
    return found
