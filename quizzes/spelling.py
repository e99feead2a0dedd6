"""The chain of rules by which two ways of writing one Vietnamese answer are equal, each rule by its name.

What was typed and what is accepted go through the same steps in the same order; they are equal when they end
equal. The keys of key_of() are the fast way to the same end; why() tells which steps made two texts equal, so
that an author sees why an answer counted. Slips that are forgiven (missing tone marks, one letter) are no
spelling: they are judged in questions/typed.py.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from quizzes.formats.problems import N_
from quizzes.numerals import romans_in_digits, words_in_digits
from quizzes.vietnamese import (
    clean,
    comparable,
    genuine_letters,
    join_thousands,
    marks_in_order,
    split_words,
    tone_last,
    without_invisible,
)

StepName = Literal[
    "invisible", "composition", "lookalikes", "mark_order", "spaces", "roman", "case", "thousands",
    "punctuation", "number_words", "tone_place", "i_or_y", "ky", "leading_word",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One rule: `sentence` is a msgid that says it to the author, `apply` carries it out on a text."""

    name: StepName
    sentence: str
    apply: Callable[[str], str]


_OPEN_Y: Final = re.compile("[hklmst][yýỳỷỹỵ]")
_I_FOR_Y: Final = dict(zip("yýỳỷỹỵ", "iíìỉĩị", strict=True))


def _each(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: " ".join(map(change, text.split(" ")))


def _one_i(word: str) -> str:
    return word[0] + _I_FOR_Y[word[1]] if _OPEN_Y.fullmatch(word) else word


def _one_ky(word: str) -> str:
    return "kỉ" if word == "kĩ" else word


STEPS: Final[tuple[Step, ...]] = (
    Step("invisible", N_("Invisible characters do not count."), without_invisible),
    Step(
        "composition",
        N_("A letter with its marks is one letter, however the keyboard sent it (Unicode NFC)."),
        lambda text: unicodedata.normalize("NFC", text),
    ),
    Step(
        "lookalikes", N_("Letters that only look Vietnamese are read as meant: “Ð” is “Đ”."), genuine_letters
    ),
    Step("mark_order", N_("Marks may be typed in any order: e, ´, ^ is “ế”."), marks_in_order),
    Step("spaces", N_("Spaces before, after and doubled do not count."), lambda text: " ".join(text.split())),
    Step("roman", N_("Roman numerals are numbers: “thế kỷ XX” is “thế kỷ 20”."), romans_in_digits),
    Step("case", N_("Capital and small letters are the same."), str.lower),
    Step("thousands", N_("The dots between thousands do not count: 1.000 is 1000."), join_thousands),
    Step("punctuation", N_("Punctuation does not count."), lambda text: " ".join(split_words(text))),
    Step("number_words", N_("Numbers in words are numbers: “hai mươi” is 20."), words_in_digits),
    Step("i_or_y", N_("i and y at the end of such a syllable are the same: “lý” is “lí”."), _each(_one_i)),
    Step("ky", N_("“kỷ”, “kỉ”, “kỹ” and “kĩ” are the same, except in names."), _each(_one_ky)),
    Step("tone_place", N_("The tone may stand on either vowel: “hoà” is “hòa”."), _each(tone_last)),
)
_OF_NUMBERS: Final = frozenset(("roman", "number_words"))
_BEFORE_NUMBERS: Final = ("năm", "thế kỷ", "thế kỉ", "ngày", "tháng", "số")
_LEADING: Final = tuple(f"{comparable(word)} " for word in _BEFORE_NUMBERS)
_LEADING_TEXT: Final = re.compile(rf"(?:{'|'.join(_BEFORE_NUMBERS)}) (?=.)", re.IGNORECASE)


@lru_cache(maxsize=65536)
def key_of(text: str, names: bool) -> str:
    """Return what a text comes to when every step is taken but those of numerals."""
    return comparable(text, names=names)


@lru_cache(maxsize=65536)
def number_key_of(text: str, names: bool) -> str:
    """Return what a text comes to when every step is taken, numerals too."""
    cleaned = clean(text)
    with_digits = romans_in_digits(cleaned)
    words = " ".join(split_words(join_thousands(with_digits.lower())))
    in_digits = words_in_digits(words)
    if with_digits == cleaned and in_digits == words:
        return key_of(text, names)
    return comparable(in_digits, names=names)


def without_leading_word(key: str) -> str:
    """Return the bare number of a key such as "năm 1945"; "" for every other key."""
    for word in _LEADING:
        if key.startswith(word) and key.removeprefix(word).isdecimal():
            return key.removeprefix(word)
    return ""


def cut_leading_word(text: str) -> str:
    """Return the clean text without the word before its number."""
    return _LEADING_TEXT.sub("", clean(text), count=1)


# Its rule looks at both texts: only one of the two may have the word.
LEADING_WORD: Final = Step(
    "leading_word",
    N_("The word before a number may be left out or added: “năm 1945” is 1945."),
    cut_leading_word,
)


def why(typed: str, accepted: str, *, names: bool, numerals: bool) -> tuple[Step, ...]:
    """Return the steps without which two texts would not be equal, in their order; none for equal texts.

    A step is named that changes one of the two alone, or after which they are equal, or that is missed when
    it is left out; not one that changes both alike.
    """
    steps = [step for step in STEPS if _is_taken(step, names, numerals)]
    named = []
    one, other = typed, accepted
    for step in steps:
        if one == other:
            break
        before = (one, other)
        one, other = step.apply(one), step.apply(other)
        changed = (one != before[0], other != before[1])
        if changed[0] != changed[1] or (any(changed) and _is_missed(step, steps, typed, accepted)):
            named.append(step)
    return tuple(named)


def _is_taken(step: Step, names: bool, numerals: bool) -> bool:
    return not (names and step.name == "ky") and (numerals or step.name not in _OF_NUMBERS)


def _is_missed(left_out: Step, steps: list[Step], typed: str, accepted: str) -> bool:
    for step in steps:
        if step is not left_out:
            typed, accepted = step.apply(typed), step.apply(accepted)
    return typed != accepted
