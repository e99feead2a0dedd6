"""A page about meetings makes a constant number of statements, whatever was planned, asked and answered."""

from datetime import date, datetime, timedelta
from itertools import count

import pytest
from flask import Flask

from elearn import db
from elearn.accounts import actions as accounts
from elearn.accounts.models import Member
from elearn.meetings import plan_actions, room_actions
from elearn.meetings.agenda_views import PREPARED_KINDS
from elearn.meetings.intake import Sent, write_answers
from elearn.meetings.models import Meeting
from elearn.meetings.results import choices_of
from elearn.topics.library import library
from quizzes.live_names import Command
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.reading import MOST_STATEMENTS, statements

# What a member sees of it; the rest is for those who plan.
OWN_PAGES = (
    "/",
    "{next}/chuan-bi",
    "{next}/chuan-bi/1",
    "{held}/cua-toi",
    "/chuyen-de/tin-gia",
    "/toi/du-lieu",
    "/toi/du-lieu.json",
    "/toi/du-lieu/chu",
)
PAGES = (
    *OWN_PAGES,
    "/sinh-hoat",
    "/sinh-hoat/moi",
    "{next}",
    "{next}/them",
    "{next}/cau-hoi",
    "{next}/buoc/{step}",
    "{next}/de-xuat",
    "{next}/to-dieu-hanh",
    "{held}",
    "{held}/tong-ket",
    "{held}/bien-ban",
    "/ket-qua/tin-gia",
    "/ket-qua/tin-gia/sinh-hoat",
    "/ket-qua/dang-vien/{member}",
    "/ket-qua{held}/{member}",
)


def plan(app: Flask, cell: TestCell, starts_at: datetime) -> int:
    """Plan a meeting with the set of a shipped topic, its questions open for preparation."""
    meeting_id = db.new_id()
    with app.app_context(), app.extensions["database"].writing() as session:
        plan_actions.create(
            session, cell.id, meeting_id=meeting_id, title="Sinh hoạt", place="", starts_at=starts_at,
            planned_minutes=90, created_by=cell.secretary.id, now=starts_at,
        )  # fmt: skip
        meeting = session.get_one(Meeting, (cell.id, meeting_id))
        plan_actions.add_topic_set(session, meeting, library().offered()["tin-gia"], "Kết luận", starts_at)
        for step in plan_actions.steps_of(session, meeting):
            step.opens_on = date(2026, 11, 1) if step.kind in PREPARED_KINDS else None
        session.commit()
    return meeting_id


def hold(app: Flask, cell: TestCell, meeting_id: int, people: list[Member], now: datetime) -> None:
    """Hold the meeting: everybody answers every question in every vote."""
    with app.app_context(), app.extensions["database"].writing() as session:
        meeting = session.get_one(Meeting, (cell.id, meeting_id))
        codes = (f"{meeting_id % 1000:03}G{number:02}" for number in count(1))
        live = room_actions.open_the_room(session, meeting, cell.secretary.id, now, codes)
        for person in people:
            room_actions.join(session, live, person.id, now)
        while not live.is_over:
            if live.open_round is not None and live.question is not None:
                # No opinion is right: in a poll everybody chooses the first option.
                right = live.question.right_response or (choices_of(live.question)[0].id,)
                key = live.cell_id, meeting_id, live.open_round
                write_answers(session, [Sent(*key, person.id, right, now) for person in people])
            live = room_actions.press(session, live, Command.NEXT, live.room.version, now, codes)
        session.commit()


@pytest.mark.parametrize(("members", "meetings"), [(5, 1), (60, 12)])
def test_no_page_needs_more_statements_for_more_meetings(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock, members: int, meetings: int
) -> None:
    now = the_clock()
    with app.app_context(), app.extensions["database"].writing() as session:
        people = [
            cell.dinh,
            *(
                accounts.add_member(session, cell.id, f"Đảng viên Số {n}", "", now)
                for n in range(members - 4)
            ),
        ]
        session.commit()
    for number in range(1, meetings + 1):
        held = plan(app, cell, now - timedelta(days=number))
        hold(app, cell, held, people, now - timedelta(days=number))
    coming = plan(app, cell, now + timedelta(days=3))
    with app.extensions["database"].reading() as session:
        steps = plan_actions.steps_of(session, session.get_one(Meeting, (cell.id, coming)))
    things = {
        "next": f"/sinh-hoat/{coming}",
        "held": f"/sinh-hoat/{held}",
        "step": str(steps[1].id),
        "member": str(cell.dinh.id),
    }
    secretary, member, found = signed_in(cell.secretary), signed_in(cell.dinh), {}
    for page in PAGES:
        address = page.format(**things)
        browser = member if page in OWN_PAGES else secretary
        assert browser.get(address).status_code == 200, address
        with statements(app) as sent:
            assert browser.get(address).status_code == 200, address
        found[page] = list(sent)
    too_many = {page: len(sent) for page, sent in found.items() if len(sent) > MOST_STATEMENTS}
    assert not too_many, "\n\n".join("\n".join(found[page]) for page in too_many)
