"""How the votes fall in an open round is nowhere in what any phone, guest or projector receives.

Held by comparison: in every state before the result, every address is read by everybody, then all votes are
turned round behind the server's back, a fresh process reads the same addresses again, and not one byte of the
answers may differ. Whatever told how the votes fall, in words, numbers, order or size, would.
"""

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from elearn.app import create_app
from elearn.config import Settings
from elearn.meetings.answer_models import Ballot, Hands, Vote
from elearn.meetings.screens import AUDIENCES
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.meeting_hands import RIGHT, WRONG, Running, plan, run
from tests.web.planning_hands import SHIPPED, plan_meeting

# What the key of question "mot" says, and the texts of the answers that only the result shows.
KEY = ("Kiểm tra trước thì không phải đính chính", "example.org/mot", "Chia sẻ rồi thì khó rút lại")
ADDRESSES = ("phong", "trang-thai", "man-chieu", "man-chieu/trang-thai")
OF_THE_HOST = ("dieu-khien", "dieu-khien/trang-thai")
QUESTION_STATES = ("reading", "voting", "counted", "explaining", "discussing", "revoting")


def bring_to(room: Running, state: str) -> None:
    """Bring a question to a state, whatever the votes advise."""
    ways = {
        "explaining": ("counted", "explain"),
        "discussing": ("counted", "discuss"),
        "revoting": ("counted", "discuss", "next"),
    }
    first, *more = ways.get(state, (state,))
    room.to(first)
    for command in more:
        room.press(command)
    assert room.row.state == state


def everything_read(
    app: Flask, room: Running, browsers: dict[str, FlaskClient], addresses: tuple[str, ...]
) -> dict[str, str]:
    """Return what everybody gets at every address, and what is pushed to every audience's stream."""
    found = {}
    for person, browser in browsers.items():
        for address in addresses if person != "guest" else ():
            page = browser.get(f"/buoi/{room.id}/{address}").text
            # A form's token is drawn anew for each page.
            found[f"{person} {address}"] = re.sub(r'(csrf_token" value|data-csrf)="[^"]*"', "", page)
    if "guest" in browsers:
        for address in ("/p/xem", "/p/xem/trang-thai"):
            found[f"guest {address}"] = browsers["guest"].get(address).text
    row = room.row
    pushed = [(audience, "vi") for audience in AUDIENCES if audience != "host"]
    for (audience, _language), _version, message in app.extensions["fragments"].render(
        f"{row.cell_id}.{row.meeting_id}", pushed
    ):
        found[f"stream {audience}"] = message.decode()
    return found


def turn_votes_round(app: Flask) -> None:
    """Let everybody have chosen the opposite; who has answered stays."""
    with app.extensions["database"].writing() as session:
        wrong, right = json.dumps([WRONG]), json.dumps([RIGHT])
        for vote in session.query(Vote):
            vote.response, vote.mark = (wrong, 0) if vote.response == right else (right, 1000)
        for ballot in session.query(Ballot):
            ballot.response = wrong if ballot.response == right else right
        session.execute(update(Hands).values(option="c"))
        session.commit()


def same_browser(app: Flask, browser: FlaskClient) -> FlaskClient:
    """Return the same browser on another process."""
    client = app.test_client()
    cookie = browser.get_cookie("phien")
    assert cookie is not None
    client.set_cookie("phien", cookie.value)
    return client


@pytest.mark.parametrize(
    ("kind", "state"),
    [("question", state) for state in QUESTION_STATES]
    + [("real_or_false", state) for state in QUESTION_STATES]
    + [("poll", state) for state in ("reading", "voting", "counted")],
)
def test_what_anybody_receives_does_not_depend_on_how_others_voted(
    app: Flask,
    settings: Settings,
    cell: TestCell,
    signed_in: SignIn,
    the_clock: TestClock,
    kind: str,
    state: str,
) -> None:
    host, dinh, silent = signed_in(cell.secretary), signed_in(cell.dinh), signed_in(cell.binh)
    room = run(app, host, plan(app, cell, the_clock, [(kind, "mot"), ("conclusion", "")]))
    guest = app.test_client()
    guest.post(f"/p/{room.row.code}/khach")
    silent.post(f"/buoi/{room.id}/vao")
    if state != "reading":
        room.to("voting")
        room.answer(dinh, answer=RIGHT)
        room.answer(host, answer=WRONG)
        host.post(f"/buoi/{room.id}/gio-tay/{room.round}", data={"tay-b": 2})
    bring_to(room, state)
    # Those whose own answer is turned round would see it turned round: they are not asked.
    browsers = {"silent": silent, "deputy": signed_in(cell.deputy), "guest": guest}
    addresses = ADDRESSES + (OF_THE_HOST if state in ("reading", "voting", "revoting") else ())
    before = everything_read(app, room, browsers, addresses)
    turn_votes_round(app)
    fresh = create_app(settings, the_clock)
    fresh.config["WTF_CSRF_ENABLED"] = False
    after = everything_read(
        fresh, room, {name: same_browser(fresh, browser) for name, browser in browsers.items()}, addresses
    )
    fresh.extensions["database"].dispose()
    assert {place for place in before if before[place] != after[place]} == set()
    shown_to_the_room = {place: text for place, text in before.items() if "dieu-khien" not in place}
    assert not [place for place, text in shown_to_the_room.items() if any(key in text for key in KEY)]


def test_an_answer_s_receipt_does_not_say_how_right_it_is(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    room = run(app, signed_in(cell.secretary), plan(app, cell, the_clock))
    room.to("voting")
    receipts = [room.answer(signed_in(cell.dinh), answer=answer).json for answer in (RIGHT, WRONG)]
    assert [set(receipt or {}) for receipt in receipts] == [{"round", "key", "text"}] * 2
    assert len({(receipt or {})["key"] for receipt in receipts}) == 2


def test_the_projector_and_guests_never_see_a_name(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    room = run(app, signed_in(cell.secretary), plan(app, cell, the_clock))
    people = [cell.secretary, cell.deputy, cell.dinh, cell.binh]
    guest = app.test_client()
    guest.post(f"/p/{room.row.code}/khach")
    for _press in range(7):
        if room.row.state == "voting":
            for person in people:
                room.answer(signed_in(person), answer=RIGHT)
        seen = room.host.get(f"/buoi/{room.id}/man-chieu").text + guest.get("/p/xem").text
        assert not [person.name for person in people if person.name in seen]
        room.press()


def test_results_reach_phones_once_the_host_shows_them(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    dinh = signed_in(cell.dinh)
    room = run(app, signed_in(cell.secretary), plan(app, cell, the_clock))
    room.to("voting")
    key = (room.answer(dinh, answer=RIGHT).json or {})["key"]
    room.to("result")
    state = dinh.get(f"/buoi/{room.id}/trang-thai").json or {}
    assert KEY[0] in state["html"]
    # By its key the phone finds how right its own answer was.
    assert state["marks"] == {key: 100}
    assert re.search(r"1 · 100", state["html"])


def test_what_is_suspicious_in_a_post_is_told_with_the_result_alone(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    planning = plan_meeting(app, signed_in(cell.secretary))
    planning.add_question("bai-em-nho-khoc", SHIPPED)
    room = run(app, planning.browser, planning.id)
    guest, member = app.test_client(), signed_in(cell.dinh)
    guest.post(f"/p/{room.row.code}/khach")
    for state in ("reading", "voting", "counted", "result"):
        room.to(state)
        pages = (
            guest.get("/p/xem"),
            member.get(f"/buoi/{room.id}/phong"),
            room.host.get(f"/buoi/{room.id}/man-chieu"),
        )
        for page in pages:
            assert "Em nhỏ ở Mèo Vạc khóc nức nở" in page.text
            assert ("Đáng ngờ" in page.text) == (state == "result")
