"""Text in the encodings that people's machines write, and files that are no text."""

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats.encoding import MOST_TEXT, decode, peek
from quizzes.formats.exchange import Report
from tests.engine.formats.reports import said

SENTENCE = "Câu 1. Đảng bộ cơ sở họp mỗi tháng mấy lần?\nA. Một lần\nB. Không quy định\n"


def decoded(data: bytes) -> tuple[str | None, Report]:
    report = Report()
    return decode(data, report), report


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        codecs.BOM_UTF8 + SENTENCE.encode(),
        codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("utf-16-le"),
        SENTENCE.encode("utf-16-be"),
    ],
    ids=["UTF-8", "UTF-8 with mark", "UTF-16 LE", "UTF-16 BE", "LE without mark", "BE without mark"],
)
def test_unicode_is_read_with_or_without_a_mark(data: bytes):
    text, report = decoded(data)
    assert text == SENTENCE
    assert report.entries == []


def windows_1258(text: str) -> bytes:
    """Return the bytes as old Windows programs wrote them: letters with their mark, tones after them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        out.append(letter + "".join(part for part in parts if part in tones))
    return "".join(out).encode("cp1258")


def test_windows_1258_is_read_with_its_marks_composed_and_reported():
    text, report = decoded(windows_1258(SENTENCE))
    assert text == SENTENCE
    assert unicodedata.is_normalized("NFC", text)
    assert said(report, "changed") == ["The file was in Windows-1258 and was read as such."]


def test_typographic_quotes_of_windows_are_read():
    assert decoded("He said “yes” – so…".encode("cp1258"))[0] == "He said “yes” – so…"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("§¶ng bé c¬ së häp mçi th¸ng mÊy lÇn, kh«ng quy ®Þnh", "TCVN3"),
     ("Ñaûng boä cô sôû hoïp moãi thaùng maáy laàn, khoâng quy ñònh", "VNI")],
)  # fmt: skip
@pytest.mark.parametrize("written", ["latin-1", "utf-8"])
def test_old_office_fonts_are_refused_by_name(text: str, encoding: str, written: str):
    result, report = decoded(text.encode(written))
    assert result is None
    assert said(report, "left_out") == [f"The text was typed in an old {encoding} font and cannot be read."]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04rest", "packed"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
        (b"a\0b", "not text"),
        (bytes(range(256)), "not text"),
        (b"\xef\xbb\xbfC\xe2u", "UTF-8"),
        ("Tiếng Nga: 試験".encode("gb18030"), "encoding is not known"),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(data: bytes, word: str):
    text, report = decoded(data)
    assert text is None
    assert len(report.entries) == 1
    assert word in said(report, "left_out")[0]


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    text, report = decoded(b"a" * (MOST_TEXT + 1))
    assert text is None
    assert said(report, "left_out") == ["The file is larger than 32 MB."]


# A zero byte is no text, and beside letters it is how UTF-16 looks.
@given(st.text(st.characters(exclude_characters="\0")))
def test_every_text_in_utf_8_is_read_as_it_is_or_refused(text: str):
    result, report = decoded(text.encode("utf-8", "replace"))
    assert result == text.encode("utf-8", "replace").decode().removeprefix("\ufeff") or not report.is_whole


@given(st.binary(max_size=300))
def test_no_bytes_crash_it_and_a_refusal_says_why(data: bytes):
    text, report = decoded(data)
    assert (text is None) is not report.is_whole
    assert isinstance(peek(data), str)
