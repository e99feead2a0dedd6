"""Everything that is held about one member, in a number of statements that does not grow."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Date, SmallInteger, cast, func, null, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from elearn.accounts.models import AccessRecord, Device, Member, RoleGrant
from elearn.accounts.queries import devices_of
from elearn.accounts.terms import Term
from elearn.attempts.correcting import KeyCorrection
from elearn.attempts.dropping import DroppedQuestion
from elearn.attempts.models import GIVEN_IN_ATTEMPT, Attempt, Extension, GivenResponse, SetAside
from elearn.attempts.poll_models import QuizBallotCast
from elearn.authoring.models import DraftPart, EarlierText
from elearn.cells.queries import has_secretary
from elearn.db import UtcDateTime
from elearn.lessons.models import Bookmark, CheckAnswer
from elearn.lessons.queries import bookmarks_of, check_answers_of
from elearn.meetings.answer_models import Vote
from elearn.meetings.models import LiveSession, Meeting, Postponement, Presence
from elearn.privacy.meetings import Deed, deeds_of
from elearn.topics.models import Assignment, OwnTopic, Printing, TopicPicture, TopicVersion


@dataclass(frozen=True, slots=True)
class TakenAttempt:
    """An attempt and the responses given in it."""

    row: Attempt
    responses: Sequence[GivenResponse]
    # Who entered it, where it was taken on paper.
    entered_by: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody looked at, or took along, what is held about the member."""

    viewer: str
    what: str
    day: date


@dataclass(frozen=True, slots=True)
class More:
    """Time or tries that the member was given, and by whom."""

    topic: str
    minutes: int
    tries: int
    given_by: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class Office:
    """How often the member's name stands beside something they did for the cell."""

    assignments: int
    extensions: int
    printings: int
    entered: int
    looks: int
    set_aside: int
    # In how many polls they voted: how, is held about nobody.
    polls: int
    meetings_planned: int
    meetings_moved: int
    meetings_hosted: int
    entered_for_others: int
    presences_confirmed: int
    # How often they took a question out of the scores, or let it count again.
    questions_dropped: int
    # What they wrote at the author's table: parts of topics as they stand and as they stood before.
    topics_begun: int
    parts_written: int
    versions_published: int
    drafts_checked: int
    pictures_added: int
    keys_put_right: int


@dataclass(slots=True)
class InTopic:
    """What is held about one topic, counted."""

    opened: int = 0
    finished: int = 0
    checks: int = 0
    checks_right: int = 0
    attempts: list[TakenAttempt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that is held about a member."""

    member: Member
    roles: Sequence[tuple[str, Term]]
    office: Office
    devices: Sequence[Device]
    bookmarks: Sequence[Bookmark]
    checks: Sequence[CheckAnswer]
    attempts: Sequence[TakenAttempt]
    extensions: Sequence[More]
    looks: Sequence[Look]
    deeds: Sequence[Deed]

    def by_meeting(self) -> dict[tuple[str, datetime], list[Deed]]:
        """Return what the member did in each meeting, by its title and time, the earliest first."""
        found: dict[tuple[str, datetime], list[Deed]] = {}
        for deed in self.deeds:
            found.setdefault((deed.title, deed.starts_at), []).append(deed)
        return found

    def by_topic(self) -> dict[str, InTopic]:
        """Return the counts for each topic that the member did something in."""
        found: dict[str, InTopic] = defaultdict(InTopic)
        for mark in self.bookmarks:
            found[mark.topic].opened += 1
            found[mark.topic].finished += mark.finished_at is not None
        for check in self.checks:
            found[check.topic].checks += 1
            found[check.topic].checks_right += check.mark == 1000
        for attempt in self.attempts:
            found[attempt.row.topic].attempts.append(attempt)
        return dict(found)


def held_about(session: Session, cell_id: int, member_id: int) -> Held:
    """Return everything that is held about a member; seven statements."""
    member, roles, office = _person(session, cell_id, member_id)
    extensions, looks = _extensions_and_looks(session, cell_id, member_id)
    return Held(
        member=member,
        roles=roles,
        office=office,
        devices=devices_of(session, cell_id, member_id),
        bookmarks=bookmarks_of(session, cell_id, member_id),
        checks=check_answers_of(session, cell_id, member_id),
        attempts=_attempts(session, cell_id, member_id),
        extensions=extensions,
        looks=looks,
        deeds=deeds_of(session, cell_id, member_id),
    )


def _count(*conditions: ColumnElement[bool]) -> Any:
    return select(func.count()).where(*conditions).scalar_subquery()


def _person(session: Session, cell_id: int, member_id: int) -> tuple[Member, list[tuple[str, Term]], Office]:
    own_attempts = select(Attempt.id).where(Attempt.cell_id == cell_id, Attempt.member_id == member_id)
    rows = session.execute(
        select(
            Member,
            RoleGrant.role,
            RoleGrant.granted_on,
            RoleGrant.until,
            _count(Assignment.cell_id == cell_id, Assignment.assigned_by == member_id),
            _count(Extension.cell_id == cell_id, Extension.given_by == member_id),
            _count(Printing.cell_id == cell_id, Printing.printed_by == member_id),
            _count(Attempt.cell_id == cell_id, Attempt.entered_by == member_id),
            _count(AccessRecord.cell_id == cell_id, AccessRecord.viewer_id == member_id),
            _count(SetAside.cell_id == cell_id, SetAside.attempt_id.in_(own_attempts)),
            _count(QuizBallotCast.cell_id == cell_id, QuizBallotCast.member_id == member_id),
            _count(Meeting.cell_id == cell_id, Meeting.created_by == member_id),
            _count(Postponement.cell_id == cell_id, Postponement.moved_by == member_id),
            _count(LiveSession.cell_id == cell_id, LiveSession.host_id == member_id),
            _count(Vote.cell_id == cell_id, Vote.entered_by == member_id),
            _count(Presence.cell_id == cell_id, Presence.confirmed_by == member_id),
            _count(
                DroppedQuestion.cell_id == cell_id,
                or_(DroppedQuestion.dropped_by == member_id, DroppedQuestion.restored_by == member_id),
            ),
            *_written(cell_id, member_id),
        )
        .outerjoin(RoleGrant, (RoleGrant.cell_id == Member.cell_id) & (RoleGrant.member_id == Member.id))
        .where(Member.cell_id == cell_id, Member.id == member_id)
        .order_by(RoleGrant.granted_on, RoleGrant.role)
    ).all()
    roles = [(row[1], Term(row[2], row[3])) for row in rows if row[1] is not None]
    return rows[0][0], roles, Office(*rows[0][4:])


def _written(cell_id: int, member_id: int) -> tuple[Any, ...]:
    """Return the counts of what a member wrote, in the order of Office."""
    return (
        _count(OwnTopic.cell_id == cell_id, OwnTopic.created_by == member_id),
        _count(DraftPart.cell_id == cell_id, DraftPart.changed_by == member_id)
        + _count(EarlierText.cell_id == cell_id, EarlierText.changed_by == member_id),
        _count(TopicVersion.cell_id == cell_id, TopicVersion.published_by == member_id),
        _count(OwnTopic.cell_id == cell_id, OwnTopic.checked_by == member_id)
        + _count(TopicVersion.cell_id == cell_id, TopicVersion.checked_by == member_id),
        _count(TopicPicture.cell_id == cell_id, TopicPicture.added_by == member_id),
        _count(KeyCorrection.cell_id == cell_id, KeyCorrection.corrected_by == member_id),
    )


def _attempts(session: Session, cell_id: int, member_id: int) -> list[TakenAttempt]:
    rows = session.execute(
        select(Attempt, GivenResponse, Member.name)
        .outerjoin(GivenResponse, GIVEN_IN_ATTEMPT)
        .outerjoin(Member, (Member.cell_id == Attempt.cell_id) & (Member.id == Attempt.entered_by))
        .where(Attempt.cell_id == cell_id, Attempt.member_id == member_id)
        .order_by(Attempt.started_at, Attempt.id, GivenResponse.answered_at)
    )
    found: dict[int, tuple[Attempt, list[GivenResponse], str | None]] = {}
    for attempt, response, entered_by in rows:
        _attempt, responses, _name = found.setdefault(attempt.id, (attempt, [], entered_by))
        if response is not None:
            responses.append(response)
    return [TakenAttempt(*taken) for taken in found.values()]


def _extensions_and_looks(session: Session, cell_id: int, member_id: int) -> tuple[list[More], list[Look]]:
    """Return what a member was given by others, and who looked at their things, the latest look first."""
    giver, looker = aliased(Member), aliased(Member)
    given: Any = (
        select(
            Extension.topic,
            Extension.minutes,
            Extension.tries,
            giver.name,
            Extension.given_at,
            cast(null(), Date),
            giver.sort_text,
        )
        .join(giver, (giver.cell_id == Extension.cell_id) & (giver.id == Extension.given_by))
        .where(Extension.cell_id == cell_id, Extension.member_id == member_id)
    )
    looked: Any = (
        select(
            AccessRecord.what,
            cast(null(), SmallInteger),
            cast(null(), SmallInteger),
            looker.name,
            cast(null(), UtcDateTime),
            AccessRecord.day,
            looker.sort_text,
        )
        .join(looker, (looker.cell_id == AccessRecord.cell_id) & (looker.id == AccessRecord.viewer_id))
        .where(AccessRecord.cell_id == cell_id, AccessRecord.member_id == member_id)
    )
    more, looks = [], []
    for what, minutes, tries, name, given_at, on, sort_text in session.execute(union_all(given, looked)):
        if on is None:
            more.append(More(what, minutes, tries, name, given_at))
        else:
            looks.append((-on.toordinal(), sort_text, what, Look(name, what, on)))
    more.sort(key=lambda one: one.given_at)
    return more, [look for *_place, look in sorted(looks, key=lambda one: one[:3])]


def member_and_devices(session: Session, cell_id: int, member_id: int) -> tuple[Member, Sequence[Device]]:
    """Return a member with their devices; two statements."""
    member = session.get_one(Member, (cell_id, member_id))
    return member, devices_of(session, cell_id, member_id)


def is_last_secretary(session: Session, cell_id: int, member_id: int, today: date) -> bool:
    """Say whether the cell would have no secretary, today or later, without a member."""
    return not has_secretary(session, cell_id, today, without=member_id)
