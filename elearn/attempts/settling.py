"""Ending exams whose time ran out while nobody was looking.

No background worker does it: the pages that show results look first, and write only when they find one.
"""

from datetime import datetime

from sqlalchemy import select

from elearn import db
from elearn.attempts.actions import settle_all
from elearn.attempts.models import Attempt
from quizzes.attempt import GRACE


def settle_ended(cell_id: int, now: datetime) -> None:
    """End the cell's attempts whose time is up, so that what is read next counts them."""
    session = db.session()
    ended = select(Attempt.id).where(
        Attempt.cell_id == cell_id, Attempt.submitted_at.is_(None), Attempt.deadline < now - GRACE
    )
    if session.scalar(ended.limit(1)) is None:
        return
    with db.writing_beside() as writer:
        settle_all(writer, cell_id, now)
