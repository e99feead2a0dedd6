"""Files that no program wrote: every reader says what it makes of them, and neither crashes nor hangs."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzes.formats.convert import FORMATS, read_file, recognise
from quizzes.formats.exchange import Import
from tests.engine.formats.hands import BOTH_WAYS, PIECES, READERS, good_file
from tests.engine.formats.reports import filled

PACKED = [name for name in READERS if FORMATS[name].extensions[0] in (".docx", ".xlsx")]
TEXTS = [
    name
    for name in READERS
    if FORMATS[name].extensions[0] in (".toml", ".txt", ".csv", ".gift", ".aiken", ".xml")
]
LONG = 40_000


def assert_said(imported: Import) -> None:
    """Every question is named in the report, every entry can be filled, and an empty import says why."""
    for entry in imported.report.entries:
        assert filled(entry)
    assert len(list(imported.report.of("read"))) >= len(imported.questions)
    assert imported.questions or not imported.report.is_whole


def mutated(data: st.DataObject, whole: bytes) -> bytes:
    """Return a file with bytes changed, cut out or doubled."""
    broken = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, max(0, len(broken) - 1)))
        match data.draw(st.sampled_from(["change", "cut", "double"])):
            case "change" if broken:
                broken[place] = data.draw(st.integers(0, 255))
            case "cut":
                del broken[place : place + data.draw(st.integers(1, 40))]
            case _:
                broken[place:place] = broken[place : place + data.draw(st.integers(1, 40))]
    return bytes(broken)


@pytest.mark.parametrize("name", BOTH_WAYS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_broken_file_is_read_or_refused(name: str, data: st.DataObject):
    broken = mutated(data, good_file(name))
    assert_said(read_file(broken, source=name))
    recognise(broken)


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=25)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(name: str, data: bytes):
    assert_said(read_file(data, source=name))


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=60)
@given(lines=st.lists(st.lists(PIECES | st.text(max_size=5), max_size=6).map(" ".join), max_size=12))
def test_lines_of_signs_are_read_or_refused(name: str, lines: list[str]):
    assert_said(read_file("\n".join(lines).encode("utf-8", "replace"), source=name))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "piece",
    [
        *(
            "{",
            "}",
            "=",
            "~",
            "::",
            "A. ",
            "A. x\n",
            "Câu 1. ",
            "Câu 1.\n",
            " ",
            "\t ",
            "*",
            "**",
            "1. ",
            "1.\n",
        ),
        *("\\", "#", "[[", '"', "'", "''", "<", "<a ", "&", "->", "1-A ", "Đáp án:\n", "ANSWER: A\n", "[id:"),
        *("%5", "(", "HẾT\n1-A\n", "a=[", "$CATEGORY: a\n", ";", "Giải thích: a\n", "Phần I\n", "\u0301"),
    ],
)
def test_a_long_run_of_one_sign_takes_no_long_time(name: str, piece: str):
    """A reader whose time grew with the square of the text would not come to an end here."""
    text = piece * (LONG // len(piece))
    assert_said(read_file(text.encode(), source=name))
    assert_said(read_file(f"Câu 1. {text}\nA. a\n*B. b\n{text}\n{{{text}".encode(), source=name))


@pytest.mark.parametrize("name", PACKED)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_broken_xml_inside_a_packed_file_is_read_or_refused(name: str, data: st.DataObject):
    whole = zipfile.ZipFile(io.BytesIO(good_file(name)))
    part = data.draw(st.sampled_from([part for part in whole.namelist() if part.endswith(".xml")]))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as broken:
        for other in whole.namelist():
            content = whole.read(other)
            broken.writestr(other, mutated(data, content) if other == part else content)
    assert_said(read_file(out.getvalue(), source=name))


@pytest.mark.parametrize("name", PACKED)
def test_entities_in_a_packed_file_are_refused(name: str):
    whole = zipfile.ZipFile(io.BytesIO(good_file(name)))
    part = "word/document.xml" if name == "docx" else "xl/workbook.xml"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as broken:
        for other in whole.namelist():
            content = whole.read(other)
            if other == part:
                head, _, body = content.partition(b"?>")
                content = head + b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + body
            broken.writestr(other, content)
    imported = read_file(out.getvalue(), source=name)
    assert imported.questions == ()
    assert "declares entities" in " ".join(map(filled, imported.report.of("left_out")))


@pytest.mark.parametrize("name", READERS)
def test_an_empty_file_says_that_nothing_is_in_it(name: str):
    assert_said(read_file(b"", source=name))
