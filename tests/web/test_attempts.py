"""A quiz taken alone: nothing lost, nothing counted twice, and the server's clock decides."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from elearn.attempts.models import Attempt, GivenResponse
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.answers import posted
from tests.web.taking import start


def count(app: Flask, row: type) -> int:
    with app.app_context(), app.extensions["database"].reading() as session:
        return session.scalar(select(func.count()).select_from(row)) or 0


def test_an_exam_with_every_answer_right_says_so_in_questions(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    taking.answer_all()
    page = taking.hand_in()
    assert "6/6" in page.text
    assert taking.opened().row.mark == 1000


def test_practice_shows_why_and_the_source_also_after_a_right_answer(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "practice")
    number = taking.number_of("mot")
    page = taking.browser.get(taking.answer(number).location)
    assert "Kiểm tra trước thì không phải đính chính." in page.text
    assert "https://example.org/mot" in page.text


def test_an_exam_shows_no_answer_before_it_is_handed_in(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    number = taking.number_of("mot")
    taking.answer(number)
    pages = [taking.browser.get(f"{taking.address}/{n}").text for n in range(1, 7)]
    pages.append(taking.browser.get(f"{taking.address}/nop").text)
    assert not any("Kiểm tra trước thì không phải đính chính." in page for page in pages)
    early = taking.browser.get(f"{taking.address}/ket-qua")
    assert early.status_code == 303 or early.location.endswith("/nop")


def test_a_second_tap_on_an_answer_changes_nothing(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    taking = start(app, signed_in(cell.dinh), "practice")
    first, second = taking.answer(1), taking.answer(1)
    assert first.location == second.location
    assert "flash" not in taking.browser.get(second.location).text
    assert count(app, GivenResponse) == 1


def test_the_first_answer_counts_in_practice_and_the_member_is_told(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "practice")
    number = taking.number_of("mot")
    taking.answer(number, {"answer": "b"})
    page = taking.browser.get(taking.answer(number, {"answer": "a"}).location)
    assert taking.opened().given["mot"].response == ("b",)
    assert "notice--error" in page.text


def test_the_last_answer_counts_in_an_exam_until_it_is_handed_in(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    number = taking.number_of("mot")
    taking.answer(number, {"answer": "b"})
    taking.answer(number, {"answer": "a"})
    assert taking.opened().given["mot"].response == ("a",)
    taking.hand_in()
    late = taking.answer(number, {"answer": "c"})
    assert late.location.endswith("/ket-qua")
    assert taking.opened().given["mot"].response == ("a",)


def test_two_taps_on_start_are_one_attempt(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.dinh)
    assert start(app, browser, "exam").address == start(app, browser, "exam").address
    assert count(app, Attempt) == 1


def test_the_start_form_sent_again_after_the_end_leads_to_the_old_result(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.dinh)
    taking = start(app, browser, "exam")
    taking.hand_in()
    again = browser.post(f"/chuyen-de/{TOPIC}/lam-bai", data={"mode": "exam", "ordinal": 1})
    assert again.location == f"{taking.address}/ket-qua"
    assert count(app, Attempt) == 1


def test_another_phone_goes_on_where_the_first_left_off(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    taking.answer(1)
    other = start(app, signed_in(cell.dinh), "exam")
    assert other.address == taking.address
    assert other.opened().given.keys() == taking.opened().given.keys()


def test_the_tries_of_an_exam_come_to_an_end(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.dinh)
    for ordinal in (1, 2):
        start(app, browser, "exam", ordinal).hand_in()
    refused = browser.post(f"/chuyen-de/{TOPIC}/lam-bai", data={"mode": "exam", "ordinal": 3})
    assert refused.status_code == 409
    assert count(app, Attempt) == 2


def test_practice_may_be_repeated_for_ever(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    browser = signed_in(cell.dinh)
    for ordinal in range(1, 5):
        start(app, browser, "practice", ordinal).hand_in()
    assert count(app, Attempt) == 4


def test_the_servers_clock_gives_two_seconds_of_grace(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    the_clock.forward(minutes=20, seconds=2)
    assert taking.answer(1).status_code == 303
    assert len(taking.opened().given) == 1
    the_clock.forward(seconds=1)
    late = taking.answer(2)
    assert late.location.endswith("/ket-qua")
    assert len(taking.opened().given) == 1


def test_time_left_survives_a_reload(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    the_clock.forward(minutes=7)
    for _ in range(2):
        assert f'data-seconds-left="{13 * 60}"' in taking.browser.get(f"{taking.address}/1").text


def test_an_exam_that_nobody_handed_in_ends_at_its_deadline_with_what_was_answered(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    taking.answer(1)
    the_clock.forward(hours=3)
    page = taking.browser.get(f"{taking.address}/ket-qua")
    assert "1/6" in page.text
    ended = taking.opened().row
    assert ended.submitted_at == ended.deadline
    assert ended.right == 1


def test_what_was_never_answered_is_named_before_handing_in(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    for number in (1, 2, 4, 5):
        taking.answer(number)
    page = taking.browser.get(f"{taking.address}/nop").text
    assert f'href="{taking.address}/3">3</a>' in page
    assert f'href="{taking.address}/6">6</a>' in page
    assert f'href="{taking.address}/1">1</a>' not in page


def test_a_question_can_be_marked_for_later_and_unmarked(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    for _ in range(2):
        taking.browser.post(f"{taking.address}/2/danh-dau", data={"de-sau": "1"})
    assert taking.opened().aside == {taking.opened().order[1]}
    taking.browser.post(f"{taking.address}/2/danh-dau", data={"de-sau": "0"})
    assert taking.opened().aside == frozenset()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"answer": ""},
        {"answer": "khong-co"},
        {"answer": "a" * 5000},
        {"answers": ["a", "zz"]},
        {"verdict": "maybe"},
        {"reason": "x"},
        {"text": "   "},
        {"text": "x" * 201},
        {"text": "ch\ufffd"},
        {"text": "HCM tªn gäi thêi niªn thiÕu lµ NguyÔn Sinh Cung"},
        {"text": "\x00\x01"},
        {"pair-00000000": "x"},
        {"place-00000000": "1"},
    ],
)
def test_an_answer_that_cannot_be_is_refused_in_words_and_the_page_stays(
    app: Flask, cell: TestCell, signed_in: SignIn, fields: dict[str, str]
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    for number in range(1, 7):
        answer = taking.answer(number, fields)
        if answer.status_code == 303:
            continue  # These fields do answer this type.
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
        assert taking.opened().question(number).prompt in answer.text
    assert all(given.mark < 1 for given in taking.opened().given.values())


def test_two_rows_in_one_place_keep_what_was_chosen(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    taking = start(app, signed_in(cell.dinh), "exam")
    number = taking.number_of("thu-tu")
    items = [item.id for item in taking.opened().question(number).items]
    answer = taking.answer(number, {f"place-{item}": "2" for item in items})
    assert answer.status_code == 422
    assert answer.text.count('<option value="2" selected>') == len(items)


def test_missing_tone_marks_are_right_with_a_remark_where_the_author_allows_it(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "practice")
    number = taking.number_of("go")
    page = taking.browser.get(taking.answer(number, {"text": "dang  vien"}).location).text
    assert taking.opened().given["go"].mark == 1
    assert "verdict--right" in page
    assert page.count('class="hint"') >= 1


def test_partial_marks_are_exact(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    taking = start(app, signed_in(cell.dinh), "practice")
    quiz = taking.opened().quiz
    match, order = quiz.question("ghep"), quiz.question("thu-tu")
    two_of_three = (*match.right_response[:2], match.right_response[0])
    taking.answer(taking.number_of("ghep"), posted(match, two_of_three))
    last_first = order.right_response[-1:] + order.right_response[:-1]
    taking.answer(taking.number_of("thu-tu"), posted(order, last_first))
    given = taking.opened().given
    assert (given["ghep"].mark, given["thu-tu"].mark) == (
        match.mark(two_of_three).mark,
        order.mark(last_first).mark,
    )
    assert str(given["ghep"].mark) == "2/3"
    assert str(given["thu-tu"].mark) == "2/3"


def test_a_long_result_comes_in_pages_and_whole_for_paper(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    browser = signed_in(cell.dinh)
    taking = start(app, browser, "practice", topic="tin-gia")
    taking.hand_in()
    address = f"{taking.address}/ket-qua"
    pages = [browser.get(f"{address}?trang={page}").text for page in (1, 2)]
    assert [page.count("<article") for page in pages] == [12, 12]
    assert browser.get(f"{address}?in").text.count("<article") == 24
    assert browser.get(f"{address}?trang=99999999999999999999").status_code == 200
