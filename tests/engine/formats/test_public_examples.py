"""The forms of the formats' own public examples, in our words: each shape that their documents show.

Sources: Moodle's documentation, "GIFT format", "Aiken format", "Moodle XML format"; 1EdTech, "QTI 3.0 Best
Practices and Implementation Guide" and its examples; H5P's documentation of content types.
"""

from fractions import Fraction

import pytest

from quizzes.formats import aiken, gift, moodle_xml, qti
from quizzes.formats.convert import read_file
from quizzes.formats.exchange import Import
from quizzes.questions import Group, Order, Question, SingleChoice, TrueFalse
from tests.engine.formats.reports import said

GIFT = {
    "one line": ("Ai viết Tuyên ngôn?{=Bác Hồ ~không ai ~chưa rõ}", "choice"),
    "missing word": ("Chi bộ {=họp ~nghỉ ~ngủ} mỗi tháng.", "choice"),
    "feedback on every option": (
        "// câu dễ\n::C1:: Ý nào đúng?\n{ = đúng # phải rồi\n~ sai # chưa đúng ~ khác # không phải }",
        "choice",
    ),
    "several answers with weights": ("Chọn hai.{~%-100%một ~%50%hai ~%-100%ba ~%50%bốn}", "several"),
    "weights in an answer to type": ("Hai cộng hai?{=bốn =%50%bon}", "short_text"),
    "true": ("Một nhỏ hơn hai.{TRUE}", "true_false"),
    "false with feedback for both": ("Một lớn hơn hai.{F#sai rồi#đúng rồi}", "true_false"),
    "matching": ("Ghép. {=ca -> một =hai -> 2 =ba -> 3}", "match"),
    "matching with one answer twice": ("Ghép. {=cá -> nước =tôm -> nước =chim -> trời}", "group"),
    "a number with its tolerance": ("Năm sinh?{#1890:1}", "number"),
    "a range": ("Từ một đến năm?{#1..5}", "number"),
    "several numbers with weights": ("Năm?{# =1890:0 =%50%1890:2}", "number"),
    "escaped signs": ("Giá trị nào thỏa \\=?\\{ x \\}{=\\~ 5 ~\\# 6}", "choice"),
    "general feedback": ("Hỏi?{=a ~b####vì a}", "choice"),
    "format of the text": ("[html]<p>Hỏi?</p>{=a ~b}", "choice"),
}
LEFT_OUT = {"essay": "Viết về chi bộ.{}", "description": "Chỉ là lời dẫn."}


@pytest.mark.parametrize("name", GIFT)
def test_the_forms_of_gifts_documentation_are_read(name: str):
    text, kind = GIFT[name]
    assert [question.type for question in gift.read(text.encode()).questions] == [kind]


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_gift_does_not_mark_is_left_out_by_its_line(name: str):
    imported = gift.read(f"Hỏi?{{=a ~b}}\n\n{LEFT_OUT[name]}".encode())
    assert len(imported.questions) == 1
    assert [entry.place for entry in imported.report.of("left_out")] == ["3"]


def test_aikens_two_ways_to_letter_options_are_read():
    text = "Hỏi một?\nA. a\nB. b\nC. c\nANSWER: C\n\nHỏi hai?\nA) a\nB) b\nANSWER: A\n"
    assert [each.right_response for each in aiken.read(text.encode()).questions] == [("c",), ("a",)]


def test_moodles_template_of_a_question_is_read_with_everything_it_may_hold():
    data = """<?xml version="1.0" encoding="utf-8"?><quiz>
      <question type="category"><category><text>$course$/Chi bộ</text></category></question>
      <question type="multichoice">
        <name><text>Tên</text></name>
        <questiontext format="html"><text><![CDATA[<p>Chọn <b>một</b>?</p>]]></text></questiontext>
        <generalfeedback format="html"><text>Vì vậy.</text></generalfeedback>
        <defaultgrade>2.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden>
        <idnumber>Câu A</idnumber><single>true</single><shuffleanswers>1</shuffleanswers>
        <answernumbering>abc</answernumbering><showstandardinstruction>0</showstandardinstruction>
        <correctfeedback format="html"><text>Your answer is correct.</text></correctfeedback>
        <answer fraction="100"><text>dừng lại</text><feedback><text>phải</text></feedback></answer>
        <answer fraction="0"><text>chia sẻ</text><feedback><text>chưa</text></feedback></answer>
        <hint format="html"><text>Nghĩ thêm.</text></hint><tags><tag><text>dễ</text></tag></tags>
      </question></quiz>"""
    imported = moodle_xml.read(data.encode())
    (question,) = imported.questions
    assert isinstance(question, SingleChoice)
    assert (imported.title, question.id, question.points) == ("Chi bộ", "cau-a", 2)
    assert [option.feedback for option in question.options] == ["phải", "chưa"]
    changed = " ".join(said(imported.report, "changed"))
    assert all(word in changed for word in ("<b>", "<hint>", "dễ"))
    assert "correctfeedback" not in changed


def qti_3(declared: str, body: str, rules: str = "") -> Import:
    """Return an item of QTI 3 read that has everything around it which the guide's examples have."""
    template = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/map_response.xml"
    processing = rules or f'<qti-response-processing template="{template}"/>'
    return qti.read(
        f"""<?xml version="1.0" encoding="UTF-8"?><qti-assessment-item
        xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqtiasi_v3p0 x.xsd" identifier="Muc-1"
        title="Mục" time-dependent="false" xml:lang="vi">{declared}<qti-outcome-declaration
        identifier="SCORE" cardinality="single" base-type="float"/><qti-item-body>{body}</qti-item-body>
        {processing}</qti-assessment-item>""".encode()
    )


def response(many: str, base: str, values: str, mapping: str = "") -> str:
    right = "".join(f"<qti-value>{value}</qti-value>" for value in values.split("|"))
    return (
        f'<qti-response-declaration identifier="RESPONSE" cardinality="{many}" base-type="{base}">'
        f"<qti-correct-response>{right}</qti-correct-response>{mapping}</qti-response-declaration>"
    )


def worth(entries: dict[str, str], more: str = 'default-value="0"') -> str:
    inside = "".join(f'<qti-map-entry map-key="{k}" mapped-value="{v}"/>' for k, v in entries.items())
    return f"<qti-mapping {more}>{inside}</qti-mapping>"


def only(imported: Import) -> Question:
    (question,) = imported.questions
    return question


MATCH_CORRECT = '<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>'


def test_a_match_in_which_a_right_side_comes_twice_is_groups():
    tag = "qti-simple-associable-choice"
    sides = [
        "".join(f'<{tag} identifier="{name}" match-max="4">{name} là</{tag}>' for name in names)
        for names in ("CDLP", "MRT")
    ]
    body = "".join(f"<qti-simple-match-set>{side}</qti-simple-match-set>" for side in sides)
    imported = qti_3(
        response(
            "multiple",
            "directedPair",
            "C R|D M|L M|P T",
            worth({"C R": "1", "D M": "0.5", "L M": "0.5", "P T": "1"}),
        ),
        f'<qti-match-interaction response-identifier="RESPONSE" max-associations="4"><qti-prompt>Ghép:'
        f"</qti-prompt>{body}</qti-match-interaction>",
    )
    assert isinstance(only(imported), Group)
    assert only(imported).points == 3


def test_an_order_whose_prompt_is_a_paragraph_is_read():
    choices = "".join(
        f'<qti-simple-choice identifier="Xe{name}">{name}</qti-simple-choice>' for name in "ABC"
    )
    imported = qti_3(
        response("ordered", "identifier", "XeC|XeA|XeB"),
        '<p>Ba xe về đích.</p><qti-order-interaction response-identifier="RESPONSE">'
        f"<qti-prompt><p>Xếp lại.</p></qti-prompt>{choices}</qti-order-interaction>",
        MATCH_CORRECT,
    )
    question = only(imported)
    assert isinstance(question, Order)
    assert question.prompt == "Ba xe về đích.\n\nXếp lại."
    assert question.answer_texts(question.right_response) == ("C", "A", "B")


def test_a_gap_match_that_takes_marks_away_keeps_its_gaps():
    words = "".join(
        f'<qti-gap-text identifier="{w}" match-max="1">{w}</qti-gap-text>' for w in ("xuan", "ha")
    )
    imported = qti_3(
        response(
            "multiple",
            "directedPair",
            "xuan G1|ha G2",
            worth({"xuan G1": "1", "ha G2": "2"}, 'default-value="-1" lower-bound="0"'),
        ),
        f'<qti-gap-match-interaction response-identifier="RESPONSE">{words}<blockquote><p>'
        f'Mùa <qti-gap identifier="G1"/> rồi<br/>đến <qti-gap identifier="G2"/>.</p></blockquote>'
        f"</qti-gap-match-interaction>",
    )
    question = only(imported)
    assert (question.type, question.points) == ("cloze", 3)
    assert question.answer_texts(question.right_response) == ("(1) xuan", "(2) ha")


def test_words_to_tap_are_options():
    tapped = "".join(f'<qti-hottext identifier="{name}">chữ {name}</qti-hottext> ' for name in "ABC")
    imported = qti_3(
        response("single", "identifier", "B"),
        f'<p>Chỗ nào sai?</p><qti-hottext-interaction response-identifier="RESPONSE" max-choices="1"><p>Câu '
        f"{tapped}</p></qti-hottext-interaction>",
        MATCH_CORRECT,
    )
    question = only(imported)
    assert question.answer_texts(question.right_response) == ("chữ B",)


def test_feedback_beside_the_options_and_a_score_kept_in_a_variable_are_read():
    choices = "".join(
        f'<qti-simple-choice identifier="{name}" fixed="true">{text} <!-- lời nhắc -->'
        f'<qti-feedback-inline outcome-identifier="FEEDBACK" identifier="{name}" show-hide="show">— <strong>'
        f"{said}</strong></qti-feedback-inline></qti-simple-choice>"
        for name, text, said in (("true", "Đúng", "phải rồi"), ("false", "Sai", "chưa phải"))
    )
    outcomes = (
        '<qti-outcome-declaration identifier="FEEDBACK" cardinality="single" base-type="identifier"/>'
        '<qti-outcome-declaration identifier="MAXSCORE" cardinality="single" base-type="float">'
        "<qti-default-value><qti-value>10.0</qti-value></qti-default-value></qti-outcome-declaration>"
    )
    rules = (
        '<qti-response-processing><qti-set-outcome-value identifier="FEEDBACK"><qti-variable '
        'identifier="RESPONSE"/></qti-set-outcome-value><qti-response-condition><qti-response-if><qti-match>'
        '<qti-variable identifier="RESPONSE"/><qti-correct identifier="RESPONSE"/></qti-match>'
        '<qti-set-outcome-value identifier="SCORE"><qti-variable identifier="MAXSCORE"/>'
        "</qti-set-outcome-value></qti-response-if></qti-response-condition></qti-response-processing>"
    )
    question = only(
        qti_3(
            response("single", "identifier", "true") + outcomes,
            f'<qti-choice-interaction response-identifier="RESPONSE" shuffle="false" max-choices="1">'
            f"<qti-prompt>Một nhỏ hơn hai.</qti-prompt>{choices}</qti-choice-interaction>",
            rules,
        )
    )
    assert isinstance(question, TrueFalse)
    assert (question.verdict, question.points) == ("true", 10)


def test_a_slider_that_is_marked_by_a_mapping_it_lacks_is_named_and_not_guessed():
    imported = qti_3(
        response("single", "integer", "70"),
        '<qti-slider-interaction response-identifier="RESPONSE" lower-bound="0" upper-bound="100" step="10">'
        "<qti-prompt>Bao nhiêu?</qti-prompt></qti-slider-interaction>",
    )
    assert imported.questions == ()
    assert "none earns more" in " ".join(said(imported.report, "left_out"))


def test_a_slider_that_is_marked_by_its_key_is_a_number():
    imported = qti_3(
        response("single", "integer", "70"),
        '<qti-slider-interaction response-identifier="RESPONSE" lower-bound="0" upper-bound="100" step="10">'
        "<qti-prompt>Bao nhiêu?</qti-prompt></qti-slider-interaction>",
        MATCH_CORRECT,
    )
    assert only(imported).mark(("70",)).mark == Fraction(1)


@pytest.mark.parametrize(
    "text", ["Hỏi?{=Đúng#phải ~Sai#chưa}", "Câu 1. Hỏi?\nA. Đúng\nB. Sai\nĐáp án: A\nPhản hồi A: phải\n"]
)
def test_feedback_is_named_where_options_become_a_statement_to_judge(text: str):
    imported = read_file(text.encode())
    assert isinstance(only(imported), TrueFalse)
    assert any(
        "Feedback for single answers" in line and "phải" in line for line in said(imported.report, "changed")
    )
