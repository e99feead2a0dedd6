"""Questions come in as text or files, with nothing hidden."""

import io
import re
import zipfile
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from elearn.authoring.models import DraftPart
from quizzes.formats.convert import write_file
from quizzes.formats.parts import table_of
from quizzes.quiz import Quiz
from tests.conftest import TOPIC, SignIn, TestCell
from tests.engine.examples import BODIES, question
from tests.web.authoring_routes import OWN_TOPIC

PAGE = f"{OWN_TOPIC}/nhap"
TEXT = """Câu 1. Chi bộ họp thường kỳ vào buổi nào trong thông báo?
A. Sáng
*B. Chiều
Giải thích: Thông báo ghi buổi chiều.
Câu 2. Trong thông báo, ai chủ trì?
A. Bí thư
B. Phó bí thư
Đáp án: A
Câu 3. Câu này chưa có đáp án nào.
A. Một
B. Hai
"""


@pytest.fixture
def author(cell: TestCell, signed_in: SignIn) -> FlaskClient:
    """The secretary's browser, with a copy of the test topic."""
    browser = signed_in(cell.secretary)
    browser.post(f"/soan/chep/{TOPIC}")
    return browser


def paste(browser: FlaskClient, text: str, **more: str) -> TestResponse:
    return browser.post(PAGE, data={"text": text, "kind": "quiz", "format": "", **more})


def upload(browser: FlaskClient, data: bytes, name: str) -> TestResponse:
    return browser.post(PAGE, data={"kind": "quiz", "format": "", "file": (io.BytesIO(data), name)})


def take(browser: FlaskClient, page: str, *numbers: int, **more: str) -> TestResponse:
    """Press the button of a preview with these questions ticked."""
    read = re.search(r'<textarea name="read" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    left_out = re.search(r'name="left_out" value="(\d*)"', page)
    assert read is not None
    assert left_out is not None
    fields = {
        "read": unescape(read[1]),
        "left_out": left_out[1],
        "kind": "quiz",
        "chosen": list(map(str, numbers)),
    }
    return browser.post(f"{PAGE}/lay", data={**fields, **more}, follow_redirects=True)


def prompts(app: Flask) -> list[str]:
    """Return what the quiz's questions of the draft ask, in their order."""
    with app.extensions["database"].reading() as session:
        rows = session.scalars(select(DraftPart).filter_by(kind="quiz").order_by(DraftPart.position))
        return [str(table_of(row.text)["prompt"]) for row in rows]


def test_what_is_read_is_shown_beside_the_source_and_nothing_is_saved(
    app: Flask, author: FlaskClient
) -> None:
    before = prompts(app)
    page = paste(author, TEXT).text
    assert "Đọc được 2 câu" in page
    assert "1 chỗ không đọc được" in page
    assert re.search(r'<li value="9" class="source-lines__noted">.*?không đọc được', page, re.DOTALL)
    assert prompts(app) == before


def test_the_chosen_ones_are_taken_and_no_others(app: Flask, author: FlaskClient) -> None:
    page = paste(author, TEXT).text
    answer = take(author, page, 1, consent="1")
    assert "Đã thêm 1 câu" in answer.text
    assert prompts(app)[-1] == "Trong thông báo, ai chủ trì?"
    assert "họp thường kỳ" not in " ".join(prompts(app))


def test_a_second_tap_adds_nothing(app: Flask, author: FlaskClient) -> None:
    page = paste(author, TEXT).text
    take(author, page, 0, 1, consent="1")
    after = prompts(app)
    assert "2 câu đã có sẵn" in take(author, page, 0, 1, consent="1").text
    assert prompts(app) == after


@pytest.mark.parametrize(
    ("numbers", "more"), [((), {"consent": "1"}), ((0, 1), {})], ids=["none", "no consent"]
)
def test_nothing_is_taken_without_a_choice_and_without_consent_to_leave_the_rest(
    app: Flask, author: FlaskClient, numbers: tuple[int, ...], more: dict[str, str]
) -> None:
    before = prompts(app)
    answer = take(author, paste(author, TEXT).text, *numbers, **more)
    assert "Chưa lấy câu nào" in answer.text
    assert prompts(app) == before


def test_who_forgot_to_agree_finds_the_ticks_as_they_were(app: Flask, author: FlaskClient) -> None:
    answer = take(author, paste(author, TEXT).text, 1, kind="meeting")
    assert answer.status_code == 422
    assert re.findall(r'name="chosen" value="(\d)"( checked)?', answer.text) == [("0", ""), ("1", " checked")]
    take(author, answer.text, 1, consent="1", kind="meeting")
    with app.extensions["database"].reading() as session:
        assert "ai chủ trì" in session.scalars(select(DraftPart).filter_by(kind="meeting")).one().text


def test_questions_for_the_meeting_become_that(app: Flask, author: FlaskClient) -> None:
    page = paste(author, TEXT, kind="meeting").text
    take(author, page, 0, consent="1", kind="meeting")
    with app.extensions["database"].reading() as session:
        row = session.scalars(select(DraftPart).filter_by(kind="meeting")).one()
        assert "họp thường kỳ" in row.text


QUIZ = Quiz("Thử", tuple(question(BODIES[kind], kind.replace("_", "-")) for kind in ("choice", "several")))


@pytest.mark.parametrize("name", ["docx", "xlsx", "csv", "gift", "moodle", "qti", "qti3", "topic", "text"])
def test_files_of_every_format_are_read_by_their_content(app: Flask, author: FlaskClient, name: str) -> None:
    data = write_file(QUIZ, name).data
    page = upload(author, data, "tep").text
    assert "Đọc được 2 câu" in page
    assert "Đã thêm 2 câu" in take(author, page, 0, 1, consent="1").text


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_text_with_a_mark_of_secrecy_is_refused_before_anything_is_kept(
    app: Flask, author: FlaskClient, mark: str
) -> None:
    answer = paste(author, f"{mark}\n{TEXT}")
    assert answer.status_code == 422
    assert "dấu độ mật" in answer.text or "mật" in answer.text
    assert 'name="read"' not in answer.text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": " "},
        {"text": "x" * 400_001},
        {"text": "Chỉ là một đoạn văn."},
        {"text": TEXT, "format": "pdf"},
    ],
    ids=["nothing", "blank", "too long", "no question", "unknown format"],
)
def test_what_cannot_be_read_is_said_and_nothing_is_lost(author: FlaskClient, fields: dict[str, str]) -> None:
    answer = author.post(PAGE, data={"kind": "quiz", "format": "", **fields})
    assert answer.status_code == 422


def test_a_hostile_file_is_refused_with_its_reason(author: FlaskClient) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 60_000_000)
        packed.writestr("[Content_Types].xml", b"")
    answer = upload(author, bomb.getvalue(), "bom.docx")
    assert answer.status_code == 422
    assert "Không đọc được câu nào" in answer.text


def test_a_changed_page_cannot_bring_in_what_is_no_question(app: Flask, author: FlaskClient) -> None:
    before = prompts(app)
    answer = author.post(
        f"{PAGE}/lay", data={"read": "khong phai toml", "chosen": "0", "kind": "quiz"}, follow_redirects=True
    )
    assert "Chưa lấy câu nào" in answer.text
    assert prompts(app) == before
