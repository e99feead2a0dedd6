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

# Control, format and lone surrogate characters, and two that are none: nothing of it is visible, a database
# may refuse surrogates, and no Word or Excel file can hold the last two.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]+"
)
_EMPTY_LINES = re.compile("\n{3,}")
# Letters that look Vietnamese and are not: Icelandic eth, African D, a with caron.
_IMPOSTORS = re.compile("[ÐðƉɖǍǎ]")
_GENUINE: Final = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "Ǎ": "Ă", "ǎ": "ă"}
_COMBINING = re.compile("[\u0300-\u036f]")
# What genuine_letters() and marks_in_order() look for, in one go: most texts have none of it.
_MENDED = re.compile(f"{_IMPOSTORS.pattern}|{_COMBINING.pattern}")
_VOWEL_MARKS = re.compile("([aeouAEOU])([\u0300-\u036f]{2,})")


def clean(text: str, *, keep_lines: bool = False) -> str:
    """Return the one form in which a text is stored.

    NFC; marks typed in the wrong order (e, acute, circumflex) composed; Ð and ǎ made Đ and ă; invisible
    characters out; spaces collapsed and stripped. Line breaks become spaces, or with keep_lines stay, at
    most one empty line running. Cleaning a clean text changes nothing.
    """
    text = _composed(without_invisible(text))
    if not keep_lines:
        return " ".join(text.split())
    # Of what splitlines() takes for an end of a line, only real ones are left.
    lines = "\n".join([" ".join(line.split()) for line in text.splitlines()]).strip("\n")
    return _EMPTY_LINES.sub("\n\n", lines) if "\n\n\n" in lines else lines


def without_invisible(text: str) -> str:
    """Return the text without control, format and lone surrogate characters, and what is no character."""
    # What can be printed is neither control nor format, and most texts can.
    return text if text.isprintable() else _INVISIBLE.sub("", text)


def genuine_letters(text: str) -> str:
    """Return NFC text with Vietnamese letters for those that only look so: Ð as Đ, ǎ as ă."""
    if not _IMPOSTORS.search(text):
        return text
    return unicodedata.normalize("NFC", _IMPOSTORS.sub(lambda found: _GENUINE[found[0]], text))


def marks_in_order(text: str) -> str:
    """Return NFC text with marks composed that were typed in the wrong order: e, acute, circumflex is ế."""
    # What NFC could not compose is either rare or a pair of marks in the wrong order.
    if not _COMBINING.search(text):
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _VOWEL_MARKS.sub(_letter_marks_first, decomposed))


def fold(text: str) -> str:
    """Return the key by which a text is found: cleaned, lower case, no marks, đ as d."""
    decomposed = unicodedata.normalize("NFD", clean(text).lower().replace("đ", "d"))
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def without_tones(text: str) -> str:
    """Return the text without its five tone marks, in NFC: "Đảng bộ" becomes "Đang bô"."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if char not in TONES))


def comparable(text: str, *, names: bool = False) -> str:
    """Return a key that is equal for two ways of writing one answer.

    Letter case, punctuation, spaces and dots between thousands do not count, nor where a tone is written
    (hoà, hòa), nor i or y at the end of a syllable after h k l m s t alone, nor, except in names, which of
    kỷ kỉ kỹ kĩ is written. It holds decomposed words, each with its tone last. spelling.py has the same rules
    one by one, with their reasons.
    """
    words = map(_syllable_key, split_words(join_thousands(clean(text).lower())))
    return " ".join(words if names else map(one_ky, words))


def join_thousands(text: str) -> str:
    """Return the text without dots between thousands: 5.612.345 becomes 5612345."""
    return _THOUSANDS.sub(_joined, text)


def split_words(text: str) -> list[str]:
    """Return the words without the punctuation around and within them; other signs, + and = and °, stay."""
    return _WORD.findall(_APOSTROPHES.sub("", text))


def tone_last(word: str) -> str:
    """Return a word decomposed, with its tone behind all letters: hoà and hòa become one."""
    decomposed = unicodedata.normalize("NFD", word).replace("đ", "d" + _STROKE)
    letters = "".join(char for char in decomposed if char not in TONES)
    return letters + "".join(char for char in decomposed if char in TONES)


def one_i(word: str) -> str:
    """Return a word made by tone_last with i for a final y after h k l m s t alone: lý and lí become one."""
    return _OPEN_Y.sub(r"\1i\2", word)


def one_ky(word: str) -> str:
    """Return ki with the hook for ki with the tilde, in the form of one_i: kỷ kỉ kỹ kĩ become one."""
    return "ki" + HOOK if word == "ki" + TILDE else word


def has_same_letters(one: str, other: str) -> bool:
    """Tell whether two texts are the same to somebody who writes no marks at all."""
    return bare(comparable(one)) == bare(comparable(other))


def lacks_only_marks(typed: str, right: str) -> bool:
    """Tell whether typed is right with at least one mark left out and none added or changed.

    Both are keys made by comparable(). "chi bo" lacks only marks of "chi bộ"; "chỉ bộ" does not.
    """
    if typed == right or bare(typed) != bare(right):
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
_OPEN_Y = re.compile("^([hklmst])y([\u0300-\u036f]*)$")


def _composed(text: str) -> str:
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)
    return marks_in_order(genuine_letters(text)) if _MENDED.search(text) else text


def _letter_marks_first(found: re.Match[str]) -> str:
    letter, marks = found[1], found[2]
    if letter in "aA":
        marks = marks.replace(_CARON, _BREVE)
    return letter + "".join(sorted(marks, key=lambda mark: mark not in _LETTER_MARKS))


def _joined(found: re.Match[str]) -> str:
    return found[0].replace(".", "")


@lru_cache(maxsize=4096)
def _syllable_key(word: str) -> str:
    return one_i(tone_last(word))


@lru_cache(maxsize=65536)
def bare(key: str) -> str:
    """Return a key made by comparable() without any mark."""
    return _COMBINING.sub("", key)
