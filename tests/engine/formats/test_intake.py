"""What every reader gives a question: an id of its own, whole points, and a word on what it lacks."""

from fractions import Fraction

import pytest

from quizzes.formats.exchange import Report
from quizzes.formats.intake import Ids, common, finished, identifier, whole_points
from quizzes.formats.table import is_identifier
from quizzes.questions import ShortText
from tests.engine.formats.reports import said


@pytest.mark.parametrize(
    ("text", "name"), [("Câu hỏi 1", "cau-hoi-1"), ("Q_01/b", "q-01-b"), ("…", ""), ("Đ" * 80, "d" * 64)]
)
def test_a_text_of_the_file_becomes_an_id(text: str, name: str):
    assert identifier(text) == name
    assert not name or is_identifier(name)


def test_no_two_questions_share_an_id():
    ids = Ids()
    names = [
        ids.next("Q1"),
        ids.next("q1"),
        ids.next(),
        ids.next("cau 3"),
        ids.next("q1"),
        ids.next("x" * 99),
    ]
    assert names == ["q1", "q1-2", "cau-3", "cau-3-2", "q1-3", "x" * 64]
    assert ids.next("x" * 64) == "x" * 62 + "-2"


@pytest.mark.parametrize(("given", "points"), [(1, 1), (10, 10), (0, 1), (Fraction(5, 2), 2), (99, 10)])
def test_points_become_whole_and_the_change_is_said(given: Fraction, points: int):
    report = Report()
    assert whole_points(Fraction(given), report.at("line", "1")) == points
    assert len(report.entries) == (points != given)


def test_what_a_file_lacks_is_said_once():
    report = Report()
    questions = [ShortText(**common(name, "Hỏi?"), accepted=("a",)) for name in ("mot", "hai")]
    assert finished("T", questions, report).questions == tuple(questions)
    assert said(report, "changed") == ["2 questions have no explanation or no source yet."]


def test_a_file_without_a_question_is_said_to_be_empty():
    report = Report()
    finished("T", [], report)
    assert said(report, "left_out") == ["No question was found in the file."]
