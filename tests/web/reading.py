"""A member reading a lesson through the pages, as a test's hands."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from elearn.accounts.models import Member
from elearn.lessons.models import Bookmark, CheckAnswer
from tests.conftest import TOPIC

LESSON = f"/chuyen-de/{TOPIC}/bai/bai-mot"
OTHER_LESSON = f"/chuyen-de/{TOPIC}/bai/bai-hai"
MOST_STATEMENTS = 8


def next_of(browser: FlaskClient, number: int, lesson: str = LESSON) -> str:
    """Tap «Next» on a card and return where that leads."""
    answer = browser.post(f"{lesson}/{number}/xong")
    assert answer.status_code == 303
    return answer.headers["Location"]


def answer_of(browser: FlaskClient, option: str, lesson: str = LESSON, number: int = 2) -> str:
    """Answer a card's question and return where that leads."""
    answer = browser.post(f"{lesson}/{number}/cau-hoi", data={"answer": option})
    assert answer.status_code == 303
    return answer.headers["Location"]


def read_to_its_end(browser: FlaskClient, lesson: str = LESSON) -> None:
    """Read a lesson of the test topic: two cards, with a question on the second."""
    next_of(browser, 1, lesson)
    answer_of(browser, "a", lesson)
    next_of(browser, 2, lesson)


def left_off_at(browser: FlaskClient, lesson: str = LESSON) -> str:
    """Return the card to which the lesson leads."""
    return browser.get(lesson).headers["Location"]


def bookmarks(app: Flask, member: Member) -> list[Bookmark]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(Bookmark).where(Bookmark.member_id == member.id)))


def check_answers(app: Flask, member: Member) -> list[CheckAnswer]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(CheckAnswer).where(CheckAnswer.member_id == member.id)))


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the statements that the database was sent."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.startswith(("PRAGMA", "SAVEPOINT", "RELEASE")):
            sent.append(statement)

    database = app.extensions["database"]
    # On PostgreSQL, what reads is the same engine.
    engines = {each.pool: each for each in (database.reader, database.engine)}.values()
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


def at_once(browsers: list[FlaskClient], path: str, data: list[dict[str, str]]) -> list[int]:
    """Post from every browser at the same moment and return the statuses."""
    with ThreadPoolExecutor(len(browsers)) as pool:
        answers = pool.map(lambda pair: pair[0].post(path, data=pair[1]), zip(browsers, data, strict=True))
        return [answer.status_code for answer in answers]
