"""The author's table: a topic is written in parts, published, and stays the cell's own."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.accounts import actions as accounts
from elearn.authoring import actions, queries
from elearn.authoring.models import DraftPart
from elearn.topics.models import OwnTopic
from quizzes.formats.parts import Part
from tests.conftest import TOPIC, SignIn, TestCell, TestClock

TITLE = "Nếp sống văn minh ở thôn"
SLUG = "nep-song-van-minh-o-thon"
QUESTION = Part(
    "quiz",
    "cau-1",
    {
        "id": "cau-1",
        "type": "true_false",
        "skill": "recall",
        "prompt": "Đám cưới ở thôn kéo dài không quá hai ngày.",
        "verdict": "true",
        "explanation": "Quy ước của thôn ghi như vậy.",
        "source": "Quy ước thôn, 01/01/2026",
    },
)


@pytest.fixture
def draft(app: Flask, cell: TestCell, the_clock: TestClock) -> Callable[..., None]:
    """Add questions to the topic's draft."""

    def add(*parts: Part) -> None:
        with app.extensions["database"].writing() as session:
            topic = session.get_one(OwnTopic, (cell.id, SLUG))
            actions.add_parts(session, topic, parts, cell.secretary.id, the_clock())
            session.commit()

    return add


def begin(browser: FlaskClient) -> None:
    answer = browser.post("/soan", data={"title": TITLE})
    assert answer.location == f"/soan/{SLUG}"


def test_a_topic_begins_with_its_title_alone(secretary: FlaskClient) -> None:
    begin(secretary)
    assert TITLE in secretary.get("/soan").text
    assert "Bản nháp" in secretary.get(f"/soan/{SLUG}").text


def test_two_topics_of_one_title_have_two_addresses(secretary: FlaskClient) -> None:
    begin(secretary)
    assert secretary.post("/soan", data={"title": TITLE}).location == f"/soan/{SLUG}-2"


def test_a_title_without_letters_still_gets_an_address(secretary: FlaskClient) -> None:
    assert secretary.post("/soan", data={"title": "???"}).location == "/soan/chuyen-de"


def test_an_empty_title_is_refused(secretary: FlaskClient) -> None:
    assert secretary.post("/soan", data={"title": " "}).status_code == 422


def test_a_draft_without_questions_is_not_published_and_says_why(secretary: FlaskClient) -> None:
    begin(secretary)
    answer = secretary.post(f"/soan/{SLUG}/cong-bo")
    assert answer.status_code == 422
    assert "quiz.toml" in answer.text


def test_what_is_published_the_cell_sees_and_another_cell_does_not(
    secretary: FlaskClient,
    draft: Callable[..., None],
    cell: TestCell,
    other_cell: TestCell,
    signed_in: SignIn,
) -> None:
    begin(secretary)
    draft(QUESTION)
    member = signed_in(cell.dinh)
    assert member.get(f"/chuyen-de/{SLUG}").status_code == 404
    assert secretary.post(f"/soan/{SLUG}/cong-bo").status_code == 303
    assert TITLE in member.get(f"/chuyen-de/{SLUG}").text
    assert TITLE in member.get("/").text
    stranger = signed_in(other_cell.dinh)
    assert stranger.get(f"/chuyen-de/{SLUG}").status_code == 404
    assert TITLE not in stranger.get("/").text


def test_the_cell_takes_the_quiz_of_its_own_topic_and_an_edit_changes_no_old_attempt(
    app: Flask,
    secretary: FlaskClient,
    draft: Callable[..., None],
    cell: TestCell,
    signed_in: SignIn,
    the_clock: TestClock,
) -> None:
    begin(secretary)
    draft(QUESTION)
    secretary.post(f"/soan/{SLUG}/cong-bo")
    member = signed_in(cell.dinh)
    started = member.post(f"/chuyen-de/{SLUG}/lam-bai", data={"mode": "practice"})
    with app.extensions["database"].writing() as session:
        topic = session.get_one(OwnTopic, (cell.id, SLUG))
        part = session.get_one(DraftPart, (cell.id, SLUG, "cau-1"))
        table = {**QUESTION.table, "prompt": "Đám cưới kéo dài ba ngày."}
        by = cell.secretary.id
        actions.save(session, topic, part, table, opened_revision=1, by=by, now=the_clock())
        session.commit()
    assert secretary.post(f"/soan/{SLUG}/cong-bo").status_code == 303
    assert "không quá hai ngày" in member.get(started.location).text
    assert (
        "Phiên bản 2" in secretary.get(f"/soan/{SLUG}").text or "bản 2" in secretary.get(f"/soan/{SLUG}").text
    )


def test_a_topic_taken_back_is_offered_no_longer(
    secretary: FlaskClient, draft: Callable[..., None], cell: TestCell, signed_in: SignIn
) -> None:
    begin(secretary)
    draft(QUESTION)
    secretary.post(f"/soan/{SLUG}/cong-bo")
    for _twice in range(2):
        assert secretary.post(f"/soan/{SLUG}/thoi-cong-bo").status_code == 303
    assert signed_in(cell.dinh).get(f"/chuyen-de/{SLUG}").status_code == 404


def test_a_shipped_topic_is_copied_whole_and_can_be_published_under_its_new_address(
    secretary: FlaskClient, cell: TestCell, signed_in: SignIn
) -> None:
    assert secretary.post("/soan/chep/tin-gia").location == "/soan/tin-gia-2"
    assert secretary.post("/soan/tin-gia-2/cong-bo").status_code == 303
    member = signed_in(cell.dinh)
    assert member.get("/chuyen-de/tin-gia-2").status_code == 200
    assert member.get("/chuyen-de/tin-gia").status_code == 200


def test_a_topic_that_is_not_there_cannot_be_copied(secretary: FlaskClient) -> None:
    assert secretary.post("/soan/chep/khong-co").status_code == 404


def test_what_the_topic_is_about_is_changed_in_a_form(secretary: FlaskClient) -> None:
    begin(secretary)
    form = {"title": "Tên mới", "summary": "Tóm tắt.", "sources": "Nguồn 1\n\nNguồn 2", "quiz_title": "Bài",
            "tries": "2", "minutes": "", "revision": "1"}  # fmt: skip
    assert secretary.post(f"/soan/{SLUG}/gioi-thieu", data=form).status_code == 303
    page = secretary.get(f"/soan/{SLUG}/gioi-thieu").text
    assert "Nguồn 1\nNguồn 2" in page
    assert "Tên mới" in secretary.get("/soan").text


def test_who_saves_over_anothers_work_is_told_and_nothing_is_lost(
    secretary: FlaskClient, cell: TestCell, signed_in: SignIn
) -> None:
    begin(secretary)
    form = {"title": "Của bí thư", "summary": "a", "sources": "", "quiz_title": "Bài", "revision": "1"}
    secretary.post(f"/soan/{SLUG}/gioi-thieu", data=form)
    deputy = signed_in(cell.deputy)
    answer = deputy.post(f"/soan/{SLUG}/gioi-thieu", data={**form, "title": "Của phó bí thư"})
    assert answer.status_code == 409
    assert 'value="Của phó bí thư"' in answer.text
    assert f"{cell.secretary.name} vừa lưu phần này" in answer.text
    assert "<dd>Của bí thư</dd>" in answer.text
    again = deputy.post(f"/soan/{SLUG}/gioi-thieu", data={**form, "title": "Của phó bí thư", "revision": "2"})
    assert again.status_code == 303
    taken_back = secretary.post(f"/soan/{SLUG}/phan/about/lui", follow_redirects=True)
    assert taken_back.request.path == f"/soan/{SLUG}/gioi-thieu"
    assert 'value="Của bí thư"' in taken_back.text


def test_parts_are_moved_removed_and_put_back(
    app: Flask, secretary: FlaskClient, draft: Callable[..., None], cell: TestCell
) -> None:
    begin(secretary)
    draft(QUESTION, QUESTION)

    def order() -> list[str]:
        with app.extensions["database"].reading() as session:
            rows = queries.draft_of(session, session.get_one(OwnTopic, (cell.id, SLUG)))
            return [row.id for row in rows if row.kind == "quiz"]

    # An id that is taken is not taken twice.
    first, second = order()
    assert first != second
    secretary.post(f"/soan/{SLUG}/phan/{second}/len")
    assert order() == [second, first]
    secretary.post(f"/soan/{SLUG}/phan/{second}/len")
    assert order() == [second, first]
    secretary.post(f"/soan/{SLUG}/phan/{second}/bo")
    assert order() == [first]
    for _twice in range(2):
        secretary.post(f"/soan/{SLUG}/phan/{second}/tra-lai")
    assert order() == [second, first]


def test_what_the_topic_is_about_cannot_be_removed(secretary: FlaskClient) -> None:
    begin(secretary)
    assert secretary.post(f"/soan/{SLUG}/phan/about/bo").status_code == 404


def test_an_author_who_leads_nothing_may_write_and_other_members_may_not(
    app: Flask, cell: TestCell, signed_in: SignIn, the_clock: TestClock
) -> None:
    assert signed_in(cell.binh).get("/soan").status_code == 403
    with app.extensions["database"].writing() as session:
        accounts.grant_role(session, session.merge(cell.binh), "author", the_clock().date())
        session.commit()
    author = signed_in(cell.binh)
    begin(author)
    assert 'href="/soan"' in author.get("/").text


def test_another_cells_topic_is_no_page(
    secretary: FlaskClient, other_cell: TestCell, signed_in: SignIn
) -> None:
    begin(secretary)
    assert signed_in(other_cell.secretary).get(f"/soan/{SLUG}").status_code == 404


def test_a_topic_of_the_test_folder_is_offered_to_be_copied(secretary: FlaskClient) -> None:
    assert secretary.post(f"/soan/chep/{TOPIC}").location == f"/soan/{TOPIC}-2"
