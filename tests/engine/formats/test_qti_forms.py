"""QTI as other programs write it: their shapes of items, rules of marking and packages, in our own words."""

import io
import zipfile
from base64 import b64decode
from fractions import Fraction

import pytest

from quizzes.formats import qti
from quizzes.formats.convert import recognise
from quizzes.formats.exchange import Import
from quizzes.questions import Cloze, MultipleChoice, Number, Question, ShortText, SingleChoice
from tests.engine.formats.reports import said
from tests.engine.formats.test_moodle_xml import PIXEL

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made elsewhere -->\n<assessmentItem '
    'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqti_v2p1 imsqti_v2p1.xsd" '
    'identifier="{name}" title="{name}" adaptive="false" timeDependent="false" toolName="Khác">'
)
SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"
MATCH_CORRECT = f'<responseProcessing template="{TEMPLATES}/match_correct"/>'
MAP_RESPONSE = f'<responseProcessing template="{TEMPLATES}/map_response"/>'


def declared(
    key: list[str],
    worth: dict[str, str] | None = None,
    *,
    many: str = "single",
    base: str = "identifier",
    name: str = "RESPONSE",
) -> str:
    values = "".join(f"<value>{value}</value>" for value in key)
    entries = "".join(f'<mapEntry mapKey="{k}" mappedValue="{v}"/>' for k, v in (worth or {}).items())
    mapping = f'<mapping defaultValue="0">{entries}</mapping>' if entries else ""
    return (
        f'<responseDeclaration identifier="{name}" cardinality="{many}" baseType="{base}">'
        f"<correctResponse>{values}</correctResponse>{mapping}</responseDeclaration>"
    )


def item(declarations: str, body: str, rules: str, name: str = "muc-1") -> bytes:
    text = HEAD.format(name=name) + declarations + SCORE + f"\n  <itemBody>\n{body}\n  </itemBody>{rules}"
    return (text + "</assessmentItem>").encode()


def only(data: bytes) -> tuple[Question, Import]:
    imported = qti.read(data)
    (question,) = imported.questions
    return question, imported


def rules(test: str, *, before: str = "") -> str:
    """Return rules that give 1 where a test holds and else 0, below a branch that comes before."""
    one = '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>'
    branch = "responseElseIf" if before else "responseIf"
    return (
        f"<responseProcessing><responseCondition>{before}<{branch}>{test}{one}</{branch}><responseElse>"
        f"{one.replace('>1<', '>0<')}</responseElse></responseCondition></responseProcessing>"
    )


RESPONSE = '<variable identifier="RESPONSE"/>'


def test_gap_match_is_a_sentence_whose_gaps_share_their_words():
    body = """<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="false">
    <prompt>Đặt từ vào chỗ.</prompt>
    <gapText identifier="T1" matchMax="1">dừng lại</gapText>
    <gapText identifier="T2" matchMax="1">hỏi</gapText>
    <gapText identifier="T3" matchMax="1">gửi ngay</gapText>
    <blockquote><p>Thấy tin lạ thì <gap identifier="G1"/>,
    rồi <gap identifier="G2"/> người biết.</p></blockquote>
    </gapMatchInteraction>"""
    pairs = ["T1 G1", "T2 G2"]
    key = declared(pairs, dict.fromkeys(pairs, "1"), many="multiple", base="directedPair")
    question, imported = only(item(key, body, MAP_RESPONSE))
    assert isinstance(question, Cloze)
    assert question.prompt == "Đặt từ vào chỗ."
    assert question.text == "Thấy tin lạ thì {1}, rồi {2} người biết."
    assert question.answer_texts(question.right_response) == ("(1) dừng lại", "(2) hỏi")
    assert [option.text for option in question.gaps[1].options] == ["dừng lại", "hỏi", "gửi ngay"]
    assert question.points == 2
    assert imported.report.is_whole


def test_hottext_is_a_choice_among_the_words_that_can_be_tapped():
    body = """<hottextInteraction responseIdentifier="RESPONSE" maxChoices="2">
    <prompt>Chữ nào đáng ngờ?</prompt>
    <p>Tin <hottext identifier="A">KHẨN</hottext> từ <hottext identifier="B">huyện</hottext>:
    <hottext identifier="C">chia sẻ ngay</hottext>.</p></hottextInteraction>"""
    question, _ = only(item(declared(["A", "C"], many="multiple"), body, MATCH_CORRECT))
    assert isinstance(question, MultipleChoice)
    assert [option.text for option in question.options] == ["KHẨN", "huyện", "chia sẻ ngay"]
    assert question.right_ids == {"a", "c"}
    assert "Tin KHẨN từ huyện: chia sẻ ngay." in question.prompt


INLINE = """<p>Số <inlineChoiceInteraction responseIdentifier="R1" shuffle="false">
<inlineChoice identifier="x">một</inlineChoice><inlineChoice identifier="y">hai</inlineChoice>
</inlineChoiceInteraction> đứng trước số
<textEntryInteraction responseIdentifier="R2" expectedLength="9"/>.</p>"""
SUM = (
    '<responseProcessing><setOutcomeValue identifier="SCORE"><sum><mapResponse identifier="R1"/>'
    '<mapResponse identifier="R2"/></sum></setOutcomeValue></responseProcessing>'
)


def test_inline_choice_and_text_entry_in_one_sentence_are_its_gaps():
    key = declared(["x"], {"x": "1"}, name="R1")
    key += declared(["ba"], {"ba": "1", "Ba": "1", "bốn": "0.5"}, base="string", name="R2")
    question, imported = only(item(key, INLINE, SUM))
    assert isinstance(question, Cloze)
    assert question.text == "Số {1} đứng trước số {2}."
    assert question.gaps[0].right_id == "x"
    assert "bốn" not in question.gaps[1].accepted
    assert any("bốn" in line for line in said(imported.report, "changed"))


def test_a_slider_with_a_step_becomes_a_number_and_says_so():
    body = """<p>Bao nhiêu phần trăm?</p><sliderInteraction responseIdentifier="RESPONSE" lowerBound="0"
    upperBound="100" step="5" stepLabel="true"><prompt>Kéo tới mức đúng.</prompt></sliderInteraction>"""
    question, imported = only(item(declared(["65"], base="integer"), body, MATCH_CORRECT))
    assert isinstance(question, Number)
    assert question.low == question.high == 65
    assert any("from 0 to 100" in line for line in said(imported.report, "changed"))


@pytest.mark.parametrize(
    ("mode", "low", "high"),
    [
        ('toleranceMode="absolute" tolerance="0.5 0.5"', Fraction(19, 2), Fraction(21, 2)),
        ('toleranceMode="absolute" tolerance="1"', 9, 11),
        ('toleranceMode="relative" tolerance="10 20"', 9, 12),
        ('toleranceMode="exact"', 10, 10),
    ],
)
def test_a_number_keeps_the_tolerance_its_rules_give(mode: str, low: Fraction, high: Fraction):
    test = f'<equal {mode}><correct identifier="RESPONSE"/>{RESPONSE}</equal>'
    body = '<p>Sông dài bao nhiêu?<br/><textEntryInteraction responseIdentifier="RESPONSE"/> km</p>'
    question, _ = only(item(declared(["10"], base="float"), body, rules(test)))
    assert isinstance(question, Number)
    assert (question.low, question.value, question.high) == (low, 10, high)


def test_a_range_from_0_to_1_is_told_from_the_marks_0_and_1():
    low, high = (f'<baseValue baseType="float">{number}</baseValue>' for number in (0, 1))
    test = f"<and><gte>{RESPONSE}{low}</gte><lte>{RESPONSE}{high}</lte></and>"
    body = '<p>Xác suất?<br/><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    question, _ = only(item(declared(["0.25"], base="float"), body, rules(test)))
    assert isinstance(question, Number)
    assert (question.low, question.value, question.high) == (0, Fraction(1, 4), 1)


CHOICE = (
    '<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>Chọn?</prompt>'
    '<simpleChoice identifier="A" fixed="false">Một</simpleChoice><simpleChoice identifier="B">Hai'
    "</simpleChoice></choiceInteraction>"
)
B = '<baseValue baseType="identifier">B</baseValue>'


@pytest.mark.parametrize(
    "test",
    [
        f'<match>{RESPONSE}<correct identifier="RESPONSE"/></match>',
        f"<match>{RESPONSE}{B}</match>",
        f"<and><not><isNull>{RESPONSE}</isNull></not><match>{B}{RESPONSE}</match></and>",
        f"<member>{RESPONSE}<multiple>{B}</multiple></member>",
        f"<not><match>{RESPONSE}{B.replace('>B<', '>A<')}</match></not>",
    ],
    ids=["correct", "base value", "and not null", "member", "not the wrong one"],
)
def test_the_common_custom_rules_of_a_choice_are_run(test: str):
    question, _ = only(item(declared(["B"]), CHOICE, rules(test)))
    assert isinstance(question, SingleChoice)
    assert question.right_id == "b"


def test_rules_that_ask_first_whether_anything_was_answered_are_run():
    empty = (
        f"<responseIf><isNull>{RESPONSE}</isNull><setOutcomeValue identifier='SCORE'>"
        "<baseValue baseType='float'>0</baseValue></setOutcomeValue></responseIf>"
    )
    question, _ = only(item(declared(["B"]), CHOICE, rules(f"<match>{RESPONSE}{B}</match>", before=empty)))
    assert isinstance(question, SingleChoice)
    assert question.right_id == "b"


def test_a_mark_that_is_divided_and_multiplied_stays_exact():
    one, three, six = (f'<baseValue baseType="integer">{number}</baseValue>' for number in (1, 3, 6))
    worth = f"<product><divide>{one}{three}</divide>{six}</product>"
    marked = rules(f"<match>{RESPONSE}{B}</match>").replace(
        '<baseValue baseType="float">1</baseValue>', worth
    )
    question, imported = only(item(declared(["B"]), CHOICE, marked))
    assert question.points == 2
    assert not any("points" in line for line in said(imported.report, "changed"))


def test_words_compared_without_case_are_accepted():
    word = '<baseValue baseType="string">Huế</baseValue>'
    body = '<p>Cố đô?</p><p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    test = f'<stringMatch caseSensitive="false">{RESPONSE}{word}</stringMatch>'
    question, _ = only(item(declared(["Huế"], base="string"), body, rules(test)))
    assert isinstance(question, ShortText)
    assert question.accepted == ("Huế",)


def test_a_custom_operator_is_named_and_not_guessed():
    test = f'<customOperator class="vn.khac.Cham">{RESPONSE}</customOperator>'
    imported = qti.read(item(declared(["B"]), CHOICE, rules(test)))
    assert imported.questions == ()
    (line,) = said(imported.report, "left_out")
    assert "customOperator" in line
    assert "vn.khac.Cham" in line


def test_a_single_item_of_qti_3_is_read():
    data = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="ba"
    title="x" adaptive="false" time-dependent="false"><qti-response-declaration identifier="RESPONSE"
    cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value>
    </qti-correct-response></qti-response-declaration><qti-item-body><qti-choice-interaction
    response-identifier="RESPONSE" max-choices="1"><qti-prompt>Chọn?</qti-prompt>
    <qti-simple-choice identifier="A">Một</qti-simple-choice><qti-simple-choice identifier="B">Hai
    </qti-simple-choice></qti-choice-interaction></qti-item-body><qti-response-processing
    template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/></qti-assessment-item>"""
    question, _ = only(data.encode())
    assert isinstance(question, SingleChoice)
    assert (question.id, question.right_id) == ("ba", "b")
    assert recognise(data.encode()) == "qti3"


TEST = """<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="t" title="Đề tháng 7">
<testPart identifier="p" navigationMode="linear" submissionMode="individual"><timeLimits maxTime="600"/>
<assessmentSection identifier="s1" title="Phần I" visible="true"><assessmentItemRef identifier="i2"
href="items/hai.xml"><weight identifier="W" value="3"/></assessmentItemRef></assessmentSection>
<assessmentSection identifier="s2" title="Phần II" visible="true"><ordering shuffle="true"/>
<assessmentSection identifier="s3" title="Trong" visible="true"><assessmentItemRef identifier="i1"
href="items/m%E1%BB%99t.xml"/></assessmentSection></assessmentSection></testPart></assessmentTest>"""
MANIFEST = """<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><organizations/>
<resources><resource identifier="r0" type="imsqti_test_xmlv2p1" href="de.xml"><file href="de.xml"/></resource>
<resource identifier="r1" type="imsqti_item_xmlv2p1" href="items/m%E1%BB%99t.xml"/>
<resource identifier="r2" type="imsqti_item_xmlv2p1" href="items/hai.xml"/>
<resource identifier="r3" type="imsqti_item_xmlv2p1" href="items/ngoai.xml"/>
<resource identifier="r4" type="webcontent" href="images/dau.png"/></resources></manifest>"""


def package() -> bytes:
    picture = '<p>Xem: <img src="../images/dau.png" alt="con dấu"/></p>'
    key = declared(["B"])
    files = {
        "imsmanifest.xml": MANIFEST.encode(),
        "de.xml": TEST.encode(),
        "items/một.xml": item(key, CHOICE, MATCH_CORRECT, "mot"),
        "items/hai.xml": item(key, picture + CHOICE, MATCH_CORRECT, "hai"),
        "items/ngoai.xml": item(key, CHOICE, MATCH_CORRECT, "ngoai"),
        "images/dau.png": b64decode(PIXEL),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def test_a_package_is_read_in_the_order_of_its_test_and_sections_and_the_rest_behind():
    imported = qti.read(package())
    assert imported.title == "Đề tháng 7"
    assert [question.id for question in imported.questions] == ["hai", "mot", "ngoai"]
    assert [question.points for question in imported.questions] == [3, 1, 1]
    assert any("<ordering>" in line and "<timeLimits>" in line for line in said(imported.report, "changed"))
    assert recognise(package()) == "qti"


def test_a_picture_comes_out_of_the_package_and_its_place_is_named():
    imported = qti.read(package())
    assert [(each.name, each.media_type) for each in imported.pictures] == [("dau.png", "image/png")]
    assert "Xem: [Hình: con dấu]" in imported.questions[0].prompt
    assert any("dau.png" in line for line in said(imported.report, "changed"))
