"""What changed between two states of a topic."""

from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats.differences import Run, differences, runs_between
from quizzes.formats.parts import Part

QUESTION = Part(
    "quiz",
    "cau-1",
    {
        "id": "cau-1",
        "type": "choice",
        "prompt": "Chi bộ họp mấy lần?",
        "options": [{"id": "a", "text": "Một", "right": True}, {"id": "b", "text": "Hai"}],
    },
)


def changed(**keys: object) -> Part:
    return Part("quiz", "cau-1", {**QUESTION.table, **keys})


def test_nothing_changed_is_nothing():
    assert differences([QUESTION], [QUESTION]) == ()


def test_a_changed_word_stands_between_those_that_stayed():
    (found,) = differences([QUESTION], [changed(prompt="Chi bộ sinh hoạt mấy lần?")])
    assert found.how == "changed"
    assert found.fields[0].path == ("prompt",)
    assert found.fields[0].runs == (
        Run("same", "Chi bộ "),
        Run("out", "họp "),
        Run("in", "sinh hoạt "),
        Run("same", "mấy lần?"),
    )


def test_a_changed_key_names_the_option():
    options = [{"id": "a", "text": "Một"}, {"id": "b", "text": "Hai", "right": True}]
    (found,) = differences([QUESTION], [changed(options=options)])
    assert {field.path: field.runs for field in found.fields} == {
        ("options", "a", "right"): (Run("out", "True"),),
        ("options", "b", "right"): (Run("in", "True"),),
    }


def test_parts_come_and_go():
    other = Part("meeting", "cau-2", {"id": "cau-2"})
    assert [(each.how, each.part.id) for each in differences([QUESTION], [other])] == [
        ("added", "cau-2"),
        ("removed", "cau-1"),
    ]


def test_the_order_alone_is_no_difference():
    other = Part("quiz", "cau-2", {"id": "cau-2"})
    assert differences([QUESTION, other], [other, QUESTION]) == ()


@given(st.text(), st.text())
def test_runs_give_both_texts_back(before: str, after: str):
    runs = runs_between(before, after)
    assert "".join(run.text for run in runs if run.how != "in") == before
    assert "".join(run.text for run in runs if run.how != "out") == after


def test_a_very_long_text_is_shown_as_two():
    runs = runs_between("chữ " * 3001, "từ " * 10)
    assert [run.how for run in runs] == ["out", "in"]
