"""H5P: each kind that is read, and a kind that is named because it is not."""

import json

from quizzes.formats import h5p
from quizzes.formats.exchange import Import
from quizzes.questions import Cloze, MultipleChoice, SingleChoice, TrueFalse
from tests.engine.formats.reports import said
from tests.engine.formats.test_xml_fuzz import packed


def read(kind: str, params: dict[str, object]) -> Import:
    about = json.dumps({"title": "Thử", "mainLibrary": kind}).encode()
    return h5p.read(packed({"h5p.json": about, "content/content.json": json.dumps(params).encode()}))


def test_each_kind_becomes_its_question():
    choice = {"question": "<p>A?</p>", "answers": [{"text": "b", "correct": True}, {"text": "c"}]}
    assert isinstance(read("H5P.MultiChoice", choice).questions[0], SingleChoice)
    assert isinstance(read("H5P.TrueFalse", {"question": "A", "correct": "false"}).questions[0], TrueFalse)
    singles = read("H5P.SingleChoiceSet", {"choices": [{"question": "A", "answers": ["b", "c"]}] * 2})
    assert [each.right_response for each in singles.questions] == [("a",), ("a",)]


def test_blanks_accept_every_answer_between_slashes():
    (cloze,) = read(
        "H5P.Blanks", {"text": "Điền", "questions": ["<p>Thủ đô *Hà Nội/Thăng Long*.</p>"]}
    ).questions
    assert isinstance(cloze, Cloze)
    assert (cloze.text, cloze.gaps[0].accepted) == ("Thủ đô {1}.", ("Hà Nội", "Thăng Long"))


def test_marked_words_are_chosen_among_the_words_of_the_text():
    (several,) = read("H5P.MarkTheWords", {"textField": "*Dừng* rồi *soi* nguồn"}).questions
    assert isinstance(several, MultipleChoice)
    assert several.answer_texts(several.right_response) == ("Dừng", "soi")


def test_a_kind_that_is_not_read_is_named():
    report = read("H5P.QuestionSet", {"questions": [{"library": "H5P.Essay 1.5", "params": {}}]}).report
    assert "H5P's kind “H5P.Essay” is not read." in said(report, "left_out")
