"""A meeting that was held from its first press to its last, as a test's hands."""

import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient

from elearn.accounts.models import Member
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.meeting_hands import SCRIPT, Running, run
from tests.web.planning_hands import Planning, crowd, plan_meeting

IDEA = "Dán số điện thoại trực ban ở nhà văn hóa"


@dataclass
class Held:
    """A meeting that was held, and the people in it."""

    planning: Planning
    room: Running
    people: list[Member]
    phones: list[FlaskClient]

    @property
    def secretary(self) -> FlaskClient:
        """The secretary's browser."""
        return self.planning.browser


def hold(app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock, number: int = 6) -> Held:
    """Hold a meeting: of six phones two are right at first and three after the discussion; one idea."""
    people = crowd(app, cell, the_clock, number)
    planning = plan_meeting(app, signed_in(cell.secretary))
    planning.add_question("mot")
    planning.post("buoc/moi/ideas", number="5", title="Làm ngay việc gì?", minutes="5")
    planning.post("buoc/moi/conclusion", number="6", title="Kết luận", minutes="5")
    phones = [signed_in(person) for person in people]
    room = run(app, planning.browser, planning.id)
    for phone in phones:
        phone.post(f"/buoi/{room.id}/vao")
    room.to("voting")
    for seat, phone in enumerate(phones):
        assert room.answer(phone, answer="a" if seat < 2 else "b").status_code == 200
    the_clock.forward(minutes=4)
    room.press()
    the_clock.forward(minutes=1)
    room.press("discuss")
    the_clock.forward(minutes=3)
    room.press()
    assert room.row.state == "revoting"
    for seat, phone in enumerate(phones):
        assert room.answer(phone, answer="a" if seat < 3 else "b").status_code == 200
    the_clock.forward(minutes=1)
    room.press()
    the_clock.forward(minutes=7)
    room.to("collecting")
    phones[0].post(
        f"/buoi/{room.id}/y-kien", data={"text": IDEA, "kind": "idea", "named": "y"}, headers=SCRIPT
    )
    (idea,) = re.findall(r"/y-kien/(\d+)/hien", planning.browser.get(f"/buoi/{room.id}/dieu-khien").text)[:1]
    planning.browser.post(f"/buoi/{room.id}/y-kien/{idea}/hien", data={"hien": "1"})
    for phone in phones[1:4]:
        phone.post(f"/buoi/{room.id}/y-kien/{idea}/ung-ho", headers=SCRIPT)
    room.to("ended")
    return Held(planning, room, people, phones)
