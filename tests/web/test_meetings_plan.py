"""Planning a meeting: the date with its postponements, and an agenda made by taps."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from elearn.accounts import actions as accounts
from elearn.meetings.models import Meeting, Postponement
from elearn.topics.library import library
from elearn.topics.models import QuizText
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.meeting_hands import run
from tests.web.planning_hands import FORM, SHIPPED, Planning, number_in, plan_meeting

A_CASE = "dem-mua-nhom-zalo"
ONLY_FOR_THE_QUIZ = "Chỉ dùng trong bài trắc nghiệm: câu tình huống có nhiều phần"


@pytest.fixture
def planning(app: Flask, secretary: FlaskClient) -> Planning:
    """A meeting with an empty agenda, in ten days."""
    return plan_meeting(app, secretary)


def kinds(planning: Planning) -> list[str]:
    return [step.kind for step in planning.steps]


def count(app: Flask, table: type[Meeting | Postponement | QuizText]) -> int:
    with app.extensions["database"].reading() as session:
        return session.scalars(select(func.count()).select_from(table)).one()


# The date


def test_a_meeting_has_a_date_a_place_and_a_length(planning: Planning) -> None:
    row = planning.row
    assert (row.title, row.place, row.planned_minutes) == ("Sinh hoạt tháng 12", "Nhà văn hóa", 90)
    assert row.starts_at.isoformat() == "2026-12-03T12:30:00+00:00"
    page = planning.page()
    assert "19:30, 03/12/2026" in page
    assert "Nhà văn hóa" in page


def test_a_second_tap_plans_no_second_meeting(app: Flask, secretary: FlaskClient) -> None:
    number = number_in(secretary.get("/sinh-hoat/moi").text)
    for _tap in range(2):
        assert secretary.post("/sinh-hoat/moi", data=FORM | {"number": number}).status_code == 303
    assert count(app, Meeting) == 1


@pytest.mark.parametrize("time", ["19:30", "19h30", "19 giờ 30", "19g30", "19.30", "7h"])
def test_a_time_is_taken_as_people_write_it(app: Flask, secretary: FlaskClient, time: str) -> None:
    hour = plan_meeting(app, secretary, time=time).row.starts_at.hour
    assert hour == (0 if time == "7h" else 12)


@pytest.mark.parametrize(
    "wrong",
    [{"time": "25:00"}, {"time": "tối"}, {"day": "31/11/2026"}, {"day": "03/12/2062"}, {"title": ""},
     {"planned_minutes": "5"}, {"number": "x"}, {"number": "0"}],
)  # fmt: skip
def test_a_slip_is_named_and_nothing_is_planned(
    app: Flask, secretary: FlaskClient, wrong: dict[str, str]
) -> None:
    answer = secretary.post("/sinh-hoat/moi", data=FORM | {"number": "77"} | wrong)
    assert answer.status_code == 422
    assert count(app, Meeting) == 0


def test_the_next_meeting_starts_from_what_the_last_one_was(planning: Planning) -> None:
    page = planning.browser.get("/sinh-hoat/moi").text
    assert 'value="19:30"' in page
    assert 'value="Nhà văn hóa"' in page


def test_postponing_keeps_the_record_and_members_see_both_dates(
    app: Flask, cell: TestCell, planning: Planning, signed_in: SignIn
) -> None:
    for _tap in range(2):
        assert planning.post("hoan", day="05/12/2026", time="19:30").status_code == 303
    assert count(app, Postponement) == 1
    assert planning.row.starts_at.day == 5
    assert "19:30, 03/12/2026" in planning.page()
    home = signed_in(cell.binh).get("/").text
    assert "19:30, 05/12/2026" in home
    assert "hoãn từ ngày 03/12/2026" in home


def test_a_meeting_called_off_leaves_the_home_page_and_can_be_held_after_all(
    cell: TestCell, planning: Planning, signed_in: SignIn
) -> None:
    binh = signed_in(cell.binh)
    assert "Sinh hoạt tháng 12" in binh.get("/").text
    for _tap in range(2):
        assert planning.post("huy").status_code == 303
    assert "Sinh hoạt tháng 12" not in binh.get("/").text
    assert planning.post("hoan", day="05/12/2026", time="19:30").status_code == 409
    planning.post("giu-lai")
    assert "Sinh hoạt tháng 12" in binh.get("/").text


def test_a_meeting_of_the_past_that_was_not_held_is_not_the_next_one(
    cell: TestCell, planning: Planning, signed_in: SignIn, the_clock: TestClock
) -> None:
    the_clock.forward(days=11)
    assert "Sinh hoạt tháng 12" not in signed_in(cell.binh).get("/").text
    assert "không họp" in planning.browser.get("/sinh-hoat").text


def test_title_place_and_length_can_be_changed(planning: Planning) -> None:
    planning.post("sua", title="Chuyên đề quý IV", place="", planned_minutes="120")
    row = planning.row
    assert (row.title, row.place, row.planned_minutes) == ("Chuyên đề quý IV", "", 120)


# Who


def test_a_host_plans_and_a_member_does_not(
    app: Flask, cell: TestCell, planning: Planning, signed_in: SignIn, the_clock: TestClock
) -> None:
    with app.extensions["database"].writing() as session:
        accounts.grant_role(session, cell.binh, "host", the_clock().date())
        session.commit()
    assert signed_in(cell.binh).get(planning.address).status_code == 200
    member = signed_in(cell.dinh)
    assert member.get(planning.address).status_code == 403
    assert 'href="/sinh-hoat"' not in member.get("/").text


# The agenda


def test_a_topic_s_set_is_a_ready_agenda_in_one_tap(app: Flask, planning: Planning) -> None:
    for _tap in range(2):
        assert planning.post("bo-cau-hoi", topic=SHIPPED).status_code == 303
    found = kinds(planning)
    assert (found[0], found[-1]) == ("reading", "conclusion")
    assert len(found) == 8
    assert {"question", "real_or_false"} <= set(found[1:-1]) <= {"question", "real_or_false", "poll"}
    # The author planned 45 minutes for it.
    assert sum(step.minutes for step in planning.steps) == 45
    assert count(app, QuizText) == 6


def test_the_minutes_are_added_up_against_the_planned_length(planning: Planning) -> None:
    planning.post("bo-cau-hoi", topic=SHIPPED)
    assert "Đã xếp 45/90 phút, còn 45 phút" in planning.page()
    planning.post("sua", title="Ngắn", planned_minutes="30")
    assert "quá 15 phút" in planning.page()


@pytest.mark.parametrize("kind", ["reading", "story", "ideas", "discussion", "conclusion"])
def test_steps_without_a_question_are_written_by_hand(planning: Planning, kind: str) -> None:
    number = number_in(planning.page(f"buoc/moi/{kind}"))
    for _tap in range(2):
        answer = planning.post(
            f"buoc/moi/{kind}", number=number, title="Đọc trang 3", minutes="7", text="Đoạn đầu", note="Chậm"
        )
        assert answer.status_code == 303
    (step,) = planning.steps
    assert (step.kind, step.title, step.minutes) == (kind, "Đọc trang 3", 7)
    assert (step.text, step.note) == ("Đoạn đầu", "Chậm")


def test_the_text_of_a_lesson_s_card_is_taken_with_its_source(planning: Planning) -> None:
    page = planning.page("the-bai/story?tim=hai+the")
    (link,) = re.findall(r'href="(/sinh-hoat/\d+/buoc/moi/story\?[^"]+)"', page)[:1]
    form = planning.browser.get(unescape(link)).text
    text = unescape(form.split('name="text"')[1].split(">", 1)[1].split("</textarea>")[0])
    assert "Nguồn: " in text
    assert len(text) > 40
    assert planning.browser.get(f"{planning.address}/the-bai/ideas").status_code == 404


def test_a_card_that_is_not_there_leaves_the_form_empty(planning: Planning) -> None:
    for card in ("chuyen=x&bai=y&the=1", f"chuyen={TOPIC}&bai=bai-mot&the=99", f"chuyen={TOPIC}&bai=x&the=1"):
        form = planning.page(f"buoc/moi/reading?{card}")
        assert "Nguồn: " not in form


def test_a_step_that_is_no_kind_does_not_exist(planning: Planning) -> None:
    assert planning.browser.get(f"{planning.address}/buoc/moi/question").status_code == 404
    assert planning.browser.get(f"{planning.address}/buoc/moi/x").status_code == 404


def test_any_question_of_any_topic_is_found_without_tone_marks(planning: Planning) -> None:
    page = planning.page("cau-hoi?tim=khong+ro+ai+ra+lenh")
    assert "không rõ ai ra lệnh" in page
    assert "Tìm thấy 1 câu hỏi" in page
    assert "Tìm thấy 0 câu hỏi" in planning.page(f"cau-hoi?tim=khong+ro+ai+ra+lenh&chuyen={TOPIC}")


@pytest.mark.parametrize("question", ["hop-tin-so-tan-nua-dem", "kiem-tra-1"])
def test_a_question_is_pinned_as_it_is_today(app: Flask, planning: Planning, question: str) -> None:
    topic = TOPIC if question == "kiem-tra-1" else SHIPPED
    for _tap in range(2):
        planning.add_question(question, topic)
    (step,) = planning.steps
    assert step.question == question
    with app.extensions["database"].reading() as session:
        text = session.get_one(QuizText, step.quiz_digest)
    assert (text.topic, text.text.count("[[question]]")) == (topic, 1)


def test_what_is_not_on_offer_cannot_be_added(planning: Planning) -> None:
    assert planning.post("cau-hoi", topic=TOPIC, question="khong-co").status_code == 400
    assert planning.post("cau-hoi", topic="khong-co", question="mot").status_code == 400
    assert planning.post("bo-cau-hoi", topic="khong-co").status_code == 400
    assert planning.steps == []


def test_steps_move_up_and_down_by_buttons_and_a_second_tap_moves_no_further(planning: Planning) -> None:
    for question in ("mot", "nhieu", "dung-sai"):
        planning.add_question(question)
    first, second, third = (step.id for step in planning.steps)
    for _tap in range(2):
        planning.post(f"buoc/{third}/chuyen", di="len", tu="3")
    assert [step.id for step in planning.steps] == [first, third, second]
    planning.post(f"buoc/{first}/chuyen", di="xuong", tu="1")
    assert [step.id for step in planning.steps] == [third, first, second]
    planning.post(f"buoc/{third}/chuyen", di="len", tu="1")
    assert [step.id for step in planning.steps] == [third, first, second]
    assert [step.position for step in planning.steps] == [1, 2, 3]


def test_a_new_step_comes_before_the_conclusion(planning: Planning) -> None:
    number = number_in(planning.page("buoc/moi/conclusion"))
    planning.post("buoc/moi/conclusion", number=number, title="Kết luận", minutes="5")
    planning.add_question()
    assert kinds(planning) == ["question", "conclusion"]


def test_a_step_is_changed_and_taken_out(planning: Planning) -> None:
    for question in ("mot", "nhieu", "dung-sai"):
        planning.add_question(question)
    first, second, _third = planning.steps
    planning.post(f"buoc/{first.id}", minutes="12", note="Hỏi đồng chí Bình trước")
    assert (planning.steps[0].minutes, planning.steps[0].note) == (12, "Hỏi đồng chí Bình trước")
    for _tap in range(2):
        assert planning.post(f"buoc/{second.id}/bo").status_code == 303
    assert [step.question for step in planning.steps] == ["mot", "dung-sai"]
    assert [step.position for step in planning.steps] == [1, 2]


def test_the_agenda_is_closed_once_its_first_step_was_reached(app: Flask, planning: Planning) -> None:
    planning.add_question("mot")
    planning.add_question("nhieu")
    room = run(app, planning.browser, planning.id)
    before = room.row.version
    planning.add_question("dung-sai")
    assert room.row.version == before + 1
    room.press()
    step = planning.steps[0]
    for where in ("cau-hoi", f"buoc/{step.id}", f"buoc/{step.id}/bo", f"buoc/{step.id}/chuyen", "huy"):
        answer = planning.post(
            where, topic=TOPIC, question="go", minutes="5", di="xuong", tu="1", title="", opens_on=""
        )
        assert answer.status_code == 409, where
    assert [one.question for one in planning.steps] == ["mot", "nhieu", "dung-sai"]


def test_an_agenda_has_an_end(planning: Planning) -> None:
    for number in range(1, 41):
        answer = planning.post("buoc/moi/discussion", number=str(number), title=f"Việc {number}", minutes="1")
        assert answer.status_code == 303
    answer = planning.post("buoc/moi/discussion", number="99", title="Thừa", minutes="1")
    assert answer.status_code == 409
    assert "40" in answer.text


def test_a_case_is_found_with_the_reason_why_a_meeting_cannot_ask_it(app: Flask, planning: Planning) -> None:
    with app.app_context():
        case = library().offered()[SHIPPED].topic.question(A_CASE)
    assert case.type == "case"
    page = planning.browser.get(f"{planning.address}/cau-hoi", query_string={"tim": case.prompt[:60]}).text
    assert ONLY_FOR_THE_QUIZ in unescape(page)
    assert f'value="{A_CASE}"' not in page
    refused = planning.post("cau-hoi", topic=SHIPPED, question=A_CASE)
    assert refused.status_code == 409
    assert ONLY_FOR_THE_QUIZ in unescape(refused.text)
    assert planning.steps == []
