"""Moodle XML: each kind of question, old files, and what is named where it cannot be taken over."""

from fractions import Fraction

from quizzes.formats import moodle_xml
from quizzes.formats.convert import recognise
from quizzes.formats.exchange import Import
from quizzes.questions import (
    Cloze,
    Group,
    Match,
    MultipleChoice,
    Number,
    Order,
    ShortText,
    SingleChoice,
    TrueFalse,
)
from tests.engine.formats.reports import said

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def read(kind: str, inside: str, text: str = "<p>Hỏi gì?</p>") -> Import:
    asked = f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
    return moodle_xml.read(f'<quiz><question type="{kind}">{asked}{inside}</question></quiz>'.encode())


def answer(text: str, fraction: str, feedback: str = "") -> str:
    said = f"<feedback><text>{feedback}</text></feedback>" if feedback else ""
    return f'<answer fraction="{fraction}"><text>{text}</text>{said}</answer>'


def test_one_of_several_options_is_a_choice_with_its_feedback():
    (question,) = read("multichoice", answer("A", "100") + answer("B", "0", "Không")).questions
    assert isinstance(question, SingleChoice)
    assert question.options[1].feedback == "Không"


def test_several_right_options_are_taken_with_equal_shares():
    inside = "<single>false</single>" + answer("A", "70") + answer("B", "30") + answer("C", "-50")
    imported = read("multichoice", inside)
    assert isinstance(imported.questions[0], MultipleChoice)
    assert imported.questions[0].right_ids == {"a", "b"}
    assert any("different shares" in line for line in said(imported.report, "changed"))


def test_two_full_marks_where_one_can_be_chosen_are_not_guessed():
    imported = read("multichoice", "<single>true</single>" + answer("A", "100") + answer("B", "100"))
    assert imported.questions == ()


def test_truefalse_shortanswer_and_numerical_are_read():
    (verdict,) = read("truefalse", answer("true", "0") + answer("false", "100")).questions
    assert isinstance(verdict, TrueFalse)
    assert verdict.verdict == "false"
    (words,) = read("shortanswer", answer("Hà Nội", "100") + answer("Ha*", "100")).questions
    assert isinstance(words, ShortText)
    assert words.accepted == ("Hà Nội",)
    tolerant = answer("3.5", "100").replace("</answer>", "<tolerance>0.5</tolerance></answer>")
    (number,) = read("numerical", tolerant).questions
    assert isinstance(number, Number)
    assert (number.low, number.high) == (3, 4)
    assert number.value == Fraction(7, 2)


def test_matching_is_pairs_or_groups_where_an_answer_comes_twice():
    def side(left: str, right: str) -> str:
        return f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>"

    assert isinstance(read("matching", side("a", "1") + side("b", "2") + side("", "3")).questions[0], Match)
    (group,) = read("matching", side("a", "1") + side("b", "2") + side("c", "1")).questions
    assert isinstance(group, Group)
    assert len(group.groups) == 2


def test_ordering_follows_the_fractions():
    (order,) = read("ordering", answer("hai", "2") + answer("một", "1") + answer("ba", "3")).questions
    assert isinstance(order, Order)
    assert order.answer_texts(order.right_response) == ("một", "hai", "ba")


def test_embedded_answers_and_missing_words_are_gaps():
    text = r"<p>Điền {1:SHORTANSWER:=Huế~%0%x#sai} và {1:MC:=b\}~c}.</p>"
    (cloze,) = read("cloze", "", text).questions
    assert isinstance(cloze, Cloze)
    assert cloze.text == "Điền {1} và {2}."
    assert cloze.gaps[1].options[0].text == "b}"
    for kind, tag in (("gapselect", "selectoption"), ("ddwtos", "dragbox")):
        inside = "".join(f"<{tag}><text>{word}</text><group>1</group></{tag}>" for word in ("một", "hai"))
        (gaps,) = read(kind, inside, "<p>Số [[2]]</p>").questions
        assert isinstance(gaps, Cloze)
        assert gaps.answer_texts(gaps.right_response) == ("(1) hai",)


def test_essays_descriptions_and_unknown_kinds_are_left_out_by_name():
    for kind, words in (("essay", "essay"), ("description", "description"), ("ddmarker", "ddmarker")):
        imported = read(kind, "")
        assert imported.questions == ()
        assert any(words in line for line in said(imported.report, "left_out"))


def test_an_embedded_picture_comes_along_and_its_place_is_named():
    text = '<p>Xem <img src="@@PLUGINFILE@@/a.png" alt="dấu đỏ"></p>'
    inside = f'<file name="a.png" path="/" encoding="base64">{PIXEL}</file>' + answer("true", "100")
    imported = read("truefalse", inside, text)
    assert [(each.name, each.media_type) for each in imported.pictures] == [("a.png", "image/png")]
    assert imported.questions[0].prompt == "Xem [Hình: dấu đỏ]"


def test_a_file_from_before_moodle_2_is_read():
    data = """<?xml version="1.0"?><quiz>
    <question type="category"><category>$course$/Ôn tập</category></question>
    <question type="multichoice"><questiontext><text>Một &lt; hai?
    Chọn.</text></questiontext><image>cu.png</image><answer fraction="100"><text>Có</text></answer>
    <answer fraction="0"><text>Chưa rõ</text></answer></question></quiz>"""
    imported = moodle_xml.read(data.encode("utf-16"))
    assert imported.title == "Ôn tập"
    assert imported.questions[0].prompt == "Một < hai? Chọn.\n\n[Hình: cu.png]".replace("? ", "?\n")
    assert recognise(data.encode()) == "moodle"
