"""Lessons are written in cards, with pictures that a weak network carries."""

import io
import random

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from elearn.authoring.scaling import LONGEST_SIDE, MOST_BYTES
from elearn.topics.models import TopicPicture
from tests.conftest import TOPIC, SignIn, TestCell
from tests.web.authoring_routes import OWN_SLUG, OWN_TOPIC
from tests.web.picture_hands import PICTURE, PICTURE_NAME, TEXT, image, send_picture

LESSON = f"{OWN_TOPIC}/bai/bai-mot"
SHOWN = f"/chuyen-de/{OWN_SLUG}/hinh"


@pytest.fixture
def author(cell: TestCell, signed_in: SignIn) -> FlaskClient:
    """The secretary's browser, with a copy of the test topic to write on."""
    browser = signed_in(cell.secretary)
    browser.post(f"/soan/chep/{TOPIC}")
    return browser


def save(browser: FlaskClient, text: str, revision: int = 1, address: str = LESSON):
    fields = {"title": "Bài một", "minutes": "6", "text": text, "revision": str(revision)}
    return browser.post(address, data=fields)


def test_a_lesson_begins_with_its_title_and_is_written_at_once(author: FlaskClient) -> None:
    answer = author.post(f"{OWN_TOPIC}/bai", data={"title": "Giữ lời hứa"})
    assert answer.location == f"{OWN_TOPIC}/bai/giu-loi-hua"
    assert save(author, TEXT, address=answer.location).status_code == 303
    page = author.get(answer.location).text
    assert "Thẻ 1: 2 trên 80 từ" in page
    assert "không kết thúc bằng câu hỏi" in page


def test_a_lesson_without_a_title_is_not_begun(author: FlaskClient) -> None:
    answer = author.post(f"{OWN_TOPIC}/bai", data={"title": " "}, follow_redirects=True)
    assert "tên" in answer.text


def test_a_second_lesson_of_the_same_title_is_another_one(author: FlaskClient) -> None:
    first = author.post(f"{OWN_TOPIC}/bai", data={"title": "Giữ lời hứa"}).location
    assert author.post(f"{OWN_TOPIC}/bai", data={"title": "Giữ lời hứa"}).location == f"{first}-2"


def test_a_whole_lesson_opens_with_its_cards_and_nothing_to_mend(author: FlaskClient) -> None:
    page = author.get(LESSON).text
    assert "Câu hỏi kiểm tra:" in page
    assert "Thẻ 1" in page
    assert page.count('class="notice') == 0


def test_a_card_with_too_many_words_says_so_and_is_saved_all_the_same(author: FlaskClient) -> None:
    save(author, TEXT.replace("Hai chữ.", "chữ " * 85))
    page = author.get(LESSON).text
    assert "85 trên 80 từ" in page
    assert "quá dài" in page


def test_the_page_saves_itself_and_gets_its_cards_back(author: FlaskClient) -> None:
    fields = {
        "title": "Bài một",
        "minutes": "6",
        "text": "## Nháp\n\nVừa gõ.\n",
        "revision": "1",
        "tu-luu": "1",
    }
    answer = author.post(LESSON, data=fields)
    assert 'data-revision="2"' in answer.text
    assert "Vừa gõ." in answer.text
    assert "<html" not in answer.text
    assert "Vừa gõ." in author.get(LESSON).text


def test_the_second_of_two_authors_is_told_and_both_texts_are_there(author: FlaskClient) -> None:
    assert save(author, TEXT).status_code == 303
    answer = save(author, TEXT.replace("Hai chữ", "Ba chữ"))
    assert answer.status_code == 409
    assert "Ba chữ" in answer.text
    assert "Hai chữ" in answer.text


def test_a_step_of_a_lesson_is_taken_back_on_its_own_page(author: FlaskClient) -> None:
    save(author, TEXT)
    back = author.post(f"{OWN_TOPIC}/phan/bai-mot/lui", follow_redirects=True)
    assert back.request.path == LESSON
    assert "Hai chữ" not in back.text


def test_a_lesson_is_taken_out_from_its_own_page(author: FlaskClient) -> None:
    assert f'action="{OWN_TOPIC}/phan/bai-mot/bo"' in author.get(LESSON).text
    author.post(f"{OWN_TOPIC}/phan/bai-mot/bo")
    assert author.get(LESSON).status_code == 404


def test_minutes_that_are_no_number_are_refused_and_the_text_is_still_there(author: FlaskClient) -> None:
    fields = {"title": "Bài", "minutes": "nhiều", "text": "## Một\n\nVừa gõ.\n", "revision": "1"}
    answer = author.post(LESSON, data=fields)
    assert answer.status_code == 422
    assert "Vừa gõ." in answer.text


def test_a_question_is_no_lesson(author: FlaskClient) -> None:
    assert author.get(f"{OWN_TOPIC}/bai/about").status_code == 404


def test_a_picture_stands_on_its_card_for_the_cell_once_the_topic_is_published(
    author: FlaskClient, cell: TestCell, other_cell: TestCell, signed_in: SignIn
) -> None:
    text = author.get(LESSON).text
    assert send_picture(author, LESSON).status_code == 303
    page = author.get(LESSON).text
    assert f"{SHOWN}/{PICTURE_NAME}.webp" in page
    assert 'alt="Bản đồ xã"' in page
    assert text != page
    answer = signed_in(cell.dinh).get(f"{SHOWN}/{PICTURE_NAME}.webp")
    assert answer.mimetype == "image/webp"
    assert "immutable" in answer.headers["Cache-Control"]
    assert Image.open(io.BytesIO(answer.data)).size == (40, 30)
    assert signed_in(other_cell.dinh).get(f"{SHOWN}/{PICTURE_NAME}.webp").status_code == 404


def test_the_same_picture_twice_is_kept_once(app: Flask, author: FlaskClient) -> None:
    send_picture(author, LESSON)
    send_picture(author, LESSON, revision="2")
    with app.extensions["database"].reading() as session:
        assert session.query(TopicPicture).count() == 1


def test_a_photo_is_made_small_turned_upright_and_forgets_where_it_was_taken(author: FlaskClient) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # held upright: rows are columns
    exif[0x010F] = "Máy ảnh"
    exif.get_ifd(0x8825)[1] = "N"
    noise = Image.frombytes("RGB", (1000, 750), random.Random(1).randbytes(1000 * 750 * 3))
    file = io.BytesIO()
    noise.save(file, "JPEG", exif=exif, quality=30)
    assert send_picture(author, LESSON, file.getvalue()).status_code == 303
    shown = author.get(LESSON).text.partition(f"{SHOWN}/")[2].partition('"')[0]
    data = author.get(f"{SHOWN}/{shown}").data
    small = Image.open(io.BytesIO(data))
    assert len(data) <= MOST_BYTES
    assert small.height > small.width
    assert max(small.size) <= LONGEST_SIDE
    assert not small.getexif()
    assert b"Exif" not in data


def bomb() -> bytes:
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "ảnh"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "không phải là ảnh"),
        (PICTURE[:40], "không phải là ảnh"),
        (image("JPEG", (300, 300))[:700], "không phải là ảnh"),
        (image("BMP"), "không phải là ảnh"),
        (bomb(), "50 triệu điểm ảnh"),
    ],
    ids=["empty", "svg", "cut png", "cut jpeg", "another format", "bomb"],
)
def test_what_is_no_picture_is_refused_with_its_reason_and_the_text_is_still_there(
    author: FlaskClient, data: bytes, words: str
) -> None:
    answer = send_picture(author, LESSON, data, text="## Một\n\nVừa gõ xong.\n")
    assert answer.status_code == 422
    assert words in answer.text
    assert "Vừa gõ xong." in answer.text


def test_a_picture_needs_words_for_whoever_cannot_see_it(author: FlaskClient) -> None:
    assert send_picture(author, LESSON, alt=" ").status_code == 422


@pytest.mark.parametrize("card", ["0", "9", "x", ""])
def test_a_picture_goes_only_on_a_card_that_is_there(author: FlaskClient, card: str) -> None:
    assert send_picture(author, LESSON, card=card).status_code == 422


def test_a_file_that_is_too_large_is_refused_in_words(author: FlaskClient) -> None:
    answer = author.post(
        f"{LESSON}/hinh", data=b"0" * 13 * 1024 * 1024, content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 413
    assert "quá lớn" in answer.text
