"""A draft is checked, published in versions that can be compared, and a wrong key is put right."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.accounts import actions as accounts
from elearn.attempts.correcting import KeyCorrection
from elearn.attempts.models import Attempt, GivenResponse
from elearn.authoring import actions, queries
from elearn.authoring.models import DraftPart
from elearn.topics.models import OwnTopic
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.web.authoring_routes import OWN_SLUG, OWN_TOPIC
from tests.web.taking import Taking, start

CHECK = f"{OWN_TOPIC}/kiem-tra"
CORRECTIONS = f"{OWN_TOPIC}/sua-dap-an"
Edit = Callable[..., None]


@pytest.fixture
def secretary(cell: TestCell, signed_in: SignIn) -> FlaskClient:
    """The secretary's browser, with a copy of the test topic."""
    browser = signed_in(cell.secretary)
    browser.post(f"/soan/chep/{TOPIC}")
    return browser


@pytest.fixture
def edit(app: Flask, cell: TestCell, the_clock: TestClock) -> Edit:
    """Change keys of a part of the draft, as the secretary."""

    def change(part_id: str, **keys: object) -> None:
        with app.extensions["database"].writing() as session:
            topic = session.get_one(OwnTopic, (cell.id, OWN_SLUG))
            row = session.get_one(DraftPart, (cell.id, OWN_SLUG, part_id))
            table = {**queries.part_of(row).table, **keys}
            by, revision = cell.secretary.id, row.revision
            actions.save(session, topic, row, table, opened_revision=revision, by=by, now=the_clock())
            session.commit()

    return change


def make_author(app: Flask, cell: TestCell, the_clock: TestClock) -> None:
    with app.extensions["database"].writing() as session:
        accounts.grant_role(session, session.merge(cell.dinh), "author", the_clock().date())
        session.commit()


def with_key(right: str) -> list[dict[str, object]]:
    texts = {"a": "Kiểm tra nguồn tin", "b": "Chia sẻ cho mọi người", "c": "Gọi cho người lạ hỏi"}
    return [
        {"id": key, "text": text} | ({"right": True} if key == right else {}) for key, text in texts.items()
    ]


def test_the_list_says_what_a_machine_finds_and_where_to_mend_it(secretary: FlaskClient, edit: Edit) -> None:
    edit("mot", prompt="Đồng chí không nên không làm gì?")
    page = secretary.get(CHECK).text
    assert "hai lần phủ định" in page
    assert "không nên không làm gì" in page


def test_a_copied_topic_is_not_told_that_the_original_asks_the_same(secretary: FlaskClient) -> None:
    page = secretary.get(CHECK).text
    assert "Chọn một: việc nào làm trước?" not in page
    assert "gần giống câu «Thẻ hai nói về điều gì?»" in page  # asked twice in the topic itself


def test_a_draft_that_cannot_be_read_lists_what_to_mend_first(secretary: FlaskClient, edit: Edit) -> None:
    edit("mot", explanation="")
    page = secretary.get(CHECK).text
    assert "mot" in page
    assert "phải sửa" in page


def test_whoever_wrote_cannot_check_and_a_change_makes_a_check_void(
    app: Flask, cell: TestCell, the_clock: TestClock, secretary: FlaskClient, signed_in: SignIn, edit: Edit
) -> None:
    make_author(app, cell, the_clock)
    other = signed_in(cell.dinh)
    assert "đồng chí khác" in secretary.post(f"{OWN_TOPIC}/da-kiem-tra", follow_redirects=True).text
    assert "Đồng chí Sùng Mí Dính đã kiểm tra" not in secretary.get(CHECK).text
    other.post(f"{OWN_TOPIC}/da-kiem-tra")
    assert "Sùng Mí Dính" in secretary.get(CHECK).text
    edit("mot", prompt="Việc đầu tiên là gì?")
    assert "Sùng Mí Dính" not in secretary.get(CHECK).text


def test_a_required_checker_stands_before_publishing(
    app: Flask, cell: TestCell, the_clock: TestClock, secretary: FlaskClient, signed_in: SignIn
) -> None:
    make_author(app, cell, the_clock)
    secretary.post(f"{OWN_TOPIC}/can-nguoi-kiem-tra", data={"needs_checker": "y"})
    assert secretary.post(f"{OWN_TOPIC}/cong-bo").location == CHECK
    assert signed_in(cell.binh).get(f"/chuyen-de/{OWN_SLUG}").status_code == 404
    signed_in(cell.dinh).post(f"{OWN_TOPIC}/da-kiem-tra")
    assert secretary.post(f"{OWN_TOPIC}/cong-bo").location == OWN_TOPIC
    assert signed_in(cell.binh).get(f"/chuyen-de/{OWN_SLUG}").status_code == 200


def test_an_author_cannot_lift_the_need_for_a_checker(
    app: Flask, cell: TestCell, the_clock: TestClock, secretary: FlaskClient, signed_in: SignIn
) -> None:
    make_author(app, cell, the_clock)
    assert signed_in(cell.dinh).post(f"{OWN_TOPIC}/can-nguoi-kiem-tra").status_code == 403


def test_versions_show_what_each_changed_word_by_word(secretary: FlaskClient, edit: Edit) -> None:
    secretary.post(f"{OWN_TOPIC}/cong-bo")
    edit("mot", explanation="Nguồn tin cho biết ai nói.")
    assert "<ins>" in secretary.get(f"{OWN_TOPIC}/khac").text
    secretary.post(f"{OWN_TOPIC}/cong-bo")
    page = secretary.get(f"{OWN_TOPIC}/ban/2").text
    assert "<del>" in page
    assert "Vì sao" in page
    assert "Không có gì thay đổi" in secretary.get(f"{OWN_TOPIC}/khac").text
    assert secretary.get(f"{OWN_TOPIC}/ban/3").status_code == 404


@pytest.fixture
def answered(app: Flask, cell: TestCell, secretary: FlaskClient, signed_in: SignIn) -> Taking:
    """Dính's finished practice with everything right by the key as it was first published."""
    secretary.post(f"{OWN_TOPIC}/cong-bo")
    taking = start(app, signed_in(cell.dinh), "practice", topic=OWN_SLUG)
    taking.answer_all()
    taking.hand_in()
    return taking


def marks(app: Flask) -> tuple[int, int]:
    """Return the mark of the response to `mot`, and of its attempt."""
    with app.extensions["database"].reading() as session:
        response = session.scalars(select(GivenResponse).filter_by(question="mot")).one()
        return response.mark, session.scalars(select(Attempt.mark)).one()


def test_a_wrong_key_shows_whose_marks_would_change_and_changes_nothing_yet(
    app: Flask, secretary: FlaskClient, edit: Edit, answered: Taking
) -> None:
    edit("mot", options=with_key("c"))
    secretary.post(f"{OWN_TOPIC}/cong-bo")
    page = secretary.get(CORRECTIONS).text
    assert "Sùng Mí Dính" in page
    assert "Gọi cho người lạ hỏi" in page
    assert marks(app) == (1000, 1000)


def test_a_key_put_right_changes_the_marks_once_and_stays_on_record(
    app: Flask, secretary: FlaskClient, edit: Edit, answered: Taking
) -> None:
    edit("mot", options=with_key("c"))
    secretary.post(f"{OWN_TOPIC}/cong-bo")
    for _ in range(2):
        secretary.post(f"{CORRECTIONS}/mot", data={"reason": "Đáp án in nhầm"})
    mark, total = marks(app)
    assert mark == 0
    assert total < 1000
    with app.extensions["database"].reading() as session:
        (record,) = session.scalars(select(KeyCorrection))
        assert (record.question, record.reason, record.changed) == ("mot", "Đáp án in nhầm", 1)
    page = secretary.get(CORRECTIONS).text
    assert "Đáp án in nhầm" in page
    assert "Không điểm nào" in page
    result = answered.browser.get(f"{answered.address}/ket-qua").text
    assert "Đáp án câu này đã được sửa" in result
    assert "Gọi cho người lạ hỏi" in result


def test_a_correction_needs_its_reason(
    secretary: FlaskClient, edit: Edit, answered: Taking, app: Flask
) -> None:
    edit("mot", options=with_key("c"))
    secretary.post(f"{OWN_TOPIC}/cong-bo")
    assert secretary.post(f"{CORRECTIONS}/mot", data={"reason": " "}).status_code == 422
    assert marks(app) == (1000, 1000)


def test_answers_to_other_options_keep_their_marks(
    app: Flask, secretary: FlaskClient, edit: Edit, answered: Taking
) -> None:
    options = [{"id": "x", "text": "Việc khác"}, {"id": "y", "text": "Việc nữa", "right": True}]
    edit("mot", options=options)
    secretary.post(f"{OWN_TOPIC}/cong-bo")
    assert "Không điểm nào" in secretary.get(CORRECTIONS).text
    secretary.post(f"{CORRECTIONS}/mot", data={"reason": "thử"})
    assert marks(app) == (1000, 1000)
    assert "Kiểm tra nguồn tin" in answered.browser.get(f"{answered.address}/ket-qua?tat-ca").text


def test_other_questions_of_an_old_attempt_stay_as_they_were(
    app: Flask, secretary: FlaskClient, edit: Edit, answered: Taking
) -> None:
    edit("mot", options=with_key("c"))
    edit("nhieu", prompt="Câu này viết lại hẳn.")
    secretary.post(f"{OWN_TOPIC}/cong-bo")
    secretary.post(f"{CORRECTIONS}/mot", data={"reason": "Đáp án in nhầm"})
    assert "Câu này viết lại hẳn." not in answered.browser.get(f"{answered.address}/ket-qua?tat-ca").text


def test_a_key_that_is_not_wrong_changes_nothing_whoever_asks(
    secretary: FlaskClient, answered: Taking, app: Flask
) -> None:
    secretary.post(f"{CORRECTIONS}/mot", data={"reason": "thử"})
    assert marks(app) == (1000, 1000)
    assert secretary.post(f"{CORRECTIONS}/khong-co", data={"reason": "thử"}).status_code == 404


def test_an_author_does_not_see_whose_marks_change(
    app: Flask,
    cell: TestCell,
    the_clock: TestClock,
    secretary: FlaskClient,
    signed_in: SignIn,
    answered: Taking,
) -> None:
    make_author(app, cell, the_clock)
    assert signed_in(cell.dinh).get(CORRECTIONS).status_code == 403


def test_an_author_finds_what_they_wrote_counted_among_their_own_data(secretary: FlaskClient) -> None:
    secretary.post(f"{OWN_TOPIC}/cong-bo")
    held = secretary.get("/toi/du-lieu.json").json["done_for_the_cell"]
    assert (held["topics_begun"], held["versions_published"]) == (1, 1)
    assert held["parts_of_topics_written"] > 3
    assert "1 bản đã công bố" in secretary.get("/toi/du-lieu").text
