"""Telling by its content which format a file has; cheap, and never by importing the format's reader."""

import re
from functools import lru_cache
from typing import Final

from quizzes.formats.archive import is_archive, names_of
from quizzes.formats.encoding import peek

_LINE_END = re.compile("\r\n?")
_TOPIC = re.compile(r"^[ \t]*\[\[question\]\]", re.MULTILINE)
_GIFT = re.compile(
    r"^\$CATEGORY:|^::[^:\n]|\{[^{}]*(?:[=~#]|\bT\b|\bF\b|TRUE|FALSE)[^{}]*\}|\{\s*\}", re.MULTILINE
)
_ROOT = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[.*?\])?\s*>)*+<(?:\w+:)?([\w-]+)", re.DOTALL
)
_QTI: Final = frozenset(
    (
        "assessmentItem",
        "assessmentTest",
        "manifest",
        "questestinterop",
    )
)
_AIKEN = re.compile(r"^ANSWER:[ \t]*[A-Z][ \t]*$", re.MULTILINE)
_CSV: Final = re.compile(r"[^\r\n]*(?:câu hỏi|nội dung câu|question|prompt)[^\r\n]*[,;|\t]", re.IGNORECASE)
_PLAIN = re.compile(
    r"^[ \t\xa0]*(?:(?:câu|bài|question)[ \t\xa0]*(?:hỏi|số)?[ \t\xa0]*\d+|\d{1,4}[ \t\xa0]*[.):/])"
    r"|^[ \t\xa0]*\*?[ \t\xa0]*a[ \t\xa0]*[.):/]",
    re.IGNORECASE | re.MULTILINE,
)


def is_docx(data: bytes) -> bool:
    """Tell whether it is a Word document."""
    return "word/document.xml" in _names(data)


def is_xlsx(data: bytes) -> bool:
    """Tell whether it is an Excel workbook."""
    return "xl/workbook.xml" in _names(data)


def is_topic(data: bytes) -> bool:
    """Tell whether it is a quiz.toml or meeting.toml."""
    return _TOPIC.search(_text(data)) is not None


def is_gift(data: bytes) -> bool:
    """Tell whether it is GIFT: a category, a title or an answer between braces."""
    return not _is_markup(data) and _GIFT.search(_text(data)) is not None


def is_aiken(data: bytes) -> bool:
    """Tell whether it is Aiken: a line "ANSWER: B"."""
    return _AIKEN.search(_text(data)) is not None


def is_moodle(data: bytes) -> bool:
    """Tell whether it is XML of Moodle: its first element is <quiz>."""
    return _root(data) == "quiz"


def is_qti(data: bytes) -> bool:
    """Tell whether it is an item, a test or a package of QTI."""
    return _root(data) in _QTI or any(name.rpartition("/")[2] == "imsmanifest.xml" for name in _names(data))


def is_qti_3(data: bytes) -> bool:
    """Tell whether it is a single item or test of QTI 3; both versions are read alike."""
    return _root(data).startswith("qti-")


def is_h5p(data: bytes) -> bool:
    """Tell whether it is a package of H5P."""
    return "h5p.json" in _names(data)


def _root(data: bytes) -> str:
    found = _ROOT.match(_text(data))
    return found[1] if found is not None else ""


def is_csv(data: bytes) -> bool:
    """Tell whether its first line is a heading of a table of questions."""
    return _CSV.match(_text(data).lstrip()) is not None


def is_plain_text(data: bytes) -> bool:
    """Tell whether it is text with numbered questions or lettered options."""
    return not _is_markup(data) and _PLAIN.search(_text(data)) is not None


def _is_markup(data: bytes) -> bool:
    return _text(data).lstrip()[:1] in ("<", "{")


@lru_cache(maxsize=1)
def _text(data: bytes) -> str:
    # A packed file, however it begins to look as text, is none.
    return "" if is_archive(data) else _LINE_END.sub("\n", peek(data))


@lru_cache(maxsize=1)
def _names(data: bytes) -> frozenset[str]:
    return frozenset(names_of(data))
