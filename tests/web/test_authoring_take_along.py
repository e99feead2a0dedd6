"""Topics go along as one file, and come in whole or not at all."""

import io
import re
import zipfile
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from elearn.authoring.pictures import MOST_PICTURES
from elearn.authoring.scaling import scaled
from elearn.topics.models import OwnTopic, TopicPicture
from quizzes.formats.lesson_pictures import picture_line
from tests.conftest import TOPIC, SignIn, TestCell
from tests.web.authoring_routes import OWN_TOPIC
from tests.web.picture_hands import PICTURE_NAME, image, send_picture


@pytest.fixture
def author(cell: TestCell, signed_in: SignIn) -> FlaskClient:
    """The secretary's browser, with a copy of the test topic."""
    browser = signed_in(cell.secretary)
    browser.post(f"/soan/chep/{TOPIC}")
    return browser


def test_a_topic_goes_along_as_one_file_and_comes_in_equal_with_its_pictures(
    app: Flask, author: FlaskClient, other_cell: TestCell, signed_in: SignIn
) -> None:
    send_picture(author, f"{OWN_TOPIC}/bai/bai-mot", text=_lesson_text(author))
    packed = author.get(f"{OWN_TOPIC}/mang-di.zip").data
    stranger = signed_in(other_cell.secretary)
    answer = stranger.post("/soan/nhan", data={"file": (io.BytesIO(packed), "a.zip")})
    assert answer.status_code == 303
    address = answer.location
    assert stranger.get(f"{address}/mang-di.zip").data == packed
    with app.extensions["database"].reading() as session:
        assert {row.cell_id for row in session.scalars(select(TopicPicture))} == {
            row.cell_id for row in session.scalars(select(OwnTopic))
        }
        assert {row.name for row in session.scalars(select(TopicPicture))} == {PICTURE_NAME}


def _lesson_text(author: FlaskClient) -> str:
    found = re.search(
        r'<textarea[^>]*name="text"[^>]*>\s*(.*?)</textarea>',
        author.get(f"{OWN_TOPIC}/bai/bai-mot").text,
        re.DOTALL,
    )
    assert found is not None
    return unescape(found[1])


def test_a_shipped_topic_goes_along_too(author: FlaskClient) -> None:
    packed = author.get(f"/soan/chep/{TOPIC}.zip").data
    assert "topic.toml" in zipfile.ZipFile(io.BytesIO(packed)).namelist()
    assert author.post("/soan/nhan", data={"file": (io.BytesIO(packed), "a.zip")}).status_code == 303


def repacked(packed: bytes, **changed: bytes | None) -> bytes:
    """Return an archive with some files changed or, None, left out; "__" stands for "/"."""
    new = io.BytesIO()
    names = {name.replace("__", "/"): content for name, content in changed.items()}
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(new, "w") as out:
        for name in old.namelist():
            if name not in names:
                out.writestr(name, old.read(name))
        for name, content in names.items():
            if content is not None:
                out.writestr(name, content)
    return new.getvalue()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"quiz.toml": None}, "quiz.toml"),
        ({"quiz.toml": b"\xff\xfe"}, "UTF-8"),
        ({"quiz.toml": b"title = "}, "TOML"),
        ({"../x": b"a"}, "trỏ ra ngoài"),
        ({"topic.toml": "title = '''\nTỐI MẬT\n'''".encode()}, "mật"),
    ],
    ids=["missing", "encoding", "broken", "outside", "secret"],
)
def test_a_damaged_or_hostile_topic_is_refused_with_its_reason(
    app: Flask, author: FlaskClient, changed: dict[str, bytes | None], words: str
) -> None:
    packed = repacked(author.get(f"/soan/chep/{TOPIC}.zip").data, **changed)  # type: ignore[arg-type]
    answer = author.post("/soan/nhan", data={"file": (io.BytesIO(packed), "a.zip")})
    assert answer.status_code == 422
    assert words.casefold() in answer.text.casefold()


def test_a_picture_that_is_not_the_one_it_names_is_left_out_and_said(author: FlaskClient, app: Flask) -> None:
    send_picture(author, f"{OWN_TOPIC}/bai/bai-mot", text=_lesson_text(author))
    packed = author.get(f"{OWN_TOPIC}/mang-di.zip").data
    forged = repacked(packed, **{f"media/{PICTURE_NAME}.webp": b"RIFF0000WEBP" + b"x" * 50})  # type: ignore[arg-type]
    answer = author.post("/soan/nhan", data={"file": (io.BytesIO(forged), "a.zip")}, follow_redirects=True)
    assert "không được nhận" in answer.text


def lesson_of_pictures(lesson: str, names: list[str]) -> str:
    """Return a lesson with a card for each picture, each followed by the first question of another lesson."""
    head = lesson.split("## ")[0]
    asked = re.search(r"```question\nid = \"([^\"]+)\".*?```\n", lesson, re.DOTALL)
    assert asked is not None
    cards = (
        f"## Thẻ\n\n{picture_line(name, 'Ảnh')}\n\nChữ.\n\nNguồn: sách, 2026\n\n"
        + asked[0].replace(asked[1], f"b1-{number}")
        for number, name in enumerate(names)
    )
    return head + "\n".join(cards)


def test_a_topic_with_more_pictures_than_there_is_room_for_is_refused_whole(author: FlaskClient) -> None:
    pictures = [scaled(image(size=(40 + number, 30))) for number in range(MOST_PICTURES + 1)]
    packed = author.get(f"/soan/chep/{TOPIC}.zip").data
    archive = zipfile.ZipFile(io.BytesIO(packed))
    (name,) = (name for name in archive.namelist() if name.startswith("lessons/01"))
    lesson = lesson_of_pictures(archive.read(name).decode(), [one.name for one in pictures])
    media: dict[str, bytes | None] = {f"media/{one.name}.webp": one.data for one in pictures}
    too_many = repacked(packed, **{name: lesson.encode(), **media})
    answer = author.post("/soan/nhan", data={"file": (io.BytesIO(too_many), "a.zip")}, follow_redirects=True)
    assert "nhiều nhất 100 ảnh" in answer.text
    assert f"{OWN_TOPIC[:-1]}3" not in answer.text


@pytest.mark.parametrize("name", ["gift", "docx", "kahoot", "aiken", "qti3"])
def test_a_format_says_what_it_cannot_carry_before_the_file_is_taken(author: FlaskClient, name: str) -> None:
    page = author.get(f"{OWN_TOPIC}/mang-di/{name}")
    assert page.status_code == 200
    assert "mang được" in page.text
    assert (
        author.get(f"{OWN_TOPIC}/mang-di/{name}?tai").headers["Content-Disposition"].startswith("attachment")
    )


def test_an_unknown_format_is_not_there(author: FlaskClient) -> None:
    assert author.get(f"{OWN_TOPIC}/mang-di/pdf").status_code == 404
