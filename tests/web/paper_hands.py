"""A quiz printed on paper, as a test's hands."""

from flask import Flask

from elearn import db
from elearn.paper.actions import keep_printing
from elearn.topics.library import library
from tests.conftest import TOPIC, TestCell, TestClock


def printing_of(app: Flask, cell: TestCell, the_clock: TestClock, topic: str = TOPIC) -> int:
    """Print a topic's quiz in a cell and return the id of the printing."""
    number = db.new_id()
    with app.app_context(), app.extensions["database"].writing() as session:
        keep_printing(session, cell.id, number, library().offered()[topic], cell.secretary.id, the_clock())
        session.commit()
    return number
