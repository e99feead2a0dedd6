"""Every type of question is written in a form, half or whole, and nothing of two authors is lost."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from elearn.authoring import actions, queries
from elearn.authoring.models import DraftPart
from elearn.authoring.questions.preview import preview_of
from elearn.authoring.questions.specs import SPECS
from elearn.topics.models import OwnTopic
from quizzes.formats.parts import Part, Values
from tests.conftest import TOPIC, SignIn, TestCell, TestClock
from tests.engine.examples import BODIES, question
from tests.web.authoring_routes import OWN_SLUG, OWN_TOPIC

NEW = f"{OWN_TOPIC}/cau/moi/quiz"


class Fields(HTMLParser):
    """What a browser would send of the page's form with class `stack`, untouched."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self._inside = False
        self._area = self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the value of an input, or begin a longer field."""
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = "draft" in at.get("data-behaviour", "")
        if not self._inside:
            return
        if tag == "input" and (at.get("type") != "checkbox" or "checked" in at):
            self.sent.append((at.get("name", ""), at.get("value", "")))
        elif tag == "textarea":
            self._area = at["name"]
            self.sent.append((self._area, ""))
        elif tag == "select":
            self._select = at["name"]
        elif tag == "option" and "selected" in at:
            self.sent.append((self._select, at["value"]))

    def handle_endtag(self, tag: str) -> None:
        """End a longer field."""
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        """Add the text of a longer field."""
        if self._area:
            self.sent[-1] = (self._area, self.sent[-1][1] + data)

    def with_(self, **changed: str) -> dict[str, list[str]]:
        """Return the fields with some of them changed."""
        found: dict[str, list[str]] = {}
        for name, value in self.sent:
            found.setdefault(name, []).append(value)
        return {**found, **{name: [value] for name, value in changed.items()}}


@pytest.fixture
def author(cell: TestCell, signed_in: SignIn) -> FlaskClient:
    """The secretary's browser, with a copy of the test topic."""
    browser = signed_in(cell.secretary)
    browser.post(f"/soan/chep/{TOPIC}")
    return browser


def kept(app: Flask, cell: TestCell, question_id: str) -> Values:
    with app.extensions["database"].reading() as session:
        return queries.part_of(session.get_one(DraftPart, (cell.id, OWN_SLUG, question_id))).table


@pytest.mark.parametrize("kind", SPECS)
def test_a_question_of_every_type_opens_in_its_form_and_saving_it_unchanged_changes_nothing_in_it(
    app: Flask, cell: TestCell, the_clock: TestClock, author: FlaskClient, kind: str
) -> None:
    written = question(BODIES[kind], "thu").written()
    with app.extensions["database"].writing() as session:
        topic = session.get_one(OwnTopic, (cell.id, OWN_SLUG))
        actions.add_parts(session, topic, [Part("quiz", "thu", written)], cell.secretary.id, the_clock())
        session.commit()
    address = f"{OWN_TOPIC}/cau/thu"
    page = author.get(address).text
    assert "Trước khi công bố" not in page
    assert author.post(address, data=Fields(page).with_()).status_code == 303
    assert preview_of(kept(app, cell, "thu"), "quiz").question == question(BODIES[kind], "thu")


@pytest.mark.parametrize("kind", SPECS)
def test_a_question_of_every_type_begins_empty_and_says_what_is_missing(
    author: FlaskClient, kind: str
) -> None:
    answer = author.post(NEW, data={"loai": kind})
    page = author.get(answer.location).text
    assert "Đã lưu nháp" in page
    assert author.post(answer.location, data=Fields(page).with_()).status_code == 303


def test_the_list_of_types_says_each_in_a_word(author: FlaskClient) -> None:
    page = author.get(NEW).text
    for words in ("Chọn một", "Chọn nhiều", "Đúng hay sai", "Ghép đôi", "Bài đăng", "Tình huống"):
        assert words in page


def test_a_choice_is_written_in_one_go(app: Flask, cell: TestCell, author: FlaskClient) -> None:
    address = author.post(NEW, data={"loai": "choice"}).location
    fields = Fields(author.get(address).text).with_(
        **{
            "prompt": "Việc nào làm trước?",
            "options-0-text": "Hỏi trưởng thôn",
            "options-0-right": "1",
            "options-1-text": "Chuyển tiếp",
            "options-1-feedback": "Tin sai thì lan nhanh.",
            "explanation": "Hỏi người ở gần việc.",
            "source": "Tài liệu thử (https://example.org/a)",
        }
    )
    author.post(address, data=fields)
    found = preview_of(kept(app, cell, address.rsplit("/", 1)[1]), "quiz").question
    assert found is not None
    assert [option.text for option in found.choices] == ["Hỏi trưởng thôn", "Chuyển tiếp"]
    assert found.answer_texts(found.right_response) == ("Hỏi trưởng thôn",)
    assert "Hỏi trưởng thôn" in author.get(address).text


def test_an_option_keeps_its_id_when_its_words_change(
    app: Flask, cell: TestCell, author: FlaskClient
) -> None:
    fields = Fields(author.get(f"{OWN_TOPIC}/cau/mot").text).with_(**{"options-0-text": "Chữ khác"})
    author.post(f"{OWN_TOPIC}/cau/mot", data=fields)
    options: Any = kept(app, cell, "mot")["options"]
    assert options[0]["text"] == "Chữ khác"
    assert [row["id"] for row in options] == ["a", "b", "c"]


def test_more_rows_lose_nothing_and_save_nothing(app: Flask, cell: TestCell, author: FlaskClient) -> None:
    address = f"{OWN_TOPIC}/cau/mot"
    page = author.get(address).text
    answer = author.post(address, data=Fields(page).with_(prompt="Chưa lưu", them="options"))
    assert answer.status_code == 200
    assert "Chưa lưu" in answer.text
    assert "options-4-text" in answer.text
    assert kept(app, cell, "mot")["prompt"] != "Chưa lưu"


def test_the_page_saves_itself_and_goes_on_from_the_new_revision(
    app: Flask, cell: TestCell, author: FlaskClient
) -> None:
    address = f"{OWN_TOPIC}/cau/mot"
    fields = Fields(author.get(address).text)
    first = author.post(address, data=fields.with_(**{"prompt": "Một", "tu-luu": "1"}))
    assert 'data-revision="2"' in first.text
    assert "Một" in first.text
    assert "<html" not in first.text
    second = author.post(address, data=fields.with_(**{"prompt": "Hai", "tu-luu": "1", "revision": "2"}))
    assert second.status_code == 200
    assert kept(app, cell, "mot")["prompt"] == "Hai"


def test_the_second_of_two_authors_is_told_who_and_sees_both(
    app: Flask, cell: TestCell, author: FlaskClient, signed_in: SignIn
) -> None:
    address = f"{OWN_TOPIC}/cau/mot"
    other = signed_in(cell.deputy)
    mine, theirs = Fields(author.get(address).text), Fields(other.get(address).text)
    other.post(address, data=theirs.with_(prompt="Bản của Chi"))
    answer = author.post(address, data=mine.with_(prompt="Bản của An"))
    assert answer.status_code == 409
    for words in ("Trần Thị Chi", "Bản của Chi", "Bản của An"):
        assert words in answer.text
    assert kept(app, cell, "mot")["prompt"] == "Bản của Chi"
    author.post(address, data=Fields(answer.text).with_())
    assert kept(app, cell, "mot")["prompt"] == "Bản của An"
    author.post(f"{OWN_TOPIC}/phan/mot/lui")
    assert kept(app, cell, "mot")["prompt"] == "Bản của Chi"


def test_a_check_question_stands_on_the_card_it_was_asked_for(author: FlaskClient) -> None:
    lesson = f"{OWN_TOPIC}/bai/bai-mot"
    page = author.get(lesson).text
    fields = {"title": "Bài", "minutes": "5", "text": "## Một\n\nHai chữ.\n\nNguồn: sách\n", "revision": "1"}
    author.post(lesson, data=fields)
    answer = author.post(f"{OWN_TOPIC}/cau/moi/check", data={"loai": "choice", "bai": "bai-mot", "the": "1"})
    assert answer.status_code == 303
    number = answer.location.rsplit("/", 1)[1]
    page = author.get(lesson).text
    assert f"Câu hỏi: {number}" in page
    assert (
        author.post(
            f"{OWN_TOPIC}/cau/moi/check", data={"loai": "choice", "bai": "bai-mot", "the": "9"}
        ).status_code
        == 404
    )


def test_a_case_gets_its_questions_one_by_one(app: Flask, cell: TestCell, author: FlaskClient) -> None:
    address = author.post(NEW, data={"loai": "case"}).location
    for kind in ("choice", "short_text"):
        author.post(address, data=Fields(author.get(address).text).with_(**{"them-cau": kind}))
    number = address.rsplit("/", 1)[1]
    parts: Any = kept(app, cell, number)["part"]
    assert [part["type"] for part in parts] == ["choice", "short_text"]
    gone = Fields(author.get(address).text).with_(**{"part-0-gone": "1"})
    author.post(address, data=gone)
    parts = kept(app, cell, number)["part"]
    assert [part["type"] for part in parts] == ["short_text"]


def bad_fields() -> Iterator[tuple[str, dict[str, str], int]]:
    yield "broken letters", {"prompt": "Ch\ufffd b\ufffd"}, 422
    yield "too long", {"prompt": "chữ " * 9000}, 422
    yield "no number", {"points": "nhiều"}, 303
    yield "no day", {"valid_until": "31/31/2026"}, 303
    yield "unknown skill", {"skill": "khong-co"}, 303
    yield "unknown row", {"options-99-text": "x", "options-99-id": "q"}, 303


@pytest.mark.parametrize(
    ("fields", "status"), [row[1:] for row in bad_fields()], ids=[row[0] for row in bad_fields()]
)
def test_bad_fields_are_named_and_nothing_is_lost(
    author: FlaskClient, fields: dict[str, str], status: int
) -> None:
    address = f"{OWN_TOPIC}/cau/mot"
    answer = author.post(address, data=Fields(author.get(address).text).with_(**fields))
    assert answer.status_code == status
    if status == 422:
        assert "vẫn còn đây" in answer.text


@pytest.mark.parametrize("address", ["cau/about", "cau/bai-mot", "cau/khong-co"])
def test_what_is_no_question_is_not_there(author: FlaskClient, address: str) -> None:
    assert author.get(f"{OWN_TOPIC}/{address}").status_code == 404


@pytest.mark.parametrize("kind", ["khong-co", ""])
def test_an_unknown_type_is_not_begun(author: FlaskClient, kind: str) -> None:
    assert author.post(NEW, data={"loai": kind}).status_code == 422
    assert author.post(f"{OWN_TOPIC}/cau/moi/check", data={"loai": "poll"}).status_code == 422
