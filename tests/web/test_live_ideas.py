"""Ideas and questions to the room: shown and hidden by the host, without names, found good once by each."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.meetings.answer_models import Idea, IdeaVote
from tests.conftest import TestCell, TestClock
from tests.web.meeting_hands import SCRIPT, Running, kept, plan, run, shown_idea


@pytest.fixture
def room(app: Flask, cell: TestCell, host: FlaskClient, the_clock: TestClock) -> Running:
    """A room with a step for ideas."""
    return run(app, host, plan(app, cell, the_clock, [("ideas", ""), ("conclusion", "")]))


def test_an_idea_waits_for_the_host_and_is_shown_without_a_name(
    app: Flask, cell: TestCell, room: Running, dinh: FlaskClient, host: FlaskClient
) -> None:
    room.press()
    sent = {"text": "Đến nhà bà con mỗi tháng", "kind": "idea"}
    for _twice in range(2):
        assert dinh.post(f"/buoi/{room.id}/y-kien", data=sent, headers=SCRIPT).status_code == 200
    dinh.post(f"/buoi/{room.id}/y-kien", data={"text": "Ai lo việc này?", "kind": "question", "named": "y"})
    ideas = {idea.text: idea for idea in kept(app, Idea)}
    assert {text: idea.member_id for text, idea in ideas.items()} == {
        "Đến nhà bà con mỗi tháng": None,
        "Ai lo việc này?": cell.dinh.id,
    }
    assert {idea.state for idea in ideas.values()} == {"waiting"}
    shown = ideas["Đến nhà bà con mỗi tháng"].id
    version = room.row.version
    host.post(f"/buoi/{room.id}/y-kien/{shown}/hien", data={"hien": "1"})
    assert room.row.version == version + 1
    assert {idea.text: idea.state for idea in kept(app, Idea)}["Đến nhà bà con mỗi tháng"] == "shown"


def test_a_member_finds_an_idea_good_once(app: Flask, room: Running, dinh: FlaskClient) -> None:
    idea = shown_idea(app, room)
    for _twice in range(2):
        assert dinh.post(f"/buoi/{room.id}/y-kien/{idea}/ung-ho", headers=SCRIPT).status_code == 200
    assert len(kept(app, IdeaVote)) == 1
    assert dinh.post(f"/buoi/{room.id}/y-kien/99/ung-ho").status_code == 404


def test_what_the_host_hides_is_gone_from_every_screen_and_can_come_back(
    app: Flask, room: Running, dinh: FlaskClient, host: FlaskClient
) -> None:
    room.press()
    dinh.post(f"/buoi/{room.id}/y-kien", data={"text": "Lời không hay", "kind": "idea"}, headers=SCRIPT)
    (idea,) = kept(app, Idea)

    def seen() -> list[bool]:
        pages = (dinh.get(f"/buoi/{room.id}/phong"), host.get(f"/buoi/{room.id}/man-chieu"))
        return ["Lời không hay" in page.text for page in pages]

    assert seen() == [False, False]
    for wanted in ("1", "0", "0", "1"):
        host.post(f"/buoi/{room.id}/y-kien/{idea.id}/hien", data={"hien": wanted})
        assert seen() == [wanted == "1"] * 2
    # The host alone decides.
    assert dinh.post(f"/buoi/{room.id}/y-kien/{idea.id}/hien", data={"hien": "0"}).status_code in (403, 404)
    assert seen() == [True, True]
