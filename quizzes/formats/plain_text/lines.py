"""A text as lines that know where they stand, and what the first words of a line say it is.

Patterns are tried on one line at a time and none repeats what it can match in two ways, so that reading takes
time in proportion to the text.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

Mark = tuple[str, int, int]
"""Emphasis on part of a line: "underline", "highlight", "colour" or "bold", first and past-last place."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line or paragraph: text in NFC without invisible characters, its place, and what is emphasised."""

    place: str
    text: str
    marks: tuple[Mark, ...] = ()

    def cut(self, start: int, end: int | None = None) -> "Line":
        """Return a part of the line, its emphasis cut alike."""
        end = len(self.text) if end is None else end
        marks = self.marks and tuple(
            (kind, max(first, start) - start, min(last, end) - start)
            for kind, first, last in self.marks
            if first < end and last > start
        )
        return Line(self.place, self.text[start:end], marks)


_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\xad]+")
_WIDE = re.compile("[ \t]{3,}")
_LINE_END = re.compile("\r\n|[\n\r]")
_BREAK = re.compile("[\v\f\x85\u2028\u2029]")
_SPACES: Final = dict.fromkeys("\xa0\u2000\u2001\u2002\u2003\u2007\u2009\u202f\u3000", " ")
_UNUSUAL = re.compile("[\xa0\xad\u2000-\u200f\u2028-\u202f\u2060\u3000\ufeff：．）（]")
_SIGNS: Final = str.maketrans(_SPACES | {"：": ":", "．": ".", "）": ")", "（": "("})


def plain(text: str) -> str:
    """Return a text in NFC, with ordinary spaces, at most two running, and without invisible characters."""
    text = unicodedata.normalize("NFC", text)
    if _UNUSUAL.search(text):
        text = _INVISIBLE.sub("", text).translate(_SIGNS)
    return _WIDE.sub(lambda found: "\t" if "\t" in found[0] else "  ", text) if _may_be_wide(text) else text


def _may_be_wide(text: str) -> bool:
    # Few texts have two spaces running: for the others no pattern is tried at every space.
    return "  " in text or "\t" in text


def squeezed(line: Line) -> Line:
    """Return a line with at most two spaces running, its emphasis moved along."""
    if not _may_be_wide(line.text):
        return line
    runs = [(found.start(), found.end(), len(plain(found[0]))) for found in _WIDE.finditer(line.text)]
    if not runs:
        return line

    def moved(place: int) -> int:
        """Return where a place of the line comes to."""
        gone = sum(end - start - length for start, end, length in runs if end <= place)
        inside = next(((start, length) for start, end, length in runs if start < place < end), None)
        return min(place, sum(inside)) - gone if inside else place - gone

    marks = tuple((kind, moved(first), moved(last)) for kind, first, last in line.marks)
    return Line(line.place, plain(line.text), marks)


def lines_of(text: str) -> Iterator[Line]:
    """Return the lines of a text by their numbers; **words** between double stars count as bold."""
    for number, line in enumerate(_LINE_END.split(plain(text)), start=1):
        for part in _BREAK.split(line):
            yield _without_stars(str(number), part) if "**" in part else Line(str(number), part)


def _without_stars(place: str, text: str) -> Line:
    parts = text.split("**")
    if len(parts) % 2 == 0:
        return Line(place, text)
    marks, at = [], 0
    for number, part in enumerate(parts):
        if number % 2:
            marks.append(("bold", at, at + len(part)))
        at += len(part)
    return Line(place, "".join(parts), tuple(marks))


_AFTER: Final = r"[ \t]*(?:[.:)/–-]|(?=[ \t])|$)[ \t]*"
_NOTE: Final = r"(?P<note>[ \t]*[(\[][^()\[\]]{1,40}[)\]])?"
NUMBERED: Final = re.compile(
    rf"[ \t]*(?:c[âa]u(?:[ \t]h[ỏo]i)?|question)[ \t]*(?:số[ \t]*)?(?P<number>\d{{1,5}}){_NOTE}{_AFTER}",
    re.IGNORECASE,
)
EXERCISE: Final = re.compile(
    rf"[ \t]*bài(?:[ \t]tập)?[ \t]*(?P<number>\d{{1,5}}){_NOTE}{_AFTER}", re.IGNORECASE
)
BARE: Final = re.compile(r"[ \t]*(?P<number>\d{1,5})(?P<note>)[ \t]?[.):/](?!\d)[ \t]*", re.IGNORECASE)

OPTION: Final = re.compile(
    r"[ \t]*(?P<star>\*?)[ \t]*[(\[]?(?P<letter>[A-Ja-j])(?P<late>\*?)[ \t]?(?:[.):/\]]|[–-](?=[ \t]))[ \t]*"
)
ANSWER: Final = re.compile(
    r"[ \t]*(?:[=–-]?>|→|⇒|[–*(\[-])?[ \t]*"
    r"(?:(?:đáp[ \t]án|dap[ \t]an)(?:[ \t](?:đúng|chính xác))?|đ/?a|answer|trả[ \t]lời|key)"
    r"(?:[ \t]là)?[ \t]*(?:[:.=–-]|(?=[ \t][A-J]\b)|$)[ \t]*",
    re.IGNORECASE,
)
CHOOSE: Final = re.compile(
    r"[ \t]*(?:[=–-]?>|→|⇒)?[ \t]*(?:vậy[ \t])?(?:ta[ \t])?chọn(?:[ \t](?:đáp|phương)[ \t]án)?[ \t]*:?[ \t]*"
    r"(?P<letters>[A-J])[ \t]*\.?[ \t]*$",
    re.IGNORECASE,
)
EXPLANATION: Final = re.compile(
    r"[ \t]*(?:lời[ \t]giải(?:[ \t]chi[ \t]tiết)?|giải[ \t]thích|giai[ \t]thich"
    r"|hướng[ \t]dẫn(?:[ \t]giải)?|hdg?|explanation)"
    r"[ \t]*(?:[:.–-]|$)[ \t]*",
    re.IGNORECASE,
)
OTHER: Final = re.compile(
    r"[ \t]*(?:(?P<source>nguồn|trích[ \t]nguồn|căn[ \t]cứ)|(?P<id>mã(?:[ \t]câu)?)"
    r"|(?P<skill>mức[ \t]độ|kỹ[ \t]năng)|(?P<points>điểm)|(?P<valid_until>đúng[ \t]đến)"
    r"|(?P<discussion>trao[ \t]đổi)|phản[ \t]hồi[ \t](?P<feedback>[A-J]))[ \t]*:[ \t]*",
    re.IGNORECASE,
)
END: Final = re.compile(r"[ \t._*=(\[–—-]*hết[ \t._*=)\]!–—-]*$", re.IGNORECASE)
# A place and a day, or who wrote it: below that stands no question.
SIGNATURE: Final = re.compile(
    r"[ \t]*(?:người[ \t](?:soạn|ra[ \t]đề|biên[ \t]soạn|lập)|t/?m\.?[ \t]|thay[ \t]mặt[ \t]|nơi[ \t]nhận"
    r"|[^\d,]{2,40},[ \t]*ngày[ \t.…]*\d*[ \t.…]*tháng\b)",
    re.IGNORECASE,
)
PAGE_NUMBER: Final = re.compile(r"[ \t]*[–—-][ \t]*\d{1,3}[ \t]*[–—-][ \t]*")
_PART = re.compile(
    r"[ \t]*(?:phần|chương|mục|chủ[ \t]đề|bài)[ \t]+(?:[IVX]+|\d+|thứ[ \t]\w+)(?:\b|$)", re.IGNORECASE
)
_ROMAN = re.compile(r"[ \t]*[IVX]{1,5}[ \t]?[.)/–-][ \t]*")
_KIND_OF_TEST = re.compile(r"trắc[ \t]nghiệm|tự[ \t]luận", re.IGNORECASE)
KEY: Final = re.compile(
    r"[ \t*]*(?:[IVX]{1,5}[.)][ \t]*)?(?:bảng[ \t])?"
    r"(?:đáp[ \t]án|dap[ \t]an|hướng[ \t]dẫn[ \t]chấm|answer[ \t]key)"
    r"(?:[ \t](?:và|đề|phần|tham|chi|trắc|các|môn|câu|bài|cho|của)\b.*)?[ \t:*]*$",
    re.IGNORECASE,
)

# Rows of a table of answers that nobody put a heading over: "1-A 2-B 3-C", and "Câu 1: B" once more.
KEY_ROW: Final = re.compile(r"(?:[ \t|;,]*\d{1,5}[ \t]?[-.:)–]?[ \t]?[A-J](?![\w])){3,}[ \t|;,.]*")
LETTERS_ALONE: Final = re.compile(r"[A-J](?:[,; ]{0,2}[A-J]){0,9}[ \t.]*")


def is_part(text: str) -> bool:
    """Tell whether a line is a heading of a part: "Phần I", "Chương 2", or "II. CÂU HỎI" in capitals."""
    if _PART.match(text):
        return True
    roman = _ROMAN.match(text)
    rest = text[roman.end() :] if roman else ""
    return rest.isupper() or (bool(rest) and _KIND_OF_TEST.match(rest) is not None)
