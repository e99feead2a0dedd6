"""A case in an attempt: one part after the other, each locked once the next is shown, nothing lost."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from flask import Flask

from elearn.config import Settings
from quizzes.questions import Case
from tests.conftest import SignIn, TestCell, TestClock
from tests.web.every_type import IDS, SLUG, write_topic
from tests.web.taking import Taking, start

CASE = IDS["case"]
FIRST, SECOND, THIRD = "Việc đầu tiên?", "Xã nói chưa có gì. Sau đó?", "Ai là nơi trả lời?"
ANSWERS = (
    {"part": "viec-dau", "answer": "a"},
    {"part": "sau-do", "answers": ["a", "b"]},
    {"part": "ai-noi", "text": "trực ban xã"},
)


@pytest.fixture
def settings(database_url: str, tmp_path: Path, settings: Settings) -> Settings:
    """Settings with the topic of every type."""
    write_topic(tmp_path / "topics")
    return replace(settings, topics_folder=tmp_path / "topics")


def page(taking: Taking) -> str:
    """Return the case's page as it is now."""
    return taking.browser.get(f"{taking.address}/{taking.number_of(CASE)}").text


def give(taking: Taking, fields: dict[str, str | list[str]]) -> int:
    """Post to the case, and return the status."""
    return taking.answer(taking.number_of(CASE), fields).status_code


def answers(taking: Taking) -> tuple[tuple[str, ...], ...]:
    """Return what is kept of each part."""
    case = taking.opened().quiz.question(CASE)
    assert isinstance(case, Case)
    given = taking.opened().given.get(CASE)
    return case.responses(given.response if given else ())


@pytest.fixture(params=["practice", "exam"])
def taking(request: pytest.FixtureRequest, app: Flask, cell: TestCell, signed_in: SignIn) -> Taking:
    """An attempt in either mode."""
    return start(app, signed_in(cell.dinh), request.param, topic=SLUG)


def test_a_part_is_shown_only_when_those_before_it_are_answered(taking: Taking) -> None:
    seen = []
    for fields in ANSWERS:
        text = page(taking)
        seen.append([words in text for words in (FIRST, SECOND, THIRD)])
        assert give(taking, fields) == 303
    assert seen == [[True, False, False], [True, True, False], [True, True, True]]


def test_a_reload_or_another_phone_goes_on_at_the_same_part(
    taking: Taking, app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    give(taking, ANSWERS[0])
    other = Taking(app, signed_in(cell.dinh), taking.address)
    for text in (page(taking), page(taking), page(other)):
        assert 'name="part" value="sau-do"' in text
        assert "Gọi xã" in text


def test_each_part_posts_to_an_address_of_its_own(taking: Taking) -> None:
    # A phone keeps an answer that it could not send under its form's address.
    assert "?phan=1" in page(taking)
    give(taking, ANSWERS[0])
    assert "?phan=2" in page(taking)


def test_an_earlier_part_is_locked_and_the_member_was_told_before(taking: Taking) -> None:
    assert "không sửa được nữa" in page(taking)
    give(taking, ANSWERS[0])
    refused = taking.answer(taking.number_of(CASE), {"part": "viec-dau", "answer": "b"})
    assert refused.status_code == 422
    assert "đã khóa" in refused.text
    assert SECOND in refused.text
    assert answers(taking) == (("a",), (), ())


def test_a_second_tap_on_a_part_changes_nothing(taking: Taking) -> None:
    assert [give(taking, ANSWERS[0]) for _ in range(3)] == [303] * 3
    assert answers(taking) == (("a",), (), ())
    for fields in ANSWERS[1:]:
        give(taking, fields)
    assert give(taking, ANSWERS[1]) == 303
    assert give(taking, ANSWERS[2]) == 303
    assert taking.opened().given[CASE].mark == 1


def test_an_incomplete_part_is_refused_and_what_was_answered_stays(taking: Taking) -> None:
    give(taking, ANSWERS[0])
    assert give(taking, {"part": "sau-do"}) == 422
    assert give(taking, {"part": "khong-co", "answer": "a"}) == 422
    assert answers(taking) == (("a",), (), ())


def test_a_case_that_is_not_finished_counts_as_unanswered_before_handing_in(taking: Taking) -> None:
    give(taking, ANSWERS[0])
    number = taking.number_of(CASE)
    assert number in taking.opened().unanswered()
    overview = taking.browser.get(f"{taking.address}/nop").text
    assert f'href="{taking.address}/{number}">{number}</a>' in overview
    for fields in ANSWERS[1:]:
        give(taking, fields)
    assert number not in taking.opened().unanswered()


def test_handed_in_half_done_it_earns_what_was_answered(taking: Taking) -> None:
    give(taking, ANSWERS[0])
    taking.hand_in()
    # One of four points: the second part weighs two.
    assert taking.opened().given[CASE].mark == Fraction(1, 4)
    result = taking.browser.get(f"{taking.address}/ket-qua?tat-ca&in").text
    assert "Hỏi đúng nơi." in result
    assert THIRD in result


def test_in_practice_the_why_of_a_part_comes_with_the_next_part(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "practice", topic=SLUG)
    assert "Hỏi đúng nơi." not in page(taking)
    give(taking, ANSWERS[0])
    assert "Hỏi đúng nơi." in page(taking)


def test_an_exam_shows_no_why_before_it_is_handed_in(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    for fields in ANSWERS:
        give(taking, fields)
    assert "Hỏi đúng nơi." not in page(taking)
    assert "Gọi xã" in page(taking)


def test_in_an_exam_the_last_part_may_be_changed_until_it_is_handed_in(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic=SLUG)
    for fields in ANSWERS:
        give(taking, fields)
    assert give(taking, {"part": "ai-noi", "text": "công an"}) == 303
    assert answers(taking)[2] == ("công an",)
    taking.hand_in()
    give(taking, ANSWERS[2])
    assert answers(taking)[2] == ("công an",)


def test_in_practice_the_last_part_is_closed_by_its_answer(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    taking = start(app, signed_in(cell.dinh), "practice", topic=SLUG)
    for fields in ANSWERS:
        give(taking, fields)
    assert give(taking, {"part": "ai-noi", "text": "công an"}) == 303
    assert answers(taking)[2] == ("trực ban xã",)
    assert "notice--error" in page(taking)


def test_a_part_that_comes_after_the_time_is_not_taken(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    taking = start(app, signed_in(cell.dinh), "exam", topic="tin-gia")
    case_id = "dem-mua-nhom-zalo"
    number = taking.number_of(case_id)
    assert taking.answer(number, {"part": "viec-dau", "answer": "b"}).status_code == 303
    the_clock.forward(hours=1)
    late = taking.answer(number, {"part": "bao-lai", "answers": ["a", "c"]})
    assert late.location.endswith("/ket-qua")
    assert taking.opened().given[case_id].response[1:] == ("", "")


def test_how_sure_one_is_is_asked_once_with_the_last_part(taking: Taking) -> None:
    asked = []
    for fields in ANSWERS:
        asked.append('name="confidence"' in page(taking))
        give(taking, {**fields, "confidence": "sure"})
    assert asked == [False, False, True]
    assert taking.opened().given[CASE].confidence == "sure"
