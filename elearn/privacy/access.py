"""Who left the viewer's cell, and may be erased when they ask for it: fetched and guarded in one place."""

from flask import abort
from sqlalchemy.orm import Session

from elearn.accounts.access import viewer
from elearn.accounts.models import Member


def access_who_left(session: Session, member_id: int) -> Member:
    """Return a member who left the viewer's own cell, also one erased since; 404 for any other."""
    member = session.get(Member, (viewer().cell_id, member_id))
    if member is None or member.left_at is None:
        abort(404)
    return member
