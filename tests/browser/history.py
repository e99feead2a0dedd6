"""A cell in which something of everything has happened, so that every page has something to show."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from elearn.accounts import actions
from elearn.accounts.secrets import link_token
from elearn.topics.actions import assign
from tests.conftest import PIN, TestCell, make_cell
from tests.web.answers import right
from tests.web.meeting_hands import plan, run
from tests.web.taking import Taking, start

_numbers = count(1)


@dataclass(frozen=True)
class History:
    """The cell, and what belongs to its secretary: an attempt that is open and one that has ended."""

    cell: TestCell
    slug: str
    lesson: str
    check_card: int
    question_id: str
    open_attempt: str
    ended_attempt: str
    setup_token: str
    link: str
    who_left: int
    # A meeting whose room is open, in the middle of a vote.
    meeting: int
    code: str

    def path_for(self, rule: Rule) -> str:
        """Return an address of a route; a KeyError says that a new argument wants its value here."""
        endpoint = rule.endpoint
        ended = endpoint == "attempts.result" or endpoint.startswith("scores.")
        values = {
            # The test topic has no questions for a meeting.
            "slug": "tin-gia" if endpoint == "topics.print_meeting" else self.slug,
            "lesson": self.lesson,
            "number": self.check_card if endpoint.startswith("lessons.check") else 1,
            "question_id": self.question_id,
            "member_id": self.who_left if endpoint == "privacy.erase_for" else self.cell.dinh.id,
            "attempt_id": (self.ended_attempt if ended else self.open_attempt).rsplit("/", 1)[1],
            "meeting_id": self.meeting,
            "code": self.code,
            "token": self.setup_token if endpoint == "accounts.set_up" else self.link,
        }
        _, path = rule.build({name: values[name] for name in rule.arguments}) or ("", "")
        return path


def client_of(app: Flask, code: str) -> FlaskClient:
    """Return a browser of the member with this code."""
    client = app.test_client()
    assert client.post("/vao", data={"code": code, "pin": PIN}).status_code == 303
    return client


def make_history(app: Flask, slug: str) -> History:
    """Make a cell whose secretary and members have studied, practised and been examined."""
    now = datetime.now(UTC)
    cell = make_cell(app, f"Chi bộ có lịch sử {next(_numbers)}", now)
    with app.app_context(), app.extensions["database"].writing() as session:
        offered = app.extensions["library"].offered()[slug]
        assign(
            session,
            cell.id,
            offered,
            opens_on=now.date() - timedelta(days=3),
            closes_on=now.date() + timedelta(days=4),
            tries=3,
            minutes=45,
            assigned_by=cell.secretary.id,
            now=now,
        )
        setup_token = actions.new_setup_token(session)
        gone = actions.add_member(session, cell.id, "Lò Thị Pó", "", now)
        actions.move_out(session, gone, now)
        session.commit()
        link = link_token(cell.binh.code, cell.binh.link_serial)
    lesson = offered.topic.lessons[0]
    secretary = client_of(app, cell.secretary.code)
    ended = _examined(app, secretary, slug, wrong_from=2)
    for number, card in enumerate(lesson.cards, 1):
        card_path = f"/chuyen-de/{slug}/bai/{lesson.slug}/{number}"
        if card.question is not None:
            assert secretary.post(f"{card_path}/cau-hoi", data=right(card.question)).status_code == 303
        assert secretary.post(f"{card_path}/xong").status_code == 303
    open_one = start(app, secretary, "exam", 2, slug)
    assert open_one.answer(2).status_code == 303
    assert secretary.post(f"{open_one.address}/1/danh-dau", data={"de-sau": "1"}).status_code == 303
    room = run(app, secretary, plan(app, cell, lambda: now))
    room.to("voting")
    # A member, too: the secretary has somebody to look at.
    _examined(app, client_of(app, cell.dinh.code), slug, wrong_from=3)
    return History(
        cell,
        slug,
        lesson.slug,
        next(number for number, card in enumerate(lesson.cards, 1) if card.question is not None),
        offered.topic.quiz.questions[0].id,
        open_one.address,
        ended.address,
        setup_token,
        link,
        gone.id,
        room.id,
        room.row.code,
    )


def _examined(app: Flask, client: FlaskClient, slug: str, wrong_from: int) -> Taking:
    """Take an exam of which only the first questions are answered, and hand it in."""
    taking = start(app, client, "exam", 1, slug)
    for number in range(1, wrong_from):
        assert taking.answer(number).status_code == 303
    assert taking.hand_in().status_code == 200
    return taking
