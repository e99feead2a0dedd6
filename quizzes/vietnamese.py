"""Vietnamese text as people really type it: one stored form, and keys for finding and for comparing.

What is stored and shown is always `clean(text)`. The other forms are keys: never shown, only compared.
Sorting of names is in names.py and the old office fonts are in mojibake.py; both are offered here too.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from quizzes.mojibake import is_mojibake
from quizzes.names import given_name, person_sort_key, person_sort_text

__all__ = [
    "clean",
    "comparable",
    "fold",
    "given_name",
    "has_same_letters",
    "is_mojibake",
    "lacks_only_marks",
    "person_sort_key",
    "person_sort_text",
    "without_tones",
]

GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
TONES: Final = frozenset((GRAVE, ACUTE, TILDE, HOOK, DOT))
# Circumflex, breve and horn make another letter (â, ă, ơ); đ is given the short stroke it lacks in Unicode.
_LETTER_MARKS: Final = "\u0302\u0306\u031b"
_STROKE: Final = "\u0335"
_CARON, _BREVE = "\u030c", "\u0306"

# Control, format and lone surrogate characters: none is visible, and a database may refuse the last.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
)
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Letters that look Vietnamese and are not: Icelandic eth, African D, a with caron.
_IMPOSTORS = re.compile("[ÐðƉɖǍǎ]")
_GENUINE: Final = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "Ǎ": "Ă", "ǎ": "ă"}
_COMBINING = re.compile("[\u0300-\u036f]")
_VOWEL_MARKS = re.compile("([aeouAEOU])([\u0300-\u036f]{2,})")


def clean(text: str, *, keep_lines: bool = False) -> str:
    """Return the one form in which a text is stored.

    NFC; marks typed in the wrong order (e, acute, circumflex) composed; Ð and ǎ made Đ and ă; invisible
    characters out; spaces collapsed and stripped. Line breaks become spaces, or with keep_lines stay, at
    most one empty line running. Cleaning a clean text changes nothing.
    """
    text = _composed(_INVISIBLE.sub("", text))
    if not keep_lines:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in _LINE_END.split(text))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def fold(text: str) -> str:
    """Return the key by which a text is found: cleaned, lower case, no marks, đ as d."""
    decomposed = unicodedata.normalize("NFD", clean(text).lower().replace("đ", "d"))
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def without_tones(text: str) -> str:
    """Return the text without its five tone marks, in NFC: "Đảng bộ" becomes "Đang bô"."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in TONES))


def comparable(text: str) -> str:
    """Return a key that is equal for two ways of writing one answer.

    Letter case, punctuation, spaces and dots between thousands do not count, nor where a tone is written
    (hoà, hòa), nor i or y at the end of a syllable after h k l m s t alone, nor which of kỷ kỉ kỹ kĩ is
    written. It holds decomposed words, each with its tone last.
    """
    text = _APOSTROPHES.sub("", _THOUSANDS.sub(_joined, clean(text).lower()))
    return " ".join(map(_syllable_key, _WORD.findall(text)))


def has_same_letters(one: str, other: str) -> bool:
    """Tell whether two texts are the same to somebody who writes no marks at all."""
    return _bare(comparable(one)) == _bare(comparable(other))


def lacks_only_marks(typed: str, right: str) -> bool:
    """Tell whether typed is right with at least one mark left out and none added or changed.

    Both are keys made by comparable(). "chi bo" lacks only marks of "chi bộ"; "chỉ bộ" does not.
    """
    if typed == right or _bare(typed) != _bare(right):
        return False
    pairs = zip(_LETTER.findall(typed), _LETTER.findall(right), strict=True)
    return all(set(some[1:]) <= set(every[1:]) for some, every in pairs)


_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,]?\d)")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc]")
# A word is a run of characters that are neither spaces nor punctuation; other signs (+, =, °) count. A mark
# that stands on no letter begins no word.
_APART: Final = (
    "\\s!-#%-*,-/:;?@\\[-\\]_{}\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf\u2010-\u2027"
    "\u2030-\u205e\u3001-\u3003\u3008-\u3011"
)
_WORD = re.compile(f"[^{_APART}\u0300-\u036f][^{_APART}]*")
_LETTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*")
_OPEN_I = re.compile("[hklmst]y")


def _composed(text: str) -> str:
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    if _IMPOSTORS.search(text):
        genuine = _IMPOSTORS.sub(lambda found: _GENUINE[found[0]], text)
        text = unicodedata.normalize("NFC", genuine)
    # What NFC could not compose is either rare or a pair of marks in the wrong order.
    if _COMBINING.search(text):
        decomposed = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", _VOWEL_MARKS.sub(_letter_marks_first, decomposed))
    return text


def _letter_marks_first(found: re.Match[str]) -> str:
    letter, marks = found[1], found[2]
    if letter in "aA":
        marks = marks.replace(_CARON, _BREVE)
    return letter + "".join(sorted(marks, key=lambda mark: mark not in _LETTER_MARKS))


def _joined(found: re.Match[str]) -> str:
    return found[0].replace(".", "")


@lru_cache(maxsize=4096)
def _syllable_key(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word).replace("đ", "d" + _STROKE)
    letters = "".join(char for char in decomposed if char not in TONES)
    tones = "".join(char for char in decomposed if char in TONES)
    if _OPEN_I.fullmatch(letters):
        letters = letters[0] + "i"
    if letters == "ki" and tones == TILDE:
        tones = HOOK
    return letters + tones


@lru_cache(maxsize=4096)
def _bare(key: str) -> str:
    return _COMBINING.sub("", key)
