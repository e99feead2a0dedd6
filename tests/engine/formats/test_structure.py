"""What we export has the structure that other programs' schemas ask for: order, attributes, names, manifest.

Sources: 1EdTech, XML schemas of QTI 2.2 and 3.0 (assessmentItem, assessmentTest, content packaging); Moodle,
"Moodle XML format" and the grades that its import accepts (question_bank::fraction_options_full).
"""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from quizzes.formats import moodle_xml, qti
from quizzes.formats.convert import write_file
from quizzes.questions import Option, Question, TrueFalse
from quizzes.quiz import Quiz
from tests.engine.formats.hands import one_of_each

ALONE = {"2.2": qti.write_alone, "3.0": qti.write_alone_3}
PACKED = {"2.2": qti.write, "3.0": qti.write_3}
SPACES = {
    "2.2": ("http://www.imsglobal.org/xsd/imsqti_v2p2", "http://www.imsglobal.org/xsd/imscp_v1p1"),
    "3.0": (
        "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    ),
}
PACKAGE = {"2.2": ("QTIv2.2 Package", "1.0.0"), "3.0": ("QTI Package", "3.0.0")}
KINDS = {"2.2": "xmlv2p2", "3.0": "xmlv3p0"}

ITEM = re.compile(
    r"(responseDeclaration )+(outcomeDeclaration )+itemBody responseProcessing (modalFeedback )?"
)
CHILDREN = {
    "responseDeclaration": re.compile(r"correctResponse (mapping )?"),
    "correctResponse": re.compile(r"(value )+"),
    "mapping": re.compile(r"(mapEntry )+"),
    "outcomeDeclaration": re.compile(r"(defaultValue )?"),
    "matchInteraction": re.compile(r"simpleMatchSet simpleMatchSet "),
    "simpleMatchSet": re.compile(r"(simpleAssociableChoice )+"),
    "choiceInteraction": re.compile(r"(simpleChoice ){2,}"),
    "orderInteraction": re.compile(r"(simpleChoice ){2,}"),
    "inlineChoiceInteraction": re.compile(r"(inlineChoice ){2,}"),
    "responseCondition": re.compile(r"responseIf (responseElseIf )*(responseElse )?"),
    "assessmentTest": re.compile(r"(testPart )+"),
    "testPart": re.compile(r"(assessmentSection )+"),
    "assessmentSection": re.compile(r"(assessmentItemRef )+"),
    "assessmentItemRef": re.compile(r"(weight )?"),
}
REQUIRED = {
    "assessmentItem": {"identifier", "title", "adaptive", "timeDependent"},
    "responseDeclaration": {"identifier", "cardinality", "baseType"},
    "outcomeDeclaration": {"identifier", "cardinality", "baseType"},
    "mapping": {"defaultValue"},
    "mapEntry": {"mapKey", "mappedValue"},
    "choiceInteraction": {"responseIdentifier", "shuffle", "maxChoices"},
    "orderInteraction": {"responseIdentifier", "shuffle"},
    "matchInteraction": {"responseIdentifier", "shuffle", "maxAssociations"},
    "inlineChoiceInteraction": {"responseIdentifier", "shuffle"},
    "textEntryInteraction": {"responseIdentifier"},
    "simpleChoice": {"identifier"},
    "inlineChoice": {"identifier"},
    "simpleAssociableChoice": {"identifier", "matchMax"},
    "feedbackInline": {"outcomeIdentifier", "identifier", "showHide"},
    "modalFeedback": {"outcomeIdentifier", "identifier", "showHide"},
    "rubricBlock": {"view"},
    "baseValue": {"baseType"},
    "setOutcomeValue": {"identifier"},
    "assessmentTest": {"identifier", "title"},
    "testPart": {"identifier", "navigationMode", "submissionMode"},
    "assessmentSection": {"identifier", "title", "visible"},
    "assessmentItemRef": {"identifier", "href"},
    "weight": {"identifier", "value"},
}
INLINE = {"p", "span", "div"}
NAME = re.compile(r"[A-Za-z_][\w.-]*")


def old_name(name: str) -> str:
    return re.sub("-([a-z])", lambda found: found[1].upper(), name.removeprefix("qti-"))


def local(element: etree._Element) -> str:
    return old_name(etree.QName(element).localname)


def check(root: etree._Element, space: str) -> None:
    for element in root.iter():
        name = local(element)
        assert etree.QName(element).namespace == space, name
        attributes = set(map(old_name, element.attrib))
        assert attributes >= REQUIRED.get(name, set()), (name, attributes)
        children = "".join(f"{local(child)} " for child in element)
        if name in CHILDREN:
            assert CHILDREN[name].fullmatch(children), (name, children)
        for key in ("identifier", "response-identifier", "responseIdentifier"):
            assert NAME.fullmatch(element.get(key, "x")), element.get(key)
        if name in ("textEntryInteraction", "inlineChoiceInteraction"):
            assert local(element.getparent()) in INLINE


def check_item(data: bytes, version: str) -> etree._Element:
    root = etree.fromstring(data)
    check(root, SPACES[version][0])
    assert ITEM.fullmatch("".join(f"{local(child)} " for child in root))
    declared = {each.get("identifier") for each in root if local(each) == "responseDeclaration"}
    used = {
        value
        for each in root.iter()
        for key, value in each.attrib.items()
        if old_name(key) == "responseIdentifier"
    }
    assert used == declared
    if version == "3.0":
        for each in root.iter():
            assert local(each) in ("assessmentItem", "p", "div", "br") or each.tag.split("}")[1].startswith(
                "qti-"
            )
            if local(each) in ("modalFeedback", "rubricBlock"):
                assert [local(child) for child in each] == ["contentBody"]
    return root


@pytest.mark.parametrize("version", ALONE)
@pytest.mark.parametrize("question", one_of_each().questions, ids=lambda question: question.type)
def test_a_single_item_of_every_type_has_the_schemas_structure(question: Question, version: str):
    export = ALONE[version](Quiz("Thử", (replace(question, discussion="Vì sao?\n\nTrao đổi."),)))
    if export.data:
        check_item(export.data, version)
    else:
        assert "cannot be written" in next(export.report.of("left_out")).message


@pytest.mark.parametrize("version", PACKED)
def test_a_package_names_its_files_once_each_in_the_manifest(version: str):
    with zipfile.ZipFile(io.BytesIO(PACKED[version](one_of_each()).data)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    manifest = etree.fromstring(files.pop("imsmanifest.xml"))
    space = SPACES[version][1]
    assert {etree.QName(each).namespace for each in manifest.iter()} == {space}
    assert [local(child) for child in manifest] == ["metadata", "organizations", "resources"]
    assert tuple(each.text for each in manifest[0]) == PACKAGE[version]
    resources = {each.get("identifier"): each for each in manifest[2]}
    assert len(resources) == len(manifest[2])
    assert sorted(each.get("href") for each in resources.values()) == sorted(files)
    for each in resources.values():
        assert each.find(f"{{{space}}}file").get("href") == each.get("href")
        assert {other.get("identifierref") for other in each.iter(f"{{{space}}}dependency")} <= set(resources)
        kind = "test" if each.get("href") == "test.xml" else "item"
        assert each.get("type") == f"imsqti_{kind}_{KINDS[version]}"
    test = etree.fromstring(files.pop("test.xml"))
    check(test, SPACES[version][0])
    references = [each for each in test.iter() if local(each) == "assessmentItemRef"]
    assert sorted(each.get("href") for each in references) == sorted(files)
    for name, data in files.items():
        assert check_item(data, version).get("identifier") in {
            each.get("identifier") for each in references
        }, name


def test_a_single_item_holds_the_first_question_and_names_the_others():
    export = write_file(one_of_each(), "qti", "cau.xml")
    assert len(qti.read(export.data).questions) == 1
    assert any("holds one question" in entry.message for entry in export.report.of("left_out"))
    assert write_file(one_of_each(), "qti", "de.zip").data.startswith(b"PK")


COMMON = "name questiontext generalfeedback defaultgrade penalty hidden idnumber "
OWN = {
    "multichoice": r"single shuffleanswers answernumbering (answer )+",
    "truefalse": r"answer answer ",
    "shortanswer": r"usecase (answer )+",
    "numerical": r"answer (units )?",
    "matching": r"shuffleanswers (subquestion ){2,}",
    "ordering": r"layouttype selecttype selectcount gradingtype (answer )+",
    "cloze": "",
}
# The grades that Moodle's import accepts, besides 0 and 100.
GRADES = {
    *(90, 80, 75, 70, 60, 50, 40, 30, 25, 20, 12.5, 10, 5),
    *(83.33333, 66.66667, 33.33333, 16.66667, 14.28571, 11.11111),
}


def grades(right: int) -> Quiz:
    several = next(each for each in one_of_each().questions if each.type == "several")
    options = tuple(Option(letter, f"Ý {letter}") for letter in "abcdefghij")
    return Quiz(
        "", (replace(several, options=options, right_ids=frozenset("abcdefghij"[:right]), author_order=()),)
    )


def moodle(quiz: Quiz) -> etree._Element:
    return etree.fromstring(moodle_xml.write(quiz).data)


def test_moodles_questions_have_its_elements_in_its_order():
    statement = next(each for each in one_of_each().questions if isinstance(each, TrueFalse))
    plain = replace(statement, id="q-plain", unknown_offered=False)
    root = moodle(Quiz("Trắc nghiệm", (*one_of_each().questions, plain)))
    assert (root.tag, root[0].get("type")) == ("quiz", "category")
    assert root[0].findtext("category/text") == "$course$/top/Trắc nghiệm"
    assert {each.get("type") for each in root[1:]} == set(OWN)
    for question in root[1:]:
        children = "".join(f"{child.tag} " for child in question)
        assert re.fullmatch(f"{COMMON}{OWN[question.get('type')]}(tags )?", children), children
        assert question.findtext("name/text")
        assert question.find("questiontext").get("format") == "html"
        for text in ("name", "questiontext", "generalfeedback"):
            assert [child.tag for child in question.find(text)] == ["text"]
        for answer in question.iter("answer"):
            assert answer[0].tag == "text"


@pytest.mark.parametrize("right", range(2, 10))
def test_moodle_accepts_the_grade_of_every_option(right: int):
    for answer in moodle(grades(right)).iter("answer"):
        assert abs(float(answer.get("fraction"))) in GRADES


def test_the_name_of_a_question_ends_with_a_whole_word():
    first = one_of_each().questions[0]
    root = moodle(Quiz("", (replace(first, prompt="nghiêng " * 20),)))
    assert set((root.findtext("question/name/text") or "").split()) == {"nghiêng"}
