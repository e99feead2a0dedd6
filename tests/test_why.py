"""`elearn topics why`: an author is told why a typed answer counts."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from elearn.cli import main
from quizzes.questions.typed import How
from quizzes.questions.why import VERDICTS
from tests.conftest import TOPICS
from tests.engine.examples import BODIES, LESSON, question_text, quiz_text


@pytest.fixture
def quiz(tmp_path: Path) -> Path:
    """A quiz file with one question of each type that has something to type, and one that has not."""
    kinds = ("short_text", "cloze", "number", "choice")
    text = quiz_text(*(question_text(BODIES[kind], kind.replace("_", "-")) for kind in kinds))
    path = tmp_path / "quiz.toml"
    path.write_text(text, "utf-8")
    return path


def why(*arguments: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["topics", "why", *map(str, arguments)])


def test_it_says_which_accepted_answer_it_is_and_by_which_rules(quiz: Path):
    said = why(quiz, "short-text", "Các  Ðảng-viên.").output.splitlines()
    assert said[0] == "Đúng: đó là câu trả lời được chấp nhận “các đảng viên”."
    assert said[1:] == [
        "  - Chữ chỉ giống chữ Việt được hiểu đúng ý: “Ð” là “Đ”, “ǎ” là “ă”.",
        "  - Khoảng trắng thừa không tính.",
        "  - Không phân biệt chữ hoa, chữ thường.",
        "  - Dấu câu không tính.",
    ]


def test_it_says_why_an_answer_does_not_count(quiz: Path):
    assert "không quy tắc nào" in why(quiz, "short-text", "chi bộ").output
    assert "gõ thiếu dấu" in why(quiz, "short-text", "dang vien").output


def test_a_gap_is_named_by_its_number(quiz: Path):
    assert "“soi nguồn”" in why(quiz, "cloze", "Soi nguồn", "--gap", "2").output
    assert why(quiz, "cloze", "dừng lại").exit_code == 1
    assert why(quiz, "cloze", "x", "--gap", "4").exit_code == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1000,2", "Đúng: được đọc là 1.000,2, nằm trong khoảng từ 1.000 đến 1.001."),
        ("7", "Chưa đúng: được đọc là 7, nằm ngoài khoảng từ 1.000 đến 1.001."),
        ("nhiều", "“nhiều” không phải là con số. Đồng chí viết bằng chữ số, như 12."),
    ],
)
def test_a_number_is_said_as_it_was_read(quiz: Path, typed: str, said: str):
    assert why(quiz, "number", typed).output.strip() == said


def test_a_topic_folder_and_a_lesson_are_read_too(tmp_path: Path):
    assert why(TOPICS / "thu-nghiem", "go", "đảng viên").output.startswith("Đúng")
    lesson = tmp_path / "01-bai.md"
    body = LESSON.replace(BODIES["choice"], BODIES["short_text"])
    lesson.write_text(body, "utf-8")
    assert why(lesson, "hoi-lai", "đảng viên").output.startswith("Đúng")


def test_what_cannot_be_explained_is_said_in_one_line(quiz: Path, tmp_path: Path):
    assert "has no question “khac”" in why(quiz, "khac", "x").output
    assert "Nothing is typed there: “choice”" in why(quiz, "choice", "x").output
    broken = tmp_path / "hong.toml"
    broken.write_text("title = ", "utf-8")
    assert "1 problems" in why(broken, "x", "x").output
    broken.write_bytes(b"\xff\xfe\xfa")
    assert "is not UTF-8" in why(broken, "x", "x").output


def test_every_verdict_has_its_sentence():
    assert set(VERDICTS) == set(How.__args__)
