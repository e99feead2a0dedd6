"""The door to printings: those of the viewer's own cell, for those who lead it."""

from flask import abort
from sqlalchemy.orm import Session

from elearn.accounts.access import viewer
from elearn.topics.models import Printing


def access_printing(session: Session, printing_id: int) -> Printing:
    """Return a printing of the viewer's cell; 404 for any other."""
    printing = session.get(Printing, (viewer().cell_id, printing_id))
    if printing is None:
        abort(404)
    return printing
