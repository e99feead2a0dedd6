"""From a quiz to a QTI content package: a manifest, one test and an item for each question."""

import zipfile
from fractions import Fraction
from io import BytesIO
from typing import Final

from quizzes.formats.decimals import decimal
from quizzes.formats.exchange import Report
from quizzes.formats.foreign import name_of_question, with_source
from quizzes.formats.hints import hints
from quizzes.formats.html import to_html
from quizzes.formats.problems import N_
from quizzes.formats.proof import leave_out
from quizzes.formats.qti.bodies import Parts, parts_of
from quizzes.formats.qti.labels import name_of
from quizzes.formats.qti.names import Names
from quizzes.formats.xml import element, escape
from quizzes.questions import Order, Question
from quizzes.quiz import Quiz

_TITLE: Final = {"2.2": "QTI 2.2", "3.0": "QTI 3.0"}
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ITEMS: Final = {
    "2.2": "http://www.imsglobal.org/xsd/imsqti_v2p2",
    "3.0": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
}
# Namespace, and what the schemas want as name and version of the package.
_MANIFESTS: Final = {
    "2.2": ("http://www.imsglobal.org/xsd/imscp_v1p1", "QTIv2.2 Package", "1.0.0"),
    "3.0": ("http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "QTI Package", "3.0.0"),
}
_KINDS: Final = {
    "2.2": ("imsqti_item_xmlv2p2", "imsqti_test_xmlv2p2"),
    "3.0": ("imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0"),
}
_TEMPLATES: Final = {
    "2.2": "http://www.imsglobal.org/question/qti_v2p2/rptemplates/",
    "3.0": "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
}
# Nothing in a file tells when it was written: the same quiz makes the same bytes.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def write_package(quiz: Quiz, version: str, report: Report) -> bytes:
    """Return the package's bytes, noting questions of types that QTI has no interaction for."""
    names = Names(version)
    weights: dict[str, Fraction] = {}
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for question in quiz.questions:
            parts = parts_of(question, names)
            if parts is None:
                leave_out(report, question, _TITLE[version])
                continue
            _note_order(question, report)
            weights[question.id] = Fraction(question.points, parts.most)
            _put(packed, f"items/{question.id}.xml", item_text(question, parts, names))
        _put(packed, "test.xml", _test(quiz, weights, names))
        _put(packed, "imsmanifest.xml", _manifest(list(weights), version))
    return out.getvalue()


def write_item(quiz: Quiz, version: str, report: Report) -> bytes:
    """Return the first question that QTI has an interaction for as a single item, noting the others."""
    names, item = Names(version), ""
    for question in quiz.questions:
        parts = parts_of(question, names)
        if parts is None:
            leave_out(report, question, _TITLE[version])
        elif item:
            report.add(
                "left_out",
                "question",
                question.id,
                N_("A single item holds one question; this one is not in the file."),
                N_("Give the file a name that ends in .zip: a package holds them all."),
            )
        else:
            _note_order(question, report)
            item = item_text(question, parts, names)
    return item.encode("utf-8", "replace")


def _put(packed: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # Texts this short pack nearly as well at the first level, in four fifths of the time.
    packed.writestr(entry, text.encode("utf-8", "replace"), compresslevel=1)


def _note_order(question: Question, report: Report) -> None:
    if isinstance(question, Order):
        report.add(
            "changed",
            "question",
            question.id,
            N_("In this format an order is marked right or wrong as a whole."),
            N_("Nothing is to be done unless parts must count there."),
        )


def item_text(question: Question, parts: Parts, names: Names) -> str:
    """Return one item as a file of its own."""
    explanation = with_source(question.explanation, question.source)
    attributes = {
        "xmlns": _ITEMS[names.version],
        "identifier": name_of(question.id),
        "title": name_of_question(question),
        "label": " ".join(hints(question)),
        "adaptive": "false",
        "timeDependent": "false",
    }
    if not attributes["label"]:
        del attributes["label"]
    content = (
        parts.declarations
        + _outcomes(parts, bool(explanation), names)
        + names.tag(
            "itemBody", _notes(question, names) + f"<div>{to_html(question.prompt)}</div>" + parts.body
        )
        + _processing(parts, names)
        + _explanation(explanation, names)
    )
    return _HEAD + names.tag("assessmentItem", content, attributes)


def _notes(question: Question, names: Names) -> str:
    if not question.discussion:
        return ""
    # QTI 3 wants the text of a rubric inside an element of its own.
    text = to_html(question.discussion)
    inside = names.tag("contentBody", text) if names.version == "3.0" else text
    return names.tag("rubricBlock", inside, {"view": "tutor", "use": "instructions"})


def _outcomes(parts: Parts, has_explanation: bool, names: Names) -> str:
    score = {
        "identifier": "SCORE",
        "cardinality": "single",
        "baseType": "float",
        "normalMaximum": str(parts.most),
    }
    found = names.tag("outcomeDeclaration", _default("0", names), score)
    if parts.has_feedback:
        many = "multiple" if parts.most > 1 else "single"
        shown = {"identifier": "FEEDBACK", "cardinality": many, "baseType": "identifier"}
        found += names.tag("outcomeDeclaration", "", shown)
    if has_explanation:
        # Its default value is the identifier of the feedback, which therefore always shows.
        always = {"identifier": "EXPLANATION", "cardinality": "single", "baseType": "identifier"}
        found += names.tag("outcomeDeclaration", _default("explanation", names), always)
    return found


def _default(value: str, names: Names) -> str:
    return names.tag("defaultValue", names.tag("value", value))


def _processing(parts: Parts, names: Names) -> str:
    if parts.template:
        address = _TEMPLATES[names.version] + parts.template
        address += ".xml" if names.version == "3.0" else ""
        return names.tag("responseProcessing", "", {"template": address})
    return names.tag("responseProcessing", parts.rules)


def _explanation(text: str, names: Names) -> str:
    if not text:
        return ""
    inside = to_html(text)
    if names.version == "3.0":
        inside = names.tag("contentBody", inside)
    shown = {"outcomeIdentifier": "EXPLANATION", "identifier": "explanation", "showHide": "show"}
    return names.tag("modalFeedback", inside, shown)


def _test(quiz: Quiz, weights: dict[str, Fraction], names: Names) -> str:
    references = "".join(
        names.tag(
            "assessmentItemRef",
            names.tag("weight", "", {"identifier": "POINTS", "value": decimal(weight, 6)}),
            {"identifier": name_of(name), "href": f"items/{name}.xml"},
        )
        for name, weight in weights.items()
    )
    section = {"identifier": "section", "title": quiz.title or "1", "visible": "true"}
    part = {"identifier": "part", "navigationMode": "nonlinear", "submissionMode": "individual"}
    content = names.tag("testPart", names.tag("assessmentSection", references, section), part)
    test = {"xmlns": _ITEMS[names.version], "identifier": "test", "title": quiz.title}
    return _HEAD + names.tag("assessmentTest", content, test)


def _manifest(ids: list[str], version: str) -> str:
    space, schema, schema_version = _MANIFESTS[version]
    item_kind, test_kind = _KINDS[version]
    needed = "".join([element("dependency", "", {"identifierref": f"RES-{name}"}) for name in ids])
    resources = [_resource("RES", test_kind, "test.xml", needed)]
    resources += [_resource(f"RES-{name}", item_kind, f"items/{name}.xml") for name in ids]
    metadata = element("schema", escape(schema)) + element("schemaversion", schema_version)
    content = element("metadata", metadata) + element("organizations")
    content += element("resources", "".join(resources))
    return _HEAD + element("manifest", content, {"xmlns": space, "identifier": "MANIFEST"})


def _resource(name: str, kind: str, href: str, needed: str = "") -> str:
    attributes = {"identifier": name, "type": kind, "href": href}
    return element("resource", element("file", "", {"href": href}) + needed, attributes)
