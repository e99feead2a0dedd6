"""Streams: what they begin with, what they push, and what a screen without one is told."""

import json
import threading
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient

from elearn.app import create_app
from elearn.config import Settings
from elearn.meetings.bus import CHANGED, MOST_STREAMS_EACH, Bus, Rendered
from elearn.meetings.rooms import open_room
from tests.conftest import SignIn, TestCell, TestClock, redis_url
from tests.web.meeting_hands import RIGHT, WRONG, Running, plan, run
from tests.web.reading import statements
from tests.web.test_live_secrets import same_browser


@pytest.fixture
def room(app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock) -> Running:
    """A room that was just opened."""
    return run(app, signed_in(cell.secretary), plan(app, cell, the_clock))


def events(browser: FlaskClient, address: str) -> Iterator[bytes]:
    """Open a stream and return what it sends, event by event."""
    answer = browser.get(address, buffered=False)
    assert answer.content_type.startswith("text/event-stream")
    chunks = iter(answer.response)
    assert next(chunks).startswith(b"event: hello")
    return chunks  # type: ignore[return-value]


def data_of(event: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(event.decode().split("data: ", 1)[1])
    return found


def test_a_stream_begins_with_the_state_for_who_missed_it(
    room: Running, signed_in: SignIn, cell: TestCell
) -> None:
    missed = room.row.version
    room.to("voting")
    state = data_of(next(events(signed_in(cell.dinh), f"/buoi/{room.id}/luong?v={missed}")))
    assert (state["v"], state["state"], state["round"]) == (room.row.version, "voting", room.round)
    assert 'name="answer"' in state["html"]


def test_a_browser_that_takes_gzip_reads_each_event_as_it_comes(
    room: Running, signed_in: SignIn, cell: TestCell
) -> None:
    dinh, binh = signed_in(cell.dinh), signed_in(cell.binh)
    address = f"/buoi/{room.id}/luong?v={room.row.version}"
    answer = dinh.get(address, buffered=False, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    pieces, plain = iter(answer.response), events(binh, address)
    opened = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert opened.decompress(next(pieces)).startswith(b"event: hello")  # type: ignore[arg-type]
    for _press in range(3):
        room.press()
        piece, whole = next(pieces), next(plain)
        assert opened.decompress(piece) == whole  # type: ignore[arg-type]
        assert len(piece) < len(whole)


def test_a_press_is_pushed_once_as_the_newest_state(room: Running, signed_in: SignIn, cell: TestCell) -> None:
    stream = events(signed_in(cell.dinh), f"/buoi/{room.id}/luong?v={room.row.version}")
    room.to("voting")
    room.press()
    # Three presses while the phone took nothing: it is given the last state alone.
    assert data_of(next(stream))["state"] == "counted"
    room.press("reopen")
    assert data_of(next(stream))["state"] == "voting"


def test_everybody_hears_their_own_language(room: Running, signed_in: SignIn, cell: TestCell) -> None:
    english, vietnamese = signed_in(cell.dinh), signed_in(cell.binh)
    english.post("/toi/hien-thi", data={"language": "en"})
    address = f"/buoi/{room.id}/luong?v={room.row.version}"
    streams = [events(browser, address) for browser in (english, vietnamese)]
    room.to("reading")
    told = [data_of(next(stream))["html"] for stream in streams]
    assert "Read the question" in told[0]
    assert "Đồng chí đọc câu hỏi" in told[1]


def test_phones_hear_of_no_answers_and_the_wall_counts_them(
    app: Flask, room: Running, signed_in: SignIn, cell: TestCell
) -> None:
    room.to("voting")
    wall = events(room.host, f"/buoi/{room.id}/man-chieu/luong?v={room.row.version}")
    assert data_of(next(wall))["answered"] == 0
    room.answer(signed_in(cell.dinh), answer=RIGHT)
    event = next(wall)
    assert event.startswith(b"event: counts")
    assert data_of(event)["answered"] == 1
    row = room.row
    streams = app.extensions["bus"].streams(f"{row.cell_id}.{row.meeting_id}")
    assert {stream.audience for stream in streams} == {"projector"}


def test_a_stream_that_ends_is_forgotten(
    app: Flask, room: Running, signed_in: SignIn, cell: TestCell
) -> None:
    answer = signed_in(cell.dinh).get(f"/buoi/{room.id}/luong", buffered=False)
    next(iter(answer.response))
    assert app.extensions["bus"].number_of_streams() == 1
    answer.close()
    assert app.extensions["bus"].number_of_streams() == 0


def test_one_device_holds_a_few_streams_and_the_oldest_gives_way() -> None:
    bus = Bus(lambda _room, _audiences, _live: iter(()))
    streams = [bus.listen("1.1", "member", "vi", "d1") for _ in range(MOST_STREAMS_EACH + 1)]
    assert [stream.is_closed for stream in streams] == [True] + [False] * MOST_STREAMS_EACH
    assert bus.number_of_streams() == MOST_STREAMS_EACH


def test_a_slow_rendering_never_takes_the_place_of_a_newer_one() -> None:
    versions = iter((7, 5))

    def render(_room: str, _audiences: object, _live: object) -> Iterator[Rendered]:
        version = next(versions)
        yield ("member", "vi"), version, str(version).encode()

    bus = Bus(render)
    stream = bus.listen("1.1", "member", "vi", "d1")
    bus.announce("1.1", CHANGED)
    bus.announce("1.1", CHANGED)
    assert stream.take() == b"7"


def test_a_broken_screen_does_not_break_the_press() -> None:
    def render(_room: str, _audiences: object, _live: object) -> Iterator[Rendered]:
        raise RuntimeError("no template")

    bus = Bus(render)
    bus.listen("1.1", "member", "vi", "d1")
    bus.announce("1.1", CHANGED)


def test_what_was_rendered_before_the_press_is_what_a_fresh_process_shows(
    app: Flask, settings: Settings, room: Running, signed_in: SignIn, cell: TestCell, the_clock: TestClock
) -> None:
    dinh = signed_in(cell.dinh)
    answers = iter((RIGHT, WRONG, RIGHT))
    asked = ("next", "next", "next", "reopen", "next", "discuss", "next", "next")
    for command in (*asked, "next", "back", "next", "next"):
        row = room.row
        with app.extensions["database"].reading() as session:
            live = open_room(session, row.cell_id, row.meeting_id)
        app.extensions["fragments"].prepare(live, [("member", "vi")])
        assert room.press(command).status_code == 303
        if room.row.state in ("voting", "revoting"):
            room.answer(dinh, answer=next(answers))
        fresh = create_app(settings, the_clock)
        shown, right = (
            browser.get(f"/buoi/{room.id}/trang-thai").json for browser in (dinh, same_browser(fresh, dinh))
        )
        fresh.extensions["database"].dispose()
        assert shown == right
    assert room.row.state == "ended"


def test_for_a_result_whose_votes_are_closed_nobody_waits(app: Flask, room: Running) -> None:
    room.to("counted")
    row = room.row
    with app.extensions["database"].reading() as session:
        live = open_room(session, row.cell_id, row.meeting_id)
    app.extensions["bus"].listen(f"{row.cell_id}.{row.meeting_id}", "member", "vi", "d1")
    app.extensions["fragments"].prepare(live, [("member", "vi")])
    rendered = []
    with template_rendered.connected_to(lambda _app, template, **_more: rendered.append(template.name), app):
        assert room.press("result").status_code == 303
    assert (room.row.state, rendered) == ("result", [])


def test_nothing_is_rendered_ahead_that_would_be_rendered_anew(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    room = run(app, signed_in(cell.secretary), plan(app, cell, the_clock, [("ideas", "")]))
    row = room.row
    with app.extensions["database"].reading() as session:
        live = open_room(session, row.cell_id, row.meeting_id)
    rendered = []
    with template_rendered.connected_to(lambda _app, template, **_more: rendered.append(template.name), app):
        app.extensions["fragments"].prepare(live, [("member", "vi")])
    assert rendered == []


def test_the_host_s_screen_follows_the_phones_with_its_state_and_then_the_names(room: Running) -> None:
    screen = events(room.host, f"/buoi/{room.id}/dieu-khien/luong?v={room.row.version}")
    assert "html" in data_of(next(screen))
    room.to("voting")
    # Two presses while it waited for the phones: it is told where the room is now.
    assert data_of(next(screen))["state"] == "voting"
    event = next(screen)
    assert event.startswith(b"event: counts")
    assert "chưa trả lời" in data_of(event)["html"]


def test_numbers_come_at_once_and_names_a_moment_later(
    room: Running, signed_in: SignIn, cell: TestCell
) -> None:
    room.to("voting")
    screen = events(room.host, f"/buoi/{room.id}/dieu-khien/luong?v={room.row.version}")
    assert cell.dinh.name in data_of(next(screen))["html"]
    room.answer(signed_in(cell.dinh), answer=RIGHT)
    numbers, names = data_of(next(screen)), data_of(next(screen))
    assert (numbers["answered"], "html" in numbers) == (1, False)
    assert names["answered"] == 1
    assert cell.dinh.name not in names["html"]


def test_who_has_not_answered_is_read_only_while_a_vote_is_open(app: Flask, room: Running) -> None:
    read = {}
    for state in ("reading", "voting", "counted"):
        room.to(state)
        with statements(app) as sent:
            room.host.get(f"/buoi/{room.id}/dieu-khien/trang-thai?v={room.row.version}")
        read[state] = any("sort_text" in statement for statement in sent)
    assert read == {"reading": False, "voting": True, "counted": False}


def test_who_has_the_version_is_told_nothing(room: Running, signed_in: SignIn, cell: TestCell) -> None:
    dinh = signed_in(cell.dinh)
    address = f"/buoi/{room.id}/trang-thai"
    assert dinh.get(f"{address}?v={room.row.version}").status_code == 204
    room.press()
    assert (dinh.get(f"{address}?v=1").json or {})["state"] == "reading"
    # Who runs the meeting sees the numbers move between two versions.
    host = room.host.get(f"/buoi/{room.id}/dieu-khien/trang-thai?v={room.row.version}").json or {}
    assert host["counts"]["answered"] == 0


def test_two_processes_hear_each_other_over_redis(
    app: Flask, settings: Settings, room: Running, signed_in: SignIn, cell: TestCell, the_clock: TestClock
) -> None:
    shared = replace(settings, redis_url=redis_url())
    here, there = (create_app(shared, the_clock) for _ in range(2))
    for process in (here, there):
        process.config["WTF_CSRF_ENABLED"] = False
    stream = events(same_browser(there, signed_in(cell.dinh)), f"/buoi/{room.id}/luong?v={room.row.version}")
    heard: list[bytes] = []
    waits = threading.Thread(target=lambda: heard.append(next(stream)), daemon=True)
    waits.start()
    host = same_browser(here, room.host)
    # The other process begins to hear a moment after its first stream opened: pressed until it does.
    for _press in range(50):
        host.post(f"/buoi/{room.id}/lenh", data={"lenh": "next", "v": room.row.version})
        waits.join(timeout=0.2)
        if heard:
            break
    assert data_of(heard[0])["v"] > 1
    for process in (here, there):
        process.extensions["bus"].close()
        process.extensions["database"].dispose()
