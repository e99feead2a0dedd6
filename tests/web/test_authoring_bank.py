"""The bank: questions are found by what they say and have shown, and quizzes are built from them."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.authoring.models import DraftPart
from elearn.topics.models import OwnTopic
from quizzes.formats.parts import table_of
from tests.conftest import TOPIC, SignIn, TestCell
from tests.web.taking import start

BANK = "/kho-cau-hoi"


@pytest.fixture
def author(cell: TestCell, signed_in: SignIn) -> FlaskClient:
    """The secretary's browser."""
    return signed_in(cell.secretary)


def count(browser: FlaskClient, **asked: str) -> int:
    """Return how many questions are found."""
    found = re.search(r'<p role="status">(\d+) câu', browser.get(BANK, query_string=asked).text)
    assert found is not None
    return int(found[1])


def keys(app: Flask, slug: str) -> list[str]:
    with app.extensions["database"].reading() as session:
        rows = session.scalars(
            select(DraftPart).filter_by(slug=slug, kind="quiz").order_by(DraftPart.position)
        )
        return [str(table_of(row.text)["prompt"]) for row in rows]


def test_words_find_questions_without_their_tone_marks(author: FlaskClient) -> None:
    assert 0 < count(author, words="CHON MOT viec nao") < count(author)
    assert count(author, words="chọn một việc nào") == count(author, words="chon mot viec nao")
    assert count(author, words="khongcotunay") == 0


@pytest.mark.parametrize(
    "asked",
    [{"topic": TOPIC}, {"type": "match"}, {"skill": "recall"}, {"words": "example.org"}],
    ids=lambda asked: next(iter(asked)),
)
def test_topic_type_skill_and_source_narrow_what_is_found(author: FlaskClient, asked: dict[str, str]) -> None:
    assert 0 < count(author, **asked) < count(author)


def test_what_the_cell_answered_is_known_with_its_day_and_silent_below_five_people(
    app: Flask, author: FlaskClient, cell: TestCell, signed_in: SignIn
) -> None:
    assert count(author, topic=TOPIC, used="never") == count(author, topic=TOPIC)
    taking = start(app, signed_in(cell.dinh), "practice")
    taking.answer_all()
    taking.hand_in()
    answered = count(author, topic=TOPIC) - count(author, topic=TOPIC, used="never")
    assert answered == len(taking.opened().order)
    assert "trả lời lần cuối" in author.get(BANK, query_string={"topic": TOPIC}).text
    assert count(author, topic=TOPIC, difficulty="easy") == 0
    assert count(author, topic=TOPIC, difficulty="unknown") == count(author, topic=TOPIC)


def test_another_cells_answers_are_not_known_here(
    app: Flask, author: FlaskClient, other_cell: TestCell, signed_in: SignIn
) -> None:
    start(app, signed_in(other_cell.dinh), "practice").answer_all()
    assert count(author, topic=TOPIC, used="never") == count(author, topic=TOPIC)


def test_ticked_questions_become_a_new_topic_of_the_cell(app: Flask, author: FlaskClient) -> None:
    answer = author.post(BANK, data={"title": "Ôn tập quý", "cau": [f"{TOPIC}:mot", f"{TOPIC}:go"]})
    assert answer.location == "/soan/on-tap-quy"
    assert len(keys(app, "on-tap-quy")) == 2


def test_ticked_questions_go_into_a_topic_there_is(app: Flask, author: FlaskClient) -> None:
    author.post("/soan", data={"title": "Đề cũ"})
    answer = author.post(BANK, data={"into": "de-cu", "cau": [f"{TOPIC}:mot"]})
    assert answer.location == "/soan/de-cu"
    assert len(keys(app, "de-cu")) == 1


def test_the_same_seed_draws_the_same_questions_and_is_kept(app: Flask, author: FlaskClient) -> None:
    for title in ("Một", "Hai"):
        fields = {"title": title, "topic": TOPIC, "draws": "1", "count": "4", "seed": "1a2b"}
        assert author.post(BANK, data=fields).status_code == 303
    assert keys(app, "mot") == keys(app, "hai")
    assert len(keys(app, "mot")) == 4
    assert "hạt giống 1a2b" in author.get("/soan/mot/gioi-thieu").text


def test_a_topic_of_another_cell_is_no_place_for_questions(author: FlaskClient, app: Flask) -> None:
    answer = author.post(BANK, data={"into": "cua-nguoi-khac", "cau": [f"{TOPIC}:mot"]})
    assert answer.status_code == 422
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(OwnTopic)).all() == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": "", "cau": f"{TOPIC}:mot"}, "ghi tên chuyên đề mới"),
        ({"title": "Đề", "draws": "1", "count": "0"}, "Từ 1 đến 50"),
        ({"title": "Đề", "draws": "1", "count": "nhiều"}, "số"),
    ],
)
def test_what_is_missing_is_said(author: FlaskClient, fields: dict[str, str], words: str) -> None:
    answer = author.post(BANK, data=fields)
    assert answer.status_code == 422
    assert words in answer.text


def test_without_a_choice_nothing_is_built(app: Flask, author: FlaskClient) -> None:
    answer = author.post(BANK, data={"title": "Đề", "cau": "khong:co"}, follow_redirects=True)
    assert "Chưa chọn câu nào" in answer.text
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(OwnTopic)).all() == []
