"""What a committee may know: counts of cells and of people, each figure from FEWEST people up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, Subquery, func, or_, select
from sqlalchemy.orm import Session

from elearn.accounts.models import Cell, Member
from elearn.attempts.models import Attempt
from elearn.committees.models import CommitteeCode, CommitteeLink
from elearn.meetings.models import Meeting, Presence
from elearn.topics.models import Assignment

FEWEST: Final = 5
"""People behind a figure; below that nothing is shown of a cell but its name."""
LOOKS_BACK: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class CellCounts:
    """A cell in the last LOOKS_BACK: how many people it has, and how many of them did something."""

    name: str
    members: int
    took_a_quiz: int
    came: int
    meetings: int
    assigned: int

    @property
    def is_shown(self) -> bool:
        """Whether the cell is large enough for its figures to be shown."""
        return self.members >= FEWEST


@dataclass(frozen=True, slots=True)
class TopicCounts:
    """A topic over all cells that assigned it and are shown: of how many members how many took its quiz."""

    cells: int
    members: int
    took: int


def code_of(session: Session, committee_id: int) -> str | None:
    """Return the code of a committee, or None while it has none."""
    return session.scalar(select(CommitteeCode.code).where(CommitteeCode.committee_id == committee_id))


def committee_by(session: Session, code: str) -> tuple[int, str] | None:
    """Return the committee with this code, its id and name, or None."""
    row = session.execute(
        select(Cell.id, Cell.name)
        .join(CommitteeCode, CommitteeCode.committee_id == Cell.id)
        .where(CommitteeCode.code == code)
    ).first()
    return (row[0], row[1]) if row is not None else None


def committee_above(session: Session, cell_id: int) -> tuple[str, datetime] | None:
    """Return the name of the committee that sees a cell's counts, and since when; None where none does."""
    row = session.execute(
        select(Cell.name, CommitteeLink.joined_at)
        .join(CommitteeLink, CommitteeLink.committee_id == Cell.id)
        .where(CommitteeLink.cell_id == cell_id)
    ).first()
    return (row[0], row[1]) if row is not None else None


def cells_of(session: Session, committee_id: int, now: datetime) -> Sequence[CellCounts]:
    """Return the cells that joined a committee, by name; one statement."""
    since = now - LOOKS_BACK
    below = select(CommitteeLink.cell_id).where(CommitteeLink.committee_id == committee_id)
    members = _counted(
        select(Member.cell_id, func.count()).where(Member.cell_id.in_(below), Member.left_at.is_(None))
    )
    took = _counted(
        _of_members(Attempt, Attempt.member_id).where(
            Attempt.cell_id.in_(below), Attempt.submitted_at >= since
        )
    )
    came = _counted(
        _of_members(Presence, Presence.member_id)
        .join(Meeting, (Meeting.cell_id == Presence.cell_id) & (Meeting.id == Presence.meeting_id))
        .where(
            Presence.cell_id.in_(below),
            Meeting.ended_at >= since,
            or_(Presence.confirmed.is_(True), Presence.confirmed.is_(None)),
        )
    )
    meetings = _counted(
        select(Meeting.cell_id, func.count()).where(Meeting.cell_id.in_(below), Meeting.ended_at >= since)
    )
    assigned = _counted(select(Assignment.cell_id, func.count()).where(Assignment.cell_id.in_(below)))
    statement = select(
        Cell.name, *(func.coalesce(each.c.n, 0) for each in (members, took, came, meetings, assigned))
    )
    statement = statement.where(Cell.id.in_(below)).order_by(Cell.name)
    for each in (members, took, came, meetings, assigned):
        statement = statement.outerjoin(each, each.c.cell_id == Cell.id)
    return [CellCounts(*row) for row in session.execute(statement)]


def _of_members(table: Any, member_id: Any) -> Select[Any]:
    """Return how many of a cell's present members stand in a table; who left is no part of a share."""
    return (
        select(table.cell_id, func.count(member_id.distinct()))
        .select_from(table)
        .join(Member, (Member.cell_id == table.cell_id) & (Member.id == member_id))
        .where(Member.left_at.is_(None))
    )


def _counted(statement: Any) -> Subquery:
    cell_id, count = statement.selected_columns
    counted = statement.with_only_columns(cell_id.label("cell_id"), count.label("n")).group_by(cell_id)
    found: Subquery = counted.subquery()
    return found


def topics_of(session: Session, committee_id: int) -> Mapping[str, TopicCounts]:
    """Return the topics that its cells assigned, each over the cells that are shown; two statements.

    A cell below FEWEST is in no sum, so that no difference between sums shows its figures.
    """
    below = select(CommitteeLink.cell_id).where(CommitteeLink.committee_id == committee_id)
    sizes = session.execute(
        select(Assignment.topic, Assignment.cell_id, func.count(Member.id))
        .join(Member, (Member.cell_id == Assignment.cell_id) & Member.left_at.is_(None))
        .where(Assignment.cell_id.in_(below))
        .group_by(Assignment.topic, Assignment.cell_id)
    ).all()
    took = {
        (topic, cell_id): count
        for cell_id, count, topic in session.execute(
            _of_members(Attempt, Attempt.member_id)
            .add_columns(Attempt.topic)
            .where(Attempt.cell_id.in_(below), Attempt.submitted_at.is_not(None))
            .group_by(Attempt.cell_id, Attempt.topic)
        )
    }
    found: dict[str, TopicCounts] = {}
    for topic, cell_id, size in sizes:
        if size >= FEWEST:
            before = found.get(topic, TopicCounts(0, 0, 0))
            found[topic] = TopicCounts(
                before.cells + 1, before.members + size, before.took + took.get((topic, cell_id), 0)
            )
    return found
