"""One letter typed wrongly, told from another word."""

import re
from functools import lru_cache
from typing import Final

from quizzes.vietnamese import TONES

FEWEST_LETTERS: Final = 5
"""A shorter answer with one letter changed is mostly another word: tin, tim, tíu."""

_LETTER: Final = re.compile("[^\u0300-\u036f][\u0300-\u036f]*")


def is_one_slip(typed: str, right: str) -> bool:
    """Tell whether typed is right with one letter added, left out, changed, or two neighbours changed round.

    Both are keys made by spelling.key_of(). A letter is a letter with its own mark, ê or ơ, and only another
    basic letter is a slip: marks and tones must be right, and so must every digit. A space left out or put in
    is a slip, too. Right has at least 5 letters.
    """
    if typed == right or abs(len(typed) - len(right)) > 4:
        return False
    (some, some_tones), (every, every_tones) = _letters_and_tones(typed), _letters_and_tones(right)
    if some_tones != every_tones or sum(letter != " " for letter in every) < FEWEST_LETTERS:
        return False
    start = 0
    while start < min(len(some), len(every)) and some[start] == every[start]:
        start += 1
    end = 0
    while end < min(len(some), len(every)) - start and some[-1 - end] == every[-1 - end]:
        end += 1
    return _is_slip(some[start : len(some) - end], every[start : len(every) - end])


def _is_slip(here: tuple[str, ...], there: tuple[str, ...]) -> bool:
    """Tell whether what differs is one slip."""
    if not all(letter == " " or letter[0].isalpha() for letter in here + there):
        return False
    if len(here) + len(there) == 1:
        return True
    if len(here) == len(there) == 1:
        return here[0][0] != there[0][0] and " " not in here + there
    return len(here) == len(there) == 2 and here == there[::-1] and " " not in here


@lru_cache(maxsize=65536)
def _letters_and_tones(key: str) -> tuple[tuple[str, ...], str]:
    tones = "".join(char for char in key if char in TONES)
    return tuple(_LETTER.findall("".join(char for char in key if char not in TONES))), tones
