"""What meetings hold about a member: shown whole, taken along, and erased so that only counts stay."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.meetings.answer_models import Ballot, BallotCast, Idea, IdeaVote, PreparationAnswer, Vote
from elearn.meetings.models import Presence
from elearn.models import Base
from tests.conftest import PIN, SignIn, TestCell, TestClock
from tests.web.meeting_hands import SCRIPT, Running, plan, run
from tests.web.planning_hands import Planning, plan_meeting

SIGNED = "Lập danh sách số điện thoại trực ban"
NAMELESS = "Họp ngắn lại"


@dataclass
class Scene:
    """Dính in two meetings: one prepared and answered, one with a poll."""

    dinh: FlaskClient
    planning: Planning
    room: Running


@pytest.fixture
def scene(app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock) -> Scene:
    """Dính prepared, answered twice, had a proxy, said two sentences, and voted in a poll."""
    dinh, secretary = signed_in(cell.dinh), signed_in(cell.secretary)
    planning = plan_meeting(app, secretary)
    planning.add_question("mot")
    planning.add_question("nhieu")
    planning.post("buoc/moi/ideas", number="5", title="Ý kiến", minutes="5")
    planning.open_for_preparation()
    dinh.post(f"{planning.address}/chuan-bi/1", data={"answer": "b"})
    room = run(app, secretary, planning.id)
    dinh.post(f"/buoi/{room.id}/vao")
    _answer(room, dinh, cell, the_clock)
    _say(app, room, dinh)
    secretary.post(f"{planning.address}/co-mat", data={"co-mat": [str(cell.dinh.id)]})
    poll = run(app, secretary, plan(app, cell, the_clock, (("poll", "mot"),)))
    poll.to("voting")
    poll.answer(dinh, answer="b")
    poll.to("result")
    return Scene(dinh, planning, room)


def _answer(room: Running, dinh: FlaskClient, cell: TestCell, the_clock: TestClock) -> None:
    room.to("voting")
    room.answer(dinh, answer="b")
    room.press()
    room.press("discuss")
    room.press()
    room.answer(dinh, answer="a")
    room.to("result")
    the_clock.forward(minutes=1)
    room.to("voting")
    address = f"/buoi/{room.id}/nhap-ho/{cell.dinh.id}/{room.round}"
    room.host.post(address, data={"answers": ["a", "b"]})
    room.to("result")


def _say(app: Flask, room: Running, dinh: FlaskClient) -> None:
    room.to("collecting")
    for text, more in ((SIGNED, {"named": "y"}), (NAMELESS, {})):
        dinh.post(f"/buoi/{room.id}/y-kien", data={"text": text, "kind": "idea"} | more, headers=SCRIPT)
    with app.extensions["database"].reading() as session:
        nameless = session.scalars(select(Idea.id).where(Idea.text == NAMELESS)).one()
    room.host.post(f"/buoi/{room.id}/y-kien/{nameless}/hien", data={"hien": "1"})
    dinh.post(f"/buoi/{room.id}/y-kien/{nameless}/ung-ho", headers=SCRIPT)


def rows(app: Flask, table: type[Base]) -> list[Base]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(table)))


def test_the_page_lists_answers_presence_and_what_was_signed(scene: Scene) -> None:
    page = scene.dinh.get("/toi/du-lieu").text
    for words in (
        "Sinh hoạt tháng 12",
        "vào phòng lúc 08:00, 23/11/2026",
        "bí thư xác nhận có mặt",
        "1 câu trả lời chuẩn bị",
        "3 câu trả lời trong buổi họp",
        "có câu do đồng chí Nguyễn Văn An nhập hộ",
        SIGNED,
        "đồng chí tán thành 1 ý kiến",
        "lựa chọn được giữ không kèm tên",
    ):
        assert words in page, words
    assert NAMELESS not in page


def test_the_file_holds_every_answer_of_every_meeting(scene: Scene) -> None:
    poll, meeting = scene.dinh.get("/toi/du-lieu.json").json["meetings"]
    assert poll["polls_voted_in"] == ["Chọn một: việc nào làm trước?"]
    assert poll["votes"] == []
    assert meeting["title"] == "Sinh hoạt tháng 12"
    assert meeting["confirmed_as_present"] is True
    assert meeting["came_in_at"] == "2026-11-23T08:00:00+07:00"
    assert [(one["response"], one["mark_in_thousandths"]) for one in meeting["answers_for_preparation"]] == [
        (["b"], 0)
    ]
    votes = [(one["question"], one["vote"], one["response"], one["entered_by"]) for one in meeting["votes"]]
    assert votes == [
        ("mot", 1, ["b"], None),
        ("mot", 2, ["a"], None),
        ("nhieu", 1, ["a", "b"], "Nguyễn Văn An"),
    ]
    assert meeting["ideas_under_my_name"] == [SIGNED]
    assert meeting["ideas_found_good"] == [NAMELESS]


def test_the_text_to_copy_says_it_in_words(scene: Scene) -> None:
    text = scene.dinh.get("/toi/du-lieu/chu").text
    for words in (
        "SINH HOẠT THÁNG 12, BUỔI SINH HOẠT NGÀY 03/12/2026",
        "câu trả lời đầu: Chọn một: việc nào làm trước?: Chia sẻ cho mọi người",
        "câu trả lời sau trao đổi: Chọn một: việc nào làm trước?: Kiểm tra nguồn tin",
        "do đồng chí Nguyễn Văn An nhập hộ",
        f"ghi tên đồng chí: {SIGNED}",
    ):
        assert words in text, words


def test_who_plans_and_enters_for_others_sees_it_counted(
    cell: TestCell, scene: Scene, signed_in: SignIn
) -> None:
    office = signed_in(cell.secretary).get("/toi/du-lieu.json").json["done_for_the_cell"]
    assert (office["meetings_planned"], office["meetings_hosted"]) == (2, 2)
    assert office["answers_entered_for_others"] == 1
    assert office["presences_confirmed"] == 4


def test_nothing_of_it_is_in_anybody_else_s_file(cell: TestCell, scene: Scene, signed_in: SignIn) -> None:
    file = signed_in(cell.binh).get("/toi/du-lieu.json")
    assert SIGNED not in file.text
    (meeting,) = file.json["meetings"]
    assert (meeting["votes"], meeting["confirmed_as_present"]) == ([], False)


def test_a_ballot_and_a_nameless_idea_hold_no_member(app: Flask, scene: Scene) -> None:
    assert {column.name for column in Ballot.__table__.columns} == {
        "cell_id", "round_id", "token", "response"
    }  # fmt: skip
    assert len(rows(app, Ballot)) == len(rows(app, BallotCast)) == 1
    nameless = [idea for idea in rows(app, Idea) if isinstance(idea, Idea) and idea.text == NAMELESS]
    assert [idea.member_id for idea in nameless] == [None]


def test_erasing_takes_the_answers_and_what_was_signed_and_leaves_the_counts(
    app: Flask, cell: TestCell, scene: Scene, signed_in: SignIn
) -> None:
    assert scene.dinh.post("/toi/xoa", data={"pin": PIN}).status_code == 303
    for table in (Vote, PreparationAnswer):
        found = [(row.response, row.mark) for row in rows(app, table)]  # type: ignore[attr-defined] # both have them
        assert {response for response, _mark in found} == {"[]"}
        assert 0 in {mark for _response, mark in found}
    assert sorted(vote.mark for vote in rows(app, Vote) if isinstance(vote, Vote)) == [0, 1000, 1000]
    assert [idea.text for idea in rows(app, Idea) if isinstance(idea, Idea)] == [NAMELESS]
    assert len(rows(app, IdeaVote)) == 1
    assert len(rows(app, Ballot)) == len(rows(app, BallotCast)) == 1
    assert sum(bool(one.confirmed) for one in rows(app, Presence) if isinstance(one, Presence)) == 1
    scene.room.to("ended")
    page = signed_in(cell.secretary).get(f"{scene.planning.address}/tong-ket").text
    assert "Sùng" not in page
    assert "Đã rút tên" in page
