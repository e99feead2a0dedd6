"""The door to attempts: one's own to answer, a member's result for those who lead the cell."""

from flask import abort
from sqlalchemy.orm import Session

from elearn.accounts.access import viewer
from elearn.attempts.kept import KeptAttempt
from elearn.attempts.queries import kept_attempt


def access_own_attempt(session: Session, attempt_id: int, *, lock: bool = False) -> KeptAttempt:
    """Return an attempt of the viewer; 404 for anybody else's, and for a sheet being entered."""
    attempt = kept_attempt(session, viewer().cell_id, attempt_id, lock=lock)
    if attempt is None or attempt.member_id != viewer().id or attempt.is_being_entered:
        abort(404)
    return attempt


def access_result(session: Session, attempt_id: int) -> KeptAttempt:
    """Return an attempt of the viewer, or of any member of a cell the viewer leads; 404 for any other."""
    attempt = kept_attempt(session, viewer().cell_id, attempt_id)
    if attempt is None or not (attempt.member_id == viewer().id or viewer().leads):
        abort(404)
    return attempt
