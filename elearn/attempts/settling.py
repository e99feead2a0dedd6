"""Ending exams whose time ran out while nobody was looking.

No background worker does it: the pages that show results look first, and write only when they find one.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select

from elearn import db
from elearn.attempts.actions import settle_all
from elearn.attempts.models import Attempt
from quizzes.attempt import GRACE

_attempt = Attempt.__table__.c
# Put together once: nearly every page begins with it, and nearly never finds one.
_ENDED: Final = (
    select(_attempt.id)
    .where(
        _attempt.cell_id == bindparam("cell"),
        _attempt.submitted_at.is_(None),
        _attempt.deadline < bindparam("before"),
    )
    .limit(1)
)


def settle_ended(cell_id: int, now: datetime) -> None:
    """End the cell's attempts whose time is up, so that what is read next counts them."""
    session = db.session()
    if db.rows(session, _ENDED, {"cell": cell_id, "before": now - GRACE}).first() is None:
        return
    with db.writing_beside() as writer:
        settle_all(writer, cell_id, now)
