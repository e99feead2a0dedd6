"""Writes about committees: their code, and cells that join and leave."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from elearn import db
from elearn.committees.models import CommitteeCode, CommitteeLink
from elearn.meetings.codes import draw_codes


def new_code(session: Session, committee_id: int) -> str:
    """Return a new code of a committee; the one before is void, cells that joined stay."""
    session.execute(delete(CommitteeCode).where(CommitteeCode.committee_id == committee_id))
    for code in draw_codes():
        try:
            with session.begin_nested():
                session.add(CommitteeCode(committee_id=committee_id, code=code))
            return code
        except IntegrityError:
            # Another committee has drawn it; of millions, the next one is free.
            if session.scalar(select(CommitteeCode).where(CommitteeCode.code == code)) is None:
                raise
    raise RuntimeError("no free code")


def join(session: Session, cell_id: int, committee_id: int, now: datetime) -> None:
    """Let a committee see a cell's counts, and no other committee; once more changes nothing."""
    db.insert_or_change(
        session, CommitteeLink, {"cell_id": cell_id}, {"committee_id": committee_id, "joined_at": now}
    )


def leave(session: Session, cell_id: int) -> None:
    """Let no committee see a cell's counts any more; once more changes nothing."""
    session.execute(delete(CommitteeLink).where(CommitteeLink.cell_id == cell_id))
