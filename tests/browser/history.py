"""A cell in which something of everything has happened, so that every page has something to show."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from elearn.accounts import actions
from elearn.accounts.secrets import link_token
from elearn.db import new_id
from elearn.paper.actions import keep_printing
from elearn.topics.actions import assign
from quizzes.questions import Question
from tests.conftest import PIN, TestCell, make_cell
from tests.web.answers import right
from tests.web.meeting_hands import plan, run
from tests.web.picture_hands import PICTURE_NAME, send_picture
from tests.web.planning_hands import plan_meeting
from tests.web.taking import Taking, start

_numbers = count(1)
# Addresses that show something of a meeting only when it was held.
AFTERWARDS = ("planning.summary", "planning.minutes", "planning.own", "meeting_scores.member_in_meeting")


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
    printing: int
    # A meeting whose room is open, in the middle of a vote.
    meeting: int
    code: str
    # A meeting that is planned, its first step, and one that was held.
    planned: int
    step: int
    held: int

    def _meeting_for(self, endpoint: str) -> int:
        if endpoint.startswith("meetings."):
            return self.meeting
        return self.held if endpoint in AFTERWARDS else self.planned

    def _slug_for(self, endpoint: str) -> str:
        if endpoint == "topics.print_meeting":
            return "tin-gia"
        # A copy of the topic, made for the author's table.
        if endpoint == "authoring.take_shipped":
            return self.slug
        of_copy = endpoint.startswith("authoring.") or endpoint == "topics.picture"
        return f"{self.slug}-2" if of_copy else self.slug

    def _part_for(self, endpoint: str) -> str:
        return self.lesson if endpoint == "authoring.lesson" else self.question_id

    def path_for(self, rule: Rule) -> str:
        """Return an address of a route; a KeyError says that a new argument wants its value here."""
        endpoint = rule.endpoint
        ended = endpoint == "attempts.result" or endpoint.startswith("scores.")
        values = {
            # The test topic has no questions for a meeting.
            "slug": self._slug_for(endpoint),
            "lesson": self.lesson,
            "number": self.check_card if endpoint.startswith("lessons.check") else 1,
            "question_id": self.question_id,
            "member_id": self.who_left if endpoint == "privacy.erase_for" else self.cell.dinh.id,
            "printing_id": self.printing,
            "letter": "A",
            "attempt_id": (self.ended_attempt if ended else self.open_attempt).rsplit("/", 1)[1],
            "meeting_id": self._meeting_for(endpoint),
            "code": self.code,
            "step_id": self.step,
            "kind": "quiz" if endpoint.startswith("authoring.") else "story",
            "part_id": self._part_for(endpoint),
            "name": "gift" if endpoint == "authoring.take_as" else PICTURE_NAME,
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
        printing = new_id()
        keep_printing(session, cell.id, printing, offered, cell.secretary.id, now)
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
    assert secretary.post(f"/soan/chep/{slug}").status_code == 303
    assert secretary.post(f"/soan/{slug}-2/cong-bo").status_code == 303
    assert send_picture(secretary, f"/soan/{slug}-2/bai/{lesson.slug}").status_code == 303
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
        printing,
        room.id,
        room.row.code,
        *_meetings(app, secretary, slug, offered.topic.quiz.questions[0]),
    )


def _meetings(app: Flask, secretary: FlaskClient, slug: str, question: Question) -> tuple[int, int, int]:
    """Plan a meeting with a question to prepare, and hold another one; return their ids, and the step's."""
    in_a_week = f"{datetime.now(UTC) + timedelta(days=7):%d/%m/%Y}"
    planned, held = (plan_meeting(app, secretary, day=in_a_week) for _ in range(2))
    for meeting in (planned, held):
        meeting.add_question(question.id, slug)
        meeting.post("buoc/moi/conclusion", number=str(new_id()), title="Kết luận", minutes="5")
    planned.open_for_preparation("20/11/2026")
    room = run(app, secretary, held.id)
    room.to("voting")
    assert room.answer(secretary, **right(question)).status_code == 200
    room.to("ended")
    return planned.id, planned.steps[0].id, held.id


def _examined(app: Flask, client: FlaskClient, slug: str, wrong_from: int) -> Taking:
    """Take an exam of which only the first questions are answered, and hand it in."""
    taking = start(app, client, "exam", 1, slug)
    for number in range(1, wrong_from):
        assert taking.answer(number).status_code == 303
    assert taking.hand_in().status_code == 200
    return taking
