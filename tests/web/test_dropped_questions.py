"""A question that was unclear is dropped with a reason, and every result follows; it can be taken back."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.attempts.actions import sum_up_topic
from elearn.attempts.dropping import DroppedQuestion
from elearn.attempts.models import Attempt
from tests.conftest import TOPIC, SignIn, TestCell
from tests.web.cells_hands import text_of
from tests.web.taking import Taking, start

QUESTION = f"/ket-qua/{TOPIC}/cau/mot"
REASON = "Phương án b cũng đúng"


def wrong_in_one(app: Flask, browser: FlaskClient) -> Taking:
    """Hand in an exam in which all but question «mot» is right."""
    taking = start(app, browser, "exam")
    taking.answer_all()
    taking.answer(taking.number_of("mot"), {"answer": "b"})
    taking.hand_in()
    return taking


def drop(browser: FlaskClient, reason: str = REASON) -> None:
    assert browser.post(f"{QUESTION}/bo", data={"reason": reason}).status_code == 303


def kept_results(app: Flask) -> list[tuple[int | None, int | None, int | None]]:
    with app.app_context(), app.extensions["database"].reading() as session:
        return [
            (row.right, row.asked, row.mark) for row in session.scalars(select(Attempt).order_by(Attempt.id))
        ]


def test_the_scores_follow_and_the_member_reads_why(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    member = signed_in(cell.dinh)
    taking = wrong_in_one(app, member)
    assert kept_results(app) == [(5, 6, 833)]
    drop(signed_in(cell.secretary))
    assert kept_results(app) == [(5, 5, 1000)]
    result = text_of(member, f"{taking.address}/ket-qua?tat-ca")
    assert "5/5" in result
    assert "Câu này không tính vào kết quả." in result
    assert REASON in result


def test_taken_back_the_scores_are_as_before_and_the_record_stays(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    wrong_in_one(app, signed_in(cell.dinh))
    secretary = signed_in(cell.secretary)
    drop(secretary)
    for _ in range(2):
        assert secretary.post(f"{QUESTION}/tinh-lai").status_code == 303
    assert kept_results(app) == [(5, 6, 833)]
    page = text_of(secretary, QUESTION)
    assert REASON in page
    assert "Nguyễn Văn An" in page
    drop(secretary, "Đáp án đã cũ")
    page = text_of(secretary, QUESTION)
    assert page.index("Đáp án đã cũ") < page.index(REASON)


def test_what_is_handed_in_later_is_summed_up_without_it(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    drop(signed_in(cell.secretary))
    wrong_in_one(app, signed_in(cell.dinh))
    assert kept_results(app) == [(5, 5, 1000)]


def test_dropping_twice_is_dropping_once_and_the_first_reason_stands(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    secretary = signed_in(cell.secretary)
    drop(secretary)
    drop(signed_in(cell.deputy), "Một lý do khác")
    with app.app_context(), app.extensions["database"].reading() as session:
        assert session.scalars(select(DroppedQuestion.reason)).all() == [REASON]


def test_without_a_reason_nothing_is_dropped(app: Flask, cell: TestCell, signed_in: SignIn) -> None:
    wrong_in_one(app, signed_in(cell.dinh))
    secretary = signed_in(cell.secretary)
    for reason in ("", "   ", "x" * 201):
        answer = secretary.post(f"{QUESTION}/bo", data={"reason": reason})
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.text
    assert kept_results(app) == [(5, 6, 833)]


def test_only_a_question_that_there_is_can_be_dropped(cell: TestCell, signed_in: SignIn) -> None:
    secretary = signed_in(cell.secretary)
    assert secretary.post(f"/ket-qua/{TOPIC}/cau/khong-co/bo", data={"reason": REASON}).status_code == 404
    assert secretary.post(f"/ket-qua/{TOPIC}/cau/khong-co/tinh-lai").status_code == 404


def test_another_cell_s_scores_stay_as_they_are(
    app: Flask, cell: TestCell, other_cell: TestCell, signed_in: SignIn
) -> None:
    wrong_in_one(app, signed_in(cell.dinh))
    drop(signed_in(other_cell.secretary))
    assert kept_results(app) == [(5, 6, 833)]


def test_the_results_of_a_topic_can_be_rebuilt_from_the_responses(
    app: Flask, cell: TestCell, signed_in: SignIn
) -> None:
    for person in (cell.dinh, cell.binh):
        wrong_in_one(app, signed_in(person))
    drop(signed_in(cell.secretary))
    start(app, signed_in(cell.deputy), "exam").answer(1)
    told = kept_results(app)
    with app.app_context(), app.extensions["database"].writing() as session:
        for attempt in session.scalars(select(Attempt).where(Attempt.submitted_at.is_not(None))):
            attempt.right = attempt.asked = attempt.mark = 0
        sum_up_topic(session, cell.id, TOPIC)
        session.commit()
    assert kept_results(app) == told == [(5, 5, 1000), (5, 5, 1000), (None, None, None)]
