"""A topic taken apart for editing and put together again is the same topic."""

from pathlib import Path

import pytest

from quizzes.formats.parts import (
    ABOUT,
    Part,
    checks_named_in,
    files_of,
    part_of_problem,
    parts_of,
    table_of,
    text_of,
)
from quizzes.formats.topic import read_folder, read_topic
from tests.conftest import TOPICS

SHIPPED = Path(__file__).parents[2] / "quizzes" / "topics"
FOLDERS = sorted(path for folder in (SHIPPED, TOPICS) for path in folder.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_topic_comes_back_whole_from_its_parts(folder: Path) -> None:
    files = read_folder(folder)
    before = read_topic(files, folder.name).topic
    after = read_topic(files_of(parts_of(files)), folder.name)
    assert after.problems == ()
    assert after.topic is not None
    assert before is not None
    assert (after.topic.title, after.topic.quiz, after.topic.meeting) == (
        before.title,
        before.quiz,
        before.meeting,
    )
    assert [lesson.cards for lesson in after.topic.lessons] == [lesson.cards for lesson in before.lessons]
    assert [lesson.slug for lesson in after.topic.lessons] == [lesson.slug for lesson in before.lessons]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_parts_come_back_from_the_text_they_are_kept_in(folder: Path) -> None:
    for part in parts_of(read_folder(folder)):
        assert table_of(text_of(part.table)) == part.table


def test_a_lesson_names_its_check_questions_in_their_order() -> None:
    text = "## Thẻ\nLời.\nNguồn: a\nCâu hỏi: cau-2\n\n## Thẻ hai\nLời.\nNguồn: b\nCâu hỏi: cau-1\n"
    assert checks_named_in(text) == ("cau-2", "cau-1")


ABOUT_PART = Part(
    "about", ABOUT, {"title": "Tên", "summary": "", "order": 1, "sources": [], "quiz_title": "Bài"}
)


def test_a_problem_leads_to_the_part_where_it_is_mended() -> None:
    lesson = Part(
        "lesson", "bai-mot", {"title": "Bài một", "minutes": 5, "text": "## Thẻ\nLời.\nCâu hỏi: mat\n"}
    )
    question = Part("quiz", "cau-1", {"id": "cau-1", "type": "choice", "options": [{"id": "a"}]})
    parts = (ABOUT_PART, lesson, question)
    found = [part_of_problem(problem, parts) for problem in read_topic(files_of(parts), "tam").problems]
    assert {part.id for part in found if part} == {ABOUT, "bai-mot", "cau-1"}


def test_nothing_written_yet_makes_files_with_problems_and_no_crash() -> None:
    assert read_topic(files_of(()), "tam").problems
    assert read_topic(files_of((ABOUT_PART,)), "tam").problems
