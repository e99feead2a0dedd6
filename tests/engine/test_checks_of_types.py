"""What a shipped question of one type must be besides readable."""

import pytest

from quizzes.formats.checks_of_types import check_type
from quizzes.formats.problems import Ledger
from tests.engine.examples import BODIES, messages, question

TWO = '{ options = [{ id = "a", text = "x", right = true }, { id = "b", text = "y" }] }'


def found(body: str) -> list[str]:
    """Return what is noted about a question, filled in."""
    ledger = Ledger("quiz.toml")
    check_type(question(body), ledger)
    return messages(tuple(ledger.problems))


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_the_examples_are_as_they_should_be(kind: str):
    assert found(BODIES[kind]) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('type = "short_text"\naccepted = ["chọn"]', "The answer “chọn” stands in the question itself."),
        (
            'type = "cloze"\ntext = "Đảng viên và {1}."\ngaps = [{ accepted = ["đảng viên"] }]',
            "The answer “đảng viên” stands in the question itself.",
        ),
        (f'type = "cloze"\ntext = "{{1}} {{2}}"\ngaps = [{TWO}, {TWO}]', "Two gaps stand side by side."),
        (
            'type = "cloze"\ntext = "{1}"\ngaps = [' + TWO.replace('"y"', f'"{"y" * 30}"') + "]",
            "The longest option has 30 characters, the shortest 1.",
        ),
        (
            'type = "group"\ngroups = [{ id = "a", text = "A" }, { id = "b", text = "B" }]\nitems = ['
            + ", ".join(f'{{ id = "{n}", text = "{n}", group = "a" }}' for n in range(3))
            + ', { id = "x", text = "x", group = "b" }]',
            "The group “a” holds 3 of 4 items.",
        ),
    ],
)
def test_what_gives_an_answer_away_is_noted(body: str, message: str):
    assert message in found(body)


def test_a_part_of_a_word_gives_nothing_away():
    assert found('type = "short_text"\naccepted = ["ọn"]') == []
