"""The wall: all of a question is on it, and the last row reads it."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from elearn.meetings.models import Meeting, MeetingStep
from elearn.paths import shipped_topics_folder
from elearn.topics.actions import pin_text
from tests.browser.conftest import LAPTOP, PHONE, Opening, SessionGiver
from tests.browser.history import client_of
from tests.conftest import TestCell
from tests.engine.examples import question_text, quiz_text
from tests.web.meeting_hands import run
from tests.web.planning_hands import SHIPPED, plan_meeting

# With this set, pictures of the walls are kept there.
PICTURES = os.environ.get("ELEARN_TEST_PICTURES", "")


def ten_options(text: str) -> str:
    """Return a quiz with one question of ten options."""
    options = ",\n".join(
        f'{{ id = "{letter}", text = "{text} {n}"{", right = true" if n < 3 else ""} }}'
        for n, letter in enumerate("abcdefghij", 1)
    )
    return quiz_text(question_text(f'type = "several"\noptions = [\n{options}\n]\n', "muoi"))


POST = "bai-em-nho-khoc"
# Four lines on the wall.
LONG_WITH_FOUR_CHOICES = "hop-tin-so-tan-nua-dem"
# Hundredths of the wall's height.
SMALLEST = 4.0
SPILLS = """part => [part, ...part.querySelectorAll(".wall__part")].some(
    at => at.scrollHeight > at.clientHeight + 1
)"""


def shipped_quiz() -> str:
    return (shipped_topics_folder() / "tin-gia" / "quiz.toml").read_text("utf-8")


def open_room(backstage: Flask, people: TestCell, text: str, question: str, kind: str) -> int:
    """Open the room of a meeting with one question, and return the meeting's id."""
    now = datetime.now(UTC)
    with backstage.app_context(), backstage.extensions["database"].writing() as session:
        digest = pin_text(session, "tin-gia", text, now)
        meeting = Meeting(
            cell_id=people.id, title="Sinh hoạt", place="", starts_at=now, created_by=people.secretary.id,
            created_at=now,
        )  # fmt: skip
        session.add(meeting)
        session.flush()
        session.add(
            MeetingStep(
                cell_id=people.id,
                meeting_id=meeting.id,
                position=1,
                kind=kind,
                minutes=5,
                title="",
                text="",
                note="",
                quiz_digest=digest,
                question=question,
            )
        )
        session.commit()
        found = meeting.id
    client_of(backstage, people.secretary.code).post(f"/buoi/{found}/mo")
    return found


def press(page: Page) -> None:
    version = page.locator("[data-version]").input_value()
    page.locator("[data-next]").click()
    expect(page.locator("[data-version]")).not_to_have_value(version)


def share_of_height(page: Page, name: str) -> float:
    """Return how large the letters of a part are, in hundredths of the wall's height."""
    size = page.locator(name).first.evaluate("at => parseFloat(getComputedStyle(at).fontSize)")
    return float(size) / page.evaluate("innerHeight") * 100


@pytest.mark.parametrize(
    ("text", "question", "kind", "options"),
    [
        (shipped_quiz(), POST, "real_or_false", 3),
        (ten_options("Hỏi lại người gửi ở nhóm"), "muoi", "question", 10),
        (ten_options("Hỏi lại người gửi ở nhóm, rồi mới kể cho nhà khác, số"), "muoi", "question", 10),
    ],
    ids=["a post", "ten options", "ten options of two lines"],
)
def test_all_of_a_question_is_on_the_wall_in_every_state(
    text: str,
    question: str,
    kind: str,
    options: int,
    request: pytest.FixtureRequest,
    opening: Opening,
    people: TestCell,
    backstage: Flask,
    give_session: SessionGiver,
):
    meeting = open_room(backstage, people, text, question, kind)
    with opening(LAPTOP) as context:
        give_session(context, people.secretary)
        wall = context.new_page()
        wall.goto(f"/buoi/{meeting}/man-chieu")
        for state in ("reading", "voting", "counted", "result"):
            press(wall)
            expect(wall.locator(f".wall--{state}")).to_be_visible()
            names = ".tally" if state == "result" else ".wall__choice"
            expect(wall.locator(names)).to_have_count(options)
            assert not wall.locator("[data-part]").evaluate(SPILLS)
            if PICTURES:
                wall.screenshot(path=Path(PICTURES) / f"wall-{request.node.callspec.id}-{state}.png")
            assert share_of_height(wall, names) >= SMALLEST


def test_the_last_choice_of_a_question_asked_twice_is_on_the_wall_as_well(
    opening: Opening, people: TestCell, backstage: Flask, give_session: SessionGiver
):
    host, phone = (client_of(backstage, who.code) for who in (people.secretary, people.binh))
    planning = plan_meeting(backstage, host)
    planning.add_question(LONG_WITH_FOUR_CHOICES, SHIPPED)
    room = run(backstage, host, planning.id)
    room.to("voting")
    assert room.answer(phone, answer="a").status_code == 200
    for command in ("next", "discuss", "next"):
        room.press(command)
    assert room.row.state == "revoting"
    assert room.answer(phone, answer="b").status_code == 200
    room.press()
    with opening(LAPTOP) as context:
        give_session(context, people.secretary)
        wall = context.new_page()
        wall.goto(f"/buoi/{room.id}/man-chieu")
        expect(wall.locator(".tally")).to_have_count(4)
        expect(wall.locator(".tally").last).to_be_in_viewport(ratio=1)
        assert not wall.locator("[data-part]").evaluate(SPILLS)


def test_phones_show_the_message_that_a_post_is_about_in_every_state(
    opening: Opening, people: TestCell, backstage: Flask, give_session: SessionGiver
):
    meeting = open_room(backstage, people, shipped_quiz(), POST, "real_or_false")
    host = client_of(backstage, people.secretary.code)
    with opening(PHONE) as context:
        give_session(context, people.dinh)
        phone = context.new_page()
        for version, state in enumerate(("reading", "voting", "counted", "result"), 1):
            host.post(f"/buoi/{meeting}/lenh", data={"lenh": "next", "v": version})
            phone.goto(f"/buoi/{meeting}/phong")
            expect(phone.locator("[data-part] .post")).to_have_count(1)
            if PICTURES:
                phone.screenshot(path=Path(PICTURES) / f"phone-post-{state}.png", full_page=True)
