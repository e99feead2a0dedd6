"""A member taking a quiz through the pages, as a test's hands."""

import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from elearn.attempts.models import Attempt
from elearn.attempts.queries import OpenedAttempt, open_attempt
from tests.conftest import TOPIC
from tests.web.answers import Posted, steps


@dataclass
class Taking:
    """One attempt on one browser."""

    app: Flask
    browser: FlaskClient
    address: str

    def opened(self) -> OpenedAttempt:
        """Return the attempt as the database has it."""
        attempt_id = int(self.address.rsplit("/", 1)[1])
        with self.app.app_context(), self.app.extensions["database"].reading() as session:
            return open_attempt(session, session.scalars(select(Attempt).filter_by(id=attempt_id)).one())

    def answer(self, number: int, fields: Posted | None = None) -> TestResponse:
        """Answer question `number`, rightly unless told otherwise."""
        forms = steps(self.opened().question(number)) if fields is None else [fields]
        answers = [self.browser.post(f"{self.address}/{number}", data=form) for form in forms]
        return answers[-1]

    def answer_all(self) -> None:
        """Answer every question rightly."""
        for number in range(1, len(self.opened().order) + 1):
            assert self.answer(number).status_code == 303

    def number_of(self, question_id: str) -> int:
        """Return the number under which a question is asked."""
        return self.opened().order.index(question_id) + 1

    def hand_in(self) -> TestResponse:
        """Hand in, and return the result's page."""
        return self.browser.post(f"{self.address}/nop", follow_redirects=True)


def start(app: Flask, browser: FlaskClient, mode: str, ordinal: int = 1, topic: str = TOPIC) -> Taking:
    """Press the button that starts an attempt."""
    answer = browser.post(f"/chuyen-de/{topic}/lam-bai", data={"mode": mode, "ordinal": ordinal})
    assert answer.status_code == 303, answer.text
    found = re.match(r"(/luot/\d+)/", answer.location)
    assert found, answer.location
    return Taking(app, browser, found[1])
