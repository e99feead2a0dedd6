"""QTI: keys are found by running the item's own rules, and what is not supported is named."""

import pytest

from quizzes.formats import qti
from quizzes.formats.exchange import Import
from quizzes.questions import Number, SingleChoice
from tests.engine.formats.reports import said

CHOICE = (
    '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Chọn?</prompt>'
    '<simpleChoice identifier="A">Một</simpleChoice><simpleChoice identifier="B">Hai</simpleChoice>'
    "</choiceInteraction>"
)
MATCH = '<match><variable identifier="RESPONSE"/><baseValue baseType="identifier">B</baseValue></match>'
CUSTOM = (
    f"<responseProcessing><responseCondition><responseIf>{MATCH}<setOutcomeValue identifier="
    '"SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition>'
    "</responseProcessing>"
)


def item(body: str, rules: str, key: str = "", base: str = "identifier") -> Import:
    correct = f"<correctResponse><value>{key}</value></correctResponse>" if key else ""
    return qti.read(
        f'<assessmentItem identifier="cau-a" xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1">'
        f'<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="{base}">{correct}'
        f"</responseDeclaration><itemBody>{body}</itemBody>{rules}</assessmentItem>".encode()
    )


def test_custom_rules_say_what_is_right_without_a_declared_key():
    (question,) = item(CHOICE, CUSTOM).questions
    assert isinstance(question, SingleChoice)
    assert (question.id, question.right_id) == ("cau-a", "b")


def test_a_key_that_the_rules_contradict_is_not_guessed():
    imported = item(CHOICE, CUSTOM, "A")
    assert imported.questions == ()
    assert any("do not agree" in line for line in said(imported.report, "left_out"))


@pytest.mark.parametrize("name", ["map_response_point", "own_template"])
def test_an_unsupported_template_is_named(name: str):
    rules = f'<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/{name}"/>'
    assert any(name in line for line in said(item(CHOICE, rules, "A").report, "left_out"))


def test_an_unsupported_interaction_is_named():
    body = '<hotspotInteraction responseIdentifier="RESPONSE"/>'
    assert any("hotspotInteraction" in line for line in said(item(body, "", "A").report, "left_out"))


def test_a_slider_becomes_a_number():
    bounds = 'responseIdentifier="RESPONSE" lowerBound="0" upperBound="9"'
    body = f"<sliderInteraction {bounds}><prompt>Mấy?</prompt></sliderInteraction>"
    (question,) = item(body, "", "7", "integer").questions
    assert isinstance(question, Number)
    assert question.value == 7
