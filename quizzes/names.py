"""Vietnamese order of people: by given name (the last word), then family name, then the words between.

Letters compare as a ă â b c d đ e ê … and tones, only where letters are equal, as ngang huyền hỏi ngã sắc
nặng. Source: CLDR 48 collation chart for `vi`.
"""

import re
import unicodedata
from typing import Final

# Base letter, then a digit for its mark: a0 a1 a2 stand for a ă â, so that bytes sort as the alphabet.
_LETTER_MARKS: Final = {
    "a\u0306": "a1",
    "a\u0302": "a2",
    "đ": "d1",
    "e\u0302": "e1",
    "o\u0302": "o1",
    "o\u031b": "o2",
    "u\u031b": "u1",
}
_TONES: Final = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LETTER = re.compile("[^\u0300-\u036f][\u0302\u0306\u031b]?")
_IN_BRACKETS = re.compile(r"\([^)]*\)?")
_MARKS_BETWEEN = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def given_name(name: str) -> str:
    """Return the last word of a name, "" where there is none; what is in brackets is no part of the name."""
    words = _words(name)
    return words[-1] if words else ""


def person_sort_key(name: str) -> tuple[str, ...]:
    """Return a key by which Python sorts people: given name, family name, middle words, words in brackets."""
    words = _words(name)
    in_brackets = [word for found in _IN_BRACKETS.findall(name) for word in found.strip("()").split()]
    return tuple(map(_word_key, words[-1:] + words[:-1] + in_brackets))


def person_sort_text(name: str) -> str:
    """Return the same key as one text of a-z and 0-9, so that a database sorts it right byte by byte.

    It is about twice as long as the name.
    """
    return "".join(person_sort_key(name))


def _words(name: str) -> list[str]:
    return _IN_BRACKETS.sub(" ", name).split()


def _word_key(word: str) -> str:
    # A word ends in 0 and its tone: 0 sorts before every letter and digit, so "An" comes before "Ang" and the
    # tone counts only between words of equal letters. One tone is kept, for a syllable has no more.
    decomposed = unicodedata.normalize("NFD", word.lower())
    tone = next((_TONES[char] for char in decomposed if char in _TONES), "0")
    letters = _LETTER.findall(_MARKS_BETWEEN.sub("", decomposed))
    return "".join(map(_letter_key, letters)) + "0" + tone


def _letter_key(letter: str) -> str:
    if letter in _LETTER_MARKS:
        return _LETTER_MARKS[letter]
    if "a" <= letter[0] <= "z":
        return letter[0] + "0"
    if "0" <= letter[0] <= "9":
        return "1" + letter[0]
    # Letters of other scripts follow z, in the order of their code points; signs are passed over.
    return f"zz{ord(letter[0]):06x}" if letter[0].isalpha() else ""
