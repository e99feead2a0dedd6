"""Who was present at a meeting: what phones and proxies suggest, and the secretary's word."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from elearn import db
from elearn.accounts.models import Member
from elearn.meetings.models import Meeting, Observer, Presence
from elearn.meetings.plan_queries import ListedMeeting


@dataclass(frozen=True, slots=True)
class Attendance:
    """A member as a meeting's list of those present has them."""

    member: Member
    joined: bool
    confirmed: bool | None
    took_part: bool

    @property
    def is_present(self) -> bool:
        """Whether the member was present: the secretary's word, else what their phone or a proxy says."""
        return self.joined or self.took_part if self.confirmed is None else self.confirmed


def attendance_of(session: Session, listed: ListedMeeting, active: set[int]) -> tuple[list[Attendance], int]:
    """Return those who were in the cell then, by given name, and the number of observers; one statement."""
    meeting = listed.row
    then = meeting.ended_at or meeting.starts_at
    observers = (
        select(func.count())
        .where(Observer.cell_id == meeting.cell_id, Observer.meeting_id == meeting.id)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Member, Presence.joined_at, Presence.confirmed, observers)
        .outerjoin(
            Presence,
            (Presence.cell_id == Member.cell_id)
            & (Presence.member_id == Member.id)
            & (Presence.meeting_id == meeting.id),
        )
        .where(
            Member.cell_id == meeting.cell_id,
            Member.joined_at <= then,
            (Member.left_at.is_(None)) | (Member.left_at > then) | Presence.member_id.is_not(None),
        )
        .order_by(Member.sort_text, Member.id)
    ).all()
    lines = [
        Attendance(member, joined_at is not None, confirmed, member.id in active)
        for member, joined_at, confirmed, _observers in rows
    ]
    return lines, rows[0][3] if rows else 0


def confirm_presence(
    session: Session, meeting: Meeting, members: Sequence[int], present: set[int], confirmed_by: int
) -> None:
    """Keep the secretary's word on who was present among `members`; said again, the newer word counts."""
    for member_id in members:
        db.insert_or_change(
            session,
            Presence,
            {"cell_id": meeting.cell_id, "meeting_id": meeting.id, "member_id": member_id},
            {"confirmed": member_id in present, "confirmed_by": confirmed_by},
        )
