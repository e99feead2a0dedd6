"""After a meeting: the summary, who was present, the measure, and the insert for the minutes."""

import re
from html import unescape
from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import select, text

from elearn.meetings.models import Presence
from elearn.models import Base
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.held_meeting import IDEA, Held, hold
from tests.web.meeting_hands import run
from tests.web.planning_hands import plan_meeting

WRONG_MOST = "Chia sẻ cho mọi người"


@pytest.fixture
def held(app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock) -> Held:
    """The meeting, with six members' phones in the room."""
    return hold(app, cell, signed_in, the_clock)


def insert_in(page: str) -> str:
    """Return the insert that a page shows for changing."""
    return unescape(page.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0])


# The summary


def test_a_question_is_shown_before_and_after_the_discussion(held: Held) -> None:
    page = held.planning.page("tong-ket")
    assert "Trước trao đổi: 2/6 câu trả lời đúng (33\u00a0%)" in page
    assert "Sau trao đổi: 3/6 câu trả lời đúng (50\u00a0%)" in page


def test_what_stayed_wrong_is_named_with_the_option_that_drew_most(held: Held) -> None:
    page = held.planning.page("tong-ket").split("Nội dung còn sai")[1].split("</ul>")[0]
    assert "Chọn một: việc nào làm trước?" in page
    assert WRONG_MOST in page


def test_ideas_stand_with_their_votes_and_without_their_author(held: Held) -> None:
    page = held.planning.page("tong-ket").split("Người có mặt")[0]
    assert IDEA in page
    assert "3 đồng chí đồng tình" in page
    assert "Đảng viên Số" not in page


def test_below_five_answers_a_question_is_silent(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    few = hold(app, cell, signed_in, the_clock, 4)
    page = few.planning.page("tong-ket")
    assert "Có 4 đồng chí trả lời: chưa đủ để nêu con số." in page
    assert "câu trả lời đúng (" not in page
    assert "đúng" not in insert_in(few.planning.page("bien-ban"))


def test_the_measure_stands_beside_earlier_meetings(
    app: Flask, cell: TestCell, held: Held, signed_in: SignIn, the_clock: TestClock
) -> None:
    # Four minutes of voting, three of talking, one of voting again; told: one before, seven after.
    page = held.planning.page("tong-ket")
    assert "8 phút trả lời và trao đổi, 8 phút nghe (chủ động 50\u00a0%)" in page
    assert "6/10 đồng chí tham gia (60\u00a0%)" in page
    assert "So với các buổi trước" not in page
    the_clock.forward(days=30)
    later = plan_meeting(app, held.secretary, day="23/12/2026")
    later.add_question("mot")
    run(app, held.secretary, later.id).to("ended")
    beside = later.page("tong-ket")
    assert "So với các buổi trước" in beside
    assert f"{held.planning.address}/tong-ket" in beside
    assert "8/16" in beside
    listed = held.secretary.get("/sinh-hoat").text
    assert "8 phút trả lời và trao đổi" in listed


def test_before_the_room_was_open_there_is_no_summary(app: Flask, held: Held) -> None:
    other = plan_meeting(app, held.secretary)
    for where in ("tong-ket", "bien-ban"):
        assert held.secretary.get(f"{other.address}/{where}").location == other.address


# Who was present


def present(app: Flask, meeting: int) -> set[int]:
    with app.extensions["database"].reading() as session:
        found = select(Presence.member_id).where(Presence.meeting_id == meeting, Presence.confirmed)
        return set(session.scalars(found))


def test_who_came_in_is_suggested_and_the_secretary_confirms(app: Flask, cell: TestCell, held: Held) -> None:
    page = held.planning.page("tong-ket")
    assert "6/10. Đồng chí sửa lại cho đúng rồi xác nhận." in page
    assert page.count('name="co-mat"') == 10
    assert len(re.findall(r'name="co-mat" value="\d+" checked', page)) == 6
    there = {*(person.id for person in held.people[:5]), cell.secretary.id}
    for _tap in range(2):
        data = {"co-mat": [str(member) for member in there]}
        assert held.secretary.post(f"{held.planning.address}/co-mat", data=data).status_code == 303
    assert present(app, held.planning.id) == there
    assert "6/10 đồng chí có mặt" in held.planning.page("tong-ket")
    assert "Có mặt: 6/10 đồng chí" in insert_in(held.planning.page("bien-ban"))


def test_names_of_strangers_cannot_be_confirmed(app: Flask, other_cell: TestCell, held: Held) -> None:
    data = {"co-mat": [str(other_cell.binh.id), "x", "-1"]}
    assert held.secretary.post(f"{held.planning.address}/co-mat", data=data).status_code == 303
    assert present(app, held.planning.id) == set()


def test_a_host_sees_the_summary_without_the_list_of_those_present(
    app: Flask, cell: TestCell, held: Held, signed_in: SignIn, the_clock: TestClock
) -> None:
    from elearn.accounts.actions import grant_role

    with app.extensions["database"].writing() as session:
        grant_role(session, cell.binh, "host", the_clock().date())
        session.commit()
    page = signed_in(cell.binh).get(f"{held.planning.address}/tong-ket").text
    assert "Nội dung còn sai" in page
    assert 'name="co-mat"' not in page
    assert "Đảng viên Số" not in page


# The insert for the minutes


def test_the_insert_counts_and_names_nobody(held: Held) -> None:
    insert = insert_in(held.planning.page("bien-ban"))
    for words in (
        "học tập, trao đổi “Chuyên đề thử nghiệm”",
        "tham gia trả lời, trao đổi: 6/10 đồng chí",
        "trước trao đổi có 33 % câu trả lời đúng, sau trao đổi có 50 %",
        "Nội dung còn nhiều đồng chí trả lời sai:",
        "3/6 đồng chí trả lời đúng",
        f"hay nhầm là “{WRONG_MOST}”",
        f"- {IDEA} (3 đồng chí đồng tình)",
        "Chủ trì kết luận:",
    ):
        assert words in insert, insert
    names = ["Nguyễn Văn An", "Trần Thị Chi", "Sùng Mí Dính", "Lê Thị Bình", "Đảng viên Số"]
    assert [name for name in names if name in insert] == []


def test_the_insert_is_vietnamese_whatever_the_page_speaks(held: Held) -> None:
    before = insert_in(held.planning.page("bien-ban"))
    held.secretary.post("/toi/hien-thi", data={"language": "en"})
    page = held.planning.page("bien-ban")
    assert "Insert for the minutes" in page
    assert insert_in(page) == before


def test_the_word_file_holds_what_was_changed_on_the_page(cell: TestCell, held: Held) -> None:
    answer = held.planning.post(
        "bien-ban.docx", text="Dòng một\r\n\r\nChủ trì kết luận: hỏi trước.", superior="Đảng bộ xã Nà Chì",
        place="Nà Chì",
    )  # fmt: skip
    assert answer.headers["Content-Disposition"].endswith("bien-ban-2026-12-03.docx")
    word = Document(BytesIO(answer.data))
    texts = [one.text for one in word.paragraphs if one.text]
    assert texts == [
        "BIÊN BẢN",
        "Sinh hoạt chi bộ ngày 03/12/2026 (phần học tập, trao đổi)",
        "Dòng một",
        "Chủ trì kết luận: hỏi trước.",
    ]
    head = word.tables[0].rows[0].cells
    assert "ĐẢNG BỘ XÃ NÀ CHÌ\nCHI BỘ TỔ 5" in head[0].text
    assert head[1].text == "ĐẢNG CỘNG SẢN VIỆT NAM\nNà Chì, ngày 03 tháng 12 năm 2026"


def everything_kept(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    with app.extensions["database"].reading() as session:
        return {
            table.name: sorted(map(tuple, session.execute(text(f'SELECT * FROM "{table.name}"'))), key=repr)
            for table in Base.metadata.sorted_tables
        }


def test_nothing_of_the_insert_is_kept(app: Flask, held: Held) -> None:
    before = everything_kept(app)
    held.planning.page("bien-ban")
    answer = held.planning.post(
        "bien-ban.docx", text="Một câu chỉ có trong biên bản", superior="Đảng bộ xã", place="Nà Chì"
    )
    assert answer.status_code == 200
    after = everything_kept(app)
    assert after == before
    assert "Một câu chỉ có trong biên bản" not in repr(after)
    assert "Một câu chỉ có trong biên bản" not in held.planning.page("bien-ban")


def test_a_text_that_arrived_broken_comes_back_for_mending(held: Held) -> None:
    answer = held.planning.post("bien-ban.docx", text="K\ufffdt luận", superior="", place="")
    assert answer.status_code == 422
    assert "K\ufffdt luận" in answer.text
